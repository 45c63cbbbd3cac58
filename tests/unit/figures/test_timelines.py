"""Timelines: every event is there, and no words stand over others."""

from __future__ import annotations

import itertools

import pytest

from briefgen import figures
from briefgen.figures.look import Look
from briefgen.model.drawing import Label, TextAnchor
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


@pytest.mark.parametrize("events", [STORY, CROWDED])
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
