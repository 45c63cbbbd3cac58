"""Web pages: their main text, without what stands round it and without what changes by itself."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lxml import etree

from briefgen.model.wording import fold, normalise
from briefgen.sources import chrome, page
from briefgen.sources.extraction import Extraction
from briefgen.sources.volatile import settled

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from briefgen.model.fetching import Fetched
    from briefgen.sources.page import Block

RULES = "1"
"""Of our own rules; it rises when the same page would read differently, so that only like is compared with like."""
_SENTENCE = re.compile(r"[.!?…。؟।:;»”\"'’)]\s*(\[\d+\]\s*)*$")
_PARTS = frozenset("ol ul li dl dd table tbody tr p blockquote figure".split())
"""What is a part of an article and never all of it."""
_IMPRINT = re.compile(
    r"(©|\(c\)|copyright\b|all rights reserved|powered by|(page |site )?(generated|rendered|loaded) (at|in|by|on)\b)", re.IGNORECASE
)
_PLAIN = "trafilatura is not at hand ({}): the main text was found by simpler rules; install briefgen[web]"


def extract(fetched: Fetched) -> Extraction:
    """The main text of a page. Raises :class:`~briefgen.sources.extraction.Unreadable` where there is no page.

    With the extra ``[web]`` trafilatura says which lines belong to it; without it our own rules alone do, and the extractor's
    name and a warning say so.
    """
    text = page.decode(fetched)
    tree = page.parse(text)
    title = page.title_of(tree)
    chrome.strip(tree)
    lines = list(page.blocks(tree))
    try:
        voice, version = _main_text(tree)
    except ImportError as problem:
        return Extraction(_join(_chosen(lines, "")), title, "plain", RULES, (_PLAIN.format(str(problem).partition("\n")[0]),))
    return Extraction(_join(_chosen(lines, voice)), title, "trafilatura", f"{version}+{RULES}")


def whole(fetched: Fetched) -> str:
    """All of a page's text, what stands round the main text included: where a span of evidence is looked for last."""
    return normalise("\n".join(line.text for line in page.blocks(page.parse(page.decode(fetched)))))


def _main_text(tree: HtmlElement) -> tuple[str, str]:
    """What trafilatura takes for the main text, and its version. Raises :class:`ImportError` where it is not installed."""
    import trafilatura

    try:
        copy = etree.tostring(tree, encoding="unicode", method="html")
        found = trafilatura.extract(copy, fast=True, include_comments=False, include_tables=True, deduplicate=False)
    except (etree.LxmlError, ValueError, RecursionError):
        found = None
    return (found or "", str(trafilatura.__version__))


def _chosen(lines: list[Block], voice: str) -> list[Block]:
    """The lines of the main text: those that trafilatura heard, and what stands among them like a part of the text."""
    heard = fold(voice).replace("|", " ")
    heard = " ".join(heard.split())
    kept = [_speaks(line) and " ".join(fold(line.text).replace("|", " ").split()) in heard for line in lines]
    if sum(len(line.text) for line, said in zip(lines, kept, strict=True) if said) < 200:
        kept = [line.prose > 0 for line in lines]
    scope = _scope([line for line, said in zip(lines, kept, strict=True) if said])
    if scope is None:
        return [line for line in lines if line.linked * 2 <= len(line.text)]
    inside = set(scope.iter())
    around = scope.getparent()
    beside = set(around.iter("tr")) if around is not None else set()
    chosen = [line for line, said in zip(lines, kept, strict=True) if said or _belongs(line, inside, beside)]
    return [line for line in chosen if len(line.text) > 200 or not _IMPRINT.match(line.text)]


def _speaks(line: Block) -> bool:
    """Whether a line is a sentence of the page's own, and not a link to another page, a label or a caption."""
    if line.linked > (0.8 if len(line.text) >= 120 else 0.5) * len(line.text):
        return False
    return len(line.text) >= 60 or (_SENTENCE.search(line.text) is not None and len(line.text) >= 25)


def _scope(kept: list[Block]) -> HtmlElement | None:
    """The smallest element that holds nine tenths of the text."""
    total = sum(len(line.text) for line in kept)
    sizes: dict[HtmlElement, int] = {}
    for line in kept:
        for element in (line.element, *line.element.iterancestors()):
            sizes[element] = sizes.get(element, 0) + len(line.text)
    enough = [element for element, size in sizes.items() if size >= 0.9 * total]
    found = min(enough, key=lambda element: -sum(1 for _ in element.iterancestors()), default=None)
    while found is not None and found.tag in _PARTS and found.getparent() is not None:
        found = found.getparent()
    return found


def _belongs(line: Block, inside: set[HtmlElement], beside: set[HtmlElement]) -> bool:
    if line.row and line.element in beside:
        return line.linked < len(line.text)
    if line.element not in inside:
        return str(line.element.tag) == "h1"
    tag = str(line.element.tag)
    if tag in page.HEADINGS or line.row:
        return tag == "h1" or line.linked < len(line.text)
    if line.linked * 2 > len(line.text):
        return False
    return tag in ("li", "dd", "p", "blockquote", "pre", "figcaption") or (
        _SENTENCE.search(line.text) is not None and len(line.text.split()) >= 4
    )


def _join(lines: list[Block]) -> str:
    return normalise("\n".join(filter(None, map(_settled, lines))))


def _settled(line: Block) -> str:
    if line.row or line.element.tag in page.HEADINGS:
        return line.text
    return settled(line.text, loose=line.element.tag not in ("li", "dd", "blockquote"))
