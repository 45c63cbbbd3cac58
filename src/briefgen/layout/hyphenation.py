"""Where words may be parted: hyphenation by the patterns of their language, and breaks after hyphens, dashes and slashes."""

from __future__ import annotations

import functools
import re

from briefgen.layout.patterns import Patterns
from briefgen.model.named import NamedTuple

SHORTEST = 6
_WORD = re.compile(r"^(\W*)([^\W\d_]{6,})(\W*)$")
_PLAIN = re.compile(r"[^\W_]{1,30}[.,;:]?")
# Not in designations (Su-35, T-72B) nor in ranges of figures (20–45), which read as one; a fraction only where nothing else
# helps.
_AFTER_HYPHEN = re.compile(r"(?<=[\w\])”’][\w\])”’])[-\u2010]+(?=[^\W\d])")
_AFTER_DASH = re.compile(r"(?<=[^\W\d]|[\])”’])[\u2013\u2014/]+(?=\w)|(?<=\w)[\u2013\u2014/]+(?=[^\W\d])")
# Two abbreviations read as one name: ISW/CTP.
_IN_NAME = re.compile(r"(?<=[A-Z]{2}/)(?=[A-Z]{2})")
_IN_FRACTION = re.compile(r"(?<=\d)/(?=\d)")
_LONG = 30
_IN_ADDRESS = re.compile(r"(?<=[/?&=_#%:;,~+@-])(?=[^/?&=_#%:;,~+@-])|(?<=[^.])(?=\.\w)")
# What an address leaves on either line is at least this long, where the measure allows it.
_LEAST_OF_ADDRESS = 6
_IDEOGRAPH = "\u2e80-\u2fdf\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_OPENING, _CLOSING = "（「『【〈《〔([“‘", "、。，．！？；：）」』】〉》〕々ーっゃゅょッャュョ)]”’.,;:!?"
_BETWEEN_IDEOGRAPHS = f"(?<=[{_IDEOGRAPH}])(?=[^{re.escape(_CLOSING)}])|(?<=[^{re.escape(_OPENING)}])(?=[{_IDEOGRAPH}])"

# Demerits are squares of these; TeX's own hyphenpenalty and exhyphenpenalty are 50.
HYPHEN, SHORT_PREFIX, CAPITALISED, DASH, TIGHT, ADDRESS, WITHIN_ADDRESS = 50.0, 110.0, 150.0, 40.0, 500.0, 90.0, 900.0


class Opportunity(NamedTuple):
    """A place where a word may be parted: characters before it, the penalty, and whether a hyphen is drawn."""

    offset: int
    penalty: float
    hyphen: bool


@functools.lru_cache(maxsize=32)
def _dictionary(language: str) -> Patterns | None:
    import pyphen  # type: ignore[import-untyped, unused-ignore]  # it ships no types

    found = pyphen.language_fallback(language.replace("-", "_"))
    return Patterns(pyphen.LANGUAGES[found], left=2, right=3) if found else None


@functools.lru_cache(maxsize=8_000)
def hyphens(word: str, language: str) -> tuple[Opportunity, ...]:
    """Hyphenation points of a word with the punctuation around it; none in abbreviations, figures or unknown languages."""
    match = _WORD.match(word)
    if match is None or (dictionary := _dictionary(language)) is None:
        return ()
    before, core, _ = match.groups()
    if not core[1:].islower():
        return ()
    usual = CAPITALISED if core[0].isupper() else HYPHEN
    return tuple(
        Opportunity(len(before) + offset, max(usual, SHORT_PREFIX if offset < 3 else 0.0), hyphen=True)
        for offset in dictionary.positions(core)
    )


@functools.cache
def _between_ideographs() -> re.Pattern[str]:
    """Compiled when it is first needed: it takes longer than all others here together."""
    return re.compile(_BETWEEN_IDEOGRAPHS)


@functools.lru_cache(maxsize=8_000)
def opportunities(word: str) -> tuple[Opportunity, ...]:
    """Places that need no dictionary: after dashes and slashes, inside addresses, between ideographs."""
    if _PLAIN.fullmatch(word) and word < "\u2e80":
        return ()
    offsets = {match.end(): TIGHT for match in _IN_FRACTION.finditer(word)}
    offsets |= {match.end(): DASH for pattern in (_AFTER_HYPHEN, _AFTER_DASH) for match in pattern.finditer(word)}
    offsets |= {match.start(): TIGHT for match in _IN_NAME.finditer(word)}
    if "://" in word or len(word) > _LONG:
        # Not inside the host's name, which readers recognise as a whole.
        scheme, mark, rest = word.partition("://")
        path = len(scheme + mark) + len(rest.partition("/")[0]) if mark else 1
        places = [match.start() for match in _IN_ADDRESS.finditer(word, path, len(word) - 1)]
        offsets |= {at: _address_penalty(word, at, path) for at in places}
    if any(char >= "\u2e80" for char in word):
        offsets |= {match.start(): 0.0 for match in _between_ideographs().finditer(word, 1)}
    offsets |= {at + 1: 0.0 for at, char in enumerate(word) if char == "\u200b"}
    return tuple(Opportunity(at, penalty, hyphen=False) for at, penalty in sorted(offsets.items()) if 0 < at < len(word))


def _address_penalty(word: str, at: int, path: int) -> float:
    """What a break inside an address costs: little at a slash or hyphen, much elsewhere or where it parts a few characters."""
    parted = min(at - path, len(word) - at)
    return ADDRESS if word[at - 1] in "/-" and parted >= _LEAST_OF_ADDRESS else WITHIN_ADDRESS
