"""What `make breaks` does can be done: every edit still fits the tree, every test named exists, no row is left out."""

from __future__ import annotations

import subprocess
import sys

import pytest

from pipeline.settings import ROOT
from tests.breaks import Break, declared

ROWS, BREAKS = declared()


@pytest.mark.parametrize("broken", BREAKS, ids=lambda each: f"{each.row} {each.breaks}")
def test_the_edit_can_be_made(broken: Break) -> None:
    assert broken.old != broken.new
    assert broken.fault(ROOT) is None


def test_every_test_named_exists() -> None:
    command = [sys.executable, "-m", "pytest", "--collect-only", "-q", "-p", "no:cacheprovider"]
    done = subprocess.run(
        [*command, *{each.test for each in BREAKS}], cwd=ROOT, capture_output=True, text=True, timeout=120, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_every_row_of_the_table_of_promises_is_broken_in_some_way() -> None:
    assert {each.row for each in BREAKS} == ROWS.keys() == set(range(1, 16))
