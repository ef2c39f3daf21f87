"""Who speaks in running prose: texts over who "the official" is, whose words a quotation goes on with, and how an
unnamed speaker is called.

Reads nothing, writes nothing. Published on Tuesday 2023-01-03.
"""

from __future__ import annotations

from tests.enrich.speaker_cases import Case

PROSE: list[Case] = [
    ("His commander, who asked not to be named, put the day's total at 110 wounded.",
     [("110", "commander", [])]),
    ("US officials, speaking anonymously because they were not authorised to brief the press, put the number of "
     "Wagner dead at more than 4,000.",
     [("4,000", "US officials", [])]),
    ("A drone operator in the city said his unit had destroyed 12 tanks. “We lost four drones,” the operator added.",
     [("12", "drone operator", []),
      ("four", "drone operator", [])]),
    ("A policeman with a notepad says that 22 shells hit the street.",
     [("22", "policeman", [])]),
    ("An official in the defence ministry said that 22 shells hit the street.",
     [("22", "official in the defence ministry", [])]),
    ("“We will not stop,” Zelenskyy said. At least 73 people were hurt, the president added.",
     [("73", "Volodymyr Zelenskyy", [])]),
    ("Rescue workers found 45 bodies, according to the city council. Twenty people are missing, the council said.",
     [("Twenty", "city council", [])]),
    ("Asked how many comrades he had lost, the prisoner raised four fingers, then said: “Out of fifty, 40 were "
     "killed.” His guard confirmed that ten men had surrendered.",
     [("40", "prisoner", []),
      ("ten", "guard", [])]),
    ("“They threw 40 shells at us,” a soldier of the 65th Brigade says. “Two were wounded.” His commander put the "
     "toll at three.",
     [("Two", "soldier of the 65th Brigade", []),
      ("three", "commander", [])]),
    ("Outside Orikhiv, a soldier of the 65th Brigade wearing a blue armband shrugs. “They threw 40 shells at us,” he "
     "says.",
     [("40", "soldier of the 65th Brigade", [])]),
    ("Yevhen, a machine gunner, looks at his hands. He is silent for a while. “One is missing, 14 are dead,” he says.",
     [("14", "Yevhen", [])]),
    ("Later in the day its spokeswoman, Natalia Humeniuk, spoke of three dead.",
     [("three", "Natalia Humeniuk", [])]),
    ("At least 89 men died, the ministry's deputy head, Sergei Sevryukov, admitted two days later.",
     [("89", "Sergei Sevryukov", [])]),
    ("Two officials told the same story: a missile had killed 14 people.",
     [("14", "officials", [])]),
    ("The ministry of defence in Moscow gave a figure in September, when Sergei Shoigu said that 5,937 men had died.",
     [("5,937", "Sergei Shoigu", [])]),
    ("Every Monday Open Sample Count measures the front. Between 13 and 19 February, it says, Russian troops took 28 "
     "square kilometres. A village of 14 houses was in Russian hands, the group found.",
     [("28", "Open Sample Count", []),
      ("14", "Open Sample Count", [])]),
    ("Equipment lost around Vuhledar, counted from pictures by Open Sample Count\n\nKind | Russia | Ukraine\n"
     "Tanks destroyed | 36 | 4\nTanks damaged | 21 | 3",
     [("36", "Open Sample Count", []),
      ("21", "Open Sample Count", [])]),
    ("Mykola sits on an ammunition crate. He has been here since July. Of the men he came with, he reckons, some 30 "
     "are dead.",
     [("30", "Mykola", [])]),
    ("Three shells fell, the head of the town's administration, Serhii Chaus, who saw the place, says.",
     [("Three", "Serhii Chaus", [])]),
    ("Russia fired 69 missiles, according to the commander-in-chief of Ukraine's armed forces, General Valeriy "
     "Zaluzhnyi.",
     [("69", "Valerii Zaluzhnyi", [])]),
    ("Serhii Chaus says it came from a Grad. It was one of 200 rockets that day, according to his log.",
     [("200", "Serhii Chaus", [])]),
    ("In Dvorichna, where 300 of 4,000 inhabitants remain, two houses burned, a shopkeeper reports.",
     [("two", "shopkeeper", [])]),
    ("Two soldiers had heard nothing of it, but one of them, a mortar man, said that four cars burned.",
     [("four", "mortar man", [])]),
    ("The police put the wounded at five; prosecutors at six.",
     [("five", "police", []),
      ("six", "prosecutors", [])]),
    ("Denys Shmyhal told a government meeting that Russia had launched nine attacks.",
     [("nine", "Denys Shmyhal", [])]),
    ("The night in figures, from the regional administrations: Kharkiv region, two wounded; Sumy region, 37 hits.",
     [("two", "regional administrations", []),
      ("37", "regional administrations", [])]),
    ("The Russian defence ministry calls it retribution. It was the answer to Makiivka, where it concedes 89 dead.",
     [("89", "Russian Ministry of Defence", [])]),
    ("A woman of 34 died in hospital, writes the mayor, Borys Filatov; that brings the toll to 46.",
     [("34", "Borys Filatov", []),
      ("46", "Borys Filatov", [])]),
    ("Ukraine has lost 46 tanks, Yevgeny Prigozhin confirms to the BBC.",
     [("46", "Yevgeny Prigozhin", ["BBC"])]),
    ("Yurii Ihnat told the telethon that 540 drones were shot down.",
     [("540", "Yurii Ihnat", ["telethon"])]),
    ("A BBC investigation found that at least 11,009 Russians had been killed.",
     [("11,009", "BBC", [])]),
    ("According to a report of the World Food Programme which was quoted by TASS, 14 lorries were destroyed.",
     [("14", "World Food Programme", ["TASS"])]),
    ("It came by text from a friend in Nikopol, who had counted 31 shells before breakfast.",
     [("31", "friend in Nikopol", [])]),
    ("Ukraine: 12 drones downed overnight; Russia reports 3 over Crimea",
     [("12", "Ukraine", []),
      ("3", "Russia", [])]),
    ("Makiivka: 63 dead, says Russian Defence Ministry; 400, says Ukraine",
     [("63", "Russian Ministry of Defence", []),
      ("400", "Ukraine", [])]),
]  # fmt: skip
