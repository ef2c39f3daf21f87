"""The pages in a real browser: phone, laptop, dark, print; by mouse, by keyboard, without script."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from pipeline import digest
from tests.digest.browsing import SCREENS, opened_browser
from tests.digest.browsing import page as page_at
from tests.digest.day import DAY


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory, digest: digest.Digest) -> Path:
    """The day as it is written."""
    from pipeline.digest import write

    path = tmp_path_factory.mktemp("pages")
    write(digest, path)
    return path


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with opened_browser() as opened:
        yield opened


def page(browser: Any, folder: Path, name: str = "", **options: Any) -> Any:
    """A page of the folder, the day's own by default."""
    return page_at(browser, folder / (name or f"{DAY.isoformat()}.html"), **options)


@pytest.mark.parametrize("screen", SCREENS)
def test_a_page_fits_its_screen_says_nothing_and_asks_for_nothing(browser: Any, folder: Path, screen: str) -> None:
    opened = page(browser, folder, **SCREENS[screen])
    assert opened.said == []
    assert len(opened.asked) == 1
    assert opened.evaluate("document.documentElement.scrollWidth <= innerWidth")
    artifacts = Path("artifacts")
    artifacts.mkdir(exist_ok=True)
    opened.screenshot(path=artifacts / f"digest-{screen}.png", full_page=True)


def test_the_index_says_nothing_and_finds_a_place(browser: Any, folder: Path) -> None:
    opened = page(browser, folder, "index.html")
    assert opened.said == []
    opened.get_by_label("Find a title, place or person:").fill("makiivka")
    assert opened.locator("#days > li:visible").count() == 1
    opened.get_by_label("Find a title, place or person:").fill("nowhere at all")
    assert opened.locator("#days > li:visible").count() == 0
    assert opened.get_by_role("status").inner_text() == "0 of 1 days"


def test_the_exact_words_open_without_script(browser: Any, folder: Path) -> None:
    opened = page(browser, folder, java_script_enabled=False)
    first = opened.locator("#top details.src").first
    assert not first.locator("blockquote").first.is_visible()
    first.locator("summary").click()
    assert first.locator("mark").first.inner_text() == "about 400 Russian soldiers were killed"


def test_the_exact_words_open_by_keyboard(browser: Any, folder: Path) -> None:
    opened = page(browser, folder)
    summary = opened.locator("#top details.src summary").first
    summary.focus()
    opened.keyboard.press("Enter")
    assert opened.locator("#top details.src").first.get_attribute("open") is not None


def test_one_click_leads_to_the_article_as_it_was_read(browser: Any, folder: Path) -> None:
    opened = page(browser, folder)
    opened.locator("#top details.src summary").first.click()
    opened.get_by_role("link", name="as it was read").first.click()
    assert "/articles/" in opened.url
    anchor = opened.url.partition("#")[2]
    assert opened.locator(f"#{anchor} + mark").inner_text() == "about 400 Russian soldiers were killed"
    assert opened.said == []


def test_print_shows_what_was_said_by_whom_and_where_the_rest_is(browser: Any, folder: Path) -> None:
    opened = page(browser, folder)
    assert not opened.locator(".printed").is_visible()
    opened.emulate_media(media="print")
    assert not opened.locator("nav").is_visible()
    assert opened.locator("#top .cite blockquote").first.is_visible()
    assert f"{DAY.isoformat()}.html" in opened.locator(".printed").inner_text()
    figure = opened.locator("#figures li", has_text="63 Russian troops")
    assert figure.locator("mark:visible").all_inner_texts() == ["63 servicemen died"]  # of two outlets the first
    assert figure.locator("summary").inner_text() == "North Post · Harbour Daily"


def test_every_link_inside_leads_somewhere(browser: Any, folder: Path) -> None:
    """Anchors exist on their pages and files in the folder, from the day, its edition and the index."""
    pages = [path.relative_to(folder).as_posix() for path in folder.rglob("*.html")]
    for name in pages:
        opened = page(browser, folder, name)
        for link in opened.eval_on_selector_all("a[href]", "links => links.map(link => link.href)"):
            target, _, anchor = link.partition("#")
            if target.startswith("file://"):
                assert Path(target.removeprefix("file://")).exists(), (name, link)
                if anchor and target == opened.url.partition("#")[0]:
                    assert opened.locator(f"[id='{anchor}']").count() == 1, (name, link)
        opened.context.close()


def test_headings_go_down_one_level_at_a_time_and_ids_are_unique(browser: Any, folder: Path) -> None:
    """What a screen reader walks along."""
    opened = page(browser, folder)
    levels = opened.eval_on_selector_all("h1,h2,h3,h4", "all => all.map(heading => Number(heading.tagName[1]))")
    assert levels[0] == 1
    assert all(later - earlier <= 1 for earlier, later in pairwise(levels))
    ids = opened.eval_on_selector_all("[id]", "all => all.map(element => element.id)")
    assert len(ids) == len(set(ids))
    assert opened.locator("html").get_attribute("lang") == "en"
    assert opened.locator("main").count() == 1


def test_a_disputed_figure_leads_to_its_dispute(browser: Any, folder: Path) -> None:
    opened = page(browser, folder)
    links = opened.locator("#figures a.tag, #control a.tag")
    assert links.count() >= 2
    for number in range(links.count()):
        target = links.nth(number).get_attribute("href")
        assert opened.locator(f".dispute[id='{target[1:]}']").count() == 1
