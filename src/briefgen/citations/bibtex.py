"""BibTeX and BibLaTeX libraries, by bibtexparser; a broken entry is an error at its line and the others survive.

Names are split before LaTeX is decoded, because the braces that make ``{World Bank}`` one name are gone afterwards. Braces
that protect capitals are dropped: titles print as they stand.
"""

from __future__ import annotations

import logging
import re
from typing import TYPE_CHECKING, Any

from briefgen.citations import bibtex_terms as terms
from briefgen.citations.dates import NotADate, read_date
from briefgen.citations.entry import OWN, Entry, read_entries
from briefgen.citations.latex import address, decode
from briefgen.model.diagnostic import Diagnostic, Outcome, error, warning
from briefgen.model.nearest import did_you_mean
from briefgen.model.position import Position

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    import bibtexparser

    from briefgen.model.citation import Library

_RANGE = re.compile(r"\s*(--+|–)\s*")
_PIECE = re.compile(r'"([^"]*)"|\{([^{}]*)\}|([^\s"#{}]+)')
_MONTH = re.compile("|".join(terms.MONTHS), re.IGNORECASE)
_OWN_PREFIX = f"{OWN}-"
_FIELDS = terms.FIELDS.keys() | terms.NAMES.keys() | terms.DATES.keys() | terms.READ_ELSEWHERE


def read_bibtex(text: str, file: str) -> Outcome[Library]:
    """Read a BibTeX or BibLaTeX database."""
    from bibtexparser.entrypoint import parse_string

    logging.getLogger("bibtexparser").addHandler(logging.NullHandler())
    found: list[Diagnostic] = []
    entries: list[Entry] = []
    try:
        library = parse_string(text)
    except RecursionError:
        return Outcome({}, (error("malformed-file", "nested too deeply", Position(file)),))
    macros = {name.lower(): str(macro.value) for name, macro in library.strings_dict.items()}
    for block in library.blocks:
        raw = _usable(block, file, found)
        if raw is not None:
            made = _entry(raw, file, macros)
            entries.append(made.value)
            found.extend(made.diagnostics)
    if not entries and not found and any(line.strip()[:1] not in ("", "%", "@") for line in text.splitlines()):
        hint = "an entry begins with its type and key: @report{key,"
        found.append(warning("empty-library", "there is no BibTeX entry in this file", Position(file), hint))
    read = read_entries(entries)
    return Outcome(read.value, (*found, *read.diagnostics))


def _at(file: str, line: int | None) -> Position:
    """The parser counts lines from 0."""
    return Position(file, (line or 0) + 1)


def _usable(block: bibtexparser.model.Block, file: str, found: list[Diagnostic]) -> bibtexparser.model.Entry | None:
    """The entry in a block; ``None`` for a comment, a definition, or what is broken, which is reported."""
    from bibtexparser import model

    match block:
        case model.Entry():
            return block
        case model.DuplicateBlockKeyBlock():
            return block.ignore_error_block if isinstance(block.ignore_error_block, model.Entry) else None
        case model.DuplicateFieldKeyBlock():
            message = f"{', '.join(sorted(block.duplicate_keys))} stands twice in this entry"
            found.append(error("duplicate-key", message, _at(file, block.start_line), "remove one of them"))
            return block.ignore_error_block if isinstance(block.ignore_error_block, model.Entry) else None
        case model.ParsingFailedBlock():
            first = (block.raw or "").strip().partition("\n")[0][:60]
            message = f"the entry that begins {first!r} cannot be read"
            found.append(error("malformed-file", message, _at(file, block.start_line), "look for a missing brace or comma"))
    return None


def _entry(raw: bibtexparser.model.Entry, file: str, macros: Mapping[str, str]) -> Outcome[Entry]:
    fields: dict[str, str] = {}
    enclosed = raw.parser_metadata.get("removed_enclosing", {})
    places: dict[tuple[str, ...], Position] = {}
    found: list[Diagnostic] = []
    for each in raw.fields:
        name = each.key.lower()
        if name not in fields:
            place = _at(file, each.start_line)
            fields[name] = str(each.value)
            if enclosed.get(each.key) == "no-enclosing":
                fields[name], unknown = _expanded(fields[name], name, macros)
                found.extend(_unknown_macro(name, macro, place, macros) for macro in unknown)
            places[_path(name)] = place
            found.extend(_remarks(name, place))
    values: dict[str, Any] = {"type": _type(raw.entry_type.lower(), fields)}
    values |= _texts(raw.entry_type.lower(), fields) | _dates(fields, places, found) | _names(fields, places, found)
    own = {name.removeprefix(_OWN_PREFIX): _own(value) for name, value in fields.items() if name.startswith(_OWN_PREFIX)}
    if own:
        values[OWN] = own
    return Outcome(Entry(raw.key, values, _at(file, raw.start_line), places), tuple(found))


def _expanded(value: str, name: str, macros: Mapping[str, str]) -> tuple[str, list[str]]:
    """A value that stands in no braces, ``foo # " bar" # 12``, as one text, and the names in it that nothing defines."""
    parts, unknown = [], []
    for quoted, braced, bare in _PIECE.findall(value):
        parts.append(macros.get(bare.lower(), bare) if bare else quoted or braced)
        is_month = name == "month" and bare[:3].lower() in terms.MONTHS
        if bare and bare.lower() not in macros and not bare.isdecimal() and not is_month:
            unknown.append(bare)
    return "".join(parts), unknown


def _unknown_macro(name: str, macro: str, place: Position, macros: Mapping[str, str]) -> Diagnostic:
    hint = did_you_mean(macro, macros) or f"define it with @string, or write {name} = {{{macro}}}"
    return warning("unknown-macro", f"{name}: nothing defines {macro}; it prints as it stands", place, hint)


def _path(name: str) -> tuple[str, ...]:
    if name.startswith(_OWN_PREFIX):
        return (OWN, name.removeprefix(_OWN_PREFIX))
    return (terms.FIELDS.get(name) or terms.NAMES.get(name) or terms.DATES.get(name) or name,)


def _own(text: str) -> str | bool:
    value = decode(text)
    return value == "true" if value in ("true", "false") else value


def _remarks(name: str, place: Position) -> Iterator[Diagnostic]:
    """BibTeX programs add fields of their own, so only what looks like a slip of the pen is remarked on."""
    if name in ("crossref", "xdata"):
        yield warning("unknown-csl-field", f"{name} is not followed", place, "repeat the fields here")
    elif name not in _FIELDS | terms.OF_PROGRAMS and not name.startswith(_OWN_PREFIX):
        hint = did_you_mean(name, sorted(_FIELDS)) if len(name) > 3 else ""
        if hint:
            yield warning("unknown-csl-field", f"BibTeX has no field {name!r}; it is not used", place, hint)


def _type(kind: str, fields: dict[str, str]) -> str:
    """CSL's type; an unknown one is passed on as it stands, to be reported with its nearest."""
    if kind == "article":
        return terms.SUBTYPES.get(fields.get("entrysubtype", "").lower(), terms.TYPES[kind])
    return terms.TYPES.get(kind, kind)


def _texts(kind: str, fields: dict[str, str]) -> dict[str, str]:
    made = {terms.FIELDS[name]: decode(value) for name, value in fields.items() if name in terms.FIELDS}
    if "subtitle" in fields and "title" in made:
        made["title"] = f"{made['title']}: {decode(fields['subtitle'])}"
    for name in ("url", "howpublished"):
        link = address(fields.get(name, ""))
        if link.startswith(("http://", "https://")):
            made["URL"] = link
    if "page" in made:
        made["page"] = _RANGE.sub("-", made["page"])
    if kind in ("article", "periodical") and "number" in made:
        made.setdefault("issue", made.pop("number"))
    genre = terms.GENRES.get(made.get("genre", kind).lower())
    if genre:
        made["genre"] = genre
    if "language" in made:
        made["language"] = terms.LANGUAGES.get(made["language"].lower(), made["language"])
    return made


def _dates(fields: dict[str, str], places: dict[tuple[str, ...], Position], found: list[Diagnostic]) -> dict[str, Any]:
    """The dates by CSL's names. BibTeX never asked for more than text: what is no date prints as it stands."""
    made: dict[str, Any] = {csl: fields[name].strip("{} ") for name, csl in terms.DATES.items() if name in fields}
    if "issued" not in made and "year" in fields:
        made["issued"] = _classic_date(fields)
    for name, text in made.items():
        try:
            read_date(text)
        except NotADate:
            made[name] = {"literal": decode(text)}
            hint = "write 2022-08-11, 2022-08 or 2022; 2022~ is about 2022"
            place = places.get((name,)) or places.get(("year",))
            found.append(warning("malformed-date", f"{name} is not a date: {text!r}; it prints as it stands", place, hint))
    return made


def _classic_date(fields: dict[str, str]) -> str:
    """BibTeX's ``year`` and ``month``; the day may stand inside the month, as in ``aug # "~11"``."""
    year = decode(fields["year"])
    month = fields.get("month", "")
    named = _MONTH.search(month)
    numbers = re.findall(r"\d+", month)
    if named:
        number = terms.MONTHS.index(named[0].lower()) + 1
    elif numbers:
        number = int(numbers.pop(0))
    else:
        return year
    day = re.findall(r"\d+", fields.get("day", "")) or numbers
    return f"{year}-{number:02d}" + (f"-{int(day[0]):02d}" if day else "")


def _names(fields: dict[str, str], places: dict[tuple[str, ...], Position], found: list[Diagnostic]) -> dict[str, Any]:
    from bibtexparser.middlewares.names import InvalidNameError, split_multiple_persons_names

    made = {}
    for name, csl in terms.NAMES.items():
        if name in fields:
            try:
                made[csl] = [_name(each) for each in split_multiple_persons_names(fields[name])]
            except InvalidNameError:
                place = places.get((csl,))
                found.append(error("malformed-name", f"{name}: {fields[name]!r} cannot be split into names", place))
    return made


def _name(text: str) -> dict[str, str]:
    """One name; in braces, or a single word, it is an institution."""
    from bibtexparser.middlewares.names import parse_single_name_into_parts

    parts = parse_single_name_into_parts(text)
    family = " ".join(parts.last)
    if not parts.first and not parts.von and (family.startswith("{") or len(parts.last) == 1):
        return {"literal": decode(family)}
    named = {
        "family": decode(family),
        "given": decode(" ".join(parts.first)),
        "non-dropping-particle": decode(" ".join(parts.von)),
        "suffix": decode(" ".join(parts.jr)),
    }
    return {part: value for part, value in named.items() if value}
