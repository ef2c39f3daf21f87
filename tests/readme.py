"""README.md and docs/ as text, for the tests that hold them to the product: sections, and what is set as code."""

from __future__ import annotations

import re
from pathlib import Path

from pipeline.settings import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")
DOCS = {path.relative_to(ROOT): path.read_text(encoding="utf-8") for path in sorted((ROOT / "docs").glob("*.md"))}
PAGES = {Path("README.md"): README} | DOCS
FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def fenced(page: str, language: str) -> list[str]:
    return [content for name, content in FENCE.findall(page) if name == language]


def code(page: str) -> list[str]:
    """Everything set as code: fenced blocks and spans."""
    return [content for _, content in FENCE.findall(page)] + spans(page)


def spans(page: str) -> list[str]:
    return re.findall(r"`([^`\n]+)`", FENCE.sub("", page))


def section(title: str) -> str:
    """The text below a heading of the README, up to the next of its level."""
    return README.partition(f"\n## {title}\n")[2].partition("\n## ")[0]
