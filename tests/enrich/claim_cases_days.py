"""Claims whose days are what is hard: of the event or of the statement, of this figure or of the one beside it.

Reads nothing, writes nothing. Each case has its own day of publication; the lists are complete, as in `claim_cases`.
"""

from __future__ import annotations

from tests.enrich.claim_cases import RU_MOD, C, Dated

DAYS: list[Dated] = [
    ("2023-01-04",
     "Russia's defence ministry raised the toll of the New Year strike on Makiivka to 89 early on Wednesday.",
     [C("killed", 89, start="2023-01-01", end="2023-01-01", stated_on="2023-01-04", speaker=RU_MOD)]),
    ("2023-02-16",
     "The death toll of the fire in Belgorod stands at 12, the emergencies ministry said on Thursday, after giving nine"
     " a day earlier.",
     [C("killed", 12, stated_on="2023-02-16", start=None), C("killed", 9, stated_on="2023-02-15", start=None)]),
    ("2023-01-17",
     "A missile struck a bakery in Izium on Monday. The prosecutor's office confirmed two deaths in the town on Tuesday"
     " and raised the number of wounded to seven.",
     [C("killed", 2, start="2023-01-16", stated_on="2023-01-17", stance="confirms"),
      C("wounded", 7, start="2023-01-16", stated_on="2023-01-17")]),
    ("2023-02-16",
     "The Russian defence ministry said on Wednesday that 12 servicemen had died in the fire. On Tuesday it had given"
     " nine dead.",
     [C("killed", 12, start=None, stated_on="2023-02-15"), C("killed", 9, start=None, stated_on="2023-02-14")]),
    ("2023-01-16",
     "Governor Valentyn Reznichenko wrote on Monday that 37 people had died in Dnipro. On Sunday evening he had"
     " reported 30 dead, and late on Saturday only 12. The missile hit the block on Saturday afternoon.",
     [C("killed", 37, start="2023-01-14", stated_on="2023-01-16"),
      C("killed", 30, start="2023-01-14", stated_on="2023-01-15"),
      C("killed", 12, start="2023-01-14", stated_on="2023-01-14")]),
    ("2023-02-08",
     "We spoke to Major Oleh Testenko, a deputy battalion commander, on Monday. “Yesterday we lost two men killed near"
     " Vuhledar,” he says. “On Saturday it was five wounded.”",
     [C("killed", 2, start="2023-02-05", stated_on="2023-02-06"),
      C("wounded", 5, start="2023-02-04", stated_on="2023-02-06")]),
    ("2022-12-30",
     "Well over 100,000 Russians have been killed or wounded, General Mark Milley said in November.",
     [C("killed_or_wounded", 100000, None, start=None, stated_on=None)]),
    ("2022-12-02",
     "Ursula von der Leyen said on Wednesday that 100,000 Ukrainian soldiers had been killed.",
     [C("killed", 100000, cumulative=False, start=None, stated_on="2022-11-30")]),
    ("2022-12-28",
     "Russian guns now fire some 20,000 shells daily, down from 60,000 a day in the summer, an official said.",
     [C("launched", 20000, per="day", start=None), C("launched", 60000, per="day", start="2022-06-01")]),
    ("2023-02-06",
     "Kharkiv: 3 dead, 11 hurt in Sunday strike – governor",
     [C("killed", 3, start="2023-02-05"), C("wounded", 11, start="2023-02-05")]),
    ("2023-03-20",
     "In early February the Russians advanced two kilometres near Kreminna. Since then they have moved 500 metres.",
     [C("distance", 2000, start="2023-02-01", end="2023-02-10"),
      C("distance", 500, start="2023-02-01", end="2023-03-20")]),
    ("2022-12-30",
     "On December 5, the Russian defence ministry reported at the time, three technicians died at the Engels air base.",
     [C("killed", 3, start="2022-12-05", end="2022-12-05", stated_on="2022-12-30")]),
    ("2023-03-07",
     "Between 24 February 2022 and 5 March 2023 the mission counted 8,173 dead.",
     [C("killed", 8173, start="2022-02-24", end="2023-03-05", stated_on="2023-03-07")]),
    ("2023-02-19",
     "Footage published on February 17 shows that Wagner fighters advanced 800 metres near Paraskoviivka.",
     [C("distance", 800, start=None)]),
    ("2023-03-10",
     "The toll from Zolochiv rose overnight: five people died there on Thursday, Maksym Kozytskyi says.",
     [C("killed", 5, start="2023-03-09", end="2023-03-09")]),
    ("2022-11-20",
     "In his address on Sunday evening the president said that nearly 400 strikes had been counted in the east since"
     " the start of the day.",
     [C("launched", 400, start="2022-11-20", end="2022-11-20")]),
    ("2023-01-09",
     "Since Saturday evening, 12 shells have landed in Shebekino district, Governor Vyacheslav Gladkov said on Monday."
     " There were no casualties.",
     [C("launched", 12, start="2023-01-07", end="2023-01-09", cumulative=True),
      C("killed_or_wounded", 0, start="2023-01-07", end="2023-01-09")]),
    ("2023-02-05",
     "The Russians still fire 1,500 shells daily and lost 90 men in the first days of February alone.",
     [C("launched", 1500, per="day", start=None), C("losses", 90, per=None, start="2023-02-01")]),
    ("2023-01-28",
     "“A mortar wounded six men on Wednesday,” says Bohdan Lysenko, a gunner. He spoke on Thursday from a"
     " hospital in Dnipro.",
     [C("wounded", 6, start="2023-01-25", stated_on="2023-01-26")]),
    ("2023-02-22",
     "In January the office counted 178 dead and 549 injured, in the first half of February 48 dead.",
     [C("killed", 178, start="2023-01-01", end="2023-01-31"), C("wounded", 549, start="2023-01-01", end="2023-01-31"),
      C("killed", 48, start="2023-02-01", end="2023-02-15")]),
    ("2022-10-24",
     "The Air Force's count for the weekend: 16 cruise missiles shot down on Saturday, 11 drones on Sunday.",
     [C("shot_down", 16, start="2022-10-22", end="2022-10-22"),
      C("shot_down", 11, start="2022-10-23", end="2022-10-23")]),
    ("2023-02-08",
     "On Monday they came near Vuhledar. “We took four prisoners, two mobilised in October,” the commander said.",
     [C("captured", 4, start="2023-02-06", end="2023-02-06")]),
    ("2022-12-19",
     "The drones came after midnight: 23 Shaheds were sent against Kyiv, and 18 of them were intercepted.",
     [C("launched", 23, start="2022-12-19", end="2022-12-19"), C("shot_down", 18, start="2022-12-19")]),
    ("2023-03-16",
     "In his address on 12 March the president spoke of 1,100 dead Russians near Bakhmut. Prigozhin, that same evening,"
     " put Ukrainian losses at 500 a day.",
     [C("killed", 1100, stated_on="2023-03-12"), C("losses", 500, per="day", start=None, stated_on="2023-03-12")]),
    ("2023-03-22",
     "A missile killed one man in Zaporizhzhia at noon. The day before, Odesa had counted three wounded.",
     [C("killed", 1, start="2023-03-22"), C("wounded", 3, start="2023-03-21", stated_on="2023-03-22")]),
    ("2023-01-06",  # nobody can have told on Tuesday of Friday's shells
     "Shells fell on Kherson on Friday. Wagner has lost 900 men there, a US official said on Tuesday.",
     [C("losses", 900, start=None, end=None, stated_on="2023-01-03")]),
]  # fmt: skip
