"""The parity gate: each file made is read back and held against the tree. A difference is an error, and nothing is written."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import zip_longest
from typing import TYPE_CHECKING

from briefgen.model import tree
from briefgen.model.diagnostic import Diagnostic, error
from briefgen.proof.statements import Kind, Says, Statement, words
from briefgen.proof.tree_inlines import Manner
from briefgen.proof.tree_text import Expected, say_tree

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from collections.abc import Set as AbstractSet

    from briefgen.model.position import Position

PDF = Manner(titled=True, listed=True, nested=True)
DOCX = Manner(decorated=True, sorted_cover=True, deepest=9)

HINT = "a fault of briefgen's, not of the brief: please report it; --no-proof writes the files as they are"

_HOLDING = frozenset((Kind.ITEM, Kind.TABLE, Kind.CELL))

# Findings told of one file, statements compared past the first difference, words shown of a difference.
_MOST, _WINDOW, _SHOWN = 12, 400, 7


def prove_pdf(data: bytes, document: tree.Document) -> tuple[Diagnostic, ...]:
    """Hold a PDF against the tree; empty: it says what the tree says."""
    from briefgen.proof.pdf_syntax import DamagedPdf
    from briefgen.proof.pdf_text import read_pdf

    try:
        says = read_pdf(data)
    except (DamagedPdf, RecursionError) as damage:
        return (_finding("PDF", f"cannot be read back: {damage}", None),)
    return _held("PDF", says, say_tree(document, PDF), document.meta.marking)


def prove_docx(
    data: bytes, document: tree.Document, boxes: AbstractSet[str] = frozenset(), *, frame: bytes | None = None
) -> tuple[Diagnostic, ...]:
    """Lint a Word file and hold it against the tree; ``boxes`` are the kinds of callout that the house sets in boxes.

    ``frame`` is the letterhead that it was begun from, which may say things of its own before and after the document, and whose
    faults are its makers'; ``None``: none.
    """
    from briefgen.proof.docx_file import DamagedDocx, DocxFile
    from briefgen.proof.docx_text import read_docx
    from briefgen.proof.package import lint

    try:
        file = DocxFile(data)
        says = read_docx(file)
        faults = lint(file, None if frame is None else DocxFile(frame))
    except (DamagedDocx, RecursionError) as damage:
        return (_finding("Word file", f"cannot be read back: {damage}", None),)
    expected = say_tree(document, replace(DOCX, restarts=frozenset(boxes)))
    if frame is not None:
        _take_out_of_frame(says, expected.says)
    _lead_by_place(says)
    _lead_by_place(expected.says)
    return (*faults, *_held("Word file", says, expected, document.meta.marking))


def _held(file: str, says: Says, expected: Expected, marking: str) -> tuple[Diagnostic, ...]:
    findings = [*_differences(file, says.all(), expected), *(_finding(file, fault, None) for fault in says.faults)]
    return (*findings[:_MOST], *_unmarked(file, says, words(marking)))


def _finding(file: str, message: str, position: Position | None) -> Diagnostic:
    return error("not-as-written", f"the {file} {message}", position, HINT)


# ── differences ──────────────────────────────────────────────────────────────────────────────────────────────────────


def _differences(file: str, says: Sequence[Statement], expected: Expected) -> Iterator[Diagnostic]:
    """What a file says otherwise, leaves out and adds, in order."""
    told = expected.says.all()
    if says == told:
        return
    from difflib import SequenceMatcher  # which no good file needs

    first = next((n for n, (a, b) in enumerate(zip(says, told, strict=False)) if a != b), min(len(says), len(told)))
    # Past the first difference a few hundred statements show what is wrong; a whole book would be matched for minutes.
    ours, theirs = told[first : first + _WINDOW], says[first : first + _WINDOW]
    for kind, a, b, c, d in SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes():
        # What reaches the window's end without beginning with it may go on as it should beyond.
        if kind == "equal" or (a and c and max(b, d) == _WINDOW):
            continue
        for wanted, found in zip_longest(range(first + a, first + b), theirs[c:d]):
            position = expected.positions[wanted] if wanted is not None else _near(expected, first + a)
            yield _finding(file, _said(told[wanted] if wanted is not None else None, found), position)


def _near(expected: Expected, at: int) -> Position | None:
    """The place of what comes before something that has no place of its own."""
    before = expected.positions[:at]
    return next((position for position in reversed(before) if position is not None), None)


def _said(wanted: Statement | None, found: Statement | None) -> str:
    if wanted is None:
        return f"has the {found}, which the text does not have"
    if found is None:
        return f"lacks the {wanted}"
    if wanted.kind is found.kind and wanted.text != found.text and wanted.detail == found.detail:
        ours, theirs = _first_words(wanted.text, found.text)
        return f"has ‘{theirs}’ where the text has ‘{ours}’, in a {wanted.kind}"
    return f"has the {found} where the text has the {wanted}"


def _first_words(one: str, other: str) -> tuple[str, str]:
    """From the first words that differ on, with the word before them."""
    ours, theirs = one.split(" "), other.split(" ")
    same = next((n for n, (a, b) in enumerate(zip(ours, theirs, strict=False)) if a != b), min(len(ours), len(theirs)))
    start = max(0, same - 1)
    return " ".join(ours[start : start + _SHOWN]), " ".join(theirs[start : start + _SHOWN])


def _take_out_of_frame(says: Says, expected: Says) -> None:
    """Leave out what a letterhead says before and after the document, where the document stands between them as one piece."""
    ours = [(each.kind, each.text) for each in expected.body]
    theirs = [(each.kind, each.text) for each in says.body]
    extra = len(theirs) - len(ours)
    start = next((at for at in range(1, extra + 1) if theirs[at : at + len(ours)] == ours), 0)
    if extra > 0 and theirs[start : start + len(ours)] == ours:
        says.body = says.body[start : start + len(ours)]
        says.places = {name: at - start if at >= 0 else at for name, at in says.places.items()}


def _lead_by_place(says: Says) -> None:
    """Let links inside the document name the statement they lead to: a Word file's bookmarks have names of their own."""
    for part in (says.body, *says.notes):
        for at, statement in enumerate(part):
            if statement.kind is Kind.LINK and statement.detail.startswith("#"):
                part[at] = statement._replace(detail=_place(says, statement.detail))


def _place(says: Says, name: str) -> str:
    there = says.places.get(name)
    if there is None:
        return "nowhere"
    # Whether a place is before an item's mark or behind it, or outside a cell or in it, is all one to a reader.
    while 0 <= there < len(says.body) and says.body[there].kind in _HOLDING:
        there += 1
    if 0 <= there < len(says.body):
        return f"statement {there + 1}: {says.body[there].kind} {says.body[there].text[:40]}".rstrip()
    return "a note" if there < 0 else "the end"


# ── marking ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def _unmarked(file: str, says: Says, marking: str) -> Iterator[Diagnostic]:
    """Every page carries its marking at the head and at the foot (FIRST TLP 2.0)."""
    if not marking:
        return
    if not says.pages:
        yield _finding(file, f"carries ‘{marking}’ on no page", None)
    # Not a part of a longer marking: AMBER is not AMBER+STRICT.
    stands = re.compile(re.escape(marking) + r"(?![\w+])")
    bare = [f"{edge} of {page.where}" for page in says.pages for edge in ("head", "foot") if not stands.search(getattr(page, edge))]
    if bare:
        more = f" and {len(bare) - 3} more places" if len(bare) > 3 else ""
        yield _finding(file, f"lacks the marking ‘{marking}’ at the {', the '.join(bare[:3])}{more}", None)
