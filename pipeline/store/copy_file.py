"""Copies a file durably and swaps it in: `copy_file.py SOURCE TARGET`. Only ever run as a program of its own.

Reads SOURCE, writes TARGET. The loader's lock on its database would be dropped by the kernel if the loader's own
process opened and closed the file; so the copy is another process, and it imports nothing.
"""

import os
import shutil
import sys
from pathlib import Path


def copy(source: Path, target: Path) -> None:
    """TARGET is the old file or the whole new one at every moment, also after a power cut."""
    part = target.with_name(target.name + ".part")
    shutil.copyfile(source, part)
    with part.open("rb+") as file:
        os.fsync(file.fileno())
    part.replace(target)
    folder = os.open(target.parent, os.O_RDONLY)
    os.fsync(folder)
    os.close(folder)


if __name__ == "__main__":
    copy(Path(sys.argv[1]), Path(sys.argv[2]))
