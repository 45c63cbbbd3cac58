"""The YAML at the head of a brief → a typed :class:`~briefgen.model.brief.Brief`."""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING, Any

from briefgen.model.brief import AutoRelease, Brief, CitationChoice, Marking, Notify, Person, Placement, Status
from briefgen.model.characters import printable
from briefgen.model.diagnostic import Outcome, error, in_order, warning
from briefgen.model.expressions import expression
from briefgen.model.position import Position
from briefgen.model.tree import NoteNumbering
from briefgen.model.value import dataclass
from briefgen.readers.data_book import name_of
from briefgen.readers.fields import FIELDS
from briefgen.readers.typography import smart

if TYPE_CHECKING:
    from briefgen.model.diagnostic import Diagnostic

_OPENING = re.compile(r"\ufeff?---[ \t]*\n(?![ \t]*\n)")
_CLOSING = re.compile(r"^(?:---|\.\.\.)[ \t]*$", re.MULTILINE)
_HEADING = expression(r"^#[ \t]+(?P<words>.+?)[ \t]*(?:\{[^{}\n]*\}[ \t]*)?#*[ \t]*$", re.MULTILINE)
UNREADABLE = frozenset({"malformed-file", "unclosed-front-matter", "front-matter-too-long"})
"""Codes of the findings that say that the front matter as a whole could not be read."""

LONGEST = 100_000
"""Characters of front matter."""


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """A brief's fields and the text under them. ``first_line`` is the number of the body's first line in the file."""

    brief: Brief
    body: str
    first_line: int


def read(text: str, *, file: str, id: str, single_file: bool) -> Outcome[FrontMatter]:  # noqa: A002 (the field's own name)
    """See :func:`briefgen.readers.read_front_matter`."""
    from briefgen.readers.yaml_values import YamlReader

    plain = printable(text.replace("\r\n", "\n").replace("\r", "\n"))
    head, body, first_line, finding = _split(plain, file, single_file)
    reader = YamlReader(file, 2, lenient=single_file)
    values = reader.read(head, FIELDS)
    findings = [*reader.diagnostics, *([finding] if finding else [])]
    explained = finding or reader.unread or "title" in reader.refused
    if not single_file and not values.get("title") and not explained:
        place = reader.places.get("title", Position(file))
        findings.append(error("missing-title", "the brief has no title", place, "add title: … to its front matter"))
    findings += _double_names(values, reader.places)
    values["title"] = values.get("title") or (_title(body, file) if single_file else "")
    brief = _brief(values, file, id, single_file, reader.places)
    return Outcome(FrontMatter(brief, body, first_line), in_order(findings))


def _split(text: str, file: str, single_file: bool) -> tuple[str, str, int, Diagnostic | None]:
    """The YAML, the text after it, the number of that text's first line, and what is wrong.

    As in Pandoc a line of ``---`` before an empty line is a thematic break.
    """
    opening = _OPENING.match(text)
    if not opening:
        return "", text, 1, None
    closing = _CLOSING.search(text, opening.end())
    if not closing and single_file:
        return "", text, 1, None
    if not closing:
        finding = error("unclosed-front-matter", "the front matter is not closed", Position(file), "end it with a line of ---")
        return "", "", 1, finding
    if closing.start() > LONGEST:
        hint = "a brief's text comes after its front matter"
        return "", "", 1, error("front-matter-too-long", f"the front matter is over {LONGEST:,} characters", Position(file), hint)
    after = closing.end() + 1
    return text[opening.end() : closing.start()], text[after:], text.count("\n", 0, after) + 1, None


def _title(body: str, file: str) -> str:
    """The first heading of level 1, else the file's name."""
    heading = _HEADING.search(body)
    return smart(re.sub(r"[*_`]", "", heading["words"])) if heading else posixpath.splitext(posixpath.basename(file))[0]


def _double_names(values: dict[str, Any], places: dict[str, Position]) -> list[Diagnostic]:
    pairs = [(item.name, item.same_as) for item in FIELDS if item.same_as]
    return [
        warning("double-key", f"{name} and {other} mean the same; {other} counts", places[name], f"delete {name}")
        for name, other in pairs
        if name in values and (other in values or other in places)
    ]


def _person(value: dict[str, str]) -> Person:
    organisation = value.get("organisation") or value.get("org") or value.get("affiliation", "")
    return Person(value.get("name", ""), value.get("role", ""), organisation, value.get("email", ""))


def _listing(values: dict[str, Any]) -> dict[str, Any]:
    """What is listed, and how notes are numbered."""
    numbering = values.get("notes", {}).get("numbering")
    return {
        "contents_depth": int(values.get("contents_depth", values.get("toc-depth", 0))),
        "list_of_figures": values.get("figures", values.get("lof", False)),
        "list_of_tables": values.get("tables", values.get("lot", False)),
        "note_numbering": NoteNumbering(numbering) if numbering else None,
    }


def _brief(values: dict[str, Any], file: str, name: str, single_file: bool, places: dict[str, Position]) -> Brief:
    citations = values.get("citations", {})
    marking = values.get("marking", {})
    contact = values.get("contact")
    plain = "subtitle organisation audience series subject abstract information_cutoff outlook_horizon".split()
    return Brief(
        id=values.get("id", name),
        title=values["title"],
        file=file,
        house=values.get("house", "house"),
        language=values.get("lang", "en-US"),
        authors=tuple(_person(person) for person in values.get("authors", values.get("author", ())) if "name" in person),
        contact=_person(contact) if contact else None,
        keywords=values.get("keywords", ()),
        published=values.get("published", values.get("date", "")),
        marking=Marking(marking.get("label", "")),
        estimative_profile=values.get("estimative_profile", "icd203"),
        sections=values.get("sections", ()),
        bibliography=values.get("bibliography", ()),
        citations=CitationChoice(
            citations.get("style", values.get("csl", "")), Placement(citations.get("placement", Placement.FOOTNOTES))
        ),
        status=Status(values.get("status", Status.DRAFT)),
        auto_release=AutoRelease(values["auto_release"]) if values.get("auto_release") else None,
        notify=Notify(values.get("notify", Notify.CHANGED)),
        corrects=int(values.get("corrects", 0)),
        data=tuple((name or name_of(path), path) for name, path in values.get("data", ())),
        contents=values.get("contents", values.get("toc")),
        cover=values.get("cover"),
        cover_map=tuple(values.get("cover_map", ())),
        **_listing(values),
        schedule=values.get("schedule", {}),
        distribution=values.get("distribution", {}),
        single_file=single_file,
        places=dict(places),
        **{name: values.get(name, "") for name in plain},
    )
