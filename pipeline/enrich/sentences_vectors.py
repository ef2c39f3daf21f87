"""Word vectors of the parser, computed once per word: the first layers read nothing but the word itself.

That is a third of what the parser computes, and a text repeats its words. The vectors are the model's own.
Reads and changes the parser's pipeline in memory, writes nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray
    from spacy.language import Language
    from spacy.tokens import Doc
    from thinc.api import Model

_MOST = 30_000  # words, 12 MB; English news of a month has about as many


def remember_vectors(nlp: Language) -> None:
    """Lets the pipeline keep the vectors of the words that it has seen; nothing else changes."""
    from thinc.api import Model

    tok2vec = nlp.get_pipe("tok2vec").model  # type: ignore[attr-defined]
    embed = tok2vec.layers[0]
    extract, _, tables, mix, _ = embed.layers
    known: dict[bytes, NDArray[Any]] = {}

    def forward(model: Model[Any, Any], docs: Sequence[Doc], is_train: bool) -> tuple[list[NDArray[Any]], Any]:
        del model, is_train
        rows = extract.predict(docs)
        keys = [[row.tobytes() for row in features] for features in rows]
        if len(known) > _MOST:
            known.clear()
        _learn(known, rows, keys, tables, mix)
        return [_stack(known, words, mix.ops) for words in keys], _no_training

    tok2vec.layers[0] = Model("remembered", forward, dims={"nO": embed.get_dim("nO")})


def _learn(
    known: dict[bytes, NDArray[Any]],
    rows: list[NDArray[Any]],
    keys: list[list[bytes]],
    tables: Model[Any, Any],
    mix: Model[Any, Any],
) -> None:
    """Computes the vectors of words not seen before, each once."""
    new: dict[bytes, NDArray[Any]] = {}
    for features, words in zip(rows, keys, strict=True):
        for row, word in zip(features, words, strict=True):
            if word not in known and word not in new:
                new[word] = row
    if new:
        vectors = mix.predict(tables.predict(mix.ops.xp.vstack(list(new.values()))))
        known.update(zip(new, vectors, strict=True))


def _stack(known: dict[bytes, NDArray[Any]], words: list[bytes], ops: Any) -> NDArray[Any]:
    if not words:
        return ops.alloc2f(0, 0)  # type: ignore[no-any-return]
    return ops.xp.vstack([known[word] for word in words])  # type: ignore[no-any-return]


def _no_training(gradient: Any) -> Any:
    raise NotImplementedError("These vectors are read, not trained.")
