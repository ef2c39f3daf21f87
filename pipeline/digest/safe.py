"""Make hostile text harmless: addresses that may be linked, characters that may be shown.

Reads nothing, writes nothing.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from urllib.parse import quote, urlsplit

_KEPT = "\n\t"


_PLAIN = re.compile(r"https?://[a-z0-9-]+(?:\.[a-z0-9-]+)+(?::\d{1,5})?(?:/[A-Za-z0-9%/?&=._~-]{0,1500})?")


@lru_cache(maxsize=100_000)
def safe_url(url: str | None) -> str | None:
    """The address if it is plain http or https with a host, with everything unusual percent-encoded; else None."""
    if url and _PLAIN.fullmatch(url):  # almost every address
        return url
    if not url or len(url) > 2000 or re.search(r"[\x00-\x20\x7f\\]", url):
        return None
    try:
        parts = urlsplit(url)
        host = parts.hostname
    except ValueError:
        return None
    if parts.scheme.lower() not in ("http", "https") or not host or "@" in parts.netloc:
        return None
    return quote(url, safe="%:/?#[]!$&*+,;=@~._-")


def visible(text: str) -> str:
    """Text whose every character shows itself: control, bidi and other invisible characters become visible or vanish.

    A bidi override could make "36" read "63"; it is shown as its code point.
    """
    if text.replace("\n", "").isprintable():  # almost every text, and a hundred times as fast
        return text
    return "".join(char if char in _KEPT or not _hidden(char) else _name(char) for char in text)


def _hidden(char: str) -> bool:
    return unicodedata.category(char) in ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")


def _name(char: str) -> str:
    """Soft hyphens, joiners and byte order marks carry no meaning here; anything else is named."""
    return "" if char in "\u00ad\u200b\u200c\u200d\ufeff\u2060" else f"[U+{ord(char):04X}]"


def spreadsheet(text: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    shown = visible(text)
    return "'" + shown if shown[:1] in ("=", "+", "-", "@", "\t", "\n", "\r") else shown


_MARKDOWN = re.compile(r"([\\`*_\[\]|~#$])")


def markdown(text: str) -> str:
    """Text on one line that no Markdown reader takes for markup, HTML or a link."""
    line = re.sub(r"\s+", " ", visible(text)).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return _MARKDOWN.sub(r"\\\1", line)
