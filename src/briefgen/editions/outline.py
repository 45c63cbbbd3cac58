"""The text of an edition by section, kept so that the next one can be compared with it."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import field
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Any

from briefgen.model import tree
from briefgen.model.errors import MalformedFile
from briefgen.model.plot import Chart
from briefgen.model.sentences import is_data
from briefgen.model.value import dataclass
from briefgen.model.walk import children, plain_text, walk

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from briefgen.editions.content import SectionBlocks

VERSION = 1
"""Of the JSON."""
_ALIKE = 0.5
"""From this share of common text on, two paragraphs are one that was changed."""


@dataclass(frozen=True, slots=True)
class SectionText:
    """A section: its ``name`` (``military/ukraine``), its heading (empty: none), and its text, a paragraph each.

    Headings, list items, rows of tables and captions count as paragraphs. Judgments and rows made from data files are apart.
    """

    name: str
    title: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class JudgmentText:
    """A judgment as it was given: its text, and the likelihood and confidence that it declares; empty: none."""

    text: str
    likelihood: str = ""
    confidence: str = ""


@dataclass(frozen=True, slots=True)
class Outline:
    """What an edition said.

    ``judgments`` are by identifier, else by ``section:ordinal``. ``values`` are those of tables made from data files, by a name of
    table, row and column, and those that the text is filled from, by their names in it.
    """

    sections: tuple[SectionText, ...]
    judgments: Mapping[str, JudgmentText] = field(default_factory=dict)
    values: Mapping[str, str] = field(default_factory=dict)


# ── from a document ──────────────────────────────────────────────────────────────────────────────────────────────────


def outline_of(sections: Sequence[SectionBlocks]) -> Outline:
    """The outline of a brief's sections, as read."""
    parts = [_Gathered(name).read(blocks).read_values(blocks) for name, blocks in sections]
    judgments = {name: judgment for part in parts for name, judgment in part.judgments.items()}
    values = {name: value for part in parts for name, value in part.values.items()}
    return Outline(tuple(SectionText(part.section, part.title, tuple(part.paragraphs)) for part in parts), judgments, values)


@dataclass(slots=True)
class _Gathered:
    section: str
    title: str = ""
    paragraphs: list[str] = field(default_factory=list)
    judgments: dict[str, JudgmentText] = field(default_factory=dict)
    values: dict[str, str] = field(default_factory=dict)

    def read(self, nodes: Iterable[tree.Node]) -> _Gathered:
        for node in nodes:
            self._take(node)
        return self

    def read_values(self, blocks: Iterable[tree.Block]) -> _Gathered:
        """Those in runs of text. A fact that is printed twice, once with its unit, is one value."""
        told: dict[str, list[str]] = {}
        for node in walk(blocks):
            if isinstance(node, tree.Span) and is_data(node):
                name, value = _called(node.attributes.get("value")), _words(node)
                if not any(value in other for other in told.setdefault(name, [])):
                    told[name].append(value)
        for name, values in told.items():
            for value in values:
                if not any(value in other for other in values if other != value):
                    self.values[self._free(name)] = value
        return self

    def _take(self, node: tree.Node) -> None:
        match node:
            case tree.Heading():
                self.title = self.title or _words(node)
                self._say(_words(node))
            case tree.Paragraph() | tree.CodeBlock() | tree.Row():
                self._say(_words(node))
            case tree.Judgment():
                name = node.identifier or f"{self.section}:{len(self.judgments) + 1}"
                self.judgments[name] = JudgmentText(_words(*node.children), node.likelihood, str(node.confidence or ""))
            case tree.Table() if is_data(node):
                self._say(_words(*node.caption))
                self._read_data(node)
            case tree.Figure() if isinstance(node.plot, Chart) and node.plot.file:
                self._say(_words(*node.caption))
                self._read_chart(node.plot)
            case tree.Table() | tree.Figure():
                self._say(_words(*node.caption))
                self.read((*node.head, *node.body) if isinstance(node, tree.Table) else ())
            case tree.Definition():
                self._say(_words(*node.term))
                for blocks in node.definitions:
                    self.read(blocks)
            case tree.Callout():
                self._say(node.label)
                self.read(node.children)
            case tree.BlockQuote():
                self.read(node.children)
                self._say(_words(*node.attribution))
            case _:
                self.read(children(node))

    def _say(self, words: str) -> None:
        if words:
            self.paragraphs.append(words)

    def _read_data(self, table: tree.Table) -> None:
        """Each value by the name of its table, the first cell of its row and the head of its column."""
        called = _words(*table.caption) or table.identifier or self.section
        heads = [_words(cell) for cell in table.head[-1].cells] if table.head else []
        for number, row in enumerate(table.body, 1):
            first, *others = [_words(cell) for cell in row.cells] or [""]
            for column, value in enumerate(others, 1):
                head = heads[column] if column < len(heads) else str(column + 1)
                self.values[self._free(f"{called}: {first or number}, {head}")] = value

    def _read_chart(self, chart: Chart) -> None:
        """Each value by the name of its chart, its category and, of several, its series."""
        called = chart.title or self.section
        for series in chart.series:
            more = f", {series.name}" if len(chart.series) > 1 else ""
            for category, value in zip(chart.categories, series.values, strict=True):
                self.values[self._free(f"{called}: {category}{more}")] = "" if value is None else f"{value:g}"

    def _free(self, name: str) -> str:
        """A name that is not taken yet: rows may begin alike."""
        number = 2
        free = name
        while free in self.values:
            free, number = f"{name} ({number})", number + 1
        return free


def _called(name: str) -> str:
    """The name of a value as a reader understands it: ``facts.drones_received.value`` is ``drones received``, ``uav[0].Day`` is
    ``uav 1 Day``."""
    named = re.sub(r"\[([^\]]*)\]", lambda part: f" {int(part[1]) + 1 if part[1].isdecimal() else part[1]}", name)
    parts = [part for part in named.split(".") if part not in {"facts", "value"}]
    return " ".join(parts).replace("_", " ") or "value"


def _words(*nodes: tree.Node) -> str:
    return " ".join(plain_text(nodes).split())


# ── as JSON ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def write_outline(outline: Outline) -> bytes:
    """The outline as JSON in UTF-8: the same outline is the same bytes."""
    value = {
        "version": VERSION,
        "sections": [[one.name, one.title, list(one.paragraphs)] for one in outline.sections],
        "judgments": {name: [one.text, one.likelihood, one.confidence] for name, one in outline.judgments.items()},
        "values": dict(outline.values),
    }
    return json.dumps(value, ensure_ascii=False, indent=1).encode() + b"\n"


def read_outline(data: bytes) -> Outline:
    """The outline in JSON. Raises :class:`~briefgen.model.errors.MalformedFile` for anything else."""
    try:
        held: dict[str, Any] = json.loads(data)
        if held["version"] != VERSION:
            raise MalformedFile(f"the outline of an edition is of version {held['version']!r}", hint="install a later briefgen")
        sections = tuple(SectionText(name, title, tuple(paragraphs)) for name, title, paragraphs in held["sections"])
        judgments = {name: JudgmentText(*parts) for name, parts in held["judgments"].items()}
        return Outline(sections, judgments, dict(held["values"]))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise MalformedFile("the outline of an edition cannot be read", hint="restore it from a backup") from None


# ── compared ─────────────────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class ParagraphChange:
    """A paragraph before and after; empty ``old``: it is new, empty ``new``: it is gone."""

    old: str
    new: str


@dataclass(frozen=True, slots=True)
class SectionChange:
    """A section that differs, with its paragraphs that do; ``added`` and ``removed``: the whole section is new, or gone."""

    name: str
    title: str
    changes: tuple[ParagraphChange, ...]
    added: bool = False
    removed: bool = False


def diff(old: Outline, new: Outline) -> tuple[SectionChange, ...]:
    """The sections that differ, in the new order, those that are gone last. Judgments and data are compared elsewhere."""
    before = {section.name: section for section in old.sections}
    after = {section.name: section for section in new.sections}
    empty = SectionText("", "", ())
    changes = [_compared(before.get(name, empty), section, name) for name, section in after.items()]
    changes += [_compared(section, empty, name) for name, section in before.items() if name not in after]
    return tuple(change for change in changes if change.changes or change.added or change.removed)


def _compared(old: SectionText, new: SectionText, name: str) -> SectionChange:
    changes = tuple(_paragraph_changes(old.paragraphs, new.paragraphs))
    return SectionChange(
        name, new.title or old.title or name, changes, added=not old.name and bool(name), removed=not new.name and bool(name)
    )


def _paragraph_changes(old: Sequence[str], new: Sequence[str]) -> Iterator[ParagraphChange]:
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag != "equal":
            yield from _matched(old[a:b], new[c:d])


def _matched(old: Sequence[str], new: Sequence[str]) -> Iterator[ParagraphChange]:
    """Paragraphs that stand in each other's place: those that are alike are changed ones, the others are gone, or new."""
    left = list(old)
    for words in new:
        alike = next((index for index, before in enumerate(left) if _are_alike(before, words)), None)
        if alike is None:
            yield ParagraphChange("", words)
            continue
        yield from (ParagraphChange(gone, "") for gone in left[:alike])
        yield ParagraphChange(left[alike], words)
        del left[: alike + 1]
    yield from (ParagraphChange(gone, "") for gone in left)


def _are_alike(old: str, new: str) -> bool:
    matcher = SequenceMatcher(None, old.split(), new.split(), autojunk=False)
    return matcher.quick_ratio() >= _ALIKE and matcher.ratio() >= _ALIKE


def word_changes(old: str, new: str) -> tuple[tuple[str, str], ...]:
    """A paragraph's words as runs in reading order: ``("kept" | "removed" | "added", words)``."""
    before, after = old.split(), new.split()
    runs: list[tuple[str, str]] = []
    for tag, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            runs.append(("kept", " ".join(before[a:b])))
            continue
        runs += [(name, " ".join(words)) for name, words in (("removed", before[a:b]), ("added", after[c:d])) if words]
    return tuple(runs)
