"""`python -m tests.digest.picture`: takes the picture of the README anew, of one day of the corpus.

Reads the corpus; writes docs/digest.png.
"""

from __future__ import annotations

import tempfile
from datetime import date
from pathlib import Path

from pipeline import digest
from pipeline.settings import ROOT
from tests.digest import browsing, ten_days

DAY = date(2023, 1, 4)
WIDTH, HEIGHT = 1100, 1300


def main() -> None:
    with tempfile.TemporaryDirectory() as home, browsing.opened_browser() as browser:
        folder = Path(home) / "digests"
        digest.write(digest.build(ten_days.snapshot(Path(home)), DAY), folder)
        page = browsing.page(browser, folder / f"{DAY}.html", viewport={"width": WIDTH, "height": HEIGHT})
        page.screenshot(path=ROOT / "docs" / "digest.png")


if __name__ == "__main__":
    main()
