"""A heading ends the scene before it: what stands below lies where its own lines or the title say."""

from __future__ import annotations

from pipeline.models import Block
from tests.enrich.reading import read

SHELLED = "In Kherson a fire station was shelled on Friday. One of the crew was killed, the governor said."
LOST = "Wagner has 4,100 dead, a US official reckoned on Thursday."
STAFF = "The General Staff counted 490 Russian soldiers killed over the past day."


def places(*parts: tuple[str, str], title: str | None = None) -> list[str | None]:
    """Where the figures of a text lie that is made of blocks: their kind and their words."""
    blocks, start = [], 0
    for kind, words in parts:
        blocks.append(Block(kind, start, start + len(words)))
        start += len(words) + 2
    text = "\n\n".join(words for _, words in parts)
    return [claim.place for claim in read(text, "2023-01-07", tuple(blocks), title).claims]


def test_a_place_is_not_handed_on_past_a_heading() -> None:
    told = (("paragraph", SHELLED), ("paragraph", LOST))
    assert places(*told) == ["Kherson", "Kherson"]
    assert places(told[0], ("heading", "Who has the men"), told[1]) == ["Kherson", None]


def test_the_title_names_the_scene_of_the_whole_text() -> None:
    told = (("paragraph", SHELLED), ("heading", "Later"), ("paragraph", "Three people were killed."))
    assert places(*told, title="The shells of Kherson") == ["Kherson", "Kherson"]


def test_a_staff_does_not_go_on_from_entry_to_entry() -> None:
    assert places(("entry", SHELLED), ("entry", STAFF)) == ["Kherson", None]
