"""Who an account is: the author line or the handle of a post.

Reads a Context's mentions, writes nothing.
"""

from __future__ import annotations

import re

from pipeline.enrich.context import Context

HANDLES = {
    "defencehq": "UK Ministry of Defence",
    "thestudyofwar": "Institute for the Study of War",
    "zelenskyyua": "Volodymyr Zelenskyy",
    "generalstaffua": "General Staff of the Armed Forces of Ukraine",
    "defenceu": "Ministry of Defence of Ukraine",
    "mod_russia": "Russian Ministry of Defence",
    "kpszsu": "Air Force of the Armed Forces of Ukraine",
    "rybar": "Rybar",
    "dmytrokuleba": "Dmytro Kuleba",
    "oleksiydanilov": "Oleksiy Danilov",
    "podolyak_m": "Mykhailo Podolyak",
    "andriyyermak": "Andriy Yermak",
    "sentdefender": "OSINTdefender",
}


def voice_of_author(context: Context, author: str | None, handle: str | None) -> str | None:
    """Canonical name of an account's owner; the author as written where nothing is known of him."""
    known = HANDLES.get((handle or "").lower().lstrip("@"))
    if known:
        return known
    name = re.sub(r"[^\w\s.'’-]", "", author or "").strip()
    if name.lower() in ("ministry of defence", "ministry of defence gb") and "🇬🇧" in (author or ""):
        return "UK Ministry of Defence"
    for mention in context.mentions:
        if mention.name and mention.type in ("PERSON", "ORG") and mention.text.casefold() == name.casefold():
            return mention.name
    return name or handle
