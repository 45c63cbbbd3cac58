"""``briefgen house``: list, new, check, specimen."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from briefgen.cli.building import line_of
from briefgen.cli.failure import as_finding, guarded
from briefgen.cli.progress import Progress
from briefgen.cli.terminal import counted, print_findings, printable, say
from briefgen.model.diagnostic import Severity
from briefgen.model.errors import BriefgenError, WorkspaceError

if TYPE_CHECKING:
    from briefgen.model.house import House
    from briefgen.workspace import Workspace

house = typer.Typer(
    name="house", no_args_is_help=True, help="House templates: what there is, new ones, and whether they are sound."
)

Name = Annotated[str, typer.Argument(metavar="[NAME]", help="A house template; none: every one.", show_default=False)]

_LETTERHEAD = "letterhead.docx"


@house.command("list")
@guarded()
def list_houses() -> None:
    """Every house template: its page, what it extends, where it is, what it is for."""
    workspace = _workspace()
    for name in workspace.house_names():
        print(printable(_described(workspace, name)))


@house.command()
@guarded()
def new(
    name: Annotated[str, typer.Argument(help="Its folder under templates/: lower-case letters, digits and hyphens.")],
    extends: Annotated[str, typer.Option(metavar="HOUSE", help="The house that it departs from.")] = "house",
    letterhead: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="A Word file to take page, fonts, styles and colours from.", show_default=False),
    ] = None,
) -> None:
    """Start a house template that briefs can be built in at once."""
    workspace = _workspace()
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", name):
        raise WorkspaceError(
            f"{name!r} is no name for a house: lower-case letters, digits and hyphens", hint="for instance ministry"
        )
    workspace.check_house(extends, asked_at=None)
    folder = workspace.root / "templates" / name
    if folder.exists() or name in workspace.house_names():
        raise WorkspaceError(f"there is a house {name} already", hint="choose another name; nothing was changed")
    files = {folder / "house.toml": _first_toml(name, extends, workspace, with_letterhead=letterhead is not None).encode()}
    if letterhead:
        files[folder / _LETTERHEAD] = _read_letterhead(letterhead)
    workspace.write(files)
    print(_shown(folder))
    say(f"say what is different in {_shown(folder / 'house.toml')}, then: briefgen house check {name}")


@house.command()
@guarded()
def check(name: Name = "", strict: Annotated[bool, typer.Option("--strict", help="Treat warnings as errors.")] = False) -> None:
    """Say what is wrong with house templates, and what people could not read."""
    from briefgen.specimen import look_over

    workspace = _workspace()
    fatal = {Severity.ERROR, Severity.WARNING} if strict else {Severity.ERROR}
    failed = False
    for one in [name] if name else workspace.house_names():
        try:
            findings = look_over(workspace, one)
        except BriefgenError as failure:
            if name:
                raise
            findings = (as_finding(failure),)
        print_findings(findings)
        say(f"{one}: {counted(findings) or 'no errors, no warnings'}")
        failed = failed or any(finding.severity in fatal for finding in findings)
    raise SystemExit(WorkspaceError.exit_code if failed else 0)


@house.command()
@guarded()
def specimen(
    name: Annotated[str, typer.Argument(metavar="[NAME]", help="A house template.")] = "house",
    to: Annotated[str, typer.Option(metavar="FORMATS", help="What to write, comma-separated: docx, pdf, html, txt.")] = "pdf,docx",
    out: Annotated[
        Path | None, typer.Option(metavar="FOLDER", help="Where to write; without it, dist/ in the workspace.", show_default=False)
    ] = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Say nothing but findings, and print no files.")] = False,
) -> None:
    """Print every role and every block of a house, each with its name."""
    from briefgen.pipeline import Options
    from briefgen.specimen import print_specimen

    workspace = _workspace()
    formats = [form.strip().lower() for form in to.split(",")]
    with Progress(quiet=quiet) as progress:
        options = Options(stage=lambda doing: progress(f"specimen: {doing}"))
        made = print_specimen(workspace, name, formats, out.resolve() if out else workspace.root / "dist", options)
    print_findings(made.diagnostics)
    for written in () if quiet else made.written:
        print(line_of(written))


def _workspace() -> Workspace:
    from briefgen.workspace import Workspace

    return Workspace.around_or_at(Path.cwd())


def _described(workspace: Workspace, name: str) -> str:
    """``memo  Letter  extends house  shipped  A policy memorandum …``."""
    from briefgen.house import load_house

    where = "this workspace" if (workspace.root / "templates" / name / "house.toml").is_file() else "shipped"
    try:
        found = load_house(name, workspace.templates).value
    except BriefgenError as failure:
        return f"{name:12}  cannot be read: {failure}"
    extends = f"extends {found.folders[1]}" if len(found.folders) > 1 else "extends none"
    letter = ", letterhead" if found.letterhead else ""
    return f"{name:12}  {_page(found):12}  {extends}{letter}, {where}  {found.purpose}".rstrip()


def _page(found: House) -> str:
    page = found.style.page
    known = {(595, 842): "A4", (612, 792): "Letter", (612, 1008): "Legal", (420, 595): "A5"}
    millimetres = f"{page.width.mm:.0f} × {page.height.mm:.0f} mm"
    return known.get((round(page.width.pt), round(page.height.pt)), millimetres)


def _first_toml(name: str, extends: str, workspace: Workspace, *, with_letterhead: bool) -> str:
    """The text that a new house begins with; what may be changed is shown with the values of the house that it extends."""
    from briefgen.house import load_house
    from briefgen.model.role import Role

    below = load_house(extends, workspace.templates).value.style
    heading, accent = below.roles[Role.HEADING_1], below.colours["accent"]
    shown = (f'# accent = "#{accent.hex}"', f"# heading-1 = {{ size = {heading.size.pt:g}, leading = {heading.leading.pt:g} }}")
    lines = [
        "# What is said here goes before the house that it extends; templates/README.md lists every key.",
        f'extends = "{extends}"',
        f'name = "{name}"',
        'purpose = ""',
        *([f'letterhead = "{_LETTERHEAD}"'] if with_letterhead else []),
        "required-sections = []",
        *([] if with_letterhead else ["", "[colours]", shown[0], "", "[roles]", shown[1]]),
    ]
    return "\n".join(lines) + "\n"


def _read_letterhead(file: Path) -> bytes:
    """The bytes of a Word file; one that cannot be used is refused before anything is written."""
    from briefgen.house.word.package import open_word

    try:
        data = file.read_bytes()
    except OSError as problem:
        reason = (problem.strerror or "unreadable").lower()
        raise WorkspaceError(f"{file} cannot be read: {reason}", hint="name a Word file") from problem
    open_word(data, str(file)).document()
    return data


def _shown(path: Path) -> Path:
    return path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path
