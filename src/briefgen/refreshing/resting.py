"""Which sentences of a brief rest on a source."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefgen.composing import Options, compose_brief
from briefgen.model.sentences import sentences

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

    from briefgen.model.sentences import Sentence
    from briefgen.workspace import BriefFile, Workspace


def resting_on(workspace: Workspace, where: BriefFile, keys: AbstractSet[str]) -> tuple[Sentence, ...]:
    """The sentences that cite any of ``keys``, in reading order."""
    composed = compose_brief(workspace, where, Options())
    found = sentences(block for _, blocks in composed.sections for block in blocks)
    return tuple(sentence for sentence in found if any(item.key in keys for item in sentence.items))
