from __future__ import annotations

import time

import pytest

from briefgen.model.errors import MalformedFile
from briefgen.templating import Template, fill

FILE = "templates/own/cover.md.j2"
SELF = "{% include 'cover' %}"
TWICE = "{% set a = ['x'] %}{% set b = ['x'] %}" + "{% set a = [a, a] %}{% set b = [b, b] %}" * 60
"""Two lists that are small in memory and that no machine could ever compare or print."""
LONG = "{% set s = 'x ' %}" + "{% set s = s ~ s %}" * 19
KEEP = "{% set kept = namespace(all=[]) %}{% for i in range(9999) %}{% set kept.all = [kept.all, WHAT] %}{% endfor %}"


class Secret:
    """Something with insides."""

    def __init__(self) -> None:
        self.key = "shown"
        self._token = "hidden"

    def open(self) -> str:
        return "opened"


LARGE = {"large": {str(one): one for one in range(5000)}, "rows": [{"n": str(one)} for one in range(5000)]}


def filled(source, **context):
    sources = {"cover": source, "long": "{{ x[0] }} text\n" * 5000}
    return fill(Template("cover", sources, {"cover": FILE, "long": FILE}), context).text


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
    "searching in a loop": "{% set l = range(9999) | list %}{% for a in range(9999) %}{% if 'x' in l %}{% endif %}{% endfor %}",
    "searching a text": LONG + "{% for a in range(9999) %}{% if 'y' in s %}{% endif %}{% endfor %}",
    "methods of a long text": LONG + "{% for a in range(9999) %}{% set b = s.upper() %}{% endfor %}",
    "views of a mapping": "{% for a in range(9999) %}{% set b = large.items() | list %}{% endfor %}",
    "a loop whose body is never reached": "{% for a in range(9999) %}{% for b in rows if b == 1 %}{% endfor %}{% endfor %}",
    "a loop with a long body": "{% for a in range(9999) %}" + "{% set b = rows[0].n %}" * 1000 + "{% endfor %}",
    "attributes of a namespace": "{% set n = namespace(a=1) %}{% for a in range(9999) %}"
    + "{% set n.a = n.a + 1 %}" * 900
    + "{% endfor %}",
    "filters in a chain": "{% for a in range(9999) %}{% set b = range(9999)" + " | map('int')" * 50 + " | list %}{% endfor %}",
    "sorting by many attributes": "{% set b = rows | sort(attribute='" + "n," * 5000 + "n') %}",
    "lists compared": TWICE + "{{ 1 if a == b }}",
    "lists compared by a test": TWICE + "{{ [a] | select('eq', b) | list | length }}",
    "lists compared by a loop": TWICE + "{% for c in [a, b] %}{{ loop.changed(c) }}{% endfor %}",
    "lists sorted": TWICE + "{{ [a, b] | sort | length }}",
    "a tuple as a key": "{% set a = ('x',) %}" + "{% set a = (a, a) %}" * 60 + "{{ {a: 1} | length }}",
    "a long template": "{{ x }}" * 100_000,
    "a long expression": "{{ " + "x + " * 100_000 + "x }}",
    "many macros": "{% macro m() %}{% endmacro %}" * 20_000,
    "many branches": "{% if x %}" + "{% elif x %}" * 50_000 + "{% endif %}",
    "a long template included in a loop": "{% for a in range(9999) %}{% include 'long' %}{% endfor %}",
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
    "a list of lists as text": TWICE + "{{ a | string }}",
    "a list of lists put together": TWICE + "{{ a ~ '' }}",
    "a list of lists in a filter": TWICE + "{{ a | upper }}",
    "a namespace of namespaces": "{% set n = namespace(a=1) %}" + "{% set n = namespace(a=n, b=n) %}" * 60 + "{{ n | string }}",
    "a mapping of mappings": "{% set m = {'a': 1} %}" + "{% set m = {'a': m, 'b': m} %}" * 60 + "{{ m | string }}",
    "slices that are kept": "{% set l = range(9999) | list %}" + KEEP.replace("WHAT", "l[:]"),
    "parts of a text that are kept": LONG + KEEP.replace("WHAT", "s[1:]"),
    "capitals that are kept": LONG + KEEP.replace("WHAT", "s.upper()"),
    "words that are kept": LONG + KEEP.replace("WHAT", "s.split()"),
    "mappings that are kept": KEEP.replace("WHAT", "dict(large)"),
    "decimals to round to": "{{ 1 | round(100000000, 'floor') }}",
    "a number in base 16": LONG + "{{ (s | replace('x ', 'f') | int(base=16)) * 2 }}",
    "an endless number": "{{ 1e999999999 }}",
    "a length under nothing": "{{ 'xxxxx' | truncate(-5) }}",
    "a generator as text": "{{ rows | map('upper') ~ '' }}",
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

    message = refused(source, x=[1], **LARGE)

    assert message.startswith(f"{FILE}:")
    assert ": template: it " in message
    assert time.process_time() - began < 3


@pytest.mark.parametrize("source", TOO_MUCH.values(), ids=TOO_MUCH)
def test_a_template_that_would_fill_the_memory_is_refused(source):
    assert f"{FILE}:1:" in refused(source, big="x" * 5000, **LARGE)


@pytest.mark.parametrize("source", OUT_OF_REACH.values(), ids=OUT_OF_REACH)
def test_what_is_not_for_templates_is_out_of_their_reach(source):
    message = refused(source, secret=Secret(), names=["a"], brief={"title": "T"})

    assert message.startswith(f"{FILE}:1:1: template: ")
    assert "hidden" not in message


def test_what_is_for_templates_is_not():
    loop = "{% for name in names %}{{ loop.index }}{{ name }}{% endfor %}"
    source = "{{ secret.key }} {{ brief.title | upper }} " + loop + " {{ [1, 2] | sum }} {{ 2.345 | round(2, 'floor') | int }}"

    assert "shown TITLE 1a2b 3 2" == filled(source, secret=Secret(), brief={"title": "Title"}, names=["a", "b"])


def test_text_that_a_template_caught_is_printed_as_it_is_and_its_values_stay_escaped():
    source = (
        "{% macro strong(value) %}**{{ value }}**{% endmacro %}{% set both %}{{ strong(x) }} {{ x }}{% endset %}{{ both ~ both }}"
    )

    assert r"**a\*b** a\*b**a\*b** a\*b" == filled(source, x="a*b")


def test_nesting_that_no_compiler_takes_is_refused():
    assert "nested too deeply" in refused("{{ " + "(" * 5000 + "1" + ")" * 5000 + " }}")


def test_a_thousand_rows_are_not_too_much():
    assert "x" * 1000 == filled("{% for row in rows %}{{ row }}{% endfor %}", rows=["x"] * 1000)


def test_what_a_template_does_with_lists_is_not_hindered():
    source = (
        "{% for pair in rows | groupby('n') %}{% if pair.grouper in ['1', '2'] %}{{ pair.list | length }}{% endif %}{% endfor %}"
        "{% set a, b = (1, 2) %}{{ a + b }}"
        "{% for key, value in {'k': [1, 2]}.items() %}{{ key }}{{ value[1:] | first }}{% endfor %}"
        "{{ absent | default('none') }}{% if absent is defined %}!{% endif %}{{ rows | map(attribute='n') | join(',') | length }}"
    )

    assert "113k2none23889" == filled(source, rows=LARGE["rows"])
