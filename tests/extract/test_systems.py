"""One invented article as the content systems of the web build their pages: the same words come out of all of them.

Reads `systems/*.html`, in which [[T]] stands for the title and [[0]] to [[4]] for the paragraphs.
"""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest

from pipeline.extract import extract_html
from pipeline.extract.phrases import phrase_rule
from pipeline.models import Document
from tests.extract.pages import assert_accounted, rules

SYSTEMS = Path(__file__).parent / "systems"
TITLE = "Bridge at Zrazkove reopens after ten days"
PARAGRAPHS = (
    "The bridge at Zrazkove carried its first lorries on Wednesday, ten days after a strike had torn a hole of eight "
    "metres into its deck.",
    "Engineers of the regional road service laid steel plates over the gap and let through vehicles of up to 20 tonnes,"
    " one at a time, from six in the morning.",
    "“We have counted 140 lorries by noon, and not one of them was late,” said Olha Vzirets, who runs the crossing for "
    "the service.",
    "Before the strike some 600 vehicles a day had used the bridge, most of them on their way to the grain silos on the"
    " left bank of the river.",
    "The administration of the district expects the deck to be whole again by the middle of February, if the frost "
    "allows concrete to be poured.",
)
ALL = (0, 1, 2, 3, 4)
HEADED = (0, 1, 2, "What the detour cost", 3, 4)
UKRAINIAN = (
    "Міст у Зразковому в середу пропустив перші вантажівки через десять днів після удару по ньому.",
    "Інженери обласної служби доріг поклали сталеві плити та пропускають машини вагою до 20 тонн по одній.",
    "До полудня пройшло 140 вантажівок, і жодна не запізнилася, сказала начальниця переправи Ольга Взірець.",
)
REGIONAL = (
    UKRAINIAN[0],
    UKRAINIAN[1].replace(" по одній.", " по одній, повідомили у службі."),
    UKRAINIAN[2],
    "Нагадаємо, до удару мостом щодня користувалися близько 600 машин, більшість прямувала до елеваторів.",
)
# Of each system: its text, part by part (a number: a paragraph), and the authors.
PAGES: dict[str, tuple[tuple[int | str, ...], list[str]]] = {
    "administration": ((0, 1, "Bridge | Vehicles a day\nZrazkove | 140\nMuster | 75", 2, 3, 4), []),
    "blog-system": (HEADED, ["Ann Muster"]),
    "broadcaster": (HEADED, ["Ann Muster"]),
    "channel-post": (("Sample Road Service\n[[0]]\n[[2]]",), ["Sample Road Service"]),
    "daily-assessment": (
        (
            *("[[0]] [1]", "[[1]] [2]", "Key Takeaways", "[[2]]\n[[3]]"),
            *("Main effort: the left bank", "[[3]] [3]", "Supporting effort: the right bank", "[[4]] [4]"),
        ),
        ["Ann Muster", "Ben Muster", "Carl Muster"],
    ),
    "embedded-posts": (
        (0, 1, 2, "The gap is closed.\nEight metres of steel.\n— Road Service (@roadservice) January 3, 2023", 3, 4),
        [],
    ),
    "folded": ((0, 1), []),
    "gallery": (ALL, []),
    "interview": (
        (0, "How many lorries have crossed?", 2, "And before the strike?", 3, "When will it be whole again?", 4),
        [],
    ),
    "key-points": (
        (
            "Lorries cross one by one while the concrete waits for milder days.",
            *("Key points", "The bridge carries 20 tonnes again\n140 lorries crossed by noon", *ALL),
            *(
                "With reporting by Dora Muster and the Sample Wire.",
                "This article has been amended to correct the number of lorries.",
            ),
        ),
        [],
    ),
    "linked-sentence": (
        (
            0,
            1,
            "Olha Vzirets, who runs the crossing, told us in a long interview on Wednesday that the deck would hold.",
            2,
            3,
            4,
        ),
        [],
    ),
    "list-of-counts": (
        (
            0,
            "By noon on Wednesday the service had counted:",
            "140 lorries of up to 20 tonnes;\n36 buses;\n12 ambulances.",
            3,
            4,
        ),
        [],
    ),
    "microdata": (ALL, ["Ann Muster"]),
    "mobile": (
        (
            0,
            1,
            2,
            "The gap is closed. Eight metres of steel, laid in two nights.\n\n"
            "— Road Service (@roadservice) January 3, 2023",
            3,
            4,
        ),
        ["Ann Muster"],
    ),
    "nameless-boxes": (ALL, []),
    "news-suite": (ALL, ["Ann Muster", "Ben Muster"]),
    "newsletter": (("Lorries cross one by one", *ALL), ["Ann Muster"]),
    "next-story-below": (ALL, []),
    "node-system": (ALL, ["Ann Muster"]),
    "old-cyrillic": (UKRAINIAN, []),
    "paywall-with-data": (ALL, ["Ann Muster"]),
    "press-release": (("ZRAZKOVE, Jan. 4, 2023 — [[0]]", 1, 2, 3, 4), ["Ann Muster"]),
    "regional-outlet": (REGIONAL, []),
    "script-blocks": (ALL, []),
    "script-markup": (ALL, []),
    "web-archive": (ALL, []),
    "wire": (("ZRAZKOVE, Jan 4 (Sample Wire) - [[0]]", 1, 2, 3, 4), ["Ann Muster", "Ben Muster"]),
}
TITLES = {
    "channel-post": "Sample Road Service",
    "old-cyrillic": "Міст відкрито",
    "regional-outlet": "Міст у Зразковому відкрили",
}


def filled(text: str) -> str:
    for number, paragraph in enumerate(PARAGRAPHS):
        text = text.replace(f"[[{number}]]", paragraph)
    return text.replace("[[T]]", TITLE)


def read(name: str) -> Document:
    html = filled((SYSTEMS / f"{name}.html").read_text(encoding="utf-8"))
    page = html.encode("windows-1251" if "windows-1251" in html else "utf-8")
    return extract_html(page, id=name, url="https://www.sampletimes.example/world/bridge-reopens")


@pytest.mark.parametrize("name", PAGES)
def test_the_words_of_the_article_and_no_others(name: str) -> None:
    document = read(name)
    parts, authors = PAGES[name]
    wanted = [PARAGRAPHS[part] if isinstance(part, int) else filled(part) for part in parts]
    assert [document.article.text[block.char_start : block.char_end] for block in document.blocks] == wanted
    assert document.article.title == TITLES.get(name, TITLE)
    assert (document.article.published_at or "")[:10] == "2023-01-04"
    assert document.article.authors == authors
    assert_accounted(document)


def test_every_page_has_its_expectation() -> None:
    assert {path.stem for path in SYSTEMS.glob("*.html")} == set(PAGES)


def test_a_page_of_one_post_is_that_post() -> None:
    (block,) = read("channel-post").blocks
    assert (block.kind, block.author, block.url) == ("post", "Sample Road Service", "https://t.me/sample/7")
    assert block.time == "2023-01-04T09:30:00+00:00"


def test_what_stands_behind_a_button_is_shown_as_left_out() -> None:
    assert rules(read("folded"))["\n".join(PARAGRAPHS[2:])] == "hidden"


def test_footnotes_end_marks_captions_and_walls_have_their_receipts() -> None:
    assert rules(read("daily-assessment"))["January 4, 7:30pm ET"] == "date_line"
    assert "reference" in rules(read("daily-assessment")).values()
    assert rules(read("press-release"))["-30-"] == "end_mark"
    assert rules(read("press-release"))["Sgt. Ben Muster checks a plate. (Photo by Sgt. Ann Muster)"] == "caption"
    assert rules(read("paywall-with-data"))["To continue reading, please subscribe."] == "paywall"


def test_what_the_page_shows_and_its_data_repeat_is_a_receipt() -> None:
    assert rules(read("paywall-with-data"))[PARAGRAPHS[0]] == "repeat"


@pytest.mark.parametrize(
    "data",
    [
        {"articleBody": "\x00\x01" * 4000 + "It says nothing. " * 50},
        {"articleBody": "<p>" * 3000},
        {"articleBody": ["a list"] * 500},
        {"articleBody": "Quite another story, of which the page shows nothing at all. " * 90},
    ],
)
def test_data_that_are_no_article_cost_the_page_nothing(data: dict[str, object]) -> None:
    script = f'<script type="application/ld+json">{json.dumps({"@type": "NewsArticle", **data})}</script>'
    shown = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
    document = extract_html(f"<html><head>{script}</head><body><h1>{TITLE}</h1>{shown}</body></html>", id="a")
    assert document.article.text.split("\n\n") == list(PARAGRAPHS)


def test_a_long_line_of_addresses_is_read_at_once() -> None:
    began = time.process_time()
    assert phrase_rule("[1] " + "http://a;" * 27 + " x y") is None
    assert time.process_time() - began < 1
