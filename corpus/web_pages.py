"""Real pages with what people found in them, as the folders for `make eval-web` hold them.

Reads the folders `article_bodies`, `publisher_pages` and `publication_dates`, writes nothing.
"""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class Page:
    """A page and what a person found in it; None: not asked."""

    id: str
    html: bytes
    url: str | None
    body: str | None = None
    title: str | None = None
    authors: list[str] | None = None
    date: str | None = None


def pages_of_bodies(folder: Path) -> Iterator[Page]:
    """`ground-truth.json` {id: {articleBody, url}} and `html/<id>.html.gz`."""
    for name, gold in json.loads((folder / "ground-truth.json").read_bytes()).items():
        html = gzip.decompress((folder / "html" / f"{name}.html.gz").read_bytes())
        yield Page(name, html, gold["url"], gold["articleBody"])


def pages_of_publishers(folder: Path) -> Iterator[Page]:
    """By country: `<Publisher>.json` {version: {body, title, authors, publishing_date}}, pages dated in their names.

    The versions in order belong to the pages in order; `meta.info` holds the addresses.
    """
    for path in sorted(folder.glob("*/*.json")):
        gold = json.loads(path.read_bytes())
        addresses = json.loads((path.parent / "meta.info").read_bytes())
        pages = sorted(path.parent.glob(f"{path.stem}_????_??_??.html.gz"))
        versions = sorted(gold, key=lambda version: [int(number) for number in re.findall(r"\d+", version)])
        for page, version in zip(pages, versions, strict=True):
            facts = gold[version]
            yield Page(
                f"{path.parent.name}/{page.name}",
                gzip.decompress(page.read_bytes()),
                addresses[page.name]["url"],
                _body(facts["body"]),
                facts["title"],
                facts.get("authors") or [],
                facts["publishing_date"],
            )


def pages_of_dates(folder: Path) -> Iterator[Page]:
    """`gold.json` {address: {file, date}} and `pages/<file>.gz`."""
    for url, gold in json.loads((folder / "gold.json").read_bytes()).items():
        html = gzip.decompress((folder / "pages" / f"{gold['file']}.gz").read_bytes())
        yield Page(url, html, url, date=gold["date"])


def _body(body: dict[str, Any]) -> str:
    parts = list(body.get("summary") or [])
    for section in body["sections"]:
        parts += [*(section.get("headline") or []), *section["paragraphs"]]
    return "\n".join(parts)
