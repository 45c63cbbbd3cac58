"""What stands before the text of a document: its cover, or the lines of its title."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefgen.model import tree
from briefgen.model.value import replace

if TYPE_CHECKING:
    from briefgen.model.letterhead import Letterhead


def is_opening(block: tree.Block) -> bool:
    """Whether a block is a document's cover or its title block."""
    return isinstance(block, tree.Cover) or (isinstance(block, tree.Div) and tree.TITLE_BLOCK in block.attributes.classes)


def on_letterhead(document: tree.Document, letterhead: Letterhead | None) -> tree.Document:
    """What of a document is written on a letterhead: all of it, or what comes after its cover where the letterhead has its own."""
    if letterhead is None or not letterhead.covers:
        return document
    return replace(document, blocks=tuple(block for block in document.blocks if not is_opening(block)))
