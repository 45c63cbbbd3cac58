"""Fences of chart, timeline and map become figures; what is wrong in them is told at its line and column."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefgen.model import tree
from briefgen.model.plot import Area, Arrow, Chart, ChartKind, Event, Scale, Series, Spot, Theatre, Timeline
from briefgen.model.walk import plain_text, walk
from briefgen.readers import read_markdown
from briefgen.readers.plot_data import number
from briefgen.readers.plot_fields import markdown_table
from briefgen.testing import MemoryFiles

ROOT = Path(__file__).parents[3]
VOTES = "Vote,States\nIn favour,143\nAgainst,5\nAbsent,n/a\n"


def read(text: str, data: str = VOTES):
    return read_markdown(text, file="b/sections/s.md", files=MemoryFiles({"b/data/v.csv": data.encode()}))


def fence(kind: str, *lines: str, attributes: str = "") -> str:
    return "\n".join(("Before.", "", f"```{kind} {attributes}".rstrip(), *lines, "```", ""))


def figure(text: str, data: str = VOTES) -> tree.Figure:
    outcome = read(text, data)
    assert () == outcome.diagnostics
    (found,) = [node for node in walk(outcome.value) if isinstance(node, tree.Figure)]
    return found


def told(text: str, data: str = VOTES) -> list[tuple[str, str]]:
    return [(finding.code, str(finding.position)) for finding in read(text, data).diagnostics]


def test_a_chart_is_a_figure_with_caption_source_and_data():
    made = figure(
        fence("chart", "data: ../data/v.csv", "type: bar", "caption: The *vote*", "source: 'UN [@un, p. 4]'", attributes="{#fig-v}")
    )
    assert ("fig-v", "The vote") == (made.identifier, plain_text(made.caption))
    assert any(isinstance(node, tree.Cite) for node in walk(made.source))
    assert isinstance(made.plot, Chart)
    assert ("In favour", "Against", "Absent") == made.plot.categories
    assert (Series("States", (143.0, 5.0, None)),) == made.plot.series
    assert ("b/data/v.csv", "The vote") == (made.plot.file, made.plot.title)


def test_attributes_on_the_fence_do_as_well():
    made = figure(fence("chart", "data: ../data/v.csv", attributes='{#fig-v caption="A *vote*" source="UN" width=60%}'))
    assert ("A vote", "UN", "60%") == (plain_text(made.caption), plain_text(made.source), made.attributes.get("width"))


def test_rows_may_stand_in_the_block():
    made = figure(fence("chart", "type: line", "rows: |", "  Day, a, b", "  2022-08-01, 1, 2", "  2022-08-02, , 4"))
    assert (ChartKind.LINE, "") == (made.plot.kind, made.plot.file)
    assert (Series("a", (1.0, None)), Series("b", (2.0, 4.0))) == made.plot.series


def test_noughts_at_the_end_of_a_value_are_kept():
    made = figure(fence("chart", "rows: |", "  Day, a, b", "  1, 15.0 %, 2.5", "  2, 4, 3"))
    assert (Series("a", (15.0, 4.0), (1, 0)), Series("b", (2.5, 3.0))) == made.plot.series


def test_series_may_stand_under_one_another():
    data = "Year,Who,Value\n2021,A,1\n2021,B,2\n2022,A,3\n"
    made = figure(fence("chart", "data: ../data/v.csv", "x: Year", "y: Value", "series: Who"), data)
    assert (Series("A", (1.0, 3.0)), Series("B", (2.0, None))) == made.plot.series


def test_the_same_data_have_the_same_target_and_others_another():
    plain, changed = (figure(fence("chart", "data: ../data/v.csv"), data).target for data in (VOTES, VOTES.replace("143", "142")))
    assert plain == figure(fence("chart", "data: ../data/v.csv")).target
    assert plain != changed


def test_a_timeline_takes_events_from_the_block_and_from_a_file():
    made = figure(
        fence("timeline", "events:", "  - {date: 2022-02, label: First, highlight: true}", "data: ../data/v.csv"),
        "date,event\n2022-08-09,Second\n",
    )
    assert isinstance(made.plot, Timeline)
    assert (Event(date="2022-02", label="First", highlight=True), Event(date="2022-08-09", label="Second")) == made.plot.events


def test_a_map_is_read_whole():
    made = figure(
        fence(
            "map",
            "region: Ukraine",
            "countries: [Ukraine, {name: RU, label: Russia, key: Aggressor}]",
            "cities: [Kyiv, {name: Here, at: [30.5, 50]}]",
            "arrows: [{from: Kyiv, to: Here, through: [Odesa], label: Grain}]",
            "scale: false",
        )
    )
    assert (
        Theatre(
            region="Ukraine",
            areas=(Area(name="Ukraine"), Area(name="RU", label="Russia", key="Aggressor")),
            spots=(Spot(name="Kyiv"), Spot(name="Here", at=(30.5, 50.0))),
            arrows=(Arrow(start="Kyiv", end="Here", through=("Odesa",), label="Grain"),),
            scale_bar=False,
        )
        == made.plot
    )


@pytest.mark.parametrize(
    ("lines", "code", "place"),
    [
        (("data: ../data/w.csv",), "data-not-read", "b/sections/s.md:4:7"),
        (("data: ../../../w.csv",), "data-outside", "b/sections/s.md:4:7"),
        (("data: ../data/v.csv", "y: [Stats]"), "unknown-column", "b/sections/s.md:5:5"),
        (("data: ../data/v.csv", "highlight: [Agianst]"), "unknown-category", "b/sections/s.md:5:13"),
        (("data: ../data/v.csv", "typ: bar"), "unknown-key", "b/sections/s.md:5:1"),
        (("data: ../data/v.csv", "type: pie"), "bad-value", "b/sections/s.md:5:7"),
        (("rows: |", "  a, b", "  c, 12x"), "bad-value", "b/sections/s.md:6:6"),
        (("rows: |", "  a, b"), "empty-data", "b/sections/s.md:5:1"),
        (("type: bar",), "bad-chart", "b/sections/s.md:3:1"),
        (("data: ../data/v.csv", "height: 9000"), "bad-value", "b/sections/s.md:5:9"),
        (("- a list",), "malformed-file", "b/sections/s.md:4:1"),
        (("data: [",), "malformed-file", "b/sections/s.md:5:1"),
    ],
)
def test_what_is_wrong_in_a_chart_is_told_where_it_stands(lines, code, place):
    assert (code, place) in told(fence("chart", *lines))


def test_a_cell_that_is_no_number_is_told_in_its_file():
    assert [("bad-value", "b/data/v.csv:2:9")] == told(fence("chart", "data: ../data/v.csv"), "Vote,States\nAgainst,five\n")[:1]


def test_columns_count_in_a_fence_inside_a_list():
    text = "- item\n\n  ```chart\n  data: ../data/v.csv\n  highlight: [Agianst]\n  ```\n"
    assert [("unknown-category", "b/sections/s.md:5:15")] == told(text)


def test_a_log_scale_has_no_place_for_nothing():
    outcome = read(fence("chart", "data: ../data/v.csv", "scale: log"), "a,b\nc,0\nd,10\n")
    assert ["bad-chart"] == [finding.code for finding in outcome.diagnostics]
    (made,) = [node for node in walk(outcome.value) if isinstance(node, tree.Figure)]
    assert made.plot.scale is Scale.LINEAR


def test_a_fence_of_another_language_is_code_as_ever():
    (_, block) = read("Before.\n\n```charts\ntype: bar\n```\n").value
    assert isinstance(block, tree.CodeBlock)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1,234.5", 1234.5),
        ("−3", -3.0),
        ("46 %", 46.0),
        ("1 000", 1000.0),
        ("", None),
        ("12x", None),
        ("1e400", None),
        ("٤٦", 46.0),
    ],
)
def test_a_number_is_read_as_people_write_it(text, value):
    assert value == number(text)


@pytest.mark.parametrize(
    "text", ["rows: |\n  " + "a," * 5000, "events: " + "[" * 500, "&a [*a]", "\x00", "a: b: c", "? [", "- - - -"]
)
def test_no_text_in_a_fence_breaks_the_reader(text):
    for kind in ("chart", "timeline", "map"):
        assert read(f"```{kind}\n{text}\n```\n").diagnostics


@pytest.mark.parametrize("kind", ["chart", "timeline", "map"])
def test_every_key_is_in_the_authors_guide(kind):
    assert markdown_table(kind) in (ROOT / "briefs" / "README.md").read_text(encoding="utf-8")


def test_rows_of_two_times_are_the_lines_of_a_slope_chart():
    made = figure(
        fence("chart", "type: slope", "rows: |", "  Country, 2021, 2022", "  Iran, 4, 5", "  Russia, 3, 6", "  Syria, , 1")
    )

    assert ("2021", "2022") == made.plot.categories
    assert ("Iran", (4.0, 5.0)) == (made.plot.series[0].name, made.plot.series[0].values)
    assert (None, 1.0) == made.plot.series[2].values


def test_a_day_that_there_is_not_is_an_error_at_its_place():
    assert [("bad-value", "b/sections/s.md:5:12")] == told(
        fence("timeline", "events:", "  - {date: 2022-02-30, label: No day}", "  - {date: 2022-02, label: A month}")
    )


def test_a_timeline_of_no_events_is_an_error():
    assert [("bad-timeline", "b/sections/s.md:3:1")] == told(fence("timeline", "events: []"))


@pytest.mark.parametrize("line", ["unit: [a", "just words", "- a"])
def test_what_is_no_yaml_is_told_once(line):
    (finding,) = read(fence("chart", line)).diagnostics

    assert "malformed-file" == finding.code
    assert "title" not in finding.hint


@pytest.mark.parametrize("at", ["[x, 25]", "[56.6]", "[256, 25]"])
def test_degrees_that_cannot_be_are_told_once(at):
    text = fence(
        "map",
        "region: Iran",
        f"cities: [Tehran, {{name: Anchorage, at: {at}}}]",
        "arrows: [{from: Tehran, to: Anchorage}, {from: Tehran, to: Moscow}]",
    )
    outcome = read(text)
    (found,) = [node for node in walk(outcome.value) if isinstance(node, tree.Figure)]

    assert ["bad-value"] == [finding.code for finding in outcome.diagnostics]
    assert ["Tehran"] == [spot.name for spot in found.plot.spots]
    assert ["Moscow"] == [arrow.end for arrow in found.plot.arrows]
