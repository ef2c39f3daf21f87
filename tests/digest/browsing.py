"""A browser for the tests of pages: opened once, and pages that keep what they said and what they asked for."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

BROWSER = next(
    (path for name in ("chromium", "chromium-browser", "google-chrome") if (path := shutil.which(name))), None
)
SCREENS: dict[str, dict[str, Any]] = {
    "laptop": {"viewport": {"width": 1280, "height": 900}},
    "phone": {"viewport": {"width": 390, "height": 844}, "is_mobile": True, "has_touch": True},
    "small": {"viewport": {"width": 320, "height": 640}},
    "dark": {"viewport": {"width": 1280, "height": 900}, "color_scheme": "dark"},
}


@contextmanager
def opened_browser() -> Iterator[Any]:
    """A headless Chromium; without one the test skips, or fails where all tests are required."""
    playwright = pytest.importorskip("playwright.sync_api")
    if BROWSER is None:
        if os.environ.get("CI") or os.environ.get("REQUIRE_ALL_TESTS"):
            pytest.fail("chromium is missing: install it (apt-get install chromium)")
        pytest.skip("needs chromium: install it (apt-get install chromium)")
    with playwright.sync_playwright() as started:
        opened = started.chromium.launch(executable_path=BROWSER, args=["--no-sandbox"])
        yield opened
        opened.close()


def page(browser: Any, path: Path, **options: Any) -> Any:
    """An opened page that keeps what its console said and what it asked the network for."""
    opened = browser.new_context(**options).new_page()
    opened.said, opened.asked = [], []
    opened.on("console", lambda message: opened.said.append(message.text))
    opened.on("pageerror", lambda error: opened.said.append(str(error)))
    opened.on("request", lambda request: opened.asked.append(request.url))
    opened.goto(path.as_uri())
    return opened
