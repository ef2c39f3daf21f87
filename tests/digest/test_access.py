"""axe finds nothing to object to in any page, light and dark, on a laptop and on a phone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from pipeline import digest
from pipeline.digest import quality
from tests import npm
from tests.digest import day
from tests.digest.browsing import SCREENS, opened_browser, page
from tests.digest.test_quality_page import add, result
from tests.relate.ledger import article

# Rules of WCAG 2.2 up to AA, and axe's own advice for good practice.
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RUN = """async (rules) => (await axe.run(document, {runOnly: rules})).violations.map((found) =>
  `${found.id}: ${found.help}: ${found.nodes.slice(0, 3).map((node) => node.html).join(" … ")}`)"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two days with nearly all that a page can show: disputes, a chart, totals, an earlier expectation."""
    path = tmp_path_factory.mktemp("access")
    connection = day.empty(path / "snapshot.duckdb")
    day.fill(connection)
    text = "The Ministry of Defence said it is unlikely that Soledar will fall soon."
    doc = article(connection, "Isle Herald", text, "2023-01-01").mention(
        "Ministry of Defence", "UK Ministry of Defence"
    )
    doc.place("Soledar").estimate("unlikely that Soledar will fall", speaker="UK Ministry of Defence", place="Soledar",
                                  hedge=doc.hedge("unlikely", "unlikely", 25, 35))  # fmt: skip
    for number in range(5):
        said = f"2022-12-{28 + number}" if number < 4 else "2023-01-01"
        total = article(connection, "Steppe Courier", f"Losses grew to {1000 + number} men, the staff said.", said)
        total.claim(f"{1000 + number} men", "killed", 1000 + number, side="RU", cumulative=True, start="2022-02-24",
                    end=said, speaker="staff")  # fmt: skip
    day.publish(connection)
    for built in (day.DAY.replace(day=1), day.DAY):
        digest.write(digest.build(path / "snapshot.duckdb", built), path / "digests")
    add(path / "snapshot.duckdb", "quality", result())
    quality.write(path / "snapshot.duckdb", path / "digests")
    return path / "digests"


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with opened_browser() as opened:
        yield opened


def pages(folder: Path) -> dict[str, Path]:
    """One page of each kind."""
    return {
        "day": folder / f"{day.DAY}.html",
        "index": folder / "index.html",
        "article": next(iter(sorted((folder / "articles").iterdir()))),
        "quality": next(iter(sorted((folder / "quality").glob("????-??-??.html")))),
        "quality index": folder / "quality" / "index.html",
        "edition": next(iter(sorted((folder / "editions" / str(day.DAY)).glob("*.html")))),
    }


@pytest.mark.parametrize("screen", ["laptop", "phone", "dark"])
@pytest.mark.parametrize("kind", ["day", "index", "article", "edition", "quality", "quality index"])
def test_axe_finds_no_violation(browser: Any, folder: Path, kind: str, screen: str) -> None:
    opened = page(browser, pages(folder)[kind], bypass_csp=True, **SCREENS[screen])
    opened.evaluate("document.querySelectorAll('details').forEach((each) => { each.open = true; })")
    opened.evaluate((npm.package("axe-core") / "axe.min.js").read_text(encoding="utf-8"))
    assert opened.evaluate(RUN, RULES) == []
    opened.context.close()
