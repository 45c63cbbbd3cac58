"""What a chart shows, in words."""

from __future__ import annotations

import pytest

from briefgen.figures.alternative import of_chart
from briefgen.figures.look import Look
from briefgen.model.plot import Chart, ChartKind, Series
from houses import shipped_house


def said(kind: str, categories, *series, **more) -> str:
    made = tuple(Series(name, tuple(values)) for name, values in series)
    return of_chart(
        Chart(kind=ChartKind(kind), categories=tuple(categories), series=made, **more), Look(shipped_house().style, "en")
    )


@pytest.mark.parametrize(
    ("words", "arguments", "more"),
    [
        (
            "Bar chart: Votes; Member states. For 143, Against 5.",
            ("bar", ["For", "Against"], ("n", [143, 5])),
            {"title": "Votes", "axis": "Member states"},
        ),
        ("Bar chart. For 143; no value for Against.", ("bar", ["For", "Against"], ("n", [143, None])), {}),
        (
            "Bar chart. 7 values; highest g (7%), lowest a (1%).",
            ("bar", "abcdefg", ("n", [1, 2, 3, 4, 5, 6, 7])),
            {"unit": "%"},
        ),
        ("Line chart. From 1 (a) up to 3 (c); highest 9 (b).", ("line", "abc", ("n", [1, 9, 3])), {}),
        (
            "Slope chart. One: from 4 (a) down to 2 (b). Two: unchanged at 3 (a to b).",
            ("slope", "ab", ("One", [4, 2]), ("Two", [3, 3])),
            {},
        ),
    ],
)
def test_a_chart_is_told_in_a_few_sentences(words, arguments, more):
    assert words == said(*arguments, **more)
