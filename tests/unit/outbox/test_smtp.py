"""Handing over to a real server's code: TLS, logins, and what is told of them."""

from __future__ import annotations

import asyncio
import base64
import json
import threading
import warnings
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from urllib.parse import parse_qs

import pytest
from aiosmtpd.smtp import SMTP, AuthResult, LoginPassword

from briefgen.model.errors import EnvironmentFailed, WorkspaceError
from briefgen.outbox.channel import ChannelDown, NotSent
from briefgen.outbox.channels import Surroundings, open_channel
from briefgen.outbox.channels.token import Tokens
from briefgen.outbox.credentials import Secret
from briefgen.outbox.transport import Transport
from outbox_desk import SENDER, message
from smtp_faults import TLS, Fault, context, serving

PASSWORD, TOKEN, REFRESH = "correct horse battery", "ya29.short-lived", "1//refresh-me"
SECRETS = {"BRIEFGEN_MAIL_PASSWORD": PASSWORD, "BRIEFGEN_MAIL_REFRESH_TOKEN": REFRESH}


class Mailbox:
    """What aiosmtpd was given."""

    def __init__(self):
        self.envelopes = []

    async def handle_DATA(self, server, session, envelope):  # noqa: N802 - aiosmtpd calls it so
        self.envelopes.append((session, envelope))
        return "250 2.0.0 taken"


class Server(SMTP):
    """Also takes XOAUTH2, as large providers do."""

    async def auth_XOAUTH2(self, _, args):  # noqa: N802 - aiosmtpd calls it so
        said = base64.b64decode(args[1]).decode()
        if said == f"user=desk\x01auth=Bearer {TOKEN}\x01\x01":
            return AuthResult(success=True, auth_data="desk")
        await self.push("334 eyJzdGF0dXMiOiI0MDEifQ==")
        await self._reader.readline()
        return AuthResult(success=False, handled=False)


def checked(server, session, envelope, mechanism, data):
    good = isinstance(data, LoginPassword) and (data.login, data.password) == (b"desk", PASSWORD.encode())
    return AuthResult(success=good, handled=False, auth_data=data)


@contextmanager
def mail_server(*, certificate="loopback", implicit=False, tls=True, login=True, exclude=()):
    mailbox, server_side = Mailbox(), context(certificate) if tls else None

    def made():
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", UserWarning)  # that it asks for a password without STARTTLS, where all of it is TLS
            return Server(
                mailbox,
                hostname="mail.example.org",
                loop=loop,
                tls_context=None if implicit else server_side,
                require_starttls=tls and not implicit,
                authenticator=checked,
                auth_required=login,
                auth_require_tls=tls and not implicit,
                auth_exclude_mechanism=exclude,
            )

    loop = asyncio.new_event_loop()
    listening = loop.run_until_complete(loop.create_server(made, "127.0.0.1", 0, ssl=server_side if implicit else None))
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    try:
        yield listening.sockets[0].getsockname()[1], mailbox
    finally:
        asyncio.run_coroutine_threadsafe(_ended(listening), loop).result(5)
        loop.call_soon_threadsafe(loop.stop)
        thread.join(5)
        loop.close()


async def _ended(listening):
    listening.close()
    await listening.wait_closed()
    others = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
    for task in others:
        task.cancel()
    await asyncio.gather(*others, return_exceptions=True)


@contextmanager
def channel(port, tmp_path, *, ca="authority.pem", environment=SECRETS, **settings):
    given = {"host": "127.0.0.1", "port": port, "login": "password", "user": "desk", "timeout": 2.0, "answer": 2.0} | settings
    (tmp_path / "authority.pem").write_bytes((TLS / "authority.pem").read_bytes())
    heard = []
    opened = open_channel("smtp", Transport("smtp", ca_file=ca, **given), Surroundings(tmp_path, environment, heard.append))
    try:
        yield opened, heard
    finally:
        opened.close()


def hand_over(opened, steps=None, **given):
    return opened.hand_over(message(**given), 1, (steps if steps is not None else []).append).finish()


@pytest.mark.parametrize("tls", ["starttls", "implicit"])
@pytest.mark.parametrize("exclude", [(), ("PLAIN",)], ids=["plain", "login"])
def test_a_message_arrives_as_it_was_made_over_tls_and_with_a_password(tmp_path, tls, exclude):
    steps = []
    server = mail_server(implicit=tls == "implicit", exclude=exclude)
    with server as (port, mailbox), channel(port, tmp_path, tls=tls) as (opened, heard):
        assert "250 2.0.0 taken" == hand_over(opened, steps)
        hand_over(opened, recipient="b@example.org")

    (session, envelope), (again, other) = mailbox.envelopes
    assert (SENDER, ["a@example.org"], ["b@example.org"]) == (envelope.mail_from, envelope.rcpt_tos, other.rcpt_tos)
    assert (message().data, True) == (envelope.original_content, session is again)
    assert session.ssl or tls == "implicit"
    secured = ["secured"] if tls == "starttls" else []
    assert ["connected", "ehlo", *secured, "logged-in", "mail", "rcpt", "data", "body", "dot"] == steps
    assert PASSWORD not in "\n".join(heard)
    assert "> [not shown]" in heard


def refused(port, tmp_path, **settings):
    with channel(port, tmp_path, **settings) as (opened, heard), pytest.raises(ChannelDown) as raised:
        hand_over(opened)
    return raised.value.reply, heard


@pytest.mark.parametrize("tls", ["starttls", "implicit"])
@pytest.mark.parametrize(
    ("certificate", "ca", "said"), [("elsewhere", "authority.pem", "certificate"), ("loopback", "", "certificate")]
)
def test_a_certificate_of_another_name_or_an_unknown_authority_gets_nothing(tmp_path, tls, certificate, ca, said):
    with mail_server(certificate=certificate, implicit=tls == "implicit") as (port, mailbox):
        reply, heard = refused(port, tmp_path, tls=tls, ca=ca)

    assert (True, []) == (said in reply, mailbox.envelopes)
    assert not any(line.startswith("> AUTH") or "not shown" in line for line in heard)


def test_a_server_that_offers_no_tls_gets_nothing(tmp_path):
    with mail_server(tls=False, login=False) as (port, _):
        assert "does not offer STARTTLS" in refused(port, tmp_path)[0]


def test_what_comes_before_tls_begins_is_not_taken_for_what_is_said_in_it(tmp_path):
    with serving(context=context()) as server:
        server.at("starttls", Fault("220 go ahead\r\n250-AUTH PLAIN\r\n250 HELP"))
        assert "somebody may stand in between" in refused(server.port, tmp_path, login="none")[0]


def test_a_server_without_tls_is_never_told_a_password_unless_it_is_this_machine(tmp_path):
    transport = Transport("smtp", host="mail.example.org", tls="none", login="password", user="desk")
    opened = open_channel("smtp", transport, Surroundings(tmp_path, SECRETS))
    with pytest.raises(ChannelDown, match="in the clear"):
        opened._log_in(None)


@pytest.mark.parametrize("exclude", [(), ("PLAIN",)], ids=["plain", "login"])
def test_a_wrong_password_stops_the_channel_and_is_told_to_nobody(tmp_path, exclude):
    with mail_server(exclude=exclude) as (port, _):
        reply, heard = refused(port, tmp_path, environment={"BRIEFGEN_MAIL_PASSWORD": "wrong-horse-9"})

    assert "the login was refused: 535" in reply
    assert "wrong-horse-9" not in reply + "\n".join(heard)


def test_a_server_that_repeats_a_password_is_not_repeated(tmp_path):
    with serving(context=context()) as server:
        server.at("rcpt", Fault(f"550 your password is {PASSWORD}"))
        with channel(server.port, tmp_path, login="none") as (opened, heard):
            opened.login.known.append(Secret(PASSWORD))
            with pytest.raises(NotSent) as raised:
                hand_over(opened)

    assert "550 your password is [secret]" == raised.value.reply
    assert PASSWORD not in "\n".join(heard)
    assert raised.value.__cause__ is None


def test_a_server_that_offers_no_login_we_know_is_told_nothing(tmp_path):
    with mail_server(exclude=("PLAIN", "LOGIN")) as (port, _):
        assert "offers no login by PLAIN or LOGIN" in refused(port, tmp_path)[0]


# ── XOAUTH2 ──────────────────────────────────────────────────────────────────────────────────────────────────────────


class Provider(BaseHTTPRequestHandler):
    """A token endpoint."""

    def do_POST(self):
        fields = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
        self.server.asked.append({name: values[0] for name, values in fields.items()})
        status, answer = self.server.answers.pop(0) if len(self.server.answers) > 1 else self.server.answers[0]
        body = answer if isinstance(answer, bytes) else json.dumps(answer).encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *arguments):
        """Nothing is printed."""


@contextmanager
def provider(*answers):
    server = HTTPServer(("127.0.0.1", 0), Provider)
    server.answers, server.asked = list(answers), []
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield f"http://{'127.0.0.1'}:{server.server_address[1]}/token", server
    finally:
        server.shutdown()
        server.server_close()


GOOD = (200, {"access_token": TOKEN, "expires_in": 3600})
OLD = (200, {"access_token": "ya29.of-yesterday", "expires_in": 3600})


@pytest.mark.parametrize("answers", [(GOOD,), (OLD, GOOD)], ids=["good", "refused-once"])
def test_a_token_is_fetched_and_one_that_is_refused_is_renewed_once(tmp_path, answers):
    with provider(*answers) as (url, endpoint), mail_server() as (port, mailbox):
        settings = {"login": "xoauth2", "token_url": url, "client_id": "briefgen"}
        with channel(port, tmp_path, **settings) as (opened, heard):
            hand_over(opened)

    assert (1, len(answers)) == (len(mailbox.envelopes), len(endpoint.asked))
    assert {"grant_type": "refresh_token", "client_id": "briefgen", "refresh_token": REFRESH} == endpoint.asked[0]
    assert not any(secret in "\n".join(heard) for secret in (TOKEN, REFRESH))


def test_a_token_that_stays_refused_stops_the_channel(tmp_path):
    with provider(OLD) as (url, endpoint), mail_server() as (port, mailbox):
        reply, _ = refused(port, tmp_path, login="xoauth2", token_url=url, client_id="briefgen")

    assert ("the login was refused: 535" in reply, 2, []) == (True, len(endpoint.asked), mailbox.envelopes)


BAD = {
    "refused": (400, {"error": "invalid_grant", "error_description": f"{REFRESH} is revoked"}),
    "not JSON": (200, b"<html>"),
    "not an object": (200, []),
    "no token": (200, {"expires_in": 3600}),
    "not text": (200, {"access_token": 7}),
    "two lines": (200, {"access_token": "a\r\nb"}),
    "an error": (500, {}),
}


@pytest.mark.parametrize("what", BAD)
def test_an_answer_without_a_token_is_told_without_secrets(what):
    with provider(BAD[what]) as (url, _), pytest.raises(ChannelDown, match="no access token") as raised:
        Tokens(url, "briefgen", Secret(REFRESH)).get(False)

    assert REFRESH not in raised.value.reply


def test_a_token_serves_until_it_is_nearly_over():
    now = [0.0]
    with provider(GOOD) as (url, endpoint):
        tokens = Tokens(url, "briefgen", Secret(REFRESH), Secret("shared"), monotonic=lambda: now[0])
        asked = []
        for now[0] in (0.0, 3539.0, 3541.0):
            tokens.get(False)
            asked.append(len(endpoint.asked))

    assert [1, 1, 2] == asked
    assert "shared" == endpoint.asked[0]["client_secret"]


def test_a_refresh_token_that_is_replaced_is_used_from_then_on():
    with provider((200, {"access_token": "a", "refresh_token": "second"}), GOOD) as (url, endpoint):
        tokens = Tokens(url, "briefgen", Secret(REFRESH))
        tokens.get(False)
        tokens.get(True)

    assert [REFRESH, "second"] == [asked["refresh_token"] for asked in endpoint.asked]


@pytest.mark.parametrize("url", ["http://login.example.org/token", "ftp://login.example.org", "file:///etc/hosts", ""])
def test_a_token_is_not_asked_for_in_the_clear(url):
    with pytest.raises(ChannelDown, match="not https"):
        Tokens(url, "briefgen", Secret(REFRESH)).get(False)


# ── settings ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_certificates_that_cannot_be_read_are_named(tmp_path):
    (tmp_path / "ca.pem").write_text("not a certificate")
    for name in ("ca.pem", "missing.pem"):
        with pytest.raises(EnvironmentFailed, match=name):
            open_channel("smtp", Transport("smtp", host="mail.example.org", ca_file=name), Surroundings(tmp_path))


def test_an_unknown_channel_has_a_nearest_one(tmp_path):
    with pytest.raises(WorkspaceError) as raised:
        open_channel("smpt", Transport(), Surroundings(tmp_path))

    assert "did you mean smtp?" == raised.value.hint


def test_a_password_that_is_nowhere_is_found_missing_before_anything_is_connected(tmp_path):
    transport = Transport("smtp", host="mail.example.org", login="password", user="desk")
    with pytest.raises(WorkspaceError, match="BRIEFGEN_MAIL_PASSWORD"):
        open_channel("smtp", transport, Surroundings(tmp_path))
