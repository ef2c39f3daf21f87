"""Programs that some tests need and a newcomer may not have: a browser, Node, kcat."""

from __future__ import annotations

import os
import shutil

import pytest


def need(*names: str) -> str:
    """The path of the first of these programs that is there. Skips where none is; fails under REQUIRE_ALL_TESTS."""
    for name in names:
        if (found := shutil.which(name)) is not None:
            return found
    message = f"the program {' or '.join(names)} is missing; install it to run this test"
    if os.environ.get("REQUIRE_ALL_TESTS"):
        pytest.fail(message)
    pytest.skip(message)
