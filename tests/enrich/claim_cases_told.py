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

LETTERS: list[Case] = [
    ("The army drove the occupiers out of Izium, Balakliia and Kupiansk in five days.",
     [C("control", action="takes", side="UA", place=town) for town in ("Izium", "Balakliia", "Kupiansk")]),
    ("The Russians were expelled from Lyman in October.", [C("control", action="takes", side="UA", place="Lyman")]),
    ("Parents drove the children out of Izium and Kupiansk.", []),
    ("Bilohorivka is still ours, every street of it.", [C("control", action="holds", place="Bilohorivka")]),
    ("Ukraine may pull out of Bakhmut if need be. So far it holds.",
     [C("control", action="holds", side="UA", place="Bakhmut")]),
    ("Of the captives each side freed 50 men.", [C("exchanged", 50, side="both")]),
    ("The UN recorded 509 civilian casualties: 112 killed and 397 injured at 60 settlements.",
     [C("killed_or_wounded", 509, side="civilian"), C("killed", 112, side="civilian"),
      C("wounded", 397, side="civilian")]),
    ("Wagner stormed the suburb. At least 35 of its fighters fell in one day.", [C("killed", 35, None)]),
    ("Minus 17 occupiers and one armoured vehicle.",
     [C("killed", 17, side="RU"), C("destroyed", 1, unit="armoured vehicles", side="RU")]),
    ("It is minus 14 in the trench, with a frost of minus 20 forecast.", []),
    ("We had eleven Shaheds in the air over Kyiv, and every one of them was shot down.",
     [C("launched", 11, unit="drones"), C("shot_down", 11, unit="drones")]),
    ("There were between ten and twelve hits in the city of Kharkiv, the mayor said.",
     [C("launched", 10, 12, unit="hits", side="RU")]),
    ("The ministry in Moscow has reported no such losses.", []),
    ("Fifty-five residents went out on the evacuation train.", [C("displaced", 55, side="civilian")]),
    ("Our troops went forward about two kilometres near Kreminna.",
     [C("distance", 2000, approx="about", action="advances")]),
    ("At Vuhledar 150 men were wounded and brought back to Volnovakha.", [C("wounded", 150, place="Vuhledar")]),
]  # fmt: skip
