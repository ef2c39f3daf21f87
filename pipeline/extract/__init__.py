"""extract: a page or a plain text becomes a Document: the words of the article, where each part stands, what was left out.

Reads pages (bytes or text) given by the caller, writes nothing. Parsing of fetched pages belongs into `Extractor`,
which runs it in a child process with limits; `extract_html` and `read_text` work in the calling process.
"""

from pipeline.extract.document import EXTRACT_VERSION, extract_html
from pipeline.extract.isolation import Extractor, Input
from pipeline.extract.plaintext import read_text

__all__ = ["EXTRACT_VERSION", "Extractor", "Input", "extract_html", "read_text"]
