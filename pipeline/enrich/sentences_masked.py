"""Sentences as the parser gets them: a name of a place that it never saw is shown to it as one that it knows.

The small English model takes "hold Bakhmut" for a verb and an adverb; it reads "hold London" right. Only the parser
sees the stand-in: words, offsets and text of the tree stay those of the article.
Reads a Context's mentions, writes nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.enrich.context import Context, Sentence
from pipeline.enrich.measures_forms import words

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

_STAND_IN = "London"
# Words of a place's name that the model knows, and reads better as they are.
_KNOWN = words(
    """oblast region river sea bridge front island ukraine russia moscow belarus crimea eastern western southern
    northern east west south north the united states kingdom county province district raion city airport airfield air
    base plant power nuclear station"""
)


def masked(nlp: Language, context: Context, sentence: Sentence) -> Doc:
    """The tokens of a sentence, unparsed, with stand-ins; `words` of its user data are those of the article."""
    from spacy.tokens import Doc

    doc = nlp.make_doc(sentence.text)
    names = [
        (mention.char_start - sentence.char_start, mention.char_end - sentence.char_start)
        for mention in context.mentions
        if mention.type == "PLACE" and sentence.char_start <= mention.char_start < sentence.char_end
    ]
    if not names:
        return doc
    shown = [
        _STAND_IN
        if token.text.istitle() and token.text.isalpha() and token.lower_ not in _KNOWN
        and any(start <= token.idx < end for start, end in names)
        else token.text
        for token in doc
    ]  # fmt: skip
    hidden = Doc(nlp.vocab, words=shown, spaces=[bool(token.whitespace_) for token in doc])
    hidden.user_data["words"] = [token.text for token in doc]
    return hidden
