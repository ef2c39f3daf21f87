"""The rules for time expressions, in order of precedence: a pattern and the function that makes its interval.

Reads nothing, writes nothing. A pattern may name as `span` the part that is the expression.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from pipeline.enrich import times_feasts as feasts
from pipeline.enrich import times_resolve as to
from pipeline.enrich import times_units as units
from pipeline.enrich.times_calendar import ORDINALS, Interval
from pipeline.enrich.times_moment import Moment

_MONTH = (
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december"
    r"|(?:jan|feb|mar|apr|jun|jul|aug|sept|sep|oct|nov|dec)\b\.?)"
)
_WEEKDAY = (
    r"(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday|(?:mon|tues|tue|wed|thurs|thur|thu|fri|sat|sun)\b\.?)"
)
_DAY = r"(?:3[01]|[12]\d|0?[1-9])"
_TH = r"(?:st|nd|rd|th)?"
_YEAR = r"(?:1[89]\d\d|20\d\d)"
_DASH = r"\s*[-–—]\s*"
_NUMBER = (
    r"(?:\d{1,3}|an?(?:\s+(?:couple\s+of|dozen))?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
    r"|thirteen"
    r"|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty-four|twenty|thirty|forty-eight|forty|fifty|sixty"
    r"|seventy-two|ninety|couple\s+of|hundred)"
)
_PART_OF_DAY = r"(?:early\s+|late\s+)?(?:mid-?)?(?:morning|afternoon|evening|night|noon|midday|midnight|dawn|dusk)"


def _rule(name: str, pattern: str, resolve: Callable[[Moment], Interval | None]) -> Rule:
    return name, re.compile(pattern, re.IGNORECASE), resolve


Rule = tuple[str, re.Pattern[str], Callable[[Moment], Interval | None]]


def _after(words: str) -> str:
    """A look-behind for any of the words and a space."""
    return "(?:" + "|".join(rf"(?<=\b{word}\s)" for word in words.split()) + ")"


_AFTER_MAY = _after("in of by since come")  # words after which "May" is the month
_AFTER = _after("in of by since until till before after during from to through throughout around for between and come")
_REL = r"(?P<rel>last|this|next)\s+year"
_Y = rf"(?:,?\s+(?:of\s+)?(?P<year>{_YEAR})\b|\s+(?:of\s+)?{_REL}\b)?"
_TO = rf"(?:{_DASH}|\s+(?:to|until|till|through)\s+)"
_LEAD = rf"(?:{_WEEKDAY},?\s+)?(?:the\s+(?:night|evening|morning)\s+of\s+)?"

RULES: tuple[Rule, ...] = (
    _rule("iso date", r"\b(?P<year>20\d\d)-(?P<month>[01]\d)-(?P<day>[0-3]\d)\b", to.iso),
    _rule("numeric date", r"\b(?P<day>[0-3]?\d)[./](?P<month>[01]?\d)[./](?P<year>20\d\d)\b", to.iso),
    _rule("numeric date", r"\b(?P<day>[0-3]\d)\.(?P<month>[01]\d)\.(?P<year>2\d)\b(?!\.?\d)", to.short_date),
    _rule("range of days",
        rf"\b(?:(?:between|from)\s+)?(?:the\s+)?(?P<day1>{_DAY}){_TH}(?P<month1>)?(?:{_DASH}|\s+(?:and|to|until"
        rf"|through)\s+)(?:the\s+)?(?P<day2>{_DAY}){_TH}\s+(?:of\s+)?(?P<month2>{_MONTH})(?:,?\s+(?P<year>{_YEAR}))?"
        rf"\b", to.range_of_days),
    _rule("range of days",
        rf"\b(?:(?:between|from)\s+)?(?P<month1>{_MONTH})\s+(?P<day1>{_DAY}){_TH}(?:{_DASH}|\s+(?:and|to|until"
        rf"|through)\s+)(?P<month2>)?(?P<day2>{_DAY}){_TH}(?![\d.,]*\d)(?:,?\s+(?P<year>{_YEAR}))?\b(?!\s*(?:%"
        rf"|per\s?cent|people|soldiers|troops|km|kilomet))", to.range_of_days),
    _rule("range of days",
        rf"(?<!from\s)(?<!from\sthe\s)\b(?P<day1>{_DAY}){_TH}\s+(?:of\s+)?(?P<month1>{_MONTH})"
        rf"(?:,?\s+(?P<year1>{_YEAR}))?{_TO}(?:the\s+)?(?P<day2>{_DAY}){_TH}\s+(?:of\s+)?"
        rf"(?P<month2>{_MONTH})(?:,?\s+(?P<year>{_YEAR}))?(?!\w)", to.range_of_days),
    _rule("range of days",
        rf"(?<!from\s)\b(?P<month1>{_MONTH})\s+(?P<day1>{_DAY}){_TH}(?:,?\s+(?P<year1>{_YEAR}))?"
        rf"{_TO}(?P<month2>{_MONTH})\s+(?P<day2>{_DAY}){_TH}(?:,?\s+(?P<year>{_YEAR}))?"
        rf"\b(?![.,:]?\d)", to.range_of_days),
    _rule("date",
        rf"\b{_LEAD}(?:the\s+)?(?P<day>{_DAY}){_TH}\s+(?:of\s+)?(?P<month>{_MONTH}),?\s+(?P<year>"
        rf"{_YEAR})\b", to.full_date),
    _rule("date", rf"\b{_LEAD}(?P<month>{_MONTH})\s+(?P<day>{_DAY}){_TH},?\s+(?P<year>{_YEAR})\b", to.full_date),
    _rule("date without year",
        rf"\b{_LEAD}(?:the\s+)?(?P<day>{_DAY}){_TH}\s+(?:of\s+)?(?P<month>{_MONTH})(?:\s+(?:of\s+)?{_REL}\b)?(?!\w)",
        to.day_and_month),
    _rule("date without year",
        rf"\b{_LEAD}(?P<month>{_MONTH})\s+(?:the\s+)?(?P<day>{_DAY}){_TH}\b(?![.,:]?\d|\s*(?:%"
        rf"|per\s?cent|people|soldiers|troops|km\b|a\.m|p\.m|am\b|pm\b))", to.day_and_month),
    _rule(
        "first days of month",
        rf"\b(?:the\s+)?(?P<which>first|last|second|third)\s+(?:(?P<number>{_NUMBER})\s+(?:day|(?P<weeks>week))s|week)"
        rf"\s+of\s+(?:(?P<month>{_MONTH}){_Y}(?!\w)|(?:the|this)\s+month\b)",
        to.days_of_month,
    ),
    _rule("half of month",
        rf"\b(?:the\s+)?(?P<half>first|second|latter)\s+half\s+of\s+(?P<which>)?(?P<part>)?(?P<month>{_MONTH})"
        rf"{_Y}(?!\w)",
        to.half_of_month),
    _rule("invasion",
        r"\b(?:(?:russia['’]s|the|moscow['’]s|putin['’]s|its|their)\s+)?(?:(?:start|beginning|outset|launch|onset"
        r"|outbreak|first day)\s+of\s+(?:the\s+|russia['’]s\s+|moscow['’]s\s+|this\s+|its\s+"
        r"|putin['’]s\s+)?(?:current\s+)?(?:full-scale\s+|large-scale\s+|full\s+|russian\s+|all-out\s+"
        r"|unprovoked\s+)*(?:invasion|war|aggression|special\s+military\s+operation)(?:\s+(?:of|in"
        r"|against)\s+ukraine)?|(?<=day\sof\s)the\s+invasion|(?<=night\sof\s)the\s+invasion|(?<=morning\sof\s)the\s+invasion"
        r"|(?<=since\s)(?:the\s+)?(?:full-scale\s+|russian\s+)*(?:invasion|war)\s+(?:began"
        r"|started|of\s+ukraine\s+(?:began|started)))\b", feasts.invasion),
    _rule("invasion",
        r"\bsince\s+(?P<span>(?:(?:launching|starting|beginning)\s+(?:its|the|their|his)\s+(?:full-scale\s+)?"
        r"(?:invasion|war)|(?:russia|moscow|putin|he|it|they|the\s+russians?)\s+(?:invaded(?:\s+ukraine)?|(?:launched"
        r"|began|started)\s+(?:its|the|his)\s+(?:full-scale\s+)?(?:invasion|war)(?:\s+of\s+ukraine)?)|(?:the\s+"
        r"|russia['’]s\s+|moscow['’]s\s+)?(?:current\s+)?(?:full-scale\s+|large-scale\s+|russian\s+"
        r"|all-out\s+)*(?:invasion|war)(?:\s+(?:of|in|against)\s+ukraine)?(?:\s+(?:began|started"
        r"|broke\s+out))?))\b(?!\s+(?:last|in|on)\b)", feasts.invasion),
    _rule("invasion",
        r"\b(?:after|before|since|until|following)\s+(?:the\s+|russia['’]s\s+|moscow['’]s\s+"
        r"|its\s+)?(?P<span>(?:full-scale\s+|large-scale\s+"
        r"|russian\s+)*invasion)\b(?!\s+of\s+(?!ukraine))", feasts.invasion),
    _rule("holiday",
        rf"\b(?P<western>(?:western|catholic|protestant)\s+)?(?:orthodox\s+)?easter\b(?:\s+sunday)?{_Y}",
        feasts.easter),
    _rule("holiday",
        rf"\b(?P<holiday>new\s+year(?:['’]s|s)\s+(?:day|eve|night)|new\s+year['’]s(?!\s+[a-z])"
        rf"|new\s+year(?!['’]s)(?=\s+(?:strike|attack|holiday|celebration|night|address|period)"
        rf"|\b(?<=at\snew\syear)|\b(?<=and\snew\syear)|\b(?<=after\snew\syear)|\b(?<=before\snew\syear)"
        rf"|\b(?<=until\snew\syear)|\b(?<=since\snew\syear)|\b(?<=over\snew\syear)|\b(?<=the\snew\syear))"
        rf"|(?:orthodox\s+|russian\s+)?christmas(?:\s+(?:day|eve))?|boxing\s+day|epiphany|valentine['’]?s\s+day"
        rf"|(?:international\s+)?women['’]?s\s+day|defender\s+of\s+the\s+fatherland\s+day|may\s+day|victory\s+day"
        rf"|russia\s+day|(?:ukraine['’]s\s+|ukrainian\s+)?independence\s+day|constitution\s+day|unity\s+day"
        rf"|st\.?\s+nicholas\s+day|halloween){_Y}", feasts.holiday),
    _rule("holiday", r"\bthanksgiving(?:\s+day)?\b", feasts.thanksgiving),
    _rule("month",
        rf"\b(?:the\s+)?(?P<part>early|mid|late|(?:beginning|start|middle|end)(?=\s+of))(?:[-\s]+(?:of\s+)?"
        rf"|\s+in\s+)(?:(?P<which>last|this|next)\s+)?(?P<month>{_MONTH}){_Y}(?!\w)", to.month),
    _rule("month",
        rf"\b(?:(?P<which>last|this|next|this\s+past)\s+)(?P<part>)?(?P<month>{_MONTH})(?P<year>)?(?!\w)", to.month),
    _rule("month",
        rf"\b(?P<which>)?(?P<part>)?(?P<month>{_MONTH})(?:,?\s+(?:of\s+)?(?P<year>{_YEAR})|\s+(?:of\s+)?{_REL})\b",
        to.month),
    _rule("month",
        rf"{_AFTER_MAY}(?P<which>)?(?P<part>)?(?P<month>{_MONTH})(?P<year>)?(?!\w|['’]s|\s+(?:was|were|not|be"
        rf"|have)\b)", to.month),
    _rule("month",
        rf"{_AFTER}(?P<which>)?(?P<part>)?(?P<month>(?-i:January|February|March|April|June|July|August|September"
        rf"|October|November|December))(?P<year>)?\b(?!['’]s)", to.month),
    _rule("month",
        r"\b(?P<which>)?(?P<part>)?(?P<month>january|february|july|september|october|november"
        r"|december)(?P<year>)?\b", to.month),
    _rule("past span",
        rf"\b(?:the\s+)?(?P<which>past|(?<!to )last|previous|preceding|those"
        rf"|these)\s+(?P<number>{_NUMBER})[\s-]*(?P<unit>hour|day|night|week|month|year)s\b", to.past_span),
    _rule("past span",
        rf"(?:\bthe\s+|{_after('in over during for')})past\s+(?P<number>)?(?P<unit>day|night|week|month|year)\b",
        to.past_span),
    _rule("past span", r"(?<=\bover\s)the\s+(?P<number>)?(?P<unit>day)\b(?!\s+of\b)", to.over_the_day),
    _rule("past span", r"(?<=\bin\s)(?P<number>24|48|72)[\s-]*(?P<unit>hour)s\b", to.past_span),
    _rule("past span",
        r"\b(?:over|in|during|within|throughout)\s+(?P<span>the\s+last\s+(?P<number>)?(?P<unit>day|week|month"
        r"|year))\b", to.past_span),
    _rule("day before yesterday",
        r"\b(?P<word>the\s+day\s+before\s+yesterday|the\s+day\s+after\s+tomorrow)\b", to.deictic),
    _rule("night of the year",
        r"\b(?:the\s+)?(?P<which>first|last)\s+(?P<unit>night|day|morning|evening|hours|minutes)\s+of\s+(?:(?:the|this)"
        rf"\s+(?:(?P<new>new)\s+|old\s+)?year|(?P<year>{_YEAR}))\b", units.night_of_year),
    _rule("last night",
        r"\b(?:last\s+night|overnight|(?:in|during|over|through|throughout)\s+(?P<span2>the\s+night)"
        r"(?!\s+(?:when|that|he|she|they|shift|sky)\b)|the\s+past\s+night)\b"
        r"(?!(?<!overnight)\s+(?:of|from|on|to|before|after|between)\b)"
        rf"(?!\s+(?:from|on|to|between|into)\s+(?:{_WEEKDAY}|{_MONTH}|\d))", to.overnight),
    _rule("today", rf"\b(?P<word>today|tonight|yesterday|tomorrow)(?:['’]s)?(?:\s+{_PART_OF_DAY})?\b", to.deictic),
    _rule("part of day", rf"\bthis\s+{_PART_OF_DAY}\b", to.this_part_of_day),
    _rule("part of day",
        r"\b(?:(?:earlier|later)\s+(?:on\s+)?in|during|throughout|in\s+the\s+course\s+of)\s+(?P<span>the\s+day)\b"
        r"(?!\s+(?:of|when|that|before|after)\b)", to.later_in_the_day),
    _rule("weekday",
        rf"(?<!\bevery\s)(?<!\beach\s)"
        rf"\b(?:(?P<which>last|next|this\s+coming|this\s+past|this|coming|past|previous)\s+)?(?P<weekday>monday"
        rf"|tuesday|wednesday|thursday|friday|saturday|sunday)(?:['’]s)?(?:\s+{_PART_OF_DAY})?\b(?!s\b)"
        rf"(?P<back>\s+before\s+last\b)?", to.weekday),
    _rule("ago",
        rf"\b(?:(?:about|around|some|nearly|almost|just|exactly|more\s+than"
        rf"|over)\s+)?(?P<number>{_NUMBER})\s+(?P<unit>day|night|week|fortnight|month|year)s?\s+ago\b", to.ago),
    _rule("earlier",
        rf"(?<!the\s)(?<!in\s)\b(?P<number>{_NUMBER})\s+(?P<unit>day|night|week|fortnight|month"
        rf"|year)s?\s+(?P<way>earlier|later|previously|afterwards|on(?=\s*[,.;])|(?:before|after|prior)"
        rf"(?=\s*(?:[.,;:?!)”\"—–]|$)|\s+(?:and|but|at|in|near|when|while)\b))\b(?!\s+than\b)", to.earlier),
    _rule("unit before",
        r"\b(?:the|that)\s+(?P<unit>week|month|year)\s+(?P<way>before|earlier|after)\b(?=\s*(?:[.,;:)”\"—–]|$)"
        r"|\s+(?:\w+\s+){1,3}had\b|\s+(?:it|there)\s+was\b)", units.unit_before),
    _rule("neighbouring day",
        r"\b(?:the\s+)?(?P<which>previous|preceding|following|next|same)\s+(?P<unit>day|night|evening|morning"
        r"|afternoon)\b",
        to.neighbour_day),
    _rule("neighbouring day",
        r"\b(?:the|a)\s+(?P<unit>day|night|evening)\s+(?P<which>before|after|prior)\b(?=\s+(?:his|her|its|their|to)\b|\s*(?:[.,;:)”\"]|$|and\b|in\b|at\b"
        r"|that\b))", to.neighbour_day),
    _rule("day of month",
        r"\b(?:on|by|from|since|until|till|before|after|for|to|was|is|(?:as|night|morning|evening|afternoon|noon)\s+of)"
        rf"\s+(?P<span>the\s+(?:(?P<day>3[01]|[12]?\d)(?:st|nd|rd|th)|(?P<word>{'|'.join(ORDINALS)})))\b(?=\s*(?:[.;:)—–]|,(?!\s*(?:and\s+)?(?:the\s+)?\d+(?:st|nd|rd|th))|$)|\s+(?:he|she|they|it|we|when|at"
        r"|there|that|the|our|his|her|an?|two|three)\b)", to.day_of_month),
    _rule("that day", r"\b(?P<which>that)\s+(?:same\s+)?(?:day|evening|morning|night|afternoon)\b", to.neighbour_day),
    _rule("edge of unit",
        r"\b(?:the\s+)?(?P<edge>start|beginning|end)\s+of\s+(?:the|this)\s+(?:(?:new|current"
        r"|calendar)\s+)?(?P<unit>year|month|week)\b", units.edge_of_unit),
    _rule("edge of unit",
        r"\bsince\s+(?P<span>(?:the|this)\s+(?P<unit>year|month|week)\s+(?P<edge>began|started))\b",
        units.edge_of_unit),
    _rule("calendar unit",
        r"\b(?:earlier\s+|later\s+)?(?P<which>last|previous|this|current|next)\s+(?P<unit>weekend|week|month"
        r"|year)(?:['’]s)?\b", units.calendar_unit),
    _rule("weekend",
        r"\b(?:over|at|on|during|since|before|until|after|for)\s+(?:the\s+)?(?P<which>this)?(?P<span>weekend)\b",
        units.weekend),
    _rule("season",
        rf"\b(?:(?:early|mid|late)[-\s]+)?(?P<season>winter|spring|summer|autumn"
        rf"|fall)\s+(?P<which>)?(?:of\s+)?(?P<year>{_YEAR})(?:[-–/](?:20)?\d\d)?\b", units.season),
    _rule("season",
        r"\b(?P<year>)?(?P<which>last|this\s+coming|this|next|the)\s+(?P<season>winter|spring|summer|autumn"
        r"|fall)\b(?!\s+(?:of|to|from|in)\b)", units.season),
    _rule("season",
        rf"{_AFTER}(?P<year>)?(?P<which>)?(?P<season>winter|spring|summer|autumn|(?<=in\s)fall"
        rf"|(?<=by\s)fall|(?<=since\s)fall|(?<=before\s)fall|(?<=until\s)fall)\b(?!\s+(?:of|to|from)\b)", units.season),
    _rule("year",
        rf"{_AFTER}(?:early\s+|mid-?\s?|late\s+)?(?P<year>{_YEAR})\b(?!\s*(?:%|km|people|soldiers"
        rf"|troops|men|tanks|servicemen|drones|missiles))", units.year),
    _rule("year",
        r"\b(?:a|the|his|her|its|their)\s+(?P<span>(?P<year>19[5-9]\d"
        r"|20[0-2]\d))\s+(?=[a-z])(?!(?:people|soldiers|troops|men|tanks|servicemen|drones"
        r"|missiles|others|civilians|were|was|who|that)\b)", units.year),
    _rule("year", rf"\b(?:early|mid|late)[-\s](?P<year>{_YEAR})\b", units.year),
)  # fmt: skip


# The kinds of word (groups of the trigger in times.py) without which a rule cannot match.
SIGNS: dict[str, frozenset[str]] = {
    name: frozenset(signs.split())
    for name, signs in (
        ("iso date", "number year"), ("numeric date", "number year"), ("range of days", "month"), ("date", "month"),
        ("date without year", "month"),
        ("first days of month", "month unit"), ("half of month", "month"),
        ("invasion", "war"), ("holiday", "feast unit year"), ("month", "month"),
        ("past span", "unit"), ("night of the year", "unit near"), ("day before yesterday", "near"),
        ("last night", "near"), ("today", "near"),
        ("part of day", "near unit"), ("weekday", "weekday"), ("ago", "unit"), ("earlier", "unit"), ("neighbouring day",
        "unit near"),
        ("that day", "unit near"), ("unit before", "unit"), ("day of month", "ordinal"), ("edge of unit", "unit"),
        ("calendar unit", "unit"), ("weekend", "unit"),
        ("season", "season"), ("year", "year"),
    )
}  # fmt: skip
