"""Claims in features and in what soldiers and residents tell; published on Tuesday 2023-01-03.

Reads nothing, writes nothing. The lists are complete, as in `claim_cases`.
"""

from __future__ import annotations

from tests.enrich.claim_cases import C, Case

FEATURE: list[Case] = [
    ("He lost 14 men in the first week, he says quietly.", [C("losses", 14)]),
    ("Of the 30 men in his platoon, 12 were killed and nine wounded before Christmas.",
     [C("killed", 12), C("wounded", 9)]),
    ("Every night the medics bring out ten dead.", [C("killed", 10)]),
    ("Her son was one of 21 soldiers killed in the strike on the barracks.", [C("killed", 21)]),
    ("By the time the shelling stopped, the street had lost nine houses and a woman had died.",
     [C("destroyed", 9, unit="houses", side="civilian"), C("killed", 1, side="civilian")]),
    ("More than 300 people, most of them women and children, left the town last week.",
     [C("displaced", 300, None, side="civilian")]),
    ("An estimated 7,000 civilians have died since February 24, according to the UN.",
     [C("killed", 7000, approx="about", side="civilian", cumulative=True, start="2022-02-24", end="2023-01-03")]),
    ("“They sent thirty men over that field; twenty never came back,” the sniper said.", []),
    ("Of his six drones, two were shot down.", [C("shot_down", 2, unit="drones")]),
    ("The factory burned for two days after 12 rockets landed in its yard.", [C("launched", 12, unit="rockets")]),
]  # fmt: skip
