from __future__ import annotations

import pytest

from briefgen.model import tree
from briefgen.model.position import Position
from briefgen.model.walk import plain_text, walk
from briefgen.readers import open_book, read_markdown
from briefgen.readers.data_values import read_values
from briefgen.testing import MemoryFiles

FACTS = """\
drones: {value: 46, unit: aircraft, as_of: 2022-08-05, source: "isw, p. 3"}
share:  {value: 0.50, unit: "%"}
phrase: {value: "*about* a dozen"}
"""
CSV = "As of,Count\n2022-08-05,46\n2022-08-11,300\n"
NAMED = (("facts", "facts.yaml"), ("uav", "data/uav.csv"))
FILES = {"briefs/x/facts.yaml": FACTS.encode(), "briefs/x/data/uav.csv": CSV.encode()}
FILE = "briefs/x/sections/summary.md"


def book(files=FILES, named=NAMED):
    outcome = open_book(named, "briefs/x", MemoryFiles(files), Position("briefs/x/brief.md", 3, 1), "en-US", "on {}".format)
    return outcome.value, outcome.diagnostics


def read(text, files=FILES):
    return read_markdown(text, file=FILE, first_line=5, files=MemoryFiles(files), book=book(files)[0])


def said(text):
    return plain_text(read(text).value)


def data_spans(text):
    return [(plain_text(node), node.attributes.get("value")) for node in walk(read(text).value) if isinstance(node, tree.Span)]


def findings(outcome):
    return [f"{found.position}: {found.code}: {found.message}" for found in outcome.diagnostics]


def values(text, path="data.yaml"):
    return read_values(text.encode(), path)


# ── values in the text ───────────────────────────────────────────────────────────────────────────────────────────────


def test_a_fact_prints_its_value_and_unit_and_each_of_its_parts():
    assert "46\u00a0aircraft, 46, aircraft, 2022-08-05" == said(
        "{{ facts.drones }}, {{ facts.drones.value }}, {{ facts.drones.unit }}, {{ facts.drones.as_of }}"
    )


def test_a_number_prints_as_its_file_spells_it_and_can_be_reckoned_with():
    assert "0.50% 1.0" == said("{{ facts.share }} {{ facts.share.value * 2 }}")


def test_a_fact_cites_its_source():
    cites = [node for node in walk(read("It was so.{{ facts.drones.cite }}").value) if isinstance(node, tree.Cite)]
    assert [("isw", "3")] == [(cite.items[0].key, cite.items[0].locator) for cite in cites]


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("It was 46{{ facts.drones.cite }}.", "It was 46 |."),
        ("It was 46 {{ facts.drones.cite }}.", "It was 46 |."),
        ("It was 46\n{{ facts.drones.cite }}.", "It was 46 |."),
        ("{{ facts.drones.value }}{{ facts.drones.cite }}.", "46 |."),
        ("{{ facts.drones.cite }}.", "|."),
    ],
)
def test_the_citation_of_a_fact_is_parted_by_one_space_from_what_is_before_it(text, printed):
    (paragraph,) = read(text).value

    parts = {tree.Text: lambda node: node.text, tree.Cite: lambda _: "|", tree.SoftBreak: lambda _: " "}
    assert printed == "".join(parts[type(node)](node) for node in walk(paragraph) if type(node) in parts)


def test_rows_are_gone_through_by_the_heads_of_their_columns():
    assert "2022-08-05: 46; 2022-08-11: 300; 346" == said(
        '{% for row in uav %}{{ row["As of"] }}: {{ row.Count }}; {% endfor %}{{ uav | sum(attribute="Count") }}'
    )


def test_a_table_is_made_of_rows():
    table = read(
        "| Day | Count |\n|-----|------:|\n{% for row in uav %}\n| {{ row['As of'] }} | {{ row.Count }} |\n{% endfor %}\n"
    ).value[0]
    assert [["2022-08-05", "46"], ["2022-08-11", "300"]] == [[plain_text(cell) for cell in row.cells] for row in table.body]


def test_dates_and_numbers_have_filters():
    assert "on 2022-08-05, 1,200,000" == said("{{ facts.drones.as_of | date }}, {{ 1200000 | number }}")


def test_a_value_is_only_text():
    assert "*about* a dozen" == said("{{ facts.phrase }}")


def test_without_data_braces_are_text():
    outcome = read_markdown("{{ facts.drones }} {% if %}", file=FILE)
    assert "{{ facts.drones }} {% if %}" == plain_text(outcome.value)


def test_an_identifier_of_a_heading_is_no_comment_of_a_template():
    assert ["scope"] == [node.identifier for node in read("# Scope {#scope}\n\nText.").value if isinstance(node, tree.Heading)]


# ── where things stand ───────────────────────────────────────────────────────────────────────────────────────────────


def test_words_after_a_value_keep_their_place_in_the_file():
    texts = [node for node in walk(read("We saw {{ facts.drones.value }} of *them*.").value) if isinstance(node, tree.Text)]
    assert Position(FILE, 5, 37) == next(node.position for node in texts if node.text == "them")


def test_lines_after_a_loop_keep_theirs():
    text = "{% for row in uav %}\n- {{ row.Count }}\n{% endfor %}\n\n*Here.*"
    emphasis = next(node for node in walk(read(text).value) if isinstance(node, tree.Emphasis))
    assert Position(FILE, 9, 1) == emphasis.position


def test_what_is_wrong_in_a_template_is_at_the_authors_line_with_the_nearest_name():
    outcome = read("Fine.\n\n{{ facts.drnes }}")
    assert [f"{FILE}:7:1: bad-template: there is no drnes in facts"] == findings(outcome)
    assert "did you mean drones?" == outcome.diagnostics[0].hint


def test_what_is_included_is_filled_too_and_its_faults_are_in_it():
    files = FILES | {"briefs/x/sections/more.md": b"\nMore: {{ facts.drones.value }}, {{ nobody }}"}
    assert ["briefs/x/sections/more.md:2:33: bad-template: there is no value nobody"] == findings(read("!include more.md", files))


# ── which words are data ─────────────────────────────────────────────────────────────────────────────────────────────


def test_each_value_in_a_run_of_text_is_a_span_with_its_name():
    assert [("46", "facts.drones.value"), ("300", "uav[1].Count")] == data_spans(
        "{{ facts.drones.value }} or **{{ uav[1].Count }}**"
    )


def test_where_only_plain_text_can_stand_a_value_leaves_no_trace():
    text = (
        '[a]{.x key="{{ facts.drones.value }}"} `{{ facts.drones.value }}` [b](https://example.org/{{ facts.drones.value }})\n\n'
        "```\n{{ facts.drones.value }}\n```\n\n# Of {{ facts.drones.value }}\n"
    )
    nodes = list(walk(read(text).value))
    assert ["46"] == [
        node.attributes.get("key") for node in nodes if isinstance(node, tree.Span) and node.attributes.classes == ("x",)
    ]
    assert ["46", "https://example.org/46", "46", "of-46"] == [
        *(node.text for node in nodes if isinstance(node, tree.Code)),
        *(node.target for node in nodes if isinstance(node, tree.Link)),
        *(node.text for node in nodes if isinstance(node, tree.CodeBlock)),
        *(node.identifier for node in nodes if isinstance(node, tree.Heading)),
    ]
    assert not any(0xF5000 <= ord(character) < 0xF5020 for node in nodes for character in repr(node))


# ── data files ───────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("text", "path", "found"),
    [
        ("a: {value: 1, as-of: 2022-01-01}", "facts.yaml", "facts.yaml:1:15: unknown-key: there is no key as-of in a fact"),
        ("a: {as_of: 2022-01-01}", "facts.yaml", "facts.yaml:1:1: bad-fact: the fact a has no value"),
        ("a: 3", "facts.yaml", "facts.yaml:1:1: bad-fact: the fact a is only a value"),
        ("a: {value: 1, as_of: soon}", "facts.yaml", "facts.yaml:1:15: bad-value: a.as_of: 'soon' is not a date"),
        ("a: {value: 1, source: 'x] *y*'}", "facts.yaml", "facts.yaml:1:15: bad-value: a.source: 'x] *y*' is no citation"),
        ("- 1", "facts.yaml", "facts.yaml:1:1: malformed-data: a ledger of facts is a mapping from names to facts"),
        ("a: [1", "d.yaml", "d.yaml:1:4: malformed-data: the YAML cannot be read: [ is never closed"),
        ("a: &x 1\nb: *x", "d.yaml", "d.yaml:2:4: malformed-data: the YAML cannot be read: an alias (*name) is not read"),
        (
            '{"a": 1,}',
            "d.json",
            "d.json:1:9: malformed-data: the file is not JSON: Expecting property name enclosed in double quotes",
        ),
        ("[" * 100_000, "d.json", "d.json:1:1: malformed-data: the file is nested too deeply"),
        ("a,b\n1\n", "d.csv", "d.csv:2:1: ragged-table: the row has 1 cell, the head has 2"),
        ("a,a\n1,2\n", "d.csv", "d.csv:1:1: malformed-data: two columns are named 'a'"),
        ("x", "d.txt", "d.txt:1:1: malformed-data: data is read from CSV, TSV, JSON and YAML files"),
    ],
)
def test_what_is_wrong_in_a_data_file_is_found_at_its_line(text, path, found):
    assert [found] == findings(values(text, path))


def test_yaml_values_are_numbers_words_and_lists():
    assert {"a": 1, "b": "1e3", "c": True, "d": None, "e": ["x", 2.5], "f": "3"} == values(
        'a: 1\nb: 1e3\nc: yes\nd:\ne: [x, 2.5]\nf: "3"'.replace("yes", "true")
    ).value


def test_json_values_print_as_they_are_spelt():
    assert ["0.50", "12"] == [str(value) for value in values("[0.50, 12]", "d.json").value]


def test_a_file_that_is_not_there_is_found_where_the_brief_names_it():
    _, found = book(named=(("facts", "fact.yaml"),))
    assert ["briefs/x/brief.md:3:1: missing-data"] == [f"{one.position}: {one.code}" for one in found]


def test_a_file_outside_the_workspace_is_refused():
    _, found = book(named=(("facts", "../../../facts.yaml"),))
    assert ["data-outside"] == [one.code for one in found]


def test_every_data_file_is_looked_at_in_one_run():
    _, found = book(files={}, named=NAMED)
    assert ["missing-data", "missing-data"] == [one.code for one in found]
