"""The structure tree of a tagged PDF (ISO 32000-1 §14.7), made from layout's elements and from what was painted of them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Protocol, TypeAlias

from briefgen.layout.pages import Annotation, Content, Element
from briefgen.model.named import NamedTuple
from briefgen.writers.pdf.notation import name, name_tree, number, render, text_string
from briefgen.writers.pdf.objects import Dictionary
from briefgen.writers.pdf.reportlab_internals import IndirectObject

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from briefgen.writers.pdf.annotations import Link

# An empty cell still holds its column's place.
_KEPT_EMPTY = frozenset(("TH", "TD"))

# BCP 47 as far as its form goes.
_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")


class PaintedPage(NamedTuple):
    """What the structure must know of a page: its object, whose content each sequence holds, and its links."""

    page: IndirectObject
    contents: Sequence[Content]
    links: Mapping[Annotation, Link]


class Placed(NamedTuple):
    """A link on its page."""

    page: int
    link: Link


Mark: TypeAlias = int
"""A marked-content sequence: its page's index times 2^20, and its number there."""
_Marks: TypeAlias = "dict[Content, Mark | tuple[Mark, ...]]"
"""The sequences that hold something of a content: nearly always one."""

_PAGE = 20
_SEQUENCE = (1 << _PAGE) - 1


class Numbering(Protocol):
    """Where elements get their numbers, and where they are put once they are in notation."""

    def take_number(self) -> int:
        """A number that no object has yet."""

    def keep(self, number: int, body: bytes) -> None:
        """Put an object in the file."""

    @property
    def refer(self) -> Callable[[Any], str]:
        """The reference to an object."""


def structure_tree(root: Element, pages: Sequence[PaintedPage], file: Numbering) -> Dictionary:
    """The structure tree root; its elements are put into the file. Elements of which nothing was painted are left out; empty
    table cells stay.

    Page ``n`` has key ``n`` in the parent tree, links follow in the order of their ``StructParent``. Raises
    :class:`ValueError` if something was painted that the tree does not hold: an item of text that nobody would hear.
    """
    marks, placed = _marks(pages), _placed(pages)
    order = _parents_first(root)
    numbers = _numbers(order, marks, placed, file.take_number)
    identifiers = _identifiers(element for element in order if element in numbers)
    parents = _parent_tree(numbers, pages)
    tree = Dictionary(
        {
            "Type": "/StructTreeRoot",
            "K": [f"{numbers[root]} 0 R"],
            "IDTree": name_tree((name, f"{numbers[element]} 0 R") for element, name in identifiers.items()) or None,
            "ParentTree": Dictionary({"Nums": parents}),
            "ParentTreeNextKey": len(parents) // 2,
        }
    )
    writer = _ElementWriter(numbers, identifiers, [file.refer(page.page) for page in pages], file.refer)
    above = {root: file.refer(tree)}
    for element in order:
        parent, own = above.pop(element, None), numbers.get(element)
        if parent is None or own is None:
            continue
        kids = writer.kids(element, marks, placed)
        here = f"{own} 0 R"
        for child in kids.elements:
            above[child] = here
        file.keep(own, writer.body(element, kids, parent).encode("ascii"))
    return tree


class _Kids(NamedTuple):
    """What is in an element, in reading order: in notation, its elements, the page its first sequence is on, and whether a link
    is among it."""

    said: list[str]
    elements: list[Element]
    page: int | None
    leads: bool


class _ElementWriter:
    """Writes elements straight into notation, because a long document has tens of thousands."""

    def __init__(
        self, numbers: Mapping[Element, int], identifiers: Mapping[Element, str], pages: Sequence[str], refer: Callable[[Any], str]
    ) -> None:
        self._numbers, self._identifiers, self._pages, self._refer = numbers, identifiers, pages, refer

    def kids(self, element: Element, marks: _Marks, placed: Mapping[Annotation, Placed]) -> _Kids:
        """What is in an element."""
        said: list[str] = []
        elements: list[Element] = []
        first: int | None = None
        leads = False
        for child in element.children:
            if isinstance(child, Content):
                met = marks.get(child, ())
                for mark in (met,) if isinstance(met, int) else met:
                    page, sequence = mark >> _PAGE, mark & _SEQUENCE
                    first = page if first is None else first
                    mcr = page != first
                    said.append(f"<</Type /MCR /Pg {self._pages[page]} /MCID {sequence}>>" if mcr else str(sequence))
            elif isinstance(child, Annotation):
                if child in placed:
                    page, link = placed[child]
                    said.append(f"<</Type /OBJR /Pg {self._pages[page]} /Obj {link.number} 0 R>>")
                    leads = True
            elif child in self._numbers:
                said.append(f"{self._numbers[child]} 0 R")
                elements.append(child)
        return _Kids(said, elements, first, leads)

    def body(self, element: Element, kids: _Kids, parent: str) -> str:
        """An element's dictionary (§14.7.2, table 323)."""
        # A link that leads nowhere any more is a span: ``Link`` promises something to follow.
        tag = "Span" if element.tag == "Link" and not kids.leads else element.tag
        said = f"<</Type /StructElem /S {name(tag)} /P {parent}"
        if kids.page is not None:
            said += f" /Pg {self._pages[kids.page]}"
        if kids.said:
            said += f" /K {kids.said[0]}" if len(kids.said) == 1 else f" /K [{' '.join(kids.said)}]"
        if element.tag in _KEPT_EMPTY or element.numbering or element.bounds:
            attributes = _attributes(element, [self._identifiers[head] for head in element.headers])
            said += f" /A {render(attributes, self._refer)}" if attributes else ""
        identifier = self._identifiers.get(element)
        if identifier is not None:
            said += f" /ID {text_string(identifier)}"
        stated = language(element.language) if element.language else None
        if stated is not None:
            said += f" /Lang {stated}"
        if element.alternative is not None:
            said += f" /Alt {text_string(element.alternative)}"
        if element.actual_text is not None:
            said += f" /ActualText {text_string(element.actual_text)}"
        return said + ">>"


def language(tag: str | None) -> str | None:
    """A language tag in notation; ``None`` for none and for what is not formed like one (BCP 47)."""
    return text_string(tag) if tag and _LANGUAGE.fullmatch(tag) else None


def _marks(pages: Sequence[PaintedPage]) -> _Marks:
    marks: _Marks = {}
    for index, painted in enumerate(pages):
        for mark, content in enumerate(painted.contents, index << _PAGE):
            met = marks.get(content)
            marks[content] = mark if met is None else (met, mark) if isinstance(met, int) else (*met, mark)
    return marks


def _placed(pages: Sequence[PaintedPage]) -> dict[Annotation, Placed]:
    return {note: Placed(index, link) for index, painted in enumerate(pages) for note, link in painted.links.items()}


def _numbers(
    order: Sequence[Element],
    marks: _Marks,
    placed: Mapping[Annotation, Placed],
    take_number: Callable[[], int],
) -> dict[Element, int]:
    """Numbers for the elements to be written, which come parents first: those with anything in them, cells, and the root."""
    kept: set[Element | Content | Annotation] = {order[0]}
    for element in reversed(order):
        if element.tag in _KEPT_EMPTY:
            kept.add(element)
            continue
        for child in element.children:
            if child in marks or child in kept or child in placed:
                kept.add(element)
                break
    return {element: take_number() for element in order if element in kept}


def _parents_first(root: Element) -> list[Element]:
    order, stack = [], [root]
    while stack:
        element = stack.pop()
        order.append(element)
        stack.extend([child for child in reversed(element.children) if isinstance(child, Element)])
    return order


def _identifiers(elements: Iterable[Element]) -> dict[Element, str]:
    """Identifiers, each given out once. A note needs one whatever happens (ISO 14289-1 §7.9)."""
    taken: dict[str, Element] = {}
    for element in elements:
        wanted = element.identifier or ("note" if element.tag == "Note" else "")
        if not wanted or (wanted in taken and element.tag != "Note"):
            continue
        candidate, count = wanted, 1
        while candidate in taken:
            count += 1
            candidate = f"{wanted}-{count}"
        taken[candidate] = element
    return {element: identifier for identifier, element in taken.items()}


def _parent_tree(elements: Mapping[Element, int], pages: Sequence[PaintedPage]) -> list[object]:
    """Keys and values of the parent tree (§14.7.4.4): for a page the elements of its sequences, for a link its element."""
    numbers: list[object] = []
    for index, painted in enumerate(pages):
        numbers += (index, f"[{' '.join([_owner(content, elements) for content in painted.contents])}]")
    owners = {child: made for element, made in elements.items() for child in element.children if isinstance(child, Annotation)}
    for painted in pages:
        for annotation, link in painted.links.items():
            if annotation not in owners:
                raise ValueError(f"a link that is not in the structure tree: {annotation.contents}")
            numbers += (link.structure_parent, f"{owners[annotation]} 0 R")
    return numbers


def _owner(content: Content, elements: Mapping[Element, int]) -> str:
    owner = elements.get(content.owner)
    if owner is None:
        raise ValueError(f"painted content of a {content.owner.tag} that is not in the structure tree")
    return f"{owner} 0 R"


def _attributes(element: Element, heads: Sequence[str]) -> object:
    """Attribute objects (§14.8.5); ``None`` where there are none. ``heads`` are the identifiers of a cell's."""
    found: list[dict[str, object]] = []
    if element.tag in _KEPT_EMPTY and (element.scope or heads or element.columns > 1 or element.rows > 1):
        spans = {"RowSpan": element.rows if element.rows > 1 else None, "ColSpan": element.columns if element.columns > 1 else None}
        named = [text_string(head) for head in heads] or None
        found.append({"O": "/Table", "Scope": name(element.scope) if element.scope else None, "Headers": named, **spans})
    if element.numbering:
        found.append({"O": "/List", "ListNumbering": name(element.numbering)})
    if element.bounds:
        found.append({"O": "/Layout", "BBox": [number(edge) for edge in element.bounds]})
    return found[0] if len(found) == 1 else found or None
