"""Headings as places to refer to: ``[Introduction]`` leads to the heading of those words, as in Pandoc's Markdown.

Pandoc's ``implicit_header_references``; a definition that an author writes, ``[introduction]: https://…``, goes before it.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any

from markdown_it.common.utils import normalizeReference

from briefgen.model.identifiers import slug
from briefgen.readers import attributes
from briefgen.readers.typography import smart

if TYPE_CHECKING:
    from markdown_it.token import Token

_MARKUP = str.maketrans("", "", "*`[]")


def refer(tokens: list[Token], env: dict[str, Any]) -> None:
    """Make every heading among a file's tokens a link reference; of two with the same words the first counts."""
    references = env.setdefault("references", {})
    for opening, text in pairwise(tokens):
        if opening.type == "heading_open":
            words, parsed = attributes.trailing(text.content)
            words = words.rstrip("#").strip() if parsed else words
            identifier = parsed.attributes.identifier if parsed else ""
            href = f"#{identifier or slug(smart(words.translate(_MARKUP)))}"
            label = normalizeReference(words)
            if label:
                references.setdefault(label, {"title": "", "href": href, "map": text.map})
