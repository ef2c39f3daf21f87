"""CHANGELOG.md names the version, and the reason of every change of the corpus's test half."""

from __future__ import annotations

import hashlib
import re
import tomllib

from pipeline.settings import ROOT

CHANGELOG = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
CORPUS = CHANGELOG.partition("\n## Corpus\n")[2]


def test_the_newest_entry_is_the_version() -> None:
    version = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    assert re.findall(r"^## (\d\S*)", CHANGELOG, re.MULTILINE)[0] == version


def test_no_list_of_the_test_half_changes_without_a_line_here() -> None:
    lists = sorted((ROOT / "corpus").glob("test-half*.sha256"))
    assert lists
    for path in lists:
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
        row = f"| `corpus/{path.name}` | `{digest}` |"
        assert row in CORPUS, f"The test half has changed: give the reason in CHANGELOG.md, Corpus, and the row {row}"


def test_every_page_named_there_is_of_the_test_half() -> None:
    named = set(re.findall(r"^\| `([a-z]+/[a-z0-9-]+)` \|", CORPUS, re.MULTILINE))
    listed = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "corpus").glob("test-half*.sha256"))
    there = {f"{outlet}/{page}" for outlet, page in re.findall(r"outlets/([a-z]+)/gold/([a-z0-9-]+)\.json", listed)}
    assert named
    assert named <= there
