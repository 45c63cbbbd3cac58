"""``briefgen new``."""

from __future__ import annotations

import re
from pathlib import Path
from string import Template
from typing import TYPE_CHECKING, Annotated

import typer

from briefgen.cli.failure import guarded
from briefgen.cli.terminal import say
from briefgen.model.errors import WorkspaceError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from briefgen.workspace import Workspace

STARTER = Path(__file__).parent / "starter"
"""A brief's files with ``$id``, ``$title``, ``$house`` and ``$today`` in them."""


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
    workspace.write(_starter_files(folder, _values(workspace, name, title, house)))
    print(_shown(folder))
    say(f"write in {_shown(folder / 'sections')}, then: briefgen build {name}")


def _check_name(name: str) -> None:
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", name):
        slug = re.sub(r"[^a-z0-9]+", "-", name.casefold()).strip("-")
        hint = f"try {slug}" if slug else "for instance russia-iran"
        raise WorkspaceError(f"{name!r} is no name for a brief: lower-case letters, digits and hyphens", hint=hint)


def _values(workspace: Workspace, name: str, title: str, house: str) -> Mapping[str, str]:
    """What stands for each placeholder, as YAML; JSON's strings are YAML's."""
    import json

    shown = title or name.replace("-", " ").capitalize()
    today = workspace.clock.now().date().isoformat()
    return {"id": name, "title": json.dumps(shown, ensure_ascii=False), "house": house, "today": today}


def _starter_files(folder: Path, values: Mapping[str, str]) -> dict[Path, bytes]:
    starter = sorted(file for file in STARTER.rglob("*") if file.is_file())
    return {folder / file.relative_to(STARTER): Template(file.read_text("utf-8")).substitute(values).encode() for file in starter}


def _shown(path: Path) -> Path:
    return path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path
