"""The words that a house prints."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefgen.model.tree import CalloutKind, Confidence

if TYPE_CHECKING:
    from collections.abc import Mapping

    from briefgen.house.keys import Keys

NEEDED_LABELS = (
    *("contents", "figure", "table", "note", "source", "references", "section", "page-of", "abstract", "date", "event", "basis"),
    *(f"confidence-{level}" for level in Confidence),
    *(kind for kind in CalloutKind if kind is not CalloutKind.MARGIN),
)
"""The words that documents are finished with; a house may have more, for instance for a group of sections."""

DEFAULT_LABELS = {
    "attribution": "—",
    "back-to-text": "back to the text",
    "cover": "Cover",
    "figures": "Figures",
    "tables": "Tables",
    "margin": "",
    "go-to": "Go to {target}",
    "link-to": "Link to {target}",
    "notes": "Notes",
    "against": "Against",
    "collection": "Watched in",
    "confidence": "Confidence",
    "direction": "Direction",
    "for": "For",
    "implications": "If so",
    "indicators": "Indicators",
    "likelihood": "Likelihood",
    "moves": "Moves",
    "status": "Status",
    "threshold": "Threshold",
    "why-not": "Why not preferred",
}
"""What a house may leave out: the sign before a speaker, headings of notes and lists, columns, words for assistive technology."""


def read_labels(keys: Keys) -> Mapping[str, str]:
    """Every label, empty for one that is needed and not given, which is reported."""
    keys.need(*NEEDED_LABELS)
    return dict.fromkeys(NEEDED_LABELS, "") | DEFAULT_LABELS | {key: keys.text(key) for key in keys.values}
