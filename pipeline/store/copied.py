"""A database file copied by a process of its own: the loader would lose its lock if it opened the file once more.

Reads a database file; writes another one.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from pipeline.errors import TerminalError

PROGRAM = Path(__file__).with_name("copy_file.py")


def copy_database(source: Path, target: Path) -> None:
    """Replace `target` by a copy, atomically. Raises TerminalError if it cannot be written."""
    command = [sys.executable, "-I", "-S", str(PROGRAM), str(source), str(target)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise TerminalError(f"{target} cannot be written: {done.stderr.strip().splitlines()[-1]}")
