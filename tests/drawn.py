"""What a drawing is made of, for the tests of figures."""

from __future__ import annotations

from briefgen.model.drawing import Drawing, Group, Label


def flat(items):
    """Shapes and labels, out of their groups."""
    for item in items:
        if isinstance(item, Group):
            yield from flat(item.items)
        else:
            yield item


def labels(drawing: Drawing) -> dict[str, Label]:
    """The labels by their text."""
    return {item.text: item for item in flat(drawing.items) if isinstance(item, Label)}
