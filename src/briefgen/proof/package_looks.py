"""Rules about what can be seen. Clauses are of ECMA-376-1."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from briefgen.proof.docx_file import find, name, value

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from lxml import etree

    from briefgen.proof.package_index import Package

_PAPER, _INK = "FFFFFF", "000000"
_BLOCKS = {name("w:sdt"): "w:sdtContent"}
_P, _R, _T = map(name, ("w:p", "w:r", "w:t"))


class _Look(NamedTuple):
    """The colours of a style's text and of what is behind it; empty: it does not say."""

    ink: str = ""
    ground: str = ""


def text_differs_from_its_ground(package: Package) -> Iterator[str]:
    """§17.3.2.6, §17.3.1.31: text in the colour that is behind it is there for search alone.

    Of styles, on plain paper: what stands in tables, on pictures and on coloured pages has a ground that only a page shows.
    """
    if any(True for _ in package.all("w:background")):
        return
    styles = {style.get(name("w:styleId"), ""): style for _, style in package.all("w:style")}
    looks: dict[str, _Look] = {}
    for paragraph in _on_paper(package):
        own = value(find(paragraph, "w:pPr"), "w:pStyle") or _default(package)
        shaded = find(paragraph, "w:pPr/w:shd") is not None
        for used in {} if shaded else dict.fromkeys(_character_styles(paragraph)):
            for each in {own, used} - looks.keys():
                looks[each] = _look(styles, each)
            ink = looks[used].ink or looks[own].ink or _INK
            if ink == (looks[used].ground or looks[own].ground or _PAPER):
                yield f"text in the style {used or own!r} has the colour of what is behind it, {ink}"


def _on_paper(package: Package) -> Iterator[etree._Element]:
    """The paragraphs of the body that stand in no table, those of sections with a picture behind the text left out."""
    body = package.file.part(package.file.main).find(name("w:body"))
    here: list[etree._Element] = []
    painted = False
    for child in () if body is None else _flat(body):
        here.append(child)
        painted = painted or any(anchor.get("behindDoc") == "1" for anchor in child.iter(name("wp:anchor")))
        if find(child, "w:pPr/w:sectPr") is not None:
            yield from () if painted else here
            here, painted = [], False
    yield from () if painted else here


def _flat(parent: etree._Element) -> Iterator[etree._Element]:
    for child in parent:
        if child.tag == _P:
            yield child
        elif child.tag in _BLOCKS and (content := child.find(name(_BLOCKS[child.tag]))) is not None:
            yield from _flat(content)


def _character_styles(paragraph: etree._Element) -> Iterator[str]:
    """The styles of a paragraph's runs that say nothing of their look by hand; empty: none but the paragraph's."""
    for run in paragraph.iter(_R):
        said = find(run, "w:rPr")
        if run.find(_T) is not None and (said is None or not {"color", "shd"} & {each.tag.rpartition("}")[2] for each in said}):
            yield value(said, "w:rStyle") or ""


def _default(package: Package) -> str:
    own = (style for _, style in package.all("w:style") if style.get(name("w:default")) == "1")
    return next((style.get(name("w:styleId"), "") for style in own if style.get(name("w:type")) == "paragraph"), "")


def _look(styles: dict[str, etree._Element], identifier: str) -> _Look:
    """A style's colours with what it takes over from those it is based on."""
    ink = ground = ""
    seen: set[str] = set()
    while identifier in styles and identifier not in seen:
        seen.add(identifier)
        style = styles[identifier]
        ink = ink or _colour(find(style, "w:rPr/w:color"), "w:val")
        ground = ground or _colour(find(style, "w:rPr/w:shd"), "w:fill") or _colour(find(style, "w:pPr/w:shd"), "w:fill")
        identifier = value(style, "w:basedOn") or ""
    return _Look(ink, ground)


def _colour(element: etree._Element | None, attribute: str) -> str:
    said = "" if element is None else element.get(name(attribute), "").upper()
    return said if len(said) == len(_PAPER) else ""


RULES: tuple[Callable[[Package], Iterator[str]], ...] = (text_differs_from_its_ground,)
