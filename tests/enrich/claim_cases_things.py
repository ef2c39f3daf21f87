"""Claims of things and ground, and running totals: what was launched, shot down, hit and lost, moved over and held.

Reads nothing, writes nothing. Each case has its own day of publication; the lists are complete, as in `claim_cases`.
"""

from __future__ import annotations

from typing import Any

from tests.enrich.claim_cases import GS, C, Dated

DAY = "2023-01-06"
_WAR: dict[str, Any] = {
    "side": "RU", "cumulative": True, "start": "2022-02-24", "end": "2023-01-06", "speaker": GS,
}  # fmt: skip
_PAST_DAY: dict[str, Any] = {
    "side": "RU", "cumulative": False, "start": "2023-01-05", "end": "2023-01-06", "speaker": GS,
}  # fmt: skip

TOTALS: list[Dated] = [
    (DAY, "Since 24 February 2022, the General Staff says, Moscow has lost 110,250 soldiers. The same count has it at "
     "3,064 tanks, 6,124 armoured vehicles and 272 helicopters.",
     [C("losses", 110250, **_WAR), C("destroyed", 3064, unit="tanks", **_WAR),
      C("destroyed", 6124, unit="armoured vehicles", **_WAR), C("destroyed", 272, unit="helicopters", **_WAR)]),
    (DAY, "Russia lost 530 soldiers over the past day, according to the General Staff. That makes 110,250 soldiers and "
     "3,064 tanks since the invasion, it said.",
     [C("losses", 530, **_PAST_DAY), C("losses", 110250, **_WAR), C("destroyed", 3064, unit="tanks", **_WAR)]),
    (DAY, "Ukrainian defenders have eliminated about 110,250 invaders (+530 over the past day) since 24 February 2022. "
     "This is reported by the General Staff.",
     [C("killed", 110250, approx="about", **_WAR), C("killed", 530, **_PAST_DAY)]),
    (DAY, "Losses of Russia, 6 January (General Staff): 110,250 troops, +530; 3,064 tanks, +23; 15 ships.",
     [C("losses", 110250, **_WAR), C("losses", 530, **_PAST_DAY), C("destroyed", 3064, unit="tanks", **_WAR),
      C("destroyed", 23, unit="tanks", **_PAST_DAY), C("destroyed", 15, unit="ships", **_WAR)]),
    (DAY, "Russian losses in Ukraine stood at 110,250 on 6 January, up by 530 on the day, according to the tally that "
     "the General Staff has kept since the start of the full-scale invasion.",
     [C("losses", 110250, **_WAR), C("losses", 530, **_PAST_DAY)]),
    (DAY, "The enemy lost 16 tanks (2,354 in total since the start of the war) and 18 vehicles (4,700 in all) over the "
     "past 24 hours, the General Staff said.",
     [C("destroyed", 16, unit="tanks", **_PAST_DAY), C("destroyed", 2354, unit="tanks", **_WAR),
      C("destroyed", 18, unit="vehicles", **_PAST_DAY), C("destroyed", 4700, unit="vehicles", **_WAR)]),
    (DAY, "The General Staff lists 3,064 tanks, 6,124 armoured vehicles and 285 aircraft as destroyed since the "
     "invasion.",
     [C("destroyed", 3064, unit="tanks", **_WAR), C("destroyed", 6124, unit="armoured vehicles", **_WAR),
      C("destroyed", 285, unit="aircraft", **_WAR)]),
    (DAY, "That takes the losses of the Russian army since the invasion, the General Staff said, to about 110,250.",
     [C("losses", 110250, approx="about", **_WAR)]),
    (DAY, "Russian losses as of 6 January. Personnel: 110,250 (+530), tanks: 3,064 (+23). Source: General Staff",
     [C("losses", 110250, **_WAR), C("losses", 530, **_PAST_DAY), C("destroyed", 3064, unit="tanks", **_WAR),
      C("destroyed", 23, unit="tanks", **_PAST_DAY)]),
    (DAY, "Russia's losses\nSource: General Staff\n\n| Loss | Total | Past day |\n| Soldiers | 110,250 | +530 |\n"
     "| Tanks | 3,064 | +23 |",
     [C("losses", 110250, **_WAR), C("losses", 530, **_PAST_DAY), C("destroyed", 3064, unit="tanks", **_WAR),
      C("destroyed", 23, unit="tanks", **_PAST_DAY)]),
    (DAY, "In all, the General Staff said, it puts the Russian losses since the invasion at 110,250 people and 3,064 "
     "tanks.", [C("losses", 110250, **_WAR), C("destroyed", 3064, unit="tanks", **_WAR)]),
    (DAY, "Russia's army has paid dearly. Its losses since the invasion came to 59,610 soldiers and 2,354 tanks, if "
     "the General Staff in Kyiv is to be believed.",
     [C("losses", 59610, **_WAR), C("destroyed", 2354, unit="tanks", **_WAR)]),
    (DAY, "Vladimir Putin has lost 59,610 troops in his botched invasion of Ukraine, Kyiv's General Staff said.",
     [C("losses", 59610, **_WAR)]),
    (DAY, "The death toll in Dnipro hits 40.", [C("killed", 40, place="Dnipro")]),
    (DAY, "Russian forces carried out 14 air strikes, up by two from the day before.",
     [C("launched", 14, unit="air strikes", side="RU")]),
]  # fmt: skip

AIR: list[Dated] = [
    (DAY, "All 20 drones launched at Odesa were shot down.",
     [C("launched", 20, unit="drones", side="RU", place="Odesa"),
      C("shot_down", 20, unit="drones", side="RU", place="Odesa")]),
    (DAY, "Twelve missiles fired from the Black Sea were intercepted.", [C("shot_down", 12, unit="missiles")]),
    (DAY, "The air force reported the downing of 12 drones, out of 15 that Russia had sent.",
     [C("shot_down", 12, unit="drones", side="RU"), C("launched", 15, unit="drones", side="RU")]),
    (DAY, "Of the roughly 90 missiles, 73 were intercepted, the Ukrainian Air Force said. None of the five Kh-22s had "
     "been intercepted, it added.",
     [C("launched", 90, approx="about", unit="missiles", side="RU"), C("shot_down", 73, unit="missiles", side="RU"),
      C("shot_down", 0, unit="missiles", weapon="Kh-22", side="RU"),
      C("launched", 5, unit="missiles", weapon="Kh-22", side="RU")]),
    (DAY, "Nine out of ten drones were shot down.", []),
    (DAY, "The salvo consisted of 18 cruise missiles.", [C("launched", 18, unit="missiles")]),
    (DAY, "The town took 74 shells on Thursday.", [C("launched", 74, unit="shells", start="2023-01-05")]),
    (DAY, "Russian guns fire 20,000 rounds a day, an official estimated, against 5,000 by Ukraine.",
     [C("launched", 20000, unit="rounds", per="day", side="RU"),
      C("launched", 5000, unit="rounds", per="day", side="UA")]),
]  # fmt: skip

THINGS_TOLD: list[Dated] = [
    (DAY, "Anti-aircraft gunners took out ten of the 15 cruise missiles.",
     [C("shot_down", 10, unit="missiles"), C("launched", 15, unit="missiles")]),
    (DAY, "Russia fires 70 missiles at Ukraine, 61 shot down.",
     [C("launched", 70, unit="missiles", side="RU"), C("shot_down", 61, unit="missiles", side="RU")]),
    (DAY, "Ukraine downs six of seven Iranian-made drones.",
     [C("shot_down", 6, unit="drones", side="RU"), C("launched", 7, unit="drones", side="RU")]),
    (DAY, "Forty missiles were detected over Kyiv and 37 of them were intercepted.",
     [C("launched", 40, unit="missiles", side="RU", place="Kyiv"), C("shot_down", 37, unit="missiles", side="RU")]),
    (DAY, "Our positions near Bakhmut were hit 200 times yesterday, a Ukrainian spokesman said.",
     [C("launched", 200, unit="strikes", side="RU", place="Bakhmut", start="2023-01-05")]),
    (DAY, "They shell the village 200 times a day. He used to train there three times a week.",
     [C("launched", 200, unit="shellings", per="day")]),
    (DAY, "Our aviation struck 12 areas of concentration of enemy personnel, the Ukrainian army said.",
     [C("hit", 12, unit="concentration areas", side="RU")]),
    (DAY, "Analysts have documented the loss of 1,700 Russian tanks, 544 of them captured.",
     [C("destroyed", 1700, unit="tanks", side="RU")]),
]  # fmt: skip

GROUND: list[Dated] = [
    (DAY, "Lyman, which Ukraine recaptured in October, is again within range of Russian guns.",
     [C("control", action="takes", side="UA", place="Lyman", start="2022-10-01", end="2022-10-31")]),
    (DAY, "Neither side fully controls Soledar, a medic said.", [C("control", action="contested", place="Soledar")]),
    (DAY, "Nobody has surrendered Bakhmut, the commander said.",
     [C("control", action="withdraws", place="Bakhmut", stance="denies")]),
    (DAY, "There is no evidence that Wagner has taken Soledar.", []),
    (DAY, "Denis Pushilin, the Russian-installed head of the region, claimed that Soledar had been taken.",
     [C("control", action="takes", side="RU", place="Soledar", speaker="Denis Pushilin")]),
    (DAY, "Izium was retaken in September, and 12,000 square kilometres were freed in the Kharkiv region.",
     [C("control", action="takes", side="UA", place="Izium", start="2022-09-01"),
      C("area", 12000, unit="km2", side="UA", place="Kharkiv Oblast")]),
    (DAY, "The Russians advanced 200 metres in December, he reckons, and fell back 100.",
     [C("distance", 200, unit="m", action="advances", side="RU"),
      C("distance", 100, unit="m", action="withdraws", side="RU")]),
    (DAY, "In January the Russian army gained 44 square kilometres, and Ukraine regained six.",
     [C("area", 44, unit="km2", side="RU"), C("area", 6, unit="km2", side="UA")]),
    (DAY, "In three weeks the attackers have moved forward by 1.5 kilometres at most.",
     [C("distance", None, 1500, approx="up to", action="advances", side="RU")]),
    (DAY, "“We went back two kilometres in the night,” a Ukrainian soldier said.",
     [C("distance", 2000, action="withdraws", side="UA")]),
    (DAY, "Who has Chervonopopivka? “We took it this morning,” a Russian blogger writes. A Ukrainian commander whom we "
     "reach by phone denies it.",
     [C("control", action="takes", side="RU", place="Chervonopopivka", speaker="Russian blogger", stance="asserts"),
      C("control", action="takes", side="RU", place="Chervonopopivka", speaker="Ukrainian commander",
        stance="denies")]),
    (DAY, "Wagner holds the northern part of Bakhmut, while the centre remains in Ukrainian hands.",
     [C("control", action="holds", side="RU", place="Bakhmut", place_part="northern part"),
      C("control", action="holds", side="UA", place="Bakhmut", place_part="centre")]),
    (DAY, "Bakhmut is holding out against all odds.", [C("control", action="holds", side="UA", place="Bakhmut")]),
    (DAY, "The hospital of Kramatorsk stands on a hill.", []),
    ("2023-01-07",  # no 490 of unknown things
     "For all fronts together, the General Staff gives 110,740 Russians killed since 24 February, 490 of them in the"
     " past day, and 6,125 armoured vehicles destroyed.",
     [C("killed", 110740), C("destroyed", 6125, unit="armoured vehicles")]),
]  # fmt: skip

THINGS = [*TOTALS, *AIR, *THINGS_TOLD, *GROUND]
