"""The lines of the first brief, as a reader sees them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

import pytest

from briefgen.layout import paginate
from briefgen.layout.pages import GlyphRun
from briefgen.layout.slugs import Slugs
from pagination import style

# From here on a reader sees that spaces are wide: half as wide again as the face has them.
LOOSE = 1.5


@pytest.fixture(scope="module")
def lines(example) -> list[GlyphRun]:
    """The last run of every line of running text, in the order of reading."""
    layout = paginate(example.document, style()).value

    def of_page(page) -> Iterator[GlyphRun]:
        items = (item for layer in page.layers for item in layer.items)
        text = [item for item in items if isinstance(item, GlyphRun) and item.content and isinstance(item.glyphs, Slugs)]
        for _, group in groupby(text, lambda run: round(run.y, 1)):
            *_, last = group
            yield last

    return [line for page in layout.pages for line in of_page(page)]


def test_no_more_than_two_lines_in_a_row_end_in_a_hyphen(lines):
    ladders = [len(list(group)) for hyphen, group in groupby(lines, lambda line: line.glyphs[-1].text == "\u00ad") if hyphen]
    assert ladders
    assert max(ladders) <= 2


def test_no_more_than_one_justified_line_in_ten_is_loose(lines):
    justified = [line.glyphs.stretch for line in lines if isinstance(line.glyphs, Slugs) and line.glyphs.stretch != 1.0]
    assert len(justified) > 100
    assert sum(stretch > LOOSE for stretch in justified) <= len(justified) / 10
    assert max(justified) < 2.6
