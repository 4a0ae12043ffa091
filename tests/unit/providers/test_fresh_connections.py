"""What creates is sent over no connection that was kept: the other side may have closed it a moment ago."""

from __future__ import annotations

import datetime
import ipaddress
import socket
import ssl
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from studio_gui.providers.errors import NotSent, Unavailable
from studio_gui.providers.http import Http
from tests.unit.providers.raw import CREATE, READ, http, listener, read_request

GOOD = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}"


class Closing:
    """Answers one request on each connection, as if it were kept, and closes it when it is asked the next."""

    def __init__(self) -> None:
        self.connections = 0
        self.has_more = threading.Event()

    def __call__(self, connection: socket.socket) -> None:
        self.connections += 1
        read_request(connection)
        connection.sendall(GOOD)
        # As late as can be: the client sees nothing of it before it has sent.
        if connection.recv(65536):
            self.has_more.set()


def _is_made_twice(one: Http, server: Closing) -> None:
    assert one.ask(CREATE).json == {}
    assert one.ask(CREATE).json == {}
    assert (server.connections, server.has_more.is_set()) == (2, False)


def test_a_create_after_a_create_is_not_lost_to_a_connection_that_ended() -> None:
    server = Closing()
    with listener(server) as port, http(f"http://127.0.0.1:{port}") as one:
        _is_made_twice(one, server)


def test_a_create_after_a_read_neither() -> None:
    server = Closing()
    with listener(server) as port, http(f"http://127.0.0.1:{port}") as one:
        assert one.ask(READ).json == {}
        assert one.ask(CREATE).json == {}
        assert not server.has_more.is_set()


def test_reads_keep_their_connection() -> None:
    server = Closing()
    with (
        listener(server) as port,
        http(f"http://127.0.0.1:{port}", tries=1) as one,
    ):
        assert one.ask(READ).json == {}
        with pytest.raises(Unavailable, match="broke the connection"):
            one.ask(READ)
        assert (server.connections, server.has_more.is_set()) == (1, True)


def test_a_create_whose_fresh_connection_is_refused_has_not_left() -> None:
    """The connection that was kept would still have taken it."""
    said = threading.Event()

    def talk(connection: socket.socket) -> None:
        read_request(connection)
        connection.sendall(GOOD)
        said.wait(5)

    with listener(talk) as port, http(f"http://127.0.0.1:{port}") as one:
        assert one.ask(READ).json == {}
        one.base_url = "http://127.0.0.1:1"
        with pytest.raises(NotSent, match="nobody listens there"):
            one.ask(CREATE)
        said.set()


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate with its key, for this computer and for a name on the web."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "test")])
    now = datetime.datetime.now(datetime.timezone.utc)
    names = [x509.IPAddress(ipaddress.ip_address("127.0.0.1")), x509.DNSName("api.example.com")]
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName(names), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    path = tmp_path_factory.mktemp("tls") / "both.pem"
    kind = serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    path.write_bytes(key.private_bytes(*kind) + made.public_bytes(serialization.Encoding.PEM))
    return path


def _over_tls(talk: Callable[[socket.socket], None], certificate: Path) -> Callable[[socket.socket], None]:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)

    def wrapped(connection: socket.socket) -> None:
        with context.wrap_socket(connection, server_side=True) as secure:
            talk(secure)

    return wrapped


def test_nor_over_tls(certificate: Path) -> None:
    server = Closing()
    with listener(_over_tls(server, certificate)) as port, http(f"https://127.0.0.1:{port}") as one:
        one.session.verify = str(certificate)
        _is_made_twice(one, server)


def test_nor_over_tls_through_a_proxy(certificate: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    server, asked = Closing(), list[bytes]()
    inner = _over_tls(server, certificate)

    def proxy(connection: socket.socket) -> None:
        asked.append(connection.recv(65536).split(b"\r\n")[0])
        connection.sendall(b"HTTP/1.1 200 Connection established\r\n\r\n")
        inner(connection)

    with listener(proxy) as port:
        for name in ("http_proxy", "https_proxy"):
            monkeypatch.setenv(name, f"http://127.0.0.1:{port}")
        monkeypatch.delenv("no_proxy", raising=False)
        monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(certificate))
        with http("https://api.example.com") as one:
            _is_made_twice(one, server)
    assert [line.rsplit(b" ", 1)[0] for line in asked] == [b"CONNECT api.example.com:443"] * 2


def test_nor_through_a_proxy_that_reads_along(monkeypatch: pytest.MonkeyPatch) -> None:
    server = Closing()
    with listener(server) as port:
        monkeypatch.setenv("http_proxy", f"http://127.0.0.1:{port}")
        monkeypatch.delenv("no_proxy", raising=False)
        with http("http://api.example.com") as one:
            _is_made_twice(one, server)
