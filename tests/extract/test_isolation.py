"""The child process: one result per page in order, and a page that breaks it costs that page."""

from __future__ import annotations

import pickle
import time

import psutil

from pipeline.errors import MalformedDocument, ParserKilled
from pipeline.extract import Extractor, Input, extract_html, isolation
from pipeline.models import Document
from tests.extract.pages import URL, page

GOOD = page().encode()
# So many paragraphs that the rules need half a minute for them.
SLOW = ("<h1>Words</h1>" + "<p>word word word word</p>" * 200_000).encode()


def good(name: str) -> Input:
    return Input(name, GOOD, URL, "text/html", None, None)


def test_results_come_in_order_and_are_those_of_the_calling_process() -> None:
    with Extractor() as extractor:
        results = list(extractor.run([good("a"), Input("b", b""), good("c")]))
    assert [type(result) for result in results] == [Document, MalformedDocument, Document]
    assert results[0] == extract_html(GOOD, id="a", url=URL, content_type="text/html")
    assert isinstance(results[1], MalformedDocument) and results[1].code == "empty"


def test_a_page_that_takes_too_long_is_killed_and_the_next_one_is_read() -> None:
    with Extractor(page_seconds=1.0) as extractor:
        start = time.monotonic()
        slow, after = extractor.run([Input("slow", SLOW), good("after")])
        assert time.monotonic() - start < 20
    assert isinstance(slow, ParserKilled)
    assert isinstance(after, Document)


def test_a_page_that_uses_up_its_processor_time_is_killed() -> None:
    with Extractor(cpu_seconds=1, page_seconds=60) as extractor:
        (slow,) = extractor.run([Input("slow", SLOW)])
    assert isinstance(slow, ParserKilled)


def test_a_page_that_needs_more_memory_than_there_may_be_is_killed() -> None:
    with Extractor(child_bytes=700 * 2**20, page_seconds=60) as extractor:
        (greedy, after) = extractor.run([Input("greedy", b"<p>" + b"<b>x</b>" * 4_000_000), good("after")])
    assert isinstance(greedy, ParserKilled)
    assert isinstance(after, Document)


def test_one_warm_child_reads_all_pages_and_none_is_left_behind() -> None:
    before = set(psutil.Process().children())
    with Extractor() as extractor:
        children = set()
        for _ in extractor.run([good("a"), good("b"), good("c")]):
            children |= set(psutil.Process().children()) - before
        assert len(children) == 1
    assert not any(child.is_running() for child in children)


def test_limits_are_above_what_pages_need() -> None:
    assert isolation.PAGE_SECONDS >= isolation.CPU_SECONDS > 1


def test_what_is_wrong_with_a_document_travels_between_processes() -> None:
    error = pickle.loads(pickle.dumps(MalformedDocument("no_content", "There is nothing.")))  # noqa: S301 - our own
    assert isinstance(error, MalformedDocument)
    assert (error.code, str(error)) == ("no_content", "There is nothing.")
