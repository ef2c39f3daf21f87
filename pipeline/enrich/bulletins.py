"""Lists of losses as staffs publish them: "Personnel – about 105,250 (+720); tanks – 3,029 (+3)",
in rows or in one sentence.

Reads a Context's sentences, writes nothing.
"""

from __future__ import annotations

import re
from functools import lru_cache

from pipeline.enrich.clauses.days import INVASION, day_before, stated_on
from pipeline.enrich.clauses.draft import Draft
from pipeline.enrich.clauses.parties import OPPOSITE, side_of_words, voice_side
from pipeline.enrich.context import Context, Sentence
from pipeline.enrich.numbers import find_quantities
from pipeline.enrich.sentences import parse_one
from pipeline.enrich.speakers_statements import statements_at

# Label of a row -> unit; the first that matches. None: people.
LABELS: tuple[tuple[str, str | None], ...] = (
    (r"personnel|servicem[ae]n|soldiers|troops|manpower|military men|invaders|occupiers|occupants|killed", None),
    (
        r"armou?red (?:fighting |combat |personnel )?(?:vehicles|carriers)|afvs?|apvs?|acvs?|apcs?|armou?r(?:ed)?\b",
        "armoured vehicles",
    ),
    (r"artillery|guns|howitzers", "artillery systems"),
    (r"mlrs|multiple[- ](?:launch )?rocket|rocket launchers|rocket systems", "multiple rocket launchers"),
    (r"vehicles and (?:fuel )?tank|fuel tank", "vehicles"),
    (r"anti[- ]aircraft|air[- ]defen[cs]e|aa warfare", "air defence systems"),
    (r"helicopters", "helicopters"),
    (r"uavs?\b|drones|unmanned", "drones"),
    (r"missiles", "missiles"),
    (r"warships|ships|boats|vessels", "ships"),
    (r"submarines?", "submarines"),
    (r"aircraft|planes|jets|warplanes", "aircraft"),
    (r"special equipment", "special equipment"),
    (r"tanks?\b(?! trucks)", "tanks"),
    (r"vehicles|automotive|trucks|tankers|fuel", "vehicles"),
)  # fmt: skip
_LABELS = tuple((re.compile(pattern, re.IGNORECASE), unit) for pattern, unit in LABELS)
_ITEM = re.compile(
    r"(?P<label>[A-Za-z][A-Za-z/ ,()&-]{1,60}?)\s*(?:[-–—‒:=|\t]|\.{3,}|\bto\b|\bwere\b)\s*(?P<total>(?:about |around "
    r"|approximately |nearly |some |over |more than |[~≈] ?)?"
    r"\d[\d,. \u00a0\u202f]*\d|\d+)"
    r"(?P<tail>(?:(?! and )[^()\d;,.|+\n]){0,40})?(?:\((?P<plus>\+ ?\d[\d, ]*|[-−]\d+)[^)]*\)"
    r"|(?:[|\t]\s*)?(?P<bare>\+ ?\d[\d,]*)|[|\t]\s*(?P<cell>\d[\d,]*)(?=\s*$))?"
)
# "Tanks 3,064 (+23)": no sign between the two, but the increase in brackets.
_UNSIGNED = re.compile(
    r"(?:(?<=[,:;] )|(?=[A-Z]))(?P<label>[A-Za-z][A-Za-z/ -]{2,45}?)\s+(?P<total>\d[\d,]*)\s*"
    r"\((?P<plus>\+ ?\d[\d,]*)[^)]*\)"
)
# "Tanks: +23 (total: 3,064)".
_PLUS_FIRST = re.compile(
    r"(?P<label>[A-Za-z][A-Za-z/ -]{2,45}?)\s*[-–—‒:=|\t]?\s*(?P<plus>\+ ?\d[\d,]*)(?: \w+){0,3}"
    r"\s*\([^()\n]{0,50}?(?P<total>\d[\d,]*)(?: in total| in all| overall| so far)?\)"
)
# "3,064 (+23) tanks".
_BETWEEN = re.compile(r"(?P<total>\b\d[\d,]*)\s*\((?P<plus>\+ ?\d[\d,]*)[^)]*\)\s*(?P<label>[A-Za-z][A-Za-z/ -]{2,45})")
_INCREASED = re.compile(r"\d\s*\(\+ ?\d")
_ADDED = re.compile(r"\+ ?\d[\d,]*[^()\n]{0,20}\([^()\n]{0,50}\d")
# "3,064 tanks (+23)": told in that order where at least one item has its increase in brackets.
_NUMBER_FIRST = re.compile(
    r"(?P<total>\b(?:about |around |approximately |nearly |some |over |more than )?(?:\d[\d,]*\d|\d))\s+"
    r"(?P<label>[A-Za-z][A-Za-z/ -]{2,45}?)(?:\s*\((?P<plus>\+ ?\d[\d,]*|\d[\d,]* more\b)[^)]*\)"
    r"|, ?(?P<bare>\+ ?\d[\d,]*)|(?=[,;.]| and\b))"
)
_INCREASE = re.compile(r"[a-z](?:\s*\(\+ ?|, ?\+ ?|\s*\((?=\d[\d,]* more\b))\d")
# What every item holds; most sentences hold none, and the item itself is slow to look for.
_SIGN = re.compile(r"(?:[-–—‒:=|\t]|\.{3}|\bto\b|\bwere\b)\s*(?:[a-z]+ (?:than )?|[~≈] ?)?\d")
_DAY_COLUMN = re.compile(
    r"[|\t]\s*(?:(?:in |over )?(?:the )?(?:past|last|previous) (?:day|24 hours)"
    r"|(?:per|in a|one) day|daily|yesterday)\b",
    re.IGNORECASE,
)
_KILLED = re.compile(r"\b(?:liquidated|eliminated|killed)\b", re.IGNORECASE)
_HEAD = re.compile(r"\b(?:loss(?:es)?|lost|destroyed|eliminated)\b", re.IGNORECASE)
_TAIL = 40  # characters behind an item in which "persons were liquidated" may stand
_PAST_DAY = re.compile(
    r"\b(?:over|in|during|for|of) the (?:past|last|previous) (?:day|24 hours)|\byesterday\b|\bdaily\b", re.IGNORECASE
)
_TOTAL = re.compile(r"\b(?:total|since|from|so far|overall|cumulative)\b", re.IGNORECASE)
_UP_TO = re.compile(r"\b(?:to|as of|until|till|by)\W+(?:the morning of\W+)?\Z", re.IGNORECASE)
_LIST = 1_200  # characters: a list of fourteen rows, each with its increase
_THOUSANDS = re.compile(r"\b\d{1,3}[, \u00a0]\d{3}\b|\b\d{4,6}\b(?<!\b20\d\d)")
_MIN_ITEMS = 2  # a single "label – number" is prose


def rows_of(context: Context) -> dict[int, int]:
    """Sentences that are rows of a list of losses -> index of the sentence that heads the list."""
    rows: dict[int, int] = {}
    run: list[Sentence] = []
    for sentence in [*context.sentences, None]:
        if sentence is not None and _items(sentence.text):
            run.append(sentence)
            continue
        items = sum(len(_items(s.text)) for s in run)
        head = _head(context, run[0]) if run and (items >= _MIN_ITEMS or _is_lone(run[0])) else None
        if head is not None and (_has_day_column(context, head, run[0]) or not any(map(_has_more_cells, run))):
            rows |= {s.index: head for s in run}
        run = []
    return rows


def _is_lone(row: Sentence) -> bool:
    """A single loss with its increase: "eliminated 59,610 invaders (+530)"."""
    return bool(_HEAD.search(row.text)) and any(_plus(match) for match, _ in _items(row.text))


def _has_day_column(context: Context, head: int, row: Sentence) -> bool:
    """Whether a line above a row names a column for the figures of the day."""
    return any(_DAY_COLUMN.search(sentence.text) for sentence in context.sentences[head : row.index])


def _has_more_cells(row: Sentence) -> bool:
    """A second cell without a sign counts something else: the other side's, another kind of loss."""
    return any(match.groupdict().get("cell") for match, _ in _items(row.text))


def _head(context: Context, first: Sentence) -> int | None:
    """The sentence that says what is listed: this row itself, or one of the three before."""
    for index in range(first.index, max(-1, first.index - 5), -1):
        if _HEAD.search(context.sentences[index].text):
            return index
    signed = any(_plus(match) for match, _ in _items(first.text))
    return first.index if signed else None


@lru_cache(maxsize=256)  # the rows of a list are looked at several times
def _items(text: str) -> list[tuple[re.Match[str], str | None]]:
    signs = (
        (_ADDED, _PLUS_FIRST), (_SIGN, _ITEM), (_INCREASE, _NUMBER_FIRST), (_INCREASED, _UNSIGNED),
        (_INCREASED, _BETWEEN),
    )  # fmt: skip
    forms = [form for sign, form in signs if sign.search(text)]
    read = [[(m, unit) for m in form.finditer(text) if (unit := unit_of(m["label"])) is not False] for form in forms]
    found = max(read, key=len, default=[])  # the first of those that read as much
    return [(match, unit if isinstance(unit, str) else None) for match, unit in found]


def _plus(match: re.Match[str], by_day: bool = False) -> str | None:
    """The increase beside a total: signed, or the second cell of a row whose table has a column for the day."""
    cells = match.groupdict()
    unsigned = cells.get("cell") if by_day else None
    return cells["plus"] or cells.get("bare") or (f"+{unsigned}" if unsigned else None)


def unit_of(label: str) -> str | bool | None:
    """The unit of a label; None for people, False where it names nothing that lists of losses count."""
    words = label.strip()[-45:]
    hits = [(m.end(), unit) for pattern, unit in _LABELS if (m := pattern.search(words))]
    return hits[0][1] if hits else False


def find_listed(context: Context, sentence: Sentence, head: int) -> list[Draft]:
    """The figures of one row: the running total of the war, and the increment in brackets as the figure of the day."""
    heading = context.sentences[head]
    drafts: list[Draft] = []
    for match, unit in _items(sentence.text):
        total = next(iter(find_quantities(match["total"])), None)
        if total is None:
            continue
        draft = _draft(context, sentence, heading, match, unit)
        draft.low, draft.high = total.low, total.high
        draft.approx = "about" if match["total"][0] in "~≈" else total.approx
        by_day = _has_day_column(context, head, sentence)
        if not by_day and _is_of_one_day(context, heading):
            drafts.append(_of_the_day(context, draft))
            continue
        draft.cumulative = True
        draft.start, draft.end = INVASION, _until(context, heading) or stated_on(context, draft)
        drafts.append(draft)
        plus = _plus(match, by_day)
        if plus and re.match(r"\+? ?0*[1-9]", plus):
            more = _draft(context, sentence, heading, match, unit)
            more.low = more.high = float(re.sub(r"\D", "", plus))
            drafts.append(_of_the_day(context, more))
    return drafts


def _draft(context: Context, sentence: Sentence, heading: Sentence, match: re.Match[str], unit: str | None) -> Draft:
    token = parse_one(sentence)[0]
    row = sentence.text[match.start() : match.end() + _TAIL].split("\n")[0]
    killed = bool(_KILLED.search(row) or _KILLED.search(heading.text))
    measure = "destroyed" if unit is not None else "killed" if killed else "losses"
    draft = Draft(measure, None, None, None, sentence, token, token, unit=unit, listed=True)
    draft.char_start = sentence.char_start + match.start()
    draft.char_end = sentence.char_start + match.end()
    draft.head = heading
    if not statements_at(context, draft.char_start, draft.char_end):
        draft.voice_at = heading.char_start + max(len(heading.text) - 2, 0)
    words = heading.text + " " + sentence.text
    side = side_of_words(words)
    own = voice_side(context, draft)
    if side is None or re.search(r"\benem", words, re.IGNORECASE):
        side = OPPOSITE.get(own or "UA")
    draft.side = side
    return draft


def _is_of_one_day(context: Context, heading: Sentence) -> bool:
    """Whether the heading lists the losses of the past day: no total is named, and no row shows one.

    No day cost thousands of two kinds of things; a row with an increase in brackets has its total before them.
    """
    head = re.sub(r"\([^()]*\)", "", heading.text)  # what brackets say is of their own figure
    if not _PAST_DAY.search(head) or _TOTAL.search(head):
        return False
    rows = context.document.article.text[heading.char_end : heading.char_end + _LIST]
    return "(+" not in rows and len(_THOUSANDS.findall(rows)) < _MIN_ITEMS


def _of_the_day(context: Context, draft: Draft) -> Draft:
    """The figure as the increase of the day before the statement."""
    draft.increment, draft.cumulative = True, False
    if stated := stated_on(context, draft):
        draft.start, draft.end = day_before(stated), stated
    return draft


def _until(context: Context, heading: Sentence) -> str | None:
    """The day up to which the heading says that it counts: "from 24.02.22 to 06.01.23", "as of 6 January"."""
    text = context.document.article.text
    for time in context.times:
        inside = heading.char_start <= time.char_start < heading.char_end
        if inside and _UP_TO.search(text, heading.char_start, time.char_start):
            return time.end
    return None
