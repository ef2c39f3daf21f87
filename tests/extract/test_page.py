"""Broken and hostile pages: whatever the bytes, there is a document or a reason, and soon."""

from __future__ import annotations

import time

import pytest

from pipeline.errors import MalformedDocument
from pipeline.extract.page import decode
from tests.extract.pages import PARAGRAPHS, TITLE, assert_accounted, page, paragraphs, read

TEXT = "\n\n".join(PARAGRAPHS)
CYRILLIC = "Бахмут тримається, повідомили у штабі"


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        (CYRILLIC.encode(), None),
        (b"\xef\xbb\xbf" + CYRILLIC.encode(), None),
        (b"\xff\xfe" + CYRILLIC.encode("utf-16-le"), None),
        (b"\xfe\xff" + CYRILLIC.encode("utf-16-be"), None),
        (CYRILLIC.encode("windows-1251"), "text/html; charset=windows-1251"),
        (b"<meta charset=windows-1251>" + CYRILLIC.encode("windows-1251"), None),
        (b"<meta charset=nonsense>" + CYRILLIC.encode("windows-1251"), "text/html; charset=cp1251"),
        (CYRILLIC.encode(), "text/html; charset=latin-1"),
    ],
)
def test_the_charset_is_found(body: bytes, content_type: str | None) -> None:
    assert decode(body, content_type).endswith(CYRILLIC)


def test_utf7_is_never_decoded() -> None:
    assert decode(b"<meta charset=utf-7>+ADw-script+AD4-\xff").startswith("<meta charset=utf-7>+ADw-script+AD4-")


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b" \n\t ",
        bytes(1000),
        "",
        "<!-- -->" * 1000,
        b"%PDF-1.7 x",
        b"\x1f\x8b\x08" + bytes(100),
        bytes(range(32)) * 1000,
    ],
)
def test_what_is_no_page_is_refused_with_a_reason(body: bytes | str) -> None:
    with pytest.raises(MalformedDocument) as refused:
        read(body)
    assert refused.value.code in ("empty", "not_html")


@pytest.mark.parametrize(
    "dirt",
    [
        "\x00",
        "\x1b[31m",
        "\ud800",
        "\ufffe",
        "&#0;",
        "&#xD800;",
        "&#x110000;",
        "<![CDATA[ x ]]>",
        "<?php echo 1 ?>",
        "<\x00p>",
    ],
)
def test_dirt_in_a_page_costs_nothing_but_itself(dirt: str) -> None:
    document = read(page(paragraphs(*PARAGRAPHS[:2]) + dirt + paragraphs(*PARAGRAPHS[2:])))
    for line in PARAGRAPHS:
        assert line in document.article.text
    document.article.text.encode()
    assert_accounted(document)


def test_a_truncated_page_and_one_in_broken_utf8_are_read() -> None:
    whole = page().encode()
    assert read(whole[: whole.index(b"</div></article>")]).article.text == TEXT
    assert read(whole.replace(b"farmer", b"f\xe9rmer")).article.text == TEXT.replace("farmer", "f\ufffdrmer")


def test_scripts_and_styles_are_not_text() -> None:
    hostile = (
        "<script>document.write('<p>4,000 people died.</p>')</script><svg onload=alert(1)><text>500 died</text></svg>"
        "<style>p{}</style><noscript><p>9,999 died</p></noscript><template><p>7,777 died</p></template>"
        "<img src=x onerror=alert(1)><object data='javascript:alert(1)'></object>"
    )
    assert read(page(hostile + paragraphs())).article.text == TEXT


def attributes(count: int) -> str:
    return " ".join(f"a{index}=x" for index in range(count))


@pytest.mark.parametrize(
    "html",
    [
        page(f"<div {attributes(200_000)}>{paragraphs()}</div>"),
        page(f"<div title='>' {attributes(200_000)}>{paragraphs()}</div>"),
        page(paragraphs(), below=f"<p {attributes(100_000)}"),
        page(paragraphs() + "<b>" * 50_000),
        page(paragraphs(), below="<div>" * 50_000),
        page(paragraphs(), below="<p>" + "x" * 5_000_000),
        page(paragraphs(), below="<" * 500_000),
        page(paragraphs(), below="<!--" * 200_000),
        page(paragraphs(), head="<meta name=author content='Ann Example'>" * 20_000),
        page(paragraphs(), head=f"<title>{'a - ' * 100_000}</title>"),
        page(paragraphs(), below=f"<p>{'— a (@' * 50_000}</p>"),
        page(paragraphs(), below=f"<div class='{'share ' * 200_000}'>x</div>"),
    ],
    ids=[
        "attributes",
        "quoted",
        "unclosed",
        "inline",
        "deep",
        "line",
        "angles",
        "comments",
        "metas",
        "title",
        "dashes",
        "class",
    ],
)
def test_floods_are_read_in_seconds(html: str) -> None:
    start = time.process_time()
    assert PARAGRAPHS[0] in read(html).article.text
    assert time.process_time() - start < 5


def test_titles_are_freed_of_control_and_direction_characters() -> None:
    html = page(head='<meta property="og:title" content="A\x07 \u202eriver\u2066 of ice">')
    assert read(html).article.title == "A river of ice"
    assert TITLE not in read(html).article.text
