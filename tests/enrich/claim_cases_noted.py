"""Claims that no verb of harm tells: lists of damage, notes of shells, parts of a figure, clauses without their verb.

Reads nothing, writes nothing. Published on Tuesday 2023-01-03; the lists are complete, as in `claim_cases`.
"""

from __future__ import annotations

from tests.enrich.claim_cases import C, Case

_SHELLED = "Russian forces shelled the region again. "

THINGS_NOTED: list[Case] = [
    ("The shelling went on. The council of Orikhiv put the damage at 14 houses, a school and three shops.",
     [C("hit", 14, unit="houses", side="civilian", place="Orikhiv"),
      C("hit", 3, unit="shops", side="civilian", place="Orikhiv")]),
    (_SHELLED + "The damage in Orikhiv: nine cottages, two garages.",
     [C("hit", 9, unit="cottages", place="Orikhiv"), C("hit", 2, unit="garages", place="Orikhiv")]),
    (_SHELLED + "Shelling of nine villages went on in the Sumy region.",
     [C("hit", 9, unit="villages", place="Sumy Oblast")]),
    (_SHELLED + "Police spoke of six pieces of equipment destroyed.",
     [C("destroyed", 6, unit="pieces of equipment")]),
    (_SHELLED + "Two bombs on the bus station of Kupiansk, four people hurt, the mayor wrote.",
     [C("launched", 2, unit="bombs", side="RU", place="Kupiansk", speaker="mayor"),
      C("wounded", 4, place="Kupiansk", speaker="mayor")]),
    (_SHELLED + "“Sixty shells, one man wounded, nobody killed,” the mayor said.",
     [C("launched", 60, unit="shells"), C("wounded", 1), C("killed", 0)]),
    (_SHELLED + "The fire service in Beryslav had first spoken of 12 rockets on the town.",
     [C("launched", 12, unit="rockets", side="RU", place="Beryslav")]),
    (_SHELLED + "Orikhiv took 31 shells on Monday.",
     [C("launched", 31, unit="shells", side="RU", place="Orikhiv")]),
    ("Nine drones came at dawn, and six headed for Odesa, the Air Force said.",
     [C("launched", 9, unit="drones", side="RU"), C("launched", 6, unit="drones", side="RU", place="Odesa")]),
    ("Thirty missiles were fired, 21 of them downed.",
     [C("launched", 30, unit="missiles"), C("shot_down", 21, unit="missiles", parts=[])]),
    ("The Ukrainian battery brought down four missiles with six rockets.",
     [C("shot_down", 4, unit="missiles"), C("launched", 6, unit="rockets")]),
    ("The missiles hit two hostels in which more than 700 Russian troops were quartered.",
     [C("hit", 2, unit="hostels")]),
    (_SHELLED + "The missiles fell at night. The other three landed in a field.", []),
]  # fmt: skip

LEFT_OUT: list[Case] = [
    ("Four men were hurt by shelling in Nikopol and three in Marhanets.",
     [C("wounded", 4, place="Nikopol"), C("wounded", 3, place="Marhanets")]),
    ("“We lost two guns to a drone near Kreminna and one to a mine,” the Russian gunner said.",
     [C("destroyed", 2, unit="guns"), C("destroyed", 1, unit="guns")]),
    ("Over the last day 480 Russians were hurt and 520 eliminated, the staff said.",
     [C("wounded", 480), C("killed", 520)]),
    ("Over the past day 480 were eliminated, the General Staff said of the Russian troops.",
     [C("killed", 480, start="2023-01-02", end="2023-01-03")]),
    (_SHELLED + "Ukrainian dead since the invasion: about 9,000.", [C("killed", 9000, approx="about", side="UA")]),
    ("Russian tank losses stand at 3,041, the staff said; aircraft losses remain at 283.",
     [C("destroyed", 3041, unit="tanks", side="RU"), C("destroyed", 283, unit="aircraft", side="RU")]),
    (_SHELLED + "The number of killed and wounded ran into the hundreds.",
     [C("killed_or_wounded", 200, None)]),
    ("The number of those released in the exchange of prisoners was 40.", [C("exchanged", 40)]),
    ("Sixty-one of our people were handed back, Yermak said after the swap.", [C("exchanged", 61, side="UA")]),
    ("Eleven Wagner fighters were taken prisoner near Soledar; nine prisoners were taken near Lyman.",
     [C("captured", 11, side="RU", place="Soledar"), C("captured", 9, place="Lyman")]),
]  # fmt: skip

RATIOS: list[Case] = [
    ("Army doctors reckon on two wounded for every soldier killed.", []),
    ("After the shelling the searchers saw craters, but no bodies.", []),
    ("The shelled hotel lost one of its corners, and the grid has lost some 10 gigawatts.", []),
    ("During the attack she carried two chairs down four flights of stairs.", []),
]

NOTED = [*THINGS_NOTED, *LEFT_OUT, *RATIOS]
