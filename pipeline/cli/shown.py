"""What `sitrep inspect` prints for people: the text as it is built, with its marks, and a record of everything found.

Reads results of inspect; writes to the console given.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

Item = dict[str, Any]

# What is marked in the text, strongest last: later marks lie over earlier ones.
MARKS = {
    "mentions": "cyan",
    "places": "green",
    "times": "blue",
    "incidents": "underline",
    "estimates": "italic",
    "hedges": "magenta",
    "claims": "bold red",
}
_TABLES = ("mentions", "places", "times", "hedges", "incidents", "estimates")
_STANCES = {"asserts": "said by", "confirms": "confirmed by", "denies": "denied by", "repeats": "repeated by"}
_LINE = 100  # characters of a receipt that are shown; the rest is counted
# What a terminal would obey instead of showing, and what turns the direction of what follows.
_OBEYED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def show(console: Console, result: Item) -> None:
    """Prints one result, as much of it as was asked for."""
    if result.get("article"):
        _article(console, result)
    _claims(console, result)
    for key in _TABLES:
        _table(console, key, result.get(key) or [])
    _removed(console, result.get("removed") or [])


def _plain(value: object, style: str = "") -> Text:
    return Text(_OBEYED.sub("\ufffd", str(value)), style=style)


def _title(console: Console, words: str, count: int) -> None:
    console.print()
    console.print(_plain(f"{words} ({count})", "bold"))


# --- The text ----------------------------------------------------------------------------------------------


def _article(console: Console, result: Item) -> None:
    article = result["article"]
    console.print(_plain(article["title"] or "(no title)", "bold"))
    source = f" (from {article['published_at_source']})" if article["published_at_source"] else ""
    facts = [
        ("by", ", ".join(article["authors"]) or "nobody named"),
        ("published", f"{article['published_at'] or 'on no day that the page tells'}{source}"),
        ("changed", article["modified_at"]),
        ("language", article["language"]),
        ("address", article["canonical_url"]),
    ]
    for name, value in facts:
        if value:
            console.print(_plain(f"  {name}: {value}", "dim"))
    marked = _marked(article["text"], result)
    whole = {"kind": "paragraph", "char_start": 0, "char_end": len(article["text"])}
    for block in result.get("blocks") or [whole]:
        console.print()
        _block(console, block, _numbered(marked, block, result.get("claims") or []))
    shown = [key for key in MARKS if result.get(key)]
    if shown:
        console.print()
        console.print(Text("marks: ") + Text("  ").join(Text(key, style=MARKS[key]) for key in shown))


def _block(console: Console, block: Item, text: Text) -> None:
    if block["kind"] in ("post", "entry"):
        console.print(_plain(_signed(block), "bold yellow"))
    if block["kind"] == "heading":
        text.stylize("bold")
    _indented(console, text, {"post": 4, "quote": 2}.get(block["kind"], 0))


def _indented(console: Console, text: Text, columns: int) -> None:
    console.print(Padding(text, (0, 0, 0, columns), expand=False))


def _signed(block: Item) -> str:
    """The line above a post or an entry: whose it is and of when."""
    who = " ".join(filter(None, (block.get("author"), f"({block['handle']})" if block.get("handle") else None)))
    name = f"{block['kind']} by {who}" if who else block["kind"]
    return ", ".join(filter(None, (f"── {name}", block.get("time"), block.get("url"))))


def _marked(text: str, result: Item) -> Text:
    whole = _plain(text)
    for key, style in MARKS.items():
        for item in result.get(key) or []:
            whole.stylize(style, item["char_start"], item["char_end"])
    return whole


def _numbered(marked: Text, block: Item, claims: list[Item]) -> Text:
    """The text of a block, in which the number of each claim follows its words."""
    start, end = block["char_start"], block["char_end"]
    ends = sorted((claim["char_end"], number) for number, claim in enumerate(claims, 1))
    inside = [(place, number) for place, number in ends if start < place <= end]
    first, *rest = marked[start:end].divide([place - start for place, _ in inside]) if inside else [marked[start:end]]
    for (_, number), part in zip(inside, rest or [Text()], strict=False):
        first = first + Text(f"[{number}]", style="dim red") + part
    return first


# --- The claims --------------------------------------------------------------------------------------------


def _claims(console: Console, result: Item) -> None:
    claims = result.get("claims") or []
    if not claims:
        return
    _title(console, "claims", len(claims))
    for number, claim in enumerate(claims, 1):
        head = Text(f"{number:>3}  ", style="dim") + _plain(_figure(claim), "bold red")
        console.print(head + _plain("".join(f" · {fact}" for fact in _facts(claim, result))))
        _indented(console, _plain(_said(claim)), 5)
        _indented(console, _plain(f"“{claim['quote']}”", "italic"), 5)


def _figure(claim: Item) -> str:
    low, high = (f"{value:,g}" if value is not None else "?" for value in (claim["low"], claim["high"]))
    figure = low if low == high else f"{low}–{high}"
    if claim["low"] is None or claim["high"] is None:
        figure = low if claim["high"] is None else high
    if claim["low"] is None and claim["high"] is None:
        figure = claim["action"] or ""
    said = " ".join(filter(None, (claim["measure"], claim["approx"], figure, claim["unit"])))
    return f"{said} per {claim['per']}" if claim["per"] else said


def _facts(claim: Item, result: Item) -> Iterator[str]:
    """What is known of a claim beside its figure, where the text tells it."""
    place = claim["place"]
    yield from filter(None, (claim["side"], claim["weapon"]))
    if place:
        yield f"{place}, {claim['place_part']}" if claim["place_part"] else place
    if claim["start"] or claim["end"]:
        yield claim["start"] if claim["start"] == claim["end"] else f"{claim['start'] or '…'} to {claim['end'] or '…'}"
    if claim["cumulative"]:
        yield "running total"
    for part in claim["parts"]:
        yield f"of them {part['low']:g} {part['of']}" if part["low"] is not None else f"of them some {part['of']}"
    hedges = result.get("hedges") or []
    if claim["hedge"] is not None and claim["hedge"] < len(hedges):
        yield f"“{hedges[claim['hedge']]['phrase']}”"


def _said(claim: Item) -> str:
    who = f"{_STANCES[claim['stance']]} {claim['speaker']}" if claim["speaker"] else "in the article's own voice"
    relayed = f", relayed by {', '.join(claim['relayed_by'])}" if claim["relayed_by"] else ""
    return f"{who}{relayed}, {claim['stated_on'] or 'no day known'}"


# --- What else was found, and what was removed ---------------------------------------------------------------


def _table(console: Console, title: str, items: list[Item]) -> None:
    if not items:
        return
    hidden = {"char_start", "char_end"}
    columns = [
        key for key in items[0] if key not in hidden and any(item[key] not in (None, [], False) for item in items)
    ]
    table = Table(*columns, box=None, header_style="dim")
    for item in items:
        table.add_row(*(_plain(_cell(item[key])) for key in columns))
    _title(console, title, len(items))
    console.print(table)


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, dict | list):
        return json.dumps(value, ensure_ascii=False)
    return f"{value:g}" if isinstance(value, float) else str(value)


def _removed(console: Console, items: list[Item]) -> None:
    """The receipts, by rule in the order of the page."""
    if not items:
        return
    _title(console, "left out of the text, and by which rule", len(items))
    table = Table(box=None, show_header=False)
    for item in items:
        line = " ⏎ ".join(item["text"].split("\n"))
        more = f" … {len(line) - _LINE} more characters" if len(line) > _LINE else ""
        table.add_row(_plain(item["rule"], "dim"), _plain(line[:_LINE] + more))
    console.print(table)
