"""What an element is called by its class, id or role, as one word of ours: caption, related, share ...

Reads one element, writes nothing.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

# One token at a time, in lower case.
_WORDS = {
    # Classes of the snippets that the platforms hand out for embedding.
    "post": r"^(?:twitter-(?:tweet|video)|tweet|x-post|telegram-post|tgme_widget_message|fb-(?:post|video)|facebook-post"
    r"|instagram-media|threads-post|tiktok-embed|bluesky-embed|mastodon-embed|vk-post|truthsocial-embed)$",
    "hidden": r"^(?:is-)?(?:hidden|hide|visually-?hidden|sr-only|screen-reader\S*|noprint|print-only|invisible)$",
    "caption": r"caption|credit|copyright|bildunterschrift|legende"
    r"|(?:image|photo|picture|media|foto|bild)[_-]*(?:text|desc|info|source|legend)",
    "gallery_link": r"gallery|slideshow|carousel|bildergalerie|fotostrecke|lightbox",
    "related": r"related|recommend|read-?more|more-?on|also-?(?:read|like)|most-?(?:read|popular|viewed)|trending"
    r"|outbrain|taboola|teaser(?!-?text)|see-?also|up-?next|further-reading|weiterlesen|siehe-auch|mehr-zum"
    r"|lire-aussi|relacionad|correlat|powiazane|promo(?!ted)",
    "newsletter": r"newsletter|(?:^|[_-])(?:appeal|donate|donation|membership|reg-?wall)(?:$|[_-])|support-?us|sign-?up|mailing-?list|opt-?in(?:$|[_-])",
    "share": r"shar(?:e|ing)(?!d)|social|sociable|follow-?us|whatsapp|addtoany",
    "byline": r"byline|by-line|author|autor|auteur|journalist|kicker|dateline|publi(?:sh|cation)-?(?:date|time|info)"
    r"|(?:post|entry|article)-?(?:meta|info)|timestamp|contributor"
    r"|(?:^|[_-])(?:byl|sig|credits|bio|standfirst-by)(?:$|[_-])",
    "comments": r"comment(?!ary)|disqus|kommentar|reader-?opinion|forum",
    "tags": r"(?:^|[_-])(?:tags?|keywords|topics|schlagw|etiquetas)(?:$|[_-])",
    "consent": r"cookie|consent|gdpr|privacy-?(?:banner|notice)",
    "advertisement": r"(?:^|[_-])(?:ads?|advert\w*|anzeige|sponsor\w*|werbung|publicidad|dfp)(?:$|[_-])",
    "navigation": r"(?:^|[_-])(?:nav|navigation|navbar|menu|breadcrumbs?|pagination|toolbar|skip-?link|toc)(?:$|[_-])",
    "footer": r"footer|colophon|imprint",
    "aside": r"sidebar|(?:^|[_-])(?:aside|infobox|factbox|rail)(?:$|[_-])",
    "player": r"player|video|audio|podcast|embed",
    "live": r"live-?(?:blog|update|ticker|event)-?\w*|(?:^|[_-])(?:ticker|timeline)-?(?:item|entry|post|event)",
}
_PATTERN = re.compile("|".join(f"(?P<{name}>{pattern})" for name, pattern in _WORDS.items()))
_NAMING = ("class", "id", "role", "itemprop", "data-component", "data-testid")
_NOT_SHOWN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_NONE: frozenset[str] = frozenset()
_BY_TAG = {
    "nav": frozenset({"navigation"}),
    "footer": frozenset({"footer"}),
    "aside": frozenset({"aside"}),
    "figcaption": frozenset({"caption"}),
    "figure": frozenset({"figure"}),
    "form": frozenset({"form"}),
    "label": frozenset({"form"}),
    "button": frozenset({"button"}),
    "header": frozenset({"header"}),
    "address": frozenset({"byline"}),
    "dialog": frozenset({"consent"}),
}
_HIDDEN = frozenset({"hidden"})


def names_of(element: Any, tag: str) -> frozenset[str]:
    """All that one element is called; the body element's classes speak of the page, not of a part."""
    attributes = element.attrib
    found = _BY_TAG.get(tag, _NONE)
    if not attributes or tag == "body":
        return found
    get = attributes.get
    for name in _NAMING:
        value = get(name)
        if value:
            for token in value.split():
                if words := _words(token):
                    found |= words
    if "hidden" in attributes or get("aria-hidden") == "true" or _NOT_SHOWN.search(get("style", "")):
        found |= _HIDDEN
    return found


@lru_cache(maxsize=65536)
def _words(token: str) -> frozenset[str]:
    return frozenset(str(found.lastgroup) for found in _PATTERN.finditer(token[:80].lower()))
