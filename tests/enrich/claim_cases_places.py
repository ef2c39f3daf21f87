"""Where it happened, if the words for the place stand with the speaker, in another sentence or nowhere.

Reads nothing, writes nothing. Published on Tuesday 2023-01-03; the lists are complete, as in `claim_cases`.
"""

from __future__ import annotations

from tests.enrich.claim_cases import C, Case

PLACES: list[Case] = [
    # Where somebody lives or works is no scene.
    ("A rocket killed 30 soldiers in a school in Horlivka on Sunday.\n\nDaria Obraztsova, who writes to families in"
     " Saratov, told a radio station that six men from her town were still missing.",
     [C("killed", 30, side="RU", place="Horlivka"), C("missing", 6, side="RU", place="Horlivka")]),
    ("Jake Sample, of the Baltic Institute in Warsaw, said that 300 Wagner men had been killed in Bakhmut.",
     [C("killed", 300, side="RU", place="Bakhmut")]),
    # The capital; a town of the region.
    ("Fourteen drones were downed over the Odesa region; over the capital all nine were intercepted, officials said.",
     [C("shot_down", 14, place="Odesa Oblast"), C("shot_down", 9, place="Kyiv")]),
    ("In Donetsk region a woman was killed when a shell hit her garden in Toretsk.",
     [C("killed", 1, side="civilian", place="Toretsk")]),
    # Rates of a region that the lines before name.
    ("The administration speaks for the whole Sumy region. In December the region was shelled 15 times a day.",
     [C("launched", 15, unit="shellings", per="day", place="Sumy Oblast")]),
    # Who speaks for another place goes on to it; who speaks for the region of the place told stays there.
    ("Shells fell on Vovchansk on Sunday.\n\nOleksandr Zrazok, head of the Kryvyi Rih military administration, said"
     " that two drones had been shot down.",
     [C("shot_down", 2, unit="drones", place="Kryvyi Rih")]),
    ("A missile hit a market in Kostiantynivka on Sunday. Three people were killed.\n\nPavlo Kyrylenko, the governor of"
     " Donetsk region, said nine others had been wounded.",
     [C("killed", 3, place="Kostiantynivka"), C("wounded", 9, place="Kostiantynivka")]),
    ("Vitaliy Kim, Mykolaiv's governor, wrote that air defence had destroyed six drones.",
     [C("shot_down", 6, side="RU", unit="drones", place="Mykolaiv Oblast")]),
    ("The governor of Sumy said that one woman had been wounded.",
     [C("wounded", 1, side="civilian", place="Sumy Oblast")]),
    # A mayor who is known speaks of his town.
    ("Russia said it had killed 40 officers in Makiivka.\n\nOleksandr Honcharenko wrote that nobody had been hurt.",
     [C("killed", 40, place="Makiivka"), C("wounded", 0, side="civilian", place="Kramatorsk")]),
]  # fmt: skip
