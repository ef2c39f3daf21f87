"""Whose people and arms, where only the words around tell: in letters, denials, admissions and lists.

Reads nothing, writes nothing. Published on Tuesday 2023-01-03; the lists are complete, as in `claim_cases`.
"""

from __future__ import annotations

from tests.enrich.claim_cases import C, Case

SIDES_TOLD: list[Case] = [
    # A heading above the line above a list says whose losses they are.
    ("Losses of the enemy\n\nThe group’s bulletin ends with a list:\n\n61 killed, 90 wounded;\n"
     "three mortars destroyed;\nseven prisoners taken.",
     [C("killed", 61, side="RU"), C("wounded", 90, side="RU"), C("destroyed", 3, unit="mortars", side="RU"),
      C("captured", 7, side="RU")]),
    # Who speaks for nobody else tells of his own army.
    ("Dear Oksana, it is cold. On Friday our platoon took three prisoners near Terny, and then we fell back one"
     " kilometre.",
     [C("captured", 3, side="RU"), C("distance", 1000, side="UA", action="withdraws")]),
    ("“In one morning our company lost 14 men at Pisky, five killed and nine wounded,” said Lesia Zrazok, a cook.",
     [C("losses", 14, side="UA"), C("killed", 5, side="UA"), C("wounded", 9, side="UA")]),
    ("“We admitted 30 wounded on Monday,” said a surgeon in Dnipro.", [C("wounded", 30, side="civilian")]),
    # "They" in a quotation are the others.
    ("“They took Pidhorodne on Sunday,” admits Vasyl Zrazok, a sergeant of the 17th Tank Brigade of Ukraine.",
     [C("control", side="RU", place="Pidhorodne", action="takes")]),
    # An officer's lads, a charity's members, a family.
    ("“Four of my boys were killed at Bilohorivka on Sunday,” said Gleb Testov, who commands a Russian assault"
     " company.",
     [C("killed", 4, side="RU", place="Bilohorivka")]),
    ("Two members of a choir were wounded in Toretsk on Sunday.", [C("wounded", 2, side="civilian")]),
    # A sum that a state admits.
    ("Nobody counts the dead in public. Russia last gave a total in March, when it acknowledged 1,351 deaths.",
     [C("killed", 1351, side="RU")]),
    # Whose: named in the sentence before, or beside the figure.
    ("The analysts then turned to the Wagner Group. About 4,000 of its fighters have died, they reckon.",
     [C("killed", 4000, side="RU")]),
    ("A colonel in Oslo spoke of 120,000 Russian and more than 80,000 Ukrainian casualties.",
     [C("killed_or_wounded", 120000, side="RU"), C("killed_or_wounded", 80000, None, side="UA")]),
    ("He said in May that 90,000 Russian soldiers had been killed or wounded, and on the Ukrainian side probably"
     " 60,000.",
     [C("killed_or_wounded", 90000, side="RU"), C("killed_or_wounded", 60000, side="UA")]),
    # Who counts the dead behind the other's lines counts the other's.
    ("About 200 servicemen were killed or wounded when a school in Chaplynka was hit, the General Staff of the Armed"
     " Forces of Ukraine reported.",
     [C("killed_or_wounded", 200, side="RU", place="Chaplynka")]),
    ("Three Ukrainian trucks were destroyed on the road. One driver was killed.",
     [C("destroyed", 3, side="UA", unit="trucks"), C("killed", 1, side="UA")]),
    ("Russian air defence shot down two S-300 missiles over the Belgorod region.",
     [C("shot_down", 2, side="UA", unit="missiles", weapon="S-300")]),
    ("Sixty-three soldiers were killed in Makiivka, the Russian Defence Ministry said.\n\nThe town woke to sirens. A"
     " seller of batteries heard it. “In our stairwell nobody was hurt,” he said.",
     [C("killed", 63, side="RU", place="Makiivka"), C("wounded", 0, side="civilian", place="Makiivka")]),
]  # fmt: skip
