"""Languages as Word names them, and stretches of text that run from right to left."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from briefgen.model.script import is_right_to_left
from briefgen.writers.docx.markup import Xml, w

if TYPE_CHECKING:
    from collections.abc import Iterator

# Word's proofing tools are filed under a language with its region; an author writes the language alone.
_REGIONS = {
    "ar": "ar-SA",
    "de": "de-DE",
    "el": "el-GR",
    "en": "en-US",
    "es": "es-ES",
    "fa": "fa-IR",
    "fr": "fr-FR",
    "he": "he-IL",
    "it": "it-IT",
    "ja": "ja-JP",
    "ko": "ko-KR",
    "pl": "pl-PL",
    "pt": "pt-PT",
    "ru": "ru-RU",
    "tr": "tr-TR",
    "uk": "uk-UA",
    "ur": "ur-PK",
    "zh": "zh-CN",
}
_EAST_ASIAN = frozenset({"ja", "ko", "zh"})

# Hebrew to Arabic Extended, and the presentation forms of both. Between two such letters, anything that is not a letter of
# another script (space, digit, punctuation) belongs to the same stretch.
_LETTER = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc"
_LEFT_TO_RIGHT = re.compile(f"[^\\W\\d_{_LETTER}]")
_STRETCH = re.compile(f"[{_LETTER}](?:[{_LETTER}\\W\\d]*[{_LETTER}])?")


def word_language(language: str, *, whole: bool = False, name: str = "lang") -> Xml:
    """``w:lang`` for a language, or an element of that kind with another ``name``. ``whole`` names all three kinds of script, as
    a document's default must."""
    tag = word_tag(language)
    if is_right_to_left(language):
        return w(name, val="en-US" if whole else None, eastAsia="en-US" if whole else None, bidi=tag)
    if _primary(language) in _EAST_ASIAN:
        return w(name, val="en-US" if whole else None, eastAsia=tag, bidi="ar-SA" if whole else None)
    return w(name, val=tag, eastAsia="en-US" if whole else None, bidi="ar-SA" if whole else None)


def word_tag(language: str) -> str:
    """A language as Word's proofing tools name it."""
    return _REGIONS.get(language, language)


def by_direction(text: str, language: str = "") -> Iterator[tuple[str, bool]]:
    """The text in stretches of one direction, each with whether it runs from right to left.

    Word takes what is not marked for left to right, a full stop as well, so what has no direction of its own goes with
    ``language``.
    """
    neutral = is_right_to_left(language)
    if text.isascii() and not neutral:
        yield text, False
        return
    at = 0
    for match in _STRETCH.finditer(text):
        if match.start() > at:
            between = text[at : match.start()]
            yield between, neutral and not _LEFT_TO_RIGHT.search(between)
        yield match.group(), True
        at = match.end()
    if at < len(text):
        yield text[at:], neutral and not _LEFT_TO_RIGHT.search(text[at:])


def _primary(language: str) -> str:
    return language.split("-", maxsplit=1)[0].casefold()
