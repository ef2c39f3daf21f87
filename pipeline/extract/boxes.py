"""Posts that an editor pasted as a box of bare lines: a name, a day with a clock time, the words.

Reads and changes a Choice, writes nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.extract.choice import Choice
from pipeline.extract.core import is_prose
from pipeline.extract.leaves import HEADINGS
from pipeline.extract.posts import Post
from pipeline.extract.wording import day_in, day_of_year

# "January 3 at 7:12 AM", "3 January 2023 at 07:12": the line that Facebook puts below a name.
_STAMP = re.compile(r"^[^\W\d_]{3,12}\.? \d{1,2}|^\d{1,2} [^\W\d_]{3,12}")
_CLOCK = re.compile(r"[ ,](?:at )?\d{1,2}[:.]\d{2}(?: ?[ap]\.?m\.?)?$", re.IGNORECASE)
_STAMP_CHARS = 40
_NAME_CHARS = 80
_MOST = 0.5  # share of an article's prose: a page that has more of it in such boxes is a live blog


def boxed_posts(choice: Choice) -> None:
    """A box inside the article that holds a name, a moment and words, and nothing else, is one post."""
    kept = [index for index in choice.kept() if is_prose(choice.leaves[index])]
    found = list(_boxes(choice, kept[0], kept[-1])) if kept else []
    total = sum(len(choice.leaves[index].text) for index in kept)
    if sum(len(choice.leaves[index].text) for start, end, _ in found for index in range(start, end)) > _MOST * total:
        return
    for start, end, post in found:
        choice.rules[start:end] = [None] * (end - start)
        choice.posts.append((start, end, post))
    choice.posts.sort(key=lambda item: item[0])


def _boxes(choice: Choice, first: int, last: int) -> Iterator[tuple[int, int, Post]]:
    for index in range(first + 2, last):
        name, stamp = choice.leaves[index - 1], choice.leaves[index]
        time = _moment(stamp.text)
        box = stamp.frame.parent
        named = name.frame.tag not in HEADINGS and 1 < len(name.text) <= _NAME_CHARS and name.text[-1] not in ".!?:…"
        if not time or not named or box is None or box is choice.container or not box.within(choice.container):
            continue
        inside = [number for number in range(first, last + 1) if choice.leaves[number].frame.within(box)]
        if len(inside) > 2 and inside[0] == index - 1 and all(_is_free(choice, number) for number in inside):
            yield inside[0], inside[-1] + 1, Post(name.text, None, time, None)


def _is_free(choice: Choice, index: int) -> bool:
    """Whether a line may be a pasted post's: it is of no post yet, and not called a caption or the like."""
    leaf = choice.leaves[index]
    known = leaf.post is not None or choice.in_post(index)
    return not known and (choice.rules[index] is None or choice.is_open(index))


def _moment(text: str) -> str | None:
    """The day of a line that is a day and a clock time; without its year, if the line gives none."""
    if len(text) > _STAMP_CHARS or not _STAMP.match(text) or not _CLOCK.search(text):
        return None
    return day_in(text) or day_of_year(text)
