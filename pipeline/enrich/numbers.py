"""Figures in English text: digits, words, ranges, approximations and vague plurals, each with its bounds.

Reads a string, writes nothing. What only looks like a figure (shares, money, dates, clock times, designations, ages)
is left out here; whether a figure counts anything is the business of the claims.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from pipeline.enrich.measures import MUNITIONS, PEOPLE, STRIKES, state_words
from pipeline.enrich.measures_forms import singular

UNITS = {
    "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16,
    "seventeen": 17, "eighteen": 18, "nineteen": 19,
}  # fmt: skip
TENS = {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}
SCALES = {"hundred": 100, "thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000, "k": 1_000}
VAGUE = {
    "tens of thousands": 20_000,
    "dozens of thousands": 24_000,
    "hundreds of thousands": 200_000,
    "dozens": 24,
    "scores": 40,
    "hundreds": 200,
    "thousands": 2_000,
    "millions": 2_000_000,
    "several dozen": 24,
    "a few dozen": 24,
    "several hundred": 200,
    "a few hundred": 200,
    "several thousand": 2_000,
    "a few thousand": 2_000,
}
NONE_WORDS = ("no", "none", "nobody", "no one", "no-one", "not a single", "not one")

_DIGITS = r"\d{1,3}(?:[,\u00a0\u202f ]\d{3})+(?![\d,]*\d)(?:\.\d+)?|\d+[.,]\d{1,2}(?!\d)|\d+(?:\.\d+)?"
_WORD = "|".join(sorted([*UNITS, *TENS], key=len, reverse=True))
_SCALE = "|".join(SCALES)
_WORDS = (
    rf"(?:half a (?:dozen|million|hundred|thousand)|half-a-dozen|(?:a|an|one) couple(?: of dozen)?|a pair|a score"
    rf"|(?:(?:a|one|two|three|four|five|six|seven|eight|nine|ten) )?dozen"
    rf"|(?:a|an)(?: (?:hundred|thousand|million))+(?: and (?:{_WORD}))?"
    rf"|(?:{_WORD})\b(?:[ -](?:{_WORD}|hundred|thousand|million|billion)\b"
    rf"|(?:(?<=hundred)|(?<=thousand)|(?<=million)) and (?:{_WORD})\b)*)"
)
_FIGURE = rf"(?:(?:{_DIGITS})(?:[ -]?(?:{_SCALE})(?![\w]))?|{_WORDS})"
_VAGUE = "|".join(sorted(VAGUE, key=len, reverse=True))

BEFORE = {
    "at least": ("at least", "no fewer than", "not fewer than", "no less than", "not less than", "a minimum of",
                 "minimum", "at the very least"),
    "more than": ("more than", "over", "exceeding", "exceeded", "exceeds", "exceed", "upwards of", "upward of",
                  "in excess of", "well over", "just over", "above", "surpassed", "surpasses", "topped", "tops",
                  "passed",
                  "greater than", "well above", "beyond"),
    "up to": ("up to", "as many as", "at most", "no more than", "not more than", "a maximum of", "as much as",
              "fewer than", "less than", "under", "just under", "as few as"),
    "about": ("about", "around", "some", "roughly", "nearly", "almost", "approximately", "approx.", "approx", "circa",
              "close to", "an estimated", "estimated", "in the region of", "in the order of", "on the order of",
              "somewhere around", "or so", "~"),
}  # fmt: skip
_APPROX = {phrase: kind for kind, phrases in BEFORE.items() for phrase in phrases}
_BEFORE = "|".join(re.escape(p) for p in sorted(_APPROX, key=len, reverse=True))
_AFTER = {"or so": "about", "-odd": "about", " odd": "about", "+": "more than", "plus": "more than",
          "or more": "at least", "or fewer": "up to", "or less": "up to", "at least": "at least",
          "at most": "up to"}  # fmt: skip

# "handed over 63 prisoners", "has gone up to 20": the word belongs to the verb.
_OF_VERB = {
    "over": re.compile(r"\bhand(?:s|ed|ing)?\s*\Z", re.IGNORECASE),
    "up to": re.compile(
        r"\b(?:go(?:es|ing|ne)?|went|is|was|are|were|move[sd]?|jump(?:s|ed)|crept)\s*\Z", re.IGNORECASE
    ),
}

QUANTITY = re.compile(
    rf"(?<![\w.,:/$€£₴№#@-])(?P<signed>[+] ?)?"
    rf"(?:(?P<before>{_BEFORE})(?:\s|(?=\d)))?(?:(?:another|a further|an additional|a total of|the|only|just|all) )?"
    rf"(?:(?P<vague>(?:many )?(?:{_VAGUE})\b)"
    rf"|(?P<between>(?:between|from) )?(?P<low>{_FIGURE})"
    rf"(?:(?:\s?[–—]\s?|(?<=\d)\s?-\s?(?=\d)| to (?:(?:about|around|some|as many as|up to) )?|(?<=\w) or (?!(?:so"
    rf"|more|less|fewer)\b)"
    rf"| and (?=(?:{_FIGURE})))(?P<high>{_FIGURE}))?)"
    rf"(?:(?P<after>-odd\b|\+|(?: (?:or so|odd|plus|or more|or fewer|or less)\b)))?",
    re.IGNORECASE,
)
_NOT_AFTER = re.compile(
    r"\s?(?:%| ?in (?:every )?(?:two|three|four|five|six|seven|eight|nine|ten|twelve|\d{1,3})\b(?! (?:days?"
    r"|hours?|weeks?|places|cities|regions|minutes|towns|villages|months|attacks|people))|(?:per ?cent|percent)\b"
    r"|-?percent|percentage|[$€£₴]|(?:US )?(?:dollars?|euros?|hryvnias?|hryvnyas?|pounds?"
    r"|roubles?|rubles?|cents|usd|uah|eur)\b|(?:a\.?m\.?|p\.?m\.?|o'clock|hours gmt|gmt)\b|(?:st|nd|rd|th)\b|:\d\d"
    r"|[-‑](?:year|month|week|day|hour|minute|stor|kilo|mile|metre|meter|km|mm|person|man|member|seat|bed|ton"
    r"|point|foot"
    r"|strong|plus|ton|part|way|fold|time|letter|[a-z])"
    r"|(?:years?|year)[- ](?:old|ago)|(?:mm|cm|kg|kw|mw|gw|kv|°|degrees|tons?|tonnes?|litres|liters|megawatts?"
    r"|kilowatts?)\b)",
    re.IGNORECASE,
)
_NOT_BEFORE = re.compile(
    r"(?:\b(?:one|two|three|four|five|six|seven|eight|nine|\d+) in(?: every)?\s"
    r"|(?P<named>\b(?:no\.?|nos\.?|number|unit|school|article|articles"
    r"|highway|route|reactor|resolution|page|chapter"
    r"|channel|group of|aged?"
    r"|ages?|protocol|point|units?|brigade|kindergarten|hospital|(?<!past )(?<!last )(?<!previous )day"
    r"|phase|category|level|type|model|army|corps"
    r"|euro|world war|storey|floor|section|paragraph|order|flight|lyceum|gymnasium|block|building|block no|house"
    r"|battery|km|hill|height|division|regiment|battalion|mark))|[A-Z][\w.]*-|[$€£₴№#]|\busd|\beur|\buah|\bus\$)\s?$",
    re.IGNORECASE,
)
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)"
)
_DATE = re.compile(
    rf"\b\d{{1,2}}(?:st|nd|rd|th)?(?:\s?(?:-|–|to|and)\s?\d{{1,2}}(?:st|nd|rd"
    rf"|th)?)?(?: of)? {_MONTH}\b\.?(?:,? \d{{4}})?"
    rf"|\b{_MONTH}\.? (?:[12]?\d|3[01])(?:st|nd|rd|th)?\b(?!,\d{{3}}| ?(?:people|soldiers|civilians|dead|killed"
    r"|wounded|injured|hurt|missing|men|women|residents))"
    rf"(?:\s?(?:-|–|to|and) ?\d{{1,2}}\b(?! \w+s\b))?(?:,? \d{{4}})?"
    rf"|\b{_MONTH}\.?,? (?:of )?\d{{4}}\b|\b\d{{1,2}}[./]\d{{1,2}}[./]\d{{2,4}}\b|\b\d{{4}}-\d\d-\d\d\b"
    r"|\b\d{1,2}:\d\d(?::\d\d)?\b|\b(?:19|20)\d\d[–/-](?:\d\d|20\d\d)\b"
    r"|, \d{2}(?:, \d{2})* and \d{2}(?=,)"
    r"|\b(?:at|by|around|about|before|after|until|from|since) \d{1,2}(?:[.:]\d\d)? ?(?:[ap]\.?m\b|o'clock)",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?:19|20)\d\d")
_YEAR_NOT_IF = re.compile(
    r"\s+(?:[a-z]+ )?(?:soldiers|troops|people|servicemen|civilians|drones|missiles|tanks|times|km|square|men"
    r"|fighters|units)\b"
)
_CHANGE = re.compile(
    r"\b(?:r[io]se[ns]?|rising|raised?|raising|increas\w+|climb\w*|jump\w*|revis\w+|grew|grown|went|gone|go|up"
    r"|down|f[ae]ll\w*|updat\w+"
    r"|dropped|lowered|correct\w+|chang\w+)\b[^.;]{0,60}$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Quantity:
    """A figure as the text has it. `low`/`high` None: open on that side. `core` is where the bare number starts."""

    char_start: int
    char_end: int
    core: int
    low: float | None
    high: float | None
    approx: str | None  # about, at least, more than, up to
    signed: bool = False  # "+720": an increment of a list
    vague: bool = False


def value_of(words: str) -> float | None:
    """The number that a figure in digits or words names; None if it names none."""
    text = words.lower().strip()
    match = re.match(rf"({_DIGITS})(?:[ -]?({_SCALE}))?$", text)
    if match:
        return _plain(match.group(1)) * SCALES.get(match.group(2) or "", 1)
    fixed = {"half a dozen": 6, "half-a-dozen": 6, "a couple": 2, "an couple": 2, "one couple": 2, "a pair": 2,
             "a score": 20,
             "half a million": 500_000, "half a hundred": 50, "half a thousand": 500,
             "a couple of dozen": 24}  # fmt: skip
    if text in fixed:
        return float(fixed[text])
    return _spelled(re.split(r"[ -]+", text))


def _plain(digits: str) -> float:
    if re.fullmatch(r"\d+,\d{1,2}", digits):
        return float(digits.replace(",", "."))
    return float(re.sub(r"[,\u00a0\u202f ]", "", digits))


_ADDED = {**UNITS, **TENS, "a": 1, "an": 1}
_TIMES = {"hundred": 100, "dozen": 12}


def _spelled(words: list[str]) -> float | None:
    total, current = 0.0, 0.0
    for word in words:
        if word in _ADDED:
            current += _ADDED[word]
        elif word in _TIMES:
            current = (current or 1) * _TIMES[word]
        elif word in SCALES:
            total, current = total + (current or 1) * SCALES[word], 0
        elif word != "and":
            return None
    return total + current


def find_quantities(text: str) -> list[Quantity]:
    """All figures of the text that may count something, in order; offsets into `text`."""
    return list(_quantities(text))


@lru_cache(maxsize=512)  # sentences: several steps ask for those of the one they are at
def _quantities(text: str) -> tuple[Quantity, ...]:
    if not _SIGN.search(text):
        return ()
    undated = _DATE.sub(lambda date: "_" * len(date.group()), text)
    undated = _RATIO.sub(lambda ratio: "_" * len(ratio.group()), undated)
    return tuple(quantity for match in QUANTITY.finditer(undated) for quantity in _read(text, match))


# "Nine out of ten" is a share; "12 out of 15" are two counts.
_RATIO = re.compile(
    rf"\b(?:{_WORD}|\d+) out of (?:every (?:{_WORD}|\d+)|two|three|four|five|ten|10|100|a (?:hundred|thousand))\b"
    r"(?!,\d)",
    re.IGNORECASE,
)
# A cheap look before the pattern: a digit, or the beginning of a word for a number.
_SIGN = re.compile(rf"\d|\b(?:{_WORD}|dozen|couple|pair|score|hundred|thousand|million|billion)", re.IGNORECASE)


def _read(text: str, match: re.Match[str]) -> list[Quantity]:
    start, end = match.span()
    if match["vague"]:
        vague = VAGUE[re.sub(r"^many ", "", match["vague"].lower())]
        return [Quantity(start, end, match.start("vague"), vague, None, None, vague=True)]
    core = match.start("low")
    if _NOT_AFTER.match(text, end) or _is_named(text, core, end) or _is_year(text, match):
        return []
    low, high = value_of(match["low"]), value_of(match["high"]) if match["high"] else None
    if low is None:
        return []
    if high is not None:
        return _pair(text, match, low, high)
    if match["between"] and match["between"].lower() == "between ":
        return []
    before = _APPROX.get((match["before"] or "").lower().strip())
    of_verb = _OF_VERB.get((match["before"] or "").lower())
    if of_verb is not None and of_verb.search(match.string, 0, match.start()):
        before = None
    after = _AFTER.get((match["after"] or "").lower().strip()) or _AFTER.get(_behind(text, end))
    approx = before or after
    signed = bool(match["signed"])
    return [Quantity(start, end, core, *_bounds(low, approx), approx, signed=signed)]


def _is_named(text: str, core: int, end: int) -> bool:
    """ "House 14", "a price of $30"; but "in our block two people", "over the past day 430 soldiers" count."""
    match = _NOT_BEFORE.search(text[max(0, core - 24) : core])
    if match is None or match["named"] is None:
        return match is not None
    behind = re.match(r" ([a-z]+)(?: ([a-z]+))?", text[end:])
    return behind is None or not any(_is_countable(word) for word in behind.groups() if word)


def _is_countable(word: str) -> bool:
    return singular(word) in PEOPLE | MUNITIONS | STRIKES or word in state_words()


def _behind(text: str, end: int) -> str:
    """ "1.5 kilometres at most", "20 rockets or so": words of approximation behind the noun."""
    match = re.match(r"(?: [a-z]+){1,2} (at most|at least|or so|or more)\b", text[end : end + 50])
    return match.group(1) if match else ""


def _bounds(value: float, approx: str | None) -> tuple[float | None, float | None]:
    if approx in ("at least", "more than"):
        return value, None
    return (None, value) if approx == "up to" else (value, value)


def _pair(text: str, match: re.Match[str], low: float, high: float) -> list[Quantity]:
    """A range, or two figures where the words between them are those of a change or a list."""
    start, end, joint = match.start(), match.end(), text[match.end("low") : match.start("high")].lower().strip()
    between = (match["between"] or "").lower().strip()
    first = Quantity(start, match.end("low"), match.start("low"), low, low, None)
    second = Quantity(match.start("high"), end, match.start("high"), high, high, None)
    if re.search(r"\bby\s*$", text[:start], re.IGNORECASE) and joint == "to":
        return [second]
    if joint == "and" and between != "between":
        return [first, second]
    changed = between == "from" and _CHANGE.search(text[:start])
    if changed or high <= low:
        return [first, second]
    scale = re.search(r"(thousand|million|hundred|k)$", match["high"].lower())
    if scale and low < 1_000 and not re.search(r"(thousand|million|hundred|k)$", match["low"].lower()):
        low *= SCALES[scale.group(1)]
    return [Quantity(start, end, match.start("low"), low, high, None)]


def _is_year(text: str, match: re.Match[str]) -> bool:
    if match["high"] or not _YEAR.fullmatch(match["low"]):
        return False
    return not _YEAR_NOT_IF.match(text, match.end())
