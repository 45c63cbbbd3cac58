"""Debian's Postfix, with STARTTLS and a login, and its smtp-sink, which fails on request."""

from __future__ import annotations

import base64
import os
import shutil
import socket
import subprocess
import threading
import time
from contextlib import closing, contextmanager, suppress

import pytest

from briefgen.outbox.channels import Surroundings, open_channel
from briefgen.outbox.transport import Transport
from outbox_desk import Office, message_id
from smtp_faults import TLS, serving

PASSWORD = "correct horse battery"
READERS = ("a@example.org", "b@example.org")
MASTER = """\
127.0.0.1:{port} inet n - n - - smtpd
postlog unix-dgram n - n - 1 postlogd
pickup unix n - n 60 1 pickup
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
tlsmgr unix - - n 1000? 1 tlsmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
proxymap unix - - n - - proxymap
smtp unix - - n - - smtp
relay unix - - n - - smtp
error unix - - n - - error
retry unix - - n - - error
anvil unix - - n - 1 anvil
scache unix - - n - 1 scache
"""
MAIN = """\
compatibility_level = 3.6
myhostname = mail.example.org
mydestination =
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
queue_directory = {folder}/queue
data_directory = {folder}/data
maillog_file = {folder}/log
maillog_file_prefixes = {folder}
relayhost = [127.0.0.1]:{relay}
smtp_host_lookup = native
smtpd_tls_cert_file = {certificate}
smtpd_tls_key_file = {certificate}
smtpd_tls_security_level = encrypt
smtpd_sasl_auth_enable = yes
smtpd_sasl_type = dovecot
smtpd_sasl_path = inet:127.0.0.1:{auth}
smtpd_relay_restrictions = permit_sasl_authenticated, reject
smtpd_peername_lookup = no
alias_maps =
local_recipient_maps =
"""


def need(*programs):
    missing = [name for name in programs if not find(name)]
    if missing:
        pytest.skip(f"not installed: {', '.join(missing)}")
    if os.geteuid():
        pytest.skip("postfix starts as root alone")


def find(name):
    return shutil.which(name, path=os.environ.get("PATH", "") + ":/usr/sbin")


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as listening:
        return listening.getsockname()[1]


@contextmanager
def authenticating():
    """Dovecot's authentication protocol, as much of it as Postfix speaks, for one user."""
    listening = socket.create_server(("127.0.0.1", 0))
    good = base64.b64encode(f"\0desk\0{PASSWORD}".encode()).decode()

    def answer(connection):
        with connection, connection.makefile("rw", newline="\n") as stream, suppress(OSError):
            stream.write("VERSION\t1\t1\nMECH\tPLAIN\tplaintext\nSPID\t1\nCUID\t1\nCOOKIE\t00\nDONE\n")
            stream.flush()
            for line in stream:
                verb, *fields = line.rstrip("\n").split("\t")
                if verb == "AUTH":
                    said = "OK\t{}\tuser=desk\n" if f"resp={good}" in fields else "FAIL\t{}\tuser=desk\n"
                    stream.write(said.format(fields[0]))
                    stream.flush()

    def accept():
        with suppress(OSError):
            while True:
                threading.Thread(target=answer, args=(listening.accept()[0],), daemon=True).start()

    threading.Thread(target=accept, daemon=True).start()
    try:
        yield listening.getsockname()[1]
    finally:
        listening.shutdown(socket.SHUT_RDWR)
        listening.close()


@contextmanager
def postfix(folder, relay, auth):
    """A Postfix of our own; its port."""
    folder.mkdir(mode=0o755)
    place, port = folder / "etc", free_port()
    for name in ("etc", "queue", "data"):
        (folder / name).mkdir(mode=0o755)
    shutil.chown(folder / "data", "postfix")
    values = {"folder": folder, "relay": relay, "auth": auth, "certificate": folder / "loopback.pem"}
    shutil.copy(TLS / "loopback.pem", folder)
    (folder / "loopback.pem").chmod(0o600)
    (place / "main.cf").write_text(MAIN.format(**values))
    (place / "master.cf").write_text(MASTER.format(port=port))
    subprocess.run([find("postfix"), "-c", place, "start"], check=True, capture_output=True, timeout=60)
    try:
        wait_for(port)
        yield port
    finally:
        subprocess.run([find("postfix"), "-c", place, "stop"], check=False, capture_output=True, timeout=60)


def wait_for(port):
    for _ in range(100):
        with suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
            return
        time.sleep(0.1)
    raise TimeoutError(port)


@pytest.fixture
def public(tmp_path):
    """A folder that Postfix's own user may enter."""
    for place in (tmp_path, *tmp_path.parents):
        if place.stat().st_uid == os.geteuid() and len(place.parts) > 2:
            place.chmod(place.stat().st_mode | 0o755)
    return tmp_path


def login(port, folder, password=PASSWORD):
    (folder / "authority.pem").write_bytes((TLS / "authority.pem").read_bytes())
    transport = Transport("smtp", host="127.0.0.1", port=port, ca_file="authority.pem", login="password", user="desk", timeout=10)
    return open_channel("smtp", transport, Surroundings(folder, {"BRIEFGEN_MAIL_PASSWORD": password}))


@pytest.mark.outside
def test_postfix_takes_every_message_once_over_tls_with_a_login_and_hands_it_on(public):
    need("postfix")
    with serving() as end, authenticating() as auth, postfix(public / "postfix", end.port, auth) as port:
        with closing(Office(public / "office", end, *READERS)) as office:
            report = office.dispatch(channels={"smtp": login(port, public, "wrong")})
            assert (["smtp"], "535" in report.down["smtp"]) == (list(report.down), True)
            office.clock.pass_(hours=1)
            office.dispatch(channels={"smtp": login(port, public)})

            assert dict.fromkeys(READERS, "sent") == office.states()
        for _ in range(100):
            if len(end.taken) == len(READERS):
                break
            time.sleep(0.1)

    assert {(one, message_id(one)): 1 for one in READERS} == end.copies
    assert all(one.data.startswith(b"Received: ") for one in end.taken)


@pytest.mark.outside
@pytest.mark.parametrize(
    ("fault", "state"),
    [(("-q", "."), "in-doubt"), (("-r", "."), "pending"), (("-f", "."), "failed"), (("-r", "RCPT"), "pending"), ((), "sent")],
    ids=["drops-at-the-dot", "later-at-the-dot", "never-at-the-dot", "later-at-rcpt", "well"],
)
def test_smtp_sink_fails_and_the_message_is_where_it_should_be(public, fault, state):
    need("smtp-sink")
    port = free_port()
    sink = subprocess.Popen([find("smtp-sink"), "-u", "postfix", *fault, f"127.0.0.1:{port}", "10"], stderr=subprocess.DEVNULL)
    try:
        wait_for(port)
        with serving() as unused, closing(Office(public / "office", unused, READERS[0])) as office:
            office.transport = Transport("smtp", host="127.0.0.1", port=port, tls="none", timeout=5, answer=5)
            office.dispatch()
            assert state == office.the_one().state
    finally:
        sink.kill()
        sink.wait()
