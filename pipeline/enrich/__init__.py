"""The enrich stage: who, where, when, how sure, and what is claimed, for batches of documents.

Reads Documents, writes Findings; keeps nothing between calls but the parser and the data files.
"""

from __future__ import annotations

import gc
import logging
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from pipeline.enrich.claims import claim_id, find_claims
from pipeline.enrich.context import Context, build_context
from pipeline.enrich.entities import entities as known_entities
from pipeline.enrich.estimates import find_estimates
from pipeline.enrich.gazetteer import gazetteer as known_places
from pipeline.enrich.hedges import attribute_hedges, find_hedges
from pipeline.enrich.incidents import find_incidents
from pipeline.enrich.names import find_mentions
from pipeline.enrich.own_lists import mark
from pipeline.enrich.places import find_places
from pipeline.enrich.sentences import parse, parser, split
from pipeline.enrich.speakers import attribute
from pipeline.enrich.times import find_times, redate
from pipeline.enrich.ukrainian import read_bulletin
from pipeline.models import Document, Findings

__all__ = ["RULES_VERSION", "enrich", "is_english", "rules_version"]

RULES_VERSION = "5"  # raised whenever a rule or a data file changes what is found

# Characters of a text that is analysed: twice the longest daily briefing. The time grows with the square of the length:
# 7 s for this one, a minute for three times as much, an hour for 5 MB, which a worker is not given.
MAX_CHARACTERS = 200_000

# Cheap passes over every word come first; the parser reads only sentences that the later steps ask for.
_BEFORE_PARSE = (find_mentions, find_places, find_times)
_AFTER_PARSE = (find_hedges, attribute, redate, attribute_hedges, find_incidents, find_claims, find_estimates)

log = logging.getLogger("sitrep.enrich")


def rules_version() -> str:
    """What is stored with every finding: the version of the rules, and the mark of the user's own lists behind it."""
    return RULES_VERSION + mark()


def enrich(documents: Sequence[Document]) -> list[Findings]:
    """Findings in the order of the documents; claims have ids of their own in the event that `Document.id` names.

    Of other languages only Ukrainian bulletins are analysed, and no text that is longer than MAX_CHARACTERS.
    """
    _load()
    contexts = [
        build_context(document, split(document)) if is_english(document) and not is_too_long(document) else None
        for document in documents
    ]
    analysed = [context for context in contexts if context is not None]
    for context in analysed:
        for step in _BEFORE_PARSE:
            step(context)
    parse(analysed)
    for context in analysed:
        for step in _AFTER_PARSE:
            step(context)
    findings = [
        _not_in_full(document) if context is None else _findings(context)
        for document, context in zip(documents, contexts, strict=True)
    ]
    log.info(
        "in=%d analysed=%d otherwise=%d claims=%d",
        len(documents),
        len(analysed),
        len(documents) - len(analysed),
        sum(len(f.claims) for f in findings),
    )
    return findings


@lru_cache(maxsize=1)
def _load() -> None:
    """Loads all that stays for the life of the process, and lets the garbage collector forget it.

    Without that, every full collection walks the half million objects of the gazetteer: a fifth of the time.
    """
    mark(), known_entities(), known_places(), parser()
    gc.collect()
    gc.freeze()


def is_english(document: Document) -> bool:
    """An unknown language counts as English: extract names the language wherever the text is long enough."""
    return (document.article.language or "en").split("-", maxsplit=1)[0].casefold() == "en"


def is_too_long(document: Document) -> bool:
    """Whether the analysis would take longer than a worker is given."""
    return len(document.article.text) > MAX_CHARACTERS


def _not_in_full(document: Document) -> Findings:
    """What the rules for bulletins read in a Ukrainian text; any other text is kept and not analysed."""
    if is_too_long(document):
        return Findings(analysis="too long")
    if document.article.language == "uk":
        context = build_context(document, split(document))
        if read_bulletin(context):
            return _findings(context, "bulletin")
    return Findings(analysis="language")


def _findings(context: Context, analysis: str = "full") -> Findings:
    return Findings(
        analysis=analysis,
        mentions=context.mentions,
        places=context.places,
        times=context.times,
        hedges=context.hedges,
        claims=[replace(claim, claim_id=claim_id(context.document.id, claim)) for claim in context.claims],
        incidents=context.incidents,
        estimates=context.estimates,
    )
