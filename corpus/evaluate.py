"""Quality of extract and enrich against the corpus gold, both halves: `make eval`.

Reads corpus/outlets and corpus/texts; writes a table to the terminal, and with `--json FILE` the figures. With
`--errors` it lists what is wrong in the pages and in the texts of the development half; the texts of the test half are
only counted, so that nobody tunes on them.
"""

from __future__ import annotations

import argparse
import json
import logging
import sys
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.progress import track
from rich.table import Table

from corpus import scoring
from corpus.gold import gold_files, load, text_files, text_of
from corpus.rules import name_of
from corpus.scoring import Entry, Score

Scores = dict[str, Score]
LISTS = ("mentions", "places", "times", "hedges", "incidents", "estimates")
NAMED = {"PERSON": "people", "ORG": "organisations", "PLACE": "place names", "WEAPON": "weapons", "UNIT": "units"}


def evaluate(half: str, errors: list[str] | None = None) -> Scores:
    """Scores of every measure over the pages of one half; `errors` collects what is wrong, a line each."""
    from pipeline.jobs.inspect import Given

    pages = [
        (path, Given(name_of(path), html=listing.page.read_bytes() if listing.page else b""))
        for listing, path in gold_files(half)
    ]
    return _evaluate(f"{half} half", pages, errors)


def evaluate_texts(half: str, errors: list[str] | None = None) -> Scores:
    """The same over the texts without pages, of which nothing has to be extracted."""
    from pipeline.jobs.inspect import Given

    keys = ("text", "published_at", "title")
    golds = [(path, json.loads(path.read_text(encoding="utf-8"))) for path in text_files(half)]
    texts = [(path, Given(name_of(path), **{key: gold[key] for key in keys})) for path, gold in golds]
    return _evaluate(f"{half} texts", texts, errors)


def _evaluate(title: str, documents: list[tuple[Path, Any]], errors: list[str] | None) -> Scores:
    from pipeline.jobs.inspect import inspect

    results = inspect([given for _, given in documents])
    scores: Scores = defaultdict(Score)
    for path, _ in track(documents, title, console=Console(stderr=True), transient=True):
        result = next(results)
        if result["error"]:
            raise SystemExit(f"{result['id']}: {result['error']['message']}")
        _document(scores, load(path), result, errors)
    return dict(scores)


def _document(scores: Scores, gold: Entry, answer: Entry, errors: list[str] | None) -> None:
    if "article" in gold:
        _article(scores, gold["article"], answer["article"], answer["id"], errors)
    aligned = scoring.Aligned(text_of(gold), answer["article"]["text"])
    for kind in (kind for kind in LISTS if kind in gold):
        wanted = [aligned.entry(entry) for entry in gold[kind]]
        matches = scoring.pair_spans(kind, wanted, answer[kind])
        scores[kind].add(len(matches), len(answer[kind]), len(wanted))
        _list(errors, answer["id"], kind, wanted, answer[kind], matches)
        if kind == "mentions":
            _types(scores, wanted, answer[kind], matches)
    _claims(scores, [aligned.entry(entry) for entry in gold["claims"]], answer, errors)
    _false_claims(scores, [aligned.entry(entry) for entry in gold["number_sentences"]], answer, errors)


def _article(scores: Scores, gold: Entry, answer: Entry, name: str, errors: list[str] | None) -> None:
    one, other = scoring.shingles(gold["text"]), scoring.shingles(answer["text"])
    scores["text"].add((one & other).total(), other.total(), one.total())
    pairs = {"title": "title", "date": "published_at", "language": "language"}
    for measure, key in pairs.items():
        right = gold[key] == answer[key]
        scores[measure].add(right and gold[key] is not None, answer[key] is not None, gold[key] is not None)
        if not right:
            _note(errors, name, measure, f"{gold[key]!r} != {answer[key]!r}")
    right = set(gold["authors"]) == set(answer["authors"])
    scores["authors"].add(right, 1, 1)
    if not right:
        _note(errors, name, "authors", f"{gold['authors']!r} != {answer['authors']!r}")


def _types(scores: Scores, gold: list[Entry], answers: list[Entry], matches: list[scoring.Match]) -> None:
    counted = [Counter(entry["type"] for entry in entries) for entries in ([g for g, _ in matches], answers, gold)]
    for kind, measure in NAMED.items():
        scores[measure].add(*(count[kind] for count in counted))


def _claims(scores: Scores, gold: list[Entry], answer: Entry, errors: list[str] | None) -> None:
    answers = answer["claims"]
    matches = scoring.pair_claims(gold, answers)
    wrong = [(g, a, scoring.wrong_fields(g, a)) for g, a in matches]
    scores["claims found"].add(len(matches), len(answers), len(gold))
    scores["claims strict"].add(sum(not fields for *_, fields in wrong), len(answers), len(gold))
    spoken = [(g, a) for g, a in matches if g["speaker"] is not None]
    right = sum(scoring.same("speaker", g["speaker"], a["speaker"]) for g, a in spoken)
    scores["speakers"].add(
        right, sum(a["speaker"] is not None for _, a in matches), sum(g["speaker"] is not None for g in gold)
    )
    _list(errors, answer["id"], "claims", gold, answers, matches)
    for g, a, fields in wrong:
        for field in fields:
            _note(errors, answer["id"], f"claims {field}", f"{g['quote']!r}: {g[field]!r} != {a[field]!r}")


def _false_claims(scores: Scores, sentences: list[Entry], answer: Entry, errors: list[str] | None) -> None:
    """Sentences with numbers and no claim: "precision" is the share in which none was found."""
    hit = [s for s in sentences if any(_inside(claim, s) for claim in answer["claims"])]
    scores["no false claim"].add(len(sentences) - len(hit), len(sentences), len(sentences))
    for sentence in hit:
        _note(errors, answer["id"], "false claim", repr(sentence["text"]))


def _inside(claim: Entry, sentence: Entry) -> bool:
    middle = (claim["char_start"] + claim["char_end"]) / 2
    return bool(sentence["char_start"] <= middle < sentence["char_end"])


def _list(
    errors: list[str] | None,
    name: str,
    kind: str,
    gold: list[Entry],
    answers: list[Entry],
    matches: list[scoring.Match],
) -> None:
    matched = {id(entry) for match in matches for entry in match}
    for what, entries in (("missing", gold), ("wrong", answers)):
        for entry in entries:
            if id(entry) not in matched:
                shown = {key: value for key, value in entry.items() if value not in (None, [], False)}
                _note(errors, name, f"{kind} {what}", json.dumps(shown, ensure_ascii=False, default=str))


def _note(errors: list[str] | None, name: str, kind: str, what: str) -> None:
    if errors is not None:
        errors.append(f"{kind}\t{name}\t{what}")


def main() -> int:
    """Prints the table, or the errors."""
    parser = argparse.ArgumentParser(prog="python -m corpus.evaluate", description=__doc__)
    parser.add_argument("--errors", action="store_true", help="list what is wrong, but in the unseen texts")
    parser.add_argument("--counts", action="store_true", help="count the errors of claims in each half, by kind")
    parser.add_argument("--json", type=Path, help="write the figures there")
    parser.add_argument("--markdown", action="store_true", help="print the rows that the README shows")
    options = parser.parse_args()
    logging.disable(logging.INFO)
    if options.errors:
        errors: list[str] = []
        evaluate("dev", errors)
        evaluate("test", errors)
        evaluate_texts("dev", errors)
        sys.stdout.writelines(f"{line}\n" for line in sorted(errors))
        return 0
    if options.counts:
        _print_counts()
        return 0
    test, unseen = evaluate("test"), evaluate_texts("test")
    if options.markdown:
        sys.stdout.writelines(
            f"{_row(measure, unseen.get(measure, Score()), pages)}\n" for measure, pages in test.items()
        )
        return 0
    halves = {"dev": evaluate("dev"), "dev texts": evaluate_texts("dev"), "test": test, "unseen texts": unseen}
    _print(halves)
    if options.json:
        options.json.write_text(
            json.dumps({half: {k: s.f1 for k, s in found.items()} for half, found in halves.items()})
        )
    return 0


def _print_counts() -> None:
    """Claims that are missing, that no gold has, and that are found with a wrong field: of unseen texts no more."""
    kinds: dict[str, Counter[str]] = {}
    for name, measured, half in (
        ("dev", evaluate, "dev"), ("test", evaluate, "test"), ("unseen texts", evaluate_texts, "test")
    ):  # fmt: skip
        errors: list[str] = []
        measured(half, errors)
        kinds[name] = Counter(line.split("\t", maxsplit=1)[0] for line in errors)
    table = Table("kind of error", *kinds, box=None)
    for kind, _ in kinds["unseen texts"].most_common():
        if kind.startswith("claims ") or kind == "false claim":
            table.add_row(
                kind.replace("claims wrong", "claims without gold"), *(str(counts[kind]) for counts in kinds.values())
            )
    Console().print(table)


def _row(measure: str, unseen: Score, pages: Score) -> str:
    figures = [f"{value:.3f}" for value in (unseen.precision, unseen.recall, unseen.f1)]
    cells = [str(unseen.gold), *figures] if unseen.gold else ["–"] * 4
    return f"| {' | '.join([measure, *cells, f'{pages.f1:.3f}'])} |"


def _print(halves: dict[str, Scores]) -> None:
    table = Table("measure", box=None)
    for half in halves:
        for column in (f"{half}: gold", "precision", "recall", "F1"):
            table.add_column(column, justify="right")
    for measure in halves["test"]:
        row: list[Any] = [measure]
        for scores in halves.values():
            score = scores.get(measure, Score())
            row += [str(score.gold), *(f"{value:.3f}" for value in (score.precision, score.recall, score.f1))]
        table.add_row(*row)
    Console(width=150).print(table)


if __name__ == "__main__":
    sys.exit(main())
