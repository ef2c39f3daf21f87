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
    ("The Kremlin said nothing.\n\nThe State Emergency Service opened its ledger. It counts 40 houses destroyed.",
     [("40", "State Emergency Service of Ukraine", [])]),
    ("The first table belonged to the Ukrainian Air Force. By its count, 39 drones were shot down.",
     [("39", "Ukrainian Air Force", [])]),
    ("The ministry said it had no figure. The council of Izium had: two killed and nine wounded, it wrote.",
     [("two", "council of Izium", [])]),
    ("The last word was the General Staff's: 490 Russian soldiers killed.",
     [("490", "General Staff of the Armed Forces of Ukraine", [])]),
    ("Nine houses burned, the head of the village Petro Testovyi wrote.",
     [("Nine", "Petro Testovyi", [])]),
    ("A Russian channel on VKontakte, Test Vanguard, reported the capture of Torske.",
     [("the capture", "Test Vanguard", [])]),
    ("A gunner who goes by Yenot said that two tanks had been destroyed.",
     [("two", "Yenot", [])]),
    ("In a video that Baza published on Monday, mobilised men said that 60 of them had died.",
     [("60", "mobilised men", ["Baza"])]),
    ("In an interview with Bild, Vitali Klitschko said that two people had died.",
     [("two", "Vitali Klitschko", ["Bild"])]),
    ("The operational command in Izium put out its bulletin. The bulletin closes with a table:\n\n41 killed;\n"
     "two tanks destroyed.",
     [("41", "operational command in Izium", [])]),
    ("Olena Testova, a nurse, drove with us to Dnipro, and this is what she told us.\n\n“In May we lost 12 people.\n\n"
     "“Three more died in June.”",
     [("12", "Olena Testova", []), ("Three", "Olena Testova", [])]),
    ("“We buried nine men on Friday.”\n\nThat was Bohdan Testovyi, 54, a priest in Lviv.",
     [("nine", "Bohdan Testovyi", [])]),
    ("A shop was hit in Izium. Two dead.\nPosted by Test Izium on Monday, 2 January 2023\n\nFour people were hurt.",
     [("Two", "Test Izium", []), ("Four", None, [])]),
    ("Two shells fell on Izium. One woman was killed.\nIzium Test Channel (@izium_test), 2 January 2023",
     [("One", "Izium Test Channel", [])]),
]  # fmt: skip
