"""Rules about those who do not see the page, after what Word's own accessibility checker asks."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from briefgen.proof.docx_file import Style, find, name, number, value

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from lxml import etree

    from briefgen.proof.package_index import Package


def drawings_are_described(package: Package) -> Iterator[str]:
    """Something stands for every drawing, or it says that it means nothing."""
    for part, described in package.all("wp:docPr"):
        decorative = any(True for _ in described.iter(name("adec:decorative")))
        if bool(described.get("descr", "").strip()) == decorative:
            yield f"the drawing {described.get('id')} in {part} " + (
                "is described and decoration" if decorative else "has no words"
            )


def languages_are_named(package: Package) -> Iterator[str]:
    """A language is named by a tag, such as ``fa-IR``, or nothing is pronounced as it should be (BCP 47)."""
    for attribute in ("w:val", "w:bidi", "w:eastAsia"):
        for tag in dict.fromkeys(package.values("w:lang", attribute=attribute)):
            if not tag.replace("-", "").isalnum() or not tag.isascii() or not 2 <= len(tag.partition("-")[0]) <= 8:
                yield f"a language is called {tag!r}"


def heading_levels_are_not_skipped(package: Package) -> Iterator[str]:
    """As an author finds them in the navigation pane."""
    levels = [level for _, paragraph in package.all("w:p") if (level := _outline(package, paragraph)) is not None]
    for before, after in pairwise([-1, *levels]):
        if after > before + 1:
            yield f"a heading of level {after + 1} follows {f'one of level {before + 1}' if before >= 0 else 'none'}"


def tables_have_heads(package: Package) -> Iterator[str]:
    """Tables of data; the others hold boxes and what stands side by side."""
    for part, table in package.all("w:tbl"):
        style = package.file.styles.get(value(table, "w:tblPr/w:tblStyle") or "", Style(""))
        if not style.name.startswith(("Brief Box", "Brief Grid")) and find(table, "w:tr/w:trPr/w:tblHeader") is None:
            yield f"a table in {part} has no head"


def links_are_words(package: Package) -> Iterator[str]:
    """What is read out for a link says where it leads; in the body, for a note's whole point may be the address."""
    for part, link in package.all("w:hyperlink"):
        text = "".join(each.text or "" for each in link.iter(name("w:t")))
        if part == package.file.main and link.get(name("r:id")) and text.startswith(("http://", "https://")):
            yield f"a link is called by its address: {text[:60]}"


def _outline(package: Package, paragraph: etree._Element) -> int | None:
    properties = find(paragraph, "w:pPr")
    own = number(value(properties, "w:outlineLvl"), 9)
    if own < 9:
        return own
    return package.file.styles.get(value(properties, "w:pStyle") or "", Style("")).outline


RULES: tuple[Callable[[Package], Iterator[str]], ...] = (drawings_are_described,)

ADVICE: tuple[Callable[[Package], Iterator[str]], ...] = (
    languages_are_named,
    heading_levels_are_not_skipped,
    tables_have_heads,
    links_are_words,
)
