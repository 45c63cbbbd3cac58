"""Charts: what they show is where it should be, and can be told without colour."""

from __future__ import annotations

import itertools
from dataclasses import replace

import pytest

from briefgen import figures
from briefgen.figures.frame import spread
from briefgen.figures.look import Look
from briefgen.figures.numerals import decimals, measured, numeral
from briefgen.figures.scales import day, linear, logarithmic, time_ticks
from briefgen.figures.sketch import DASHES
from briefgen.model.drawing import Drawing, Group, Label, Shape, TextAnchor
from briefgen.model.plot import Chart, ChartKind, Scale, Series
from drawn import flat, labels
from houses import shipped_house

WIDTH = 483.0


def chart(kind: str, categories, *series, **more) -> Chart:
    made = tuple(Series(name, tuple(values)) for name, values in series)
    return Chart(kind=ChartKind(kind), categories=tuple(categories), series=made, **more)


def drawn(plot: Chart, language: str = "en") -> Drawing:
    outcome = figures.draw(plot, shipped_house().style, language, WIDTH)
    assert () == outcome.diagnostics
    return outcome.value


def words(drawing: Drawing) -> list[str]:
    return [item.text for item in flat(drawing.items) if isinstance(item, Label)]


def bars(drawing: Drawing) -> list[tuple[float, float, float]]:
    """Left, right and top of every filled rectangle."""
    found = []
    for item in flat(drawing.items):
        if isinstance(item, Shape) and item.fill and len(item.outline) == 5:
            xs, ys = [at[0] for _, at in item.outline[:4]], [at[1] for _, at in item.outline[:4]]
            found.append((min(xs), max(xs), min(ys)))
    return found


ALL = [
    chart("bar", ["One", "Two", "Three"], ("n", [46, None, -12])),
    chart("bar", ["One", "Two"], ("a", [1, 2]), ("b", [3, None]), upright=True),
    chart("stacked", ["One", "Two"], ("a", [1, 2]), ("b", [3, -4])),
    chart("stacked", ["One", "Two"], ("a", [1, 2]), ("b", [3, 4]), upright=True),
    chart("line", ["2022-02", "2022-05", "2022-10"], ("a", [1, None, 3]), ("b", [3, 4, 2])),
    chart("dot", ["One", "Two"], ("a", [1, 2]), ("b", [3, None])),
    chart("slope", ["2021", "2022"], ("a", [1, 2]), ("b", [3, 4])),
    chart("line", ["x", "y", "z"], ("a", [1, 100, 10_000]), scale=Scale.LOG),
]


@pytest.mark.parametrize("plot", ALL, ids=lambda plot: plot.kind)
@pytest.mark.parametrize("language", ["en", "fa"])
def test_nothing_leaves_the_drawing(plot, language):
    drawing = drawn(plot, language)
    for item in flat(drawing.items):
        if isinstance(item, Shape):
            xs = [value for _, at in item.outline for value in at[::2]]
            assert -0.01 <= min(xs) <= max(xs) <= WIDTH + 0.01 or len(item.outline) > 8  # hatching is clipped
        else:
            assert 0 <= item.x <= WIDTH
            assert 0 <= item.y <= drawing.height


@pytest.mark.parametrize("plot", ALL, ids=lambda plot: plot.kind)
def test_the_same_data_make_the_same_drawing(plot):
    assert drawn(plot) == drawn(plot)


def test_a_bar_is_as_long_as_its_value():
    first, second = bars(drawn(chart("bar", ["One", "Two"], ("n", [50, 100]))))
    assert pytest.approx(2.0) == (second[1] - second[0]) / (first[1] - first[0])


def test_a_negative_bar_goes_the_other_way():
    positive, negative = bars(drawn(chart("bar", ["One", "Two"], ("n", [50, -50]))))
    assert pytest.approx(positive[0]) == negative[1]


def test_a_missing_value_is_said_and_is_no_zero():
    drawing = drawn(chart("bar", ["One", "Two"], ("n", [50, None])))
    assert "n/a" in labels(drawing)
    assert 1 == len(bars(drawing))


def test_values_carry_a_true_minus_and_their_unit():
    said = labels(drawn(chart("bar", ["One", "Two"], ("n", [4.5, -2]), unit="$bn")))
    assert {"$4.5 bn", "−$2 bn"} <= set(said)


def test_a_long_name_is_broken_into_lines():
    said = labels(
        drawn(chart("bar", ["A name of a category that is much too long to stand on a single line beside its bar"], ("n", [1])))
    )
    assert not any(len(text) > 60 for text in said)


def test_a_line_chart_tells_its_series_by_dash_and_name():
    drawing = drawn(chart("line", ["a", "b"], ("First", [1, 2]), ("Second", [2, 3])))
    dashes = {item.stroke.dash for item in drawing.items if isinstance(item, Shape) and item.stroke and item.stroke.width > 1}
    assert {DASHES[0], DASHES[1]} <= dashes
    assert {"First 2", "Second 3"} <= set(labels(drawing))


def test_a_gap_in_the_data_is_a_gap_in_the_line():
    drawing = drawn(chart("line", ["a", "b", "c", "d", "e"], ("n", [1, 2, None, 2, 3])))
    assert 2 == sum(isinstance(item, Shape) and item.stroke is not None and item.stroke.width > 1.5 for item in drawing.items)


def test_every_second_series_of_bars_is_hatched():
    drawing = drawn(chart("bar", ["a"], ("First", [1]), ("Second", [2])))
    assert any(isinstance(item, Group) and item.clip for item in drawing.items)


def test_a_highlighted_bar_has_the_accents_colour_and_the_others_stand_back():
    style = shipped_house().style
    drawing = drawn(chart("bar", ["One", "Two"], ("n", [1, 2]), highlight=("Two",)))
    assert {style.figures.quiet, style.figures.accent} == {
        item.fill for item in flat(drawing.items) if isinstance(item, Shape) and item.fill
    }


def test_a_chart_for_right_to_left_readers_begins_at_the_right():
    left, right = (labels(drawn(chart("bar", ["One"], ("n", [46])), language))["One"].x for language in ("en", "fa"))
    assert pytest.approx(WIDTH) == left + right


@pytest.mark.parametrize(
    ("values", "ticks"),
    [
        ([0, 143], (0, 50, 100, 150)),
        ([-3, 4], (-4, -2, 0, 2, 4)),
        ([0.1, 0.34], (0, 0.1, 0.2, 0.3, 0.4)),
        ([7, 7], (0, 2, 4, 6, 8)),
    ],
)
def test_ticks_stand_at_round_numbers(values, ticks):
    assert ticks == linear(values).ticks


def test_a_log_axis_marks_powers_of_ten():
    assert (1, 10, 100, 1000, 10_000) == logarithmic([1, 10_000]).ticks


def test_dates_are_marked_where_months_begin():
    ticks = time_ticks(day("2022-02-24"), day("2022-10-17"), 10)
    assert ["2022-03-01", "2022-10-01"] == [ticks[0].day.isoformat(), ticks[-1].day.isoformat()]


@pytest.mark.parametrize("span", [("2022-10-01", "2022-10-05"), ("1900", "2022"), ("0001", "9999"), ("2022-01-01", "2022-01-01")])
def test_there_are_never_too_many_ticks(span):
    assert len(time_ticks(day(span[0]), day(span[1], end=True), 8)) <= 8


def test_names_are_spread_without_changing_their_order():
    places = spread([10, 11, 12, 50], 5, 0, 60)
    assert places == sorted(places)
    assert all(later - earlier >= 5 - 1e-9 for earlier, later in itertools.pairwise(places))


@pytest.mark.parametrize(
    ("value", "language", "said"),
    [(1234567.0, "en", "1,234,567"), (1234.5, "de", "1234,5"), (-12345.0, "fr", "−12\u00a0345"), (0.0, "en", "0")],
)
def test_numbers_are_written_as_the_language_does(value, language, said):
    assert said == numeral(value, decimals([value]), language)


@pytest.mark.parametrize(("unit", "said"), [("%", "5%"), ("km", "5\u00a0km"), ("€", "€5"), ("$bn", "$5 bn")])
def test_a_unit_stands_on_its_side(unit, said):
    assert said == measured(5, 0, unit, "en")


def test_words_are_cut_to_the_room_there_is():
    look = Look(shipped_house().style, "en")
    text = look.cut("A rather long name", 40, 8)
    assert text.endswith("…")
    assert look.width(text, 8) <= 40


def test_values_and_names_of_standing_bars_never_meet():
    """Three series over five years have no room for ``$0.50 bn``: the unit is said once."""
    years = [str(year) for year in range(2018, 2023)]
    series = [(name, [1.2, 1.6, 1.4, 3.3, 4.9]) for name in ("Exports", "Imports", "Transit")]
    said = words(drawn(chart("bar", years, *series, unit="$bn", upright=True)))

    assert "1.2" in said
    assert "$bn" in said


def test_standing_bars_without_room_for_their_values_have_an_axis():
    years = [str(year) for year in range(2000, 2020)]
    series = [(name, [10_000 + one for one in range(20)]) for name in ("Exports", "Imports")]
    said = words(drawn(chart("bar", years, *series, upright=True)))

    assert "10,001" not in said
    assert {"0", "5,000", "10,000"} <= set(said)


def test_standing_bars_without_room_for_their_names_lie():
    names = [f"A category with a long name {number}" for number in range(30)]
    said = words(drawn(chart("bar", names, ("n", range(30)), upright=True)))

    assert all(name in " ".join(said) for name in names)


def test_small_values_keep_two_digits_and_ticks_have_their_own_decimals():
    said = words(drawn(chart("line", ["2021", "2022", "2023"], ("n", [0.000012, 0.00091, 0.0004]))))

    assert {"0.0000", "0.0002", "0.0010", "0.0004"} <= set(said)


@pytest.mark.parametrize("upright", [True, False])
def test_a_value_has_its_own_decimals_and_not_those_of_another_row(upright):
    made = drawn(chart("bar", ["VLCC", "Aframax", "Dhow"], ("n", [2240, 455, 22.125]), unit="$", upright=upright))

    assert {"$2,240", "$455", "$22.125"} <= set(words(made))
    assert "Bar chart. VLCC $2,240, Aframax $455, Dhow $22.125." == made.alternative


def test_a_value_keeps_the_noughts_that_it_was_written_with():
    plot = Chart(kind=ChartKind.LINE, categories=("A", "B"), series=(Series("n", (10.5, 15.0), (0, 1)),), unit="%")

    assert "15.0%" in words(drawn(plot))
    assert "15%" in words(drawn(replace(plot, series=(Series("n", (10.5, 15.0)),))))


def test_the_sum_of_a_stack_has_the_decimals_of_its_parts():
    said = words(drawn(chart("stacked", ["A", "B"], ("x", [0.1, 22.125]), ("y", [0.2, 1]))))

    assert {"0.3", "23.125"} <= set(said)


@pytest.mark.parametrize(("value", "text"), [(2.5e30, "2.5 × 10³⁰"), (-4e-9, "−4 × 10⁻⁹"), (1e14, "100,000,000,000,000")])
def test_what_nobody_counts_the_digits_of_is_a_power_of_ten(value, text):
    assert text.replace(" ", "\u00a0") == numeral(value, 0, "en")


def test_one_value_has_an_axis_from_nothing():
    assert (0.0, 8.0) == linear([7.0], zero=False)[:2]


def test_years_are_marked_by_themselves_and_the_first_month_says_its_year():
    years = words(drawn(chart("line", ["2018", "2019", "2020"], ("n", [1, 2, 3]))))
    months = words(drawn(chart("line", ["2022-06", "2022-07", "2022-08"], ("n", [1, 2, 3]))))

    assert [] == [word for word in years if "July" in word]
    assert "June 2022" in months


def test_a_house_says_the_words_of_figures_in_its_own_language():
    style = shipped_house().style
    german = replace(style, labels={**style.labels, "figure.no-value": "k. A.", "figure.bar": "Balkendiagramm"})
    made = figures.draw(chart("bar", "ab", ("n", [1, None])), german, "de", WIDTH).value

    assert "k. A." in words(made)
    assert made.alternative.startswith("Balkendiagramm. a 1;")


def test_a_chart_of_many_rows_is_no_higher_than_a_page():
    """It would be made smaller, and its words with it."""
    bars = drawn(chart("bar", [f"Category {one}" for one in range(60)], ("n", range(60))))
    groups = drawn(chart("bar", [f"Category {one}" for one in range(60)], ("a", range(60)), ("b", range(60))))
    dots = drawn(chart("dot", [f"Category {one}" for one in range(60)], ("n", range(60))))

    assert max(one.height for one in (bars, groups, dots)) < 600
    assert "59" in words(bars)
    assert {"0", "20", "40", "60"} >= {word for word in words(groups) if word.isdigit()}


def test_words_that_read_from_the_right_stand_where_others_would():
    left = labels(drawn(chart("bar", ["ایران", "Syria"], ("n", [46, 12]))))

    assert (left["ایران"].x, left["ایران"].anchor) == (left["Syria"].x, TextAnchor.START)
    assert TextAnchor.END == left["Syria"].anchor


def test_a_stack_without_any_value_says_so():
    for upright in (False, True):
        assert "n/a" in words(drawn(chart("stacked", "xy", ("a", [1, None]), ("b", [2, None]), upright=upright)))


def test_a_line_that_ends_early_has_its_name_at_its_own_end():
    years = ["2019", "2020", "2021", "2022"]
    said = labels(drawn(chart("line", years, ("Hull", [1, 2, 3, 4]), ("Cargo", [10, 12, None, None]))))
    under = labels(drawn(chart("line", years, ("Hull", [1, 2, 3, 4]), ("Cargo", [1.5, 2.1, None, None]))))

    assert said["2020"].x < said["Cargo 12"].x < said["2021"].x
    assert said["Hull 4"].x > said["2022"].x
    assert under["2020"].x < under["Cargo 2.1"].x < under["2021"].x
