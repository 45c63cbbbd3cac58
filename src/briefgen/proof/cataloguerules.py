"""Rules about what a PDF says of itself as a whole. Clauses are of ISO 14289-1 (PDF/UA-1) unless another standard is named."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from briefgen.proof.objects import Object, name_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

# BCP 47 as far as its form goes.
_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")


def it_is_said_to_be_tagged(pdf: Object) -> Iterator[str]:
    """§7.1."""
    marks = pdf.Root.get("/MarkInfo", {})
    if not bool(marks.get("/Marked", False)):
        yield "the document does not say that it is tagged"
    if bool(marks.get("/Suspects", False)):
        yield "the document says that its tags are not to be trusted"


def its_language_is_named(pdf: Object) -> Iterator[str]:
    """§7.2."""
    language = str(pdf.Root.get("/Lang", ""))
    if not _LANGUAGE.fullmatch(language):
        yield f"the document's language is {language!r}, which names none"


def its_title_is_shown(pdf: Object) -> Iterator[str]:
    """§7.1: in the window's bar, instead of the file's name."""
    if not bool(pdf.Root.get("/ViewerPreferences", {}).get("/DisplayDocTitle", False)):
        yield "the window is called by the file's name instead of the title"


def links_are_met_in_reading_order(pdf: Object) -> Iterator[str]:
    """§7.18.3."""
    for number, page in enumerate(pdf.pages, 1):
        if "/Annots" in page.obj and name_of(page.obj.get("/Tabs")) != "S":
            yield f"page {number}: its links are not met in the order of the structure"


CATALOGUE_RULES: tuple[Callable[[Object], Iterator[str]], ...] = (
    it_is_said_to_be_tagged,
    its_language_is_named,
    its_title_is_shown,
    links_are_met_in_reading_order,
)
