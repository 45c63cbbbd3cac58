"""How messages leave: the table ``[mail]`` of ``briefs/briefgen.toml``."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from briefgen.model.value import dataclass

CHANNEL_NAMES = ("folder", "smtp", "console")
TLS = ("starttls", "implicit", "none")
LOGINS = ("none", "password", "xoauth2")
PORTS: Mapping[str, int] = {"starttls": 587, "implicit": 465, "none": 25}
"""Submission (RFC 6409), submission over TLS (RFC 8314), a relay at hand."""
DEFAULT_ANSWER = 600.0
"""Seconds; RFC 5321 §4.5.3.2.6 asks for ten minutes."""


@dataclass(frozen=True, slots=True)
class Transport:
    """``transport`` is the channel of lists that name none. Nothing here is secret: ``*_from`` are names of secrets.

    ``port`` 0: the usual one. ``ca_file`` is a path from the workspace's root to certificates that are trusted beside the system's.
    ``hello`` is how we introduce ourselves; empty: by the sender's domain. ``timeout`` is in seconds for each step before the last,
    ``answer`` for the answer to the last (RFC 5321 §4.5.3.2.6 asks for ten minutes). ``per_minute`` are messages to one
    domain; 0: no limit. ``give_up`` is in hours. ``warn`` and ``refuse`` are sizes of a whole message, in MB of a million bytes.
    """

    transport: str = "folder"
    folder: str = ".briefgen/mail"
    host: str = ""
    port: int = 0
    tls: str = "starttls"
    ca_file: str = ""
    login: str = "none"
    user: str = ""
    password_from: str = "BRIEFGEN_MAIL_PASSWORD"  # noqa: S105 - where the password is, not the password
    token_url: str = ""
    client_id: str = ""
    client_secret_from: str = ""
    refresh_token_from: str = "BRIEFGEN_MAIL_REFRESH_TOKEN"  # noqa: S105 - as above
    hello: str = ""
    timeout: float = 60.0
    answer: float = DEFAULT_ANSWER
    per_minute: float = 60.0
    give_up: float = 72.0
    warn: float = 7.0
    refuse: float = 10.0

    @property
    def at_port(self) -> int:
        """The port that is meant."""
        return self.port or PORTS[self.tls]


_TEXT, _NUMBER, _MORE, _PORT = "text in quotation marks", "a number of 0 or more", "a number above 0", "a number up to 65535"
KEYS: Mapping[str, str] = {
    "transport": " or ".join(f'"{name}"' for name in CHANNEL_NAMES),
    "folder": _TEXT,
    "host": _TEXT,
    "port": _PORT,
    "tls": " or ".join(f'"{name}"' for name in TLS),
    "ca_file": _TEXT,
    "login": " or ".join(f'"{name}"' for name in LOGINS),
    "user": _TEXT,
    "password_from": _TEXT,
    "token_url": _TEXT,
    "client_id": _TEXT,
    "client_secret_from": _TEXT,
    "refresh_token_from": _TEXT,
    "hello": _TEXT,
    "timeout_seconds": _MORE,
    "answer_seconds": _MORE,
    "per_minute": _NUMBER,
    "give_up_hours": _NUMBER,
    "warn_mb": _NUMBER,
    "refuse_mb": _NUMBER,
}
"""Every key of ``[mail]``, with the form of its value."""

SECRETS = ("password", "client_secret", "refresh_token")
"""Keys that a file which is committed must never have."""
_UNITS = ("_seconds", "_hours", "_mb")


def read_transport(table: Mapping[str, Any]) -> Transport:
    """The transport in a table whose keys and values have been held against :data:`KEYS`."""
    values: dict[str, Any] = {_field(key): float(value) if KEYS[key] in (_NUMBER, _MORE) else value for key, value in table.items()}
    return Transport(**values)


def _field(key: str) -> str:
    for unit in _UNITS:
        key = key.removesuffix(unit)
    return key


def wanting(transport: Transport) -> str:
    """The key that is needed for what the others say and is not there; empty: all are."""
    if transport.transport != "smtp":
        return ""
    needed = ["host"]
    needed += ["user"] if transport.login != "none" else []
    needed += ["token_url", "client_id"] if transport.login == "xoauth2" else []
    return next((name for name in needed if not getattr(transport, name)), "")
