from __future__ import annotations

from dataclasses import replace

import pytest

from briefgen.house import render_running, unknown_names
from briefgen.model.errors import MalformedFile
from briefgen.model.house import RUNNING_HEAD
from briefgen.model.running import PageField, Running, RunningLine, filled
from houses import shipped_house

FILE = "templates/small/running-head.txt.j2"


def rendered(template: str, **context: object) -> Running:
    house = replace(shipped_house(), fragments={RUNNING_HEAD: template}, fragment_files={RUNNING_HEAD: FILE})
    return render_running(house, context)


def test_a_house_without_fragments_leaves_the_lines_to_the_writers():
    assert Running(None, None) == render_running(shipped_house(), {})


def test_a_fragment_that_prints_nothing_takes_the_line_away():
    assert () == rendered("{% if series %}{{ series }}{% endif %}\n", series="").head


def test_tabs_part_a_line_and_fields_stay_open():
    found = rendered("{{ series }}\t{{ section }}\tPage {{ page }} of {{ pages }}", series="Brief 7").head

    right = ("Page ", PageField.PAGE, " of ", PageField.PAGES)
    assert (RunningLine(("Brief 7",), (PageField.SECTION,), right),) == found
    assert "Page 3 of 9" == filled(right, "3", "9", "Summary")


def test_a_value_is_printed_as_it_is_and_cannot_part_the_line():
    found = rendered("{{ title }}", title="*A*\tb\n# c \ufdea {{ page }}").head

    assert (RunningLine(("*A* b # c {{ page }}",)),) == found


def test_what_goes_wrong_is_said_at_the_fragments_line():
    with pytest.raises(MalformedFile) as caught:
        rendered("one\n{{ titel }}", title="T")

    assert f"{FILE}:2:1: there is no value titel (did you mean title?)" == str(caught.value)


@pytest.mark.parametrize(
    ("template", "said"),
    [
        ("{{ titel }}", "1:1: error[unknown-placeholder]: nothing in a fragment is called 'titel' (did you mean title?)"),
        (
            "\n{% if no %}{{ brief.titel }}{% endif %}",
            "2:12: error[unknown-placeholder]: 'brief' has no part 'titel' (did you mean title?)",
        ),
        ("{{ brief['titel'] }}", "1:1: error[unknown-placeholder]: 'brief' has no part 'titel' (did you mean title?)"),
        ("\n{% if %}", "2:1: error[malformed-file]: template: a value is missing before %} (name one)"),
    ],
)
def test_names_that_nothing_answers_are_found_without_printing(template, said):
    house = replace(shipped_house(), fragments={RUNNING_HEAD: template}, fragment_files={RUNNING_HEAD: FILE})

    found = [str(finding) for finding in unknown_names(house, RUNNING_HEAD, {"title": "", "brief": {"title": ""}, "no": 0})]
    assert [f"{FILE}:{said}"] == found


def test_a_templates_own_names_are_known():
    template = "{% set x = 1 %}{% for one in names %}{{ loop.index }}{{ one.any }}{{ x }}{% endfor %}"
    house = replace(shipped_house(), fragments={RUNNING_HEAD: template})

    assert [] == list(unknown_names(house, RUNNING_HEAD, {"names": ()}))
