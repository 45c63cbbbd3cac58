"""The galley a portion at a time, so that a long document is never in memory as lines all at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefgen.layout.blocks import inside, set_blocks
from briefgen.layout.notes import set_footnotes, set_with_endnotes
from briefgen.model import tree

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from briefgen.layout.flow import Flow
    from briefgen.layout.galley import Atom


def galley(flow: Flow, blocks: Sequence[tree.Block]) -> Iterator[Atom]:
    """The atoms of blocks and their notes, set as they are asked for.

    The last atom so far is kept back, for what follows it may change how it stands: a quotation's last line stays with its source.
    """
    if flow.job.has_endnotes:
        set_with_endnotes(flow, blocks)
    else:
        set_footnotes(flow)
        for inner, portion in _portions(flow, blocks):
            set_blocks(inner, portion)
            set_footnotes(flow)
            ready = flow.atoms[:-1]
            del flow.atoms[:-1]
            yield from ready
    yield from flow.atoms


def _portions(flow: Flow, blocks: Iterable[tree.Block]) -> Iterator[tuple[Flow, list[tree.Block]]]:
    """Blocks that must be set together, with the flow they are set in: what stands in the margin is between others."""
    portion: list[tree.Block] = []
    for block in blocks:
        if portion and _begins(portion[-1], block):
            yield flow, portion
            portion = []
        if isinstance(block, tree.Section):
            yield from _portions(inside(flow), block.children)
        else:
            portion.append(block)
    if portion:
        yield flow, portion


def _begins(before: tree.Block, block: tree.Block) -> bool:
    both_text = isinstance(before, tree.Paragraph) and isinstance(block, tree.Paragraph)
    return both_text or isinstance(block, tree.Heading | tree.Section)
