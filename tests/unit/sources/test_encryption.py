from __future__ import annotations

import shutil
import socket
import ssl
import subprocess
import threading

import pytest

from briefgen.model.fetching import FetchFailed
from briefgen.sources.fetcher import GuardedFetcher


@pytest.fixture(scope="module")
def certificate(tmp_path_factory):
    """A key and a certificate for site.example that vouches for itself."""
    if shutil.which("openssl") is None:
        pytest.skip("openssl is not installed")
    folder = tmp_path_factory.mktemp("tls")
    command = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=site.example"]
    files = ["-addext", "subjectAltName=DNS:site.example", "-keyout", str(folder / "key"), "-out", str(folder / "certificate")]
    subprocess.run([*command, *files], capture_output=True, check=True)
    return folder


@pytest.fixture
def port(certificate):
    """Where a server answers one request after another over TLS."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate / "certificate", certificate / "key")
    listening = socket.create_server(("127.0.0.1", 0))

    def serve():
        while True:
            try:
                plain, _ = listening.accept()
            except OSError:
                return
            try:
                with context.wrap_socket(plain, server_side=True) as secure:
                    asked = secure.recv(4096)
                    status = b"404 Not Found" if b"robots.txt" in asked else b"200 OK"
                    secure.sendall(b"HTTP/1.1 " + status + b"\r\nContent-Length: 6\r\nConnection: close\r\n\r\nsecret")
            except OSError:
                plain.close()

    threading.Thread(target=serve, daemon=True).start()
    yield listening.getsockname()[1]
    listening.shutdown(socket.SHUT_RDWR)
    listening.close()


def fetch(port, name, trusted=None):
    context = ssl.create_default_context(cafile=str(trusted)) if trusted else None
    hosts = frozenset({f"{name}:{port}"})
    fetcher = GuardedFetcher(contact="", allowed_hosts=hosts, deadline=3.0, resolve=lambda host, port: ["127.0.0.1"], tls=context)
    return fetcher.fetch(f"https://{name}:{port}/a")


def test_a_name_that_its_certificate_has_is_believed(port, certificate):
    assert b"secret" == fetch(port, "site.example", certificate / "certificate").body


def test_another_name_is_not(port, certificate):
    with pytest.raises(FetchFailed, match="certificate"):
        fetch(port, "other.example", certificate / "certificate")


def test_a_certificate_that_nobody_vouches_for_is_not(port):
    with pytest.raises(FetchFailed, match="certificate"):
        fetch(port, "site.example")
