"""Every example of docs/claims.md is read as the page says."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from pipeline.enrich import enrich
from pipeline.models import Article, Claim, Document

PAGE = Path(__file__).parents[2] / "docs" / "claims.md"
PUBLISHED = "2023-01-06"
_EXAMPLE = re.compile(r"^> (?P<text>.+)\n\n(?P<table>(?:\|.*\n)+)", re.MULTILINE)


def examples() -> list[tuple[str, list[dict[str, str]]]]:
    found = []
    for match in _EXAMPLE.finditer(PAGE.read_text(encoding="utf-8")):
        header, _, *lines = [[c.strip() for c in line.strip("|").split("|")] for line in match["table"].splitlines()]
        found.append((match["text"], [dict(zip(header, line, strict=True)) for line in lines]))
    return found


def shown(claim: Claim, field: str) -> str:
    value = getattr(claim, field)
    if field == "parts":
        return ", ".join(f"{part.low:g}" for part in claim.parts)
    if isinstance(value, bool):
        return str(value).lower()
    return "" if value is None else f"{value:.0f}" if isinstance(value, int | float) else str(value)


def test_the_page_has_its_examples() -> None:
    assert len(examples()) >= 12


@pytest.mark.parametrize(("text", "rows"), examples(), ids=lambda value: value[:40] if isinstance(value, str) else "")
def test_the_example_is_read_as_the_page_says(text: str, rows: list[dict[str, str]]) -> None:
    article = Article(None, text, [], PUBLISHED, None, None, "en", None)
    claims = enrich([Document("page", article)])[0].claims
    assert [{field: shown(claim, field) for field in row} for claim, row in zip(claims, rows, strict=True)] == rows
