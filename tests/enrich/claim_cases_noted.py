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

ONCE_MORE: list[Case] = [
    ("Russia launched 20 missiles at Kyiv. All were shot down.",
     [C("launched", 20, unit="missiles", side="RU", place="Kyiv"), C("shot_down", 20, unit="missiles", side="RU")]),
    ("Twelve drones were launched overnight, and all of them were brought down, five before midnight and seven after.",
     [C("launched", 12, unit="drones"), C("shot_down", 12, unit="drones", parts=[(5, 5, "before midnight"),
      (7, 7, "after")])]),
    ("Two Russian soldiers surrendered; both were later freed in an exchange.",
     [C("captured", 2, side="RU"), C("exchanged", 2, side="RU")]),
    ("Ten soldiers were captured and later exchanged.", [C("captured", 10), C("exchanged", 10)]),
    ("Nine pilots were freed in the exchange of prisoners, all of them officers.", [C("exchanged", 9)]),
    ("Sixty soldiers came home in the exchange, 40 privates and 20 sergeants.",
     [C("exchanged", 60, parts=[(40, 40, "privates"), (20, 20, "sergeants")])]),
    ("In the attack 50 people were killed, 30 wounded.", [C("killed", 50), C("wounded", 30)]),
    ("About 110,740 Russians have been killed since the invasion, 490 of them in the past day, and 6,125 armoured "
     "vehicles destroyed.",
     [C("killed", 110740, parts=[(490, 490, "in the past day")]), C("destroyed", 6125, unit="armoured vehicles")]),
    ("About 110,740 Russians have been killed since the invasion, 620 in the past 24 hours.",
     [C("killed", 110740, cumulative=True), C("killed", 620, cumulative=False, start="2023-01-02")]),
    ("The enemy lost nine vehicles, 4,700 in all, and three guns, 2,040 in total, the General Staff said.",
     [C("destroyed", 9, unit="vehicles"), C("destroyed", 4700, unit="vehicles", cumulative=True),
      C("destroyed", 3, unit="guns"), C("destroyed", 2040, unit="guns", cumulative=True)]),
    ("Kherson counted 30 shells on Monday. On Sunday it was 12.",
     [C("launched", 30, unit="shells", start="2023-01-02"), C("launched", 12, unit="shells", start="2023-01-01")]),
    ("The toll of the strike has risen to 19 dead, the ministry said, after giving 12 two days earlier.",
     [C("killed", 19), C("killed", 12)]),
    ("Seven of the drones fell to the guns of the port.", [C("shot_down", 7, unit="drones")]),
    (_SHELLED + "One night watchman is wounded, nobody was killed.", [C("wounded", 1), C("killed", 0)]),
    (_SHELLED + "I tell you, as nobody else will: six dead, nine wounded, and the line was held.",
     [C("killed", 6), C("wounded", 9)]),
    ("Our troops advanced a kilometre towards Lyman and fell back half a mile near Bakhmut.",
     [C("distance", 1000, unit="m", action="advances"), C("distance", 805, unit="m", action="withdraws")]),
    ("The mortar crew fired 60 mines at the trench, and sappers cleared 40 mines.", [C("launched", 60, unit="mines")]),
    ("Some 60 Russian Kalibr missiles came off the line since February.", []),
    ("Deminers have cleared 270 hectares of the front since November.", []),
]  # fmt: skip

AROUND: list[Case] = [
    ("The army parted with five tanks and with one helicopter, 270 in all, the General Staff said.",
     [C("destroyed", 5, unit="tanks"), C("destroyed", 1, unit="helicopters"),
      C("destroyed", 270, unit="helicopters")]),
    ("Destroyed on the same day were seven armoured vehicles, six artillery systems and one helicopter.",
     [C("destroyed", 7, parts=[]), C("destroyed", 6, unit="artillery systems"), C("destroyed", 1)]),
    ("Russian aircraft remain at 283 destroyed.", [C("destroyed", 283, unit="aircraft")]),
    ("Thirteen drones over the south, 11 down.",
     [C("launched", 13, unit="drones"), C("shot_down", 11, unit="drones")]),
    ("The ship fired eight missiles at dawn. Six were destroyed over Mykolaiv.",
     [C("launched", 8, unit="missiles"), C("shot_down", 6, unit="missiles")]),
    ("“Two rockets on the school, one on the bakery,” the headmistress said.",
     [C("launched", 2, unit="rockets"), C("launched", 1, unit="rockets")]),
    ("The mayor of Nikopol counted 14 strikes by heavy artillery.", [C("launched", 14, unit="shellings")]),
    ("After the shelling four passengers were taken to hospital with shrapnel wounds.", [C("wounded", 4)]),
    ("Three people are missing and ten are in hospital, two in a grave condition.", [C("missing", 3, parts=[])]),
    ("KYIV, Jan 2 – Russian artillery shelled the city of Kherson 16 times.",
     [C("launched", 16, unit="shellings", side="RU", place="Kherson")]),
    ("Wagner said that it had Krasna Hora under full control.",
     [C("control", None, side="RU", place="Krasna Hora", action="holds")]),
]  # fmt: skip

TAKEN_APART: list[Case] = [
    ("On Wednesday 260 people, 48 children among them, were driven to Skadovsk, the occupation mayor said.",
     [C("displaced", 260, side="civilian", parts=[(48, 48, "children")])]),
    ("On 27 December two shells fell in our yard.",
     [C("launched", 2, unit="shells", start="2022-12-27", end="2022-12-27")]),
    ("“How many of your comrades were wounded?” “In my company, 23.” “And dead?” “Six.”",
     [C("wounded", 23), C("killed", 6)]),
    ("In Chasiv Yar a rocket killed a couple in their kitchen; their grandson, six, was at school.",
     [C("killed", 2, side="civilian", place="Chasiv Yar")]),
    ("So far 212 of our soldiers were hit: 61 killed, 151 wounded.", [C("killed", 61), C("wounded", 151)]),
    ("In all, 25 settlements came under artillery fire, and the blast broke the windows of nine houses.",
     [C("hit", 25, unit="settlements"), C("hit", 9, unit="houses")]),
    ("Iran has sold 1,700 drones, and Russia has used about 540 of them, Budanov said.",
     [C("launched", 540, approx="about", unit="drones", side="RU")]),
    ("Gunners in Kyiv region shot down three targets and mobile groups another two.",
     [C("shot_down", 3), C("shot_down", 2)]),
    ("Thirty-five Ukrainian soldiers came back in the swap, and Russia got 40 men in return.",
     [C("exchanged", 35, side="UA"), C("exchanged", 40)]),
    ("The body of a fourth victim of the strike was found at noon.", [C("killed", 1)]),
    ("Two attacks were repelled near Lyman, and 17 of the attackers ran.", [C("launched", 2, unit="attacks")]),
    ("Ten waves came on Thursday; our soldiers stopped nine.", []),
]  # fmt: skip

INVERTED: list[Case] = [
    ("Burned out beside the road stand three Russian T-72s and a fuel truck.", [C("destroyed", 3, unit="tanks")]),
    (_SHELLED + "Destroyed is one house, damaged are eight more.",
     [C("destroyed", 1, unit="houses"), C("hit", 8, unit="houses")]),
    ("“Five of the vehicles we burned, the rest turned round,” the Ukrainian gunner said.", [C("destroyed", 5)]),
    ("Rising to 44 overnight, the toll of the Dnipro strike now includes five children.",
     [C("killed", 44, place="Dnipro", parts=[(5, 5, "children")])]),
    ("Girkin puts at 500 to 600 the number of those who died in the school.", [C("killed", 500, 600)]),
    ("The number of people who died rose to 44.", [C("killed", 44)]),
    ("The number of soldiers who surrendered stands at 12.", [C("captured", 12)]),
    ("It cost the Russians 200 men to take the cemetery.", [C("losses", 200)]),
    ("There was no loss of life in the attack.", [C("killed", 0)]),
    ("The Russians came in 11 vehicles. “We burned eight,” the Ukrainian commander says.",
     [C("destroyed", 8, unit="vehicles")]),
    ("“On Sunday our soldiers carried out two dead. It took six men and four hours.”", [C("killed", 2)]),
    ("Three more Russian soldiers had been shot by their own officers.", [C("killed", 3, side="RU")]),
    ("Russian bombers flew in two groups of three and made 40 sorties.", [C("launched", 40, unit="sorties")]),
]  # fmt: skip

RATIOS: list[Case] = [
    ("Army doctors reckon on two wounded for every soldier killed.", []),
    ("After the shelling the searchers saw craters, but no bodies.", []),
    ("The shelled hotel lost one of its corners, and the grid has lost some 10 gigawatts.", []),
    ("During the attack she carried two chairs down four flights of stairs.", []),
]

NOTED = [*THINGS_NOTED, *LEFT_OUT, *ONCE_MORE, *AROUND, *TAKEN_APART, *INVERTED, *RATIOS]
