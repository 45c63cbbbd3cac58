"""Rules about styles, lists and text. Clauses are of ECMA-376-1."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefgen.proof.docx_file import name, value
from briefgen.proof.package_index import Package, twice

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_STYLED = ("w:pStyle", "w:rStyle", "w:tblStyle", "w:basedOn", "w:next", "w:link")
_PRESERVE = "{http://www.w3.org/XML/1998/namespace}space"


def styles_are_defined(package: Package) -> Iterator[str]:
    """§17.7: text in a style that there is not looks as plain text does."""
    known = set(package.values("w:style", attribute="w:styleId"))
    wanted = dict.fromkeys(package.values(*_STYLED))
    yield from (f"the style {each!r} is used and not defined" for each in wanted if each not in known)


def styles_have_names_of_their_own(package: Package) -> Iterator[str]:
    """Word keeps the first of two and gives the other a name."""
    yield from (f"two styles have the id {each!r}" for each in twice(package.values("w:style", attribute="w:styleId")))
    shown = ((value(element, "w:name") or "").casefold() for _, element in package.all("w:style"))
    yield from (f"two styles are called {each!r}" for each in twice(shown))


def lists_are_defined(package: Package) -> Iterator[str]:
    """§17.9.18, §17.9.15: an item of a list that there is not has no mark."""
    definitions = set(package.values("w:abstractNum", attribute="w:abstractNumId"))
    instances = set(package.values("w:num", attribute="w:numId"))
    wanted = dict.fromkeys(package.values("w:numId"))
    yield from (f"the list {each} is used and not defined" for each in wanted if each not in instances and each != "0")
    used = dict.fromkeys(value(element, "w:abstractNumId") or "" for _, element in package.all("w:num"))
    yield from (f"a list is made from the definition {each!r}, which there is not" for each in used if each not in definitions)


def definitions_come_before_lists(package: Package) -> Iterator[str]:
    """§17.9.16: in the other order Word forgets them."""
    for _, root in package.all("w:numbering"):
        tags = [child.tag for child in root]
        lists = [at for at, tag in enumerate(tags) if tag == name("w:num")]
        if lists and name("w:abstractNum") in tags[lists[0] :]:
            yield "a definition of a list stands after a list"


def spaces_are_kept(package: Package) -> Iterator[str]:
    """§17.3.3.31: spaces at the ends of a text are dropped unless it says that they are to be kept."""
    for part, element in package.all("w:t", "w:delText", "w:instrText"):
        text = element.text or ""
        if text != text.strip(" ") and element.get(_PRESERVE) != "preserve":
            yield f"a text in {part} would lose its spaces: {text[:40]!r}"


RULES: tuple[Callable[[Package], Iterator[str]], ...] = (
    styles_are_defined,
    styles_have_names_of_their_own,
    lists_are_defined,
    definitions_come_before_lists,
    spaces_are_kept,
)
