"""Rules about what begins and ends, is named and is referred to: bookmarks, fields, revisions, notes, controls, drawings.

Clauses are of ECMA-376-1.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from briefgen.proof.docx_file import name, value
from briefgen.proof.package_index import Package, twice

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_LONGEST_NAME = 40
_REFERRING = frozenset(("PAGEREF", "REF", "NOTEREF"))
_FIELD_STEPS = {"begin": 1, "separate": 0, "end": -1}
# Everything that shares one row of numbers in Word: two of one number make it refuse the file.
_NUMBERED = ("w:bookmarkStart", "w:ins", "w:del", "w:moveFrom", "w:moveTo", "w:moveFromRangeStart", "w:moveToRangeStart")


def bookmarks_begin_and_end(package: Package) -> Iterator[str]:
    """§17.13.6."""
    starts = Counter(package.values("w:bookmarkStart", attribute="w:id"))
    ends = Counter(package.values("w:bookmarkEnd", attribute="w:id"))
    yield from (f"the bookmark {each} does not end" for each in sorted(starts - ends))
    yield from (f"the bookmark {each} ends and does not begin" for each in sorted(ends - starts))


def bookmarks_have_names_of_their_own(package: Package) -> Iterator[str]:
    """Word does not tell a from A, and keeps the first of two alike."""
    names = list(package.values("w:bookmarkStart", attribute="w:name"))
    yield from (f"two bookmarks are called {each!r}" for each in twice(each.casefold() for each in names))
    yield from (
        f"the bookmark {each!r} has a name of over {_LONGEST_NAME} characters" for each in names if len(each) > _LONGEST_NAME
    )


def ranges_have_numbers_of_their_own(package: Package) -> Iterator[str]:
    """Bookmarks and revisions share one row of numbers."""
    yield from (f"two ranges have the number {each}" for each in twice(package.values(*_NUMBERED, attribute="w:id")))


def links_lead_to_bookmarks(package: Package) -> Iterator[str]:
    """§17.16.22, and the fields that name a bookmark."""
    names = set(package.values("w:bookmarkStart", attribute="w:name"))
    anchors = dict.fromkeys(package.values("w:hyperlink", attribute="w:anchor"))
    yield from (f"a link leads to the bookmark {each!r}, which there is not" for each in anchors if each not in names)
    wanted = dict.fromkeys(code[1] for code in package.field_codes if len(code) > 1 and code[0].upper() in _REFERRING)
    yield from (f"a field names the bookmark {each!r}, which there is not" for each in wanted if each not in names)


def links_hold_no_links(package: Package) -> Iterator[str]:
    """§17.16.22: what is in a link and is another makes Word refuse the file."""
    link = name("w:hyperlink")
    if any(next(element.iterancestors(link), None) is not None for _, element in package.all("w:hyperlink")):
        yield "a link stands in a link"


def fields_begin_and_end(package: Package) -> Iterator[str]:
    """§17.16.18: in each part, and in each note, by themselves."""
    depths: dict[str, int] = {}
    for part, element in package.all("w:fldChar"):
        depths[part] = depths.get(part, 0) + _FIELD_STEPS.get(element.get(name("w:fldCharType"), ""), 0)
        if depths[part] < 0:
            yield f"a field in {part} ends before it begins"
            return
    yield from (f"a field in {part} does not end" for part, depth in depths.items() if depth > 0)


def deleted_text_is_marked_as_such(package: Package) -> Iterator[str]:
    """§17.3.3.7: a deleted run holds ``w:delText``; ``w:t`` in it makes Word refuse the file."""
    if any(True for _, element in package.all("w:del") for _ in element.iter(name("w:t"))):
        yield "a tracked deletion holds text that is not deleted"


def notes_and_marks_agree(package: Package) -> Iterator[str]:
    """§17.11: every mark has its note and every note one mark, and both rules that stand over notes are there."""
    for kind in ("footnote", "endnote"):
        notes = [each for part, each in package.all(f"w:{kind}") if part.endswith(f"/{kind}s.xml")]
        ids = [each.get(name("w:id"), "") for each in notes if each.get(name("w:type")) is None]
        marks = list(package.values(f"w:{kind}Reference", attribute="w:id"))
        yield from (f"the {kind} {each} is there twice" for each in twice(iter(ids)))
        yield from (f"the {kind} {each} has two marks" for each in twice(iter(marks)))
        yield from (f"a mark leads to the {kind} {each}, which there is not" for each in sorted(set(marks) - set(ids)))
        yield from (f"the {kind} {each} has no mark" for each in sorted(set(ids) - set(marks)))
        kinds = {each.get(name("w:type")) for each in notes}
        if notes and not {"separator", "continuationSeparator"} <= kinds:
            yield f"the {kind}s have no separator"


def notes_end_with_a_paragraph(package: Package) -> Iterator[str]:
    """A note without one cannot be put into."""
    for kind in ("footnote", "endnote"):
        for part, element in package.all(f"w:{kind}"):
            if part.endswith(f"/{kind}s.xml") and (not len(element) or element[-1].tag != name("w:p")):
                yield f"the {kind} {element.get(name('w:id'))} does not end with a paragraph"


def controls_have_numbers_of_their_own(package: Package) -> Iterator[str]:
    """§17.5.2.18."""
    ids = (value(element, "w:sdtPr/w:id") for _, element in package.all("w:sdt"))
    yield from (f"two content controls have the number {each}" for each in twice(each for each in ids if each))


def controls_hold_something(package: Package) -> Iterator[str]:
    """§17.5.2.29–38: an empty control makes Word refuse the file."""
    for part, element in package.all("w:sdt"):
        content = element.find(name("w:sdtContent"))
        if content is None or not len(content):
            yield f"a content control in {part} is empty"


def drawings_have_numbers_of_their_own(package: Package) -> Iterator[str]:
    """§20.4.2.5: unique in the document."""
    for part in package.xml_parts:
        ids = (element.get("id", "") for where, element in package.all("wp:docPr") if where == part)
        yield from (f"two drawings in {part} have the number {each}" for each in twice(ids))


RULES: tuple[Callable[[Package], Iterator[str]], ...] = (
    bookmarks_begin_and_end,
    bookmarks_have_names_of_their_own,
    ranges_have_numbers_of_their_own,
    links_lead_to_bookmarks,
    links_hold_no_links,
    fields_begin_and_end,
    deleted_text_is_marked_as_such,
    notes_and_marks_agree,
    notes_end_with_a_paragraph,
    controls_have_numbers_of_their_own,
    controls_hold_something,
    drawings_have_numbers_of_their_own,
)
