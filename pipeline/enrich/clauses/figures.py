"""Counted people and things of one sentence, as drafts.

Reads a parsed sentence and the drafts before it, writes nothing.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from pipeline.enrich.clauses.alls import alls_of, is_all
from pipeline.enrich.clauses.answers import answered
from pipeline.enrich.clauses.bare import continued, said_bare
from pipeline.enrich.clauses.counted import Counted, Measured
from pipeline.enrich.clauses.draft import Draft
from pipeline.enrich.clauses.drafted import draft_like, draft_of
from pipeline.enrich.clauses.excluded import is_excluded, is_of_other_war, is_unsuited
from pipeline.enrich.clauses.increases import bracketed, increased
from pipeline.enrich.clauses.measured import measure_of
from pipeline.enrich.clauses.ones import find_counted
from pipeline.enrich.clauses.pairs import merge_pairs
from pipeline.enrich.clauses.parts import attach, later_part_of, part_of, shares_of, words_of
from pipeline.enrich.clauses.salvos import fates, is_fate, is_fronted, is_rest
from pipeline.enrich.clauses.told_on import told_on
from pipeline.enrich.clauses.wholes import Wholes, measure_within, note_whole, state_of_whole
from pipeline.enrich.context import Context, Sentence
from pipeline.enrich.measures import AIRCRAFT, MUNITION, PERSON, STRIKE, THING
from pipeline.enrich.measures_forms import singular
from pipeline.models import Part


def find_figures(context: Context, sentence: Sentence, earlier: list[Draft], ground: list[Draft]) -> list[Draft]:
    """The counted people and things of a sentence; subgroups go into their parents, of its `ground`, too."""
    if sentence.doc is None or is_of_other_war(sentence.text):
        return []
    sentence.doc.user_data["around"] = around(context, sentence)
    ahead = context.sentences[sentence.index - 1] if sentence.index > 0 else None
    sentence.doc.user_data["ahead"] = ahead.text if ahead is not None else ""
    sentence.doc.user_data["places"] = _towns(context, sentence)
    found = _Found(sentence, earlier)
    every = find_counted(sentence.doc)
    every = sorted([*every, *alls_of(sentence.doc, every, _told_right_before(sentence, earlier))], key=_position)
    shares = shares_of(every)
    apart = any(c.number.i in shares and _is_placed(c, sentence.doc.user_data["places"]) for c in every)
    taken = {d.number.i for d in ground}
    for counted in every:
        if counted.number.i in shares and found.drafts:
            found.share(counted, apart)
        elif counted.number.i not in taken and not _is_time(context, sentence, counted):
            found.add(counted)
    attach(found.parts, earlier, sorted([*ground, *found.drafts], key=lambda d: d.number.i), every)
    return merge_pairs(found.drafts)


@dataclass(slots=True)
class _Found:
    """What the figures of one sentence have turned out to be, from left to right."""

    sentence: Sentence
    earlier: list[Draft]
    drafts: list[Draft] = field(default_factory=list)
    parts: list[tuple[int, Counted, str]] = field(default_factory=list)
    nouns: list[Counted] = field(default_factory=list)
    wholes: Wholes = field(default_factory=dict)
    salvo: Counted | None = None  # "of the 90 missiles, …", until the sentence tells what became of some

    def add(self, counted: Counted) -> None:
        """Takes in one figure: as a subgroup, a claim, a figure like an earlier one, or not at all."""
        if is_excluded(self.sentence, counted):
            return
        if is_all(counted):
            self._all(counted)
        elif not self._beside_total(counted):
            self._take(counted)

    def _take(self, counted: Counted) -> None:
        measured = measure_within(counted, self.wholes) or answered(counted)
        if measured is not None and self._is_of_people_told(counted, measured):
            measured = None
        of = part_of(counted)
        uncounted = measured is not None and bool(self.nouns) and not self.drafts  # "has 900 drones, used 540 of them"
        if of is not None and not uncounted and not _stands_alone(counted, measured, self.drafts):
            self.parts.append((counted.number.i, counted, of))
            return
        if measured is not None and not (is_unsuited(counted, measured) or self._is_captured_thing(counted, measured)):
            for told in [measured] if counted.number.i in self.wholes else fates(counted, measured):
                self._claim(counted, told)
        elif measured is None and counted.number.i not in self.wholes:
            self._share(counted)
        if counted.noun is not None and counted.kind in (MUNITION, THING, STRIKE):
            self.nouns.append(counted)

    def _all(self, counted: Counted) -> None:
        """Takes in what became of all that were told; "all of them civilians" tells nothing new."""
        measured = measure_of(counted)
        again = measured is not None and any(d.measure == measured.measure for d in self.drafts[-1:])
        if measured is not None and not again and not is_unsuited(counted, measured):
            self._claim(counted, measured)

    def share(self, counted: Counted, apart: bool) -> None:
        """Takes in one of the figures that add up to the last: with places each is a claim of its own."""
        whole = next((d for d in reversed(self.drafts) if d.like is None), self.drafts[-1])
        if apart:
            self.drafts.append(draft_like(self.sentence, counted, whole))
        else:
            whole.parts.append(Part(counted.quantity.low, counted.quantity.high, words_of(counted)))

    def _is_captured_thing(self, counted: Counted, measured: Measured) -> bool:
        """ "1,700 tanks, of which 544 captured": only people are counted as captured."""
        return measured.measure == "captured" and counted.noun is None and bool(self.drafts and self.drafts[-1].unit)

    def _is_of_people_told(self, counted: Counted, measured: Measured) -> bool:
        """The 490 of "110,740 killed, 490 of them in the past day, and 6,125 vehicles destroyed"."""
        of_them = counted.partitive and counted.noun is None and bool(self.drafts)
        return of_them and self.drafts[-1].kind == PERSON and measured.measure in ("destroyed", "hit", "shot_down")

    def _beside_total(self, counted: Counted) -> bool:
        """Takes in the increase of a total of the war, or the total behind the figure of a day."""
        total = increased(self.sentence, counted, [*self.earlier, *self.drafts])
        of_day = bracketed(self.sentence, counted, self.drafts) if total is None else None
        if (model := total or of_day) is None:
            return False
        draft = draft_like(self.sentence, counted, model)
        draft.increment, draft.cumulative = of_day is None, of_day is not None
        self.drafts.append(draft)
        return True

    def _claim(self, counted: Counted, measured: Measured) -> None:
        draft = draft_of(self.sentence, counted, measured, self.nouns, self.drafts or self.earlier)
        if draft.measure == "launched" and draft.unit is None:
            return  # "Berlin sends 14"
        if draft.measure == "shot_down" and draft.noun is None and draft.unit and self._told_of_no_flight():
            return  # "of the ten waves they stopped nine"
        told = counted.noun is None or counted.partitive
        if draft.measure == "launched" and told and _is_of_told(counted):
            return  # "One landed on a college", "the other four reached it": of those told before
        draft.like = _gapped(counted, draft, self.drafts)
        if measured.role == "whole":
            draft.like, draft.noun = self.wholes[counted.number.i], None
        self.drafts.append(draft)
        note_whole(counted, draft, self.wholes)
        if self.salvo is not None and is_fate(draft):
            salvo, self.salvo = self.salvo, None
            self._came(salvo, draft)

    def _told_of_no_flight(self) -> bool:
        """Whether the last thing counted before does not fly."""
        noun = self.nouns[-1].noun if self.nouns else None
        return noun is not None and self.nouns[-1].kind == THING and singular(noun.text) not in AIRCRAFT | {"target"}

    def _came(self, counted: Counted, part: Draft) -> None:
        """Takes in how many were launched, of which `part` were shot down."""
        self.wholes[counted.number.i] = part
        self._claim(counted, Measured("launched", counted.number, "whole"))

    def _share(self, counted: Counted) -> None:
        """A figure that has its measure with an earlier one, is a part of it, or the whole that it is part of."""
        if is_rest(counted, self.drafts):
            self._came(counted, self.drafts[-1])
            return
        if is_fronted(counted):
            self.salvo = counted
        told = [*self.earlier, *self.drafts]
        model = continued(counted, self.drafts) or said_bare(self.sentence, counted, told)
        model = model or told_on(self.sentence, counted, told)
        if model is not None:
            self.drafts.append(draft_like(self.sentence, counted, model))
        elif (of := later_part_of(counted)) is not None:
            self.parts.append((counted.number.i, counted, of))


def _is_placed(counted: Counted, places: list[tuple[int, int]]) -> bool:
    """ "22 over Kyiv"."""
    behind = counted.number.doc[counted.last + 1 : counted.last + 3]
    return len(behind) == 2 and behind[0].tag_ == "IN" and any(a <= behind[1].idx < b for a, b in places)


def _is_of_told(counted: Counted) -> bool:
    before = counted.number.doc.text[: counted.quantity.core].rstrip().lower()
    return counted.number.lower_ in ("one", "another") or before.endswith(("the other", "the remaining"))


def _gapped(counted: Counted, draft: Draft, before: list[Draft]) -> Draft | None:
    """The figure with which a bare one shares word and noun: "Ukraine fires 5,000 shells a day, Russia 20,000"."""
    if counted.noun is not None or counted.partitive:
        return None
    return next((d for d in reversed(before) if d.predicate is draft.predicate and d.noun is not None), None)


def around(context: Context, sentence: Sentence) -> str:
    """The paragraph and the two sentences before: where words of many meanings look for their context."""
    first = last = sentence.index
    while first > 0 and (context.sentences[first - 1].paragraph == sentence.paragraph or sentence.index - first < 2):
        first -= 1
    while last + 1 < len(context.sentences) and context.sentences[last + 1].paragraph == sentence.paragraph:
        last += 1
    return " ".join(s.text for s in context.sentences[first : last + 1])


def _position(counted: Counted) -> int:
    return counted.number.i


def _told_right_before(sentence: Sentence, earlier: list[Draft]) -> Draft | None:
    near = earlier and earlier[-1].kind in (MUNITION, PERSON) and sentence.index - earlier[-1].sentence.index == 1
    return earlier[-1] if near else None


def _towns(context: Context, sentence: Sentence) -> list[tuple[int, int]]:
    """Where the sentence names places that can be hit."""
    inside = (p for p in context.places if sentence.char_start <= p.char_start < sentence.char_end)
    offset = sentence.char_start
    return [(p.char_start - offset, p.char_end - offset) for p in inside if p.precision != "country"]


def _is_time(context: Context, sentence: Sentence, counted: Counted) -> bool:
    start = sentence.char_start + counted.quantity.core
    return any(t.char_start <= start < t.char_end for t in context.times)


def _stands_alone(counted: Counted, measured: Measured | None, drafts: list[Draft]) -> bool:
    """A figure with its own measure inside another: "90 casualties, of them 30 dead", "one of the wounded died"."""
    if measured is not None and (whole := state_of_whole(counted)) is not None:
        return whole != measured.measure
    return (
        measured is not None
        and bool(drafts)
        and not any(d.predicate is measured.predicate and d.measure == measured.measure for d in drafts)
        and measured.role in ("state", "noun", "object")
        and measured.measure != drafts[-1].measure
        and measured.measure in ("killed", "wounded", "missing", "captured", "shot_down", "destroyed")
    )
