from __future__ import annotations

from dataclasses import replace

import pytest

from briefgen.editions import content_of
from briefgen.model.brief import CitationChoice, Marking, Person, Placement, Status
from composing import BRIEF, read

ISW = {"id": "isw", "title": "Russia and Iran", "issued": {"date-parts": [[2022, 8, 11]]}}
TEXT = 'Iran supplied 46 UAVs [@isw, p. 3, "received 46 drones"] to Russia.\n'
DATA = """
| Day | Number |
|-----|--------|
| 5 August | {} |

: Deliveries {{#tbl-d .data}}
"""


def content(text=TEXT, brief=BRIEF, references=(ISW,)):
    return content_of(brief, [("summary", read(text))], references)


@pytest.mark.parametrize(
    "change",
    [
        {"house": "memo"},
        {"status": Status.RELEASED},
        {"schedule": {"cron": "0 6 * * *"}},
        {"distribution": {"list": "example"}},
        {"citations": CitationChoice("apa", Placement.INLINE)},
        {"contents": True},
        {"cover": False},
        {"file": "briefs/moved/brief.md"},
    ],
)
def test_a_restyle_a_new_recipient_or_another_status_says_nothing_new(change):
    assert content() == content(brief=replace(BRIEF, **change))


@pytest.mark.parametrize(
    "change",
    [
        {"title": "Another title"},
        {"abstract": "In short."},
        {"published": "2022-10-21"},
        {"marking": Marking("TLP:AMBER")},
        {"authors": (Person("Eurasia Desk"),)},
        {"estimative_profile": "phia"},
    ],
)
def test_what_the_front_matter_prints_is_what_the_brief_says(change):
    assert content().text != content(brief=replace(BRIEF, **change)).text


@pytest.mark.parametrize("text", [TEXT.replace("46 UAVs", "47 UAVs"), TEXT.replace("p. 3", "p. 4"), TEXT + "\nMore.\n"])
def test_the_authors_words_are_what_the_brief_says(text):
    assert content().text != content(text).text


def test_evidence_is_not_printed_and_says_nothing_new():
    assert content() == content(TEXT.replace("received 46 drones", "has received 46"))


def test_where_the_lines_of_the_source_end_says_nothing():
    assert content() == content(TEXT.replace("supplied 46 UAVs", "supplied\n46\nUAVs"))


def test_a_no_break_space_is_not_a_space():
    assert content().text != content(TEXT.replace("46 UAVs", "46\u00a0UAVs")).text


def test_a_cited_source_is_part_of_what_is_said_whatever_their_order():
    other = {"id": "nyt", "title": "Drones"}

    assert content(references=(ISW, other)) == content(references=(other, ISW))
    assert content().text != content(references=({**ISW, "title": "Russia & Iran"},)).text


def test_a_brief_without_data_has_no_digest_of_data():
    assert "" == content().data


def test_a_value_in_a_table_made_from_data_changes_the_data_alone():
    before, after = content(TEXT + DATA.format(46)), content(TEXT + DATA.format(47))

    assert before.text == after.text
    assert before.data != after.data
    assert before.whole != after.whole


def test_a_value_that_the_text_is_filled_from_changes_the_data_alone():
    before, after = (content(f"Iran supplied [{number}]{{.data value=facts.uavs}} UAVs.") for number in (46, 50))
    assert before.text == after.text
    assert before.data != after.data


def test_words_around_such_a_value_are_text():
    before, after = (content(f"Iran {word} [46]{{.data value=facts.uavs}} UAVs.") for word in ("supplied", "sold"))
    assert before.text != after.text
    assert before.data == after.data


def test_a_value_in_a_table_that_somebody_wrote_is_text():
    before, after = (content(TEXT + DATA.format(number).replace(" .data", "")) for number in (46, 47))

    assert before.text != after.text
    assert "" == before.data == after.data


def test_the_caption_of_a_table_made_from_data_is_text():
    before = content(TEXT + DATA.format(46))
    after = content(TEXT + DATA.format(46).replace("Deliveries", "Losses"))

    assert before.data == after.data
    assert before.text != after.text
