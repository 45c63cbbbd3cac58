"""The front matter, field by field: the table from which its reading, its documentation and its JSON Schema are made."""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum

from briefgen.model.brief import AutoRelease, Notify, Placement, Status
from briefgen.model.estimative import PROFILES
from briefgen.model.value import dataclass


class Kind(StrEnum):
    """What a value may be."""

    TEXT = "text"
    DATE = "date"
    DATE_OR_TEXT = "date or text"
    FLAG = "true or false"
    CHOICE = "one of"
    LIST = "list"
    MAPPING = "mapping"
    NAMED = "mapping of names"


@dataclass(frozen=True, slots=True)
class Field:
    """A key of the front matter or of a mapping in it.

    ``default`` is what is documented for a field that is left out. ``choices`` are a CHOICE's values, ``items`` what a LIST
    holds (one item may stand by itself), ``fields`` the keys of a MAPPING and ``shorthand`` the one of them that a text by
    itself means. NAMED is a mapping from names of the author's own to texts, or a list of texts without names. ``pattern`` is a
    regular expression that a TEXT must match as a whole, ``form`` its description. ``same_as``
    names the field that a key from Pandoc's metadata is another name of.
    """

    name: str
    kind: Kind
    doc: str
    default: str = ""
    required: bool = False
    choices: tuple[str, ...] = ()
    items: Field | None = None
    fields: tuple[Field, ...] = ()
    shorthand: str = ""
    pattern: str = ""
    form: str = ""
    same_as: str = ""


_TEXT = Field("", Kind.TEXT, "")

PERSON = (
    Field("name", Kind.TEXT, "Name, or the role that signs", required=True),
    Field("role", Kind.TEXT, "Role"),
    Field("organisation", Kind.TEXT, "Organisation"),
    Field("org", Kind.TEXT, "Organisation", same_as="organisation"),
    Field("affiliation", Kind.TEXT, "Organisation", same_as="organisation"),
    Field("email", Kind.TEXT, "E-mail address"),
)
MAIL = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+"
"""One address as it may stand in a header (RFC 5322 section 3.4.1), without quoted parts and comments."""

CONTACT = tuple(
    replace(field, pattern=MAIL, form="an e-mail address such as desk@example.org") if field.name == "email" else field
    for field in PERSON
)
_PERSON = Field("", Kind.MAPPING, "", fields=PERSON, shorthand="name")

IDENTIFIER = r"[A-Za-z0-9][A-Za-z0-9._-]*"
LANGUAGE = r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*"

FIELDS = (
    Field(
        "id",
        Kind.TEXT,
        "Names the brief for life, and its files in `dist/`",
        "the folder's name",
        pattern=IDENTIFIER,
        form="letters, digits, full stops, hyphens and underscores",
    ),
    Field("title", Kind.TEXT, "Title", required=True),
    Field("subtitle", Kind.TEXT, "Subtitle"),
    Field("house", Kind.TEXT, "House template, a folder under `templates/`", "`house`"),
    Field(
        "lang",
        Kind.TEXT,
        "Language of the text, a BCP 47 tag",
        "`en-US`",
        pattern=LANGUAGE,
        form="a language tag such as en-US or fa",
    ),
    Field("authors", Kind.LIST, "Who wrote it, in printing order", items=_PERSON),
    Field("contact", Kind.MAPPING, "Whom to write to", fields=CONTACT, shorthand="name"),
    Field("organisation", Kind.TEXT, "Issuing organisation"),
    Field("audience", Kind.TEXT, "Whom the brief is for, as a memorandum says it"),
    Field("series", Kind.TEXT, "Series that the brief belongs to"),
    Field("subject", Kind.TEXT, "Subject, for the files' properties"),
    Field("keywords", Kind.LIST, "Keywords, for the files' properties", items=_TEXT),
    Field("abstract", Kind.TEXT, "Abstract, in Markdown"),
    Field("published", Kind.DATE, "Date of publication"),
    Field("information_cutoff", Kind.DATE, "Last day whose information was considered"),
    Field("outlook_horizon", Kind.DATE, "Day up to which the judgments look"),
    Field(
        "marking",
        Kind.MAPPING,
        "Handling label on every page, such as `TLP:CLEAR`",
        fields=(Field("label", Kind.TEXT, "The label"),),
        shorthand="label",
    ),
    Field(
        "estimative_profile",
        Kind.CHOICE,
        "Scale that the likelihood of judgments is taken from",
        "`icd203`",
        choices=tuple(PROFILES),
    ),
    Field(
        "sections",
        Kind.LIST,
        "Section files in `sections/`, without `.md`, in printing order",
        "the text is in this file",
        items=_TEXT,
    ),
    Field(
        "bibliography", Kind.LIST, "Libraries of sources, paths beside this file", "`sources.yaml`, where there is one", items=_TEXT
    ),
    Field(
        "citations",
        Kind.MAPPING,
        "How citations are printed",
        fields=(
            Field("style", Kind.TEXT, "CSL style: a name in the house, or a path that ends in `.csl`", "the house's"),
            Field("placement", Kind.CHOICE, "Where they stand", "`footnotes`", choices=tuple(Placement)),
        ),
        shorthand="style",
    ),
    Field(
        "data",
        Kind.NAMED,
        "Data files that the text is filled from, by the names it calls them by; see Data. Without it, braces are text",
        "none",
    ),
    Field("contents", Kind.FLAG, "Whether a table of contents is printed", "as the house has it"),
    Field(
        "contents_depth",
        Kind.TEXT,
        "How many levels of headings it lists",
        "as the house has it",
        pattern=r"[1-6]",
        form="a level from 1 to 6",
    ),
    Field("figures", Kind.FLAG, "Whether a list of figures is printed", "no"),
    Field("tables", Kind.FLAG, "Whether a list of tables is printed", "no"),
    Field(
        "notes",
        Kind.MAPPING,
        "How notes are numbered",
        fields=(
            Field(
                "numbering",
                Kind.CHOICE,
                "Through the document, or in each section from 1",
                "the house's",
                choices=("document", "section"),
            ),
        ),
        shorthand="numbering",
    ),
    Field("cover", Kind.FLAG, "Whether a cover page is printed", "as the house has it"),
    Field("cover_map", Kind.LIST, "Countries that stand out on a cover with a map, the first one most", items=_TEXT),
    Field("status", Kind.CHOICE, "How far the brief has come", "`draft`", choices=tuple(Status)),
    Field(
        "auto_release",
        Kind.CHOICE,
        "What may make an edition under the approval of the last one: `data`, changed values in data files",
        "nothing",
        choices=tuple(AutoRelease),
    ),
    Field(
        "notify",
        Kind.CHOICE,
        "When readers are told: of what changed, or also of sources that changed and still bear the brief out",
        "`changed`",
        choices=tuple(Notify),
    ),
    Field(
        "corrects",
        Kind.TEXT,
        "Number of the last edition, where the next one corrects it: its mail says so and answers that of the one corrected",
        pattern=r"[1-9][0-9]{0,5}",
        form="the number of an edition",
    ),
    Field(
        "schedule",
        Kind.MAPPING,
        "When to look for changes; see Operating",
        fields=(
            Field("cron", Kind.TEXT, "Five fields, as in crontab: minute, hour, day of the month, month, day of the week"),
            Field("timezone", Kind.TEXT, "IANA name of the time zone, such as `Europe/Berlin`", "`UTC`"),
            Field("when", Kind.CHOICE, "What makes an edition", "`changed`", choices=("changed", "always")),
        ),
    ),
    Field(
        "distribution",
        Kind.MAPPING,
        "Who is sent its editions",
        fields=(
            Field("list", Kind.TEXT, "Distribution list, a file in `lists/`, without `.toml`"),
            Field(
                "formats",
                Kind.LIST,
                "What is attached",
                items=Field("", Kind.CHOICE, "", choices=("pdf", "docx", "html", "txt")),
            ),
        ),
    ),
    # What Pandoc and Quarto call some of the above.
    Field("author", Kind.LIST, "Another name of `authors`", items=_PERSON, same_as="authors"),
    Field("date", Kind.DATE_OR_TEXT, "Another name of `published`; need not be a date", same_as="published"),
    Field("csl", Kind.TEXT, "Another name of `citations.style`", same_as="citations.style"),
    Field("toc", Kind.FLAG, "Another name of `contents`", same_as="contents"),
    Field(
        "toc-depth",
        Kind.TEXT,
        "Another name of `contents_depth`",
        pattern=r"[1-6]",
        form="a level from 1 to 6",
        same_as="contents_depth",
    ),
    Field("lof", Kind.FLAG, "Another name of `figures`", same_as="figures"),
    Field("lot", Kind.FLAG, "Another name of `tables`", same_as="tables"),
)


def keys(fields: tuple[Field, ...]) -> dict[str, Field]:
    """Fields by name."""
    return {field.name: field for field in fields}
