"""Access tokens for XOAUTH2: a refresh token is exchanged for one where one is needed (RFC 6749 §6)."""

from __future__ import annotations

import json
import threading
import time
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from briefgen.outbox.channel import ChannelDown
from briefgen.outbox.credentials import Redactor, Secret

if TYPE_CHECKING:
    from collections.abc import Callable

_EARLY = 60.0
"""Seconds before its end in which a token is used no more."""
_PATIENCE = 20.0
_MOST = 64 * 1024
_LOOPBACK = ("localhost", "127.0.0.1", "::1")


class Tokens:
    """Access tokens from one token endpoint. What is kept is in memory alone."""

    def __init__(
        self,
        url: str,
        client: str,
        refresh: Secret,
        client_secret: Secret | None = None,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._url = url
        self._client = client
        self._refresh = refresh
        self._client_secret = client_secret
        self._monotonic = monotonic
        self._token: Secret | None = None
        self._until = 0.0
        self._turn = threading.Lock()

    def get(self, renewed: bool) -> Secret:
        """A token that is good now; ``renewed``: not the one of before, which was refused. Raises :class:`ChannelDown`."""
        with self._turn:
            if self._token is None or renewed or self._monotonic() >= self._until:
                self._token, self._until = self._exchanged()
            return self._token

    def _exchanged(self) -> tuple[Secret, float]:
        began = self._monotonic()
        status, answer = self._asked()
        token = answer.get("access_token")
        if status != 200 or not isinstance(token, str) or not token.isascii() or not token.isprintable():
            secrets = [self._refresh, *([self._client_secret] if self._client_secret else [])]
            why = Redactor(secrets)(f"{answer.get('error', '')} {answer.get('error_description', '')}".strip())
            raise ChannelDown(f"no access token: {status} {why[:300]}".strip())
        if isinstance(answer.get("refresh_token"), str) and answer["refresh_token"]:
            self._refresh = Secret(answer["refresh_token"])
        lasts = answer.get("expires_in")
        seconds = float(lasts) if isinstance(lasts, int | float) and not isinstance(lasts, bool) else 0.0
        return Secret(token), began + seconds - _EARLY

    def _asked(self) -> tuple[int, dict[str, Any]]:
        from urllib3 import PoolManager, Timeout
        from urllib3.exceptions import HTTPError

        place = urlsplit(self._url)
        if place.scheme != "https" and not (place.scheme == "http" and place.hostname in _LOOPBACK):
            raise ChannelDown("token_url is not https: a token is never fetched in the clear")
        fields = {"grant_type": "refresh_token", "client_id": self._client, "refresh_token": self._refresh.reveal()}
        if self._client_secret:
            fields["client_secret"] = self._client_secret.reveal()
        try:
            with PoolManager(num_pools=1) as pool:
                timeout = Timeout(total=_PATIENCE)
                answer = pool.request(
                    "POST",
                    self._url,
                    fields=fields,
                    encode_multipart=False,
                    timeout=timeout,
                    retries=False,
                    redirect=False,
                    preload_content=False,
                )
                body = answer.read(_MOST)
                answer.drain_conn() if len(body) < _MOST else answer.close()
        except (HTTPError, OSError) as problem:
            raise ChannelDown(f"no access token: {type(problem).__name__} at {place.hostname}") from None
        try:
            read = json.loads(body)
        except (ValueError, RecursionError):
            read = {}
        return answer.status, read if isinstance(read, dict) else {}
