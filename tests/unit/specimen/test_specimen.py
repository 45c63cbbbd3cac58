from __future__ import annotations

import pytest

from briefgen.model import tree
from briefgen.model.plot import Chart, ChartKind
from briefgen.model.role import Role
from briefgen.model.walk import plain_text, walk
from briefgen.specimen import compose_specimen, look_over
from briefgen.specimen.rolesheet import role_sheet
from briefgen.workspace import Workspace
from houses import shipped_house

HOUSES = ("house", "memo", "flash", "ministry")


@pytest.fixture
def workspace(tmp_path):
    return Workspace.around_or_at(tmp_path)


@pytest.mark.parametrize("name", HOUSES)
def test_the_specimen_has_no_mistakes_in_a_shipped_house(workspace, name):
    assert [] == [str(finding) for finding in compose_specimen(workspace, name).findings.all()]


def test_every_kind_of_block_and_box_is_shown(workspace):
    found = list(walk(compose_specimen(workspace, "house").document.blocks))
    kinds = {type(node).__name__ for node in found}
    wanted = (
        "Cover Contents Heading Paragraph BulletList OrderedList DefinitionList BlockQuote CodeBlock Table Figure Panel Judgment"
    )

    assert set(wanted.split()) <= kinds
    assert {"Note", "Cite", "Link", "Code", "Strong", "Emphasis", "Strikeout", "Superscript", "Subscript"} <= kinds
    # Finishing makes tables of these two where they say more than a text.
    listed = {tree.CalloutKind.INDICATOR, tree.CalloutKind.ALTERNATIVE}
    assert set(tree.CalloutKind) <= listed | {node.kind for node in found if isinstance(node, tree.Callout)}


@pytest.mark.parametrize("name", HOUSES)
def test_every_role_is_named_with_its_measures(name):
    sheet = role_sheet(shipped_house(name).style)

    assert [] == [str(role) for role in Role if f"| `{role}` | " not in sheet]


def test_the_measures_are_those_of_the_house(workspace):
    document = compose_specimen(workspace, "house").document

    assert "Source Serif 4 10/14.6, #17202A, justified, space 0 over and 7 under" in plain_text(document.blocks)


def test_every_kind_of_drawing_and_table_is_shown(workspace):
    found = list(walk(compose_specimen(workspace, "house").document.blocks))
    plots = [node.plot for node in found if isinstance(node, tree.Figure) and node.plot]
    tables = [node for node in found if isinstance(node, tree.Table)]

    assert set(ChartKind) == {plot.kind for plot in plots if isinstance(plot, Chart)}
    assert {"Chart", "Timeline", "Theatre"} == {type(plot).__name__ for plot in plots}
    assert any(cell.columns > 1 for table in tables for row in table.body for cell in row.cells)
    assert any("A table filled from data: 9.6 in all" in plain_text(table.caption) for table in tables)


def test_what_people_could_not_read_is_told_at_the_house_s_file(tmp_path):
    folder = tmp_path / "templates" / "pale"
    folder.mkdir(parents=True)
    (folder / "house.toml").write_text('extends = "house"\nname = "pale"\n[colours]\nink = "#BBBBBB"\n', "utf-8")
    findings = look_over(Workspace.around_or_at(tmp_path), "pale")

    assert {"templates/pale/house.toml"} == {finding.position.file for finding in findings if finding.code == "low-contrast"}
