"""The house has no font for a script, or for a sign, that the brief uses.

A stand-in is printed for such a character, and a reader of the PDF sees a box where a name should be. Every character must be in
a font of the family it is set in or in one of the house's fallbacks.

```markdown bad
The Chinese name is 伊朗.
```

```markdown good
The Persian name is ایران.
```
"""

from __future__ import annotations

import unicodedata
from functools import reduce
from operator import sub
from typing import TYPE_CHECKING

from briefgen.fonts import open_face
from briefgen.model import tree
from briefgen.model.diagnostic import Diagnostic, warning
from briefgen.model.house import Slant
from briefgen.model.walk import found

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefgen.checks.subject import Subject
    from briefgen.model.house import HouseStyle
    from briefgen.model.position import Position

_SHOWN = 8
"""Characters of a script that a finding names."""


def check(subject: Subject) -> Iterator[Diagnostic]:
    """One finding for each script, at the first of its characters that cannot be printed."""
    scripts: dict[str, dict[str, Position | None]] = {}
    covering = _covering(subject.house.style)
    characters = _characters(subject)
    lacking = _lacking({ord(char) for char in characters}, covering)
    for char, place in characters.items():
        if ord(char) in lacking and not _needs_no_glyph(char):
            scripts.setdefault(_script(char), {})[char] = place
    for script, places in scripts.items():
        sample = " ".join(list(places)[:_SHOWN]) + (" …" if len(places) > _SHOWN else "")
        count = f"{len(places)} {script}{'s' if len(places) > 1 else ''}"
        message = f"no font of the house has {count}: {sample}; a PDF prints stand-ins"
        hint = "add a font that has them to the house's fallbacks, or write them another way"
        yield warning("missing-glyph", message, next(iter(places.values())), hint)


def _characters(subject: Subject) -> dict[str, Position | None]:
    """Every character that is printed, with its first place."""
    first: dict[str, Position | None] = {}
    seen: set[str] = set()
    texts: list[tree.Text | tree.Code | tree.CodeBlock] = found(subject.document.blocks, tree.Text, tree.Code, tree.CodeBlock)
    for node in texts:
        if not seen.issuperset(node.text):
            for char in node.text:
                first.setdefault(char, node.position)
            seen.update(node.text)
    return first


def _covering(style: HouseStyle) -> tuple[tuple[frozenset[int], ...], ...]:
    """For each role and slant the characters of the faces it may be set in; a face that the house lacks is another finding."""
    families = {role.family for role in style.roles.values()}
    slants = [Slant(bold, italic) for bold in (False, True) for italic in (False, True)]
    faces = {_faces(style, (family, *style.fallbacks), slant) for family in families for slant in slants}
    return tuple(tuple(open_face(style.font_files[file]).code_points for file in files) for files in faces)


def _faces(style: HouseStyle, families: tuple[str, ...], slant: Slant) -> tuple[str, ...]:
    files = (style.families[family].face(slant) for family in families)
    return tuple(file for file in files if file in style.font_files)


def _lacking(characters: set[int], covering: tuple[tuple[frozenset[int], ...], ...]) -> set[int]:
    """The characters that have no glyph in some role and slant."""
    return set[int]().union(*(reduce(sub, faces, characters) for faces in covering))


def _needs_no_glyph(char: str) -> bool:
    return unicodedata.category(char)[0] in "CZ" or char == "\u2011" or "\ufe00" <= char <= "\ufe0f"


def _script(char: str) -> str:
    """What a character is called in company: ``Hebrew letter``, ``CJK character``, ``sign``.

    The names of letters begin with the script's (Unicode Standard 15, 4.8).
    """
    if unicodedata.category(char)[0] != "L":
        return "sign"
    script = unicodedata.name(char, "unnamed").split()[0]
    return "CJK character" if script == "CJK" else f"{script.capitalize()} letter"
