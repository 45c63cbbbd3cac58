"""A document on its letterhead: what we wrote, moved into the designer's file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml.etree import XMLSyntaxError

from briefgen.house.word.findings import compatibility_mode
from briefgen.house.word.numbering import counting_plainly
from briefgen.house.word.package import R, W
from briefgen.house.word.styles import StyleSheet
from briefgen.house.word.theme import read_theme
from briefgen.model import tree
from briefgen.model.characters import printable
from briefgen.model.errors import MalformedFile
from briefgen.model.role import Role
from briefgen.model.walk import walk
from briefgen.writers.docx.languages import word_tag
from briefgen.writers.docx.letterhead import bindings, fonttable, notes, privacy, tables, text
from briefgen.writers.docx.letterhead.filling import fill
from briefgen.writers.docx.letterhead.lists import Lists
from briefgen.writers.docx.letterhead.looks import Looks
from briefgen.writers.docx.letterhead.marks import Marks
from briefgen.writers.docx.letterhead.parts import Ids, Moving
from briefgen.writers.docx.letterhead.results import make_true
from briefgen.writers.docx.letterhead.stationery import Stationery, local, with_namespaces
from briefgen.writers.docx.numbering import HEADINGS
from briefgen.writers.docx.package import Package
from briefgen.writers.docx.stylenames import NAMES

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from lxml import etree

    from briefgen.model.house import HouseStyle
    from briefgen.model.letterhead import Letterhead
    from briefgen.model.manifest import Manifest
    from briefgen.model.tree import Document, Meta

_CONTENTS = frozenset(NAMES[role].id for role in (Role.CONTENTS_1, Role.CONTENTS_2, Role.CONTENTS_3))
_DOCUMENT = "/word/document.xml"
_OURS = ("/docProps/core.xml", "/docProps/app.xml", "/docProps/custom.xml")


def moved(ours: Package, letterhead: Letterhead, document: Document, house: HouseStyle, manifest: Manifest) -> Package:
    """The package of a document whose text, notes, styles and lists are ``ours`` and whose everything else is the letterhead's.

    Raises :class:`~briefgen.model.errors.MalformedFile` where a part of the letterhead that is needed cannot be read.
    """
    try:
        stationery = Stationery(letterhead)
        _prepare(stationery, _values(document.meta, manifest))
        return _Merging(ours, stationery, letterhead, document, house).merged()
    except MalformedFile as problem:
        raise MalformedFile(f"{letterhead.file}: {problem.message}", hint=problem.hint) from None
    except XMLSyntaxError as problem:
        hint = "open it in Word and save it anew"
        raise MalformedFile(f"{letterhead.file} has a part that cannot be read: {problem.msg}", hint=hint) from None


def _values(meta: Meta, manifest: Manifest) -> Mapping[str, str]:
    section = meta.running_title or meta.title
    said = {**meta.letter, "page": "1", "pages": str(max(1, manifest.page_map.pages)), "section": section}
    return {name: printable(value) for name, value in said.items()}


def _covers(document: Document) -> tuple[tree.Block, ...]:
    return tuple(block for block in document.blocks if isinstance(block, tree.Cover))


def _prepare(stationery: Stationery, values: Mapping[str, str]) -> None:
    """Clean and fill the letterhead's own text."""
    for kind in ("styles", "numbering", "fontTable", "settings"):
        found = stationery.related(kind)
        if found is not None:
            privacy.clean(found[1], dict(stationery.relations(found[0]).items()))
    settings = stationery.related("settings")
    if settings is not None:
        privacy.clean_settings(settings[1])
    for name, root in stationery.stories():
        privacy.clean(root, dict(stationery.relations(name).items()))
        bindings.keep_true(stationery, root, values)
        fill(root, values)
        make_true(root, values)
    bindings.drop_unbound(stationery)


class _Merging:
    """One document coming onto its letterhead."""

    def __init__(
        self, ours: Package, stationery: Stationery, letterhead: Letterhead, document: Document, house: HouseStyle
    ) -> None:
        self._ours, self._stationery, self._letterhead, self._house = ours, stationery, letterhead, house
        self._meta = document.meta
        self._moving = Moving(ours, stationery)
        self._ids = Ids(stationery)
        self._headers: dict[str, str] = {}
        self._has_rules = False
        sheet = StyleSheet(stationery.word, read_theme(stationery.word))
        self._own_styles = self._moving.root("/word/styles.xml")

        def as_we(identifier: str, level: str) -> str:
            return counting_plainly(stationery.word, sheet, identifier, int(level))

        # Contents on a cover look as that has them, which no letterhead's do.
        kept = _CONTENTS if any(isinstance(node, tree.Contents) for node in walk(_covers(document))) else frozenset()
        self._looks = Looks(letterhead, sheet, self._own_styles, as_we, kept)
        numbering = stationery.related("numbering")
        self._lists = Lists(self._moving.root("/word/numbering.xml"), None if numbering is None else numbering[1])
        if self._looks.headings:
            self._lists.names |= {str(HEADINGS): self._looks.headings}

    def merged(self) -> Package:
        """The whole package."""
        own = self._moving.root(_DOCUMENT)
        main = self._stationery.main
        document = with_namespaces(self._stationery.tree(main), [own])
        self._stationery.replace_tree(main, document)
        spot = text.clear(document, sample=self._letterhead.sample)
        self._come(own, _DOCUMENT, main)
        self._notes(own, document)
        ours = text.Text(own, self._kind_of, self._take_headers)
        ours.put(document, spot, self._ids.bookmark())
        self._mark(document)
        self._styles()
        self._shift_tables(ours.blocks)
        self._settings()
        fonttable.merge(self._stationery, self._moving)
        for number, relation in self._moving.relations(_DOCUMENT).items():
            if relation.kind.endswith("/customXml") and number:
                self._stationery.relations(main).to_part(relation.kind, self._moving.part(relation.target))
        return self._described(self._stationery.packaged())

    def _come(self, root: etree._Element, own: str, there: str) -> None:
        """Make text of ours at home in a part of the letterhead's."""
        self._ids.renumber(root)
        self._moving.lead(root, own, there)
        self._dress(root)

    def _dress(self, root: etree._Element) -> None:
        self._lists.rename(root)
        self._looks.dress(root, self._lists.names)

    # ── parts ────────────────────────────────────────────────────────────────────────────────────────────────────────

    def _notes(self, own: etree._Element, document: etree._Element) -> None:
        for kind in ("footnote", "endnote"):
            name = f"/word/{kind}s.xml"
            if not self._moving.has(name):
                continue
            notes_root, found = self._moving.root(name), self._stationery.related(f"{kind}s")
            if found is None:
                self._lists.rename(notes_root)
                self._looks.dress(notes_root, self._lists.names)
                self._ids.renumber(notes_root)
                self._relate(f"{kind}s", self._moving.tree(name, notes_root))
                continue
            self._come(notes_root, name, found[0])
            self._has_rules = notes.has_rules(kind, found[1])
            by = notes.shift(kind, found[1])
            for mark in own.iter(f"{W}{kind}Reference"):
                mark.set(f"{W}id", str(int(mark.get(f"{W}id", "0")) + by))
            self._stationery.replace_tree(found[0], notes.merged(kind, notes_root, found[1], document))

    def _styles(self) -> None:
        self._lists.rename(self._own_styles)
        found = self._stationery.related("styles")
        if found is None:
            self._relate("styles", self._moving.tree("/word/styles.xml", self._own_styles))
        else:
            self._stationery.replace_tree(found[0], self._looks.put_into(found[1], word_tag(self._meta.language)))
        numbering = self._stationery.related("numbering")
        root = self._lists.put()
        self._looks.rename(root)
        if numbering is None:
            self._relate("numbering", self._moving.tree("/word/numbering.xml", root))
        else:
            self._stationery.replace_tree(numbering[0], root)

    def _shift_tables(self, blocks: Iterable[etree._Element]) -> None:
        styles, settings = self._stationery.related("styles"), self._stationery.related("settings")
        if styles is None or settings is None or compatibility_mode(self._stationery.word) >= tables.EDGES:
            return
        for block in blocks:
            tables.shift(block, styles[1])

    def _settings(self) -> None:
        ours, found = self._moving.root("/word/settings.xml"), self._stationery.related("settings")
        if found is None:
            self._relate("settings", self._moving.tree("/word/settings.xml", ours))
            return
        notes.settle(found[1], ours, has_rules=self._has_rules)

    def _relate(self, kind: str, name: str) -> None:
        self._stationery.relations(self._stationery.main).to_part(kind, name)

    # ── sections ─────────────────────────────────────────────────────────────────────────────────────────────────────

    def _kind_of(self, section: etree._Element) -> int:
        """Which of our headers a section has."""
        relation = self._moving.relations(_DOCUMENT).get(text.header_number(section))
        digits = "" if relation is None else relation.target.removeprefix("/word/header").removesuffix(".xml")
        return int(digits) if digits.isdecimal() else 1

    def _take_headers(self, section: etree._Element) -> None:
        """Let a section of ours have its headers here."""
        ours, relations = self._moving.relations(_DOCUMENT), self._stationery.relations(self._stationery.main)
        for reference in section:
            relation = ours.get(reference.get(f"{R}id", "")) if local(reference).endswith("Reference") else None
            if relation is not None:
                reference.set(f"{R}id", relations.to_part(relation.kind, self._header(relation.target)))

    def _header(self, name: str) -> str:
        if name not in self._headers:
            root = self._moving.root(name)
            self._dress(root)
            self._headers[name] = self._moving.tree(name, root)
        return self._headers[name]

    def _usual(self, kind: str) -> str:
        name, running = f"/word/{kind}1.xml", self._meta.running
        worded = running.head if kind == "header" else running.foot
        return self._header(name) if worded != () and self._moving.has(name) else ""

    def _mark(self, document: etree._Element) -> None:
        settings = self._stationery.related("settings")
        even = settings is not None and settings[1].find(f"{W}evenAndOddHeaders") is not None
        Marks(self._stationery, self._house, self._meta.marking, self._usual, self._dress).put(document, even=even)

    def _described(self, package: Package) -> Package:
        """What the document says of itself is ours alone."""
        for name in _OURS:
            part = self._ours.parts()[name]
            package.add(name, part.content_type, part.content)
        for relation in self._ours.related():
            package.relate(relation.kind, self._stationery.main if relation.target == _DOCUMENT else relation.target)
        return package
