"""What the page takes from whom: by real requests to a page that is being served."""

import json
import os
import threading
import urllib.parse
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.browser import Served, documents
from ui.layout import TITLE

SECRET = "Zebra crossing plan\nThe zebra plan of the server, said Ada Quux, is to stay unread.\n"
FLOOD = "Flood closes the harbour\n(Gazette) — “The water came at night,” Ada Poe said on Monday.\n"
PATIENCE = 60  # seconds


@pytest.fixture
def visitor(served: Served) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=served.url, timeout=PATIENCE) as client:
        yield client


def events(client: httpx.Client) -> list[dict[str, Any]]:
    """Every event of the page, also those that are not meant for scripts."""
    return [event for event in client.get("config").json()["dependencies"] if event["backend_fn"]]


def upload_event(client: httpx.Client) -> int:
    (event,) = (each["id"] for each in events(client) if any(name == "upload" for _, name in each["targets"]))
    return int(event)


def asked(client: httpx.Client, event: int, data: object, sent: object = None) -> tuple[int, str]:
    """Post an event as the page's script does; its status, and all that the server says until it is done."""
    session = os.urandom(6).hex()
    body = {"data": data, "event_data": sent, "fn_index": event, "trigger_id": None, "session_hash": session}
    taken = client.post("gradio_api/queue/join", json=body)
    if taken.status_code != 200:
        return taken.status_code, taken.text
    lines = []
    with client.stream("GET", "gradio_api/queue/data", params={"session_hash": session}) as stream:
        for line in stream.iter_lines():
            lines.append(line)
            if '"close_stream"' in line:
                break
    return 200, "\n".join(lines)


@contextmanager
def recording() -> Iterator[tuple[str, list[str]]]:
    """Listen on a port of this machine, and keep what is asked of it."""
    fetched: list[str] = []

    class Recorder(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            fetched.append(self.path)
            self.send_response(200)
            self.end_headers()
            self.wfile.write(SECRET.encode())

        def log_message(self, format: str, *args: object) -> None:
            pass

    with HTTPServer(("127.0.0.1", 0), Recorder) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/zebra.txt", fetched
        finally:
            server.shutdown()
            thread.join()


def forged(path: str) -> Iterator[object]:
    """The shapes in which a file of the server can be named to Gradio."""
    meta = {"_type": "gradio.FileData"}
    for named in ({"path": path}, {"url": path}, {"path": path, "url": path, "orig_name": "zebra.txt"}):
        yield named | {"meta": meta}
        yield named
        yield [named | {"meta": meta}]
    yield [[{"value": {"path": path, "meta": meta}}]]
    yield {"value": {"path": path, "meta": meta}}
    yield path
    yield [path]


def test_no_event_of_the_page_takes_a_file_of_the_server(served: Served, visitor: httpx.Client, tmp_path: Path) -> None:
    secret, link = tmp_path / "zebra.txt", tmp_path / "link.txt"
    secret.write_text(SECRET, "utf-8")
    link.symlink_to(secret)
    before = set(documents(served.home))
    with recording() as (url, fetched):
        for event in events(visitor):
            number = len(event["inputs"])
            for path in (str(secret), str(link), f"file://{secret}", url):
                for shape in forged(path):
                    told = asked(visitor, event["id"], [shape] * number, {"tokens": path, "files": shape})
                    assert "zebra plan" not in told[1], (event["id"], shape)
        assert fetched == []
    assert set(documents(served.home)) == before
    assert secret.read_text("utf-8") == SECRET
