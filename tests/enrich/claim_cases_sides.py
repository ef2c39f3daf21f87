"""Whose people and weapons, which model and which town, in short reports of one to four sentences.

Reads nothing, writes nothing. Published on Tuesday 2023-01-03; the lists are complete, as in `claim_cases`.
"""

from __future__ import annotations

from tests.enrich.claim_cases import C, Case

SIDES: list[Case] = [
    ("Eastern command: in the Bakhmut sector the enemy shelled our positions 96 times and lost 109 killed and 132"
     " wounded.",
     [C("launched", 96, side="RU", unit="shellings", place="Bakhmut"), C("killed", 109, side="RU"),
      C("wounded", 132, side="RU")]),
    ("A diplomat put Russian casualties since the invasion at more than 100,000.",
     [C("killed_or_wounded", 100000, None, approx="more than", side="RU")]),
    ("Mark Milley said that Russia had suffered well over 100,000 dead and wounded since the invasion, Ukraine probably"
     " the same.",
     [C("killed_or_wounded", 100000, None, side="RU")]),
    ("Nine soldiers died in a hospital in Kramatorsk on Friday, and dozens of others were wounded.",
     [C("killed", 9, side="UA"), C("wounded", 24, None, side="UA")]),
    ("The Russians go home by the hundred, he said, but 90 of them had been killed on Sunday alone.",
     [C("killed", 90, side="RU")]),
    ("“We lost six guys on that street,” said a gunner of the 46th Brigade.", [C("losses", 6, side="UA", unit=None)]),
    ("One woman was killed in Toretsk, the military administration said.", [C("killed", 1, side="civilian")]),
    ("Two drones hit the Engels air base in the Saratov region on Monday. Two planes were damaged.",
     [C("launched", 2, side="UA", unit="drones"), C("hit", 2, side="RU", unit="aircraft")]),
    ("One T-80 was destroyed.", [C("destroyed", 1, unit="tanks", weapon="T-80")]),
    ("Thirty-five drones were launched overnight, the Air Force said. All were Shaheds.",
     [C("launched", 35, side="RU", unit="drones", weapon="Shahed")]),
    ("The weapon that hit the house was a Kh-22, a missile of 5.8 tonnes. None has ever been shot down, the Air Force"
     " said.",
     [C("shot_down", 0, side="RU", unit="missiles", weapon="Kh-22")]),
    ("Of Soledar little is left. Sixty-two buildings in the centre have been destroyed since August.",
     [C("destroyed", 62, side="civilian", unit="buildings", place="Soledar")]),
    ("The mayor of Kramatorsk said three bodies had been pulled from the rubble.",
     [C("killed", 3, side="civilian", place="Kramatorsk")]),
    ("Kherson lies on a river.\n\nIt was a warm autumn.\n\nNobody counted.\n\nSince 11 November 64 civilians have been"
     " killed in the city.",
     [C("killed", 64, side="civilian", cumulative=True, place="Kherson")]),
    ("Eighteen drones were shot down over the capital.", [C("shot_down", 18, side="RU", place="Kyiv")]),
    ("He leads a battalion outside Vuhledar and goes by Tykhyi. “Three men were wounded,” he says.",
     [C("wounded", 3, place="Vuhledar")]),
    ("A doctor in Kupiansk counted 17 wounded. “Nine are under 18,” she said.",
     [C("wounded", 17, place="Kupiansk", parts=[(9, 9, "under 18")])]),
    ("Air defence crews shot down 30 of the 35 Shaheds, 18 of them in the south.",
     [C("launched", 35, weapon="Shahed"), C("shot_down", 30, weapon="Shahed", parts=[(18, 18, "in the south")])]),
    ("Russian troops took 28 square kilometres in a week, eight of them north of Bakhmut.",
     [C("area", 28, side="RU", unit="km2", parts=[(8, 8, "north of Bakhmut")])]),
    ("Serhiy is a drone operator with the 93rd Brigade. His crew has destroyed 14 vehicles.",
     [C("destroyed", 14, side="RU", unit="vehicles")]),
    ("The Kherson regional administration reported on Tuesday that two people had been killed.",
     [C("killed", 2, side="civilian", place="Kherson Oblast")]),
    ("Western intelligence puts Russian killed and wounded at 175,000 to 200,000.",
     [C("killed_or_wounded", 175000, 200000, side="RU")]),
    ("An official put casualties on the Russian side at nearly 200,000.", [C("killed_or_wounded", 200000, side="RU")]),
    ("A Russian tank column was ambushed outside Vuhledar. Thirteen tanks burned in one field.",
     [C("destroyed", 13, side="RU", unit="tanks", place="Vuhledar")]),
    ("Thirteen drones were shot down over Kyiv. Debris damaged four homes in the Shevchenkivskyi district.",
     [C("shot_down", 13, place="Kyiv"), C("hit", 4, unit="homes", place="Kyiv")]),
    ("Eleven men from Rohatyn were killed.", [C("killed", 11, place=None)]),
    ("KHARKIV, Jan 3 (Wire) — Ten missiles slammed into the city.",
     [C("launched", 10, side="RU", unit="missiles", place="Kharkiv")]),
    ("Moscow says 63 of its soldiers were killed in Makiivka. Kyiv spoke of 400 dead and 300 wounded.",
     [C("killed", 63, side="RU"), C("killed", 400, side="RU"), C("wounded", 300, side="RU")]),
    ("Around 90 missiles had been fired at Ukraine that day, but what killed the men was a stray S-300.",
     [C("launched", 90, side="RU", unit="missiles", weapon=None)]),
    ("The missiles were meant for a barracks in Kramatorsk. Moscow insists that 600 men died inside.",
     [C("killed", 600, side=None, place="Kramatorsk")]),
    ("Russia's defence ministry raised the toll of a Ukrainian strike on its troops in Makiivka to 89 dead.",
     [C("killed", 89, side="RU", place="Makiivka", speaker="Russian Ministry of Defence")]),
    ("The death toll among servicemen from the Ukrainian strike on Makiivka has risen to 89, Russia's defence ministry"
     " said.",
     [C("killed", 89, side="RU", place="Makiivka", speaker="Russian Ministry of Defence")]),
    ("The invaders, he said, left 193 killed and 199 wounded at Bakhmut.",
     [C("killed", 193, side="RU"), C("wounded", 199, side="RU")]),
    ("The Russian strike left 13 wounded in Nikopol.", [C("wounded", 13, side="civilian")]),
    ("Two Su-25s were lost by Russia's air force near Bakhmut.",
     [C("destroyed", 2, side="RU", unit="aircraft", weapon="Su-25")]),
    ("Russian units hit the Druzhkivka ice arena, killing 120 servicemen, according to Konashenkov.",
     [C("killed", 120, side="UA", place="Druzhkivka")]),
    ("The block was hit by an Iskander-K. Eighteen others were injured in Kramatorsk.",
     [C("wounded", 18, side="civilian", place="Kramatorsk")]),
]  # fmt: skip
