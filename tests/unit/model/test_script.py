from __future__ import annotations

import pytest

from briefgen.model.script import is_right_to_left


@pytest.mark.parametrize("tag", ["ar", "fa-IR", "he", "ckb", "syr", "ks", "nqo", "FA", "az-Arab", "uz-Arab-AF", "dv", "pa-Arab"])
def test_languages_from_right_to_left(tag):
    assert is_right_to_left(tag)


@pytest.mark.parametrize("tag", ["en", "ru-RU", "el", "tr", "", "x", "ks-Deva", "fa-Latn", "ku", "az", "zh-Hant-HK", "arn"])
def test_languages_from_left_to_right(tag):
    assert not is_right_to_left(tag)
