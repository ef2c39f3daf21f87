"""Archives are read without a network, as a stream, and every item ends as a page or with a reason."""

from __future__ import annotations

import gzip
import json
import subprocess
import sys
import textwrap
from collections.abc import Callable
from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path

import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from pipeline.errors import TerminalError
from pipeline.landing import current
from pipeline.models import Outcome, Page
from tests.fetch.conftest import NOW, pages

Read = Callable[..., list[Page | Outcome]]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    root = tmp_path / "archive"
    (root / "2023").mkdir(parents=True)
    (root / "2023" / "a.html").write_bytes(b"<p>a")
    (root / "b.html.gz").write_bytes(gzip.compress(b"<p>b"))
    (root / "c.txt").write_bytes("Текст".encode())
    (root / "notes.md").write_bytes(b"not a page")
    rows = [
        {
            "file": "2023/a.html",
            "url": "https://post.example/a",
            "published_at": "2023-01-03T10:00:00+02:00",
            "outlet": "Post",
        },
        {"file": "b.html.gz", "url": "https://post.example/b", "published_at": "2023-01-04"},
    ]
    (root / "index.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    return root


def test_a_folder_gives_its_pages_with_what_the_index_says(folder: Path, read: Read) -> None:
    found = {page.url: page for page in pages(read(type="archive", url=str(folder)))}
    assert set(found) == {"https://post.example/a", "https://post.example/b", "c.txt"}
    a, b, c = (found[url] for url in sorted(found, key=lambda url: url[-1] if url[0] == "h" else "z"))
    assert (a.body, a.outlet, a.published_at) == (b"<p>a", "Post", "2023-01-03T10:00:00+02:00")
    assert a.fetched_at == datetime(2023, 1, 3, 8, 0, tzinfo=UTC)
    assert (b.body, b.fetched_at) == (b"<p>b", datetime(2023, 1, 4, tzinfo=UTC))
    assert (c.content_type, c.fetched_at, c.published_at) == ("text/plain; charset=utf-8", NOW, None)
    assert all(current().read(page.landing or "") == page for page in (a, b, c))


def test_only_the_days_of_the_run_are_read_where_the_index_knows_them(folder: Path, read: Read) -> None:
    found = pages(read(type="archive", url=str(folder), since=date(2023, 1, 4), until=date(2023, 1, 4)))
    assert {page.url for page in found} == {"https://post.example/b", "c.txt"}


def test_what_was_read_before_is_unchanged(folder: Path, read: Read) -> None:
    read(1, type="archive", url=str(folder))
    (folder / "2023" / "a.html").write_bytes(b"<p>corrected")
    items = read(2, type="archive", url=str(folder))
    assert [page.body for page in pages(items)] == [b"<p>corrected"]
    assert {item.reason for item in items if isinstance(item, Outcome)} == {"same_bytes"}


def test_broken_and_oversized_files_have_their_reason(folder: Path, read: Read) -> None:
    (folder / "b.html.gz").write_bytes(b"no gzip")
    (folder / "cut.html.gz").write_bytes(gzip.compress(b"<p>" * 1000)[:-20])
    (folder / "bomb.html.gz").write_bytes(gzip.compress(bytes(50 * 2**20)))
    items = read(type="archive", url=str(folder))
    assert {item.url: item.reason for item in items if isinstance(item, Outcome)} == {
        "https://post.example/b": "unreadable",
        "cut.html.gz": "unreadable",
        "bomb.html.gz": "too_large",
    }
    assert len(pages(items)) == 2


def test_an_archive_that_is_not_there_or_has_a_broken_index_is_refused(folder: Path, read: Read) -> None:
    with pytest.raises(TerminalError, match="does not exist"):
        read(type="archive", url=str(folder / "nowhere"))
    (folder / "index.jsonl").write_text('{"file": "a"}\n{"url": "x"}\n', encoding="utf-8")
    with pytest.raises(TerminalError, match=r"index\.jsonl, line 2"):
        read(type="archive", url=str(folder))


def warc(path: Path, *captures: tuple[str, str, int, dict[str, str], bytes], compress: bool = True) -> Path:
    with path.open("wb") as stream:
        writer = WARCWriter(stream, gzip=compress)
        writer.write_record(writer.create_warcinfo_record(path.name, {"software": "test"}))
        for url, when, status, headers, body in captures:
            record = writer.create_warc_record(
                url,
                "response",
                payload=BytesIO(body),
                length=len(body),
                http_headers=StatusAndHeaders(f"{status} X", list(headers.items()), protocol="HTTP/1.1"),
                warc_headers_dict={"WARC-Date": when},
            )
            writer.write_record(record)
    return path


HTML = {"Content-Type": "text/html"}


@pytest.mark.parametrize("compress", [True, False])
def test_a_warc_file_gives_its_html_captures_with_their_own_dates(tmp_path: Path, read: Read, compress: bool) -> None:
    path = warc(
        tmp_path / ("news.warc.gz" if compress else "news.warc"),
        ("https://post.example/a", "2023-01-03T08:00:00Z", 200, HTML, b"<p>first"),
        ("https://post.example/a", "2023-01-04T08:00:00Z", 200, HTML, b"<p>second"),
        (
            "https://post.example/z",
            "2023-01-04T08:00:00Z",
            200,
            HTML | {"Content-Encoding": "gzip"},
            gzip.compress(b"<p>z"),
        ),
        ("https://post.example/404", "2023-01-03T08:00:00Z", 404, HTML, b"<p>none"),
        ("https://post.example/p.jpg", "2023-01-03T08:00:00Z", 200, {"Content-Type": "image/jpeg"}, b"\xff"),
        ("https://post.example/br", "2023-01-03T08:00:00Z", 200, HTML | {"Content-Encoding": "br"}, b"\x0b"),
        ("dns:post.example", "2023-01-03T08:00:00Z", 200, {"Content-Type": "text/dns"}, b"x"),
        compress=compress,
    )
    items = read(type="archive", url=str(path))
    assert [(page.body, page.fetched_at.day) for page in pages(items)] == [
        (b"<p>first", 3),
        (b"<p>second", 4),
        (b"<p>z", 4),
    ]
    dropped = [item for item in items if isinstance(item, Outcome)]
    assert [(item.url[-3:], item.reason) for item in dropped] == [
        ("404", "bad_status"),
        ("jpg", "not_html"),
        ("/br", "bad_encoding"),
    ]
    again = read(2, type="archive", url=str(path))
    assert len({item.fetch_id for item in again if isinstance(item, Outcome)}) == len(again) - len(pages(again))


@pytest.mark.parametrize(
    "content", [b"", b"nothing of the kind" * 100, gzip.compress(b"WARC/1.0\r\nhello"), b"\x1f\x8b\x08"]
)
def test_a_file_that_is_no_warc_is_told_and_the_others_are_read(tmp_path: Path, read: Read, content: bytes) -> None:
    (tmp_path / "archive").mkdir()
    (tmp_path / "archive" / "bad.warc.gz").write_bytes(content)
    warc(tmp_path / "archive" / "good.warc.gz", ("https://post.example/a", "2023-01-03T08:00:00Z", 200, HTML, b"<p>a"))
    items = read(type="archive", url=str(tmp_path / "archive"))
    assert {item.url: item.reason for item in items if isinstance(item, Outcome)} == {"bad.warc.gz": "unreadable"}
    assert [page.body for page in pages(items)] == [b"<p>a"]


def test_a_warc_file_that_breaks_off_gives_what_is_whole(tmp_path: Path, read: Read) -> None:
    captures = [(f"https://post.example/{n}", "2023-01-03T08:00:00Z", 200, HTML, b"<p>%d" % n) for n in range(3)]
    path = warc(tmp_path / "news.warc.gz", *captures)
    path.write_bytes(path.read_bytes()[:-60] + b"\x00" * 200)
    assert [page.body for page in pages(read(type="archive", url=str(path)))][:2] == [b"<p>0", b"<p>1"]


def test_a_large_warc_file_is_read_as_a_stream(tmp_path: Path) -> None:
    """150 MB of pages through a process whose peak grows by less than 32 MB."""
    body = b"".join(b"<p>%d paragraph" % n for n in range(60_000))
    captures = [(f"https://post.example/{n}", "2023-01-03T08:00:00Z", 200, HTML, body) for n in range(150)]
    path = warc(tmp_path / "large.warc", *captures, compress=False)
    assert path.stat().st_size > 140 * 2**20
    script = textwrap.dedent(f"""
        import resource
        from datetime import UTC, datetime
        from pathlib import Path
        from pipeline.fetch import fetch
        from pipeline.landing import SourceState
        from pipeline.models import Run
        from pipeline.sources import Source
        source = Source("big", "B", "B", None, "outlet", None, "archive", {str(path)!r})
        reading = fetch(source, SourceState("big"), Run("r", datetime.now(UTC)))
        for _ in range(5):
            next(reading)
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        count = sum(1 for _ in reading)
        print(count, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before)
    """)
    done = subprocess.run(
        [sys.executable, "-c", script],
        check=True,
        capture_output=True,
        text=True,
        env={"SITREP_HOME": str(tmp_path / "home"), "PATH": "/usr/bin:/bin"},
        cwd=Path(__file__).parents[2],
    )
    count, growth = map(int, done.stdout.split())
    assert count == 145
    assert growth < 32 * 1024  # kilobytes
