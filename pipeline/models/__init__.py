"""What travels between stages: frozen dataclasses, field for field as the event schemas and the tables have them.

Reads nothing, writes nothing.
"""

from pipeline.models.document import (
    Article,
    Block,
    Claim,
    Document,
    Estimate,
    Findings,
    Hedge,
    Incident,
    Mention,
    Part,
    Place,
    Relation,
    Removed,
    Target,
    Time,
)
from pipeline.models.identity import (
    article_id,
    event_id,
    fetch_id,
    stable_id,
)
from pipeline.models.ingest import (
    ArticleEvent,
    EnrichedEvent,
    Outcome,
    Page,
    Run,
)
from pipeline.models.streams import (
    ClaimsEvent,
    DeadLetter,
    DigestEvent,
    Position,
    Positions,
    QuarantinedEvent,
)
from pipeline.models.takedown import Takedown

__all__ = [
    "Article",
    "ArticleEvent",
    "Block",
    "Claim",
    "ClaimsEvent",
    "DeadLetter",
    "DigestEvent",
    "Document",
    "EnrichedEvent",
    "Estimate",
    "Findings",
    "Hedge",
    "Incident",
    "Mention",
    "Outcome",
    "Page",
    "Part",
    "Place",
    "Position",
    "Positions",
    "QuarantinedEvent",
    "Relation",
    "Removed",
    "Run",
    "Takedown",
    "Target",
    "Time",
    "article_id",
    "event_id",
    "fetch_id",
    "stable_id",
]
