from __future__ import annotations

import time

import pytest

from briefgen.model.errors import MalformedFile
from briefgen.templating import Template, fill

FILE = "templates/own/cover.md.j2"
SELF = "{% include 'cover' %}"


class Secret:
    """Something with insides."""

    def __init__(self) -> None:
        self.key = "shown"
        self._token = "hidden"

    def open(self) -> str:
        return "opened"


def filled(source, **context):
    return fill(Template("cover", {"cover": source}, {"cover": FILE}), context).text


def refused(source, **context):
    with pytest.raises(MalformedFile) as caught:
        filled(source, **context)
    return str(caught.value)


TOO_LONG = {
    "a loop in a loop": "{% for a in range(9999) %}{% for b in range(9999) %}{% endfor %}{% endfor %}",
    "a macro that calls itself twice": "{% macro m(n) %}{% if n %}{{ m(n - 1) }}{{ m(n - 1) }}{% endif %}{% endmacro %}{{ m(60) }}",
    "a macro that calls itself for ever": "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
    "a template that includes itself": SELF,
    "a template that includes itself twice": SELF * 2,
    "a block that prints itself": "{% block b %}{{ self.b() }}{{ self.b() }}{% endblock %}",
    "a recursive loop": "{% for a in x recursive %}{{ loop(x) }}{{ loop(x) }}{% endfor %}",
    "sorting in a loop": "{% for a in range(9999) %}{% set b = range(9999) | sort %}{% endfor %}",
}
TOO_MUCH = {
    "text doubled": "{% set s = 'xxxxxxxx' %}" + "{% set s = s ~ s %}" * 60,
    "text added to itself": "{% set s = 'xxxxxxxx' %}" + "{% set s = s + s %}" * 60,
    "a list added to itself": "{% set s = [1, 2] %}" + "{% set s = s + s %}" * 60,
    "text caught and printed twice": "{% set s %}xxxxxxxx{% endset %}" + "{% set s %}{{ s }}{{ s }}{% endset %}" * 60,
    "text times a number": "{{ 'x' * 1000000000 }}",
    "a list times a number": "{{ [1] * 1000000000 }}",
    "a power": "{{ 10 ** 10 ** 10 }}",
    "a shifted number": "{% set n = namespace(v=2) %}{% for i in range(400) %}{% set n.v = n.v * n.v %}{% endfor %}",
    "a width in a format": "{{ '%1000000000d' % 1 }}",
    "a width in format()": "{{ '{:1000000000}'.format(1) }}",
    "a width in a method": "{{ 'x'.ljust(1000000000) }}",
    "a width in a filter": "{{ 'x' | center(1000000000) }}",
    "an indent": "{{ 'x' | indent(1000000000, true) }}",
    "a long range": "{{ range(1000000000) | list | length }}",
    "a long joint": "{{ range(9999) | join(big) }}",
    "a replacement": "{{ big | replace('', big) }}",
    "the text of a loop's body": "{% for a in range(9999) %}" + "x" * 2000 + "{% endfor %}",
    "lorem ipsum": "{{ lipsum(n=100000) }}",
}
OUT_OF_REACH = {
    "a class": "{{ ''.__class__ }}",
    "subclasses": "{{ ''.__class__.__mro__[1].__subclasses__() }}",
    "globals": "{{ secret.open.__globals__ }}",
    "a private attribute": "{{ secret._token }}",
    "a private attribute by attr": "{{ secret | attr('_token') }}",
    "a private attribute by map": "{{ [secret] | map(attribute='_token') | list | first }}",
    "a subscript": "{{ secret['__class__'] }}",
    "a macro's insides": "{% macro m() %}{% endmacro %}{{ m.__init__ }}",
    "the template's": "{{ self._TemplateReference__context }}",
    "another file": "{% include '../../briefs/briefgen.toml' %}",
    "a file of the system": "{% include '/etc/passwd' %}",
    "an import": "{% import 'os' as os %}{{ os }}",
    "a list that would change": "{{ names.append('x') }}",
    "a mapping that would change": "{{ brief.update(title='x') }}",
    "a generator's frame": "{{ (names | map('upper')).gi_frame }}",
    "a mapping's insides": "{{ brief }}",
    "a function": "{{ range }}",
}


@pytest.mark.parametrize("source", TOO_LONG.values(), ids=TOO_LONG)
def test_a_template_that_would_not_end_is_refused_soon(source):
    began = time.process_time()

    message = refused(source, x=[1])

    assert message.startswith(f"{FILE}:1:1: template: it ")
    assert time.process_time() - began < 5


@pytest.mark.parametrize("source", TOO_MUCH.values(), ids=TOO_MUCH)
def test_a_template_that_would_fill_the_memory_is_refused(source):
    assert f"{FILE}:1:1: template: " in refused(source, big="x" * 5000)


@pytest.mark.parametrize("source", OUT_OF_REACH.values(), ids=OUT_OF_REACH)
def test_what_is_not_for_templates_is_out_of_their_reach(source):
    message = refused(source, secret=Secret(), names=["a"], brief={"title": "T"})

    assert message.startswith(f"{FILE}:1:1: template: ")
    assert "hidden" not in message


def test_what_is_for_templates_is_not():
    source = "{{ secret.key }} {{ brief.title | upper }} {% for name in names %}{{ loop.index }}{{ name }}{% endfor %} {{ [1, 2] | sum }}"

    assert "shown TITLE 1a2b 3" == filled(source, secret=Secret(), brief={"title": "Title"}, names=["a", "b"])


def test_text_that_a_template_caught_is_printed_as_it_is_and_its_values_stay_escaped():
    source = (
        "{% macro strong(value) %}**{{ value }}**{% endmacro %}{% set both %}{{ strong(x) }} {{ x }}{% endset %}{{ both ~ both }}"
    )

    assert r"**a\*b** a\*b**a\*b** a\*b" == filled(source, x="a*b")


def test_nesting_that_no_compiler_takes_is_refused():
    assert "nested too deeply" in refused("{{ " + "(" * 5000 + "1" + ")" * 5000 + " }}")


def test_a_thousand_rows_are_not_too_much():
    assert "x" * 1000 == filled("{% for row in rows %}{{ row }}{% endfor %}", rows=["x"] * 1000)
