"""Who speaks: texts of interviews, bulletins, letters, round-ups and features, each with words of it and who says them.

Reads nothing, writes nothing. Published on Tuesday 2023-01-03.
"""

from __future__ import annotations

from tests.enrich.speaker_cases_texts import Case

REGISTERS: list[Case] = [
    ("Ukrenergo, evening of 2 January\n\nRepairs go on. Three substations were hit and one fitter was killed.",
     [("Three", "Ukrenergo", []), ("one fitter", "Ukrenergo", [])]),
    ("Serhiy Haidai, head of the Luhansk regional administration, 2 January, 9:15\n\nThe enemy fired 27 missiles.",
     [("27", "Serhiy Haidai", [])]),
    ("Russia fired 38 missiles on Monday.\n\nThe line has not moved. Some 400 men were killed.\n\n"
     "Source: British Defence Intelligence",
     [("38", "UK Ministry of Defence", []), ("400", "UK Ministry of Defence", [])]),
    ("Nine hospitals were hit. That is the World Health Organization’s tally, not Kyiv’s, which is higher.",
     [("Nine", "World Health Organization", [])]),
    ("(RIA Novosti) Denis Pushilin: 16 soldiers surrendered.",
     [("16", "Denis Pushilin", [])]),
    ("(AP) “We have buried 21 men since Sunday,” a priest in Bucha told the agency.",
     [("21", "priest in Bucha", ["Associated Press"])]),
    ("One of them, a marine who asked to be called Serhii, said that 14 prisoners had died.",
     [("14", "Serhii", [])]),
    ("In the words of the head of the administration Oleksandr Starukh, seven missiles were fired.",
     [("seven", "Oleksandr Starukh", [])]),
    ("DTEK’s chairman, Petro Testovyi, spoke of one death. The company said 141 workers were wounded.",
     [("141", "DTEK", [])]),
    ("The ministry in Kyiv has read the paper. Our reporter spoke to soldiers of the brigade. They told her that 40 men"
     " had been killed.",
     [("40", "soldiers of the brigade", [])]),
    ("A Turkish official came first. The last word belongs to a harbour pilot. “Three ships were hit,” he said.",
     [("Three", "harbour pilot", [])]),
    ("Her name is Nadiia Testova. The postman came, and last week, she tells us, there were four dead.",
     [("four", "Nadiia Testova", [])]),
    ("“One of us survived,” Petro Testovyi told the mourners.",
     [("One", "Petro Testovyi", [])]),
    ("Ben Wallace told the Commons that 3,000 tanks had been destroyed.",
     [("3,000", "Ben Wallace", [])]),
]  # fmt: skip
