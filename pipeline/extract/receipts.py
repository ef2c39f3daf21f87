"""Receipts: what of a page is not in its article, and the rule that removed it.

Reads leaves and rules, writes nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from pipeline.extract.leaves import Leaf
from pipeline.models import Removed

# A page may be all noise: receipts stay small enough to travel with the article. In characters, and in receipts.
_CHARS = 1000
_MOST = 300


def receipts(leaves: Sequence[Leaf], rules: Sequence[str | None]) -> list[Removed]:
    """One receipt per removed part, in page order; neighbours in one list or element share theirs."""
    removed = [(leaf, rule) for leaf, rule in zip(leaves, rules, strict=True) if rule is not None]
    grouped = groupby(removed, key=lambda pair: (pair[1], pair[0].frame.group or pair[0].frame.parent))
    found = [Removed(_shortened("\n".join(leaf.text for leaf, _ in pairs)), rule) for (rule, _), pairs in grouped]
    if len(found) <= _MOST:
        return found
    # What a rule removed by name says more than what was never near the article.
    named = [receipt for receipt in found if receipt.rule != "boilerplate"]
    shown = set(map(id, (named + [receipt for receipt in found if receipt.rule == "boilerplate"])[: _MOST - 1]))
    rest = Removed(f"[{len(found) - len(shown)} more parts of this page]", "boilerplate")
    return [receipt for receipt in found if id(receipt) in shown] + [rest]


def _shortened(text: str) -> str:
    if len(text) <= _CHARS:
        return text
    return f"{text[:_CHARS]} [{len(text) - _CHARS} more characters]"
