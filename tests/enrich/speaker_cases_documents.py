"""Who speaks in texts that one voice has by their form: documents with a heading, a signature or a title, and turns.

Reads nothing, writes nothing. Each text has its title, and words with their speaker.
"""

from __future__ import annotations

Case = tuple[str | None, str, list[tuple[str, str | None]]]
_STAFF = "General Staff of the Armed Forces of Ukraine"

DOCUMENTS: list[Case] = [
    (None,
     "The enemy carried out nine air strikes.\n\nOur defenders shot down two drones.\n\n"
     "General Staff of the Armed Forces of Ukraine",
     [("nine", _STAFF), ("two", _STAFF)]),
    (None,
     "A hard night for Marhanets. The enemy fired 30 shells.\n\nOne man was wounded.\n\n"
     "Serhii Lysak, head of the regional administration",
     [("30", "Serhii Lysak"), ("One", "Serhii Lysak")]),
    (None,
     "A hard night for Marhanets. Thirty shells fell.\n\nOne man was wounded.\n\nIvan Testovyi, correspondent",
     [("One", None)]),
    (None,
     "Serhii Lysak, head of the Dnipropetrovsk regional military administration:\n\nOne man was wounded in Nikopol.",
     [("One", "Serhii Lysak")]),
    ("Evening address by President Volodymyr Zelenskyy",
     "Dear Ukrainians!\n\nIn two days our air force has shot down 80 drones.",
     [("80", "Volodymyr Zelenskyy")]),
    ("Zelenskyy’s address of Monday: what he said",
     "In two days 80 drones were shot down.",
     [("80", None)]),
    (None,
     "The Institute for the Study of War\nRussian Offensive Campaign Assessment, January 2\n\n"
     "Russian forces advanced 300 meters southwest of Bakhmut.",
     [("300", "Institute for the Study of War")]),
    (None,
     "HOST: How bad was it?\nOLHA TESTOVA, NURSE: We brought out 14 wounded. Two died on the way.\n"
     "HOST: And the others?\nTESTOVA: I saw six bodies by the bridge.",
     [("14", "Olha Testova"), ("Two", "Olha Testova"), ("six", "Olha Testova")]),
    (None,
     "Colonel Petro Testovyi commands a battery. We spoke with him on Monday.\n\n– How many guns have you lost?\n\n"
     "– Two howitzers were destroyed.\n\n– And people?\n\n– Four killed.",
     [("Two", "Petro Testovyi"), ("Four", "Petro Testovyi")]),
    (None,
     "It is cold in the yard, and Valentyna, who is 71, feeds the hens. “Eleven shells in one evening,” she says.\n\n"
     "“Two girls next door were wounded. The boys got away.” She stops.",
     [("Two", "Valentyna")]),
    (None,
     "Olha Testova taught logistics for years. We talked on Monday in Lviv.\n\nYou say that shells decide.\n\n"
     "They do. In June the Russians fired 50,000 shells a day.\n\nAnd now?\n\nHalf of it.\n\nWill it last?\n\nNo.",
     [("50,000", "Olha Testova")]),
]  # fmt: skip
