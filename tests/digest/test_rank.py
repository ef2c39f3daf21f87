"""What stands on top: what is disputed and new, not what was misread as large, nor what its speaker denies."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from pipeline import digest
from pipeline.digest import compose
from tests.digest import day
from tests.relate.ledger import article

STAFF = "General Staff of the Armed Forces of Ukraine"


def top(path: Path, *claims: tuple[str, dict[str, Any]]) -> list[str]:
    """The top line of a day with one article per claim."""
    connection = day.empty(path / "snapshot.duckdb")
    for number, (words, values) in enumerate(claims):
        doc = article(connection, f"Outlet {number}", f"{STAFF}: {words} on 1 January in Kyiv or in Tokyo.").mention(
            STAFF
        )
        doc.time("1 January", "2023-01-01").place("Kyiv")
        doc.add("places", "Tokyo", text="Tokyo", name="Tokyo", rule="test", place_id="Tokyo", lat=35.7, lon=139.7,
                country="JP", precision="settlement")  # fmt: skip
        doc.claim(words, **({"speaker": STAFF, "start": "2023-01-01", "end": "2023-01-01"} | values))
    day.publish(connection)
    return [sentence.text for sentence in digest.build(path / "snapshot.duckdb", day.DAY).top]


def test_a_total_that_is_told_as_the_figure_of_a_day_does_not_lead(tmp_path: Path) -> None:
    total = ("108,190 soldiers were killed", {"low": 108190, "side": "RU"})
    day_alone = ("750 soldiers died", {"low": 750, "side": "RU", "place": "Kyiv"})
    assert "750 Russian troops" in top(tmp_path, total, day_alone)[0]


def test_what_happens_where_there_is_no_war_does_not_lead(tmp_path: Path) -> None:
    abroad = ("90 people were killed", {"low": 90, "side": "civilian", "place": "Tokyo"})
    here = ("30 people died", {"low": 30, "side": "civilian", "place": "Kyiv"})
    assert "30 civilians killed in Kyiv" in top(tmp_path, abroad, here)[0]


def test_what_a_speaker_denies_is_not_told_on_top_as_his_own(tmp_path: Path) -> None:
    said = ("600 soldiers were killed", {"low": 600, "side": "UA"})
    denied = ("not true that 600 soldiers died", {"low": 600, "side": "UA", "place": "Kyiv", "stance": "denies"})
    told = top(tmp_path, said, denied)
    assert any("denies that 600 Ukrainian troops were killed" in text for text in told)
    assert not any(f"{STAFF}: 600 Ukrainian troops killed" in text for text in told)


def test_a_balance_is_told_by_its_size_and_its_days(tmp_path: Path) -> None:
    connection = day.empty(tmp_path / "snapshot.duckdb")
    day.fill(connection)
    day.publish(connection)
    told = digest.build(tmp_path / "snapshot.duckdb", day.DAY).statements()
    assert not any(compose.is_balance(statement) for statement in told)


def test_a_revision_is_news_on_the_day_of_its_first_report_alone(tmp_path: Path) -> None:
    """On later days both figures are quoted again: that revises nothing."""
    connection = day.empty(tmp_path / "snapshot.duckdb")
    for outlet, published in (
        ("First Post", "2023-01-02"),
        ("Second Post", "2023-01-03"),
        ("Third Post", "2023-01-04"),
    ):
        figures = (63,) if published == "2023-01-02" else (89, 63)
        for low in figures:
            text = f"{STAFF}: {low} soldiers were killed in Makiivka on 1 January, {outlet} reports."
            doc = article(connection, f"{outlet} {low}", text, published).mention(STAFF)
            doc.place("Makiivka").time("1 January", "2023-01-01")
            stated = "2023-01-02" if low == 63 else "2023-01-03"
            doc.claim(f"{low} soldiers were killed", low=low, side="RU", place="Makiivka", start="2023-01-01",
                      end="2023-01-01", speaker=STAFF, stated_on=stated)  # fmt: skip
    day.publish(connection)
    kinds = [
        [change.kind for change in digest.build(tmp_path / "snapshot.duckdb", day.DAY.replace(day=number)).changes]
        for number in (2, 3, 4)
    ]
    assert kinds == [[], ["revised"], []]


def test_a_figure_is_told_once_with_its_place_and_without(tmp_path: Path) -> None:
    fired = {"measure": "launched", "low": 120, "unit": "missiles", "side": "RU"}
    told = top(tmp_path, ("120 missiles were fired", fired | {"place": "Kyiv"}), ("120 missiles flew", fired))
    assert sum("120 missiles" in text for text in told) == 1


def test_that_a_place_is_held_is_less_news_than_that_it_was_taken(tmp_path: Path) -> None:
    held = ("Kyiv is held", {"measure": "control", "place": "Kyiv", "side": "UA", "action": "holds"})
    killed = ("12 soldiers died", {"low": 12, "side": "RU", "place": "Kyiv"})
    assert "12 Russian troops killed" in top(tmp_path, held, killed)[0]


def test_an_outlets_own_words_confirm_nothing(tmp_path: Path) -> None:
    connection = day.empty(tmp_path / "snapshot.duckdb")
    for published, speaker, words in (
        ("2023-01-01", STAFF, "63 soldiers died"),
        ("2023-01-02", None, "63 soldiers fell"),
    ):
        doc = article(
            connection, f"Post of {published}", f"{STAFF} or not: {words} in Makiivka on 1 January.", published
        )
        doc.mention(STAFF).place("Makiivka").time("1 January", "2023-01-01")
        doc.claim(words, low=63, side="RU", place="Makiivka", start="2023-01-01", end="2023-01-01", speaker=speaker)
    day.publish(connection)
    assert digest.build(tmp_path / "snapshot.duckdb", day.DAY).changes == ()


def test_a_dispute_stands_on_when_its_parties_are_quoted_again_with_other_dates(tmp_path: Path) -> None:
    connection = day.empty(tmp_path / "snapshot.duckdb")
    for published, first in (("2023-01-01", "2023-01-01"), ("2023-01-02", "2023-01-02")):
        for speaker, low in ((STAFF, 400), (day.RUSSIA, 63)):
            text = f"{speaker}: {low} soldiers died in Makiivka on 1 January, or on 2 January, said of {published}."
            doc = article(connection, f"Post of {low}", text, published).mention(speaker).place("Makiivka")
            doc.time("1 January", "2023-01-01").time("2 January", "2023-01-02")
            when = first if speaker == STAFF else "2023-01-01"
            doc.claim(
                f"{low} soldiers died", low=low, side="RU", place="Makiivka", start=when, end=when, speaker=speaker
            )
    day.publish(connection)
    assert len(digest.build(tmp_path / "snapshot.duckdb", day.DAY).disagreements) == 1


def test_a_single_total_is_told_as_a_sentence_and_names_its_place(tmp_path: Path) -> None:
    connection = day.empty(tmp_path / "snapshot.duckdb")
    doc = article(connection, "First Post", f"{STAFF}: since 1 January 64 people died in Kyiv.").mention(STAFF)
    doc.place("Kyiv").time("1 January", "2023-01-01")
    doc.claim("64 people died", low=64, side="civilian", place="Kyiv", start="2023-01-01", end="2023-01-02",
              speaker=STAFF, cumulative=True)  # fmt: skip
    day.publish(connection)
    built = digest.build(tmp_path / "snapshot.duckdb", day.DAY)
    assert built.totals == ()
    assert (
        "64 civilians killed in Kyiv since 1 January, up to 2 January"
        in built.topics[0].groups[0].statements[0].sentence.text
    )


def test_the_first_day_of_a_total_is_told_where_words_give_it(tmp_path: Path) -> None:
    """A staff's total runs from the invasion, whether it says so or not; the report says so where it does."""
    connection = day.empty(tmp_path / "snapshot.duckdb")
    for number, since in enumerate((" since the invasion", "")):
        words = f"{3066 + number} tanks destroyed"
        doc = article(connection, f"Outlet {number}", f"{STAFF}: {words}{since}.").mention(STAFF)
        doc.claim(words, "destroyed", 3066 + number, unit="tanks", side="RU", start="2022-02-24", end="2023-01-02",
                  speaker=STAFF, cumulative=True)  # fmt: skip
    day.publish(connection)
    built = digest.build(tmp_path / "snapshot.duckdb", day.DAY)
    told = [statement.sentence.text for statement in built.statements()]
    assert any("3,066 Russian tanks destroyed since 24 February 2022, up to 2 January" in text for text in told)
    assert any("3,067 Russian tanks destroyed up to 2 January" in text for text in told)
    assert built.withheld == ()


def test_what_a_service_expects_by_its_scale_stands_on_top(tmp_path: Path) -> None:
    connection = day.empty(tmp_path / "snapshot.duckdb")
    day.fill(connection)
    day.publish(connection)
    built = digest.build(tmp_path / "snapshot.duckdb", day.DAY)
    assert "hedged “unlikely” (PHIA: 25–35 %)" in built.top[-1].text
    assert len(built.top) <= 8
    assert '<span class="tag">expected</span>' in digest.render_html(built).partition('<section id="headlines"')[0]


def test_a_quiet_day_is_not_filled_with_what_is_long_past(tmp_path: Path) -> None:
    past = {"measure": "control", "place": "Kyiv", "side": "UA", "action": "takes"}
    old = ("Kyiv was taken", past | {"start": "2022-11-01", "end": "2022-11-01"})
    assert all("took Kyiv" not in text for text in top(tmp_path, old, ("12 soldiers died", {"low": 12, "side": "RU"})))


def test_a_denial_answers_what_it_denies(tmp_path: Path) -> None:
    said = {"low": 600, "side": "UA", "place": "Kyiv"}
    told = top(
        tmp_path,
        (
            "Aleksandr Sample: not true that 600 soldiers died",
            said | {"stance": "denies", "speaker": "Aleksandr Sample"},
        ),
        ("600 soldiers were killed", said),
    )
    assert told[0].startswith(f"{STAFF}: 600")
    assert "Against that, Aleksandr Sample denies" in told[0]
