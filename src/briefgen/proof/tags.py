"""Whether a tagged PDF's structure hangs together: the links between page content, parent tree and elements.

General validators look at each part by itself and pass a file whose parts contradict each other: a page that has lost its
``StructParents``, a parent tree that names the wrong element, a number used twice. Assistive technology then reads the wrong
thing or nothing.

Reads with pikepdf, which comes with the extra ``briefgen[proof]``: without it :func:`check_tags` raises
:class:`briefgen.model.errors.EnvironmentFailed`. Clauses are of ISO 32000-1 unless another standard is named.
"""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import field

from briefgen.model.diagnostic import Diagnostic, error
from briefgen.model.errors import EnvironmentFailed
from briefgen.model.named import NamedTuple
from briefgen.model.value import dataclass
from briefgen.proof.cataloguerules import CATALOGUE_RULES
from briefgen.proof.objects import Object, called, is_array, is_dictionary, is_same, kids_of, name_of, number_tree, structure_type
from briefgen.proof.tagrules import ELEMENT_RULES, information_agrees

# The library names an unnamed stream by its place in memory.
_WHERE = re.compile(r"^stream <.*?>: ")

# An empty cell holds its column's place; a document may be all decoration.
_MAY_BE_EMPTY = frozenset(("Document", "TD", "TH"))


class Place(NamedTuple):
    """A marked-content sequence: index of its page, and its number there."""

    page: int
    number: int

    def __str__(self) -> str:
        return f"page {self.page + 1}, marked content {self.number}"


@dataclass(slots=True)
class Tree:
    """The structure tree as one walk through it finds it. Objects are known by their number in the file."""

    elements: list[Object] = field(default_factory=list)
    owners: dict[Place, list[int]] = field(default_factory=dict)
    annotations: dict[int, int] = field(default_factory=dict)
    findings: list[str] = field(default_factory=list)


def check_tags(data: bytes) -> tuple[Diagnostic, ...]:
    """What is wrong with the tags of a PDF file, an error for each; empty: nothing.

    A file that is damaged in any way is a finding too, never an exception. Raises
    :class:`briefgen.model.errors.EnvironmentFailed` only if pikepdf is not installed.
    """
    try:
        import pikepdf
    except ImportError as missing:
        raise EnvironmentFailed("the tags of a PDF cannot be checked", hint="install briefgen[proof]") from missing
    try:
        with pikepdf.open(io.BytesIO(data)) as pdf:
            return tuple(error("broken-tags", finding) for finding in _Check(pdf).findings())
    except Exception as failure:  # noqa: BLE001  (whatever a damaged file makes the library raise is a finding about the file)
        return (error("unreadable-pdf", f"the file cannot be read to its end: {_WHERE.sub('', str(failure))}"),)


class _Check:
    """One file under examination."""

    def __init__(self, pdf: Object) -> None:
        self._pdf = pdf
        self._pages = {page.obj.objgen: index for index, page in enumerate(pdf.pages)}
        self._root = pdf.Root.get("/StructTreeRoot")
        self._parents: dict[int, Object] = {}

    def findings(self) -> Iterator[str]:
        if self._root is None:
            yield "the document has no structure tree"
            return
        parent_tree = self._root.get("/ParentTree")
        if parent_tree is None:
            yield "the structure tree has no parent tree"
        else:
            self._parents = dict(number_tree(parent_tree))
        tree = self._walk()
        yield from tree.findings
        yield from self._pages_agree(tree)
        yield from self._annotations_agree(tree)
        for rule in ELEMENT_RULES:
            yield from rule(tree.elements)
        yield from self._identifiers_agree(tree)
        yield from information_agrees(self._pdf)
        for said_of_itself in CATALOGUE_RULES:
            yield from said_of_itself(self._pdf)

    # ── the tree ─────────────────────────────────────────────────────────────────────────────────────────────────────

    def _walk(self) -> Tree:
        tree = Tree()
        seen: set[tuple[int, int]] = set()
        stack = [(child, self._root, None) for child in reversed(kids_of(self._root))]
        while stack:
            element, parent, page = stack.pop()
            if element.objgen in seen:
                tree.findings.append(f"{called(element)} stands in the tree twice")
                continue
            seen.add(element.objgen)
            tree.elements.append(element)
            stack += reversed(list(self._enter(element, parent, page, tree)))
        return tree

    def _enter(self, element: Object, parent: Object, page: Object, tree: Tree) -> Iterator[tuple[Object, Object, Object]]:
        """Note what an element holds itself; the elements inside it are yielded."""
        if not is_same(element.get("/P"), parent):
            tree.findings.append(f"{called(element)} does not name its parent (§14.7.2)")
        page = element.get("/Pg", page)
        kids = kids_of(element)
        if not kids and structure_type(element) not in _MAY_BE_EMPTY:
            tree.findings.append(f"{called(element)} is empty")
        for kid in kids:
            kind = name_of(kid.get("/Type")) if is_dictionary(kid) else "MCID"
            if kind == "MCID":
                self._own(Place(self._index(page), int(kid)), element, tree)
            elif kind == "MCR":
                self._own(Place(self._index(kid.get("/Pg", page)), int(kid["/MCID"])), element, tree)
            elif kind == "OBJR":
                tree.findings += self._own_object(kid, page, element, tree)
            else:
                yield kid, element, page

    def _index(self, page: Object) -> int:
        return -1 if page is None else self._pages.get(page.objgen, -1)

    def _own(self, place: Place, element: Object, tree: Tree) -> None:
        if place.page < 0:
            tree.findings.append(f"{called(element)} has content on no page of the document")
            return
        owners = tree.owners.setdefault(place, [])
        owners.append(element.objgen[0])
        if len(owners) == 2:
            tree.findings.append(f"{place}: two elements own it")

    def _own_object(self, reference: Object, page: Object, element: Object, tree: Tree) -> Iterator[str]:
        """An object reference must lead to an annotation on the page it names (§14.7.4.3)."""
        target, page = reference.get("/Obj"), reference.get("/Pg", page)
        if target is None or page is None:
            yield f"{called(element)} refers to an annotation that does not exist"
            return
        tree.annotations[target.objgen[0]] = element.objgen[0]
        if target.objgen not in {link.objgen for link in page.get("/Annots", ())}:
            yield f"{called(element)} refers to an annotation that is not on its page"

    # ── pages and annotations ────────────────────────────────────────────────────────────────────────────────────────

    def _pages_agree(self, tree: Tree) -> Iterator[str]:
        owned: dict[int, set[int]] = {}
        for place in tree.owners:
            owned.setdefault(place.page, set()).add(place.number)
        for index, page in enumerate(self._pdf.pages):
            marked, findings = self._marked_content(index, page)
            yield from findings
            unpainted = sorted(owned.get(index, set()).difference(marked))
            yield from (f"{Place(index, number)}: in the tree, not on the page" for number in unpainted)
            yield from self._parents_agree(index, page, marked, tree)

    def _marked_content(self, index: int, page: Object) -> tuple[list[int], list[str]]:
        import pikepdf

        numbers: list[int] = []
        findings: list[str] = []
        inside: list[str] = []
        for instruction in pikepdf.parse_content_stream(page):
            operator = str(instruction.operator)
            if operator in {"BDC", "BMC"}:
                properties = instruction.operands[1] if operator == "BDC" else None
                kind = "decoration" if name_of(instruction.operands[0]) == "Artifact" else ""
                if is_dictionary(properties) and "/MCID" in properties:
                    numbers.append(int(properties["/MCID"]))
                    kind = "content"
                around = next((each for each in reversed(inside) if each), "")
                if kind and around and kind != around:
                    findings.append(f"page {index + 1}: {kind} stands inside {around}")
                inside.append(kind)
            elif operator == "EMC" and inside:
                inside.pop()
            elif operator == "EMC":
                findings.append(f"page {index + 1}: marked content ends before it begins")
        if inside:
            findings.append(f"page {index + 1}: marked content is not balanced")
        findings += (f"{Place(index, number)}: its number is used twice" for number, uses in Counter(numbers).items() if uses > 1)
        return numbers, findings

    def _parents_agree(self, index: int, page: Object, marked: list[int], tree: Tree) -> Iterator[str]:
        """The parent tree must lead from every sequence to the element that owns it (§14.7.4.4)."""
        if "/StructParents" not in page:
            if marked:
                yield f"page {index + 1}: no StructParents, so nothing leads from its content to the tree"
            return
        parents = self._parents.get(int(page["/StructParents"]))
        if not is_array(parents):
            yield f"page {index + 1}: the parent tree has no entry for it"
            return
        for number in dict.fromkeys(marked):
            place = Place(index, number)
            owner = tree.owners.get(place)
            if owner is None:
                yield f"{place}: no element owns it"
            elif number >= len(parents) or not is_dictionary(parents[number]) or parents[number].objgen[0] not in owner:
                yield f"{place}: the parent tree names another element"

    def _annotations_agree(self, tree: Tree) -> Iterator[str]:
        """Every link must be the child of a ``Link`` element and lead back to it (ISO 14289-1 §7.18.1, §7.18.5)."""
        for index, page in enumerate(self._pdf.pages):
            for count, link in enumerate(page.get("/Annots", ()), 1):
                where = f"page {index + 1}, annotation {count}"
                owner = tree.annotations.get(link.objgen[0])
                if owner is None:
                    yield f"{where}: no element refers to it"
                elif "/StructParent" not in link:
                    yield f"{where}: no StructParent, so nothing leads from it to the tree"
                else:
                    parent = self._parents.get(int(link["/StructParent"]))
                    if not is_dictionary(parent) or parent.objgen[0] != owner:
                        yield f"{where}: the parent tree names another element"
                if not str(link.get("/Contents", "")).strip():
                    yield f"{where}: no Contents to say where it leads"

    def _identifiers_agree(self, tree: Tree) -> Iterator[str]:
        """Identifiers are unique and in the tree's index (§14.7.2); every note has one (ISO 14289-1 §7.9)."""
        identifiers = Counter(str(element["/ID"]) for element in tree.elements if "/ID" in element)
        yield from (f"the identifier {identifier} is used twice" for identifier, uses in identifiers.items() if uses > 1)
        yield from (
            f"{called(note)} has no identifier" for note in tree.elements if structure_type(note) == "Note" and "/ID" not in note
        )
        index = self._root.get("/IDTree")
        listed = {str(key) for key in list(index.get("/Names", ()))[::2]} if index is not None else set()
        yield from (f"the identifier {identifier} is not in the index" for identifier in sorted(set(identifiers) - listed))
