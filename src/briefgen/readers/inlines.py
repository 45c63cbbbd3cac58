"""Inline tokens → inline nodes."""

from __future__ import annotations

from dataclasses import field
from typing import TYPE_CHECKING, Any

from briefgen.model import tree
from briefgen.model.citation import CiteItem, CiteMode
from briefgen.model.diagnostic import error
from briefgen.model.value import dataclass, replace
from briefgen.model.walk import plain_text
from briefgen.readers import cite_syntax, html, links, locators, unsupported
from briefgen.readers.attributes import Parsed
from briefgen.readers.engine import parse_inlines
from briefgen.readers.typography import Fragment, smarten

if TYPE_CHECKING:
    from collections.abc import Callable

    from markdown_it.token import Token

    from briefgen.model.diagnostic import Diagnostic
    from briefgen.model.position import Position
    from briefgen.readers.reading import Reading
    from briefgen.readers.source import Strand

DEEPEST = 24
"""Emphasis inside emphasis that is kept; what is deeper keeps its text."""

_LITERAL = frozenset({"text_special", "code_inline", "image", "html_inline"})
_BACK = {"strong_open": 1, "link_open": 1}
"""markdown-it stands so many characters past the beginning when it makes these."""


@dataclass(slots=True)
class _Frame:
    """A construct that is open, and what has been read of it."""

    opening: Token | None
    children: list[tree.Inline] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    words_at: Position | None = None
    in_note: bool = False
    """Whether it stands in a footnote."""
    close_gap: bool = False
    """A comment was left out here: of the spaces on either side of it one is enough."""

    def add(self, node: tree.Inline) -> None:
        """Take a node in, joining text to the text before it."""
        if self.close_gap and isinstance(node, tree.Text) and (not self.words or self.words[-1].endswith(" ")):
            node = replace(node, text=node.text.removeprefix(" ") or " ")
        self.close_gap = False
        if isinstance(node, tree.Text):
            self.words_at = self.words_at if self.words else node.position
            self.words.append(node.text)
        else:
            self._end_words()
            self.children.append(node)

    def all(self) -> tuple[tree.Inline, ...]:
        """Every node taken in."""
        self._end_words()
        return tuple(self.children)

    def _end_words(self) -> None:
        if self.words:
            self.children.append(tree.Text("".join(self.words), position=self.words_at))
            self.words = []


@dataclass(frozen=True, slots=True)
class ImageParts:
    """What an image's node leaves out and a figure needs: the words in its brackets, and where its attributes stand."""

    words: tuple[tree.Inline, ...]
    parsed: Parsed


@dataclass(slots=True)
class InlineReader:
    """Makes the inline nodes of one file. ``note`` gives the content of a footnote by its label, ``None`` where there is none."""

    reading: Reading
    env: dict[str, Any]
    file: str
    note: Callable[[str, Position], tuple[tree.Block, ...] | None]
    in_note: bool = False
    last_image: ImageParts | None = None

    def read(self, text: str, strand: Strand, start: int = 0) -> tuple[tree.Inline, ...]:
        """The nodes of a piece of Markdown; ``start`` is where in the strand it begins."""
        self.reading.report_all(unsupported.in_text(text, strand, start))
        return self._build(parse_inlines(text, self.env), strand, start)

    def plain(self, text: str, strand: Strand, start: int) -> str:
        """The words of a piece of Markdown in which citations and notes are only text."""
        if not text.strip():
            return text
        lead = text[: len(text) - len(text.lstrip())]
        self.env["in_affix"] = True
        try:
            nodes = self.read(text, strand, start)
        finally:
            del self.env["in_affix"]
        tail = " " if text[-1].isspace() else ""
        return (" " if lead else "") + plain_text(nodes).replace("\n", " ").strip() + tail

    def _build(self, tokens: list[Token], strand: Strand, start: int) -> tuple[tree.Inline, ...]:
        _set_typography(tokens)
        stack = [_Frame(None)]
        for token in tokens:
            nodes: tuple[tree.Inline, ...] = ()
            if token.nesting > 0:
                stack.append(_Frame(token, in_note=self.in_note))
                self.in_note = self.in_note or token.type == "inline_note_open"
            elif token.nesting < 0:
                frame = stack.pop()
                self.in_note = frame.in_note
                nodes = frame.all() if len(stack) > DEEPEST else self._close(frame, token, strand, start)
            elif token.type != "text" or token.content:
                nodes = self._leaf(token, strand, start)
            for node in nodes:
                stack[-1].add(node)
            if token.type == "html_inline" and not nodes:
                stack[-1].close_gap = True
        return stack[0].all()

    # ── what has an opening and a closing token ──────────────────────────────────────────────────────────────────────

    def _close(self, frame: _Frame, closing: Token, strand: Strand, start: int) -> tuple[tree.Inline, ...]:
        opening, children = frame.opening, frame.all()
        assert opening is not None
        place = strand.position(start + opening.meta["at"] - _back(opening))
        match opening.type:
            case "em_open":
                return (tree.Emphasis(children, position=place),) if children else ()
            case "strong_open":
                return (tree.Strong(children, position=place),) if children else ()
            case "s_open":
                return (tree.Strikeout(children, position=place),) if children else ()
            case "raised_open":
                return (tree.Superscript(children, position=place),)
            case "lowered_open":
                return (tree.Subscript(children, position=place),)
            case "span_open":
                return self._span(children, closing.meta["attributes"], place)
            case "inline_note_open":
                return self._inline_note(children, place)
            case "link_open":
                return self._link(opening, closing, children, place)
            case unknown:
                raise AssertionError(unknown)

    def _span(self, children: tuple[tree.Inline, ...], parsed: Parsed, place: Position) -> tuple[tree.Inline, ...]:
        self.reading.claim(parsed.attributes.identifier, place)
        if "smallcaps" in parsed.attributes.classes or "sc" in parsed.attributes.classes:
            return (tree.SmallCaps(children, position=place),)
        return (tree.Span(children, parsed.attributes, position=place),)

    def _inline_note(self, children: tuple[tree.Inline, ...], place: Position) -> tuple[tree.Inline, ...]:
        if self.in_note:
            self.reading.report(_note_in_note(place))
            return children
        first = next((child.position for child in children if child.position), place)
        return (tree.Note((tree.Paragraph(children, position=first),), position=place),)

    def _link(self, opening: Token, closing: Token, children: tuple[tree.Inline, ...], place: Position) -> tuple[tree.Inline, ...]:
        target = str(opening.attrs.get("href", ""))
        problem = links.link_problem(target, place)
        if problem:
            self.reading.report(problem)
            return children
        link = tree.Link(children, target, str(opening.attrs.get("title", "")), position=place)
        parsed: Parsed | None = closing.meta.get("attributes")
        return self._span((link,), parsed, place) if parsed else (link,)

    # ── what is one token ────────────────────────────────────────────────────────────────────────────────────────────

    def _leaf(self, token: Token, strand: Strand, start: int) -> tuple[tree.Inline, ...]:
        at = start + token.meta["at"]
        place = strand.position(at)
        match token.type:
            case "text" | "text_special":
                return (tree.Text(token.content, position=place),)
            case "softbreak":
                return (tree.SoftBreak(position=place),)
            case "hardbreak":
                return (tree.LineBreak(position=place),)
            case "code_inline":
                return (tree.Code(token.content, position=place),)
            case "html_inline":
                return self._raw(token.content, place)
            case "image":
                return (self._image(token, place, strand, at + 2),)
            case "note_mark":
                return self._note_mark(token.meta["label"], place)
            case "cluster":
                return (self._cite(token, place, strand, start),)
            case unknown:
                raise AssertionError(unknown)

    def _raw(self, text: str, place: Position) -> tuple[tree.Inline, ...]:
        if html.is_comment(text):
            return ()
        self.reading.report(html.printed_as_text(text, place))
        return (tree.Text(text.replace("\n", " "), position=place),)

    def _image(self, token: Token, place: Position, strand: Strand, content_at: int) -> tree.Image:
        children = self._build(token.children or [], strand, content_at)
        parsed: Parsed = token.meta.get("attributes") or Parsed(tree.PLAIN, 0)
        self.last_image = ImageParts(children, parsed)
        given = parsed.attributes
        self.reading.claim(given.identifier, place)
        path, problem = links.picture_path(str(token.attrs.get("src", "")), self.file, place)
        if problem:
            self.reading.report(problem)
        words = " ".join(plain_text(children).split())
        alternative = "" if given.says("decorative") else given.get("alt", words)
        return tree.Image(alternative, path, str(token.attrs.get("title", "")), given, position=place)

    def _note_mark(self, label: str, place: Position) -> tuple[tree.Inline, ...]:
        written = (tree.Text(f"[^{label}]", position=place),)
        if "in_affix" in self.env:
            return written
        if self.in_note:
            self.reading.report(_note_in_note(place))
            return written
        content = self.note(label, place)
        if content is None:
            return written
        return (tree.Note(content, identifier=label, position=place),)

    # ── citations ────────────────────────────────────────────────────────────────────────────────────────────────────

    def _cite(self, token: Token, place: Position, strand: Strand, start: int) -> tree.Cite:
        cluster: cite_syntax.Cluster = token.meta["cluster"]
        text: str = token.content
        mode = CiteMode.AUTHOR_IN_TEXT if cluster.in_text else CiteMode.NORMAL
        items = tuple(self._item(part, text, strand, start) for part in cluster.parts)
        return tree.Cite(items, mode, position=place)

    def _item(self, part: cite_syntax.Part, text: str, strand: Strand, start: int) -> CiteItem:
        place = strand.position(start + part.at)
        suffix, evidence = cite_syntax.take_evidence(text[slice(*part.suffix)])
        if len(evidence) > 1:
            message = f"{part.key} is cited with {len(evidence)} evidence spans; only the first is kept"
            hint = 'cite the source once for each: [@key, "words"; @key, "more words"]'
            self.reading.report(error("second-evidence-span", message, place, hint))
        prefix = self.plain(text[slice(*part.prefix)], strand, start + part.prefix[0]).strip()
        located = locators.split(self.plain(suffix, strand, start + part.suffix[0]).rstrip())
        return CiteItem(
            part.key,
            located.label,
            located.locator,
            prefix,
            located.suffix,
            part.suppress_author,
            evidence[0] if evidence else "",
            place,
        )


def _note_in_note(place: Position) -> Diagnostic:
    return error("note-in-note", "a footnote cannot stand inside a footnote", place, "say it in the outer note")


def _back(opening: Token) -> int:
    return 0 if opening.markup == "autolink" else _BACK.get(opening.type, 0)


def _set_typography(tokens: list[Token]) -> None:
    """Typographic signs in plain text; what is code, escaped, an address or raw stays as it is."""
    fragments: list[Fragment] = []
    plain: list[tuple[Token, Fragment]] = []
    in_address = False
    for token in tokens:
        if token.markup == "autolink":
            in_address = token.nesting > 0
        elif in_address:
            token.meta["at"] += 1
        elif token.type == "text":
            fragment = Fragment(token.content)
            plain.append((token, fragment))
            fragments.append(fragment)
        elif token.type in _LITERAL:
            fragments.append(Fragment(token.content or "x", literal=True))
        elif token.type.endswith("break"):
            fragments.append(Fragment("\n", literal=True))
    smarten(fragments)
    for token, fragment in plain:
        token.content = fragment.text
