"""Hyphenation patterns are read as pyphen reads them."""

from __future__ import annotations

import pyphen
import pytest

from briefgen.layout.patterns import Patterns
from pagination import ENGLISH

WORDS = {
    "en_US": [word.strip(",.;").lower() for word in (ENGLISH + "associates international representative hyphenation").split()],
    "de_DE": ["regierung", "donaudampfschiff", "wirtschaftspolitik", "öffentlichkeit"],
    "ru_RU": ["правительство", "международный", "сотрудничество"],
    "hu_HU": ["asszonnyal", "kormányzat", "nemzetközi"],
    "fr": ["gouvernement", "développement", "aujourd"],
}


@pytest.mark.parametrize("language", WORDS)
def test_words_are_parted_where_pyphen_parts_them(language):
    ours = Patterns(pyphen.LANGUAGES[language], left=2, right=3)
    theirs = pyphen.Pyphen(lang=language, left=2, right=3)
    for word in WORDS[language]:
        assert [int(at) for at in theirs.positions(word)] == ours.positions(word), word
