"""Timelines: every event is there, and no words stand over others."""

from __future__ import annotations

import itertools

import pytest

from briefgen import figures
from briefgen.figures.look import Look
from briefgen.model.drawing import Label, Shape, TextAnchor
from briefgen.model.plot import Event, Timeline
from houses import shipped_house

WIDTH = 483.0
CROWDED = tuple(Event(date=f"2022-08-{number:02d}", label=f"Event number {number} of them") for number in range(1, 13))
STORY = (
    Event(date="2022-02-24", label="Russia invades Ukraine"),
    Event(date="2022-07-19", label="Putin visits Tehran"),
    Event(date="2022-08-13", end="2022-08-27", label="Army Games"),
    Event(date="2022-10-17", label="Strikes on Kyiv", highlight=True),
)


def drawn(*events: Event, language: str = "en", **more):
    return figures.draw(Timeline(events=events, **more), shipped_house().style, language, WIDTH).value


def places(drawing) -> list[tuple[float, float, float, float]]:
    look = Look(shipped_house().style, "en")
    found = []
    for label in (item for item in drawing.items if isinstance(item, Label)):
        wide = look.width(label.text, label.size, family=label.family)
        left = {TextAnchor.START: label.x, TextAnchor.END: label.x - wide, TextAnchor.MIDDLE: label.x - wide / 2}[label.anchor]
        found.append((left, label.y - label.size * 0.7, left + wide, label.y))
    return found


LATE = (
    Event(date="2014-09-05", label="Agreements in Minsk"),
    Event(date="2015-09-30", label="An air force goes to Syria"),
    Event(date="2021-08-15", label="Kabul falls"),
    Event(date="2022-02-24", label="Russia invades Ukraine"),
    Event(date="2022-07-19", label="President visits Tehran and meets the Supreme Leader"),
    Event(date="2022-09-13", label="First drones are seen near Kupiansk in the Kharkiv region"),
)


@pytest.mark.parametrize("events", [STORY, CROWDED, LATE])
def test_no_words_stand_over_others_or_leave_the_drawing(events):
    found = places(drawn(*events))
    for left, top, right, bottom in found:
        assert -0.5 <= left < right <= WIDTH + 0.5
        assert top >= -1
        del bottom
    for a, b in itertools.combinations(found, 2):
        assert a[2] <= b[0] + 0.5 or b[2] <= a[0] + 0.5 or a[3] <= b[1] + 0.5 or b[3] <= a[1] + 0.5


def test_every_event_has_its_date_as_precise_as_it_was_given():
    texts = {item.text for item in drawn(*STORY, Event(date="2022-05", label="Talks")).items if isinstance(item, Label)}
    assert {"24 Feb", "13–27 Aug", "May"} <= texts


def test_the_words_for_those_who_cannot_see_it_tell_every_event_in_order():
    said = drawn(*reversed(STORY), title="From visit to strikes").alternative
    assert said.startswith("Timeline: From visit to strikes; 4 events. 24 Feb 2022: Russia invades Ukraine; 19 July 2022")
    assert "13 Aug to 27 Aug 2022: Army Games" in said


def test_lanes_stand_under_one_another():
    drawing = drawn(Event(date="2022-02", label="One", lane="Syria"), Event(date="2022-03", label="Two", lane="Ukraine"))
    rows = {item.text: item.y for item in drawing.items if isinstance(item, Label)}
    assert rows["Syria"] < rows["Ukraine"]


def test_a_timeline_for_right_to_left_readers_runs_from_the_right():
    first = next(item for item in drawn(*STORY, language="fa").items if isinstance(item, Label) and item.text.startswith("Russia"))
    assert first.x > WIDTH / 2


def leaders(drawing) -> list[tuple[float, float, float]]:
    """Where the leaders stand, and between which heights."""
    strokes = [item.outline for item in drawing.items if isinstance(item, Shape) and item.stroke and item.stroke.width == 0.6]
    return [(x, min(y0, y1), max(y0, y1)) for (_, (x, y0)), (_, (_, y1)) in strokes]


@pytest.mark.parametrize("events", [STORY, LATE])
def test_no_leader_goes_through_words(events):
    drawing = drawn(*events)
    for x, top, bottom in leaders(drawing):
        assert not [said for said in places(drawing) if said[0] - 0.5 < x < said[2] + 0.5 and top < said[3] and said[1] < bottom]


def test_only_what_is_highlighted_is_red():
    style = shipped_house().style
    plain = (Event(date="2022-06-02", label="One", lane="A"), Event(date="2022-07-19", label="Two", lane="B"))
    loud = Event(date="2022-08-13", label="Three", lane="B", highlight=True)

    def dots(*events: Event):
        return [item.fill for item in drawn(*events).items if isinstance(item, Shape) and item.fill]

    assert [style.figures.series[0]] * 2 == dots(*plain)
    assert [style.figures.series[0]] * 2 + [style.figures.accent] == dots(*plain, loud)


def test_words_beside_which_nothing_stands_are_on_one_line():
    lanes = (
        Event(date="2022-07-19", label="Insurers meet in London", lane="B"),
        Event(date="2022-10", label="Premiums double", lane="C"),
    )
    said = {item.text for item in drawn(Event(date="2022-06-02", label="One", lane="A"), *lanes).items if isinstance(item, Label)}

    assert {"Insurers meet in London", "Premiums double"} <= said


def test_the_name_of_a_lane_stands_beside_its_line():
    drawing = drawn(
        *(Event(date=f"2022-0{number}", label="One", lane=name) for number, name in enumerate(("A", "B", "C"), start=2))
    )
    lines = [
        item.outline[0][1][1] for item in drawing.items if isinstance(item, Shape) and item.stroke and item.stroke.width == 1.4
    ]
    names = [item.y for item in drawing.items if isinstance(item, Label) and item.text in {"A", "B", "C"}]

    assert [pytest.approx(line + 2.5) for line in lines] == names
