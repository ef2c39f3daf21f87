"""Claims with every field in news of strikes, losses and exchanges, and sentences with figures but no claim.

Reads nothing, writes nothing. Each case has its own day of publication; the lists are complete, as in `claim_cases`.
"""

from __future__ import annotations

from tests.enrich.claim_cases import AIR_FORCE, GS, C, Dated

NEWS: list[Dated] = [
    ("2023-02-14",
     "Russian artillery, mortars and drones hit the city of Nikopol 14 times on Monday. Two men, aged 44 and 61, "
     "were hospitalised with shrapnel wounds, and 26 private houses were damaged, regional governor Serhii Lysak "
     "reported.",
     [C("launched", 14, side="RU", place="Nikopol", start="2023-02-13", end="2023-02-13"),
      C("wounded", 2, side="civilian", place="Nikopol", speaker="Serhii Lysak", start="2023-02-13",
      end="2023-02-13"),
      C("hit", 26, unit="houses", side="civilian", place="Nikopol", speaker="Serhii Lysak", start="2023-02-13",
      end="2023-02-13")]),
    ("2023-02-14",
     "A Ukrainian rocket attack on the occupied town of Volnovakha killed at least five people on Sunday, the "
     "Moscow-installed head of the region, Denis Pushilin, said. Another 14 were injured. The building of a hospital"
     " was destroyed.",
     [C("killed", 5, None, approx="at least", side="civilian", place="Volnovakha", speaker="Denis Pushilin",
      start="2023-02-12", end="2023-02-12"),
      C("wounded", 14, side="civilian", place="Volnovakha", start="2023-02-12", end="2023-02-12")]),
    ("2023-02-14",
     "Heavy fighting continued around Bakhmut. Ukrainian forces repelled 12 attacks in the past 24 hours near the "
     "town, the military said in an evening update. Russian shelling killed one civilian and wounded three others in"
     " the Donetsk region.",
     [C("launched", 12, unit="attacks", side="RU", place="Bakhmut", start="2023-02-13", end="2023-02-14"),
      C("killed", 1, side="civilian", place="Donetsk Oblast"),
      C("wounded", 3, side="civilian", place="Donetsk Oblast")]),
    ("2023-02-14",
     "A senior NATO official told reporters that Russia was losing about 2,000 troops killed or wounded a day. It "
     "was not possible to verify the figure.",
     [C("killed_or_wounded", 2000, approx="about", per="day", side="RU", speaker="senior NATO official")]),
    ("2023-02-14",
     "Kharkiv governor Oleh Syniehubov said two people had been wounded in Kupiansk overnight and a third had died "
     "in hospital in the morning.",
     [C("wounded", 2, side="civilian", place="Kupiansk", speaker="Oleh Syniehubov", start="2023-02-13",
      end="2023-02-14")]),
    ("2023-02-14",
     "Ukrainian forces struck a Russian command post in Melitopol on Monday, killing up to 100 occupiers, Mayor Ivan"
     " Fedorov said. Russian officials said two civilians died.",
     [C("killed", None, 100, approx="up to", side="RU", place="Melitopol", speaker="Ivan Fedorov",
      start="2023-02-13", end="2023-02-13"),
      C("killed", 2, side="civilian", place="Melitopol", speaker="Russian officials", start="2023-02-13",
      end="2023-02-13")]),
    ("2023-02-14",
     "The Wagner Group has recruited 40,000 prisoners, of whom about 10,000 have been killed, according to the White"
     " House.",
     [C("killed", 10000, approx="about", side="RU")]),
    ("2023-02-14",
     "Russia freed 100 Ukrainian prisoners in exchange for 101 of its own soldiers, the Kremlin's human rights "
     "commissioner said.",
     [C("exchanged", 100, side="UA"),
      C("exchanged", 101, side="RU")]),
    ("2023-02-14",
     "Ukrainian police said that as of 9 am, 11 people had been confirmed dead and 14 injured in Monday's attacks "
     "across the country.",
     [C("killed", 11, side="civilian", speaker="Ukrainian police", start="2023-02-13", end="2023-02-13"),
      C("wounded", 14, side="civilian", speaker="Ukrainian police", start="2023-02-13", end="2023-02-13")]),
    ("2023-02-14",
     "On Monday night the Russians attacked the Zaporizhzhia region with four S-300 missiles; nobody was hurt, but a"
     " school was destroyed.",
     [C("launched", 4, unit="missiles", side="RU", weapon="S-300", place="Zaporizhzhia Oblast"),
      C("wounded", 0, place="Zaporizhzhia Oblast")]),
    ("2023-02-14",
     "At least six people were killed and 29 wounded, Ukrainian officials said Saturday, in a wave of attacks that "
     "included 14 missiles fired from the Black Sea.",
     [C("killed", 6, None, approx="at least", side="civilian", stated_on="2023-02-11",
      speaker="Ukrainian officials"),
      C("wounded", 29, side="civilian", stated_on="2023-02-11"),
      C("launched", 14, unit="missiles", side="RU", stated_on="2023-02-11")]),
    ("2023-02-14",
     "Ukraine's General Staff says Russia has lost 138,340 soldiers since February 24, including 550 in the past "
     "day.",
     [C("losses", 138340, side="RU", cumulative=True, speaker=GS, parts=[(550, 550, "in the past day")],
      start="2022-02-24", end="2023-02-14")]),
    ("2023-02-14",
     "A family of four, including two children, died in a Russian drone strike in the Sumy region, prosecutors said.",
     [C("killed", 4, side="civilian", place="Sumy Oblast", speaker="prosecutors", parts=[(2, 2, "children")])]),
    ("2023-02-14",
     "In the same period last year the agency had recorded 1,200 fires. Rain fell on 14 days. The museum has 300 "
     "visitors a day and 12 staff.",
     []),
    ("2023-02-14",
     "Estonia will send 24 howitzers; Denmark has already trained 300 soldiers. The 19 Caesars cost 5 million euros "
     "each.",
     []),
    ("2023-02-14",
     "The front line is 1,300 kilometres long. The nearest Russian trench is 800 metres away, and the road to "
     "Kostiantynivka takes 40 minutes.",
     []),
    ("2023-02-14",
     "Wagner now has 50,000 fighters in Ukraine, including 10,000 contractors and 40,000 convicts, US officials say.",
     []),
    ("2023-02-14",
     "Kyiv plans to evacuate 1,000 children from Bakhmut by March if the shelling goes on.",
     []),
    ("2023-02-14",
     "Would Russia really fire 500 missiles? Few believe it can: it may have fewer than 200 left.",
     []),
    ("2023-03-09",
     "The Security Service of Ukraine said it had detained two agents in Kramatorsk. It did not say whether anyone "
     "had been hurt.",
     []),
    ("2023-03-09",
     "Since Monday, 19 civilians have been killed and 67 wounded in the Donetsk region, according to Pavlo "
     "Kyrylenko. Of the dead, 11 were from Kostiantynivka.",
     [C("killed", 19, side="civilian", place="Donetsk Oblast", cumulative=True, speaker="Pavlo Kyrylenko",
      start="2023-03-06", end="2023-03-09"),
      C("wounded", 67, side="civilian", place="Donetsk Oblast", cumulative=True, speaker="Pavlo Kyrylenko",
      start="2023-03-06", end="2023-03-09")]),
    ("2023-03-09",
     "The General Staff of the Ukrainian Armed Forces reported that Russian losses over the past 24 hours amounted "
     "to 590 personnel, eight tanks and 13 artillery systems.",
     [C("losses", 590, side="RU", speaker=GS, start="2023-03-08", end="2023-03-09"),
      C("destroyed", 8, unit="tanks", side="RU", speaker=GS, start="2023-03-08", end="2023-03-09"),
      C("destroyed", 13, unit="artillery systems", side="RU", speaker=GS, start="2023-03-08", end="2023-03-09")]),
    ("2023-03-09",
     "Four Ukrainian soldiers who had been taken prisoner near Soledar were returned on Tuesday as part of an "
     "exchange in which 130 Ukrainians and 90 Russians went home.",
     [C("exchanged", 4, side="UA", start="2023-03-07", end="2023-03-07"),
      C("exchanged", 130, side="UA"),
      C("exchanged", 90, side="RU")]),
    ("2023-03-09",
     "More than 40 per cent of the 4,000 people left in Bakhmut are pensioners. Thirty-eight of them are children. "
     "About 600 fled last week.",
     [C("displaced", 600, approx="about", side="civilian", place="Bakhmut", start="2023-02-27", end="2023-03-05")]),
    ("2023-03-09",
     "Two Russian Su-25 jets and a Ka-52 helicopter were shot down over the Donetsk region on Wednesday, Ukraine's "
     "air force said.",
     [C("shot_down", 2, unit="aircraft", side="RU", place="Donetsk Oblast", speaker=AIR_FORCE, start="2023-03-08",
      end="2023-03-08")]),
    ("2023-03-09",
     "The ministry in Kyiv says 21,000 Russian soldiers were killed in February alone - more than in any month of "
     "the war.",
     [C("killed", 21000, side="RU", cumulative=False, start="2023-02-01", end="2023-02-28")]),
    ("2023-03-09",
     "Shelling by Ukrainian forces killed two women in occupied Horlivka, its Russian-installed mayor, Ivan "
     "Prikhodko, said on Telegram.",
     [C("killed", 2, side="civilian", place="Horlivka", speaker="Ivan Prikhodko")]),
    ("2023-03-09",
     "Ukraine will receive 18 more Leopards by the end of March. Rheinmetall produces 70,000 shells a year and wants"
     " 140,000.",
     []),
    ("2023-03-09",
     "Zelenskyy said 70 per cent of the energy system had been restored. The match drew 12,000 fans; tickets cost "
     "150 hryvnias.",
     []),
    ("2023-03-09",
     "After a 300-day siege, as the mayor calls it, eight of the ten high-rises on Peace Street are ruins, and 47 of"
     " 60 shops are shut.",
     []),
    ("2023-01-06",
     "The mayor counted three people killed, 12 houses and four cars damaged.",
     [C("killed", 3, side="civilian"), C("hit", 12, unit="houses"), C("hit", 4, unit="cars")]),
    ("2023-01-06",
     "The General Staff said Russia lost 650 men over the past day. According to the same post, 3,064 Russian tanks "
     "have been destroyed since Moscow launched its invasion on February 24, 2022.",
     [C("losses", 650, side="RU", start="2023-01-05", end="2023-01-06"),
      C("destroyed", 3064, unit="tanks", side="RU", start="2022-02-24", end="2023-01-06",
        speaker="General Staff of the Armed Forces of Ukraine")]),
    ("2023-01-06",
     "Russia has suffered 180,000 dead or wounded, while Ukraine has lost 100,000.",
     [C("killed_or_wounded", 180000, side="RU"), C("losses", 100000, side="UA")]),
    ("2023-01-06",
     "Ukraine handed over 63 Russians in the swap, the head of the Wagner mercenary group said.",
     [C("exchanged", 63, side="RU", speaker="Yevgeny Prigozhin")]),
    ("2023-01-06",
     "The General Staff reported the loss of 710 Russian personnel on 5 January, bringing the total to 104,560.",
     [C("losses", 710, side="RU", start="2023-01-05", end="2023-01-05"),
      C("losses", 104560, side="RU", cumulative=True, speaker="General Staff of the Armed Forces of Ukraine")]),
    ("2023-01-03",
     "The General Staff in Kyiv said a strike on Chulakivka, in the occupied part of the Kherson region, had killed or"
     " wounded about 500 on 31 December.",
     [C("killed_or_wounded", 500, approx="about", side="RU", place="Chulakivka", start="2022-12-31")]),
    ("2023-01-12",
     "Yevgeny Prigozhin said on Tuesday that his fighters controlled the whole of Soledar.",
     [C("control", place="Soledar", side="RU", action="holds", speaker="Yevgeny Prigozhin", stated_on="2023-01-10")]),
    ("2023-01-12", "Russian forces now control most of Soledar, the UK Ministry of Defence said.",
     [C("control", place="Soledar", side="RU", action="holds", speaker="UK Ministry of Defence")]),
    ("2023-01-06", "At least 15 people were hurt in Makiivka, said the Russian-backed mayor.",
     [C("wounded", 15, None, speaker="Russian-backed mayor")]),
    ("2023-01-06", "“Yesterday we killed 12,” said a 32-year-old sergeant.",
     [C("killed", 12, speaker="32-year-old sergeant", start="2023-01-05")]),
    ("2023-01-06", "It is not true that 600 soldiers were killed, he said.", [C("killed", 600, stance="denies")]),
    ("2023-01-06", "The claim that 600 soldiers were killed is false.", [C("killed", 600, stance="denies")]),
    ("2023-01-06", "The mayor denied that he had left and said three people were killed.",
     [C("killed", 3, stance="asserts", speaker="mayor")]),
    ("2023-01-06", "Russia claims control of Soledar; Ukraine says fighting goes on there.",
     [C("control", place="Soledar", side="RU", action="holds", speaker="Russia")]),
    ("2023-01-06", "The mayor denied that anyone had been hurt.", [C("wounded", 0, stance="denies")]),
    ("2023-01-06",
     "He was among 14 killed in Brovary, Russian-installed officials said; 25 were injured, including 11 children.",
     [C("killed", 14, speaker="Russian-installed officials"), C("wounded", 25, parts=[(11, 11, "children")])]),
    ("2023-01-06",
     "A Western official estimated on Tuesday that 1,000 soldiers were killed.",
     [C("killed", 1000, speaker="Western official", stated_on="2023-01-03")]),
]  # fmt: skip
