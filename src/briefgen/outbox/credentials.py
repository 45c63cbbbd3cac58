"""Passwords and tokens: where they come from, and that they go nowhere else.

A secret is found, in this order, in a file named by ``<NAME>_FILE``, in systemd's credentials, in the environment, and in the
system's keyring where the extra ``keyring`` is installed. It is never in the workspace's files, the ledger, a log or an error.
"""

from __future__ import annotations

import base64
import re
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote, quote_plus

from briefgen.model.errors import EnvironmentFailed, WorkspaceError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    Keyring = Callable[[str, str], str | None]

SERVICE = "briefgen"
"""The name under which the keyring keeps our secrets."""
CONCEALED = "[secret]"
_SHORTEST = 3
"""Characters; taking out what is shorter would take words apart and hide nothing."""


class Secret:
    """A text that shows itself only to who asks for it by :meth:`reveal`."""

    __slots__ = ("_text",)

    def __init__(self, text: str) -> None:
        self._text = text

    def reveal(self) -> str:
        """The text itself."""
        return self._text

    def __repr__(self) -> str:
        return CONCEALED

    __str__ = __repr__

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Secret) and self._text == other._text

    def __hash__(self) -> int:
        return hash(self._text)

    def __reduce__(self) -> str:
        raise TypeError("a secret is not stored")


def find_secret(name: str, environment: Mapping[str, str], keyring: Keyring | None = None) -> Secret:
    """The secret called ``name``.

    Raises :class:`~briefgen.model.errors.WorkspaceError` where it is nowhere, saying where it was looked for, and
    :class:`~briefgen.model.errors.EnvironmentFailed` for a file that cannot be read.
    """
    for found in _places(name, environment, keyring or _system_keyring):
        return Secret(found)
    hint = f"put it in a file and its path in {name}_FILE, or set {name}, or run: keyring set {SERVICE} {name}"
    raise WorkspaceError(f"there is no secret {name}", hint=hint)


def _places(name: str, environment: Mapping[str, str], keyring: Keyring) -> Iterator[str]:
    if path := environment.get(f"{name}_FILE"):
        yield _read(Path(path), f"{name}_FILE")
    folder = environment.get("CREDENTIALS_DIRECTORY")
    if folder and (place := Path(folder) / name).is_file():
        yield _read(place, "CREDENTIALS_DIRECTORY")
    if text := environment.get(name):
        yield text
    if text := keyring(SERVICE, name):
        yield text


def _read(place: Path, said: str) -> str:
    try:
        text = place.read_text("utf-8").rstrip("\r\n")
    except (OSError, UnicodeDecodeError):
        raise EnvironmentFailed(f"the file of {said} cannot be read", hint=f"check {place} and who may read it") from None
    if not text:
        raise EnvironmentFailed(f"the file of {said} is empty", hint=f"put the secret in {place}")
    return text


def _system_keyring(service: str, name: str) -> str | None:
    try:
        found = import_module("keyring").get_password(service, name)
    except ImportError:
        return None
    except Exception:  # noqa: BLE001 - whatever its backends raise, most often that a server has none, there is no secret there
        return None
    return str(found) if found else None


class Redactor:
    """Takes secrets out of what is to be told, as they are and as SMTP and HTTP carry them: in base64 and percent-encoded."""

    def __init__(self, secrets: Iterable[Secret] = ()) -> None:
        forms = {form for one in secrets for form in _forms(one.reveal())}
        ordered = sorted(forms, key=len, reverse=True)
        self._pattern = re.compile("|".join(map(re.escape, ordered))) if ordered else None

    def __call__(self, text: str) -> str:
        """The text without them."""
        return self._pattern.sub(CONCEALED, text) if self._pattern else text


def _forms(secret: str) -> Iterator[str]:
    if len(secret) < _SHORTEST:
        return
    yield secret
    yield repr(secret)[1:-1]
    yield quote(secret, safe="")
    yield quote_plus(secret)
    for alphabet in (base64.b64encode, base64.urlsafe_b64encode):
        yield from _inside_base64(secret.encode("utf-8"), alphabet)


def _inside_base64(secret: bytes, encode: Callable[[bytes], bytes]) -> Iterator[str]:
    """What the secret looks like within the base64 of something longer: its letters, for each place that it may begin at.

    The first and last letters also hold bits of their neighbours, and are left out.
    """
    for before in range(3):
        whole = encode(bytes(before) + secret)
        inner = whole[(0, 2, 3)[before] :].rstrip(b"=")
        if (before + len(secret)) % 3:
            inner = inner[:-1]
        if len(inner) >= _SHORTEST:
            yield inner.decode("ascii")
