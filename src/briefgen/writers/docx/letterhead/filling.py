"""Filling a letterhead's places: content controls tagged ``bg:<key>``, and ``{{ key }}`` in the text, also across runs.

A value takes on the look of the first run it replaces. What a value says is only ever text.
"""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING

from briefgen.house.word.package import W
from briefgen.house.word.stories import KEY, PAGE_KEYS, control_key
from briefgen.writers.docx.letterhead.privacy import remove
from briefgen.writers.docx.letterhead.stationery import local

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from lxml.etree import _Element

_SIGNS = {name: chr(0xFDE6 + number) for number, name in enumerate(PAGE_KEYS)}
"""Stand for fields while text is put together: code points that no text can have (Unicode, D14)."""
_INSTRUCTIONS = {"page": "PAGE", "pages": "NUMPAGES", "section": "STYLEREF 1"}
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


def fill(root: _Element, values: Mapping[str, str]) -> None:
    """Fill every place of a story but that of the text. ``values`` include the results of ``page``, ``pages`` and ``section``."""
    for control in list(root.iter(f"{W}sdt")):
        key = control_key(control)
        if key in values and key != "body":
            fill_control(control, _SIGNS.get(key) or values[key])
    for paragraph in list(root.iter(f"{W}p")):
        _fill_text(paragraph, values)
    for text in [text for text in root.iter(f"{W}t") if any(sign in (text.text or "") for sign in _SIGNS.values())]:
        _put_fields(text, values)


# ── content controls ─────────────────────────────────────────────────────────────────────────────────────────────────


def fill_control(control: _Element, value: str) -> None:
    """Let a control say a value, in the look of its first run."""
    properties, content = control.find(f"{W}sdtPr"), control.find(f"{W}sdtContent")
    if content is None:
        return
    shown_as = None if properties is None else properties.find(f"{W}rPr")
    placeholder = properties is not None and properties.find(f"{W}showingPlcHdr") is not None
    paragraphs = list(content.iter(f"{W}p"))
    for paragraph in paragraphs[1:]:
        if paragraph.getparent() is content:
            content.remove(paragraph)
    holder = paragraphs[0] if paragraphs else content
    runs = [run for run in holder.iter(f"{W}r") if not _is_field(run)]
    look = None if placeholder or not runs else runs[0].find(f"{W}rPr")
    look = shown_as if look is None else look
    for child in list(holder):
        if local(child) != "pPr":
            holder.remove(child)
    if value:
        holder.append(_run(value, look))
    elif holder is content and not paragraphs:
        holder.append(_run("", look))
    _settle(properties)


def _settle(properties: _Element | None) -> None:
    """The control no longer shows what it waits for; a date in it is the words' business."""
    if properties is None:
        return
    for name in ("showingPlcHdr", "placeholder"):
        for item in properties.findall(f"{W}{name}"):
            properties.remove(item)
    for date in properties.findall(f"{W}date"):
        date.attrib.pop(f"{W}fullDate", "")


def _is_field(run: _Element) -> bool:
    return run.find(f"{W}fldChar") is not None or run.find(f"{W}instrText") is not None


def _run(value: str, look: _Element | None) -> _Element:
    from lxml import etree

    run = etree.Element(f"{W}r")
    if look is not None:
        run.append(deepcopy(look))
        look_copy = run[0]
        look_copy.tag = f"{W}rPr"
    text = etree.SubElement(run, f"{W}t")
    say(text, value)
    return run


def say(text: _Element, value: str) -> None:
    """Let a text be a value, whose characters a file may have, its spaces kept."""
    text.text = value
    text.set(_SPACE, "preserve")


# ── names between braces ─────────────────────────────────────────────────────────────────────────────────────────────


def own_texts(paragraph: _Element) -> list[_Element]:
    """The texts of a paragraph, without those of text boxes in it."""
    return [text for text in paragraph.iter(f"{W}t") if next(text.iterancestors(f"{W}p"), None) is paragraph]


def _fill_text(paragraph: _Element, values: Mapping[str, str]) -> None:
    texts = own_texts(paragraph)
    whole = "".join(text.text or "" for text in texts)
    if "{{" not in whole:
        return
    found = [match for match in KEY.finditer(whole) if match[1] in values and match[1] != "body"]
    for match in reversed(found):
        _replace(texts, match.start(), match.end(), _SIGNS.get(match[1]) or values[match[1]])
    if found and not "".join(text.text or "" for text in texts).strip() and _is_spare(paragraph):
        remove(paragraph)


def _replace(texts: list[_Element], start: int, end: int, value: str) -> None:
    """Put a value in the place of some characters, into the text in which they begin."""
    at = 0
    for text in texts:
        words = text.text or ""
        low, high = max(start - at, 0), min(end - at, len(words))
        if low < high or (low == high == start - at and start == end):
            say(text, words[:low] + (value if at <= start < at + len(words) else "") + words[high:])
        at += len(words)


def _is_spare(paragraph: _Element) -> bool:
    """Whether a paragraph that says nothing can go: it shows nothing else, ends no section, is not its holder's last."""
    parent = paragraph.getparent()
    if parent is None or sum(local(child) == "p" for child in parent) < 2:
        return False
    return not any(True for _ in paragraph.iter(f"{W}drawing", f"{W}pict", f"{W}object", f"{W}sectPr", f"{W}br", f"{W}fldChar"))


# ── fields ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def _put_fields(text: _Element, values: Mapping[str, str]) -> None:
    """Part the run at the signs in its text, and put fields there."""
    run = text.getparent()
    holder = run.getparent() if run is not None and local(run) == "r" else None
    if run is None or holder is None:
        return
    look = run.find(f"{W}rPr")
    at = holder.index(run)
    pieces = list(_pieces(text.text or ""))
    for number, piece in enumerate(piece for part in pieces for piece in _runs_of(part, look, values)):
        holder.insert(at + number, piece)
    run.remove(text)
    if all(local(child) == "rPr" for child in run):
        holder.remove(run)


def _pieces(words: str) -> Iterator[str]:
    """Words and signs in turn."""
    start = 0
    for at, char in enumerate(words):
        if char in _SIGNS.values():
            if at > start:
                yield words[start:at]
            yield char
            start = at + 1
    if start < len(words):
        yield words[start:]


def _runs_of(piece: str, look: _Element | None, values: Mapping[str, str]) -> Iterator[_Element]:
    key = next((name for name, sign in _SIGNS.items() if sign == piece), "")
    if not key:
        yield _run(piece, look)
        return
    for kind in ("begin", "", "separate"):
        run = _run("", look)
        run.remove(run[-1])
        run.append(_mark(kind) if kind else _instruction(_INSTRUCTIONS[key]))
        yield run
    yield _run(values[key], look)
    last = _run("", look)
    last.remove(last[-1])
    last.append(_mark("end"))
    yield last


def _mark(kind: str) -> _Element:
    from lxml import etree

    return etree.Element(f"{W}fldChar", {f"{W}fldCharType": kind})


def _instruction(code: str) -> _Element:
    from lxml import etree

    element = etree.Element(f"{W}instrText")
    say(element, f" {code} ")
    return element
