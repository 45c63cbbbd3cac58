"""Which sentences rest on a source that changed, and which of them lost their ground."""

from __future__ import annotations

from dataclasses import field
from typing import TYPE_CHECKING

from briefgen.model import tree
from briefgen.model.edition import Impact, Loss
from briefgen.model.sentences import Sentence, sentences
from briefgen.model.value import dataclass
from briefgen.model.walk import walk
from briefgen.model.wording import contains

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from briefgen.model.citation import Library


@dataclass(frozen=True, slots=True)
class Texts:
    """What a source said when the brief was last found to rest on it, and what it says now; both read by one extractor."""

    old: str = field(repr=False)
    new: str = field(repr=False)


def impacts(
    brief: str, blocks: Sequence[tree.Block], changed: Mapping[str, Texts], library: Library
) -> Mapping[str, tuple[Impact, ...]]:
    """The sentences that lost their ground, in reading order, for each citation key in ``changed``.

    A sentence names its evidence by the span in its citation, or by quoting the source; a sentence that does neither rests on the
    spans that the library declares for the source as a whole (``briefgen.evidence``). Evidence that is still in the new text is no
    impact. Evidence that is gone is one, and so is a sentence that names none: nobody can tell whether the change touches it.

    Quoted words count for a source only if its old text had them: a sentence may quote one of its sources and cite another.
    ``blocks`` are those of the sections, as read or as printed.
    """
    found = sentences(blocks)
    judgments = _Judgments(blocks)
    return {key: tuple(_of_source(brief, key, texts, found, judgments, library)) for key, texts in changed.items()}


def _of_source(
    brief: str, key: str, texts: Texts, found: Sequence[Sentence], judgments: _Judgments, library: Library
) -> Iterator[Impact]:
    citing = [sentence for sentence in found if any(item.key == key for item in sentence.items)]
    own = [_own_evidence(sentence, key, texts) for sentence in citing]
    declared = library[key].fields.get("evidence", ()) if key in library else ()
    gone = [(Loss.SPAN_GONE, span) for span in declared if not contains(texts.new, span)]
    needed = not all(own)
    for sentence, evidence in zip(citing, own, strict=True):
        lost = [(loss, span) for loss, span in evidence if not contains(texts.new, span)]
        if not evidence or not needed:
            lost += gone
        if not (evidence or declared):
            lost.append((Loss.NO_SPAN, ""))
        for loss, span in lost:
            yield Impact(brief, key, loss, sentence.text, span, sentence.position, judgments.resting(sentence, key))


def _own_evidence(sentence: Sentence, key: str, texts: Texts) -> tuple[tuple[Loss, str], ...]:
    """What a sentence itself names as its evidence in a source, and what it means if that is gone."""
    spans = (item.evidence for item in sentence.items if item.key == key and item.evidence)
    quoted = (words for words in sentence.quotations if contains(texts.old, words))
    return (*((Loss.SPAN_GONE, span) for span in dict.fromkeys(spans)), *((Loss.QUOTATION_GONE, words) for words in quoted))


class _Judgments:
    """The judgments of a brief, and what says that they rest on something."""

    def __init__(self, blocks: Sequence[tree.Block]) -> None:
        found = [node for node in walk(blocks) if isinstance(node, tree.Judgment) and node.identifier]
        self._supports = {node.identifier: _supports(node) for node in found}

    def resting(self, sentence: Sentence, key: str) -> tuple[str, ...]:
        """The judgment that a sentence stands in, those that its paragraph points to, and those that name or cite the source."""
        near = {*sentence.links, sentence.judgment}
        return tuple(name for name, supports in self._supports.items() if name in near or key in supports)


def _supports(judgment: tree.Judgment) -> frozenset[str]:
    named = judgment.attributes.get("supported_by").replace(",", " ").replace("@", " ").split()
    cited = (item.key for node in walk(judgment) if isinstance(node, tree.Cite) for item in node.items)
    return frozenset((*judgment.rests_on, *named, *cited))
