"""Quality of relate alone: the gold of the pages goes in, what relate makes of it is compared with corpus/relations.

Reads corpus/outlets and corpus/relations; writes a table to the terminal, with `--errors` what is wrong.
`python -m corpus.evaluate_relate`.
"""

from __future__ import annotations

import argparse
import logging
import sys
import tempfile
import tomllib
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, fields
from datetime import UTC, datetime, time
from itertools import product
from pathlib import Path
from typing import Any, TypeVar

import duckdb
from rich.console import Console
from rich.table import Table

from corpus import relations
from corpus.gold import CORPUS, Listing, gold_files, load
from corpus.rules import name_of
from corpus.scoring import Entry, Score
from pipeline import models
from pipeline.relate import relate
from pipeline.store import Load, Store
from pipeline.topics import ENRICHED, Received

Model = TypeVar("Model")

RULES = "gold"  # stands where the version of enrich's rules stands in events from texts


@dataclass(slots=True)
class Found:
    """What relate made of one half: by the gold's names of claims and pages."""

    relations: dict[tuple[str, str], str]  # later, earlier: kind
    origins: dict[str, str]
    stories: dict[str, str]


@dataclass(slots=True)
class Result:
    """How far it agrees with the gold. `inflated` counts groups, `merged` pairs of truly independent origins."""

    relations: dict[str, Score]
    inflated: tuple[int, int]  # groups with more origins than there are, of all groups
    merged: tuple[int, int]  # pairs of origins taken for one, of all pairs within a group
    precision: float  # B³
    recall: float

    @property
    def stories(self) -> float:
        """B³ F1."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


def evaluate(half: str, errors: list[str] | None = None) -> Result:
    """Relate the gold of one half and compare; `errors` collects what is wrong, a line each."""
    gold, found = relations.load(half), related(half)
    scores: dict[str, Score] = defaultdict(Score)
    for panel in gold["panels"]:
        score_panel(scores, panel, found.relations, errors)
    inflated, merged = score_groups(gold["groups"], found.origins, errors)
    precision, recall = b_cubed(gold["stories"], found.stories)
    for page in gold["stories"]:
        wanted, answer = _beside(page, gold["stories"]), _beside(page, found.stories)
        if wanted != answer:
            _note(errors, f"story\t{page}\tmissing {sorted(wanted - answer)}\twrong {sorted(answer - wanted)}")
    return Result(dict(scores), inflated, merged, precision, recall)


def score_panel(
    scores: dict[str, Score], panel: Entry, found: dict[tuple[str, str], str], errors: list[str] | None
) -> None:
    """Add one panel to the scores; what relate says of claims outside of it does not count."""
    wanted = relations.named(panel)
    keys = {relations.key(ref) for ref in panel["claims"]}
    answers = {pair: kind for pair, kind in found.items() if keys.issuperset(pair)}
    right = {pair for pair, kind in wanted.items() if _agrees(pair, kind, answers)}
    for kind in relations.KINDS:
        of_kind = [pair for pair, other in wanted.items() if other == kind]
        scores[kind].add(len(right.intersection(of_kind)), [*answers.values()].count(kind), len(of_kind))
    scores["relations"].add(len(right), len(answers), len(wanted))
    for pair, kind in wanted.items():
        if pair not in right:
            _note(errors, f"missing\t{panel['about']}\t{kind}\t{' > '.join(pair)}")
    for pair, kind in answers.items():
        if not right.intersection((pair, pair[::-1])):
            _note(errors, f"wrong\t{panel['about']}\t{kind}\t{' > '.join(pair)}")


def _agrees(pair: tuple[str, str], kind: str, answers: dict[tuple[str, str], str]) -> bool:
    return answers.get(pair) == kind or (kind not in relations.ORDERED and answers.get(pair[::-1]) == kind)


def score_groups(
    groups: list[Entry], found: dict[str, str], errors: list[str] | None
) -> tuple[tuple[int, int], tuple[int, int]]:
    """Groups that are inflated, of all; pairs of independent origins that are merged, of all."""
    inflated, merged, pairs = 0, 0, 0
    for group in groups:
        keys = [relations.key(ref) for ref in group["claims"]]
        answers = [{found.get(keys[index], keys[index]) for index in origin} for origin in group["origins"]]
        more = len(set().union(*answers)) > len(answers)
        same = sum(not one.isdisjoint(two) for n, one in enumerate(answers) for two in answers[:n])
        inflated, merged, pairs = inflated + more, merged + same, pairs + len(answers) * (len(answers) - 1) // 2
        if more or same:
            _note(errors, f"{'inflated' if more else 'merged'}\t{group['about']}\t{answers}")
    return (inflated, len(groups)), (merged, pairs)


def b_cubed(gold: dict[str, str], found: dict[str, str]) -> tuple[float, float]:
    """B³ precision and recall of a clustering: the mean over all items, of which both name each once."""

    def mean(one: dict[str, str], other: dict[str, str]) -> float:
        members: dict[str, set[str]] = defaultdict(set)
        for item, cluster in one.items():
            members[cluster].add(item)
        shares = ([other[each] == other[item] for each in members[cluster]] for item, cluster in one.items())
        return sum(sum(share) / len(share) for share in shares) / len(one)

    return mean(found, gold), mean(gold, found)


def _beside(page: str, stories: dict[str, str]) -> set[str]:
    return {other for other, story in stories.items() if story == stories[page] and other != page}


def _note(errors: list[str] | None, line: str) -> None:
    if errors is not None:
        errors.append(line)


def related(half: str) -> Found:
    """Load the gold of one half as if enrich had found it, relate it, and read what came of it."""
    events = {name_of(path): _event(listing, load(path)) for listing, path in gold_files(half)}
    # Two claims of the same words ("holds both towns") share their id, and what relate says of it.
    claims: dict[str, list[str]] = defaultdict(list)
    for page, enriched in events.items():
        for number, claim in enumerate(enriched.findings.claims):
            claims[claim.claim_id].append(f"{page}#{number}")
    with tempfile.TemporaryDirectory() as folder, Store(Path(folder) / "live.duckdb") as store:
        store.load(Load(passed=[*_received(events)]), {})
        relate(store.connection, None)
        return _read(store.connection, claims, events)


def _read(
    connection: duckdb.DuckDBPyConnection, claims: dict[str, list[str]], events: dict[str, models.EnrichedEvent]
) -> Found:
    pairs = connection.execute("SELECT claim_id, other_claim_id, kind FROM relations").fetchall()
    origins = connection.execute("SELECT claim_id, origin_id FROM origins").fetchall()
    # A page that was corrected is in the story of the article, whichever revision stands there.
    rows = connection.execute("SELECT article_id, story_id FROM stories JOIN articles USING (event_id)").fetchall()
    stories: dict[str, str] = dict(rows)
    return Found(
        relations={pair: kind for one, two, kind in pairs for pair in product(claims[one], claims[two])},
        origins={claim: origin for claim_id, origin in origins for claim in claims[claim_id]},
        stories={page: stories.get(enriched.event.article_id, page) for page, enriched in events.items()},
    )


def _received(events: dict[str, models.EnrichedEvent]) -> Iterator[Received]:
    for number, enriched in enumerate(sorted(events.values(), key=lambda each: each.event.fetched_at)):
        event = enriched.event
        ce_id = models.stable_id(event.event_id, RULES)
        yield Received(ENRICHED.name, 0, number, event.fetched_at, ce_id, enriched, b"")


def _event(listing: Listing, gold: Entry) -> models.EnrichedEvent:
    about = tomllib.loads((CORPUS / "outlets" / listing.outlet / "outlet.toml").read_text(encoding="utf-8"))
    article = models.Article(**gold["article"], published_at_source="gold")
    identity = models.article_id(article.canonical_url, f"{listing.outlet}{listing.path}".encode())
    event_id = models.event_id(identity, article.title, article.text, article.published_at)
    served = datetime.combine(datetime.fromisoformat(listing.served_from), time(23), UTC)
    published = article.published_at if article.published_at and "T" in article.published_at else None
    event = models.ArticleEvent(
        event_id=event_id, article_id=identity, source=listing.outlet, outlet=about["title"],
        country=about["country"], kind=about["kind"], url=f"https://www.{listing.outlet}.example{listing.path}",
        published_at_utc=datetime.fromisoformat(published).astimezone(UTC) if published else None,
        published_on=(article.published_at or listing.served_from)[:10], fetched_at=served, landing=None,
        extract_version=RULES, article=article, blocks=[_of(models.Block, each) for each in gold["blocks"]], removed=[],
    )  # fmt: skip
    return models.EnrichedEvent(event, _findings(event_id, gold), RULES)


def _findings(event_id: str, gold: Entry) -> models.Findings:
    analysis = "full" if gold["language"] == "en" else "bulletin" if gold["claims"] else "language"
    return models.Findings(
        analysis=analysis,
        mentions=[
            _of(models.Mention, each, entity_id=_identity(each["name"]), rule=RULES) for each in gold["mentions"]
        ],
        places=[_place(each) for each in gold["places"]],
        times=[_of(models.Time, each, rule=RULES) for each in gold["times"]],
        hedges=[
            _of(models.Hedge, each, target=each["target"] and models.Target(**each["target"]))
            for each in gold["hedges"]
        ],
        claims=[_claim(event_id, each) for each in gold["claims"]],
        incidents=[_of(models.Incident, each) for each in gold["incidents"]],
        estimates=[_of(models.Estimate, each) for each in gold["estimates"]],
    )


def _place(entry: Entry) -> models.Place:
    said = entry["relation"]
    relation = models.Relation(said["kind"], said.get("distance_m"), said.get("bearing")) if said else None
    # The gold has no coordinates: places are compared by name and oblast.
    return _of(
        models.Place, entry, lat=None, lon=None, relation=relation, place_id=_identity(entry["name"]), rule=RULES
    )


def _claim(event_id: str, entry: Entry) -> models.Claim:
    keys = ("measure", "char_start", "char_end", "low", "high", "speaker")
    claim_id = models.stable_id(event_id, *(entry[key] for key in keys))
    return _of(models.Claim, entry, claim_id=claim_id, parts=[models.Part(**part) for part in entry["parts"]])


def _identity(name: str | None) -> str | None:
    return models.stable_id(name) if name else None


def _of(kind: type[Model], entry: Entry, **more: Any) -> Model:
    """A dataclass of the models from an entry of the gold, which may hold keys of its own."""
    values = entry | more
    return kind(**{field.name: values[field.name] for field in fields(kind)})  # type: ignore[arg-type]


def main() -> int:
    """Prints the table, or the errors."""
    parser = argparse.ArgumentParser(prog="python -m corpus.evaluate_relate", description=__doc__)
    parser.add_argument("--errors", action="store_true", help="list what is wrong")
    options = parser.parse_args()
    logging.disable(logging.INFO)
    if options.errors:
        errors: list[str] = []
        for half in ("dev", "test"):
            evaluate(half, errors)
        sys.stdout.writelines(f"{line}\n" for line in errors)
        return 0
    table = Table("relate, on gold claims", "gold", "precision", "recall", "F1", box=None)
    for half in ("dev", "test"):
        for row in _rows(half, evaluate(half)):
            table.add_row(*row)
    Console(width=110).print(table)
    return 0


def _rows(half: str, result: Result) -> Iterator[tuple[str, ...]]:
    for measure in ("relations", *sorted(relations.KINDS)):
        score = result.relations[measure]
        yield f"{half}: {measure}", str(score.gold), *(f"{n:.3f}" for n in (score.precision, score.recall, score.f1))
    yield f"{half}: stories, B³", "", f"{result.precision:.3f}", f"{result.recall:.3f}", f"{result.stories:.3f}"
    for name, (part, all_) in (("groups inflated", result.inflated), ("origins merged", result.merged)):
        yield f"{half}: {name}", str(all_), "", "", f"{part / all_:.1%}"


if __name__ == "__main__":
    sys.exit(main())
