"""Letters help the spaces of a justified line, by so little that nobody sees it."""

from __future__ import annotations

from dataclasses import replace

from briefgen.layout import paginate
from briefgen.layout.justification import between_letters, fitted, needs_letters
from briefgen.layout.slugs import Slugs
from briefgen.model import tree
from briefgen.model.house import Align, HouseStyle, SettingMode
from briefgen.model.role import Role
from pagination import ENGLISH, META, paragraph, runs, style


def apart(house: HouseStyle) -> list[float]:
    layout = paginate(tree.Document(META, (paragraph(ENGLISH * 4),)), house).value
    return [run.glyphs.apart for page in layout.pages for run in runs(page) if isinstance(run.glyphs, Slugs)]


def test_spaces_that_are_nearly_of_their_own_width_are_left_to_themselves():
    assert not needs_letters(5.0, 20.0)
    assert not needs_letters(-3.0, 20.0)
    assert needs_letters(5.1, 20.0)
    assert needs_letters(-3.1, 20.0)


def test_letters_take_no_more_than_the_spaces_leave_and_never_much():
    assert 0.05 == between_letters(5.0 + 3.5, 20.0, 70, 10.0)
    assert 0.08 == between_letters(30.0, 20.0, 70, 10.0)
    assert -0.05 == between_letters(-9.0, 20.0, 70, 10.0)
    assert 0.0 == between_letters(30.0, 20.0, 0, 10.0)


def test_a_line_that_is_spread_by_its_letters_still_ends_at_the_margin():
    room, natural, glue, gaps = 371.0, 357.0, 21.0, 75
    apart = between_letters(room - natural, glue, gaps, 10.0)
    stretch, size, spare = fitted(room, natural + apart * gaps, glue, justify=True)
    assert room == round(natural + apart * gaps + (stretch - 1) * glue, 6)
    assert (1.0, 0.0) == (size, round(spare, 6))


def test_only_justified_lines_have_their_letters_set_apart():
    found = apart(style())
    assert any(found)
    assert all(-5.0 <= one <= 8.0 for one in found)


def test_letters_of_ragged_lines_and_of_lines_like_words_stay_where_they_are():
    ragged = replace(style().roles[Role.BODY], align=Align.LEFT)
    assert not any(apart(replace(style(), roles={**style().roles, Role.BODY: ragged})))
    assert not any(apart(replace(style(), mode=SettingMode.MATCH_WORD)))
