"""``briefs/briefgen.toml``: what a workspace says about itself. Every key may be left out, and the file as well."""

from __future__ import annotations

import re
import tomllib
from dataclasses import field
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from briefgen.editions.decide import Policy
from briefgen.model.errors import MalformedFile
from briefgen.model.nearest import did_you_mean
from briefgen.model.position import Position
from briefgen.model.value import dataclass
from briefgen.outbox.transport import KEYS as MAIL_KEYS
from briefgen.outbox.transport import SECRETS, Transport, read_transport, wanting

if TYPE_CHECKING:
    from collections.abc import Mapping

    from briefgen.workspace import Workspace

FILE = "briefs/briefgen.toml"


@dataclass(frozen=True, slots=True)
class Settings:
    """``contact`` is whom a web server may write to, an address or a page; empty: nobody, which some servers refuse.

    ``allowed_hosts`` are names of the organisation's own network, whose addresses are private. ``deadline`` is in seconds, for
    looking at all sources together. ``policy`` is how cautious decisions are, ``mail`` how messages leave.
    """

    contact: str = ""
    allowed_hosts: tuple[str, ...] = ()
    deadline: float = 10.0
    policy: Policy = field(default_factory=Policy)
    mail: Transport = field(default_factory=Transport)


_NUMBER, _TEXT, _TEXTS = "a number of 0 or more", "text in quotation marks", "a list of texts"
KEYS: Mapping[str, Mapping[str, str]] = {
    "sources": {"contact": _TEXT, "allowed_hosts": _TEXTS, "deadline_seconds": _NUMBER},
    "editions": {"settle_minutes": _NUMBER, "per_hour": _NUMBER, "at_once": _NUMBER},
    "mail": MAIL_KEYS,
}
"""Every table and key there is, with the form of its value."""


def load_settings(workspace: Workspace) -> Settings:
    """The workspace's settings; raises :class:`~briefgen.model.errors.MalformedFile`, at its line, for what :data:`KEYS` lacks."""
    return read_settings(workspace.read_text(FILE)) if workspace.files.exists(FILE) else Settings()


def read_settings(text: str) -> Settings:
    """The settings in the text of the file; raises as :func:`load_settings` does."""
    try:
        tables = tomllib.loads(text)
    except tomllib.TOMLDecodeError as problem:
        line = re.search(r"at line (\d+)", str(problem))
        place = Position(FILE, int(line[1]) if line else 1)
        raise MalformedFile(f"{FILE} is not TOML: {problem}", position=place, hint="see https://toml.io") from problem
    for name, table in tables.items():
        _check_table(text, name, table)
    sources, editions = tables.get("sources", {}), tables.get("editions", {})
    usual, policy = Settings(), Policy()
    return Settings(
        contact=sources.get("contact", ""),
        allowed_hosts=tuple(sources.get("allowed_hosts", ())),
        deadline=float(sources.get("deadline_seconds", usual.deadline)),
        policy=Policy(
            settle=timedelta(minutes=editions["settle_minutes"]) if "settle_minutes" in editions else policy.settle,
            hourly=int(editions.get("per_hour", policy.hourly)),
            at_once=int(editions.get("at_once", policy.at_once)),
        ),
        mail=_mail(text, tables.get("mail", {})),
    )


def _mail(text: str, table: Mapping[str, Any]) -> Transport:
    transport = read_transport(table)
    if key := wanting(transport):
        raise MalformedFile(f"[mail] does not say {key}", position=_place(text, "mail"), hint="see briefs/README.md")
    return transport


def _check_table(text: str, name: str, table: Any) -> None:
    if name not in KEYS or not isinstance(table, dict):
        hint = did_you_mean(name, KEYS) or f"there are {' and '.join(f'[{one}]' for one in KEYS)}"
        raise MalformedFile(f"{FILE} has no table {name!r}", position=_place(text, name), hint=hint)
    for key, value in table.items():
        if key not in KEYS[name]:
            hint = _where_secrets_go(key) if name == "mail" and key in SECRETS else did_you_mean(key, KEYS[name])
            raise MalformedFile(f"[{name}] has no key {key!r}", position=_place(text, key), hint=hint)
        form = KEYS[name][key]
        if not _has_form(value, form):
            raise MalformedFile(f"{key} is {form}, not {value!r}", position=_place(text, key), hint="see briefs/README.md")


def _has_form(value: Any, form: str) -> bool:
    match form:
        case "a number of 0 or more":
            return isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value < 1e9
        case _ if form.startswith('"'):
            return isinstance(value, str) and f'"{value}"' in form.split(" or ")
        case "a number above 0":
            return isinstance(value, int | float) and not isinstance(value, bool) and 0 < value < 1e9
        case "a number up to 65535":
            return isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= 65535
        case "a list of texts":
            return isinstance(value, list) and all(isinstance(one, str) for one in value)
        case _:
            return isinstance(value, str)


def _where_secrets_go(key: str) -> str:
    return f"no secret stands in a file of briefs/: name where it is with {key}_from"


def _place(text: str, word: str) -> Position:
    """The first line that names a key or a table; tomllib does not say."""
    lines = enumerate(text.splitlines(), 1)
    return Position(FILE, next((number for number, line in lines if re.match(rf"\s*\[*\s*[\"']?{re.escape(word)}\b", line)), 1))
