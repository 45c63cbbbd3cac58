"""Chips: what is shown on the box, and what is only read."""

from __future__ import annotations

from briefgen.model import tree
from briefgen.model.role import Role
from pagination import laid, runs, style


def chip_runs(text: str) -> dict[str, object]:
    level = tree.Span((tree.Text(text),), tree.Attributes(classes=("confidence-high",)))
    layout = laid(tree.Paragraph((level, tree.Text(" Basis: two reports.")), Role.CONFIDENCE))
    found = {"".join(glyph.text for glyph in run.glyphs).strip(): run.colour for page in layout.pages for run in runs(page)}
    return {text: colour for text, colour in found.items() if not text.startswith("Basis")}


def test_the_full_stop_on_a_chip_is_read_and_not_seen():
    found = chip_runs("High confidence.")
    assert found["High confidence"] != found["."]
    assert style().confidence["high"] == found["."]


def test_words_without_a_full_stop_are_all_seen():
    found = chip_runs("High confidence")
    assert found["High confidence"] == style().roles[Role.CONFIDENCE_CHIP].colour
    assert "." not in found
