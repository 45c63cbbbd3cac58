"""The sentences of a text, each with what it cites, quotes and points to."""

from __future__ import annotations

import re
from dataclasses import field, replace
from typing import TYPE_CHECKING

from briefgen.model import tree
from briefgen.model.citation import CiteItem, CiteMode
from briefgen.model.value import dataclass
from briefgen.model.walk import children, plain_text, walk

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from briefgen.model.position import Position

_END = re.compile(r"[.!?…]+[”’\"'»)\]]*(?=\s+[^\sa-z])|[。！？؟۔]+[”’」』]*")
"""Where a sentence may end: a stop with what closes after it, before a space and no small letter; in CJK and Arabic, any stop."""
_ABBREVIATIONS = frozenset(
    "adm al approx apr aug brig ca capt cf cmdr co col corp cpl dec dept dr ed eds e.g feb fig figs gen gov hon i.e "
    "inc jan jr jul jun lt ltd maj mar messrs min mr mrs ms nos nov oct p para pp pres prof rep res rev sen sep "
    "sept sgt sr st u.k u.n u.s univ vol vols vs".split()
)
"""Words whose full stop ends no sentence. A sentence too long names more words than needed; one too short could lose its cite."""
_LONGEST = 16
"""Characters that are looked back for an abbreviation: more than any has."""
_LAST_WORD = re.compile(r"[\w.]+$")
_QUOTED = re.compile(r"“([^“”]+)”|„([^„“”]+)[“”]|«([^«»]+)»|\"([^\"]+)\"|‘([^‘]+?)’(?!\w)")
_GAP = re.compile(r" (?=[.,;:!?](?:\s|$))")
_FEW = 3
"""Words up to which quoted text is a term or a title rather than a quotation."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, a row of a table or a quotation set off from the text.

    ``items`` are what it cites, in its footnotes too; ``quotations`` what it quotes in more than three words.
    ``links`` are identifiers that its paragraph points to or, where that points nowhere, the text under the same heading.
    ``judgment`` is the identifier of the judgment it stands in; empty: none.
    """

    text: str
    items: tuple[CiteItem, ...] = ()
    quotations: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    judgment: str = ""
    position: Position | None = field(default=None, compare=False)


DATA = "data"
"""The class of a table whose rows come from a data file, and of a span whose text does."""


def is_data(node: tree.Node) -> bool:
    """Whether a node prints data: a table made from a data file, or a value in a run of text."""
    return isinstance(node, tree.Table | tree.Span) and DATA in node.attributes.classes


def sentences(blocks: Iterable[tree.Block]) -> tuple[Sentence, ...]:
    """All sentences in reading order. Tables made from data files are left out: nobody wrote them."""
    parts: list[list[_Run]] = [[]]
    for run in _runs(blocks, ""):
        if run.is_heading:
            parts.append([])
        parts[-1].append(run)
    return tuple(sentence for part in parts for sentence in _of_part(part))


def split(text: str) -> tuple[tuple[int, int], ...]:
    """Where the sentences of a text begin and end, spaces between them left out."""
    bounds: list[tuple[int, int]] = []
    start = 0
    for end in [*(match.end() for match in _END.finditer(text) if not _is_abbreviation(text, match)), len(text)]:
        inside = text[start:end]
        if inside.strip():
            first = start + len(inside) - len(inside.lstrip())
            bounds.append((first, start + len(inside.rstrip())))
        start = end
    return tuple(bounds)


def _is_abbreviation(text: str, match: re.Match[str]) -> bool:
    if match[0] != ".":
        return False
    word = _LAST_WORD.search(text[max(0, match.start() - _LONGEST) : match.start()])
    return word is not None and (word[0].casefold() in _ABBREVIATIONS or (len(word[0]) == 1 and word[0].isupper()))


# ── runs of text ─────────────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(slots=True)
class _Run:
    """A paragraph, heading, caption, row or quotation as one string; marks are what is cited, by where it stands in ``text``."""

    judgment: str = ""
    whole: bool = False
    is_heading: bool = False
    is_quotation: bool = False
    text: str = ""
    places: list[tuple[int, Position]] = field(default_factory=list)
    marks: list[tuple[int, tuple[CiteItem, ...]]] = field(default_factory=list)
    asides: list[tuple[int, str]] = field(default_factory=list)
    links: list[str] = field(default_factory=list)

    def read(self, inlines: Iterable[tree.Node]) -> _Run:
        """Take in inlines, or the blocks of a row or a quotation."""
        for node in inlines:
            self._take(node)
        return self

    def _take(self, node: tree.Node) -> None:
        match node:
            case tree.Text() | tree.Code():
                self._say(node.text, node.position)
            case tree.Image():
                self._say(node.alternative, node.position)
            case tree.SoftBreak() | tree.LineBreak():
                self.text += " "
            case tree.Cite():
                self.marks.append((len(self.text), node.items))
                if node.mode is CiteMode.AUTHOR_IN_TEXT:
                    self._say(f"@{node.items[0].key}", node.position)
            case tree.Note():
                cited = (cite.items for cite in walk(node.children) if isinstance(cite, tree.Cite))
                self.marks += ((len(self.text), items) for items in cited)
                self.asides.append((len(self.text), plain_text(node.children)))
            case _:
                if isinstance(node, tree.Link) and node.target.startswith("#"):
                    self.links.append(node.target[1:])
                self.read(children(node))
                if isinstance(node, tree.Paragraph | tree.Cell):
                    self.text = self.text.rstrip() + (" | " if isinstance(node, tree.Cell) else " ")

    def _say(self, words: str, place: Position | None) -> None:
        if place:
            self.places.append((len(self.text), place))
        self.text += words

    def position(self, at: int) -> Position | None:
        """Where in its file a character of the run stands; ``None``: a program made it."""
        before = [(start, place) for start, place in self.places if start <= at] or self.places[:1]
        if not before:
            return None
        start, place = before[-1]
        return replace(place, column=place.column + max(0, at - start))


def _runs(blocks: Iterable[tree.Node], judgment: str) -> Iterator[_Run]:
    before: _Run | None = None
    for block in blocks:
        for run in _runs_of(block, judgment):
            if run.is_quotation and not run.marks and before:
                run.marks = _cited_last(before)
            yield run
            before = run


def _runs_of(block: tree.Node, judgment: str) -> Iterator[_Run]:
    match block:
        case tree.Paragraph():
            yield _Run(judgment).read(block.children)
        case tree.Heading():
            yield _Run(judgment, is_heading=True).read(block.children)
        case tree.BlockQuote():
            yield _quotation(block, judgment)
        case tree.Judgment():
            yield from _runs(block.children, block.identifier)
        case tree.Table():
            if not is_data(block):
                yield from (_Run(judgment).read(inlines) for inlines in (block.caption, block.source) if inlines)
                yield from (_Run(judgment, whole=True).read(row.cells) for row in (*block.head, *block.body))
        case tree.Figure():
            yield from (_Run(judgment).read(inlines) for inlines in (block.caption, block.source) if inlines)
        case tree.Definition():
            yield _Run(judgment).read(block.term)
            for definition in block.definitions:
                yield from _runs(definition, judgment)
        case tree.Contents() | tree.ReferenceList():
            return
        case _:
            yield from _runs(children(block), judgment)


def _quotation(block: tree.BlockQuote, judgment: str) -> _Run:
    run = _Run(judgment, whole=True, is_quotation=True).read(block.children)
    attribution = _Run().read(block.attribution)
    run.marks += ((len(run.text), items) for _, items in attribution.marks)
    return run


def _cited_last(run: _Run) -> list[tuple[int, tuple[CiteItem, ...]]]:
    """What the last sentence before a quotation cites, where a colon leads to it."""
    if not run.text.rstrip().endswith(":"):
        return []
    last = split(run.text)[-1][0]
    return [(0, items) for at, items in run.marks if at >= last]


# ── from runs to sentences ───────────────────────────────────────────────────────────────────────────────────────────


def _of_part(runs: list[_Run]) -> Iterator[Sentence]:
    under_heading = tuple(dict.fromkeys(link for run in runs for link in run.links))
    for run in runs:
        links = tuple(dict.fromkeys(run.links)) or under_heading
        bounds = ((0, len(run.text)),) if run.whole else split(run.text) or ((0, len(run.text)),)
        items = [(_owner(run, bounds, at), cited) for at, cited in run.marks]
        asides = [(_owner(run, bounds, at), words) for at, words in run.asides]
        for number, (start, end) in enumerate(bounds):
            yield Sentence(
                _tidy(run.text[start:end]),
                tuple(item for owner, cited in items if owner == number for item in cited),
                tuple(_quotations(run, start, end, [words for owner, words in asides if owner == number])),
                links,
                run.judgment,
                run.position(start),
            )


def _tidy(text: str) -> str:
    """A sentence without the gaps that its citations leave."""
    return _GAP.sub("", " ".join(text.split())).strip(" |")


def _owner(run: _Run, bounds: tuple[tuple[int, int], ...], at: int) -> int:
    """The number of the sentence that a mark belongs to: the one before it, unless the mark begins one with its author's name."""
    begins_one = run.text.startswith("@", at)
    return max(0, sum(start < at or (begins_one and start == at) for start, _ in bounds) - 1)


def _quotations(run: _Run, start: int, end: int, asides: list[str]) -> Iterator[str]:
    if run.is_quotation:
        yield run.text.strip()
        return
    inside = [match for match in _QUOTED.finditer(run.text) if match.start() < end and match.end() > start]
    for match in (*inside, *(match for aside in asides for match in _QUOTED.finditer(aside))):
        words = next(group for group in match.groups() if group)
        if len(words.split()) > _FEW:
            yield words.strip()
