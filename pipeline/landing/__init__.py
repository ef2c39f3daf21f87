"""The landing zone: raw pages as WARC, what is known per source, and what each run published.

Reads and writes below one fsspec address, the setting `landing`:

    pages/<fetch day>/<source>/<run>-<n>.warc.gz    raw pages, rotated
    state/<source>.json                             what is known of the source's URLs
    runs/<run>/<name>.json                          manifests
    forgotten/<article_id>.json                     takedowns
"""

from pipeline.landing.state import SourceState, UrlState
from pipeline.landing.takedowns import Forgotten, forgotten
from pipeline.landing.zone import Landing, PageWriter, current, load_state, plain, save_state

__all__ = [
    "Forgotten",
    "Landing",
    "PageWriter",
    "SourceState",
    "UrlState",
    "current",
    "forgotten",
    "load_state",
    "plain",
    "save_state",
]
