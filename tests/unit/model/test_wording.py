from __future__ import annotations

import pytest

from briefgen.model.wording import contains, fold, normalise

SAID = "Analysts “believe” that Iran – for now – has delivered 146\u00a0drones … and infor\u00admation.\nThe end."


def test_normal_text_keeps_case_words_and_lines():
    assert "A line\nThe ﬁrst".replace("ﬁ", "fi") == normalise("  A \t line\r\n\r\n\u200bThe ﬁrst \n")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("“so-called”", '"so–called"'),
        ("it’s", "it's"),
        ("now — then", "now–then"),
        ("wait…", "wait..."),
        ("Straße", "STRASSE"),
        ("two\n lines", "two lines"),
        ("46\u00a0drones", "46 drones"),
        ("co\u00adoperate\ufeff", "cooperate"),
    ],
)
def test_texts_that_say_the_same_fold_to_the_same(one, other):
    assert fold(one) == fold(other)


@pytest.mark.parametrize(("one", "other"), [("46 drones", "47 drones"), ("may", "will"), ("is", "is not"), ("a.b", "ab")])
def test_texts_that_say_something_else_do_not(one, other):
    assert fold(one) != fold(other)


@pytest.mark.parametrize(
    "span",
    [
        'analysts "believe" that iran',
        "Iran—for now—has delivered",
        "information. The end",
        "146 drones,",
        "Analysts […] has delivered … drones",
        "[a]nalysts",
        "",
    ],
)
def test_a_span_is_found_in_other_typography_and_with_words_left_out(span):
    assert contains(SAID, span)


@pytest.mark.parametrize("span", ["46 drones", "146 drone", "has delivered … for now", "will deliver"])
def test_a_span_is_not_found_inside_words_or_out_of_order(span):
    assert not contains(SAID, span)


def test_a_span_is_found_in_a_script_that_puts_no_space_between_words():
    assert contains("俄罗斯和伊朗扩大了伙伴关系", "伊朗扩大")
