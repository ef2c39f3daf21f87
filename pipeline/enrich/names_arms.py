"""Words for arms and military platforms that name a kind, not a system: tanks, mortar, remotely piloted aircraft.

Reads a Context's sentences, writes nothing: a kind is no name and so no mention. Measured against public gold together
with the named systems.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.enrich.context import Context

_BEFORE = (
    r"(?:(?:chemical|biological|nuclear|heavy|light|small|barrel|cluster|vehicle|suicide|roadside|homemade"
    r"|home-made|improvised"
    r"|ballistic|cruise|guided|unguided|anti-tank|anti-aircraft|anti-ship|anti-air|surface-to-air|air-to-air"
    r"|ground-based|rocket|rocket-propelled|rocket"
    r"|propelled|machine|sniper|assault|armou?red|tactical|technical|military|fighting|infantry|attack|fighter"
    r"|bomber|transport"
    r"|remotely|piloted|unmanned|aerial|coalition|combat|patrol|landing|amphibious|mobile|towed|self-propelled"
    r"|multiple|launch"
    r"|field|long-range|short-range|air|defen[cs]e|mortar|artillery|vehicle-borne|explosive|weapons?|front-end|dump"
    r"|main|battle)[\s-]+)*"
)
_NOUN = (
    r"(?:weapons?(?:ry)?|munitions?|bombs?|rockets?|missiles?|mortars?|howitzers?|artillery|rifles?|guns?|pistols?"
    r"|grenades?|launchers?"
    r"|mines?|shells?|torpedo(?:es)?|warheads?|ammunition|explosives?|IEDs?|VBIEDs?|SVBIEDs?|explosive devices?"
    r"|devices?|cannons?"
    r"|drones?|UAVs?|UCAVs?|RPAs?|aircraft|helicopters?|jets?|warplanes?|planes?|bombers?|fighters?(?=\s+(?:jets?"
    r"|aircraft|and|,|planes?)|,)"
    r"|airlifters?|tankers?(?=\s+aircraft)|tanks?|vehicles?|carriers?|warships?|frigates?|destroyers?|submarines?"
    r"|corvettes?|cruisers?"
    r"|artillery systems?|mortar systems?|weapons? systems?|hardware|bulldozers?|loaders?|sarin|chlorine"
    r"|mustard gas|napalm)"
)
_ARMS = re.compile(rf"\b{_BEFORE}{_NOUN}\b", re.IGNORECASE)
_SHIP = re.compile(r"\b(?:HMS|USS|FS|INS|HMCS|HMAS|USNS|ITS|TCG)\s+[A-Z][\w.’'-]+(?:\s+(?:de\s+)?[A-Z][\w.’'-]+)*")
# Words of an attack, of people and of peace that the nouns above also stand in.
_NEVER = re.compile(
    r"^(?:suicide\s+)?bombers?$|^fighters?$|^vehicles?$|^carriers?$|^devices?$|^planes?$|^launchers?$|^mines?$"
    r"|^shells?$|^tankers?$|^loaders?$"
    r"|^cruisers?$|^guns?$|^military\s+vehicles?\s+registration",
    re.IGNORECASE,
)


def arms_in(context: Context) -> Iterator[tuple[int, int]]:
    """Spans of words for arms and platforms, named systems included, in the order of the text and without overlap."""
    named = [(m.char_start, m.char_end) for m in context.mentions if m.type == "WEAPON"]
    for sentence in context.sentences:
        offset = sentence.char_start
        found = [
            m.span()
            for m in (*_ARMS.finditer(sentence.text), *_SHIP.finditer(sentence.text))
            if not _NEVER.match(m.group())
        ]
        spans = [(offset + start, offset + end) for start, end in found]
        spans += [span for span in named if sentence.char_start <= span[0] < sentence.char_end]
        last = -1
        for start, end in sorted(spans, key=lambda s: (s[0], -s[1])):
            if start >= last:
                yield start, end
                last = end
