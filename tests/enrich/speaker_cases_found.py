"""Who speaks where the words of saying stand apart: behind a day, in a clause between commas, in another's sentence.

Reads nothing, writes nothing. Published on Tuesday 2023-01-03.
"""

from __future__ import annotations

Case = tuple[str, list[tuple[str, str | None, list[str]]]]

FOUND: list[Case] = [
    ("On 14 November Andriy Yermak, who runs the president's office, said that 12 people had died.",
     [("12", "Andriy Yermak", [])]),
    ("On 3 December 2022 Oleksiy Danilov gave 13,000 dead.",
     [("13,000", "Oleksiy Danilov", [])]),
    ("StratCom boasted of 200 dead near Chaplynka.",
     [("200", "StratCom of the Armed Forces of Ukraine", [])]),
    ("In Izium, a boy died of his burns, a nurse there said; two more were treated.",
     [("a boy", "nurse", [])]),
    ("Lyman was shelled nine times, prosecutors there say, and two cars burned.",
     [("nine", "prosecutors", [])]),
    ("The police opened a case. Three residents were killed and two houses were destroyed, by their count.",
     [("Three", "police", [])]),
    ("Halyna Testova draws maps for a newspaper. In Svatove, by her map, two schools were destroyed.",
     [("two", "Halyna Testova", [])]),
    ("By the ministry's own arithmetic, 40 tanks were destroyed.",
     [("40", "ministry", [])]),
    ("The council said on Monday that five residents had been killed, bringing its total to 61.",
     [("61", "council", [])]),
    ("Oleksiy Arestovych spoke on television of 80 drones shot down.",
     [("80", "Oleksiy Arestovych", [])]),
    ("A Russian sergeant quoted by Grey Zone spoke of 20 dead a day, and of 50 wounded on Sunday.",
     [("20", "Russian sergeant", ["Grey Zone"]), ("50", "Russian sergeant", ["Grey Zone"])]),
    ("Olha Testova wrote to us from Cork. Her sister stayed behind. Two people died in our block, he said.",
     [("Two", None, [])]),
    ("Iryna Testova told a local radio station that nine men were missing.",
     [("nine", "Iryna Testova", ["local radio station"])]),
    ("Three people were killed, if the mayor, Ihor Terekhov, has counted rightly.",
     [("Three", "Ihor Terekhov", [])]),
]  # fmt: skip
