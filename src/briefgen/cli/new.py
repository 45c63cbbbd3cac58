"""``briefgen new``."""

from __future__ import annotations

import re
from pathlib import Path
from string import Template
from typing import TYPE_CHECKING, Annotated

import typer

from briefgen.cli.failure import guarded
from briefgen.cli.terminal import say
from briefgen.model.brief import section_file
from briefgen.model.errors import BrokenHouse, WorkspaceError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from briefgen.workspace import Workspace

STARTER = Path(__file__).parent / "starter"
"""A brief's files with ``$id``, ``$title``, ``$house``, ``$sections`` and ``$today`` in them."""


@guarded()
def new(
    name: Annotated[str, typer.Argument(help="The brief's folder under briefs/: lower-case letters, digits and hyphens.")],
    house: Annotated[str, typer.Option(metavar="NAME", help="The house template.")] = "house",
    title: Annotated[str, typer.Option(metavar="TEXT", help="The title; without it, made from the name.", show_default=False)] = "",
) -> None:
    """Start a brief that builds at once."""
    from briefgen.workspace import Workspace

    _check_name(name)
    workspace = Workspace.around_or_at(Path.cwd())
    workspace.check_house(house, asked_at=None)
    folder = workspace.root / "briefs" / name
    if folder.exists():
        raise WorkspaceError(f"{_shown(folder)} is there already", hint="choose another name; nothing was changed")
    sections = _sections(workspace, house)
    workspace.write(_starter_files(folder, _values(workspace, name, title, house, sections), sections))
    print(_shown(folder))
    say(f"write in {_shown(folder / 'sections')}, then: briefgen build {name}")


def _check_name(name: str) -> None:
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", name):
        slug = re.sub(r"[^a-z0-9]+", "-", name.casefold()).strip("-")
        hint = f"try {slug}" if slug else "for instance russia-iran"
        raise WorkspaceError(f"{name!r} is no name for a brief: lower-case letters, digits and hyphens", hint=hint)


def _sections(workspace: Workspace, house: str) -> tuple[str, ...]:
    """What the house requires of a brief, else a summary."""
    from briefgen.house import load_house

    outcome = load_house(house, workspace.templates)
    if outcome.has_errors:
        raise BrokenHouse(outcome.diagnostics)
    return outcome.value.required_sections or ("summary",)


def _values(workspace: Workspace, name: str, title: str, house: str, sections: tuple[str, ...]) -> Mapping[str, str]:
    """What stands for each placeholder, as YAML; JSON's strings are YAML's."""
    import json

    shown = title or name.replace("-", " ").capitalize()
    today = workspace.clock.now().date().isoformat()
    listed = "\n".join(f"  - {section}" for section in sections)
    return {"id": name, "title": json.dumps(shown, ensure_ascii=False), "house": house, "today": today, "sections": listed}


def _starter_files(folder: Path, values: Mapping[str, str], sections: tuple[str, ...]) -> dict[Path, bytes]:
    texts = {folder / name: (STARTER / name).read_text("utf-8") for name in ("brief.md", "sources.yaml")}
    texts |= {folder / section_file(section): _section(section) for section in sections}
    return {path: Template(text).substitute(values).encode() for path, text in texts.items()}


def _section(name: str) -> str:
    """The starter's section of that name; one that it has not begins with a heading and a sentence to be replaced."""
    file = STARTER / section_file(name)
    if file.is_file():
        return file.read_text("utf-8")
    heading = name.rpartition("/")[2].replace("-", " ").capitalize()
    return f"# {heading}\n\nTBD: what is new, and what it means; a source to every claim [@example-report].\n"


def _shown(path: Path) -> Path:
    return path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path
