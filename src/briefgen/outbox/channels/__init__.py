"""The ways to readers, one module for each. What is in :data:`CHANNELS` can be named by a list and in ``briefgen.toml``."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from dataclasses import field
from typing import TYPE_CHECKING

from briefgen.model.errors import EnvironmentFailed, WorkspaceError
from briefgen.model.nearest import did_you_mean
from briefgen.model.value import dataclass

if TYPE_CHECKING:
    from pathlib import Path
    from ssl import SSLContext

    from briefgen.outbox.channel import Channel
    from briefgen.outbox.channels.smtp import Login
    from briefgen.outbox.credentials import Secret
    from briefgen.outbox.transport import Transport


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a channel is made in: the workspace's ``root``, the ``environment`` that secrets come from, who hears a conversation."""

    root: Path
    environment: Mapping[str, str] = field(default_factory=dict, repr=False)
    tell: Callable[[str], None] = lambda _: None


def open_channel(name: str, transport: Transport, surroundings: Surroundings) -> Channel:
    """The channel called ``name``. Nothing is connected yet.

    Raises :class:`~briefgen.model.errors.WorkspaceError` for an unknown name, a missing setting, or a secret that is nowhere.
    """
    if name not in CHANNELS:
        raise WorkspaceError(f"there is no channel {name!r}", hint=did_you_mean(name, CHANNELS))
    return CHANNELS[name](transport, surroundings)


def _folder(transport: Transport, surroundings: Surroundings) -> Channel:
    from briefgen.outbox.channels.folder import FolderChannel

    return FolderChannel(surroundings.root / transport.folder)


def _console(_: Transport, __: Surroundings) -> Channel:
    from briefgen.outbox.channels.console import ConsoleChannel

    return ConsoleChannel(sys.stdout)


def _smtp(transport: Transport, surroundings: Surroundings) -> Channel:
    from briefgen.outbox.channels.smtp import SmtpChannel

    if not transport.host:
        raise WorkspaceError("[mail] names no host", hint="say host in briefs/briefgen.toml")
    return SmtpChannel(transport, _context(transport, surroundings), _login(transport, surroundings), surroundings.tell)


def _context(transport: Transport, surroundings: Surroundings) -> SSLContext:
    """The system's certificates and, beside them, the workspace's own; the name in a certificate is always checked."""
    import ssl

    context = ssl.create_default_context()
    if transport.ca_file:
        place = surroundings.root / transport.ca_file
        try:
            context.load_verify_locations(place)
        except (OSError, ssl.SSLError):
            hint = "name a file of certificates in PEM, from the workspace's root"
            raise EnvironmentFailed(f"{transport.ca_file} cannot be read as certificates", hint=hint) from None
    return context


def _login(transport: Transport, surroundings: Surroundings) -> Login:
    from briefgen.outbox.channels.smtp import Login
    from briefgen.outbox.credentials import find_secret

    def found(name: str) -> Secret:
        return find_secret(name, surroundings.environment)

    match transport.login:
        case "none":
            return Login()
        case "password":
            password = found(transport.password_from)
            return Login("password", transport.user, lambda _: password, [password])
        case _:
            from briefgen.outbox.channels.token import Tokens

            refresh = found(transport.refresh_token_from)
            shared = found(transport.client_secret_from) if transport.client_secret_from else None
            tokens = Tokens(transport.token_url, transport.client_id, refresh, shared)
            return Login("xoauth2", transport.user, tokens.get, [refresh, *([shared] if shared else [])])


CHANNELS: Mapping[str, Callable[[Transport, Surroundings], Channel]] = {"folder": _folder, "smtp": _smtp, "console": _console}
