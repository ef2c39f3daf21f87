"""Claims about people in the ways that texts leave words out, and sentences about people that claim nothing.

Reads nothing, writes nothing. Published on Tuesday 2023-01-03; the lists are complete, as in `claim_cases`.
"""

from __future__ import annotations

from tests.enrich.claim_cases import C, Case

PEOPLE: list[Case] = [
    ("In our block two people were killed on 14 July.", [C("killed", 2)]),
    ("Over the past day 430 soldiers were killed, the staff adds.", [C("killed", 430)]),
    ("In January the office counted 178 dead, in the first half of February 48 dead.",
     [C("killed", 178), C("killed", 48)]),
    ("In the night a 19-year-old was injured by splinters.", [C("wounded", 1)]),
    ("Shells killed a farm hand in a border village.", [C("killed", 1, side="civilian")]),
    ("Kherson: three dead, seven hurt, says Inna Zrazkova of the relief group.",
     [C("killed", 3, place="Kherson"), C("wounded", 7)]),
    ("The Russian Defence Ministry gave three dead and four wounded servicemen.",
     [C("killed", 3), C("wounded", 4)]),
    ("A soldier put the dead of his platoon at five, the wounded at 11 and the missing at two.",
     [C("killed", 5), C("wounded", 11), C("missing", 2)]),
    ("After the prisoner swap Andriy Yermak put the number released at 140.", [C("exchanged", 140)]),
    ("The plant's director said that one of the five wounded had died in hospital.", [C("killed", 1)]),
    ("Three missiles came down near Chuhuiv without hurting anyone.",
     [C("launched", 3, unit="missiles"), C("wounded", 0)]),
    ("Both pilots of the helicopter perished.", [C("killed", 2)]),
    ("A married couple lost their lives in the cellar.", [C("killed", 2, side="civilian")]),
    ("Our column lost two vehicles and not a single man.", [C("destroyed", 2, unit="vehicles"), C("losses", 0)]),
    ("Local authorities reported a wounded civilian in Huliaipole.", [C("wounded", 1, place="Huliaipole")]),
    ("The sniper says he has 14 confirmed kills.", [C("killed", 14)]),
    ("“How many men did you lose that night?” “Three,” said the sergeant.", [C("losses", 3)]),
    ("“Casualties? None on our side,” the battery commander said.", [C("killed_or_wounded", 0)]),
    ("How many were killed?\n\nThe first figure, given by the police at breakfast, was three.", [C("killed", 3)]),
    ("The ministry's word is 63 dead. When Kyiv said 400, it rounded; when the other side said 63, a columnist wrote, "
     "it had counted.", [C("killed", 63), C("killed", 400), C("killed", 63)]),
    ("Makiivka: 63 dead, says Russian Defence Ministry; 400, says Ukraine",
     [C("killed", 63), C("killed", 400)]),
    ("About 110,250 Russian troops had been killed, the General Staff reported, after 109,720 the day before.",
     [C("killed", 110250, approx="about"), C("killed", 109720)]),
    ("Two people were killed by shelling in the city, not one, says Nadiia Zrazkova.",
     [C("killed", 2), C("killed", 1, stance="denies")]),
    ("He said that nearly 180,000 Russian soldiers had been killed or wounded, more than 100,000 Ukrainians too.",
     [C("killed_or_wounded", 180000), C("killed_or_wounded", 100000, None)]),
    ("Four Russian conscripts froze to death near Voronezh and two more are being treated for frostbite.",
     [C("killed", 4, side="RU")]),
    ("Shelling left a nine-year-old girl with a shrapnel wound to the neck.", [C("wounded", 1, side="civilian")]),
    ("As of this morning 5,012 residents, among them 1,287 minors, have left Kherson on the evacuation trains.",
     [C("displaced", 5012, side="civilian")]),
    ("Some 200 Wagner men laid down their arms near Soledar.", [C("captured", 200, approx="about", side="RU")]),
    ("In Odesa 11 people were killed and as many injured.", [C("killed", 11), C("wounded", 11)]),
    ("The number of injured has gone up to 20, from 16 in the morning.",
     [C("wounded", 20, approx=None), C("wounded", 16)]),
]  # fmt: skip

NO_CLAIM: list[str] = [
    "For every soldier killed, three are wounded, the surgeon reckons.",
    "The ministry would neither confirm nor deny that any of its officers had been hurt.",
    "Polls show that 64 percent of Ukrainians have a relative who has been killed.",
    "Had the shelter door not held, 120 people would have died.",
    "More than 15 dolphins were killed by sonar this winter, a biologist says.",
    "“The shelling was close,” said a wounded soldier in the corridor.",
    "Three wounded soldiers said that nobody had brought them water.",
    "If the 40 wounded do not get out by Friday, they will die, the commander wrote.",
    "In 1943 eleven thousand people were murdered in that ravine.",
    "Among the wounded: a baby, two police officers and the driver of the tram.",
    "Police identified the victims as a 32-year-old woman and her two daughters, aged 8 and 3.",
    "She has lost 12 kilos since the occupation began.",
    "Each of the four brigades has lost a third of its strength.",
    "“How many men did you have?” “Thirty.”",
    "The general named no dead. He spoke for six minutes, wore green and cited no number above 100.",
]
