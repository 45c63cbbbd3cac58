"""Rules about the package itself: its members, their types and relationships, and what it says of whoever made it (ECMA-376-2)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from briefgen.model.address import linkable
from briefgen.proof.docx_file import NAMESPACES, name, value
from briefgen.proof.package_index import Package, twice

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_TYPES = "/[Content_Types].xml"
_PREFIXES = {uri: prefix for prefix, uri in NAMESPACES.items()}
# Prefixes that any program may choose for itself, since nobody looks for them by name.
_DEFAULTED = frozenset((NAMESPACES["rel"], NAMESPACES["ct"], NAMESPACES["op"], NAMESPACES["ep"]))
_PRIVATE = re.compile(r"file:/|[A-Z]:[\\/]|/(?:home|Users|root|tmp)/|python-docx", re.IGNORECASE)
# Properties that a program fills in by itself.
_OF_PROGRAMS = ("ep:Application", "ep:Template", "ep:Manager", "ep:HyperlinkBase", "dc:description")
_LONGEST_VALUE = 255
_URL = re.compile(r"[!-~]+")


def members_have_one_name_each(package: Package) -> Iterator[str]:
    """A name twice, however it is written, makes Word refuse the file (ECMA-376-2 §6.2.2.3)."""
    yield from (f"the member {each} is there twice" for each in twice(each.casefold() for each in package.parts))


def parts_have_types(package: Package) -> Iterator[str]:
    """§7.2.3: by their suffix or by their name."""
    root = package.file.part(_TYPES)
    suffixes = {each.get("Extension", "").casefold() for each in root.iterchildren(name("ct:Default"))}
    named = {each.get("PartName", "").casefold() for each in root.iterchildren(name("ct:Override"))}
    for part in package.parts:
        known = part.casefold() in named or part.rpartition(".")[2].casefold() in suffixes
        if not known and part != _TYPES:
            yield f"the part {part} has no content type"
        elif part.endswith(".xml") and part != _TYPES and part.casefold() not in named and not part.startswith("/customXml/"):
            yield f"the part {part} has no content type but that of any XML"
    there = {part.casefold() for part in package.parts}
    yield from (f"a content type is stated for {each}, which is not there" for each in sorted(named - there))


def relations_lead_somewhere(package: Package) -> Iterator[str]:
    """§6.5.3."""
    there = set(package.parts)
    for part in ("/", *package.xml_parts):
        for identifier, relation in package.file.relations(part).items():
            if not relation.external and relation.target not in there:
                yield f"the relationship {identifier} of {part} leads to {relation.target}, which is not there"


def relations_have_ids_of_their_own(package: Package) -> Iterator[str]:
    """§6.5.3.4."""
    for part in package.parts:
        if part.endswith(".rels"):
            ids = (each.get("Id", "") for each in package.file.part(part))
            yield from (f"the relationship {each} stands twice in {part}" for each in twice(ids))


def relations_asked_for_are_there(package: Package) -> Iterator[str]:
    """An ``r:id`` without its relationship makes Word refuse the file."""
    for part, identifier in dict.fromkeys(package.related):
        if identifier not in package.file.relations(part):
            yield f"{part} asks for the relationship {identifier}, which there is not"


def addresses_can_be_followed(package: Package) -> Iterator[str]:
    """Outside the package only the web and mail, and every address percent-encoded: a space makes Word refuse the file."""
    for part in package.xml_parts:
        for relation in package.file.relations(part).values():
            if relation.external and not (_URL.fullmatch(relation.target) and linkable(relation.target)):
                yield f"{part} has a relationship to {relation.target[:80]!r}, which is no address of the web or for mail"


def prefixes_are_customary(package: Package) -> Iterator[str]:
    """Some programs look for ``pic:pic`` by that name and drop every picture that is called otherwise."""
    for part in package.xml_parts:
        root = package.file.part(part)
        declared = {(prefix or "", uri) for each in (root, *root.iter(name("pic:pic"))) for prefix, uri in each.nsmap.items()}
        for prefix, uri in sorted(declared):
            if uri in _PREFIXES and uri not in _DEFAULTED and prefix != _PREFIXES[uri]:
                yield f"{part} calls {uri} {prefix or 'nothing'!r} instead of {_PREFIXES[uri]!r}"


def ignorable_prefixes_are_declared(package: Package) -> Iterator[str]:
    """ECMA-376-3 §7.2: a prefix that may be ignored and is not declared makes Word refuse the file."""
    for part in package.xml_parts:
        root = package.file.part(part)
        for prefix in (root.get(name("mc:Ignorable")) or "").split():
            if prefix not in root.nsmap:
                yield f"{part} lets {prefix!r} be ignored and does not declare it"


def nothing_private_is_said(package: Package) -> Iterator[str]:
    """No path of a machine, no trace of the programs and people a file went through; what an author wrote is not looked at."""
    for part in ("/", *package.xml_parts):
        for relation in package.file.relations(part).values():
            if not relation.external and (match := _PRIVATE.search(relation.target)):
                yield f"a relationship of {part} says {match[0]!r}"
    for _, element in package.all(*_OF_PROGRAMS):
        if match := _PRIVATE.search(element.text or ""):
            yield f"the properties say {match[0]!r}"
    if package.rsids:
        yield f"{package.rsids} attributes tell in which sessions it was written"
    if any(element.text for _, element in package.all("cp:lastModifiedBy")):
        yield "the properties name who changed it last"


def properties_can_be_read(package: Package) -> Iterator[str]:
    """Custom properties: numbers of their own from 2, values of no more than 255 characters (ECMA-376-1 §22.3)."""
    numbers = []
    for _, element in package.all("op:property"):
        numbers.append(element.get("pid", ""))
        length = len("".join(map(str, element.itertext())))
        if length > _LONGEST_VALUE:
            yield f"the property {element.get('name')!r} is {length} characters long; Word reads {_LONGEST_VALUE}"
        if not element.get("pid", "").isdigit() or int(element.get("pid", "0")) < 2:
            yield f"the property {element.get('name')!r} has the number {element.get('pid')}; they begin with 2"
    yield from (f"two properties have the number {each}" for each in twice(iter(numbers)))


def bindings_have_a_store(package: Package) -> Iterator[str]:
    """A control bound to data that is not there shows what it likes (ECMA-376-1 §17.5.2.6)."""
    stores = {
        (element.get(f"{{{uri}}}itemID") or "").casefold()
        for uri in ("http://schemas.openxmlformats.org/officeDocument/2006/customXml",)
        for part in package.xml_parts
        if part.startswith("/customXml/")
        for element in (package.file.part(part),)
    }
    wanted = package.values("w:dataBinding", attribute="w:storeItemID")
    yield from (f"a control is bound to {each}, which there is not" for each in wanted if each.casefold() not in stores)


def it_opens_in_todays_mode(package: Package) -> Iterator[str]:
    """Below 15, Word says "Compatibility Mode" and lays out as it did then."""
    modes = [
        element.get(name("w:val"))
        for _, element in package.all("w:compatSetting")
        if element.get(name("w:name")) == "compatibilityMode"
    ]
    if modes != ["15"]:
        yield f"the compatibility mode is {modes[0] if modes else 'not stated'}; 15 is Word's own"


def nothing_asks_to_be_updated(package: Package) -> Iterator[str]:
    """Either makes Word put a question to whoever opens the file."""
    if any(True for _ in package.all("w:updateFields")):
        yield "the settings ask for every field to be updated"
    if any(element.get(name("w:dirty")) for _, element in package.all("w:fldChar", "w:fldSimple")):
        yield "a field asks to be updated"


def language_and_title_are_stated(package: Package) -> Iterator[str]:
    """What a screen reader begins with."""
    styles = next((element for _, element in package.all("w:docDefaults")), None)
    if not value(styles, "w:rPrDefault/w:rPr/w:lang"):
        yield "no language is stated"
    if not any((element.text or "").strip() for _, element in package.all("dc:title")):
        yield "the properties have no title"


OF_THE_MAKER = frozenset((prefixes_are_customary, nothing_private_is_said, it_opens_in_todays_mode))
"""What a letterhead that somebody else made may bring with it."""

RULES: tuple[Callable[[Package], Iterator[str]], ...] = (
    members_have_one_name_each,
    parts_have_types,
    relations_lead_somewhere,
    relations_have_ids_of_their_own,
    relations_asked_for_are_there,
    addresses_can_be_followed,
    prefixes_are_customary,
    ignorable_prefixes_are_declared,
    nothing_private_is_said,
    properties_can_be_read,
    bindings_have_a_store,
    it_opens_in_todays_mode,
    nothing_asks_to_be_updated,
    language_and_title_are_stated,
)
