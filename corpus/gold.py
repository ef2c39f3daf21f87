"""Load the corpus: the pages each outlet serves, and the gold that a reader wrote beside them.

Reads outlets/*/pages.jsonl, outlets/*/gold/*.json, texts/*.json and test-half*.sha256, writes nothing.
`python -m corpus.gold` checks every file and prints what each half holds.
"""

from __future__ import annotations

import hashlib
import json
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from corpus.rules import GoldError, check_gold, check_text, name_of

CORPUS = Path(__file__).parent

Entry = dict[str, Any]

_PLAIN = ("path", "file", "title", "published_at", "listed", "status", "location", "half")


@dataclass(frozen=True, slots=True)
class Listing:
    """One line of an outlet's pages.jsonl: an address, what it answers, and on which corpus days."""

    outlet: str
    path: str
    file: str | None
    title: str | None
    published_at: str | None
    served_from: str  # first corpus day, ISO
    served_to: str | None  # last corpus day; None: to the end
    listed: bool
    status: int  # 200, 301 or 404
    location: str | None
    half: str | None  # test, dev; None for addresses without a page of their own

    @property
    def page(self) -> Path | None:
        """The HTML file, or None where the address has none."""
        return CORPUS / "outlets" / self.outlet / self.file if self.file else None

    @property
    def gold(self) -> Path | None:
        """The gold file beside the page; it need not exist."""
        if self.file is None:
            return None
        return CORPUS / "outlets" / self.outlet / "gold" / (Path(self.file).stem + ".json")


def listings(outlet: str | None = None) -> list[Listing]:
    """Every line of every outlet's pages.jsonl, by outlet and in file order."""
    found: list[Listing] = []
    for path in sorted((CORPUS / "outlets").glob(f"{outlet or '*'}/pages.jsonl")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            try:
                found.append(_listing(path.parent.name, json.loads(line)))
            except (ValueError, KeyError) as error:
                raise GoldError(f"{path.relative_to(CORPUS)}:{number}: not a page line: {error!r}") from error
    return found


def _listing(outlet: str, row: Entry) -> Listing:
    return Listing(
        outlet=outlet,
        served_from=row["from"],
        served_to=row["to"],
        **{key: row[key] for key in _PLAIN},
    )


def find(text: str, words: str, nth: int = 1) -> tuple[int, int]:
    """Offsets of the nth (1-based) occurrence of `words` as whole words; ValueError where there is none.

    "Whole" means: not continued by a letter or a digit on either side, so that "Bakhmut" is not counted in
    "Bakhmutske", but is in "Bakhmut's" and "Bakhmut-Soledar".
    """
    head = r"(?<![^\W_])" if words[:1].isalnum() else ""
    tail = r"(?![^\W_])" if words[-1:].isalnum() else ""
    hits = [match.span() for match in re.finditer(head + re.escape(words) + tail, text)]
    if not 1 <= nth <= len(hits):
        raise ValueError(f"occurrence {nth} of {words!r} asked for, the text has {len(hits)}")
    return hits[nth - 1]


def load(path: Path) -> Entry:
    """A gold file with `char_start` and `char_end` added wherever words are named.

    `target` of a hedge becomes {"char_start", "char_end"}: the occurrence nearest to the hedge.
    `number_sentences` becomes a list of {"text", "char_start", "char_end"}. `char_end` of a block is the end
    of the words that the gold quotes of it. Raises GoldError naming file and entry where words do not occur.
    """
    gold: Entry = json.loads(path.read_text(encoding="utf-8"))
    text = text_of(gold)
    name = name_of(path)
    keys = {"blocks": "text", "mentions": "text", "places": "text", "times": "text", "hedges": "phrase"}
    keys |= {"claims": "quote", "incidents": "quote", "estimates": "quote"}
    for kind, key in keys.items():
        for index, entry in enumerate(gold.get(kind, [])):
            try:
                entry["char_start"], entry["char_end"] = find(text, entry[key], entry.get("nth", 1))
                if kind == "hedges" and entry["target"] is not None:
                    entry["target"] = _nearest(text, entry["target"], entry["char_start"])
            except ValueError as error:
                raise GoldError(f"{name}: {kind}[{index}]: {error}") from error
    sentences = []
    for sentence in gold["number_sentences"]:
        start = text.find(sentence)
        if start < 0:
            raise GoldError(f"{name}: number_sentences: {sentence!r} does not occur")
        sentences.append({"text": sentence, "char_start": start, "char_end": start + len(sentence)})
    gold["number_sentences"] = sentences
    return gold


def text_of(gold: Entry) -> str:
    """The text that the gold's words are found in: a page's article, or the text itself."""
    return str(gold["article"]["text"] if "article" in gold else gold["text"])


def _nearest(text: str, words: str, position: int) -> dict[str, int]:
    starts = [match.start() for match in re.finditer(re.escape(words), text)]
    if not starts:
        raise ValueError(f"target {words!r} does not occur")
    start = min(starts, key=lambda found: abs(found - position))
    return {"char_start": start, "char_end": start + len(words)}


def gold_files(half: str | None = None) -> Iterator[tuple[Listing, Path]]:
    """Each page that has a gold file, once, with its listing; of one half only where one is named."""
    seen: set[Path] = set()
    for listing in listings():
        gold = listing.gold
        if gold is None or gold in seen or not gold.exists() or (half and listing.half != half):
            continue
        seen.add(gold)
        yield listing, gold


def text_files(half: str) -> list[Path]:
    """The texts of one half without pages, each with its gold in the same file."""
    paths = sorted((CORPUS / "texts").glob("*.json"))
    return [path for path in paths if json.loads(path.read_text(encoding="utf-8"))["half"] == half]


def problems() -> list[str]:
    """Everything wrong with the corpus, one line each; empty where all is well."""
    found: list[str] = []
    for listing in listings():
        if listing.page is not None and not listing.page.exists():
            found.append(f"{listing.outlet}: {listing.path}: {listing.file} is missing")
        if listing.half and (listing.gold is None or not listing.gold.exists()):
            found.append(f"{listing.outlet}: {listing.path}: belongs to the {listing.half} half and has no gold")
    texts = sorted((CORPUS / "texts").glob("*.json"))
    checks = [(path, check_gold) for _, path in gold_files()] + [(path, check_text) for path in texts]
    for path, check in checks:
        try:
            load(path)
            found.extend(check(path, json.loads(path.read_text(encoding="utf-8"))))
        except (GoldError, KeyError, TypeError, ValueError) as error:
            found.append(f"{path.relative_to(CORPUS)}: {error!r}")
    return found + _hash_problems()


def _hash_problems() -> list[str]:
    """The test half is listed with its hashes, and is still what was listed."""
    lines = [line for path in sorted(CORPUS.glob("test-half*.sha256")) for line in path.read_text().splitlines()]
    listed = {name: digest for digest, _, name in (line.partition("  ") for line in lines)}
    found = [f"{name}: {fault}" for name, digest in listed.items() if (fault := _fault(CORPUS / name, digest))]
    files = [file for listing, gold in gold_files("test") for file in (listing.page, gold) if file]
    for file in (*files, *text_files("test"), CORPUS / "relations" / "test.json"):
        name = str(file.relative_to(CORPUS))
        found += [f"{name}: of the test half, but not in its hash list"] if name not in listed else []
    return found


def _fault(file: Path, digest: str) -> str | None:
    if not file.exists():
        return "listed in the test half, but missing"
    if hashlib.sha256(file.read_bytes()).hexdigest() != digest:
        return "changed since it was listed in the test half"
    return None


def counts(files: Iterable[Path]) -> Counter[str]:
    """How much these gold files hold: claims, sentences with numbers and no claim, and so on."""
    total: Counter[str] = Counter()
    for path in files:
        gold = json.loads(path.read_text(encoding="utf-8"))
        total["documents"] += 1
        for kind in ("claims", "number_sentences", "hedges", "places", "times", "incidents", "estimates"):
            total[kind] += len(gold[kind])
        total["speakers"] += sum(claim["speaker"] is not None for claim in gold["claims"])
        mentions = gold.get("mentions", [])
        total["people"] += sum(mention["type"] == "PERSON" for mention in mentions)
        total["mentions"] += len(mentions)
    return total


def main() -> int:
    """Check everything and say so; the exit code is 1 where something is wrong."""
    found = problems()
    for problem in found:
        sys.stderr.write(problem + "\n")
    parts = {f"{half} pages": [path for _, path in gold_files(half)] for half in ("test", "dev")}
    for part, files in (parts | {f"{half} texts": text_files(half) for half in ("test", "dev")}).items():
        held = counts(files)
        sys.stdout.write(part + ": " + ", ".join(f"{key} {value}" for key, value in held.items()) + "\n")
    days = Counter((page.published_at or page.served_from)[:10] for page in listings() if page.half)
    sys.stdout.write("pages by day: " + ", ".join(f"{day} {days[day]}" for day in sorted(days)) + "\n")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
