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
    (DAY, "Russian forces carried out 14 air strikes, up by two from the day before.",
     [C("launched", 14, unit="air strikes", side="RU")]),
]  # fmt: skip

THINGS = [*TOTALS]
