"""Claims whose speaker, day, place or side stands outside their clause; published on Tuesday 2023-01-03.

Reads nothing, writes nothing. The lists are complete, as in `claim_cases`.
"""

from __future__ import annotations

from tests.enrich.claim_cases import RU_MOD, C, Case

VOICES: list[Case] = [
    ("In the night to Monday, 12 drones were shot down over Kyiv.",
     [C("shot_down", 12, side="RU", place="Kyiv", start="2023-01-01", end="2023-01-02")]),
    ("Russia’s defence ministry said on Monday its forces had captured seven Ukrainian soldiers near Vuhledar.",
     [C("captured", 7, side="UA", speaker=RU_MOD, stated_on="2023-01-02", start=None)]),
    ("A nurse counted 12 wounded. “Two died at night,” she said. One resident was killed, a spokesman for the regional "
     "council said. A driver was wounded, he added.",
     [C("wounded", 12, speaker="nurse"), C("killed", 2, speaker="nurse"),
      C("killed", 1, speaker="regional council"), C("wounded", 1, speaker="regional council")]),
    ("The regional administration writes every day. On Monday it reported 30 shellings; two people were killed, "
     "it said.",
     [C("launched", 30, speaker="regional administration", stated_on="2023-01-02"),
      C("killed", 2, speaker="regional administration", stated_on="2023-01-02")]),
    ("Rockets struck a depot in Nikopol on Monday, hours after Moscow announced a pause, killing two loaders and "
     "wounding four, the depot’s manager, Oleh Testovyi, said.",
     [C("killed", 2, speaker="Oleh Testovyi"), C("wounded", 4, speaker="Oleh Testovyi")]),
    ("“By my count, 40 residents were killed in Izium,” Oleh Testovyi said.",
     [C("killed", 40, speaker="Oleh Testovyi", place="Izium")]),
    ("Of Sunday's salvo the ministry said only that it was over. The mayor spoke of 60 missiles launched.",
     [C("launched", 60, start="2023-01-01", stated_on="2023-01-03", speaker="mayor")]),
    ("By Monday evening the regional council had another count: two dead, five wounded.",
     [C("killed", 2, speaker="regional council"), C("wounded", 5, speaker="regional council")]),
    ("The fire that began on Sunday had by Monday destroyed 11 houses in Izium.",
     [C("destroyed", 11, place="Izium", start="2023-01-01", end="2023-01-02")]),
    ("Twelve rockets were fired at Izium on Sunday. Nine were shot down.",
     [C("launched", 12, place="Izium"), C("shot_down", 9, place="Izium", start="2023-01-01")]),
    ("On Sunday, 20 soldiers were killed in Makiivka.\n\nOn Monday officials visited.\n\nSix rockets were "
     "launched at the building.",
     [C("killed", 20, start="2023-01-01"), C("launched", 6, place="Makiivka", start="2023-01-01")]),
    ("The fire that began on Sunday had by Monday destroyed 11 houses in Izium. One resident was killed there.",
     [C("destroyed", 11, place="Izium"), C("killed", 1, place="Izium", start="2023-01-01", end="2023-01-02")]),
    ("“Four miners were wounded in Toretsk,” said Oleh Testovyi, who runs a kitchen in Dnipro.",
     [C("wounded", 4, place="Toretsk")]),
    ("“We evacuated 40 residents,” said Oleh Testovyi, who runs the kitchen from a flat in Dnipro.",
     [C("displaced", 40, place=None)]),
    ("“Six of our soldiers were wounded in Toretsk,” Oleh Testovyi said.", [C("wounded", 6, side="UA")]),
    ("In the hospital in Kramatorsk nine soldiers died.", [C("killed", 9, side="UA", place="Kramatorsk")]),
    ("The morning in Izium was quiet. At 06:20 three missiles hit the town.",
     [C("launched", 3, place="Izium", start="2023-01-03", end="2023-01-03")]),
    ("“Two neighbours were killed,” Olena Testova said when we met on Monday.",
     [C("killed", 2, speaker="Olena Testova", stated_on="2023-01-02")]),
    ("The Russian Ministry of Defence, for its part, reported the death of 50 servicemen.",
     [C("killed", 50, speaker=RU_MOD)]),
    ("A Ukrainian channel was cheerful. On Makiivka, the Ministry of Defence of Russia raised its figure to 89 dead.",
     [C("killed", 89, speaker=RU_MOD)]),
    ("Oleh Testovyi teaches. “Izium is ours, whatever Moscow writes,” he said.",
     [C("control", None, place="Izium", side="UA", action="holds", speaker="Oleh Testovyi")]),
    ("For Makiivka the Ministry of Defence of Russia raised its figure to 89 dead, TASS reported. On Sunday it had "
     "given 63.",
     [C("killed", 89, side="RU", speaker=RU_MOD, relayed_by=["TASS"]),
      C("killed", 63, speaker=RU_MOD, stated_on="2023-01-01")]),
    ("Kyrylo Testovyi, press officer of a brigade, gave Interfax his results for two days:\n\n"
     "12 soldiers captured,\nno dead in the brigade.",
     [C("captured", 12, speaker="Kyrylo Testovyi"), C("killed", 0, speaker="Kyrylo Testovyi")]),
]  # fmt: skip
