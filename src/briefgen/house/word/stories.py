"""What a Word file says in its headers, footers and body: fields, content controls and ``{{ key }}``, across runs.

A header becomes the text of a fragment, so that what a designer wrote in Word and what another house writes in a template are
filled in one way.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from briefgen.house.word.package import W
from briefgen.model.letterhead import Placeholder
from briefgen.model.named import NamedTuple

if TYPE_CHECKING:
    from lxml.etree import _Element

    from briefgen.house.word.package import WordFile

TAG = "bg:"
"""What the tag of a content control begins with that is to be filled."""

PAGE_KEYS = ("page", "pages", "section")
KEYS = (
    "title", "subtitle", "organisation", "audience", "series", "subject", "authors", "contact", "date", "published",
    "information_cutoff", "outlook_horizon", "edition", "marking", "marking_meaning", "language", "id", "status", "body",
)  # fmt: skip
"""What a letterhead may be filled with: ``body`` is the text of the brief, the others a line each."""

KEY = re.compile(r"\{\{\s*([\w.:-]+)\s*\}\}")
"""A place in the text that is to be filled."""

_FIELDS = {
    "PAGE": "page", "NUMPAGES": "pages", "SECTIONPAGES": "pages", "STYLEREF": "section", "TITLE": "title", "SUBJECT": "subject",
    "AUTHOR": "authors", "DATE": "date", "SAVEDATE": "date", "CREATEDATE": "date", "PRINTDATE": "date", "KEYWORDS": "subject",
}  # fmt: skip
_PROPERTIES = {
    "title": "title", "subject": "subject", "author": "authors", "company": "organisation", "category": "series",
    "edition": "edition", "date": "date", "status": "status", "marking": "marking",
}  # fmt: skip
"""Fields of Word (ECMA-376 Part 1 §17.16.5) and document properties, and what of the brief they show."""

_TITLES = ("title", "subtitle")
_TAB = "\t"


class Piece(NamedTuple):
    """Words as they are, or the ``key`` of a value that takes their place; ``unknown`` is a field that nothing answers."""

    text: str = ""
    key: str = ""
    unknown: str = ""


def pieces(paragraph: _Element) -> list[Piece]:
    """What a paragraph shows, in order; a tab is a piece of its own."""
    found: list[Piece] = []
    _Fields(found).walk(paragraph)
    return _keyed(found)


class _Fields:
    """Going through a paragraph: inside a field its instruction is collected and its last result passed over."""

    def __init__(self, found: list[Piece]) -> None:
        self._found = found
        self._open: list[tuple[list[str], list[str]]] = []
        self._in_result: list[bool] = []

    def walk(self, element: _Element) -> None:
        for item in element:
            if not isinstance(item.tag, str):
                continue
            match item.tag.removeprefix(W):
                case "pPr" | "rPr" | "sdtPr" | "del" | "moveFrom" | "txbxContent" | "drawing" | "pict" | "object":
                    continue
                case "sdt" if control_key(item):
                    self._say(Piece(key=control_key(item)))
                case "fldSimple":
                    self._field(item.get(f"{W}instr", ""), "".join(text.text or "" for text in item.iter(f"{W}t")))
                case "fldChar":
                    self._mark(item.get(f"{W}fldCharType", ""))
                case "instrText" if self._open:
                    self._open[-1][0].append(item.text or "")
                case "t" | "delText":
                    self._say(Piece(item.text or ""))
                case "tab" | "ptab":
                    self._say(Piece(_TAB))
                case "br" | "cr":
                    self._say(Piece(" "))
                case "noBreakHyphen":
                    self._say(Piece("\u2011"))
                case _:
                    self.walk(item)

    def _mark(self, kind: str) -> None:
        if kind == "begin":
            self._open.append(([], []))
            self._in_result.append(False)
        elif kind == "separate" and self._open:
            self._in_result[-1] = True
        elif kind == "end" and self._open:
            self._in_result.pop()
            instruction, result = self._open.pop()
            self._field("".join(instruction), "".join(result))

    def _field(self, instruction: str, result: str) -> None:
        key, unknown = field_key(instruction)
        self._say(Piece("" if key else result, key, unknown))

    def _say(self, piece: Piece) -> None:
        if self._open:
            if self._in_result[-1]:
                self._open[-1][1].append(piece.text)
            return
        self._found.append(piece)


def field_key(instruction: str) -> tuple[str, str]:
    """The value a field's instruction asks for, else an empty text and the field's name."""
    words = re.findall(r'"[^"]*"|\S+', instruction)
    name = words[0].upper() if words else ""
    argument = words[1].strip('"').casefold() if len(words) > 1 else ""
    if name in {"DOCPROPERTY", "INFO"}:
        return _PROPERTIES.get(argument, ""), "" if argument in _PROPERTIES else f"{name} {argument}"
    if name == "STYLEREF" and argument in _TITLES:
        return argument, ""
    return _FIELDS.get(name, ""), "" if name in _FIELDS else name


def control_key(control: _Element) -> str:
    """The name that a content control is to be filled by; empty: none."""
    tag = control.find(f"{W}sdtPr/{W}tag")
    value = "" if tag is None else tag.get(f"{W}val", "").strip()
    return value.removeprefix(TAG) if value.startswith(TAG) else ""


def _keyed(found: list[Piece]) -> list[Piece]:
    """``{{ key }}`` in the words, also where it is spread over runs, as keys of their own."""
    joined: list[Piece] = []
    for piece in found:
        plain = not piece.key and not piece.unknown
        if plain and joined and not joined[-1].key and not joined[-1].unknown:
            joined[-1] = Piece(joined[-1].text + piece.text)
        else:
            joined.append(piece)
    split: list[Piece] = []
    for piece in joined:
        if piece.key or piece.unknown:
            split.append(piece)
            continue
        for number, part in enumerate(KEY.split(piece.text)):
            split.append(Piece(key=part) if number % 2 else Piece(part))
    return [piece for piece in split if piece != Piece()]


def as_template(found: list[Piece]) -> str:
    """The pieces as the text of a fragment: words as they are, values by their names."""
    return "".join(f"{{{{ {piece.key} }}}}" if piece.key else _literal(piece.text) for piece in found)


def _literal(text: str) -> str:
    words = re.sub(r"[\r\n\v\f\u2028\u2029]+", " ", text)
    return f"{{{{ {json.dumps(words)} }}}}" if re.search(r"[{}#]", words) else words


# ── placeholders ─────────────────────────────────────────────────────────────────────────────────────────────────────


def stories(word: WordFile) -> Iterator[tuple[str, _Element]]:
    """The document, its headers and its footers, each with the name that Word gives its part, without suffix."""
    yield "document", word.document()
    for relation in word.relations(word.main).values():
        if relation.kind in {"header", "footer"} and (root := word.tree(relation.target)) is not None:
            yield relation.target.rpartition("/")[2].removesuffix(".xml"), root


def placeholders(word: WordFile) -> Iterator[Placeholder]:
    """Every place that is to be filled, story by story."""
    for story, root in stories(word):
        for control in root.iter(f"{W}sdt"):
            if key := control_key(control):
                yield Placeholder(key, story, True, _around(control))
        for paragraph in root.iter(f"{W}p"):
            text = "".join(_own_text(paragraph))
            for found in KEY.finditer(text):
                yield Placeholder(found[1], story, False, text.strip()[:60])


def _around(control: _Element) -> str:
    alias = control.find(f"{W}sdtPr/{W}alias")
    return "" if alias is None else alias.get(f"{W}val", "")


def _own_text(paragraph: _Element) -> Iterator[str]:
    """The words of a paragraph, not those of a text box that is anchored in it."""
    for text in paragraph.iter(f"{W}t"):
        owner = next((above for above in text.iterancestors(f"{W}p")), None)
        if owner is paragraph:
            yield text.text or ""


def unfinished(word: WordFile) -> Iterator[tuple[str, str]]:
    """Story and words of every paragraph with braces that are no placeholder: ``{% if``, ``{{ two words }}``, ``}}``."""
    for story, root in stories(word):
        for paragraph in root.iter(f"{W}p"):
            text = "".join(_own_text(paragraph))
            if re.search(r"\{\{|\}\}|\{%|%\}", KEY.sub("", text)):
                yield story, text.strip()[:60]


def known_keys(story: str) -> Mapping[str, None]:
    """What may stand in a story: in headers and footers also the page's own fields, and never the body."""
    keys = KEYS if story == "document" else (*(key for key in KEYS if key != "body"), *PAGE_KEYS)
    return dict.fromkeys(keys)


def body_control(word: WordFile) -> _Element | None:
    """The content control that the text of the brief is put into; ``None``: there is none."""
    return next((control for control in word.document().iter(f"{W}sdt") if control_key(control) == "body"), None)


def is_sample(word: WordFile) -> bool:
    """Whether nothing in the document's body is to be filled: what stands there then only shows what its styles look like."""
    return not any(found.story == "document" for found in placeholders(word))


def covers(word: WordFile) -> bool:
    """Whether something stands before the text of the brief, or is to be filled beside it: a cover, an address, a title."""
    if any(found.key != "body" for found in placeholders(word) if found.story == "document"):
        return True
    control = body_control(word)
    if control is None:
        return False
    before = [control, *control.iterancestors()]
    return any(_shows(earlier) for item in before for earlier in item.itersiblings(preceding=True))


def _shows(element: _Element) -> bool:
    shown = element.iter(f"{W}t", f"{W}drawing", f"{W}pict", f"{W}object")
    return any(item.tag != f"{W}t" or (item.text or "").strip() for item in shown)
