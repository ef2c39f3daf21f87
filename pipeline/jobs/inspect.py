"""`sitrep inspect`: what the product makes of one document, by the pipeline's own functions, without Kafka or database.

Reads documents given by the caller; writes nothing.
"""

from __future__ import annotations

import json
import logging
import queue
import re
import threading
from collections.abc import Collection, Iterable, Iterator
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import Any

from pipeline.errors import MalformedDocument, ParserKilled
from pipeline.models import Document, Findings, article_id, event_id

log = logging.getLogger("sitrep.inspect")

ARTICLE_KEYS = ("article", "blocks", "removed")
FINDING_KEYS = ("mentions", "places", "times", "hedges", "claims", "incidents", "estimates")
KEYS = (*ARTICLE_KEYS, *FINDING_KEYS)
_HTML = re.compile(
    rb"(?:<!--.*?-->\s*)*<(?:!doctype|html|\?xml|head|body|article|div|p|meta)\b", re.IGNORECASE | re.DOTALL
)
BATCH = 32  # documents at once: the parser's gain from larger batches is below 5 %, the wait for the first line grows


@dataclass(frozen=True)
class Given:
    """One input document, checked; or the error that it ends with."""

    id: Any = None
    html: str | bytes | None = None
    text: str | None = None
    url: str | None = None
    published_at: str | None = None
    title: str | None = None
    error: MalformedDocument | None = None


def parse_line(line: str) -> Given:
    """A line of JSON Lines as a document. Never raises: what is wrong stands in `error`."""
    try:
        value = json.loads(line)
    except (ValueError, RecursionError) as error:
        return Given(error=MalformedDocument("malformed_json", f"The line is not valid JSON: {error}"))
    if not isinstance(value, dict):
        return Given(error=MalformedDocument("malformed_line", "The line is not a JSON object."))
    if not _is_id(value.get("id")):
        return Given(error=MalformedDocument("missing_id", "The document has no `id` (a string or a whole number)."))
    problem = _problem(value)
    if problem is not None:
        return Given(id=value["id"], error=problem)
    return Given(value["id"], *(value.get(key) for key in ("html", "text", "url", "published_at", "title")))


def _problem(value: dict[str, Any]) -> MalformedDocument | None:
    for key in ("html", "text", "url", "published_at", "title"):
        field = value.get(key)
        if field is not None and not isinstance(field, str):
            return MalformedDocument("wrong_type", f"`{key}` must be a string.")
        if field is not None and not _is_unicode(field):
            return MalformedDocument("invalid_text", f"`{key}` holds half of a surrogate pair, which is no character.")
    if (value.get("html") is None) == (value.get("text") is None):
        return MalformedDocument("no_content", "Give either `html` or `text`.")
    if value.get("published_at") is not None and not _is_time(value["published_at"]):
        return MalformedDocument("wrong_published_at", "`published_at` must be an ISO 8601 date or time.")
    return None


def _is_id(value: Any) -> bool:
    return type(value) is int or (isinstance(value, str) and _is_unicode(value))


def _is_unicode(text: str) -> bool:
    return text.isascii() or not any(0xD800 <= ord(character) <= 0xDFFF for character in text)


def _is_time(text: str) -> bool:
    try:
        datetime.fromisoformat(text)
    except ValueError:
        return False
    return True


def given_bytes(name: str, raw: bytes, published_at: str | None) -> Given:
    """A file or standard input: HTML if it begins like it, else text."""
    if _HTML.match(raw.lstrip(b"\xef\xbb\xbf \t\r\n")):
        return Given(name, html=raw, published_at=published_at)
    try:
        return Given(name, text=raw.decode("utf-8"), published_at=published_at)
    except UnicodeDecodeError:
        return Given(name, error=MalformedDocument("invalid_text", "It is neither HTML nor UTF-8 text."))


def given_url(url: str, published_at: str | None) -> Given:
    """A page from the web, fetched as any source's would be."""
    from pipeline.fetch.single import get

    page = get(url)
    return Given(url, html=page.body, url=page.final_url or url, published_at=published_at)


def inspect(given: Iterable[Given], only: Collection[str] = KEYS) -> Iterator[dict[str, Any]]:
    """One result per document, in order; see the contract of `sitrep inspect`. `only` limits work and output."""
    from pipeline.extract import Extractor

    with Extractor() as extractor:
        for batch in _batches(given):
            yield from _inspect(batch, only, extractor)


def _inspect(batch: list[Given], only: Collection[str], extractor: Any) -> Iterator[dict[str, Any]]:
    results = [_extract(item, extractor) for item in batch]
    documents = [result for result in results if isinstance(result, Document)]
    wanted = any(key in FINDING_KEYS for key in only)
    found = iter(_enrich_each(documents) if wanted else [Findings()] * len(documents))
    for item, result in zip(batch, results, strict=True):
        findings = next(found) if isinstance(result, Document) else result
        if isinstance(result, Document) and isinstance(findings, Findings):
            yield _whole(item.id, result, findings, only)
        else:
            yield _failed(item.id, findings, only)  # type: ignore[arg-type]


def _extract(item: Given, extractor: Any) -> Document | MalformedDocument | ParserKilled:
    from pipeline.extract import Input, read_text

    if item.error is not None:
        return item.error
    if item.text is not None:
        return read_text(item.text, id=str(item.id), url=item.url, published_at=item.published_at, title=item.title)
    page = Input(str(item.id), item.html or "", item.url, None, item.published_at, item.title)
    return next(extractor.run([page]))  # type: ignore[no-any-return]


def _enrich_each(documents: list[Document]) -> list[Findings | MalformedDocument]:
    """All at once; where that fails, one by one, so that one document costs only itself."""
    try:
        return list(_enrich(documents))
    except Exception as error:
        if len(documents) == 1:
            log.exception("enrich failed on document %s", documents[0].id)
            return [MalformedDocument("enrich_failed", f"{type(error).__name__}: {error}")]
        return [result for document in documents for result in _enrich_each([document])]


def _enrich(documents: list[Document]) -> list[Findings]:
    from pipeline.enrich import enrich

    return enrich([replace(document, id=event_of(document)) for document in documents])


def event_of(document: Document) -> str:
    """The event id that ingest would give the document."""
    article = document.article
    identity = article_id(article.canonical_url, article.text.encode())
    return event_id(identity, article.title, article.text, article.published_at)


def _whole(id_: Any, document: Document, findings: Findings, only: Collection[str]) -> dict[str, Any]:
    values = {key: getattr(document, key) for key in ARTICLE_KEYS} | {
        key: getattr(findings, key) for key in FINDING_KEYS
    }
    plain = {
        key: [asdict(item) for item in value] if isinstance(value, list) else asdict(value)
        for key, value in values.items()
        if key in only
    }
    return {"id": id_, "error": None} | plain


def _failed(id_: Any, error: MalformedDocument | ParserKilled, only: Collection[str]) -> dict[str, Any]:
    code = error.code if isinstance(error, MalformedDocument) else "parser_killed"
    empty: dict[str, Any] = {key: None if key == "article" else [] for key in KEYS if key in only}
    return {"id": id_, "error": {"code": code, "message": str(error)}} | empty


def _batches(given: Iterable[Given]) -> Iterator[list[Given]]:
    """Up to BATCH documents at once, but never waits for more than have arrived: a slow writer is answered at once."""
    arrived: queue.Queue[Given | None] = queue.Queue(maxsize=2 * BATCH)

    def read() -> None:
        try:
            for item in given:
                arrived.put(item)
        finally:
            arrived.put(None)

    threading.Thread(target=read, daemon=True).start()
    while (first := arrived.get()) is not None:
        batch = [first]
        while len(batch) < BATCH and not arrived.empty():
            item = arrived.get()
            if item is None:
                yield batch
                return
            batch.append(item)
        yield batch


__all__ = ["KEYS", "Given", "event_of", "given_bytes", "given_url", "inspect", "parse_line"]
