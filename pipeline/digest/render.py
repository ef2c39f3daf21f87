"""Render a digest: HTML for reading, Markdown and JSON for passing on, plain text for a terminal.

Reads templates/; writes nothing. Every value printed is made visible first and escaped for its format.
"""

from __future__ import annotations

import base64
import calendar
import hashlib
import json
import re
import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import fields, is_dataclass, replace
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from pipeline.digest import article, charts, dates, drawing, figures, foreseen, paging, phrase, safe
from pipeline.digest.edition import Citation, Clause, Digest, Sentence, Statement
from pipeline.digest.editions import Amendments
from pipeline.digest.shown import ArticlePage

TEMPLATES = Path(__file__).parent / "templates"
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
TERMINAL_WIDTH = 92  # characters; fits an ordinary terminal and still reads as prose
TERMINAL_LINES = 60

REASONS = {
    "not_found": "the page is gone", "robots": "the site asks robots to stay away",
    "paywall": "only a stub before a paywall", "too_short": "too little text",
    "parser_killed": "the page could not be parsed safely", "timeout": "the site did not answer in time",
    "not_html": "no page of text",
}  # fmt: skip


@cache
def _environment(markup: bool) -> Environment:
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=markup,  # noqa: S701 (the Markdown template escapes every value with its own filter)
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_shown if markup else _plain,
    )
    environment.filters |= {
        "long_day": long_day,
        "iso_day": lambda text: long_day(date.fromisoformat(text)),
        "clause": _clause_html,
        "md": safe.markdown,
        "reason": _reason,
        "signed": lambda value: f"{value:+,.0f}".replace("-", "−") if value else "0",
        "of": of,
        "iso_moment": lambda text: _moment(datetime.fromisoformat(text)),
        "moment": _moment,
    }
    environment.globals |= {"dates": dates, "clock": clock, "figure": figure, "sides": phrase.ARMY}
    return environment


def _shown(value: Any) -> Any:
    return safe.visible(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def _plain(value: Any) -> Any:
    return value


def figure(statement: Statement) -> str:
    """The figure alone: `about 107,440`."""
    return figures.in_words(statement.low, statement.high, statement.approx, "")


def long_day(day: date) -> str:
    """`Monday, 2 January 2023`."""
    return f"{WEEKDAYS[day.weekday()]}, {day.day} {dates.MONTHS[day.month - 1]} {day.year}"


def of(number: int, thing: str) -> str:
    """`1 article`, `2 articles`."""
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"


def clock(published_at: str) -> str:
    """The time of day of an ISO time as its source gives it; empty for a date alone."""
    return published_at[11:16] if len(published_at) > 11 else ""


def _moment(value: datetime) -> str:
    return f"{value.day} {dates.MONTHS[value.month - 1]} {value.year}, {value:%H:%M} UTC"


def _reason(word: str) -> str:
    return REASONS.get(word, word.replace("_", " "))


def _clause_html(clause: Clause) -> Markup:
    """The clause with its speaker set off and quotations marked."""
    text = str(escape(safe.visible(clause.text)))
    for name in clause.names[:1]:
        shown = str(escape(safe.visible(name)))
        found = re.search(f"{re.escape(shown)}|{re.escape(phrase.capital(shown))}", text)
        if found:
            text = f"{text[: found.start()]}<b>{found[0]}</b>{text[found.end() :]}"
    return Markup(text)  # noqa: S704 (escaped above)


def outlets(digest: Digest) -> int:
    return len({line.outlet for line in (*digest.sources.read, *digest.sources.not_analysed)})


def counts(digest: Digest) -> dict[str, int]:
    return {
        "articles": len(digest.sources.read) + len(digest.sources.not_analysed),
        "outlets": outlets(digest),
        "statements": len(digest.statements()),
        "new": sum(statement.first_on >= digest.day for statement in digest.statements()),
        "disagreements": len(digest.disagreements),
        "sentences": len(digest.sentences()),
        "withheld": len(digest.withheld),
    }


def _sources(sentence: Sentence) -> list[Citation]:
    """The citations of a sentence, each article once."""
    return list({(c.article_id, c.char_start): c for c in sentence.citations}.values())


def render_html(digest: Digest, root: str = "", changed: Amendments | None = None, stem: str = "") -> str:
    """The first page of the digest, on an ordinary day the whole of it; see `render_pages`."""
    return next(render_pages(digest, root, changed, stem))


def render_pages(
    digest: Digest, root: str = "", changed: Amendments | None = None, stem: str = "", stamp: str = ""
) -> Iterator[str]:
    """Self-contained pages: no script, no remote asset, light and dark, for phone and print; each below 1 MB.

    `root` leads from the page to the folder of the days, for links to the index and the articles; `changed` is what
    happened to the day since it was first published; pages after the first lie at `page_name(stem, number)`, where
    `stem` leads from this page to them.
    """
    stem = stem or digest.day.isoformat()
    parts = paging.pages(digest)
    names = [page_name(stem, number) for number in range(1, len(parts) + 1)]
    frame: dict[str, Any] = {"root": root, "counts": counts(digest), "changed": changed, "stamp": stamp}
    frame["names"] = names if len(names) > 1 else []
    frame["disputed"] = {
        statement_id: f"{name if frame['names'] else ''}#{disagreement_id}"
        for name, part in zip(names, parts, strict=True)
        for statement_id, disagreement_id in _disputed(part.digest)
    }
    for number, part in enumerate(parts, start=1):
        yield _page("digest.html.j2", part.digest, frame | {"number": number, "spans": part.spans})
        frame["changed"] = None


def page_name(stem: str, number: int) -> str:
    return f"{stem}.html" if number == 1 else f"{stem}-page-{number}.html"


def render_article(page: ArticlePage, stamp: str = "") -> str:
    """An article as it was read, with what was found in it marked and what was removed listed."""
    return html("article.html.j2", p=page, paragraphs=article.paragraphs(page), stamp=stamp)


def stamp(content: object) -> str:
    """What a page is made from, as a hash of its content and of the templates."""
    return hashlib.blake2b(repr(content).encode("utf-8", "surrogatepass"), key=_templates(), digest_size=16).hexdigest()


@cache
def _templates() -> bytes:
    texts = b"".join(path.read_bytes() for path in sorted(TEMPLATES.iterdir()))
    return hashlib.blake2b(texts, digest_size=32).digest()


def html(template: str, **values: Any) -> str:
    """A page from one of our templates; every value is made visible and escaped."""
    return _environment(True).get_template(template).render(**values)


def render_markdown(digest: Digest) -> str:
    """The digest as CommonMark with inline links; texts of sources cannot become markup."""
    frame = {"counts": counts(digest), "disputed": dict(_disputed(digest))}
    return re.sub(r"\n{3,}", "\n\n", _page("digest.md.j2", digest, frame))


def _disputed(digest: Digest) -> list[tuple[str, str]]:
    """Which statements are disputed, and where."""
    return [(item.statement_id, found.disagreement_id) for found in digest.disagreements for item in found.statements]


def _page(template: str, digest: Digest, frame: dict[str, Any]) -> str:
    made = _environment(template.endswith(".html.j2")).get_template(template)
    values: dict[str, Any] = {
        "d": digest,
        "sources": _sources,
        "errata": [change for change in digest.changes if change.kind == "corrected"],
        "map": drawing.draw_map(digest),
        "charts": charts.draw_charts(digest),
        "foreseen": foreseen.by_place(digest.foreseen),
    }
    return made.render(**values, **frame)


def index_html(days: Sequence[dict[str, Any]], quality: bool = False) -> str:
    """The page of all days: a calendar, and a list that a small script can filter; `days` are index entries.

    `quality`: whether there are pages on the quality of the data to lead to.
    """
    script = (TEMPLATES / "filter.js").read_text(encoding="utf-8")
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    made = _environment(True).get_template("index.html.j2")
    return made.render(
        days=days,
        quality=quality,
        months=_months([date.fromisoformat(day["day"]) for day in days]),
        script=Markup(script),  # noqa: S704 (our own file)
        script_hash=digest,
    )


def _months(days: Sequence[date]) -> list[tuple[str, list[list[tuple[int, str | None]]]]]:
    """Every month that has a day, newest first: its name and its weeks of (day of month, ISO day that has a report)."""
    known = set(days)
    months = sorted({(day.year, day.month) for day in known}, reverse=True)
    weeks = calendar.Calendar()
    return [
        (
            f"{dates.MONTHS[month - 1]} {year}",
            [
                [(day.day if day.month == month else 0, day.isoformat() if day in known else None) for day in week]
                for week in weeks.monthdatescalendar(year, month)
            ],
        )
        for year, month in months
    ]


def as_json(digest: Digest) -> dict[str, Any]:
    """The digest as plain data; what source texts hold is made visible."""
    body: dict[str, Any] = _data(replace(digest, pages=()))
    del body["pages"]
    return {"day": body.pop("day"), "complete": True, "counts": counts(digest), **body}


def _data(value: Any) -> Any:
    if isinstance(value, str):
        return safe.visible(value)
    if isinstance(value, (list, tuple)):
        return [_data(item) for item in value]
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    if not is_dataclass(value):
        return value
    data = {item.name: _data(getattr(value, item.name)) for item in fields(value)}
    return {"text": safe.visible(value.text), **data} if isinstance(value, Sentence) else data


def render_json(digest: Digest) -> str:
    """The digest as one line of JSON, valid against schemas/digest.json."""
    return json_text(as_json(digest))


def json_text(body: dict[str, Any]) -> str:
    """Without indentation: a long day is ten times as fast to write and a third shorter."""
    return json.dumps(body, ensure_ascii=False) + "\n"


def render_terminal(digest: Digest) -> str:
    """Plain text of at most 60 lines: the top line, the disputes, what is on the page."""
    made = counts(digest)
    lines = [f"SITUATION REPORT  {long_day(digest.day)}", "─" * TERMINAL_WIDTH]
    lines.append(
        f"{of(made['articles'], 'article')} of {of(made['outlets'], 'outlet')} · "
        f"{of(made['statements'], 'statement')} · {of(made['disagreements'], 'disagreement')}"
    )
    for sentence in digest.top:
        lines += ["", *_wrapped(sentence.text, "• ")]
    for dispute in digest.disagreements:
        lines += ["", f"WHERE SOURCES DISAGREE  {safe.visible(dispute.heading)}"]
        for statement in dispute.statements:
            lines += _wrapped(statement.sentence.text, "  ‣ ")
    lines += ["", f"{made['sentences']} sentences checked against their sources, {made['withheld']} withheld."]
    if len(lines) > TERMINAL_LINES:
        lines = [*lines[: TERMINAL_LINES - 2], "  …", lines[-1]]
    return "\n".join(lines) + "\n"


def _wrapped(text: str, mark: str) -> list[str]:
    shown = safe.visible(re.sub(r"\s+", " ", text))
    return textwrap.wrap(shown, TERMINAL_WIDTH, initial_indent=mark, subsequent_indent=" " * len(mark))
