"""What changed between two texts, in words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from briefgen.model.value import dataclass
from briefgen.model.wording import fold

_SENTENCE = re.compile(r"(?<=[.!?…。؟])[\"'”’»)\]]*\s+|\n+")
_MOST_SENTENCES = 6000
_AROUND = 4
"""Words of context on either side."""


@dataclass(frozen=True, slots=True)
class Change:
    """Words that were replaced, with a few around them; an ellipsis stands for the rest of the sentence.

    ``before`` empty: something new. ``after`` empty: something gone.
    """

    before: str
    after: str


def describe_change(old: str, new: str, *, most: int = 40, longest: int = 400) -> tuple[Change, ...]:
    """The changes between two texts in the order of the new one: at most ``most``, each side at most ``longest`` characters.

    Sentences are aligned first, then words within those that have a counterpart. What folds to the same is no change.
    """
    found: list[Change] = []
    for change in _changes(_sentences(old), _sentences(new)):
        found.append(Change(_cut(change.before, longest), _cut(change.after, longest)))
        if len(found) == most:
            break
    return tuple(found)


def _sentences(text: str) -> list[str]:
    return [part.strip() for part in _SENTENCE.split(text) if part.strip()]


def _changes(old: Sequence[str], new: Sequence[str]) -> Iterator[Change]:
    before, after = [fold(one) for one in old], [fold(one) for one in new]
    if max(len(old), len(new)) > _MOST_SENTENCES:
        yield from _set_changes(old, new)
        return
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for tag, start, end, new_start, new_end in matcher.get_opcodes():
        if tag != "equal":
            yield from _paired(old[start:end], new[new_start:new_end])


def _set_changes(old: Sequence[str], new: Sequence[str]) -> Iterator[Change]:
    """Of very long texts: which sentences came and went, without order."""
    held, now = {fold(one) for one in old}, {fold(one) for one in new}
    yield from (Change("", one) for one in new if fold(one) not in held)
    yield from (Change(one, "") for one in old if fold(one) not in now)


def _paired(old: Sequence[str], new: Sequence[str]) -> Iterator[Change]:
    """Each new sentence with the old one most like it, if one is like it at all."""
    left = list(old)
    for sentence in new:
        partner = max(left[:50], key=lambda one: _likeness(one, sentence), default=None)
        if partner is not None and _likeness(partner, sentence) >= 0.5:
            left.remove(partner)
            yield _words(partner, sentence)
        else:
            yield Change("", sentence)
    yield from (Change(sentence, "") for sentence in left)


def _likeness(one: str, other: str) -> float:
    return SequenceMatcher(None, fold(one).split(), fold(other).split(), autojunk=False).ratio()


def _words(old: str, new: str) -> Change:
    """The differing middle of two sentences."""
    before, after = old.split(), new.split()
    start = _common(before, after)
    end = min(_common(before[::-1], after[::-1]), len(before) - start, len(after) - start)
    return Change(_middle(before, start, len(before) - end), _middle(after, start, len(after) - end))


def _common(one: Sequence[str], other: Sequence[str]) -> int:
    for place, (left, right) in enumerate(zip(one, other, strict=False)):
        if fold(left) != fold(right):
            return place
    return min(len(one), len(other))


def _middle(words: Sequence[str], start: int, end: int) -> str:
    first, last = max(0, start - _AROUND), min(len(words), end + _AROUND)
    return (
        ("… " if first > 1 else " ".join((*words[:first], ""))) + " ".join(words[first:last]) + (" …" if last < len(words) else "")
    )


def _cut(text: str, longest: int) -> str:
    return text if len(text) <= longest else f"{text[: longest - 2].rstrip()} …"
