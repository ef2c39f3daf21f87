"""Sources: what is declared to be read, in TOML files without logic.

Reads the TOML files it is given; writes nothing.

A file holds one table per source, `[sources.<name>]`; its keys are the fields of `Source`. `${corpus_port}` in a
string stands for the setting of that name.
"""

from __future__ import annotations

import difflib
import re
import string
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import MISSING, dataclass, fields
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from pipeline import settings
from pipeline.errors import TerminalError

KINDS = ("outlet", "agency", "government", "party")
TYPES = ("rss", "atom", "feed", "sitemap", "channel", "archive")
_SUBDOMAIN = re.compile(r"^(?:www|amp|m|mobile)\.")
_NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,62}")


@dataclass(frozen=True, slots=True)
class Source:
    """One declared source. Its name stands in ids, file names and task names, so it is plain and never changes."""

    name: str
    title: str
    outlet: str
    """Who publishes: the name that stands beside every statement of theirs."""
    country: str | None
    """ISO 3166-1 alpha-2; null for an archive of many outlets."""
    kind: str
    """outlet, agency, government, or party (to the conflict)."""
    language: str | None
    """ISO 639-1, what most of its pages are written in."""
    type: str
    """rss, atom or feed (any feed), sitemap (or an index of them), channel (a page that lists posts), archive."""
    url: str
    """Address of the feed, sitemap or channel page; for an archive the absolute path of a folder or WARC file."""
    enabled: bool = True
    interval_seconds: float | None = None
    """Least time between two requests to one host; null: the setting `fetch_interval_seconds`."""
    allow_hosts: tuple[str, ...] = ()
    """`host` or `host:port` that may lie at a private address or on a port other than 80 and 443."""
    hosts: tuple[str, ...] = ()
    """Sites of the outlet besides that of `url`: where its pages lie, or what their canonical links name."""
    silent_after_days: float = 7.0
    """Days without anything new after which the source counts as silent."""
    entry: str | None = None
    """For a channel: what the path of a post's link begins with; null: any link of the same host below the channel."""
    inline: bool = False
    """For a channel: the posts stand on the channel page itself, whole, and are taken from there."""

    def owns(self, url: str) -> bool:
        """Whether a URL lies on a site of this source: that of its `url`, one in `hosts`, or below one of them."""
        return any(_related(_host(url), host) for host in (_host(self.url), *self.hosts))


def same_site(one: str, other: str) -> bool:
    """Whether two URLs lie on one site: on one host, or one host below the other, `www.` and its like aside."""
    return _related(_host(one), _host(other))


def _related(one: str, other: str) -> bool:
    short, long = sorted((_SUBDOMAIN.sub("", one), _SUBDOMAIN.sub("", other)), key=len)
    return bool(short) and (short == long or ("." in short and long.endswith(f".{short}")))


def _host(url: str) -> str:
    try:
        return (urlsplit(url).hostname or "").rstrip(".")
    except ValueError:
        return ""


_FIELDS = {field.name: field for field in fields(Source)}
_REQUIRED = tuple(n for n, f in _FIELDS.items() if f.default is MISSING and n not in ("name", "country", "language"))


def load(files: Sequence[Path], values: Mapping[str, object] | None = None) -> dict[str, Source]:
    """All sources declared in the files, by name. `values` fills `${...}`; default: the setting `corpus_port`.

    Raises TerminalError that names file, source and the right key for anything wrong, and for a name declared twice.
    """
    filled = {"corpus_port": settings.current().corpus_port} if values is None else dict(values)
    found: dict[str, Source] = {}
    for file in files:
        for source in _read(file, filled):
            if source.name in found:
                raise TerminalError(f"{file}: source {source.name!r} is declared twice. Names must differ; rename one.")
            found[source.name] = source
    return found


def _read(file: Path, values: Mapping[str, object]) -> list[Source]:
    try:
        document = tomllib.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise TerminalError(
            f"{file}: this file of sources does not exist. Create it or change SITREP_SOURCES."
        ) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise TerminalError(f"{file} is not valid TOML: {error}") from error
    tables = document.pop("sources", {})
    if document or not isinstance(tables, dict):
        wrong = ", ".join(map(repr, document)) or "'sources'"
        raise TerminalError(f"{file}: {wrong} is not understood here. Declare each source as a table [sources.<name>].")
    return [_source(file, name, table, values) for name, table in tables.items()]


def _source(file: Path, name: str, table: Any, values: Mapping[str, object]) -> Source:
    where = f"{file}: source {name!r}"
    if not isinstance(table, dict) or not _NAME.fullmatch(name):
        raise TerminalError(f"{where}: a source is a table whose name has only a-z, 0-9 and '-'.")
    _refuse_unknown(where, table)
    given = {key: _value(where, key, value, values) for key, value in table.items()}
    missing = [key for key in _REQUIRED if key not in given]
    if missing:
        raise TerminalError(f"{where}: {', '.join(missing)} must be given.")
    if given["type"] == "archive":
        given["url"] = str((file.parent / Path(given["url"]).expanduser()).resolve())
    source = Source(name=name, country=given.pop("country", None), language=given.pop("language", None), **given)
    _check(where, source)
    return source


def _refuse_unknown(where: str, table: Mapping[str, object]) -> None:
    allowed = [key for key in _FIELDS if key != "name"]
    for key in table:
        if key not in allowed:
            near = difflib.get_close_matches(key, allowed, n=1, cutoff=0.4)
            hint = f"Did you mean {near[0]!r}?" if near else f"Keys are: {', '.join(allowed)}."
            raise TerminalError(f"{where}: unknown key {key!r}. {hint}")


_EXPECTED: dict[str, tuple[type, ...]] = {
    "enabled": (bool,),
    "inline": (bool,),
    "interval_seconds": (int, float),
    "silent_after_days": (int, float),
    "allow_hosts": (list,),
    "hosts": (list,),
}


def _value(where: str, key: str, value: Any, values: Mapping[str, object]) -> Any:
    expected = _EXPECTED.get(key, (str,))
    if not isinstance(value, expected) or (isinstance(value, bool) and bool not in expected):
        raise TerminalError(f"{where}: {key} must be {_words(expected)}, not {value!r}.")
    if isinstance(value, list):
        if not all(isinstance(item, str) for item in value):
            raise TerminalError(f"{where}: {key} must be a list of strings.")
        return tuple(_fill(where, item, values).lower() for item in value)
    return _fill(where, value, values) if isinstance(value, str) else value


def _words(expected: tuple[type, ...]) -> str:
    return {bool: "true or false", int: "a number", list: "a list of strings"}.get(expected[0], "a string")


def _fill(where: str, text: str, values: Mapping[str, object]) -> str:
    if "${" not in text:
        return text
    try:
        return string.Template(text).substitute(values)
    except (KeyError, ValueError) as error:
        raise TerminalError(f"{where}: cannot fill {text!r} ({error}); known here: {', '.join(values)}.") from None


def _check(where: str, source: Source) -> None:
    problems = {
        "kind": source.kind not in KINDS and f"one of {', '.join(KINDS)}",
        "type": source.type not in TYPES and f"one of {', '.join(TYPES)}",
        "country": source.country is not None
        and not re.fullmatch("[A-Z]{2}", source.country)
        and "a two-letter country code such as UA",
        "language": source.language is not None
        and not re.fullmatch("[a-z]{2}", source.language)
        and "a two-letter language code such as uk",
        "interval_seconds": (source.interval_seconds or 0) < 0 and "zero or more",
        "silent_after_days": source.silent_after_days <= 0 and "more than zero",
        "url": source.type != "archive" and not _is_http(source.url) and "an http:// or https:// address",
        "entry": source.entry is not None and source.type != "channel" and "left out unless the type is channel",
        "inline": source.inline and source.type != "channel" and "left out unless the type is channel",
    }
    for key, expected in problems.items():
        if expected:
            raise TerminalError(f"{where}: {key} must be {expected}, not {getattr(source, key)!r}.")


def _is_http(url: str) -> bool:
    try:
        parts = urlsplit(url)
        return parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False
