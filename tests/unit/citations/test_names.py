from __future__ import annotations

import pytest

from briefgen.citations.names import NotAName, name_from_text, read_names


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("Jane Doe", {"family": "Doe", "given": "Jane"}),
        ("Doe, Jane", {"family": "Doe", "given": "Jane"}),
        ("Jane Q. Doe", {"family": "Doe", "given": "Jane Q."}),
        ("Doe, Jane, Jr.", {"family": "Doe", "given": "Jane", "suffix": "Jr."}),
        ("Jan van der Berg", {"family": "Berg", "given": "Jan", "non-dropping-particle": "van der"}),
        ("van der Berg, Jan", {"family": "Berg", "given": "Jan", "non-dropping-particle": "van der"}),
        ("Reuters", {"literal": "Reuters"}),
        ("Institute for the Study of War", {"literal": "Institute for the Study of War"}),
        ("World Bank", {"literal": "World Bank"}),
        ("Ministry of Defence, Russia", {"literal": "Ministry of Defence, Russia"}),
        ("Bank, Alexandra", {"family": "Bank", "given": "Alexandra"}),
    ],
)
def test_a_name_in_one_text_is_split_where_a_reader_would_split_it(written, expected):
    assert expected == name_from_text(written)


def test_one_name_need_not_be_a_list():
    assert ([{"literal": "World Bank"}], []) == read_names({"literal": "World Bank"})


def test_an_institution_taken_by_its_look_is_remarked_on_and_a_single_word_is_not():
    assert ["Example Institute"] == read_names(["Example Institute", "Reuters", {"literal": "World Bank"}])[1]


def test_numbers_in_name_parts_are_text():
    assert ([{"family": "Doe", "suffix": "3"}], []) == read_names([{"family": "Doe", "suffix": 3, "given": None}])


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        ([{"famly": "Doe"}], "there is no name part 'famly'; did you mean family?"),
        ([{"suffix": "Jr."}], "a name needs family or literal"),
        ([12], "a name is text"),
        ([{"family": ["Doe"]}], "family is text"),
        ([""], "a name is text"),
    ],
)
def test_what_is_no_name_is_refused(written, reason):
    with pytest.raises(NotAName, match=reason.replace("?", r"\?")):
        read_names(written)
