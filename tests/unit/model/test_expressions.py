import re

import pytest

from briefgen.model.expressions import expression


def test_an_expression_is_compiled_when_it_is_first_used():
    wrong = expression("(")

    with pytest.raises(re.error, match="unterminated subpattern"):
        wrong.match("a")


def test_an_expression_does_what_a_compiled_one_does():
    word = expression(r"(?P<first>[a-z])\w*", re.IGNORECASE)

    assert ("Ab", "A") == word.match("Ab c").group(0, "first")
    assert (["A", "c"], "x x", {"first": 1}) == (word.findall("Ab c"), word.sub("x", "Ab c"), word.groupindex)
    assert b"b" == expression(rb"b+").search(b"ab")[0]
