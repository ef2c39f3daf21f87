"""The corpus is served as its tables say, by its own calendar."""

from __future__ import annotations

import http.client
import json
import tomllib
from collections.abc import Iterator

import pytest

from corpus.calendar import FIRST_DAY, LAST_DAY, OUTLETS, load
from corpus.serve import CorpusServer


@pytest.fixture
def server() -> Iterator[CorpusServer]:
    with CorpusServer(0, "2023-01-07") as running:
        yield running


def get(server: CorpusServer, host: str, path: str, **headers: str) -> tuple[int, dict[str, str], bytes]:
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=10)
    try:
        sent = {"Host": f"{host}:{server.port}"} | {name.replace("_", "-"): value for name, value in headers.items()}
        connection.request("GET", path, headers=sent)
        answer = connection.getresponse()
        return answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read()
    finally:
        connection.close()


@pytest.mark.parametrize("name", sorted(load()))
def test_each_outlet_serves_what_its_table_says_on_each_day(server: CorpusServer, name: str) -> None:
    folder = OUTLETS / name
    about = tomllib.loads((folder / "outlet.toml").read_text(encoding="utf-8"))
    rows = [json.loads(line) for line in (folder / "pages.jsonl").read_text(encoding="utf-8").splitlines()]
    for day in (FIRST_DAY, "2023-01-03", "2023-01-07", LAST_DAY):
        server.day = day
        answer = {row["path"]: row for row in rows if row["from"] <= day <= (row["to"] or day)}
        status, headers, feed = get(server, f"{name}.localhost", about["feed_path"])
        assert (status, "xml" in headers["content-type"]) == (200, True)
        for path, row in answer.items():
            link = f"http://{name}.localhost:{server.port}{path}<".encode()
            assert (link in feed or link.replace(b"<", b'"') in feed) is row["listed"], (day, path)
            status, headers, body = get(server, f"{name}.localhost", path)
            assert status == row["status"]
            if row["status"] == 200:
                assert body == (folder / row["file"]).read_bytes()
            if row["location"]:
                assert headers["location"] == row["location"]
        for path in {row["path"] for row in rows} - answer.keys():
            assert get(server, f"{name}.localhost", path)[0] == 404
            assert path.encode() not in feed
    assert get(server, f"{name}.localhost", "/robots.txt")[2].decode() == about["robots"]


def test_an_etag_or_a_date_that_still_holds_is_answered_304_until_the_day_comes(server: CorpusServer) -> None:
    host, path = "meridianwire.localhost", "/atom.xml"
    _, headers, _ = get(server, host, path)
    assert get(server, host, path, If_None_Match=headers["etag"])[0] == 304
    assert get(server, host, path, If_None_Match='"other"')[0] == 200
    assert get(server, host, path, If_Modified_Since=headers["last-modified"])[0] == 304
    assert get(server, host, path, If_Modified_Since="Thu, 01 Dec 2022 00:00:00 GMT")[0] == 200
    server.day = LAST_DAY
    assert get(server, host, path, If_None_Match=headers["etag"])[0] == 200


def test_the_front_page_lists_the_outlets_and_unknown_hosts_get_nothing_else(server: CorpusServer) -> None:
    status, _, body = get(server, "127.0.0.1", "/")
    assert status == 200
    assert all(f"http://{name}.localhost:{server.port}".encode() in body for name in load())
    assert get(server, "127.0.0.1", "/../../pyproject.toml")[0] == 404
    assert get(server, "nobody.localhost", "/feed.xml")[0] == 404
    assert get(server, "harborpost.localhost", "/../../../../README.md")[0] == 404


def test_it_listens_on_loopback_alone(server: CorpusServer) -> None:
    assert server._server.server_address[0] == "127.0.0.1"
