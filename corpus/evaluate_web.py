"""Quality and speed of extract on real pages, beside trafilatura as it comes: `make eval-web DATA=<folder>`.

Reads the folders that `corpus/web_pages.py` describes, below the folder given; writes a table to the terminal, and
with `--json FILE` the figures. `--worst N` lists the N worst bodies.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import time
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from urllib.parse import urlsplit

import psutil
from rich.console import Console
from rich.table import Table
from trafilatura import bare_extraction

from corpus.web_pages import Page, pages_of_bodies, pages_of_dates, pages_of_publishers
from pipeline.extract import Extractor, Input
from pipeline.extract.people import is_person
from pipeline.models import Document

# What the stage is held to, by measure.
BARS = {
    "body F1, article_bodies": 0.972,
    "body F1, publisher_pages": 0.960,
    "title exact": 0.90,
    "authors exact set, articles signed by people": 0.88,
    "date exact": 0.98,
    "date F, publication_dates": 0.965,
    "pages per CPU second, ratio": 1.5,
}
_WORD = re.compile(r"\w+")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
# Pages that one side works on before the other takes its turn, so that both see the same weather on the machine.
_TURN = 20


@dataclass(frozen=True, slots=True)
class Answer:
    """What one side made of a page."""

    text: str = ""
    title: str = ""
    authors: Sequence[str] = ()
    date: str | None = None


@dataclass(slots=True)
class Side:
    """One of the two extractors with its answers and the CPU seconds that they took."""

    name: str
    read: Callable[[Page], Answer]
    cpu: Callable[[], float]
    answers: dict[str, Answer] = field(default_factory=dict)
    seconds: float = 0.0

    def take(self, folder: str, pages: Sequence[Page]) -> None:
        start = self.cpu()
        for page in pages:
            self.answers[f"{folder}/{page.id}"] = self.read(page)
        self.seconds += self.cpu() - start


def stock(page: Page) -> Answer:
    """trafilatura as it comes, with metadata, in this process."""
    found = bare_extraction(page.html, url=page.url, with_metadata=True)
    if found is None or isinstance(found, dict):
        return Answer()
    authors = [name for name in (found.author or "").split("; ") if name]
    return Answer(found.text or "", found.title or "", authors, found.date)


def ours(extractor: Extractor) -> Callable[[Page], Answer]:
    """The stage as the pipeline runs it: in its child process."""

    def read(page: Page) -> Answer:
        result = next(extractor.run([Input(page.id, page.html, page.url)]))
        if not isinstance(result, Document):
            return Answer()
        article = result.article
        return Answer(article.text, article.title or "", article.authors, article.published_at)

    return read


def shingles(text: str) -> Counter[tuple[str, ...]]:
    """Multiset of four neighbouring words."""
    words = _WORD.findall(text)
    return Counter(tuple(words[i : i + 4]) for i in range(max(1, len(words) - 3))) if words else Counter()


def body_score(answer: str, gold: str) -> tuple[float, float]:
    """Precision and recall of a text by its shingles."""
    one, other = shingles(answer), shingles(gold)
    both = (one & other).total()
    precision = both / one.total() if one else float(not other)
    return precision, both / other.total() if other else 1.0


def mean_f1(scores: Sequence[tuple[float, float]]) -> float:
    """F1 of mean precision and mean recall."""
    precision, recall = (sum(column) / len(scores) for column in zip(*scores, strict=True))
    return 2 * precision * recall / max(1e-9, precision + recall)


def same_day(answer: str | None, gold: str) -> bool:
    """Whether a date is of the gold's day, as either writes it or in the gold's own offset."""
    if not answer:
        return False
    if answer[:10] == gold[:10]:
        return True
    wanted = datetime.fromisoformat(gold)
    if len(answer) == 10 or wanted.tzinfo is None:
        return False
    return datetime.fromisoformat(answer).astimezone(wanted.tzinfo).date() == wanted.date()


def plain(text: str) -> str:
    """One line, composed, without characters that nobody sees."""
    return " ".join(_INVISIBLE.sub("", unicodedata.normalize("NFC", text)).split())


def same_people(answer: Sequence[str], gold: Sequence[str]) -> bool:
    """Whether two sets of names are equal, whatever their case."""
    one, other = ({plain(name).casefold() for name in names} for names in (answer, gold))
    return one == other


def people_of(names: Sequence[str], page: Page) -> list[str]:
    """The names without the outlet's and those of agencies and desks."""
    return [name for name in names if is_person(plain(name), sites_of(page))]


def sites_of(page: Page) -> set[str]:
    """The labels of the page's host: what an outlet that signs its articles is called."""
    return {label for label in (urlsplit(page.url or "").hostname or "").split(".") if len(label) > 2}


def measure(pages: dict[str, list[Page]], side: Side) -> dict[str, float]:
    """All figures of one side, by measure."""
    figures: dict[str, float] = {}
    for folder in ("article_bodies", "publisher_pages"):
        scores = [body_score(side.answers[f"{folder}/{page.id}"].text, page.body or "") for page in pages[folder]]
        figures[f"body F1, {folder}"] = mean_f1(scores)
    known = [(side.answers[f"publisher_pages/{page.id}"], page) for page in pages["publisher_pages"]]
    figures["title exact"] = _share(plain(answer.title) == plain(page.title or "") for answer, page in known)
    figures |= _authors([(answer.authors, page.authors or [], page) for answer, page in known])
    figures["date exact"] = _share(same_day(answer.date, page.date or "") for answer, page in known)
    found = [(side.answers[f"publication_dates/{page.id}"].date, page.date) for page in pages["publication_dates"]]
    right = sum(bool(answer) and str(answer)[:10] == gold for answer, gold in found)
    told = sum(answer is not None for answer, _ in found)
    precision, recall = right / max(1, told), right / max(1, right + len(found) - told)
    figures["date F, publication_dates"] = 2 * precision * recall / max(1e-9, precision + recall)
    figures["pages per CPU second"] = sum(len(pages[f]) for f in ("article_bodies", "publisher_pages")) / side.seconds
    return figures


def _authors(known: Sequence[tuple[Sequence[str], Sequence[str], Page]]) -> dict[str, float]:
    """Three readings of one gold, in which agencies and outlets stand among the authors."""
    signed = [(answer, people, page) for answer, gold, page in known if (people := people_of(gold, page))]
    return {
        "authors exact set, articles signed by people": _share(same_people(a, g) for a, g, _ in signed),
        "authors exact set, people on both sides": _share(
            same_people(people_of(a, p), people_of(g, p)) for a, g, p in known
        ),
        "authors exact set, agencies and outlets too": _share(same_people(a, g) for a, g, _ in known),
    }


def _share(hits: Iterator[bool]) -> float:
    found = list(hits)
    return sum(found) / max(1, len(found))


def run(data: Path) -> tuple[dict[str, list[Page]], Side, Side]:
    """Both sides over all pages, taking turns."""
    pages = {
        "article_bodies": list(pages_of_bodies(data / "article_bodies")),
        "publisher_pages": list(pages_of_publishers(data / "publisher_pages")),
        "publication_dates": list(pages_of_dates(data / "publication_dates")),
    }
    with Extractor() as extractor:
        read = ours(extractor)
        read(pages["article_bodies"][0])  # the child starts
        stock(pages["article_bodies"][0])
        child = psutil.Process().children()[-1]
        sides = (
            Side("trafilatura", stock, time.process_time),
            Side("ours", read, lambda: time.process_time() + sum(child.cpu_times()[:2])),
        )
        for folder in ("article_bodies", "publisher_pages"):
            for start in range(0, len(pages[folder]), _TURN):
                for side in sides:
                    side.take(folder, pages[folder][start : start + _TURN])
        seconds = [side.seconds for side in sides]
        for side in sides:
            side.take("publication_dates", pages["publication_dates"])
        for side, spent in zip(sides, seconds, strict=True):
            side.seconds = spent
    return pages, *sides


def show(stock_figures: dict[str, float], figures: dict[str, float]) -> Table:
    table = Table("measure", "trafilatura", "ours", "bar", title="extract on real pages")
    for measured, value in figures.items():
        bar = BARS.get(measured)
        mark = "" if bar is None else f"{bar:g} {'reached' if value >= bar else 'MISSED'}"
        table.add_row(measured, f"{stock_figures.get(measured, 1):.4g}", f"{value:.4g}", mark)
    return table


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("--json", type=Path)
    parser.add_argument("--worst", type=int, default=0)
    options = parser.parse_args()
    console = Console()
    pages, theirs, mine = run(options.data)
    stock_figures, figures = measure(pages, theirs), measure(pages, mine)
    figures["pages per CPU second, ratio"] = figures["pages per CPU second"] / stock_figures["pages per CPU second"]
    console.print(show(stock_figures, figures))
    for folder in ("article_bodies", "publisher_pages"):
        scores = {
            page.id: body_score(mine.answers[f"{folder}/{page.id}"].text, page.body or "") for page in pages[folder]
        }
        for name in sorted(scores, key=lambda name: sum(scores[name]))[: options.worst]:
            console.print(f"{folder} {name}: precision {scores[name][0]:.3f}, recall {scores[name][1]:.3f}")
    if options.json:
        options.json.write_text(json.dumps({"trafilatura": stock_figures, "ours": figures}, indent=1) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
