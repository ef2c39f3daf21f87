"""Whether a text speaks of war: words that count losses and shots there mean other things in sport and trade.

Reads a Context, writes nothing.
"""

from __future__ import annotations

import re

from pipeline.enrich.clauses.draft import Draft
from pipeline.enrich.context import Context
from pipeline.enrich.measures import CIVIL_THINGS
from pipeline.enrich.measures_forms import singular

_WAR = re.compile(
    r"\b(?:war|wars|wartime|soldiers?|troops?|servicem[ae]n|army|armies|military|militar\w+|missiles?|drones?|shahed\w*"
    r"|artillery|shell(?:ed|ing|ings|s)|mortars?|rockets?|bomb(?:s|ed|ing|ings|ers?|ardment)?|warplanes?|howitzers?"
    r"|air (?:defen[cs]es?|strikes?|raids?|force|base)|airstrikes?|airfields?|front ?lines?"
    r"|at the front|tanks|comrades|battalions?|brigades?"
    r"|platoons?|regiments?|trench\w*|prisoners? of war|pows?|captivity|occup(?:ied|iers?|ation)|invasion|invaders?"
    r"|offensive|counter-?offensive|ammunition|general staff|defen[cs]e ministry|ministry of defen[cs]e|himars"
    r"|mercenar\w+|wagner|ukrain\w*|russian (?:forces|units)|kremlin"
    r"|militants?|insurgents?|guerrillas?|enemy|besieged|ceasefire|truce)\b",
    re.IGNORECASE,
)
_OF_WAR = frozenset(
    {"losses", "launched", "shot_down", "control", "captured", "exchanged", "distance", "area", "hit", "destroyed"}
)


_TOO_SHORT = 400  # characters; a shorter text may leave out what everybody knows that it is about


def is_of_war(context: Context) -> bool:
    """Whether a word of war stands anywhere in the text or its title, or the text is too short to tell."""
    if context.of_war is None:
        article = context.document.article
        told = _WAR.search(article.title or "") or _WAR.search(article.text)
        context.of_war = len(article.text) < _TOO_SHORT or told is not None
    return context.of_war


def may_be_of_peace(draft: Draft) -> bool:
    """What may be counted without a war: people whom something befell, houses and cars."""
    civil = draft.noun is not None and singular(draft.noun.text) in CIVIL_THINGS
    return draft.measure not in _OF_WAR or (draft.measure in ("hit", "destroyed") and civil)
