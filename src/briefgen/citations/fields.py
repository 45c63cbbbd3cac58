"""briefgen's own fields of a source: what CSL has no word for and a brief must know.

They stand under ``briefgen:`` in an entry of a library, in every input format that can hold a mapping::

    tass-drones:
      type: article-newspaper
      title: …
      briefgen: {foreign_domain: true, state_control: full, descriptor: Russian state news agency}

An unknown field, or a value that a field does not take, is an error: a misspelt ``foreign_domian`` would silently drop the
asterisk that warns a reader.
"""

from __future__ import annotations

import re
from enum import Enum, auto
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from briefgen.model.expressions import expression
from briefgen.model.value import dataclass

if TYPE_CHECKING:
    from collections.abc import Mapping


class Shape(Enum):
    """What a field's value looks like."""

    TEXT = auto()
    FLAG = auto()
    CHOICE = auto()
    TEXTS = auto()
    DATE = auto()
    COUNT = auto()
    URL = auto()


@dataclass(frozen=True, slots=True)
class Field:
    """One field: its ``name``, its ``shape``, what it is for (one sentence), and the ``choices`` of a ``CHOICE``."""

    name: str
    shape: Shape
    purpose: str
    choices: tuple[str, ...] = ()

    @property
    def expects(self) -> str:
        """What to write, in words that end a sentence such as "… must be"."""
        return " | ".join(self.choices) if self.choices else _IN_WORDS[self.shape]


_IN_WORDS = {
    Shape.TEXT: "text",
    Shape.FLAG: "true or false",
    Shape.TEXTS: "text, or a list of texts",
    Shape.DATE: "a date such as 2022-08-11",
    Shape.COUNT: "a whole number of 1 or more",
    Shape.URL: "an address that begins with http:// or https://",
}

_ALL = (
    Field(
        "foreign_domain", Shape.FLAG, "The address is on a foreign domain the reader is warned of; marks the link with an asterisk."
    ),
    Field(
        "state_control",
        Shape.CHOICE,
        "How far a government controls the outlet; anything but none marks the link with an asterisk.",
        ("none", "partial", "full"),
    ),
    Field("country", Shape.TEXT, "Where the source is published: an ISO 3166-1 code such as US, or a name."),
    Field(
        "independence_group", Shape.TEXT, "Sources with one origin share a group; claims that rest on one group are single-source."
    ),
    Field("derived_from", Shape.TEXTS, "Keys of the sources that this one repeats or rests on."),
    Field(
        "republication_of", Shape.TEXT, "Key or address of the original this is a copy of (ICD 206 D.3.a(4): cite the original)."
    ),
    Field("seen_at", Shape.URL, "Where the copy that was read stands, when it is not at the cited URL; watched instead of it."),
    Field(
        "translation",
        Shape.CHOICE,
        "How the text that was read came into its language; back: translated away and back again, never to be quoted.",
        ("none", "human", "machine", "back"),
    ),
    Field("translation_of", Shape.TEXT, "Key or title of the text in its first language."),
    Field("descriptor", Shape.TEXT, "Who speaks, with what access and leaning, in one line (ICD 206 source descriptor)."),
    Field(
        "reliability",
        Shape.CHOICE,
        "Of the source: NATO AJP-2.1 letter, A completely reliable to F cannot be judged.",
        ("A", "B", "C", "D", "E", "F"),
    ),
    Field(
        "credibility",
        Shape.CHOICE,
        "Of the information: NATO AJP-2.1 figure, 1 confirmed to 6 cannot be judged.",
        ("1", "2", "3", "4", "5", "6"),
    ),
    Field("marking", Shape.TEXT, "Handling label of the source, such as TLP:CLEAR."),
    Field("archive_url", Shape.URL, "An archived copy of the page."),
    Field("archived", Shape.DATE, "When the archived copy was taken."),
    Field("snapshot", Shape.TEXT, "Path, beside the brief, of a kept copy of the text."),
    Field("sha256", Shape.TEXT, "Digest of the kept copy, in hexadecimal."),
    Field("evidence", Shape.TEXTS, "Short spans of the source's own words that the brief rests on; checked, not printed."),
    Field("watch", Shape.FLAG, "Whether refreshing captures this source; by default every source with a URL or a path."),
    Field(
        "kind",
        Shape.CHOICE,
        "How the source is fetched and read; by default guessed from the end of its address or path.",
        ("web", "feed", "pdf", "file", "dataset"),
    ),
    Field("path", Shape.TEXT, "Path, beside the brief, of a local file or dataset that is watched instead of a URL."),
    Field("filter", Shape.TEXT, "Regular expression, without regard to case, that a feed's new item must match to be told of."),
    Field("max_age_days", Shape.COUNT, "Older than this at the information cutoff, the source is called stale."),
    Field("comment", Shape.TEXT, "For colleagues; never printed."),
)

FIELDS: Mapping[str, Field] = MappingProxyType({field.name: field for field in _ALL})
"""Every field by name, in the order in which they are documented."""


def markdown_table() -> str:
    """The fields as a Markdown table, for ``briefs/README.md``."""
    rows = [f"| `{field.name}` | {_documented(field)} | {field.purpose} |" for field in _ALL]
    return "\n".join(("| Field | Value | What it is for |", "|---|---|---|", *rows)) + "\n"


def _documented(field: Field) -> str:
    return ", ".join(f"`{choice}`" for choice in field.choices) if field.choices else _IN_WORDS[field.shape]


_DATE = expression(r"\d{4}(-\d{2}(-\d{2})?)?")
_URL = expression(r"https?://[^\s/]+\S*", re.IGNORECASE)


class NotThatShape(ValueError):
    """A field's value is not what the field takes; the text says what it takes."""


def read_field(field: Field, value: object) -> Any:
    """The value as the field holds it: ``str``, ``bool``, ``int`` or a tuple of ``str``.

    Raises :class:`NotThatShape`, whose text completes "``name`` must be …".
    """
    match field.shape, value:
        case Shape.FLAG, bool():
            return value
        case Shape.COUNT, int() | str() if str(value).isascii() and str(value).isdigit() and int(value) > 0:
            return int(value)
        case Shape.TEXTS, str():
            return (value,)
        case Shape.TEXTS, list() if value and all(isinstance(part, str) for part in value):
            return tuple(value)
        case ((Shape.TEXT | Shape.CHOICE | Shape.DATE | Shape.URL), str() | int()) if not isinstance(value, bool):
            text = str(value).strip()
            if text and _fits(field, text):
                return text
    raise NotThatShape(field.expects)


def _fits(field: Field, text: str) -> bool:
    match field.shape:
        case Shape.CHOICE:
            return text in field.choices
        case Shape.DATE:
            return _DATE.fullmatch(text) is not None
        case Shape.URL:
            return _URL.fullmatch(text) is not None
        case _:
            return True


def is_foreign(fields: Mapping[str, Any]) -> bool:
    """Whether a source is marked with an asterisk: a foreign domain, or an outlet that a government controls."""
    return bool(fields.get("foreign_domain")) or fields.get("state_control", "none") != "none"
