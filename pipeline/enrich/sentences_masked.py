"""Sentences as the parser gets them: a name that it never saw is shown to it as one that it knows.

The small English model takes "hold Bakhmut" for a verb and an adverb, and in "On 1 December Mykhailo Podolyak said" the
name for part of the date; it reads "hold London" and "On 1 December John Johnson said" right. Only the parser sees the
stand-ins: words, offsets and text of the tree stay those of the article.
Reads a Context's mentions, writes nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.enrich.context import Context, Sentence
from pipeline.enrich.measures_forms import words

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc
    from spacy.tokens import Token as Word

_TOWN, _GIVEN, _SURNAME = "London", "John", "Johnson"
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
        (mention.char_start - sentence.char_start, mention.char_end - sentence.char_start, mention.type)
        for mention in context.mentions
        if mention.type in ("PLACE", "PERSON", "ORG") and sentence.char_start <= mention.char_start < sentence.char_end
    ]
    if not names:
        return doc
    shown = [_shown(token, names) for token in doc]
    hidden = Doc(nlp.vocab, words=shown, spaces=[bool(token.whitespace_) for token in doc])
    hidden.user_data["words"] = [token.text for token in doc]
    return hidden


def _shown(token: Word, names: list[tuple[int, int, str]]) -> str:
    """The stand-in of a word of a name, or the word itself."""
    if not (token.text.istitle() and token.text.isalpha()):
        return token.text
    _, end, kind = next((name for name in names if name[0] <= token.idx < name[1]), (0, 0, ""))
    if kind == "PERSON":
        return _SURNAME if token.idx + len(token.text) >= end else _GIVEN
    return _TOWN if kind == "PLACE" and token.lower_ not in _KNOWN else token.text
