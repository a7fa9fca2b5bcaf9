"""Serves the page: its own socket, its own headers, its own door.

The page is mounted in an application of ours and not started by Gradio's `launch`, which asks itself for the
page through whatever proxy the environment names, and tries another port when one is taken.
"""

import errno
import os
import socket
import sys
from ipaddress import ip_address
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import uvicorn
from starlette.datastructures import MutableHeaders

from ui import terminal
from ui.door import Door
from ui.errors import ServeError
from ui.hosts import Hosts
from ui.login import Login
from ui.received import Received

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from index import Index

SECONDS_TO_FINISH = 1  # for what is being answered when the server is told to stop

# Nothing is fetched from another host, whatever Gradio or a document wants. Gradio builds its templates with
# `Function`, hence 'unsafe-eval', and configures itself in inline scripts.
HEADERS = {
    "Content-Security-Policy": "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval'; "
    "style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; "
    "worker-src 'self' blob:; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'self'",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "same-origin",  # without any, the login page's form would be of no origin
    "X-Content-Type-Options": "nosniff",
}


def listen(host: str, port: int, *, guarded: bool) -> socket.socket:
    """Take the port; raises ServeError where it is taken, or is open to others and not `guarded`.

    `guarded`: there is a password, or it is wanted that there is none.
    """
    family, address = _resolved(host, port)
    if not guarded and not ip_address(address[0].partition("%")[0]).is_loopback:
        raise ServeError(
            f"Others can reach {host!r}, and the page has no accounts. Add --password-file FILE, --password SECRET, "
            "or --no-password"
        )
    try:
        return socket.create_server(address, family=family, backlog=2048)
    except OSError as error:
        raise ServeError(_why_not(error, host, port)) from error


def _resolved(host: str, port: int) -> tuple[socket.AddressFamily, tuple[str, int]]:
    try:
        found = socket.getaddrinfo(host.strip("[]") or None, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
    except (socket.gaierror, UnicodeError) as error:
        raise ServeError(f"{host!r} is no address of this machine. Use --host 127.0.0.1") from error
    family, _, _, _, address = found[0]
    return family, (str(address[0]), port)


def _why_not(error: OSError, host: str, port: int) -> str:
    match error.errno:
        case errno.EADDRINUSE:
            return f"Port {port} is taken. Choose another: onrecord serve --port {port % 65535 + 1}"
        case errno.EACCES:
            return f"Port {port} is not yours to open. Choose one above 1023: onrecord serve --port 7860"
        case errno.EADDRNOTAVAIL:
            return f"{host!r} is no address of this machine. Use --host 127.0.0.1"
    return f"{host}:{port} cannot be opened: {error.strerror}. Choose another --host or --port"


def serve(index: "Index", listener: socket.socket, hosts: Hosts, *, password: str | None) -> None:
    """Serve the page until SIGINT, which raises KeyboardInterrupt once the server has stopped."""
    os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"  # read while Gradio is imported
    from index.settings import default_path
    from ui.page import application

    login = None if password is None else Login(password)
    sent = TemporaryDirectory(prefix="onrecord-")
    with sent:
        received = Received(Path(sent.name))
        page = application(index, Path(default_path()), received)
        config = uvicorn.Config(
            _with_headers(Door(page, hosts, received, login)),
            log_level="critical",
            access_log=False,
            proxy_headers=False,  # who is counted as one when passwords are wrong is not to be chosen by whoever asks
            timeout_graceful_shutdown=SECONDS_TO_FINISH,
        )
        _Server(config, sent).run(sockets=[listener])
    raise KeyboardInterrupt  # where SIGINT was ignored when we were started, as in a shell's background


class _Server(uvicorn.Server):
    """Says where the page is once it is there, and deletes what was sent to it when it ends."""

    def __init__(self, config: uvicorn.Config, sent: "TemporaryDirectory[str]") -> None:
        super().__init__(config)
        self._sent = sent

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        for listener in sockets or []:
            terminal.write(f"{_url(listener)}\n")
        if terminal.is_tty(sys.stderr):
            terminal.note("Press Ctrl-C to stop.")

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        await super().shutdown(sockets)
        self._sent.cleanup()  # here, as after SIGTERM nothing of ours runs any more


def _url(listener: socket.socket) -> str:
    host, port = listener.getsockname()[:2]
    if listener.family == socket.AF_INET6:
        host = f"[{host}]"
    return f"http://{host}:{port}/"


def _with_headers(app: "ASGIApp") -> "ASGIApp":
    async def answer(scope: "Scope", receive: "Receive", send: "Send") -> None:
        async def send_with_headers(message: "Message") -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(HEADERS)
            await send(message)

        await app(scope, receive, send_with_headers)

    return answer
