"""An edition as a letter: what all of its readers are sent alike, in the words of the document and in the house's frame."""

from __future__ import annotations

import re
from dataclasses import field, replace
from typing import TYPE_CHECKING

from briefgen import house as houses
from briefgen import readers
from briefgen.compose import fragment_context
from briefgen.compose.blocks import label_callouts
from briefgen.compose.dates import printed_date
from briefgen.model import tree
from briefgen.model.diagnostic import Outcome
from briefgen.model.house import MAIL_BODY, MAIL_SUBJECT
from briefgen.model.manifest import Manifest
from briefgen.model.value import dataclass
from briefgen.model.walk import plain_text
from briefgen.outbox.bodies import DOCUMENT, PARTS, body_of
from briefgen.outbox.headers import plain, shortened
from briefgen.writers import WRITERS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from briefgen.model.brief import Brief
    from briefgen.model.edition import Artifact, Edition
    from briefgen.model.house import House

LONGEST_SUBJECT = 150
"""Characters. Mail programs show half of them; what is cut is the title."""
_NOT_IN_FILES = re.compile(r"[^\w.]+")


@dataclass(frozen=True, slots=True)
class Enclosure:
    """A file to be attached: its format, the name that readers see, its media type, its bytes."""

    format: str
    name: str
    media_type: str
    data: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Letter:
    """What all readers of an edition are sent alike.

    ``subject`` begins with the marking. ``date`` is the instant of publication. ``corrects`` is the edition that this one corrects;
    0: none. ``sender_name`` stands beside the From address, ``contact`` is where answers go unless the list says otherwise.
    """

    brief: str
    edition: int
    subject: str
    date: str
    marking: str
    text: bytes = field(repr=False)
    html: bytes = field(repr=False)
    enclosures: tuple[Enclosure, ...] = ()
    status: str = ""
    corrects: int = 0
    sender_name: str = ""
    contact: str = ""


@dataclass(frozen=True, slots=True)
class Occasion:
    """How a letter differs from the usual one.

    ``rolling``: all editions stand in one thread, whose subject stays the same. ``corrects``: the edition that this one corrects;
    0: none. ``test``: it is sent to try out a list, and says so.
    """

    rolling: bool = False
    corrects: int = 0
    test: bool = False


def letter_of(
    brief: Brief,
    document: tree.Document,
    house: House,
    edition: Edition,
    files: Mapping[str, bytes],
    occasion: Occasion = Occasion(),
) -> Outcome[Letter]:
    """The letter that brings ``edition``, whose finished document is ``document``, to its readers.

    ``files`` are the bytes of its artifacts, by format. The same arguments give the same letter.
    """
    enclosures = tuple(_enclosure(brief, edition, one, files[one.format]) for one in edition.artifacts if one.format in files)
    context = _context(brief, house, edition, enclosures, occasion)
    subject = _subject(house, context, brief.marking.label, occasion)
    frame = _frame(house, context)
    body = body_of(document, label_callouts(frame.value, house.style.labels))
    body = replace(body, meta=replace(body.meta, title=subject))
    manifest = Manifest(brief.id, edition.published_at, edition.content.whole, "briefgen", edition=edition.number)
    text, html = (WRITERS[name].write(body, house.style, manifest) for name in ("txt", "html"))
    letter = Letter(
        brief.id,
        edition.number,
        subject,
        edition.published_at,
        brief.marking.label,
        text,
        html,
        enclosures,
        str(brief.status),
        occasion.corrects,
        brief.organisation,
        brief.contact.email if brief.contact else "",
    )
    return Outcome(letter, frame.diagnostics)


def file_name(brief: Brief, edition: Edition, suffix: str) -> str:
    """``russia-iran_ed03_2022-10-19_TLP-CLEAR.pdf``: which brief, which edition, as of when, and how it may be used."""
    marking = _NOT_IN_FILES.sub("-", plain(brief.marking.label)).strip("-")
    parts = (brief.id, f"ed{edition.number:02}", _as_of(brief, edition), marking)
    return "_".join(filter(None, parts)) + suffix


def _as_of(brief: Brief, edition: Edition) -> str:
    """The day whose information an edition has: what a reader tells editions apart by."""
    return brief.information_cutoff or brief.published or edition.published_at[:10]


def _enclosure(brief: Brief, edition: Edition, artifact: Artifact, data: bytes) -> Enclosure:
    form = WRITERS[artifact.format]
    return Enclosure(artifact.format, file_name(brief, edition, form.suffix), form.media_type, data)


# ── the house's fragments ────────────────────────────────────────────────────────────────────────────────────────────


def _context(
    brief: Brief, house: House, edition: Edition, enclosures: Sequence[Enclosure], occasion: Occasion
) -> Mapping[str, object]:
    """What the fragments of mail may print: what those of the document may, and ``mail``."""
    labels = house.style.labels
    short = {**labels, "months": labels.get("months-short") or labels.get("months", "")}
    mail = {
        "as_of": printed_date(_as_of(brief, edition), short),
        "attached": bool(enclosures),
        "rolling": occasion.rolling,
        "corrects": occasion.corrects,
        "test": occasion.test,
    }
    return {**fragment_context(brief, house, edition.number), "mail": mail}


def _subject(house: House, context: Mapping[str, object], marking: str, occasion: Occasion) -> str:
    """The marking first, then what is out of the ordinary, then the house's words, whose title is cut where they are too long."""
    signs = (f"[{plain(marking)}]" if marking else "", "TEST:" if occasion.test else "", "CORRECTION:" if occasion.corrects else "")
    first = " ".join(filter(None, signs))
    room = LONGEST_SUBJECT - len(first) - 1
    words = _subject_words(house, context)
    if len(words) > room:
        brief = context["brief"]
        assert isinstance(brief, dict)
        title = plain(str(brief["title"]))
        cut = shortened(title, max(len(title) - (len(words) - room), room // 2))
        words = _subject_words(house, {**context, "brief": {**brief, "title": cut}})
    return plain(f"{first} {shortened(words, room)}")


def _subject_words(house: House, context: Mapping[str, object]) -> str:
    if MAIL_SUBJECT not in house.fragments:
        brief = context["brief"]
        assert isinstance(brief, dict)
        return plain(f"{brief['id']}: {brief['title']}")
    text = houses.render_fragment(house, MAIL_SUBJECT, context)
    read = readers.read_markdown(text, file=house.fragment_files.get(MAIL_SUBJECT, MAIL_SUBJECT))
    return plain(plain_text(read.value))


def _frame(house: House, context: Mapping[str, object]) -> Outcome[tuple[tree.Block, ...]]:
    """The house's frame; one without has the parts of the document under one another."""
    if MAIL_BODY not in house.fragments:
        parts = (tree.Attributes(classes=(DOCUMENT,), pairs=(("part", name),)) for name in PARTS)
        return Outcome(tuple(tree.Div((), part) for part in parts))
    text = houses.render_fragment(house, MAIL_BODY, context)
    return readers.read_markdown(text, file=house.fragment_files.get(MAIL_BODY, MAIL_BODY))
