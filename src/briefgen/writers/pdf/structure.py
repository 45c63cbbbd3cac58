"""The structure tree of a tagged PDF (ISO 32000-1 §14.7), made from layout's elements and from what was painted of them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from briefgen.layout.pages import Annotation, Content, Element
from briefgen.writers.pdf.notation import name, name_tree, number, render, text_string
from briefgen.writers.pdf.objects import Dictionary
from briefgen.writers.pdf.reportlab_internals import IndirectObject

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

# An empty cell still holds its column's place.
_KEPT_EMPTY = frozenset(("TH", "TD"))

# BCP 47 as far as its form goes.
_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")


class Mark(NamedTuple):
    """A marked-content sequence: index of its page, and its number there."""

    page: int
    number: int


class PaintedPage(NamedTuple):
    """What the structure must know of a page: its object, whose content each sequence holds, and its links."""

    page: IndirectObject
    contents: Sequence[Content]
    links: Mapping[Annotation, Dictionary]


class StructureElement(IndirectObject):
    """One structure element, written straight into notation because a long document has tens of thousands."""

    def __init__(self, element: Element, tag: str, pages: Sequence[PaintedPage]) -> None:
        self.element = element
        self.tag = tag
        self.identifier: str | None = None
        self.parent: IndirectObject | None = None
        self.children: list[StructureElement | Mark | Placed] = []
        self._pages = pages

    def body(self, refer: Callable[[Any], str]) -> bytes:
        """The element's dictionary (§14.7.2, table 323)."""
        first = next((child.page for child in self.children if isinstance(child, Mark)), None)
        children = [self._child(child, first, refer) for child in self.children]
        element = self.element
        entries: dict[str, object] = {
            "Type": "/StructElem",
            "S": name(self.tag),
            "P": self.parent,
            "Pg": None if first is None else self._pages[first].page,
            "K": children if len(children) > 1 else children[0] if children else None,
            "A": _attributes(element),
            "ID": _text(self.identifier),
            "Lang": language(element.language),
            "Alt": _text(element.alternative),
            "ActualText": _text(element.actual_text),
        }
        return render(entries, refer).encode("ascii")

    def _child(self, child: StructureElement | Mark | Placed, first: int | None, refer: Callable[[Any], str]) -> str:
        match child:
            case Mark():
                if child.page == first:
                    return str(child.number)
                return f"<</Type /MCR /Pg {refer(self._pages[child.page].page)} /MCID {child.number}>>"
            case Placed():
                return f"<</Type /OBJR /Pg {refer(self._pages[child.page].page)} /Obj {refer(child.link)}>>"
            case _:
                return refer(child)


class Placed(NamedTuple):
    """A link on its page."""

    page: int
    link: Dictionary


def structure_tree(root: Element, pages: Sequence[PaintedPage]) -> Dictionary:
    """The structure tree root. Elements of which nothing was painted are left out; empty table cells stay.

    Page ``n`` has key ``n`` in the parent tree, links follow in the order of their ``StructParent``. Raises
    :class:`ValueError` if something was painted that the tree does not hold: an item of text that nobody would hear.
    """
    elements = _elements(root, _marks(pages), _placed(pages), pages)
    by_element = {made.element: made for made in elements}
    if root not in by_element:
        by_element[root] = StructureElement(root, root.tag, pages)
        elements = [by_element[root]]
    _name_elements(elements)
    tree = Dictionary(
        {
            "Type": "/StructTreeRoot",
            "K": [by_element[root]],
            "IDTree": name_tree((made.identifier, made) for made in elements if made.identifier) or None,
        }
    )
    by_element[root].parent = tree
    parents = _parent_tree(by_element, pages)
    tree.entries |= {"ParentTree": Dictionary({"Nums": parents}), "ParentTreeNextKey": len(parents) // 2}
    return tree


def language(tag: str | None) -> str | None:
    """A language tag in notation; ``None`` for none and for what is not formed like one (BCP 47)."""
    return text_string(tag) if tag and _LANGUAGE.fullmatch(tag) else None


def _marks(pages: Sequence[PaintedPage]) -> dict[Content, list[Mark]]:
    marks: dict[Content, list[Mark]] = {}
    for index, painted in enumerate(pages):
        for mcid, content in enumerate(painted.contents):
            marks.setdefault(content, []).append(Mark(index, mcid))
    return marks


def _placed(pages: Sequence[PaintedPage]) -> dict[Annotation, Placed]:
    return {note: Placed(index, link) for index, painted in enumerate(pages) for note, link in painted.links.items()}


def _elements(
    root: Element, marks: Mapping[Content, list[Mark]], placed: Mapping[Annotation, Placed], pages: Sequence[PaintedPage]
) -> list[StructureElement]:
    """The elements to be written, parents first, each with its children. A stack, since quotations can nest without end."""
    made: dict[Element, StructureElement] = {}
    for element in reversed(_parents_first(root)):
        children: list[StructureElement | Mark | Placed] = []
        for child in element.children:
            if isinstance(child, Content):
                children += marks.get(child, ())
            elif isinstance(child, Annotation):
                children += (placed[child],) if child in placed else ()
            elif child in made:
                children.append(made[child])
        if children or element.tag in _KEPT_EMPTY:
            made[element] = _with_children(StructureElement(element, _tag(element, placed), pages), children)
    return list(reversed(made.values()))


def _parents_first(root: Element) -> list[Element]:
    order, stack = [], [root]
    while stack:
        element = stack.pop()
        order.append(element)
        stack.extend(child for child in reversed(element.children) if isinstance(child, Element))
    return order


def _with_children(parent: StructureElement, children: list[StructureElement | Mark | Placed]) -> StructureElement:
    parent.children = children
    for child in children:
        if isinstance(child, StructureElement):
            child.parent = parent
    return parent


def _tag(element: Element, placed: Mapping[Annotation, Placed]) -> str:
    """The element's type. A link that leads nowhere any more is a span: ``Link`` promises something to follow."""
    leads = any(isinstance(child, Annotation) and child in placed for child in element.children)
    return "Span" if element.tag == "Link" and not leads else element.tag


def _name_elements(elements: Iterable[StructureElement]) -> None:
    """Give out identifiers, each once. A note needs one whatever happens (ISO 14289-1 §7.9)."""
    taken: set[str] = set()
    for made in elements:
        wanted = made.element.identifier or ("note" if made.tag == "Note" else "")
        if not wanted or (wanted in taken and made.tag != "Note"):
            continue
        candidate, count = wanted, 1
        while candidate in taken:
            count += 1
            candidate = f"{wanted}-{count}"
        taken.add(candidate)
        made.identifier = candidate


def _parent_tree(elements: Mapping[Element, StructureElement], pages: Sequence[PaintedPage]) -> list[object]:
    """Keys and values of the parent tree (§14.7.4.4): for a page the elements of its sequences, for a link its element."""
    numbers: list[object] = []
    for index, painted in enumerate(pages):
        numbers += (index, [_owner(content, elements) for content in painted.contents])
    owners = {child: made for made in elements.values() for child in made.element.children if isinstance(child, Annotation)}
    for painted in pages:
        for annotation, link in painted.links.items():
            if annotation not in owners:
                raise ValueError(f"a link that is not in the structure tree: {annotation.contents}")
            numbers += (link.entries["StructParent"], owners[annotation])
    return numbers


def _owner(content: Content, elements: Mapping[Element, StructureElement]) -> StructureElement:
    owner = elements.get(content.owner)
    if owner is None:
        raise ValueError(f"painted content of a {content.owner.tag} that is not in the structure tree")
    return owner


def _attributes(element: Element) -> object:
    """Attribute objects (§14.8.5); ``None`` where there are none."""
    found: list[dict[str, object]] = []
    if element.tag in _KEPT_EMPTY and (element.scope or element.columns > 1 or element.rows > 1):
        spans = {"RowSpan": element.rows if element.rows > 1 else None, "ColSpan": element.columns if element.columns > 1 else None}
        found.append({"O": "/Table", "Scope": name(element.scope) if element.scope else None, **spans})
    if element.numbering:
        found.append({"O": "/List", "ListNumbering": name(element.numbering)})
    if element.bounds:
        found.append({"O": "/Layout", "BBox": [number(edge) for edge in element.bounds]})
    return found[0] if len(found) == 1 else found or None


def _text(text: str | None) -> str | None:
    return None if text is None else text_string(text)
