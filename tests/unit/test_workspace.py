from __future__ import annotations

from pathlib import Path

import pytest

from briefgen.model.errors import MalformedFile, UnknownBrief, UnknownHouse, WorkspaceError
from briefgen.model.position import Position
from briefgen.workspace import BriefFile, Workspace, find, shipped_templates


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for name in ("russia-iran", "black-sea"):
        (tmp_path / "ws" / "briefs" / name / "sections" / "military").mkdir(parents=True)
        (tmp_path / "ws" / "briefs" / name / "brief.md").write_text("---\ntitle: A\n---\n")
    (tmp_path / "ws" / "briefs" / "lists").mkdir()
    (tmp_path / "paper.md").write_text("# Paper\n")
    return tmp_path / "ws"


@pytest.mark.parametrize(
    "start", ["", "briefs", "briefs/russia-iran", "briefs/russia-iran/sections/military", "briefs/no-such-brief"]
)
def test_the_root_is_the_nearest_folder_above_that_holds_briefs(root, start):
    assert root == Workspace.open(root / start).root


def test_where_no_workspace_is_the_message_says_how_to_get_one(tmp_path):
    with pytest.raises(WorkspaceError, match=r"there is no folder briefs/ in .* briefgen new NAME"):
        Workspace.open(tmp_path)


def test_a_markdown_file_needs_no_workspace(root):
    workspace, brief = find("paper.md", root.parent)

    assert (root.parent, BriefFile("paper.md", "paper", single_file=True)) == (workspace.root, brief)
    assert ("", "figures/map.png") == (brief.folder, brief.beside("figures/map.png"))


@pytest.mark.parametrize(
    ("target", "start"),
    [
        ("russia-iran", ""),
        ("briefs/russia-iran", ""),
        ("briefs/russia-iran/", ""),
        ("briefs/russia-iran/brief.md", ""),
        (".", "briefs/russia-iran"),
        ("../../russia-iran", "briefs/black-sea/sections"),
        ("russia-iran", "briefs/black-sea"),
    ],
)
def test_a_brief_is_found_by_name_by_folder_and_by_file(root, target, start):
    workspace, brief = find(target, root / start)

    assert (root, BriefFile("briefs/russia-iran/brief.md", "russia-iran")) == (workspace.root, brief)
    assert "briefs/russia-iran/sources.yaml" == brief.beside("sources.yaml")


@pytest.mark.parametrize(
    ("target", "said"),
    [
        ("rusia-iran", "there is no brief rusia-iran (did you mean russia-iran?)"),
        ("briefs/rusia-iran/", "there is no brief briefs/rusia-iran/ (did you mean russia-iran?)"),
        ("zzz", "there is no brief zzz (known: black-sea, russia-iran)"),
        ("../papers.md", "there is no file ../papers.md (did you mean paper.md?)"),
    ],
)
def test_an_unknown_brief_is_answered_with_what_there_is(root, target, said):
    with pytest.raises(UnknownBrief) as caught:
        find(target, root)

    assert said == str(caught.value)


@pytest.mark.parametrize(
    ("target", "remedy"), [("briefs", "nothing at all to take every brief"), ("briefs/lists", "briefgen new lists")]
)
def test_a_folder_without_a_brief_says_what_to_name_instead(root, target, remedy):
    with pytest.raises(UnknownBrief, match=remedy):
        find(target, root)


def test_all_briefs_are_the_folders_that_hold_one_by_name(root):
    assert ["black-sea", "russia-iran"] == [brief.name for brief in Workspace.open(root).all_briefs()]


def test_a_brief_in_a_folder_outside_any_workspace_is_its_own_root(tmp_path):
    (tmp_path / "brief.md").write_text("---\ntitle: A\n---\n")

    workspace, brief = find(str(tmp_path), Path("/"))

    assert (tmp_path, "brief.md", tmp_path.name) == (workspace.root, brief.file, brief.name)


def test_the_sections_of_a_brief_are_named_as_its_front_matter_names_them(root):
    folder = root / "briefs" / "russia-iran" / "sections"
    for name in ("summary.md", "military/ukraine.md", "notes.txt"):
        (folder / name).write_text("Text.")
    workspace, brief = find("russia-iran", root)

    assert ("military/ukraine", "summary") == workspace.sections(brief)


def test_text_that_is_not_utf_8_is_refused_at_its_line(root):
    (root / "briefs" / "a.md").write_bytes(b"one\ntw\xf6\n")

    with pytest.raises(MalformedFile) as caught:
        Workspace.open(root).read_text("briefs/a.md")

    assert Position("briefs/a.md", 2, 3) == caught.value.position


def test_the_shipped_houses_are_known_in_every_workspace(root):
    assert "house" in Workspace.open(root).house_names()
    assert Workspace.open(root).templates.exists("house/house.toml")


def test_the_workspaces_own_house_hides_the_shipped_one_of_its_name(root):
    (root / "templates" / "house").mkdir(parents=True)
    (root / "templates" / "house" / "house.toml").write_bytes(b"own")

    assert b"own" == Workspace.open(root).templates.read("house/house.toml")


def test_an_unknown_house_is_refused_where_it_is_asked_for_with_the_nearest_name(root):
    with pytest.raises(UnknownHouse) as caught:
        Workspace.open(root).check_house("hous", Position("briefs/a/brief.md", 4))

    assert "briefs/a/brief.md:4:1: there is no house template 'hous' (did you mean house?)" == str(caught.value)


def test_the_shipped_houses_are_the_repositorys_where_the_package_is_edited_in_place(repository):
    assert repository / "templates" == shipped_templates()
