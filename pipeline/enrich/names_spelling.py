"""Spelling: official romanisation of Ukrainian, and keys under which the romanisations of one name fall together.

Reads nothing, writes nothing. `fold` joins the romanisation systems of one language (Zelenskyy, Zelensky, Zelenskii;
Cyrillic too); `skeleton` also joins the Ukrainian and the Russian form of a name (Shyrokyne, Shirokino).
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from rapidfuzz.distance import OSA

# Cabinet of Ministers resolution 55 of 27 January 2010; the first form is for the start of a word.
_LETTERS = (
    "а=a б=b в=v г=h ґ=g д=d е=e ж=zh з=z и=y і=i к=k л=l м=m н=n о=o п=p р=r с=s т=t у=u ф=f х=kh ц=ts ч=ch"
    " ш=sh щ=shch"
)
_UKRAINIAN = (
    dict(pair.split("=") for pair in _LETTERS.split()) | dict.fromkeys("ь’'ʼъ", "") | {"ы": "y", "э": "e", "ё": "yo"}
)
_INITIAL = {"є": "ye", "ї": "yi", "й": "y", "ю": "yu", "я": "ya"}
_INNER = {"є": "ie", "ї": "i", "й": "i", "ю": "iu", "я": "ia"}

_RUSSIAN = {**_UKRAINIAN, "г": "g", "и": "i", "ы": "y", "е": "e"}
_SPECIAL = str.maketrans({"ł": "l", "ø": "o", "ı": "i", "đ": "d", "ß": "ss", "æ": "e", "œ": "e"})
_MARKS = re.compile(r"[\u0300-\u036f'’‘ʼ`´ʹ′\"]+")
_CLUSTERS = (
    ("shch", "0"), ("sch", "0"), ("szcz", "0"), ("zh", "1"), ("kh", "2"), ("ch", "3"), ("tch", "3"), ("cz", "3"),
    ("sh", "4"), ("sz", "4"), ("ts", "5"), ("tz", "5"), ("ph", "f"), ("ck", "k"), ("th", "t"), ("x", "ks"),
    ("w", "v"), ("q", "k"), ("c", "k"), ("h", "g"), ("j", "i"), ("y", "i"),
)  # fmt: skip
_CLUSTER = re.compile("|".join(re.escape(c) for c, _ in _CLUSTERS))
_CLUSTER_TO = dict(_CLUSTERS)
_IOTATED = re.compile(r"i+([eo])")
_DOUBLE = re.compile(r"([a-z])\1+")
_VOWELS = re.compile(r"[aeiou]+")
_SYNONYMS = (  # Ukrainian -> Russian word stems whose consonants differ
    (re.compile(r"\bmikola"), "nikola"), (re.compile(r"\bmikil"), "nikol"), (re.compile(r"\bgervon"), "krasn"),
    (re.compile(r"\b3ervon"), "krasn"), (re.compile(r"\b1ovt(?:n|ev)"), "oktiabr"),
    (re.compile(r"\bkaterin"), "ekaterin"),
    (re.compile(r"\bper4otravn"), "pervomai"), (re.compile(r"\bper4a\b"), "pervaia"),
    (re.compile(r"\bper4e\b"), "pervoe"),
    (re.compile(r"\bdruga\b"), "vtoraia"), (re.compile(r"\bdruge\b"), "vtoroe"), (re.compile(r"\bperemog"), "pobed"),
    (re.compile(r"\bvelik"), "bol4"), (re.compile(r"\bvu"), "u"), (re.compile(r"\bvidrod"), "vozrod"),
    (re.compile(r"\b5vitk"), "5vetk"), (re.compile(r"\bvil"), "ol"), (re.compile(r"\bvin"), "on"),
    (re.compile(r"\biasn"), "esn"), (re.compile(r"skogo\b"), "ska"), (re.compile(r"\bpivdenn"), "iu1n"),
    (re.compile(r"\bpivni3n"), "severn"), (re.compile(r"5k"), "sk"),
)  # fmt: skip


def romanize(text: str) -> str:
    """Ukrainian Cyrillic in the official Latin form; other characters stay."""
    out: list[str] = []
    for index, char in enumerate(text):
        low = char.lower()
        at_start = index == 0 or not (text[index - 1].isalpha() or text[index - 1] in "'’ʼ")
        latin = (_INITIAL if at_start else _INNER).get(low, _UKRAINIAN.get(low))
        if low == "г" and index and text[index - 1].lower() == "з":
            latin = "gh"
        if latin is None:
            out.append(char)
        else:
            out.append(latin.capitalize() if char != low else latin)
    return "".join(out)


_TO_OFFICIAL = (
    (re.compile(r"(?<=[aeiou])yi(?=[a-z])"), "i"), (re.compile(r"(?<=i)y(?=e)"), "i"),
    (re.compile(r"(?<=[b-df-hj-np-tv-z])y(?=[aeu])"), "i"), (re.compile(r"(?<=[aeiou])y(?=[aeiu])"), "i"),
    (re.compile(r"iy\b"), "ii"), (re.compile(r"(?<=[sc]k)yy\b|(?<=[sc]k)iy\b|(?<=[sc]k)y\b"), "yi"),
    (re.compile(r"yy\b"), "yi"),
    (re.compile(r"['’ʼ`]"), ""),
)  # fmt: skip


def official(name: str) -> str:
    """A Ukrainian name in another romanisation, put into the official one as far as its letters tell."""
    for pattern, latin in _TO_OFFICIAL:
        name = pattern.sub(latin, name)
    return name


def _latin(word: str) -> str:
    if word.isascii():
        return word.casefold()
    word = word.casefold()
    if any("а" <= char <= "ӿ" for char in word):
        table = _UKRAINIAN if re.search("[іїєґ]", word) else _RUSSIAN
        word = "".join((_INITIAL if i == 0 else _INNER).get(char, table.get(char, char)) for i, char in enumerate(word))
    return unicodedata.normalize("NFKD", word.translate(_SPECIAL))


@lru_cache(maxsize=200_000)
def fold(word: str) -> str:
    """The key of one word: what the romanisations of Ukrainian, and those of Russian, have in common."""
    word = _MARKS.sub("", _latin(word))
    word = _CLUSTER.sub(lambda match: _CLUSTER_TO[match.group()], word)
    return _DOUBLE.sub(r"\1", _IOTATED.sub(r"\1", word))


def fold_all(name: str) -> str:
    """The key of a name of several words; hyphens, dots and slashes part words."""
    return " ".join(fold(word) for word in re.split(r"(?:['’]s)?[\s\-–./]+", name) if word)


@lru_cache(maxsize=200_000)
def skeleton(key: str) -> str:
    """A coarser key, from a folded one: vowels fall together, and with them Ukrainian and Russian endings."""
    for pattern, russian in _SYNONYMS:
        key = pattern.sub(russian, key)
    return _VOWELS.sub("a", key)


_ALIKE = ("aeiou", "sz", "td", "bp", "gk", "vf", "mn")


def one_slip(one: str, other: str) -> bool:
    """Whether two keys differ by one letter too many or too few, by a swap, or by one letter for a similar one.

    Another consonant makes another name (Kosarenko, Komarenko), so that is no slip.
    """
    if abs(len(one) - len(other)) > 1 or OSA.distance(one, other, score_cutoff=1) > 1:
        return False
    if len(one) != len(other):
        return True
    differing = [(a, b) for a, b in zip(one, other, strict=True) if a != b]
    return len(differing) != 1 or any(a in group and b in group for a, b in differing for group in _ALIKE)
