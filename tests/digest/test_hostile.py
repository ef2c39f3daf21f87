"""Hostile text stays text: in titles, authors, speakers, places, quotations and addresses, in every form of output."""

# ruff: noqa: E501 (rows and payloads read better on one line)

from __future__ import annotations

import base64
import csv
import hashlib
import io
import json
import re
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree

import pytest

from pipeline import digest
from pipeline.digest.safe import markdown, safe_url, spreadsheet, visible
from tests.digest import day
from tests.relate.ledger import article

MARKUP = [
    "<script>alert(1)</script>", "<svg/onload=alert(1)>", "<img src=x onerror=alert(1)>", "</style><script>alert(1)</script>",
    '"><iframe src=javascript:alert(1)>', "'><a href=javascript:alert(1)>x</a>", "<math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
    "<body onload=alert(1)>", "<base href=//evil.example/>", "<link rel=stylesheet href=//evil.example/a.css>", "<meta http-equiv=refresh content=0;url=//evil.example>",
    "{{ 7*7 }}", "{% include '/etc/passwd' %}", "<!--", "]]>", "<![CDATA[<script>alert(1)</script>]]>", "&lt;script&gt;", "&#60;script&#62;",
    "[click](javascript:alert(1))", "![x](https://evil.example/x.png)", "<https://evil.example>", "`code`", "# heading", "| table |", "***", "~~~", "[ref]: https://evil.example",
    "=HYPERLINK(\"https://evil.example\")", "+1+1", "-1-1", "@SUM(A1)", "\t=1", "<object data=x>", "<embed src=x>", "<video src=x onerror=alert(1)>",
    "<details open ontoggle=alert(1)>", "<input autofocus onfocus=alert(1)>", "<template><script>alert(1)</script></template>", "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">",
    "\u202e63\u202c", "\u2066x\u2069", "\u200fx", "\ud83d\ude00 emoji", "\x00\x07\x1b[31m", "\u2028\u2029", "a\u0301" * 40, "\ufeff", "x" * 5000,
    "<a href=x onclick=alert(1)>x</a>", "<svg><script>alert(1)</script></svg>", "<svg><animate onbegin=alert(1) attributeName=x>", "<svg><use href=data:image/svg+xml;base64,PHN2Zz4=>",
    "<math href=javascript:alert(1)>x</math>", "<form action=javascript:alert(1)><button>x</button></form>", "<button formaction=javascript:alert(1)>x", "<isindex action=javascript:alert(1)>",
    "<marquee onstart=alert(1)>x</marquee>", "<audio src=x onerror=alert(1)>", "<picture><source srcset=x onerror=alert(1)></picture>", "<frameset onload=alert(1)>", "<table background=javascript:alert(1)>",
    "<style>@import '//evil.example/a.css';</style>", "<div style=background:url(//evil.example)>x</div>", "<p style=\"x:expression(alert(1))\">", "</title><script>alert(1)</script>", "</textarea><script>alert(1)</script>",
    "</mark></blockquote><script>alert(1)</script>", "</details><script>alert(1)</script>", "</svg><img src=x onerror=alert(1)>", "--><script>alert(1)</script>", "<?xml version='1.0'?><!DOCTYPE x [<!ENTITY y SYSTEM 'file:///etc/passwd'>]>", "&y;",
    "<scr<script>ipt>alert(1)</scr</script>ipt>", "<SCRIPT SRC=//evil.example/x.js></SCRIPT>", "<img src=\"x\"onerror=alert(1)>", "<img/src='x'/onerror=alert(1)>", "\"onmouseover=alert(1) x=\"", "' autofocus onfocus=alert(1) x='",
    "javascript:alert(1)//", "data:text/html;base64,PHNjcmlwdD4=", "{{ self.__init__.__globals__ }}", "{# comment #}", "{%- raw -%}", "${7*7}", "<%= 7*7 %>", "#{7*7}",
    "[x](<javascript:alert(1)>)", "[x]: javascript:alert(1)", "<!-- md -->", "> quote", "1. list", "- [ ] task", "\\", "```\ncode\n```", "[^1]: note", "$$x$$", "|a|b|\n|-|-|",
    "=cmd|' /C calc'!A0", "=IMPORTXML(\"https://evil.example\",\"//a\")", "\r=1+1", "\n@SUM(1)", "％=1", "|calc", "%0a=1", "\u200b=1+1", "'=1+1", "\"=1+1",
    "\u202a\u202b\u202d", "\u2067\u2068", "\U000e0041\U000e0042", "\ud800", "\x85\x9b31m", "\x1b]0;title\x07", "\x7f", "ﷺ" * 60, "Z\u0351" * 50,
]  # fmt: skip

URLS = [
    "javascript:alert(1)", "JaVaScRiPt:alert(1)", "data:text/html,<script>alert(1)</script>", "vbscript:x", "file:///etc/passwd",
    "https://user:secret@evil.example/", "https://", "//evil.example/x", "https://evil.example/\" onmouseover=\"alert(1)",
    "https://evil.example/'><script>", "https://evil.example/)](javascript:alert(1))", "https://evil.example/\n\njavascript:alert(1)",
    " javascript:alert(1)", "ftp://evil.example/x", "https://evil.example\\@good.example/", "http://[::1", "blob:https://evil.example/x", "https://evil.example/\u202egpj.exe",
]  # fmt: skip


class Strict(HTMLParser):
    """Collects what a browser would act on."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.faults: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        for name, value in attrs:
            if name.startswith("on") or name in ("style", "srcdoc", "formaction", "src"):
                self.faults.append(f"<{tag} {name}={value!r}>")
            if name in ("href", "cite") and not re.match(
                r"https?://|#|[\w.-]+\.(html|xml|md|json|csv|geojson)$|\.\./|articles/|editions/", value or ""
            ):
                self.faults.append(f"<{tag} {name}={value!r}>")


ALLOWED = {
    "html", "head", "meta", "title", "style", "body", "a", "header", "p", "h1", "h2", "h3", "h4", "nav", "ul", "ol", "li", "main", "section",
    "div", "span", "b", "details", "summary", "blockquote", "mark", "table", "thead", "tbody", "tr", "th", "td", "caption", "footer",
    "svg", "path", "g", "circle", "text", "desc", "line", "polyline", "rect", "figure", "figcaption", "time", "link", "sup", "dl", "dt", "dd", "i", "s", "input", "label",
}  # fmt: skip


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> digest.Digest:
    """A day on which every field of every row is hostile."""
    path = tmp_path_factory.mktemp("hostile") / "snapshot.duckdb"
    connection = day.empty(path)
    for number, payload in enumerate(MARKUP):
        text = f"Spokesman {payload} said 63 soldiers {payload} died in {payload} on 1 January. A strike {payload} hit it. It may {payload} go on."
        text = text.encode("utf-8", "replace").decode()
        shown = payload.encode("utf-8", "replace").decode()
        doc = article(
            connection,
            f"Outlet {shown[:200]}",
            text,
            title=f"{number} {shown}",
            url=URLS[number % len(URLS)] + f"#{number}",
            authors=[shown],
        )
        doc.add("mentions", shown, text=shown, type="PERSON", name=shown, entity_id=str(number), rule="test")
        doc.time("1 January", "2023-01-01")
        doc.claim(
            f"63 soldiers {shown} died",
            low=63 if number % 2 else 64,
            side="RU",
            place=shown,
            start="2023-01-01",
            end="2023-01-01",
            speaker=shown,
        )
        doc.incident(f"A strike {shown} hit it", place=shown, speaker=shown)
        doc.estimate(f"It may {shown} go on", speaker=shown)
    day.publish(connection)
    return digest.build(path, day.DAY)


def test_the_hostile_day_has_content(hostile: digest.Digest) -> None:
    """Otherwise the tests below would prove nothing."""
    assert len(hostile.sentences()) > 60


def test_no_markup_of_a_source_comes_alive_in_html(hostile: digest.Digest) -> None:
    parser = Strict()
    parser.feed(digest.render_html(hostile))
    assert parser.faults == []
    assert parser.tags <= ALLOWED


def test_no_invisible_character_reaches_a_reader(hostile: digest.Digest) -> None:
    for form in (digest.render_html, digest.render_markdown, digest.render_json, digest.render_terminal):
        assert not re.search("[\u202a-\u202e\u2066-\u2069\u200e\u200f\x00-\x08\x0b-\x1f\x7f]", form(hostile)), (
            form.__name__
        )


@pytest.fixture(scope="module")
def written(hostile: digest.Digest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The hostile day in every form, as it is written."""
    folder = tmp_path_factory.mktemp("written")
    digest.write(hostile, folder)
    return folder


def test_a_hundred_payloads_are_tried() -> None:
    assert len(set(MARKUP)) + len(set(URLS)) >= 100


def test_no_markup_comes_alive_in_any_page(written: Path) -> None:
    """The day, its edition with its later pages, the index, and the page of every article."""
    pages = sorted(written.rglob("*.html"))
    assert len(pages) > len(MARKUP)
    for page in pages:
        parser = Strict()
        parser.feed(page.read_text(encoding="utf-8"))
        assert parser.faults == [], page.name
        assert parser.tags <= ALLOWED | ({"script"} if page.name == "index.html" else set()), page.name


def test_no_invisible_character_is_in_any_file(written: Path) -> None:
    for path in sorted(path for path in written.rglob("*") if path.is_file()):
        text = path.read_bytes().decode("utf-8").replace("\r\n", "\n")
        assert not re.search(
            "[\u202a-\u202e\u2066-\u2069\u200e\u200f\U000e0000-\U000e007f\x00-\x08\x0b-\x1f\x7f]", text
        ), path.name


def test_the_index_runs_its_own_script_alone(written: Path) -> None:
    page = (written / "index.html").read_text(encoding="utf-8")
    (script,) = re.findall(r"<script>(.*?)</script>", page, re.DOTALL)
    digest_of = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    assert f"script-src 'sha256-{digest_of}'" in page
    assert "alert(1)" not in script


def test_no_cell_of_the_csv_is_a_formula(hostile: digest.Digest) -> None:
    cells = [cell for row in csv.reader(io.StringIO(digest.render_csv(hostile, hostile.statements()))) for cell in row]
    assert len(cells) > 1000
    assert [cell for cell in cells if cell[:1] in tuple("=+-@\t\r\n")] == []


def test_the_feed_holds_text_and_links_to_its_own_pages(written: Path) -> None:
    """No element but Atom's, no entity, no processing instruction."""
    text = (written / "atom.xml").read_text(encoding="utf-8")
    assert "<!" not in text
    assert text.count("<?") == 1
    feed = ElementTree.fromstring(text)  # noqa: S314 (what this test is about)
    assert {element.tag.partition("}")[2] for element in feed.iter()} == {
        "feed", "title", "id", "updated", "author", "name", "entry", "link", "content",
    }  # fmt: skip
    assert {element.get("href") for element in feed.iter() if element.get("href")} == {f"{day.DAY}.html"}


def test_the_places_are_plain_geojson(hostile: digest.Digest) -> None:
    body = json.loads(digest.render_geojson(hostile))
    assert {feature["type"] for feature in body["features"]} == {"Feature"}
    assert all(set(feature) == {"type", "geometry", "properties"} for feature in body["features"])


def test_a_template_in_a_source_is_not_run(hostile: digest.Digest) -> None:
    assert "{{ 7*7 }}" in digest.render_html(hostile)


def test_markdown_holds_no_html_and_links_only_to_web_pages(hostile: digest.Digest) -> None:
    text = digest.render_markdown(hostile)
    assert "<" not in text.replace("\\<", "")
    targets = re.findall(r"(?<!\\)\]\(([^)]*)\)", text)
    assert targets
    assert [target for target in targets if not re.fullmatch(r"https?://[^\s()<>\"']+", target)] == []


def test_json_says_the_same_and_parses(hostile: digest.Digest) -> None:
    body = json.loads(digest.render_json(hostile))
    urls = re.findall(r'"url": "([^"]*)"', digest.render_json(hostile))
    assert body["counts"]["sentences"] > 60
    assert all(url.startswith(("http://", "https://")) for url in urls)


def test_a_terminal_is_not_steered(hostile: digest.Digest) -> None:
    shown = digest.render_terminal(hostile)
    assert "\x1b" not in shown
    assert len(shown.splitlines()) <= 60


@pytest.mark.parametrize("url", URLS)
def test_only_plain_web_addresses_are_linked(url: str) -> None:
    safe = safe_url(url)
    assert safe is None or re.fullmatch(r"https?://[A-Za-z0-9%/?#\[\]!$&*+,;=@~._:-]+", safe)


def test_formulas_are_text_in_a_spreadsheet() -> None:
    assert [spreadsheet(cell)[0] for cell in ("=1+1", "+1", "-1", "@x", "\t=1")] == ["'"] * 5
    assert spreadsheet("63 killed") == "63 killed"


def test_an_override_that_turns_a_number_around_is_shown() -> None:
    assert visible("\u202e36\u202c") == "[U+202E]36[U+202C]"
    assert markdown("a\n\n# b <i>") == "a \\# b &lt;i&gt;"


def test_the_page_allows_no_script_and_no_remote_asset(hostile: digest.Digest) -> None:
    page = digest.render_html(hostile)
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', page)
    assert policy
    assert "default-src 'none'" in policy[1]
    assert "script" not in policy[1]


def test_editions_lie_inside_the_folder_whatever_a_source_says(hostile: digest.Digest, tmp_path: Path) -> None:
    digest.write(hostile, tmp_path / "digests")
    assert {path.name for path in tmp_path.iterdir()} == {"digests"}
