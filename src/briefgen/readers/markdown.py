"""Block tokens → block nodes: an author's Markdown as a tree."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from briefgen.model import tree
from briefgen.model.diagnostic import Outcome, in_order, warning
from briefgen.model.position import Position
from briefgen.model.walk import plain_text
from briefgen.readers import attributes, headings, html, includes, semantics, table_nodes, tables, unsupported
from briefgen.readers.data_marks import settle
from briefgen.readers.engine import parse_blocks
from briefgen.readers.inlines import InlineReader
from briefgen.readers.notes import Notes
from briefgen.readers.reading import Reading
from briefgen.readers.source import FilledSource, Source, Strand, normalised

if TYPE_CHECKING:
    from markdown_it.token import Token

    from briefgen.model.ports import Files
    from briefgen.readers.data_book import DataBook
    from briefgen.templating import Value

Blocks = tuple[tree.Block, ...]
PLOTS = frozenset({"chart", "timeline", "map"})
"""Languages of fences that are drawn."""


def read(text: str, *, file: str, first_line: int, files: Files | None, book: DataBook | None = None) -> Outcome[Blocks]:
    """See :func:`briefgen.readers.read_markdown`."""
    reading = Reading(files, book)
    blocks = _read_file(text, file, first_line, reading)
    return Outcome(blocks, in_order(reading.diagnostics))


def _read_file(text: str, file: str, first_line: int, reading: Reading) -> Blocks:
    source, values = _source(text, file, first_line, reading)
    reading.report(*source.diagnostics)
    reading.stack.append(file)
    env: dict[str, Any] = {}
    tokens, findings = parse_blocks(source, env)
    reading.report(*findings)
    reader = BlockReader(source, tables.attach_captions(tokens), env, reading)
    blocks = reader.read_all()
    vars(reader).clear()  # it and its parts know one another, and would stay with every token until cycles are looked for
    reading.stack.pop()
    return settle(blocks, values)


def _source(text: str, file: str, first_line: int, reading: Reading) -> tuple[Source, tuple[Value, ...]]:
    """A text, filled where the brief has data, and the values that were filled in."""
    if reading.book is None:
        return Source(text, file, first_line), ()
    template = normalised(text)
    outcome = reading.book.fill(template, file, first_line)
    reading.report(*outcome.diagnostics)
    return FilledSource(outcome.value, template, file, first_line), outcome.value.values


class BlockReader:
    """Goes through the tokens of one file; ``_at`` is the token to be read next."""

    def __init__(self, source: Source, tokens: list[Token], env: dict[str, Any], reading: Reading) -> None:
        self.source = source
        self.tokens = tokens
        self.reading = reading
        self.env = env
        headings.refer(tokens, env)
        self._at = 0
        self._tight = True
        self._notes = Notes(tokens, source, reading, self._read_from)
        self.inlines = InlineReader(reading, env, source.file, self._note)
        self._readers: dict[str, Callable[[Token], Blocks]] = {
            "paragraph_open": self._paragraph,
            "heading_open": self._heading,
            "blockquote_open": self._blockquote,
            "bullet_list_open": self._bullet_list,
            "ordered_list_open": self._ordered_list,
            "dl_open": self._definition_list,
            "div_open": self._div,
            "footnote_open": self._footnote,
            "table_open": self._table,
            "fence": self._code,
            "code_block": self._code,
            "html_block": self._html,
            "hr": self._rule,
            "include": self._include,
            "page_break": self._page_break,
        }

    def read_all(self) -> Blocks:
        """Every block of the file."""
        blocks = self.until("")
        self._notes.report_unused()
        self._report_duplicate_references()
        return blocks

    # ── going through tokens ─────────────────────────────────────────────────────────────────────────────────────────

    def until(self, closing: str) -> Blocks:
        """Blocks up to a closing token, which is passed; afterwards ``_tight`` says whether no paragraph stood by itself."""
        blocks: list[tree.Block] = []
        tight = True
        while self._at < len(self.tokens):
            token = self.tokens[self._at]
            self._at += 1
            if token.type == closing:
                break
            if token.type == "paragraph_open" and not token.hidden:
                tight = False
            blocks.extend(self._readers[token.type](token))
        self._tight = tight
        return tuple(blocks)

    def _read_from(self, index: int) -> Blocks:
        """The content of the footnote that opens at a token, wherever reading has come to."""
        back, self._at = self._at, index + 1
        outer, self.inlines.in_note = self.inlines.in_note, True
        blocks = self.until("footnote_close")
        self._at, self.inlines.in_note = back, outer
        return blocks

    def _note(self, label: str, place: Position) -> Blocks | None:
        return self._notes.content(label, place)

    def take(self) -> Token:
        """The next token."""
        token = self.tokens[self._at]
        self._at += 1
        return token

    def place(self, token: Token) -> Position:
        """Where a token begins."""
        return self.source.position(token.meta["at"])

    def inline(self, token: Token, start: int = 0, end: int | None = None) -> tuple[tree.Inline, ...]:
        """The inline nodes of a token's text, or of a part of it."""
        return self.inlines.read(token.content[start:end], token.meta["strand"], start)

    def value(self, parsed: attributes.Parsed, strand: Strand | None = None) -> Callable[[str], tuple[tree.Inline, ...]]:
        """How the value of an attribute is read. Its offsets are those of ``strand``, or of the source itself."""

        def read_value(key: str) -> tuple[tree.Inline, ...]:
            text = parsed.attributes.get(key)
            return self.inlines.read(text, strand or Strand(self.source, [(0, 0)]), parsed.places[key]) if text else ()

        return read_value

    def _report_duplicate_references(self) -> None:
        for double in self.env.get("duplicate_refs", ()):
            place = Position(self.source.file, self.source.first_line + double["map"][0])
            message = f"the link reference [{double['label'].lower()}] is defined twice; the first one counts"
            self.reading.report(warning("duplicate-reference", message, place, "delete one of them"))

    # ── paragraphs and headings ──────────────────────────────────────────────────────────────────────────────────────

    def _paragraph(self, _: Token) -> Blocks:
        text = self.take()
        self._at += 1
        place = text.meta["strand"].position(0)
        self.reading.report_all(unsupported.in_paragraph(text.content, text.meta["strand"]))
        children = self.inline(text)
        only = children[0] if len(children) == 1 else None
        if isinstance(only, tree.Image):
            return (self._figure(only, text),)
        return (tree.Paragraph(children, position=place),) if children else ()

    def _figure(self, image: tree.Image, text: Token) -> tree.Figure:
        parts, given, place = self.inlines.last_image, image.attributes, image.position
        assert parts is not None
        assert place is not None
        value = self.value(parts.parsed, text.meta["strand"])
        title = (tree.Text(image.title, position=place),) if image.title else ()
        caption = value("caption") or (() if given.says("decorative") else parts.words or title)
        return tree.Figure(image.target, image.alternative, caption, value("source"), 0, given.identifier, given, position=place)

    def _heading(self, opening: Token) -> Blocks:
        text = self.take()
        self._at += 1
        words, parsed = attributes.trailing(text.content)
        if parsed and opening.markup.startswith("#"):
            words = words.rstrip("#").rstrip() if words.rstrip("#").endswith((" ", "\t")) else words
        children = self.inline(text, 0, len(words))
        given = parsed.attributes if parsed else tree.PLAIN
        place = self.place(opening)
        if not parsed and attributes.looks_like(words):
            self.reading.report(attributes.unreadable(place))
        identifier = self.reading.claim(given.identifier, place) or self.reading.name(plain_text(children), place)
        return (tree.Heading(int(opening.tag[1]), children, identifier, attributes=given, position=place),)

    # ── containers ───────────────────────────────────────────────────────────────────────────────────────────────────

    def _blockquote(self, opening: Token) -> Blocks:
        children = self.until("blockquote_close")
        return (semantics.attributed(tree.BlockQuote(children, position=self.place(opening))),)

    def _items(self, closing: str) -> tuple[tuple[tree.ListItem, ...], bool]:
        items, tight = [], True
        while (token := self.take()).type != closing:
            children = self.until("list_item_close")
            tight = tight and self._tight
            place = self.source.position(int(token.attrs["at"]))
            items.append(tree.ListItem(children, token.meta.get("checked"), position=place))
        return tuple(items), tight

    def _bullet_list(self, opening: Token) -> Blocks:
        items, tight = self._items("bullet_list_close")
        return (tree.BulletList(items, tight, position=self.place(opening)),)

    def _ordered_list(self, opening: Token) -> Blocks:
        items, tight = self._items("ordered_list_close")
        start = int(opening.attrs.get("start", 1))
        return (tree.OrderedList(items, start, opening.markup, tight, position=self.place(opening)),)

    def _definition_list(self, opening: Token) -> Blocks:
        items: list[tree.Definition] = []
        tight = True
        token = self.take()
        while token.type != "dl_close":
            text = self.take()
            self._at += 1
            definitions = []
            while (token := self.take()).type == "dd_open":
                definitions.append(self.until("dd_close"))
                tight = tight and self._tight
            place = text.meta["strand"].position(0)
            items.append(tree.Definition(self.inline(text), tuple(definitions), position=place))
        return (tree.DefinitionList(tuple(items), tight, position=self.place(opening)),)

    def _div(self, opening: Token) -> Blocks:
        children = self.until("div_close")
        parsed: attributes.Parsed = opening.meta["attributes"]
        return semantics.blocks(children, parsed, self.place(opening), self.reading, self.value(parsed))

    def _footnote(self, _: Token) -> Blocks:
        """A note stands where its mark is, not here."""
        self._at = self._notes.end_of(self._at - 1)
        return ()

    def _include(self, token: Token) -> Blocks:
        place = self.place(token)
        found = includes.find(token.content, self.source.file, place, self.reading)
        return _read_file(found.text, found.file, 1, self.reading) if found else ()

    # ── leaves ───────────────────────────────────────────────────────────────────────────────────────────────────────

    def _code(self, token: Token) -> Blocks:
        info = token.info.strip()
        parsed = attributes.parse(info, info.find("{")) if "{" in info else None
        language = tuple(info.partition("{")[0].split()[:1] if parsed else info.split()[:1])
        given = parsed.attributes if parsed else tree.PLAIN
        place = self.place(token)
        self.reading.claim(given.identifier, place)
        if language and language[0] in PLOTS and token.type == "fence":
            return (self._plot(token, language[0], parsed),)
        full = tree.Attributes(given.identifier, (*language, *given.classes), given.pairs)
        return (tree.CodeBlock(token.content.removesuffix("\n"), full, position=place),)

    def _plot(self, token: Token, kind: str, parsed: attributes.Parsed | None) -> tree.Figure:
        from briefgen.readers.plots import Fence, read_plot

        assert token.map is not None
        place = self.place(token)
        info = self.source.text.find(token.info.strip(), token.meta["at"])
        given = parsed.attributes if parsed else tree.PLAIN
        line = self.source.first_line + token.map[0] + 1
        fence = Fence(kind, token.content, place, line, place.column - 1, given, parsed, info)
        return read_plot(fence, self.source, self.reading, self.inlines)

    def _html(self, token: Token) -> Blocks:
        return html.block(token, self.source, self.reading)

    def _rule(self, token: Token) -> Blocks:
        assert token.map is not None
        place = self.place(token)
        self.reading.report_all(unsupported.in_rule(self.source.line(token.map[0]), place))
        return (tree.ThematicBreak(position=place),)

    def _page_break(self, token: Token) -> Blocks:
        return (tree.PageBreak(position=self.place(token)),)

    def _table(self, opening: Token) -> Blocks:
        return (table_nodes.table(self, opening),)
