from __future__ import annotations

import pytest

from briefgen.model.errors import MalformedFile
from briefgen.templating import Template, Value, fill
from briefgen.templating.numbers import number
from briefgen.templating.places import VALUES, source_offset

FACTS = {
    "facts": {"drones": {"value": "46", "unit": "aircraft"}, "note": "*reported*"},
    "rows": [{"day": "5 August"}, {"day": "9"}],
}


def filled(source, first_line=1):
    template = Template("section", {"section": source}, {"section": "sections/summary.md"}, first_line)
    return fill(template, FACTS, filters={"number": number}, traced=True)


def read(text):
    return VALUES.sub(lambda match: match["text"], text)


def test_each_character_of_the_text_is_followed_to_the_template():
    source = (
        "# Head {#id}\n\nWe saw {{ facts.drones.value }} and\n{% for row in rows -%}\n- on {{ row.day }} *it*\n{% endfor %}\nlast"
    )
    made = filled(source)

    places = [source_offset(made.stretches, made.text.index(word)) for word in ("Head", "saw", "and", "- on", "*it*", "last")]

    assert [source.index(word) for word in ("Head", "saw", "and", "- on", "*it*", "last")] == places


def test_the_second_turn_of_a_loop_comes_from_the_same_place_as_the_first():
    source = "{% for row in rows %}\non {{ row.day }}\n{% endfor %}"
    made = filled(source)

    assert source.index("on") == source_offset(made.stretches, made.text.rindex("on"))


def test_a_value_is_marked_and_has_its_name():
    made = filled("{{ facts.drones.value }} of {{ rows[0].day }}, {{ 1 + 1 }}")

    assert "46 of 5 August, 2" == read(made.text)
    assert (Value("facts.drones.value", "46"), Value("rows[0].day", "5 August"), Value("", "2")) == made.values


def test_an_identifier_in_braces_is_no_comment():
    assert "# Head {#id .unnumbered}" == filled("# Head {#id .unnumbered}").text


def test_a_value_is_only_text():
    assert r"\*reported\*" == read(filled("{{ facts.note }}").text)


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("a\n\n{{ facts.dones.value }}", "sections/summary.md:12:1: there is no dones in facts"),
        ("a\nAll {{ rows[7].day }}", "sections/summary.md:11:5: there is no item 7 in rows"),
        ("a\n{{ facts.note }} and {{ facts.note.x }}", "sections/summary.md:11:22: the value is a single value and has no x"),
        ("a\nWe {{ facts drones }}", "sections/summary.md:11:4: template: 'drones' is not expected here, where }} would close it"),
        ("a\nWe {{ facts.note", "sections/summary.md:11:4: template: {{ is never closed"),
        ("a\n{% for row in rows %}\nb\n", "sections/summary.md:11:1: template: {% for %} is never closed"),
        ("a\n{% for row in rows %}{% endif %}", "sections/summary.md:11:22: template: {% endif %} does not close {% for %}"),
        ("a\n{% if %}", "sections/summary.md:11:1: template: a value is missing before %}"),
        ("a\n{{ 1 / 0 }}", "sections/summary.md:11:1: template: a number is divided by zero"),
        ("a\n{{ facts.note | number }}", "sections/summary.md:11:1: template: '*reported*' is not a number"),
        ("a\n{{ facts.note | nummer }}", "sections/summary.md:11:1: template: there is no filter nummer"),
    ],
)
def test_what_goes_wrong_is_said_in_plain_words_at_the_authors_place(source, message):
    with pytest.raises(MalformedFile) as caught:
        filled(source, first_line=10)

    assert message in str(caught.value)


def test_the_nearest_name_is_named():
    with pytest.raises(MalformedFile) as caught:
        filled("{{ facts.dones.value }}")

    assert "did you mean drones?" == caught.value.hint


@pytest.mark.parametrize(
    ("value", "decimals", "language", "printed"),
    [
        ("2400", None, "en-US", "2400"),
        ("1234567", None, "en-US", "1,234,567"),
        ("-1234567.50", None, "en", "\u22121,234,567.50"),
        ("1234567.5", 0, "de", "1.234.568"),
        (0.125, 2, "en", "0.12"),
        ("12345", None, "fr-FR", "12\u202f345"),
    ],
)
def test_a_number_is_printed_as_its_language_has_it(value, decimals, language, printed):
    assert printed == number(value, decimals, language=language)


@pytest.mark.parametrize(
    ("source", "names"),
    [
        ("{% for row in rows %}{{ row.day }}{% endfor %}", ["rows[0].day", "rows[1].day"]),
        (
            "{% for r in rows %}{% if not loop.last %}{{ r['day'] }}{% endif %}{% endfor %}{{ rows[1].day }}",
            ["rows[0].day", "rows[1].day"],
        ),
        (
            "{% for r in rows %}{% for r in facts.names %}{{ r }}{% endfor %}{{ r.day }}{% endfor %}",
            ["facts.names[0]", "rows[0].day", "facts.names[0]", "rows[1].day"],
        ),
    ],
)
def test_what_a_loop_prints_is_called_by_its_place(source, names):
    """Else a changed value would be told as another row's."""
    template = Template("section", {"section": source}, {"section": "sections/summary.md"})
    context = {"rows": FACTS["rows"], "facts": {"names": ["one"]}}

    assert names == [value.name for value in fill(template, context, traced=True).values]
