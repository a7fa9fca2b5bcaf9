"""Servers that tests talk to: a real Chroma, one that does as it is told wrong, and a wire that can be cut."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from threading import Thread
from typing import TypeAlias

Serve: TypeAlias = Callable[[socket.socket], None]
LOOPBACK = "127.0.0.1"


def unused() -> int:
    """Give a port that nothing listens on."""
    with socket.socket() as probe:
        probe.bind((LOOPBACK, 0))
        return int(probe.getsockname()[1])


@contextmanager
def chroma(folder: Path, port: int) -> Iterator[str]:
    """Run a Chroma server as its users do, and kill it at the end."""
    executable = Path(sys.executable).with_name("chroma")
    command = [str(executable), "run", "--path", str(folder), "--host", LOOPBACK, "--port", str(port)]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        _wait_for(port)
        yield f"http://{LOOPBACK}:{port}"
    finally:
        os.kill(server.pid, signal.SIGKILL)
        server.wait()


def _wait_for(port: int) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        with socket.socket() as probe:
            if probe.connect_ex((LOOPBACK, port)) == 0:
                return
        time.sleep(0.1)
    raise AssertionError("the server did not start")


@contextmanager
def listening(serve: Serve) -> Iterator[int]:
    """Give the port of a server that does this with each connection."""
    with socket.create_server((LOOPBACK, 0)) as listener:
        Thread(target=_accept, args=(listener, serve), daemon=True).start()
        try:
            yield int(listener.getsockname()[1])
        finally:
            listener.shutdown(socket.SHUT_RDWR)


def _accept(listener: socket.socket, serve: Serve) -> None:
    with suppress(OSError):
        while True:
            connection, _ = listener.accept()
            Thread(target=_served, args=(connection, serve), daemon=True).start()


def _served(connection: socket.socket, serve: Serve) -> None:
    with connection, suppress(OSError):
        serve(connection)


def hang(connection: socket.socket) -> None:
    """Take what comes, and say nothing."""
    while connection.recv(65536):
        pass


def closing(connection: socket.socket) -> None:
    """Hang up once something was asked."""
    connection.recv(65536)


def greeting(connection: socket.socket) -> None:
    """Speak first, and not HTTP."""
    connection.sendall(b"SSH-2.0-OpenSSH_9.2\r\n")
    connection.recv(65536)


def dripping(connection: socket.socket) -> None:
    """Begin an answer that never ends."""
    connection.recv(65536)
    connection.sendall(b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 100000\r\n\r\n")
    while True:
        connection.sendall(b" ")
        time.sleep(0.02)


def answering(status: str, body: bytes, *, said: int | None = None) -> Serve:
    """Answer each request so; `said` is the length that is told, if it is not the real one."""

    def serve(connection: socket.socket) -> None:
        length = len(body) if said is None else said
        head = f"HTTP/1.1 {status}\r\ncontent-type: application/json\r\ncontent-length: {length}\r\n\r\n"
        while connection.recv(65536):
            connection.sendall(head.encode() + body)
            if length != len(body):
                return

    return serve


@dataclass(slots=True)
class Wire:
    """What lies between clients and a server; a `fault`, if there is one, takes the server's place."""

    server: int
    fault: Serve | None = None
    _faulty: list[socket.socket] = field(default_factory=list)

    def mend(self) -> None:
        """Let what is asked through to the server again."""
        self.fault = None
        for connection in self._faulty:
            with suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)

    def carry(self, client: socket.socket) -> None:
        """Carry what a client asks to the server, and back, until something is asked while there is a fault."""
        with socket.create_connection((LOOPBACK, self.server)) as server:
            Thread(target=_copied, args=(server, client), daemon=True).start()
            while client.recv(1, socket.MSG_PEEK):
                if self.fault is not None:
                    self._faulty.append(client)
                    self.fault(client)
                    client.shutdown(socket.SHUT_RDWR)
                    return
                server.sendall(client.recv(65536))
            server.shutdown(socket.SHUT_RDWR)


def _copied(source: socket.socket, target: socket.socket) -> None:
    with suppress(OSError):
        while some := source.recv(65536):
            target.sendall(some)
