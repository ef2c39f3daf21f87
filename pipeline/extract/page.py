"""Bytes become one parsed tree, whatever their charset and however broken they are.

Reads the bytes or text of a page, writes nothing. Every later step shares the one tree made here.
"""

from __future__ import annotations

import codecs
import re
from typing import Any

from charset_normalizer import from_bytes
from lxml import etree
from lxml.html import HtmlComment, HtmlElement

from pipeline.errors import MalformedDocument

# Bytes at the start of a page in which a charset is declared, by the HTML standard.
_PRESCAN = 1024
_META_CHARSET = re.compile(rb"<meta[^>]+charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.\-]+)", re.IGNORECASE)
_XML_ENCODING = re.compile(rb"^\s*<\?xml[^>]+encoding\s*=\s*[\"']([A-Za-z0-9_:.\-]+)", re.IGNORECASE)
_HEADER_CHARSET = re.compile(r"charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.\-]+)", re.IGNORECASE)
_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
# Never decoded: a UTF-7 page can hide markup from every filter; browsers refuse it too.
_REFUSED = frozenset({"utf-7", "utf7", "unicode-1-1-utf-7", "utf-16", "utf-32", "idna", "punycode", "rot13", "rot-13"})
# Control characters, and the two code points that no XML library takes.
_CONTROL = bytes([*range(9), 11, 12, *range(14, 32), 127])
_NO_CHARACTERS = ("\ufffe".encode(), "\uffff".encode())
_XML_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>", re.IGNORECASE)

# Characters that do not belong into text: a share of them, above a least number, makes a file binary.
_BINARY_SHARE, _BINARY_LEAST = 0.02, 200
_MAGIC = (b"%PDF-", b"PK\x03\x04", b"\x1f\x8b", b"GIF8", b"\x89PNG", b"\xff\xd8\xff", b"RIFF")
# A tag of an ordinary page has up to 60 attributes; with 10,000 the parser needs a third of a second for one.
_ATTRIBUTES = 10_000
_TAG_CHARS = 30_000
# A script or style with all that it holds, or one tag; both end at the end of the page at the latest, so that no page
# can make the search start over and over.
_TAG = re.compile(
    r"<(?:script|style)\b.*?(?:</(?:script|style)|\Z)"
    r"|<([a-z][^\s/>\"'<]*+)(?:[^>\"']++|\"[^\"]*+(?:\"|\Z)|'[^']*+(?:'|\Z))*+>?",
    re.IGNORECASE | re.DOTALL,
)
_CODE = re.compile(r"(?:script|style)[\s>]", re.IGNORECASE)
_QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'")
_ATTRIBUTE = re.compile(r"[\s\"'/][^\s\"'=<>/]+")

_PARSER = etree.HTMLParser(
    collect_ids=False, default_doctype=False, encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True
)
# One class for all elements, looked up in C: lxml.html's own lookup by tag takes a tenth of the whole extraction.
_PARSER.set_element_class_lookup(etree.ElementDefaultClassLookup(element=HtmlElement, comment=HtmlComment))


def parse(page: bytes | str, content_type: str | None = None) -> Any:
    """The page as an lxml tree. Raises MalformedDocument where there is nothing to parse."""
    if isinstance(page, bytes) and page.startswith(_MAGIC):
        raise MalformedDocument("not_html", "The page is no HTML but a document, an archive or an image.")
    text = page if isinstance(page, str) else decode(page, content_type)
    data = _fewer_attributes(_XML_DECLARATION.sub("", text)).encode("utf-8", "replace")
    clean = data.translate(None, _CONTROL)
    if not clean.strip():
        raise MalformedDocument("empty", "The page is empty.")
    if len(data) - len(clean) > _BINARY_SHARE * len(data) + _BINARY_LEAST:
        raise MalformedDocument("not_html", "The page is no HTML: it holds binary data.")
    for character in _NO_CHARACTERS:
        clean = clean.replace(character, b"")
    try:
        tree = etree.fromstring(clean, parser=_PARSER)
    except etree.LxmlError as error:
        raise MalformedDocument("not_html", f"The page cannot be parsed as HTML: {error}") from error
    if tree is None:
        raise MalformedDocument("empty", "The page holds no element.")
    return tree


def _fewer_attributes(text: str) -> str:
    """The page without the attributes of tags that have thousands: the parser's time grows with the square of them."""
    long = (piece for piece in text.split("<") if len(piece) > _TAG_CHARS and not _CODE.match(piece))
    if not any(sum(map(piece.count, " \n\t\r\f/")) > _ATTRIBUTES for piece in long):
        return text
    return _TAG.sub(lambda tag: f"<{tag[1]}>" if tag[1] and _is_flood(tag[0]) else tag[0], text)


def _is_flood(tag: str) -> bool:
    return len(tag) > _TAG_CHARS and len(_ATTRIBUTE.findall(_QUOTED.sub("", tag))) > _ATTRIBUTES


def decode(body: bytes, content_type: str | None = None) -> str:
    """The text of a page: by its byte order mark, as UTF-8, as declared, or as its bytes look; never fails."""
    for mark, encoding in _BOMS:
        if body.startswith(mark):
            return body[len(mark) :].decode(encoding, errors="replace")
    text = body.decode("utf-8", errors="replace")
    slips = text.count("\ufffd")
    # A page in another charset is hardly ever UTF-8 by accident: some broken bytes among many good ones are slips.
    if slips == 0 or sum(char > "\x7f" for char in text) >= 2 * slips:
        return text
    for name in (*_declared(body, content_type), *_guessed(body)):
        try:
            return body.decode(name)
        except (UnicodeDecodeError, LookupError):
            continue
    return body.decode(next(_declared(body, content_type), "utf-8"), errors="replace")


def _declared(body: bytes, content_type: str | None) -> Any:
    header = _HEADER_CHARSET.search(content_type or "")
    if header and _usable(header[1]):
        yield header[1]
    head = body[:_PRESCAN]
    for pattern in (_META_CHARSET, _XML_ENCODING):
        found = pattern.search(head)
        if found and _usable(found[1].decode("ascii")):
            yield found[1].decode("ascii")


def _usable(name: str) -> bool:
    try:
        info = codecs.lookup(name)
    except LookupError:
        return False
    return info._is_text_encoding and info.name not in _REFUSED and name.lower() not in _REFUSED


def _guessed(body: bytes) -> list[str]:
    # The ends of a long page say enough; guessing over all of it takes seconds.
    sample = body if len(body) < 10_000 else body[:5000] + body[-5000:]
    return [match.encoding for match in from_bytes(sample)]
