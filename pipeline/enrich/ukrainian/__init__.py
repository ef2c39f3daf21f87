"""Bulletins in Ukrainian, read by rules: the General Staff's totals and summaries, the Air Force's counts.

Reads a Context whose text is Ukrainian; writes its mentions, places, times, claims and incidents. Any other Ukrainian
text is left alone: what a reporter tells in his own words takes a parser that this product does not have.
"""

from __future__ import annotations

from pipeline.enrich.context import Context
from pipeline.enrich.ukrainian.counts import find_counts
from pipeline.enrich.ukrainian.fighting import find_fighting, find_raids, find_regions
from pipeline.enrich.ukrainian.form import recognise
from pipeline.enrich.ukrainian.losses import find_losses
from pipeline.enrich.ukrainian.named import find_days, find_publisher, find_weapons

__all__ = ["read_bulletin"]


def read_bulletin(context: Context) -> bool:
    """Fills the lists of the context where its text is such a bulletin or passes its figures on; says whether it is."""
    bulletin = recognise(context)
    if bulletin is None:
        return False
    for step in (
        find_publisher,
        find_days,
        find_weapons,
        find_fighting,
        find_raids,
        find_regions,
        find_losses,
        find_counts,
    ):
        step(context, bulletin)
    context.mentions.sort(key=lambda mention: mention.char_start)
    context.places.sort(key=lambda place: place.char_start)
    context.claims.sort(key=lambda claim: (claim.char_start, claim.char_end))
    return bool(context.claims or context.incidents)
