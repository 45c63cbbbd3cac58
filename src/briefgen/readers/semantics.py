"""Blocks with a meaning: what the classes of fenced divs stand for, and who is quoted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefgen.model import tree
from briefgen.model.diagnostic import error, warning
from briefgen.model.nearest import did_you_mean, nearest
from briefgen.model.role import Role
from briefgen.model.value import replace
from briefgen.readers import data_tables
from briefgen.readers.attributes import Parsed, unknown_keys
from briefgen.readers.typography import smart

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from briefgen.model.diagnostic import Diagnostic
    from briefgen.model.position import Position
    from briefgen.readers.reading import Reading

    Value = Callable[[str], tuple[tree.Inline, ...]]
    """The inline nodes of an attribute's value, by the attribute's key."""

PARTICULARS = {
    "indicator": ("direction", "threshold", "status", "moves", "collection"),
    "alternative": ("likelihood", "for", "against", "why-not", "implications", "indicators"),
}
"""What an indicator and an alternative may say beside their text, in the order of the columns it is printed in: what ICD 203
D.6.e(2) and (4) ask of them."""

KEYS = {
    "judgment": ("likelihood", "confidence", "basis", "horizon", "rests-on", "supported_by", "lang"),
    "quote": ("speaker", "source", "lang", "pull"),
    "chronology": ("lang",),
    "contents": ("depth", "title"),
    "figures": ("title",),
    "tables": ("title",),
    "refs": ("title",),
    "table": data_tables.KEYS,
    "pagebreak": (),
    **{str(kind): ("title", "lang", "placement") for kind in tree.CalloutKind},
    "indicator": ("title", "lang", *PARTICULARS["indicator"]),
    "alternative": ("title", "lang", *PARTICULARS["alternative"]),
}
"""The attributes that each block with a meaning knows, apart from its identifier."""

_SPELLINGS = {
    "judgement": "judgment",
    "references": "refs",
    "page-break": "pagebreak",
    "toc": "contents",
    "lof": "figures",
    "list-of-figures": "figures",
    "lot": "tables",
    "list-of-tables": "tables",
    # Quarto's classes for what stands in the margin.
    "column-margin": "margin",
    "aside": "margin",
    # Quarto's callouts.
    "callout-note": "note",
    **dict.fromkeys(("callout-tip", "callout-important", "callout-warning", "callout-caution"), "callout"),
}
ROLES = frozenset(map(str, Role))
_DASHES = ("— ", "– ", "—\u00a0", "―")


def meaning(attributes: tree.Attributes) -> str:
    """The name in :data:`KEYS` of what a div means; empty: nothing that briefgen knows."""
    names = ("refs",) if attributes.identifier == "refs" else attributes.classes
    known = (_SPELLINGS.get(name, name) for name in names)
    return next((name for name in known if name in KEYS), "")


def blocks(
    children: tuple[tree.Block, ...], parsed: Parsed, place: Position, reading: Reading, value: Value
) -> tuple[tree.Block, ...]:
    """The node of a fenced div, and what stands in one that only marks a place."""
    given = parsed.attributes
    name = meaning(given)
    if name == "table" and not data_tables.is_asked(given, children):
        name = ""
    if name:
        reading.report_all(unknown_keys(given, KEYS[name], f"a .{name} block", place))
    else:
        reading.report_all(_misspelt(given.classes, place))
    if name != "refs":
        reading.claim(given.identifier, place)
    match name:
        case "judgment":
            return (_judgment(children, given, place, reading),)
        case "quote":
            return (_quote(children, given, place, value),)
        case "chronology":
            return (tree.Chronology(children, given, position=place),)
        case "contents":
            depth = int(given.get("depth")) if given.get("depth") in set("123456") else 2
            return (tree.Contents(depth=depth, heading=value("title"), position=place), *children)
        case "figures" | "tables":
            return (tree.Contents(depth=1, heading=value("title"), listing=tree.Listing(name), position=place), *children)
        case "refs":
            return (*children, tree.ReferenceList(position=place))
        case "pagebreak":
            return (tree.PageBreak(position=place), *children)
        case "table":
            return data_tables.blocks(children, given, place, reading, value)
        case "":
            return (tree.Div(children, given, position=place),)
        case kind:
            label = smart(given.get("title"))
            said = tuple(tree.Particular(key, words) for key in PARTICULARS.get(kind, ()) if (words := value(key)))
            return (tree.Callout(tree.CalloutKind(kind), children, label, given.identifier, given, said, position=place),)


def _misspelt(classes: tuple[str, ...], place: Position) -> Iterator[Diagnostic]:
    """A warning for each class that is all but the name of a meaning: a judgment that is none would go unnoticed."""
    for name in classes:
        near = nearest(name, KEYS, likeness=0.8)
        if near and name not in ROLES:
            hint = f"did you mean .{near[0]}?"
            yield warning("unknown-block", f"the class .{name} has no meaning", place, hint)


def _judgment(children: tuple[tree.Block, ...], given: tree.Attributes, place: Position, reading: Reading) -> tree.Judgment:
    confidence = given.get("confidence").strip().casefold()
    levels = tuple(map(str, tree.Confidence))
    if confidence and confidence not in levels:
        hint = did_you_mean(confidence, levels)
        reading.report(error("unknown-confidence", f"there is no confidence {confidence!r}", place, hint))
    return tree.Judgment(
        children,
        " ".join(given.get("likelihood").split()),
        tree.Confidence(confidence) if confidence in levels else None,
        smart(given.get("basis")),
        smart(given.get("horizon")),
        identifier=given.identifier,
        attributes=given,
        position=place,
    )


def _quote(children: tuple[tree.Block, ...], given: tree.Attributes, place: Position, value: Value) -> tree.BlockQuote:
    inner = children[0] if len(children) == 1 else None
    quoted = inner if isinstance(inner, tree.BlockQuote) else attributed(tree.BlockQuote(children, position=place))
    speaker, source = value("speaker"), value("source")
    separator = (tree.Text(", "),) if speaker and source else ()
    said = (*speaker, *separator, *source) or quoted.attribution
    return replace(quoted, attribution=said, attributes=given, position=place)


def attributed(quote: tree.BlockQuote) -> tree.BlockQuote:
    """A quotation whose last line, ``— Speaker``, has become its attribution."""
    last = quote.children[-1] if quote.children else None
    if not isinstance(last, tree.Paragraph):
        return quote
    start = _attribution_start(last.children)
    if start is None or (start == 0 and len(quote.children) == 1):
        return quote
    line = _without_dash(last.children[start:])
    kept = (replace(last, children=last.children[: start - 1]),) if start else ()
    return replace(quote, children=(*quote.children[:-1], *kept), attribution=line)


def _attribution_start(nodes: tuple[tree.Inline, ...]) -> int | None:
    """Where the last line begins, if it begins with a dash."""
    breaks = [index for index, node in enumerate(nodes) if isinstance(node, tree.SoftBreak | tree.LineBreak)]
    start = breaks[-1] + 1 if breaks else 0
    first = nodes[start] if start < len(nodes) else None
    return start if isinstance(first, tree.Text) and first.text.startswith(_DASHES) else None


def _without_dash(nodes: tuple[tree.Inline, ...]) -> tuple[tree.Inline, ...]:
    first = nodes[0]
    assert isinstance(first, tree.Text)
    words = first.text[1:].lstrip()
    place = first.position
    if place:
        place = replace(place, column=place.column + len(first.text) - len(words))
    return (tree.Text(words, position=place), *nodes[1:]) if words else nodes[1:]
