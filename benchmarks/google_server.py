"""One answer of Google's over TLS, from a process of its own, so that its work is not counted.

TLS is part of what a call costs a program that opens a connection for it.
"""

from __future__ import annotations

import json
import ssl
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_address
from pathlib import Path
from threading import Thread

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

ANSWER = {
    "items": [
        {
            "id": "run",
            "etag": '"3000000000000002"',
            "summary": "Easy run",
            "start": {"dateTime": "2026-03-09T07:00:00+01:00", "timeZone": "Europe/Berlin"},
            "end": {"dateTime": "2026-03-09T08:00:00+01:00", "timeZone": "Europe/Berlin"},
        }
    ]
}


@contextmanager
def served() -> Iterator[tuple[str, Path]]:
    """Its root address, and the file of the certificate that it is to be trusted by."""
    with tempfile.TemporaryDirectory() as folder:
        chain = Path(folder) / "chain.pem"
        chain.write_bytes(_certificate())
        command = [sys.executable, "-m", "benchmarks.google_server", str(chain)]
        with subprocess.Popen(  # noqa: S603 - this very file
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        ) as process:
            yield process.stdout.readline().strip() if process.stdout else "", chain
            process.communicate("")


def _certificate() -> bytes:
    """A key and a certificate for loopback, good for a day."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "loopback")])
    now = datetime.now(UTC)
    names = x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))])
    certificate = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - timedelta(hours=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(names, critical=False)
        .sign(key, hashes.SHA256())
    )
    form = serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    private = key.private_bytes(serialization.Encoding.PEM, *form)
    return private + certificate.public_bytes(serialization.Encoding.PEM)


class _Answering(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    wbufsize = -1

    def do_GET(self) -> None:
        body = json.dumps(ANSWER).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json; charset=UTF-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Nothing is written to standard error."""


def _serve(chain: str) -> None:
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Answering)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(chain)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    sys.stdout.write(f"https://127.0.0.1:{server.server_address[1]}/\n")
    sys.stdout.flush()
    server.daemon_threads = True
    Thread(target=server.serve_forever, daemon=True).start()
    sys.stdin.read()


if __name__ == "__main__":
    _serve(sys.argv[1])
