"""What a figure leaves unsaid because the lines before it said it: the days and side of the scene it belongs to.

Reads a Draft, the drafts before it and the Context's places and times; writes nothing.
"""

from __future__ import annotations

import re

from pipeline.enrich.clauses.days import is_past, is_since, joined, saying_days
from pipeline.enrich.clauses.draft import Draft
from pipeline.enrich.clauses.parties import OPPOSITE, near_sentences, side_of_place, side_of_words, voice_side
from pipeline.enrich.context import Context, Sentence
from pipeline.enrich.measures import MILITARY, PERSON
from pipeline.enrich.measures_forms import singular
from pipeline.enrich.speakers_statements import statements_at
from pipeline.models import Time

_EVENT_BACK = re.compile(
    r"\b(?:the (?:blast|strike|attack|shelling|explosion|hit|exchange|swap|salvo|building|arena|crash)|in return"
    r"|also|others?|another)\b",
    re.IGNORECASE,
)
_SOLDIERS = re.compile(
    r"\b(?:squad|platoon|battalion|company|brigade|regiment|convicts?|prisoners?|recruits|mercenar\w+|fighters?|soldiers?|servicem[ae]n|troops|sniper"
    r"|gunner|sergeant|infantry|unit|officers|own (?:dead|losses|casualties|men))\b",
    re.IGNORECASE,
)
_PARAGRAPHS = 2  # how far back a line that points back may reach
_STORY = 3  # paragraphs in which a single day, if they name no second one, is the day of what they tell
EVENTS = (
    "killed",
    "wounded",
    "killed_or_wounded",
    "missing",
    "launched",
    "shot_down",
    "hit",
    "destroyed",
    "exchanged",
)
PEOPLE_COUNTED = ("killed", "wounded", "killed_or_wounded", "losses", "missing", "captured", "exchanged")
_SHOTS = ("launched", "shot_down")
_LOST = ("killed", "wounded", "killed_or_wounded", "losses", "missing", "destroyed")
_GROUND = ("distance", "area")


def echoed(draft: Draft, before: list[Draft]) -> Draft | None:
    """The same figure told before: a denial or a repetition is of the same scene."""
    if draft.low in (None, 0, 1) and draft.high in (None, 0, 1):
        return None
    figure = (draft.measure, draft.low, draft.high, draft.unit)
    same = [d for d in before if (d.measure, d.low, d.high, d.unit) == figure and not d.cumulative]
    return same[-1] if same else None


def lines_before(context: Context, sentence: Sentence, reach: int, most: int = 8) -> list[Sentence]:
    """The sentences before this one, nearest first, of its paragraph and of `reach` paragraphs before."""
    found: list[Sentence] = []
    for one in reversed(context.sentences[: sentence.index]):
        if sentence.paragraph - one.paragraph > reach or len(found) == most:
            break
        found.append(one)
    return found


def days_before(context: Context, draft: Draft, before: list[Draft]) -> tuple[str | None, str | None]:
    """The days that the paragraph speaks of, else those of an earlier figure of the same place."""
    said = saying_days(context)
    reach = _PARAGRAPHS if _EVENT_BACK.search(draft.sentence.text) else 0
    twin = next((d for d in reversed(before) if _is_twin(d, draft)), None)
    if twin is not None and is_past(context, twin.start, twin.end, twin.char_end, draft.sentence.char_end):
        twin = None
    for sentence in lines_before(context, draft.sentence, reach):
        other = sentence.paragraph < draft.sentence.paragraph
        if twin is not None and twin.place is not None and (other or sentence.index <= twin.sentence.index):
            break
        if inside := _days_in(context, sentence, said):
            return joined(context.document.article.text, inside[-1], inside)
    if twin is not None:
        return twin.start, twin.end
    return _day_of_story(context, draft) if draft.measure in EVENTS else (None, None)


def days_of_paragraph(context: Context, draft: Draft) -> tuple[str | None, str | None]:
    """The last day that the paragraph has named."""
    said = saying_days(context)
    found = (days for s in lines_before(context, draft.sentence, 0) if (days := _days_in(context, s, said)))
    last = next(found, None)
    return (last[-1].start, last[-1].end) if last else (None, None)


def _days_in(context: Context, sentence: Sentence, said: set[int]) -> list[Time]:
    return [
        t
        for t in context.times
        if sentence.char_start <= t.char_start < sentence.char_end
        and t.start is not None
        and t.char_start not in said
        and t.precision in ("day", "days")
        and not is_since(context, t)
    ]


def _day_of_story(context: Context, draft: Draft) -> tuple[str | None, str | None]:
    """The one day of which the lines before tell, where they tell of one only and name no other place since."""
    said = saying_days(context)
    first = next(s.char_start for s in context.sentences if draft.sentence.paragraph - s.paragraph <= _STORY)
    near = [
        t
        for t in context.times
        if first <= t.char_start < draft.sentence.char_start and t.start is not None and t.char_start not in said
    ]
    days = {(t.start, t.end) for t in near if t.precision in ("day", "days") and not is_since(context, t)}
    if not days:
        days = _days_told(context, draft)
    return days.pop() if len(days) == 1 else (None, None)


def _days_told(context: Context, draft: Draft) -> set[tuple[str | None, str | None]]:
    """The days of all that the text has told so far, where it is news of its own day: any other one speaks against."""
    anchor = context.anchor_of(draft.sentence)
    said = saying_days(context)
    days: set[tuple[str | None, str | None]] = {
        (t.start, t.end)
        for t in context.times
        if t.start is not None and t.char_start < draft.sentence.char_start and t.char_start not in said
    }
    return days if anchor is not None and days == {(anchor.isoformat(), anchor.isoformat())} else set()


def _is_twin(one: Draft, draft: Draft) -> bool:
    """An earlier figure of the same scene: the same place, or none, and the same kind of count."""
    if not one.start or one.cumulative or one.per:
        return False
    if one.place is not None and one.place == draft.place and one.measure in EVENTS and draft.measure in EVENTS:
        return True
    if not are_kin(one, draft):
        return False
    close = draft.sentence.paragraph - one.sentence.paragraph <= _PARAGRAPHS
    alike = one.measure == draft.measure or one.measure in _GROUND
    return one.place == draft.place and (one.place is not None or (close and alike))


def are_kin(one: Draft, other: Draft) -> bool:
    """Figures that count the same kind of thing, so that what is told with one holds for the other."""
    groups = (PEOPLE_COUNTED, _SHOTS, ("hit", "destroyed"), _GROUND)
    return any(one.measure in group and other.measure in group for group in groups)


def side_before(context: Context, draft: Draft, before: list[Draft]) -> str | None:
    """The side of the figures beside and before; of bare figures of people civilian, if nothing is military."""
    if draft.cumulative and (side := _side_of_sum(context, draft, before)) is not None:
        return side
    kin = [d for d in before if are_kin(d, draft) and d.side]
    near = [d for d in kin if d.sentence.index == draft.sentence.index]
    if near and (draft.bare or draft.kind != PERSON):
        return near[-1].side
    if draft.kind == PERSON or draft.measure in PEOPLE_COUNTED:
        soldiers = draft.noun is not None and singular(draft.noun.text) in MILITARY
        return _side_of_people(context, draft, kin) or (_side_of_losses(draft, before) if soldiers else None)
    if draft.measure == "destroyed" and (side := _side_of_losses(draft, before)) is not None:
        return side
    paragraph = [
        d for d in kin if 0 <= draft.sentence.paragraph - d.sentence.paragraph <= _PARAGRAPHS and d.side != "civilian"
    ]
    if paragraph:
        return paragraph[-1].side
    return _side_of_target(context, draft) if draft.measure in _SHOTS else _side_of_arms(context, draft)


def _side_of_sum(context: Context, draft: Draft, before: list[Draft]) -> str | None:
    """The side of the sums told before, else of the losses; a staff that names nobody counts the other side's dead."""
    if sums := [d for d in before if d.cumulative and d.side]:
        return sums[-1].side
    if not draft.bare:
        return None
    counts = draft.measure in PEOPLE_COUNTED and speaks_for_arms(context, draft)
    return _side_of_losses(draft, before) or (OPPOSITE.get(voice_side(context, draft) or "") if counts else None)


def _side_of_losses(draft: Draft, before: list[Draft]) -> str | None:
    """ "1,140 Russian soldiers died. Two dozen tanks were destroyed as well": whose losses the paragraph tells."""
    here = [d for d in before if d.sentence.paragraph == draft.sentence.paragraph and d.measure in _LOST]
    return here[-1].side if here and here[-1].side in ("RU", "UA") else None


def _side_of_target(context: Context, draft: Draft) -> str | None:
    """Whoever does not hold the towns of the paragraph has sent what flies at them."""
    around = {s.char_start for s in context.sentences if s.paragraph == draft.sentence.paragraph}
    first, last = min(around), max(around)
    end = next(s.char_end for s in context.sentences if s.char_start == last)
    holders = {side_of_place(context, p.name) for p in context.places if first <= p.char_start < end}
    return OPPOSITE.get(holders.pop() or "") if len(holders) == 1 else None


def _side_of_arms(context: Context, draft: Draft) -> str | None:
    """ "A Russian tank column was ambushed. Thirteen tanks burned": whose arms the paragraph has named."""
    lines = [s.text for s in near_sentences(context, draft) if s.paragraph == draft.sentence.paragraph]
    found = _ARMS_OF.findall(" ".join(lines))
    sides = {side_of_words(words) for words in found}
    return sides.pop() if len(sides) == 1 else None


_ARMS_OF = re.compile(
    r"\b((?:Russian|Ukrainian)(?: \w+){0,2} (?:tanks?|columns?|convoys?|armou?r|vehicles?|batter\w+|guns?|equipment"
    r"|boats?|ships?|jets?|helicopters?|aircraft|trucks?|systems?))\b"
)


def speaks_for_arms(context: Context, draft: Draft) -> bool:
    """A staff or a ministry of defence counts soldiers where it does not say whom."""
    name = next((s.speaker for s in statements_at(context, draft.char_start, draft.char_end) if s.speaker), "") or ""
    return bool(_STAFFS.search(name))


def has_staff(context: Context, draft: Draft) -> bool:
    """Whether a staff has spoken in the paragraph: what it goes on to tell is of the whole front."""
    first = min(s.char_start for s in context.sentences if s.paragraph == draft.sentence.paragraph)
    told = (s.speaker for s in context.statements if s.scope and first <= s.scope[0][0] < draft.char_end)
    return any(_STAFFS.search(name) for name in told if name)


_STAFFS = re.compile(r"\b(?:Ministry of Defence|General Staff|StratCom|Armed Forces)\b")
_MORE = re.compile(r" (?:more|others|further)\b")


def _follows(one: Draft, draft: Draft) -> bool:
    return draft.sentence.index - one.sentence.index <= 1


def _is_close(one: Draft, draft: Draft) -> bool:
    return draft.sentence.paragraph - one.sentence.paragraph <= 1


def _side_of_people(context: Context, draft: Draft, kin: list[Draft]) -> str | None:
    if re.search(r"\b(?:our|his|her|my) (?:own )?side\b", draft.sentence.text, re.IGNORECASE):
        return voice_side(context, draft)
    if draft.bare and (alike := [d for d in kin if d.measure == draft.measure and _is_close(d, draft)]):
        behind = draft.sentence.text[draft.char_end - draft.sentence.char_start :]
        follows = draft.sentence.index - alike[-1].sentence.index == 1 and alike[-1].side in ("RU", "UA")
        follows = follows and draft.place in (None, alike[-1].place)
        if follows or _MORE.match(behind):
            return alike[-1].side
    same = [d for d in kin if d.place is not None and d.place == draft.place]
    none = draft.noun is None and draft.high == 0 and draft.number.tag_ == "NN"  # "nobody": no soldiers by any word
    if same and (draft.bare or same[-1].side != "civilian") and not (none and not _follows(same[-1], draft)):
        return same[-1].side
    lines = " ".join(
        s.text
        for s in near_sentences(context, draft)
        if s.paragraph == draft.sentence.paragraph or (s.index == draft.sentence.index - 1 and not none)
    )
    if draft.bare and speaks_for_arms(context, draft) and (holder := side_of_place(context, draft.place)) is not None:
        return holder
    if _SOLDIERS.search(lines):
        named = side_of_words(lines)
        return voice_side(context, draft) or (named if named in ("RU", "UA") else None)
    return "civilian" if draft.bare and draft.measure not in ("losses", "captured", "exchanged") else None
