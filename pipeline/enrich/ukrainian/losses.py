"""Losses in a bulletin: "особового складу ‒ близько 110250 (+530) осіб", or told: "втратив 110 250 військових".

Reads a Context's sentences; writes its claims.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from pipeline.enrich.clauses.days import INVASION
from pipeline.enrich.context import Context, Sentence
from pipeline.enrich.speakers_institutions import GENERAL_STAFF
from pipeline.enrich.ukrainian.form import ENEMY, Bulletin, Count, add_claim
from pipeline.enrich.ukrainian.numbers import Figure, figures
from pipeline.models import Part

# What a row or a clause counts -> unit; the first that matches. None: people.
_KINDS: tuple[tuple[re.Pattern[str], str | None], ...] = tuple(
    (re.compile(rf"\b(?:{pattern})", re.IGNORECASE), unit)
    for pattern, unit in (
        (r"особов\w+ склад|військовослужбов|військов(?:их|і)\b(?! техн)|солдат|окупант|загарбник|загиблих"
         r"|вояк|жив\w+ сил|ліквідованих|вбитих|убитих|росіян\b|бійц|людей|рашист"
         r"|чоловік\b|людин|ос(?:іб|оби)\b", None),
        (r"автомоб|автоцистерн|автотехнік|вантажів|цистерн", "vehicles"),
        (r"бойов\w+ броньован|броньован|бронемашин|бронетехнік|бронетранспорт|ббм\b|бтр\b|бмп\b", "armoured vehicles"),
        (r"артилер\w+|артсистем|гармат|гаубиц", "artillery systems"),
        (r"рсзв|реактивн\w+ систем", "multiple rocket launchers"),
        (r"(?:засоб\w+|систем\w*|комплекс\w*|установ\w+) (?:ппо|протиповітрян)|зенітн\w+ (?:ракетн\w+ )?комплекс|ппо\b",
         "air defence systems"),
        (r"гелікоптер|вертол[ьіо]", "helicopters"),
        (r"літак", "aircraft"),
        (r"бпла\b|безпілотн|дрон", "drones"),
        (r"ракет", "missiles"),
        (r"підводн\w+ човн|субмарин", "submarines"),
        (r"корабл|катер", "ships"),
        (r"спеціальн\w+ технік|спецтехнік", "special equipment"),
        (r"танк", "tanks"),
    )
)  # fmt: skip
_ROW = re.compile(r"(?P<label>[А-Яа-яІіЇїЄєҐґ][^\d\n;:]{1,90}?)\s*[-–—‒―:]+\s*(?:[а-яіїєґ]+\s+){0,2}\Z")
_GREW = re.compile(
    r"(?P<label>[А-Яа-яІіЇїЄєҐґ][^\d\n;:,]{1,90}?)\s+(?:зросл\w+|(?:до)?сяг\w+|перевищ\w+|становить|становл\w+|склал\w+)\s+"
    r"(?:до\s+)?(?:вже\s+)?(?:близько\s+|понад\s+|майже\s+)?\Z"
)
# "3 064 (+23) танки"
_PLUS_BETWEEN = re.compile(r"\s*\(\s*\+\s*(?P<plus>\d[\d \u00a0\u202f]*)\)(?=\s*[а-яіїєґА-ЯІЇЄҐ])")
_PLUS = re.compile(r"[^\d,;.(+]{0,40}(?:(?P<open>\()|,)?\s*\+\s*(?P<plus>\d[\d \u00a0\u202f]*)(?(open)[^)]*\))")
_HEAD = re.compile(r"\bвтрат", re.IGNORECASE)
_LOST = re.compile(r"\b(?:втрат|знищ|ліквід|мінус|позбу|знешкод)", re.IGNORECASE)
_KILLED = re.compile(r"\b(?:ліквідов|ліквідув|знищ\w+|вбит|убит|загиб)", re.IGNORECASE)
_NO_FATE = re.compile(r"\bвтрат", re.IGNORECASE)
_DAY = re.compile(
    r"\b(?:за|протягом|в?упродовж)\s+(?:(?:минул|останн|попередн|ц)\w+\s+)?(?:доб[уи]|день|24 годин)|\bминулої доби"
    r"|\bвчора\b|\bдобов", re.IGNORECASE,
)  # fmt: skip
_TOTAL = re.compile(
    r"\b(?:загал|всього|усього|сукупн|(?:до)?сяг|перевищ|кількіст|зросл\w+ до)\w*"
    r"|\b(?:від|з|із) (?:самого )?(?:початк|24|лютого)|вторгненн|повномасштабн", re.IGNORECASE,
)  # fmt: skip
_CLAUSE = re.compile(
    r"[;.]\s|,\s+(?=\d[\d ]*\s+і?з них\b)"
    r"|[—–]\s(?=[^,;]*\d)|,\s+(?:а|але|тоді як|що|і?з яких|і?з них|зокрема|при цьому|водночас)\b"
    r"|\s(?:а|тоді як)\s",
    re.IGNORECASE,
)
_OF_THEM = re.compile(r"\b(?:і?з (?:них|яких)|у тому числі|зокрема)[^\d,;.]{0,30}\Z", re.IGNORECASE)
_THEM = re.compile(r"\s+і?з них\b", re.IGNORECASE)
_END = re.compile(r"[,;.(]|\s(?:та|і|й|а)\s")
_ROWS_BELOW = 24  # rows that may follow the line that heads a list
_BEHIND = 60  # characters behind a figure in which the word of what is counted stands


def find_losses(context: Context, bulletin: Bulletin) -> None:
    """One claim for every running total, and one for the increase of the day in brackets behind it."""
    head: Sentence | None = None
    of_day = False  # whether the sentence before told of one day
    for sentence in context.sentences:
        told = ENEMY.search(sentence.text) or bulletin.speaker == GENERAL_STAFF
        if _HEAD.search(sentence.text) or (_LOST.search(sentence.text) and told):
            head = sentence
        if head is None or sentence.index - head.index > _ROWS_BELOW:
            continue
        for position, row in enumerate(_counted(sentence, head)):
            day = row.plus is None and _is_of_the_day(sentence, row.figure, of_day)
            of_day = day if position == 0 else of_day
            for count in _counts(row, bulletin, day):
                add_claim(context, bulletin, sentence, count)


@dataclass(frozen=True, slots=True)
class _Row:
    """One thing counted: its total or increase, and the increase in brackets. Offsets are those of the sentence."""

    measure: str
    unit: str | None
    figure: Figure
    plus: re.Match[str] | None
    char_start: int
    char_end: int
    parts: list[Part] = field(default_factory=list)


def _counted(sentence: Sentence, head: Sentence) -> list[_Row]:
    text, rows = sentence.text, list[_Row]()
    found = [figure for figure in figures(text) if not re.search(r"\+\s*\Z", text[: figure.char_start])]
    last: _Row | None = None
    goes_on = sentence.index == head.index + 1 and bool(_DAY.search(text) or _TOTAL.search(text))
    for index, figure in enumerate(found):
        since = found[index - 1].char_end if index else 0
        row = _ROW.search(text, since, figure.char_start) or _GREW.search(text, since, figure.char_start)
        kind, start, end = (_kind(row["label"]), row.start("label"), figure.char_end) if row else (False, 0, 0)
        inserted = _PLUS_BETWEEN.match(text, figure.char_end)
        if kind is False and (inserted or goes_on or _LOST.search(text)):
            behind = inserted.end() if inserted else figure.char_end
            (kind, end), start = _kind_behind(text, behind, found[index + 1 :]), figure.char_start
        them = _THEM.match(text, figure.char_end)
        if last is not None and (them or _OF_THEM.search(text[: figure.char_start])):
            of = _END.split(text[them.end() if them else figure.char_end :].lstrip(" —–-"), maxsplit=1)[0]
            last.parts.append(Part(figure.low, figure.high, of.strip()))
        elif last is not None and kind is False and _is_bare_total(text, last.figure, figure):
            last = _Row(last.measure, last.unit, figure, None, figure.char_start, figure.char_end)
            rows.append(last)
        elif kind is not False:
            unit = kind if isinstance(kind, str) else None
            measure = "destroyed" if unit is not None else _fate(sentence, head, figure)
            last = _Row(measure, unit, figure, _PLUS.match(text, figure.char_end), start, end)
            rows.append(last)
    return rows


def _is_bare_total(text: str, before: Figure, figure: Figure) -> bool:
    """ "ліквідовано 650 окупантів, а загалом – близько 126 160": the same things, without their noun."""
    total = _TOTAL.search(text, before.char_end, figure.char_start)
    return bool(total and re.match(r"\s*(?:[,;.)]|\Z)", text[figure.char_end :]))


def _kind(words: str) -> str | bool:
    """The unit of a label; True for people, False where it counts nothing that we know."""
    hits = [(match.start(), unit) for pattern, unit in _KINDS if (match := pattern.search(words))]
    return (min(hits, key=lambda hit: hit[0])[1] or True) if hits else False


def _kind_behind(text: str, start: int, later: list[Figure]) -> tuple[str | bool, int]:
    """What stands behind a figure ("3064 танки", "близько 110 тисяч окупантів"), up to the next one; where it ends."""
    end = min(start + _BEHIND, later[0].char_start if later else len(text))
    words = _END.split(text[start:end], maxsplit=1)[0]
    return _kind(words), start + len(words.rstrip())


def _counts(row: _Row, bulletin: Bulletin, day: bool) -> Iterator[Count]:
    one_day = bulletin.past_day
    span = one_day if day else (INVASION, bulletin.until)
    yield Count(row.measure, row.figure, "RU", row.char_start, row.char_end, row.unit, None, *span, not day, row.parts)
    if row.plus is not None and (value := float(re.sub(r"\D", "", row.plus["plus"]))) > 0:
        more = Figure(row.plus.start("plus"), row.plus.end("plus"), value, value, None)
        yield Count(row.measure, more, "RU", row.char_start, row.plus.end(), row.unit, None, *one_day, False)


def _fate(sentence: Sentence, head: Sentence, figure: Figure) -> str:
    """killed where the row or its clause says so, else losses."""
    start, end = _clause(sentence.text, figure)
    words = sentence.text[start:end]
    row = re.split(r"[,;\n]", sentence.text[figure.char_end :], maxsplit=1)[0]
    if _KILLED.search(row) or (_KILLED.search(words) and not _NO_FATE.search(words)):
        return "killed"
    return "killed" if not _NO_FATE.search(words + head.text) else "losses"


def _clause(text: str, figure: Figure) -> tuple[int, int]:
    cuts = [0, *(match.start() for match in _CLAUSE.finditer(text)), len(text)]
    start = max(cut for cut in cuts if cut <= figure.char_start)
    return start, min((cut for cut in cuts if cut >= figure.char_end), default=len(text))


def _is_of_the_day(sentence: Sentence, figure: Figure, before: bool) -> bool:
    """Whether a figure is the increase of one day: by its clause, else those before it, else the sentence before."""
    start, end = _clause(sentence.text, figure)
    for words, at in ((sentence.text[start:end], figure.char_start - start), (sentence.text[:start], start)):
        days = [abs(at - match.start()) for match in _DAY.finditer(words)]
        totals = [abs(at - match.start()) for match in _TOTAL.finditer(words)]
        if days or totals:
            return bool(days) and (not totals or min(days) < min(totals))
    return before
