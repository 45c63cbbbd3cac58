from __future__ import annotations

import pytest

from briefgen.model.sentences import sentences, split
from composing import read


def parts(text):
    return [text[start:end] for start, end in split(text)]


def cited(markdown):
    """Each sentence with the keys that it cites."""
    return [(sentence.text, [item.key for item in sentence.items]) for sentence in sentences(read(markdown))]


@pytest.mark.parametrize(
    "expected",
    [
        ["Iran supplied 46.", "Russia denied it."],
        ["“It is over.”", "So he said."],
        ["Is it?", "It is!", "Well…", "Perhaps."],
        ["Gen. Salami met Mr. Assad on 8 Feb. 2022 in St. Petersburg."],
        ["J. D. Vance spoke for the U.S. Senate, i.e. nobody."],
        ["It cost approx. US$1.5 million."],
        ["See example.org for more.", "2022 was worse."],
        ["Москва согласилась.", "Тегеран отрицал."],
        ["他来了。", "她走了！"],
        ["هل هذا صحيح؟", "نعم."],
    ],
)
def test_a_text_is_split_where_its_sentences_end(expected):
    assert expected == parts(" ".join(expected))


def test_a_text_without_a_stop_is_one_sentence():
    assert ["no stop at all"] == parts("  no stop at all ")
    assert [] == parts("  ")


def test_a_cite_belongs_to_the_sentence_it_stands_in_or_follows():
    expected = [("One.", ["a"]), ("Two.", ["b"]), ("Three.", []), ("@c says four.", ["c"])]

    assert expected == cited("One [@a]. Two. [@b] Three. @c says four.")


def test_a_cite_between_sentences_without_a_space_belongs_to_the_one_before():
    assert [("他来了。", ["a"]), ("她走了。", [])] == cited("他来了。[@a]她走了。")


def test_what_a_footnote_cites_belongs_to_the_sentence_it_hangs_on():
    assert [("One.", ["a"]), ("Two.", [])] == cited("One.[^n] Two.\n\n[^n]: See @a, p. 3. And more.\n")


def test_a_row_of_a_table_is_one_sentence():
    text = "| Day | Who |\n|---|---|\n| 5 August. | An official [@a] |\n"

    assert [("Day | Who", []), ("5 August. | An official", ["a"])] == cited(text)


def test_a_table_made_from_data_has_no_sentences():
    assert [] == cited("| Day | Who |\n|---|---|\n| 5 August | An official |\n\n: As @a has it {#tbl-a .data}\n")


def test_a_quotation_set_off_from_the_text_cites_what_it_is_attributed_to():
    (quotation,) = sentences(read('::: {.quote speaker="Adviser" source="[@a]"}\n> Words that were said. And more.\n:::\n'))

    assert ("a",) == tuple(item.key for item in quotation.items)
    assert ("Words that were said. And more.",) == quotation.quotations


def test_a_quotation_without_a_source_is_of_the_sentence_that_leads_to_it():
    assert [("As one paper has it:", ["a"]), ("Words.", ["a"])] == cited("As one paper has it [@a]:\n\n> Words.\n")
    assert [("One paper.", ["a"]), ("Words.", [])] == cited("One paper [@a].\n\n> Words.\n")


@pytest.mark.parametrize("quoted", ["“{}”", "«{}»", "‘{}’", "„{}“"])
def test_quoted_words_are_found_in_any_quotation_marks(quoted):
    (sentence,) = sentences(read(f"He saw {quoted.format('Iran’s embattled two dictatorships')} there [@a]."))

    assert ("Iran’s embattled two dictatorships",) == sentence.quotations


def test_three_quoted_words_are_a_term():
    (sentence,) = sentences(read("An “Iraqi resistance group” [@a]."))

    assert () == sentence.quotations


def test_a_sentence_has_its_place():
    (_, second) = sentences(read("One sentence here. Another\none.", file="a.md"))

    assert "a.md:1:20" == str(second.position)


def test_a_sentence_points_where_its_paragraph_points_or_else_the_text_under_its_heading():
    text = "# A\n\nOne [@a].\n\nTwo, [see](#kj-1).\n\nThree, [see](#kj-2).\n\n# B\n\nFour.\n"
    links = {sentence.text: sentence.links for sentence in sentences(read(text))}

    assert {"One.": ("kj-1", "kj-2"), "Two, see.": ("kj-1",), "Four.": ()} == {
        name: links[name] for name in ("One.", "Two, see.", "Four.")
    }
