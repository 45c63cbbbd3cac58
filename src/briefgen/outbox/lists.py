"""Distribution lists: ``briefs/lists/<name>.toml`` becomes a :class:`~briefgen.model.delivery.DistributionList`."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import field
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

from briefgen.checks.rules.marking_invalid import LABELS
from briefgen.model.characters import one_line
from briefgen.model.delivery import DistributionList, Recipient, Thread
from briefgen.model.diagnostic import Diagnostic, Outcome, error, in_order
from briefgen.model.nearest import did_you_mean
from briefgen.model.position import Position
from briefgen.model.value import dataclass
from briefgen.outbox.addresses import NotAnAddress, domain_of, read_address, read_domain, same_reader
from briefgen.writers import WRITERS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

FOLDER = "briefs/lists"
MOST = 100_000
"""Recipients of a list."""
_TEXT, _TEXTS, _FLAG, _TABLES = "text in quotation marks", "a list of texts", "true or false", "tables, each under [[recipients]]"
KEYS: Mapping[str, str] = {
    "title": _TEXT,
    "sender": _TEXT,
    "owner": _TEXT,
    "domains": _TEXTS,
    "markings": _TEXTS,
    "formats": _TEXTS,
    "thread": _TEXT,
    "needs_approval": _FLAG,
    "channel": _TEXT,
    "reply_to": _TEXT,
    "unsubscribe": _TEXT,
    "recipients": _TABLES,
}
"""Every key of a list, with the form of its value."""
RECIPIENT_KEYS: Mapping[str, str] = {"address": _TEXT, "name": _TEXT, "formats": _TEXTS, "markings": _TEXTS}
"""Every key of a recipient."""
REQUIRED = ("sender", "owner", "domains", "markings", "recipients")

_LINE = re.compile(r"at line (?P<line>\d+), column (?P<column>\d+)")
_KEY = re.compile(r"""^[ \t]*["']?(?P<key>[A-Za-z_-]+)["']?[ \t]*=""", re.MULTILINE)
_HEADER = re.compile(r"""^[ \t]*\[\[[ \t]*["']?recipients["']?[ \t]*\]\]""", re.MULTILINE)
_PAGE = re.compile(r"https://[!#-;=?-\[\]-~]+")
"""An address in ASCII without what could end it in a header: spaces, quotation marks, angle brackets."""
_IN_NAMES = re.compile(r"[@<>]|[\u202a-\u202e\u2066-\u2069]")
"""What makes a name pass for an address, or read in another order than it is written."""
_ADDRESS = re.compile(r"""(?<![\w"'-])["']?address["']?[ \t]*=""")


def list_file(name: str) -> str:
    """The file of the list of that name."""
    return f"{FOLDER}/{name}.toml"


def read_list(text: str, file: str) -> Outcome[DistributionList]:
    """The list in the text of ``file``, named as the file is.

    The value is whole even beside errors, without the recipients that cannot be written to. Left out, ``needs_approval`` is true
    and ``formats`` are PDF and Word.
    """
    reading = _Reading(text, file)
    try:
        values = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as problem:
        place = _LINE.search(str(problem))
        line, column = (int(place["line"]), int(place["column"])) if place else (text.count("\n") + 1, 1)
        reading.findings.append(
            error("malformed-list", f"not TOML: {problem}", Position(file, line, column), "see https://toml.io")
        )
        values = {}
    else:
        reading.need(values)
    return Outcome(_distribution_list(reading, reading.checked(values, KEYS)), in_order(reading.findings))


def _distribution_list(reading: _Reading, values: Mapping[str, Any]) -> DistributionList:
    domains = reading.each("domains", values.get("domains", ()), read_domain)
    markings = reading.labels("markings", values.get("markings", ()))
    return DistributionList(
        name=PurePosixPath(reading.file).stem,
        sender=reading.address("sender", values.get("sender", "")),
        owner=reading.address("owner", values.get("owner", "")),
        recipients=tuple(_recipients(reading, values.get("recipients", ()), domains, markings)),
        domains=domains,
        markings=markings,
        formats=reading.formats("formats", values.get("formats", ("pdf", "docx"))),
        thread=reading.thread(values.get("thread", Thread.PER_EDITION)),
        needs_approval=values.get("needs_approval", True),
        channel=one_line(values.get("channel", "")),
        reply_to=reading.address("reply_to", values.get("reply_to", "")),
        unsubscribe=reading.way_out(values.get("unsubscribe", "")),
        title=one_line(values.get("title", "")),
    )


def _recipients(reading: _Reading, tables: list[Any], domains: tuple[str, ...], markings: tuple[str, ...]) -> Iterator[Recipient]:
    places, known = reading.recipient_places(len(tables)), dict[str, Position]()
    if len(tables) > MOST:
        reading.report("recipients", f"a list has at most {MOST:,} recipients", "split it")
    for table, place in zip(tables[:MOST], places, strict=False):
        made = _recipient(reading.at(place), table, domains, markings)
        if made is None:
            continue
        same = same_reader(made.address)
        if same in known:
            message = f"{made.address} is on the list already, at line {known[same].line}"
            reading.findings.append(error("duplicate-recipient", message, place, "delete one of the two"))
            continue
        known[same] = place
        yield made


def _recipient(reading: _Reading, table: Any, domains: tuple[str, ...], markings: tuple[str, ...]) -> Recipient | None:
    """One reader; ``None`` where mail must not go, or cannot."""
    if not isinstance(table, dict):
        reading.report("recipients", f"a recipient is a table, not {table!r}", "write {address = …} or [[recipients]]")
        return None
    values = reading.checked(table, RECIPIENT_KEYS)
    address = reading.address("address", values.get("address", ""))
    if not address:
        if "address" not in table:
            reading.report("address", "a recipient has no address", 'add address = "…"')
        return None
    if domains and domain_of(address) not in domains:
        hint = "add the domain to domains, if mail may go there"
        reading.report("address", f"{address} is in none of the list's domains", hint, "foreign-recipient")
        return None
    own = reading.labels("markings", values.get("markings", ()))
    for label in own:
        if label not in markings:
            reading.report("markings", f"the list does not carry {label}", did_you_mean(label, markings))
    formats = reading.formats("formats", values.get("formats", ()))
    name = one_line(values.get("name", ""))
    if _IN_NAMES.search(name):
        reading.report("name", f"{name!r:.60} could be taken for an address", "write the reader's role or name", "misleading-name")
    return Recipient(address, name, formats, own, reading.here)


@dataclass(slots=True)
class _Reading:
    """A file being read. ``here`` is the place of the recipient that is; ``None``: what is read is the list's own."""

    text: str
    file: str
    findings: list[Diagnostic] = field(default_factory=list)
    here: Position | None = None

    def at(self, place: Position) -> _Reading:
        return _Reading(self.text, self.file, self.findings, place)

    def report(self, key: str, message: str, hint: str = "", code: str = "malformed-list") -> None:
        self.findings.append(error(code, message, self.here or self.place(key), hint))

    def place(self, key: str) -> Position:
        """The first line that names a key; tomllib does not say."""
        at = next((found.start("key") for found in _KEY.finditer(self.text) if found["key"] == key), None)
        if at is None and key == "recipients":
            at = next((found.start() for found in _HEADER.finditer(self.text)), None)
        return self._position(at or 0)

    def recipient_places(self, count: int) -> list[Position]:
        """Where each recipient stands: at its address or, where one has none, at its header."""
        for pattern in (_ADDRESS, _HEADER):
            found = [match.start() for match in pattern.finditer(self.text)]
            if len(found) == count:
                return list(self._positions(found))
        return [self.place("recipients")] * count

    def _positions(self, offsets: list[int]) -> Iterator[Position]:
        line, begin, at = 1, 0, 0
        for offset in offsets:
            line += self.text.count("\n", at, offset)
            begin = self.text.rfind("\n", 0, offset) + 1
            at = offset
            yield Position(self.file, line, offset - begin + 1)

    def _position(self, offset: int) -> Position:
        return next(self._positions([offset]))

    # ── values ───────────────────────────────────────────────────────────────────────────────────────────────────────

    def need(self, values: Mapping[str, Any]) -> None:
        for key in REQUIRED:
            if not values.get(key):
                self.report(key, f"the list says no {key}", f"add {key}: {KEYS[key]}")

    def checked(self, values: Mapping[str, Any], known: Mapping[str, str]) -> dict[str, Any]:
        """The values of known keys that have their form."""
        kept = {}
        for key, value in values.items():
            if key not in known:
                self.report(
                    key, f"there is no key {key!r} in {'a list' if known is KEYS else 'a recipient'}", did_you_mean(key, known)
                )
            elif not _has_form(value, known[key]):
                self.report(key, f"{key} is {known[key]}, not {value!r:.60}")
            else:
                kept[key] = value
        return kept

    def address(self, key: str, value: str) -> str:
        return next(iter(self.each(key, (value,) if value else (), read_address)), "")

    def each(self, key: str, values: list[str] | tuple[str, ...], read: Callable[[str], str]) -> tuple[str, ...]:
        found: dict[str, None] = {}
        for value in values:
            try:
                found[read(value)] = None
            except NotAnAddress as problem:
                what = "a domain" if read is read_domain else "an address"
                self.report(key, f"{value!r:.80} is not {what}: {problem}", code="malformed-address")
        return tuple(found)

    def labels(self, key: str, values: list[str] | tuple[str, ...]) -> tuple[str, ...]:
        """Handling labels; one of the Traffic Light Protocol must be one that there is."""
        for label in values:
            if label.upper().startswith("TLP") and label not in LABELS:
                self.report(key, f"{label!r:.60} is not a label of TLP 2.0", did_you_mean(label, LABELS), "unknown-marking")
        return tuple(dict.fromkeys(values))

    def formats(self, key: str, values: list[str] | tuple[str, ...]) -> tuple[str, ...]:
        for name in values:
            if name not in WRITERS:
                self.report(key, f"there is no format {name!r:.60}", did_you_mean(name, WRITERS))
        return tuple(name for name in dict.fromkeys(values) if name in WRITERS)

    def thread(self, value: str) -> Thread:
        known = tuple(map(str, Thread))
        if value not in known:
            self.report("thread", f"thread is {' or '.join(known)}, not {value!r:.60}", did_you_mean(value, known))
        return Thread(value) if value in known else Thread.PER_EDITION

    def way_out(self, value: str) -> str:
        """Where a reader leaves the list: a page over https, or an address."""
        if not value or _PAGE.fullmatch(value):
            return value
        address = self.address("unsubscribe", value.removeprefix("mailto:"))
        return f"mailto:{address}" if address else ""


def _has_form(value: Any, form: str) -> bool:
    match form:
        case "true or false":
            return isinstance(value, bool)
        case "a list of texts":
            return isinstance(value, list) and all(isinstance(one, str) for one in value)
        case "text in quotation marks":
            return isinstance(value, str)
        case _:
            return isinstance(value, list)
