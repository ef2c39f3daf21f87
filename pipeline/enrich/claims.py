"""Claims: every figure and every assertion of control, with who says so, of whom, where and when.

Reads a Context's parses, places, times, statements, hedges and incidents; writes its `claims`.
"""

from __future__ import annotations

from pipeline.enrich.bulletins import find_listed, rows_of
from pipeline.enrich.bulletins_lists import list_heads
from pipeline.enrich.claims_fill import complete
from pipeline.enrich.clauses.control import find_control
from pipeline.enrich.clauses.distance import find_ground
from pipeline.enrich.clauses.draft import Draft
from pipeline.enrich.clauses.figures import find_figures
from pipeline.enrich.clauses.mood import is_unreal
from pipeline.enrich.clauses.setting import places_of
from pipeline.enrich.clauses.war import is_of_war, may_be_of_peace
from pipeline.enrich.context import Context, Sentence
from pipeline.enrich.tables import find_tabled, tables_of
from pipeline.models import Claim, stable_id

__all__ = ["claim_id", "find_claims"]

# A figure without a noun that says what was fired or lost counts nothing: of people other measures tell.
_OF_THINGS = frozenset({"launched", "shot_down", "hit", "destroyed"})


def claim_id(event_id: str, claim: Claim) -> str:
    """Permanent address of a claim: the same claim of the same article revision has the same id on every machine.

    Of claims of control the place is a part: one clause may give several towns.
    """
    towns = (claim.place,) if claim.measure == "control" else ()
    return stable_id(
        event_id, claim.measure, claim.char_start, claim.char_end, claim.low, claim.high, claim.speaker, *towns
    )


def find_claims(context: Context) -> None:
    """Fills `context.claims`, in the order of the text."""
    drafts: list[Draft] = []
    of_war = is_of_war(context)
    listed, heads = rows_of(context), list_heads(context)
    tabled = tables_of(context, set(listed))
    for sentence in context.sentences:
        if sentence.index in listed:
            drafts += find_listed(context, sentence, listed[sentence.index])
        elif of_war and sentence.index in tabled:
            drafts += find_tabled(context, sentence, *tabled[sentence.index])
        elif sentence.doc is not None:
            found = _of_sentence(context, sentence, drafts)
            found = found if of_war else [d for d in found if may_be_of_peace(d)]
            for draft in found:
                draft.head = heads.get(sentence.index)
            drafts += found
    context.claims = [claim for claim in complete(context, drafts) if claim.unit or claim.measure not in _OF_THINGS]


def _of_sentence(context: Context, sentence: Sentence, earlier: list[Draft]) -> list[Draft]:
    ground = [d for d in find_ground(sentence, earlier) if not is_unreal(d.predicate)]
    figures = find_figures(context, sentence, earlier, ground)
    held = find_control(context, sentence, places_of(context, sentence), earlier)
    control = [d for d in held if not is_unreal(d.predicate)]
    return sorted([*ground, *figures, *control], key=lambda d: d.char_start)
