from __future__ import annotations

import pytest

from briefgen.editions import diff, outline_of, read_outline, word_changes, write_outline
from briefgen.editions.outline import JudgmentText, ParagraphChange
from briefgen.model.errors import MalformedFile
from composing import read

SUMMARY = """# Summary

::: {.judgment #kj-1 likelihood="likely" confidence="low" basis="one paper"}
It is likely.
:::

- One point.
- Another point.

| Day | Who |
|-----|-----|
| 5 August | An official |

: Claims {#tbl-c}
"""
DATA = """
| Day | Number | Kind |
|-----|--------|------|
| 5 August | 46 | UAV |
| 5 August | 2 | Ship |

: Deliveries {#tbl-d .data}
"""


def outline(**sections):
    return outline_of([(name, read(text)) for name, text in sections.items()])


def test_an_outline_has_the_text_by_section():
    (section,) = outline(summary=SUMMARY).sections

    assert ("summary", "Summary") == (section.name, section.title)
    assert ("Summary", "One point.", "Another point.", "Claims", "Day Who", "5 August An official") == section.paragraphs


def test_judgments_are_apart():
    assert {"kj-1": JudgmentText("It is likely.", "likely", "low")} == outline(summary=SUMMARY).judgments


def test_a_value_in_the_text_has_its_own_name_and_a_fact_printed_twice_is_one():
    fact, once = "facts.drones_received", "[46]{.data value=facts.drones_received.value}"
    text = f"{once}, [46 aircraft]{{.data value={fact}}} and {once}, [3]{{.data value=''}}."

    assert {"drones received": "46 aircraft", "value": "3"} == outline(summary=text).values


def test_values_from_data_have_the_name_of_their_table_row_and_column():
    expected = {
        "Deliveries: 5 August, Number": "46",
        "Deliveries: 5 August, Kind": "UAV",
        "Deliveries: 5 August, Number (2)": "2",
        "Deliveries: 5 August, Kind (2)": "Ship",
    }

    assert expected == outline(data=DATA).values
    assert ("Deliveries",) == outline(data=DATA).sections[0].paragraphs


def test_an_outline_is_kept_as_json():
    made = outline(summary=SUMMARY, data=DATA)

    assert made == read_outline(write_outline(made))
    assert write_outline(made) == write_outline(outline(summary=SUMMARY, data=DATA))


@pytest.mark.parametrize("data", [b"", b"{}", b"[]", b"\xff", b'{"version": 1, "sections": [["a"]]}', b'{"version": 2}'])
def test_an_outline_that_cannot_be_read_says_so(data):
    with pytest.raises(MalformedFile):
        read_outline(data)


def test_the_same_text_has_no_difference():
    assert () == diff(outline(summary=SUMMARY), outline(summary=SUMMARY))


def test_a_difference_is_told_by_section_and_paragraph():
    old = outline(a="# A\n\nKept.\n\nRussia has received 46 drones so far.\n\nGone.\n", b="B.\n")
    new = outline(a="# A\n\nKept.\n\nRussia has received 47 drones so far.\n", c="# See\n\nC.\n")
    a, c, b = diff(old, new)

    changed = ParagraphChange("Russia has received 46 drones so far.", "Russia has received 47 drones so far.")
    assert ("A", (changed, ParagraphChange("Gone.", ""))) == (a.title, a.changes)
    assert ("See", True, False) == (c.title, c.added, c.removed)
    assert ("b", False, True) == (b.title, b.added, b.removed)


def test_paragraphs_that_have_nothing_in_common_are_not_one():
    (change,) = diff(outline(a="Iran denied it.\n"), outline(a="The volumes are unknown.\n"))

    assert (ParagraphChange("", "The volumes are unknown."), ParagraphChange("Iran denied it.", "")) == change.changes


def test_a_changed_paragraph_is_told_in_words():
    expected = (("kept", "Russia has"), ("removed", "46"), ("added", "47"), ("kept", "drones."))

    assert expected == word_changes("Russia has 46 drones.", "Russia has 47 drones.")
