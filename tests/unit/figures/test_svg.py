"""SVG files become drawings, and what may not be in one is refused at its line."""

from __future__ import annotations

import math
import time

import pytest

from briefgen.figures import read_svg
from briefgen.figures.svg import MOST_BYTES
from briefgen.figures.svg.path import BadPath, arc, read_path
from briefgen.figures.svg.transform import fitted, read_transform
from briefgen.model.drawing import Group, Label, Shape, TextAnchor
from briefgen.model.house import Colour

HEAD = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="100" height="50"'


def read(inside: str, head: str = HEAD):
    return read_svg(f"{head}>{inside}</svg>".encode(), "figures/d.svg")


def flat(items, matrix=(1, 0, 0, 1, 0, 0)):
    for item in items:
        if isinstance(item, Group):
            yield from flat(item.items)
        else:
            yield item


def shapes(inside: str, head: str = HEAD) -> list[Shape]:
    outcome = read(inside, head)
    assert outcome.value is not None, outcome.diagnostics
    return [item for item in flat(outcome.value.items) if isinstance(item, Shape)]


def labels(inside: str) -> list[Label]:
    outcome = read(inside)
    assert outcome.value is not None, outcome.diagnostics
    return [item for item in flat(outcome.value.items) if isinstance(item, Label)]


def test_pixels_become_points():
    drawing = read("").value
    assert (75.0, 37.5) == (drawing.width, drawing.height)


@pytest.mark.parametrize(
    ("head", "size"),
    [
        ('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20"', (30.0, 15.0)),
        ('<svg xmlns="http://www.w3.org/2000/svg" width="1in" height="0.5in" viewBox="0 0 9 9"', (72.0, 36.0)),
        ('<svg xmlns="http://www.w3.org/2000/svg" width="100%" viewBox="0 0 40 20"', (30.0, 15.0)),
    ],
)
def test_the_size_comes_from_the_file_or_its_view_box(head, size):
    drawing = read("", head).value
    assert size == (drawing.width, drawing.height)


def test_a_view_box_is_fitted_into_the_middle():
    assert (2.0, 0, 0, 2.0, 30.0, 0.0) == fitted((0, 0, 20, 20), 100, 40, "")
    assert (2.0, 0, 0, 2.0, 0.0, 0.0) == fitted((0, 0, 20, 20), 100, 40, "xMinYMin meet")
    assert (5.0, 0, 0, 2.0, 0.0, 0.0) == fitted((0, 0, 20, 20), 100, 40, "none")


def test_transformations_are_done_from_the_right():
    assert (2.0, 0, 0, 2.0, 10.0, 0.0) == read_transform("translate(10) scale(2)")


def test_relative_commands_and_those_left_out_are_followed():
    assert (("M", (1, 2)), ("L", (4, 6)), ("L", (5, 6)), ("L", (5, 9)), ("Z", ())) == read_path("m1 2 3 4h1v3z")


def test_the_flags_of_an_arc_need_no_space_between_them():
    assert read_path("M0 0a5 5 0 0 1 10 0") == read_path("M0 0a5 5 0 0110 0")


def test_half_a_circle_stays_on_the_circle():
    curves = list(arc((0, 0), (5, 5, 0, 0, 1, 10, 0)))
    assert (10, 0) == curves[-1][1][-2:]
    assert all(abs(math.hypot(at[-2] - 5, at[-1]) - 5) < 1e-6 for _, at in curves)


def test_a_path_is_shown_up_to_its_first_error():
    with pytest.raises(BadPath) as caught:
        read_path("M0 0L5 5L oops")
    assert (("M", (0, 0)), ("L", (5, 5))) == caught.value.steps


def test_what_a_style_says_wins_over_a_class_and_that_over_an_attribute():
    (shape,) = shapes(
        '<style>.a{fill:blue;stroke:red}</style><rect class="a" fill="lime" style="stroke:#fff" width="1" height="1"/>'
    )
    assert (Colour(0, 0, 255), Colour(255, 255, 255)) == (shape.fill, shape.stroke.colour)


def test_properties_are_inherited_and_current_colour_is_the_colour():
    (shape,) = shapes('<g color="#010203" fill="currentColor"><path d="M0 0h1v1z"/></g>')
    assert Colour(1, 2, 3) == shape.fill


def test_a_gradient_becomes_the_mean_of_its_stops_and_says_so():
    outcome = read(
        '<linearGradient id="g"><stop stop-color="#000"/><stop offset="1" stop-color="#fff"/></linearGradient>'
        '<rect fill="url(#g)" width="1" height="1"/>'
    )
    (shape,) = flat(outcome.value.items)
    assert Colour(128, 128, 128) == shape.fill
    assert ["svg-unsupported"] == [finding.code for finding in outcome.diagnostics]


def test_a_clip_path_clips():
    drawing = read(
        '<clipPath id="c"><rect width="5" height="5"/></clipPath><g clip-path="url(#c)"><rect width="9" height="9"/></g>'
    ).value
    clips = [group.clip for group in groups(drawing.items) if group.clip]
    assert (("M", (0, 0)), ("L", (5, 0)), ("L", (5, 5)), ("L", (0, 5)), ("Z", ())) in clips


def groups(items):
    for item in items:
        if isinstance(item, Group):
            yield item
            yield from groups(item.items)


def test_what_is_used_is_drawn_where_it_is_used():
    used = '<defs><rect id="r" width="2" height="2"/></defs><use xlink:href="#r" x="10"/><use href="#r" y="5"/>'
    assert 2 == len(shapes(used))
    moved = [group.matrix[4:] for group in groups(read(used).value.items) if group.matrix[:4] == (1, 0, 0, 1)]
    assert {(10, 0), (0, 5)} <= set(moved)


def test_text_becomes_labels_with_their_anchor():
    first, second = labels(
        '<text x="3" y="9" text-anchor="middle" font-size="8">Up <tspan font-weight="700" x="20">bold</tspan></text>'
    )
    assert ("Up", 3, 9, 8, TextAnchor.MIDDLE, False) == (first.text, first.x, first.y, first.size, first.anchor, first.bold)
    assert ("bold", 20, True) == (second.text, second.x, second.bold)


def test_the_title_of_a_file_says_what_it_shows():
    assert "A ship. Seen from the side" == read("<title>A ship</title><desc>Seen from\n the side</desc>").value.alternative


@pytest.mark.parametrize(
    "inside",
    [
        "<script>alert(1)</script>",
        '<rect onclick="alert(1)"/>',
        '<use xlink:href="other.svg#a"/>',
        '<rect fill="url(https://example.org/a.svg#b)"/>',
        "<style>@import 'https://example.org/a.css';</style>",
        "<foreignObject><p/></foreignObject>",
        '<image href="https://example.org/a.png"/>',
        '<image href="data:image/png;base64,AAAA"/>',
    ],
)
def test_what_runs_fetches_or_is_no_drawing_is_refused_at_its_line(inside):
    outcome = read(f"\n\n{inside}")
    assert outcome.value is None
    assert {("svg-refused", "figures/d.svg", 3)} == {(f.code, f.position.file, f.position.line) for f in outcome.diagnostics}


def test_entities_are_refused():
    bomb = '<!DOCTYPE svg [<!ENTITY a "b"><!ENTITY c "&a;&a;">]>' + f"{HEAD}><text>&c;</text></svg>"
    assert ["svg-refused"] == [finding.code for finding in read_svg(bomb.encode(), "d.svg").diagnostics]


def test_an_element_that_uses_itself_ends():
    outcome = read('<g id="a"><use href="#a"/></g>')
    assert ["svg-too-large"] == [finding.code for finding in outcome.diagnostics]


def test_elements_that_multiply_end():
    inside = '<g id="a0"><rect width="1" height="1"/></g>'
    inside += "".join(f'<g id="a{n}">{f"""<use href="#a{n - 1}"/>""" * 10}</g>' for n in range(1, 9))
    assert ["svg-too-large"] == [finding.code for finding in read(inside).diagnostics]


def test_a_file_that_is_too_large_is_not_looked_at():
    assert ["svg-too-large"] == [finding.code for finding in read_svg(b" " * (MOST_BYTES + 1), "d.svg").diagnostics]


@pytest.mark.parametrize("data", [b"", b"<svg", b"<html/>", b"\x89PNG", b"\xff\xfe\x00"])
def test_what_is_no_svg_is_a_finding(data):
    assert ["svg-malformed"] == [finding.code for finding in read_svg(data, "d.svg").diagnostics]


@pytest.mark.parametrize("value", ["1e999", "nan", "-1e30", "99999999999999", "", "5 5"])
def test_odd_numbers_do_no_harm(value):
    for inside in (
        f'<rect width="{value}" height="{value}"/>',
        f'<path d="M0 0L{value} 1"/>',
        f'<text font-size="{value}">a</text>',
    ):
        drawing = read(inside).value
        assert drawing is not None
        assert all(
            math.isfinite(number)
            for shape in flat(drawing.items)
            if isinstance(shape, Shape)
            for _, at in shape.outline
            for number in at
        )


@pytest.mark.parametrize(
    "inside",
    [
        "<rect " + " ".join(f'a{one}="1"' for one in range(50_000)) + "/>",
        "<style>" + "rect{fill:red}" * 50_000 + "</style>" + '<rect width="1" height="1"/>' * 2_000,
        "<style>"
        + "".join(f".a.b{one}{{fill:red}}" for one in range(20_000))
        + '</style><g class="a">'
        + '<g class="a"/>' * 900
        + "</g>",
    ],
    ids=["attributes", "rules of a tag", "rules of a class"],
)
def test_styles_that_would_take_minutes_are_refused_soon(inside):
    began = time.process_time()
    outcome = read(inside)

    assert outcome.value is None
    assert "svg-too-large" == outcome.diagnostics[0].code
    assert time.process_time() - began < 3


def test_the_weightier_and_the_later_rule_wins_wherever_it_stands():
    sheet = (
        "<style>#i{fill:#010101} .a.b{fill:#020202} .a{fill:#030303} rect{fill:#040404} *{fill:#050505} rect{fill:#060606}</style>"
    )
    found = shapes(
        f'{sheet}<rect id="i" class="a b" width="1" height="1"/><rect class="b a" width="1" height="1"/>'
        '<rect class="a" width="1" height="1"/><rect width="1" height="1"/><circle r="1"/>'
    )

    assert [1, 2, 3, 6, 5] == [shape.fill.red for shape in found]


def test_dashes_that_no_eye_sees_are_a_solid_line():
    (shape,) = shapes('<path d="M0 0H9" stroke="red" fill="none" stroke-dasharray="0.000001 0.000001"/>')

    assert () == shape.stroke.dash
