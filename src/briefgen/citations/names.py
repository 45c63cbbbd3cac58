"""People and institutions, brought to CSL-JSON's name parts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from briefgen.citations.csl import NAME_PARTS
from briefgen.model.expressions import expression
from briefgen.model.nearest import did_you_mean

_CONNECTIVE = expression(r"\b(of|for|the|and|on)\b|&")
_INSTITUTION = expression(
    r"\b(Agency|Association|Bank|Bureau|Center|Centre|College|Commission|Committee|Company|Corporation|Council|Department|Foundation"
    r"|Group|Institute|Institution|Ministry|News|Office|Organi[sz]ation|Press|Project|Service|Society|Times|University)\b"
)


class NotAName(ValueError):
    """The value is no name; the text says what is wrong with it."""


def read_names(value: object) -> tuple[list[dict[str, Any]], list[str]]:
    """The names of a name variable, and what a person should look at in them.

    A list, or one name; each a mapping of CSL's name parts, or text: ``Given Family``, ``Family, Given``, a single word for an
    institution. Text that reads like an institution is taken whole, with a remark, since "Bank" is no family name. Raises
    :class:`NotAName`.
    """
    values = value if isinstance(value, list) else [value]
    names: list[dict[str, Any]] = []
    remarks: list[str] = []
    for each in values:
        if isinstance(each, Mapping):
            names.append(_from_parts(each))
            continue
        if not isinstance(each, str) or not each.strip():
            raise NotAName("a name is text, or family and given, or literal")
        name = name_from_text(each)
        if "literal" in name and len(each.split()) > 1:
            remarks.append(each)
        names.append(name)
    return names, remarks


def _from_parts(parts: Mapping[str, Any]) -> dict[str, Any]:
    for part in parts:
        if part not in NAME_PARTS:
            hint = did_you_mean(part, NAME_PARTS)
            raise NotAName(f"there is no name part {part!r}" + (f"; {hint}" if hint else ""))
    kept = {part: value for part, value in parts.items() if value not in (None, "", False)}
    if not kept.keys() & {"family", "literal", "given"}:
        raise NotAName("a name needs family or literal")
    for part, value in kept.items():
        if not isinstance(value, str | int):
            raise NotAName(f"{part} is text")
    return {part: value if isinstance(value, bool) else str(value) for part, value in kept.items()}


def name_from_text(text: str) -> dict[str, Any]:
    """``Given van Family``, ``van Family, Given`` or ``Family, Given, Jr.``; one word, or an institution by its look, whole."""
    family, *given = (part.strip() for part in text.split(","))
    if _CONNECTIVE.search(text):
        return {"literal": " ".join(text.split())}
    if given:
        return _person(given[0], family.split(), suffix=", ".join(given[1:]))
    words = text.split()
    if len(words) == 1 or _INSTITUTION.search(text):
        return {"literal": " ".join(words)}
    start = next((i for i, word in enumerate(words[1:-1], 1) if word[0].islower()), len(words) - 1)
    return _person(" ".join(words[:start]), words[start:])


def _person(given: str, family: list[str], suffix: str = "") -> dict[str, Any]:
    start = next((i for i, word in enumerate(family) if not word[0].islower()), len(family) - 1)
    name = {
        "family": " ".join(family[max(start, 0) :]),
        "given": given,
        "non-dropping-particle": " ".join(family[: max(start, 0)]),
        "suffix": suffix,
    }
    return {part: value for part, value in name.items() if value}
