"""The cells of a table are claims where the heads of row and column say what they count."""

from __future__ import annotations

from pipeline.enrich import enrich
from pipeline.models import Article, Claim, Document

LOSSES = """Equipment lost around Vuhledar, 24 January to 14 February 2023, by pictures

Kind | Russia | Ukraine
Tanks destroyed | 36 | 4
Tanks damaged | 21 | 3"""
TOLL = """Casualties on 5 January, according to the State Emergency Service of Ukraine:

Place | Killed | Wounded
Bakhmut | 3 | 7
Kherson | 1 | 4

Rescue goes on in the missile-struck houses."""
LEAGUE = """The war has not stopped the league, which the army's team leads.

Team | Won | Lost
Shakhtar | 10 | 2
Dynamo | 9 | 3"""
SHARES = """Damage by the shelling, according to the city council:

District | Houses damaged, per cent
North | 40
South | 12"""


def claims(text: str) -> list[Claim]:
    return list(enrich([Document("t", Article(None, text, [], "2023-02-15", None, None, "en", None))])[0].claims)


def test_a_column_may_be_a_side() -> None:
    assert [(c.measure, c.low, c.unit, c.side, c.place, c.start, c.end) for c in claims(LOSSES)] == [
        ("destroyed", 36, "tanks", "RU", "Vuhledar", "2023-01-24", "2023-02-14"),
        ("destroyed", 4, "tanks", "UA", "Vuhledar", "2023-01-24", "2023-02-14"),
        ("hit", 21, "tanks", "RU", "Vuhledar", "2023-01-24", "2023-02-14"),
        ("hit", 3, "tanks", "UA", "Vuhledar", "2023-01-24", "2023-02-14"),
    ]


def test_a_row_may_be_a_place_and_a_column_a_measure() -> None:
    assert [(c.measure, c.low, c.side, c.place, c.speaker) for c in claims(TOLL)] == [
        ("killed", 3, "civilian", "Bakhmut", "State Emergency Service of Ukraine"),
        ("wounded", 7, "civilian", "Bakhmut", "State Emergency Service of Ukraine"),
        ("killed", 1, "civilian", "Kherson", "State Emergency Service of Ukraine"),
        ("wounded", 4, "civilian", "Kherson", "State Emergency Service of Ukraine"),
    ]


def test_every_quote_is_the_text_at_its_offsets() -> None:
    assert all(LOSSES[c.char_start : c.char_end] == c.quote for c in claims(LOSSES))


def test_matches_lost_and_shares_are_no_claims() -> None:
    assert (claims(LEAGUE), claims(SHARES)) == ([], [])
