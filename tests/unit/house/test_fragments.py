from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.house import render_fragment
from briefgen.house.fragments import escape
from briefgen.model.characters import printable
from briefgen.model.errors import MalformedFile
from briefgen.model.walk import plain_text
from briefgen.readers import read_markdown
from houses import shipped_house

SPACES = re.compile("[ \n\u2028\u2029]+")
FILE = "templates/house/cover.md.j2"


def render(template: str, **context: object) -> str:
    house = replace(shipped_house(), fragments={"cover.md.j2": template}, fragment_files={"cover.md.j2": FILE})
    return render_fragment(house, "cover.md.j2", context)


def failure(template: str, **context: object) -> str:
    with pytest.raises(MalformedFile) as caught:
        render(template, **context)
    return str(caught.value)


@pytest.mark.parametrize(
    ("value", "printed"),
    [
        ("plain words, “quoted”; 50 %", "plain words, “quoted”; 50 %"),
        ("*strong* [link](x) {.class} <b> @key `code`", r"\*strong\* \[link\]\(x\) \{\.class\} \<b\> \@key \`code\`"),
        ("back\\slash", r"back\\slash"),
        ("one\n\n# two\r\n::: three", r"one \# two \:\:\: three"),
        ("    four spaces", "four spaces"),
        ("nul\x00 and \u2028 line", "nul and line"),
        ("no\u00a0break", "no\u00a0break"),
        (2022, "2022"),
        (None, ""),
        ("", ""),
    ],
)
def test_a_value_is_only_text(value, printed):
    assert printed == escape(value)


@given(
    st.text(
        st.sampled_from("*_`[](){}<>#+-.!|~^=:@&$\\/1a \n")
        | st.characters(exclude_characters="'\"", exclude_categories=("Cs", "Cc"))
    )
)
def test_whatever_a_value_holds_the_reader_finds_one_paragraph_of_it(value):
    """Quotes are left out: the reader curls those in any text."""
    blocks = read_markdown(f"{escape(value)} end", file="cover.md").value

    assert SPACES.sub(" ", printable(f"{value} end")).strip() == SPACES.sub(" ", plain_text(blocks))
    assert ["Paragraph"] == [type(block).__name__ for block in blocks]


def test_no_filter_lets_a_value_become_structure():
    assert r"\*x\* \*y\*" == render("{{ a | string }} {{ a | replace('x', 'y') }}", a="*x*")


def test_there_is_no_filter_that_calls_a_value_safe():
    assert f"{FILE}:1:1: template: there is no filter safe" == failure("{{ a | safe }}", a="*x*")


def test_the_structure_is_what_the_template_spells_out():
    assert "# A \\# title\n" == render("# {{ title }}\n", title="A # title")


def test_a_name_that_is_not_there_is_found_at_its_line():
    assert f"{FILE}:3:1: there is no value breif (did you mean brief?)" == failure("a\n\n{{ breif }}", brief=1)


def test_a_part_that_is_not_there_is_found_with_the_nearest():
    message = f"{FILE}:1:1: there is no titel in brief (did you mean title?)"

    assert message == failure("{{ brief.titel }}", brief={"title": "T"})


@pytest.mark.parametrize(
    "wrong", ["{% if %}", "{{ ''.__class__ }}", "{{ 1 / 0 }}", "{% include 'nowhere' %}", "{{ none.x }}", "{{ none[x] }}"]
)
def test_whatever_goes_wrong_in_a_template_is_said_at_its_line(wrong):
    assert failure(f"x\n{wrong}").startswith(f"{FILE}:2:{wrong.index('{') + 1}: ")


def test_a_fragment_the_house_lacks_is_a_mistake_of_the_caller():
    with pytest.raises(KeyError):
        render_fragment(shipped_house(), "nowhere.md.j2", {})
