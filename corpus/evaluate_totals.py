"""How exactly the General Staff's totals are read: true figures of 200 days in every phrasing.

Reads totals/days.tsv and totals/phrasings.toml; writes a table to the terminal. `python -m corpus.evaluate_totals`.
"""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

from rich.console import Console
from rich.progress import track
from rich.table import Table

from pipeline.enrich import enrich
from pipeline.models import Article, Claim, Document

FOLDER = Path(__file__).parent / "totals"
SPEAKER = "General Staff of the Armed Forces of Ukraine"
INVASION = "2022-02-24"
UNITS = {
    "personnel": None, "tanks": "tanks", "armoured": "armoured vehicles", "artillery": "artillery systems",
    "launchers": "multiple rocket launchers", "air_defence": "air defence systems", "aircraft": "aircraft",
    "helicopters": "helicopters", "drones": "drones", "missiles": "missiles", "ships": "ships", "vehicles": "vehicles",
    "special": "special equipment",
}  # fmt: skip
_MONTHS = "січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня".split()

Row = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Phrasing:
    id: str
    half: str  # dev, test
    language: str
    people: str  # losses, killed
    date: str  # strftime, or {d} {month} in Ukrainian
    text: str


@dataclass(slots=True)
class Tally:
    """Figures of one phrasing over all days."""

    wanted: int = 0
    exact: int = 0
    false: int = 0  # claims that no figure of the text gives


def phrasings() -> list[Phrasing]:
    """Every phrasing of the file, in its order."""
    with (FOLDER / "phrasings.toml").open("rb") as file:
        return [Phrasing(**entry) for entry in tomllib.load(file)["phrasing"]]


def days() -> Iterator[tuple[date, dict[str, int]]]:
    """(day, totals and increases); an increase is that over the day before, and never below nought."""
    lines = [line for line in (FOLDER / "days.tsv").read_text().splitlines() if not line.startswith("#")]
    for before, row in pairwise(csv.DictReader(lines, delimiter="\t")):
        totals = {kind: int(row[kind]) for kind in UNITS}
        rises = {f"{kind}_plus": max(0, int(row[kind]) - int(before[kind])) for kind in UNITS}
        yield date.fromisoformat(row["date"]), totals | rises


def document(phrasing: Phrasing, day: date, figures: dict[str, int]) -> Document:
    """The text of one day in one phrasing, published on that day."""
    told = day.strftime(phrasing.date).format(d=day.day, month=_MONTHS[day.month - 1])
    text = phrasing.text.format(date=told, **figures).replace("_", " ")
    article = Article(None, text, [], day.isoformat(), None, None, phrasing.language, None)
    return Document(f"{phrasing.id}-{day}", article)


def gold(phrasing: Phrasing, day: date, figures: dict[str, int]) -> set[Row]:
    """What the text says: one row per running total, one per increase that is not nought."""
    yesterday, today = (day - timedelta(days=1)).isoformat(), day.isoformat()
    rows: set[Row] = set()
    for kind, unit in UNITS.items():
        measure = "destroyed" if unit else phrasing.people
        if f"{{{kind}:" in phrasing.text or f"{{{kind}}}" in phrasing.text:
            rows.add((measure, figures[kind], unit, "RU", INVASION, today, True, SPEAKER))
        if f"{{{kind}_plus" in phrasing.text and figures[f"{kind}_plus"]:
            rows.add((measure, figures[f"{kind}_plus"], unit, "RU", yesterday, today, False, SPEAKER))
    return rows


def answer(claim: Claim) -> Row:
    """The fields of a claim that are compared."""
    return (
        claim.measure, claim.low, claim.unit, claim.side, claim.start, claim.end, claim.cumulative, claim.speaker,
    )  # fmt: skip


def evaluate_totals(every: int = 1) -> dict[str, Tally]:
    """Tally per phrasing over all days, or over each `every`th."""
    tallies: dict[str, Tally] = {}
    for phrasing in track(phrasings(), "reading totals", transient=True, console=Console(stderr=True)):
        tally = tallies[phrasing.id] = Tally()
        told = list(days())[::every]
        for (day, figures), found in zip(told, enrich([document(phrasing, *pair) for pair in told]), strict=True):
            wanted, answers = gold(phrasing, day, figures), {answer(claim) for claim in found.claims}
            tally.wanted += len(wanted)
            tally.exact += len(wanted & answers)
            tally.false += len(answers - wanted)
    return tallies


def share(half: str, tallies: dict[str, Tally]) -> float:
    """Share of the figures of one half that are read exactly."""
    chosen = [tallies[phrasing.id] for phrasing in phrasings() if phrasing.half == half]
    return sum(tally.exact for tally in chosen) / sum(tally.wanted for tally in chosen)


def main() -> None:
    tallies = evaluate_totals()
    table = Table("phrasing", "half", "figures", "exact", "false")
    for phrasing in phrasings():
        tally = tallies[phrasing.id]
        table.add_row(
            phrasing.id, phrasing.half, str(tally.wanted), f"{tally.exact / tally.wanted:.3f}", str(tally.false)
        )
    for half in ("dev", "test"):
        table.add_row("all", half, "", f"{share(half, tallies):.3f}", "")
    Console().print(table)


if __name__ == "__main__":
    main()
