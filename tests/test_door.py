"""What the page takes from whom: by real requests to a page that is being served."""

import asyncio
import json
import os
import socket
import subprocess
import sys
import threading
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import httpx
import pytest
from playwright.sync_api import Browser, expect

from tests.browser import NAME, PASSWORD, Served, documents, finished, log_in
from tests.command import COMMAND, ROOT
from ui import received as receiving
from ui.errors import ServeError, UploadError
from ui.hosts import Hosts, hosts
from ui.received import Received, safe_name

ZEBRA = "Zebra crossing plan\nThe zebra plan of the server, said Ada Quux, is to stay unread.\n"
FLOOD = "Flood closes the harbour\n(Gazette) — “The water came at night,” Ada Poe said on Monday.\n"
PATIENCE = 60.0  # seconds
SCRIPT = "/static/js/iframeResizer.contentWindow.min.js"  # of Gradio
ROUTES = """
import json, sys
from pathlib import Path
from index import Index
from ui.page import application
from ui.received import Received

with Index.open(sys.argv[1]) as index:
    page = application(index, Path(sys.argv[1]), Received(Path(sys.argv[1])))
    (mount,) = page.routes
    held = [getattr(one, "original_router", None) for one in mount.app.routes]  # a router within the router
    routes = [*mount.app.routes, *(route for router in held if router for route in router.routes)]
    print(json.dumps([(how, one.path) for one in routes for how in getattr(one, "methods", ())]))
"""


@contextmanager
def client(place: Served, *, password: str | None = None) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=place.url, timeout=PATIENCE) as visitor:
        if password is not None:
            assert visitor.post("login", data={"username": "", "password": password}).status_code == 200
        yield visitor


@pytest.fixture
def visitor(served: Served) -> Iterator[httpx.Client]:
    with client(served) as visiting:
        yield visiting


def events(visitor: httpx.Client) -> list[dict[str, Any]]:
    """Every event of the page that the server answers, also those that are not meant for scripts."""
    return [event for event in visitor.get("config").json()["dependencies"] if event["backend_fn"]]


def upload_event(visitor: httpx.Client) -> int:
    (event,) = (each["id"] for each in events(visitor) if any(name == "upload" for _, name in each["targets"]))
    return int(event)


def acted(visitor: httpx.Client, event: int, data: Sequence[object], sent: object = None) -> tuple[int, str]:
    """Post an event as the page's script does; its status, and all that the server says until it is done."""
    session = os.urandom(6).hex()
    body = {"data": data, "event_data": sent, "fn_index": event, "trigger_id": None, "session_hash": session}
    taken = visitor.post("gradio_api/queue/join", json=body)
    if taken.status_code != 200:
        return taken.status_code, taken.text
    lines = []
    with visitor.stream("GET", "gradio_api/queue/data", params={"session_hash": session}) as stream:
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
            self.wfile.write(ZEBRA.encode())

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
    """The shapes in which Gradio takes a file, and some about them."""
    meta = {"_type": "gradio.FileData"}
    for named in ({"path": path}, {"url": path}, {"path": path, "url": path, "orig_name": "zebra.txt"}):
        yield named
        yield named | {"meta": meta}
        yield [named | {"meta": meta}]
    yield [[{"value": {"path": path, "meta": meta}}]]
    yield {"value": {"path": path, "meta": meta}}
    yield [path]


def test_no_event_of_the_page_takes_a_file_that_is_named_to_it(
    served: Served, visitor: httpx.Client, tmp_path: Path
) -> None:
    secret, link = tmp_path / "zebra.txt", tmp_path / "link.txt"
    secret.write_text(ZEBRA, "utf-8")
    link.symlink_to(secret)
    before = set(documents(served.home))
    with client(served) as other, recording() as (url, fetched):
        token = other.post("upload", params={"name": "zebra.txt"}, content=ZEBRA.encode()).text
        for event in events(visitor):
            number = len(event["inputs"])
            for path in (str(secret), str(link), f"file://{secret}", url, token):
                for shape in forged(path):
                    sent = None if number else {"files": shape}
                    assert acted(visitor, event["id"], [shape] * number, sent)[0] == 400, (event["id"], shape)
            for shape in forged(url):
                for told in (shape, {"files": shape}):
                    assert acted(visitor, event["id"], [""] * number, told)[0] == 400, (event["id"], told)
            words = f"{secret} {link} {url} {token}"
            assert "zebra plan" not in acted(visitor, event["id"], [words] * number, {"tokens": words, "doc": url})[1]
        assert fetched == []
    assert set(documents(served.home)) == before
    assert secret.read_text("utf-8") == ZEBRA


def test_what_is_not_words_is_refused_unread(visitor: httpx.Client) -> None:
    file = {"path": "/etc/hostname", "meta": {"_type": "gradio.FileData"}}
    status, told = acted(visitor, upload_event(visitor), [[file], ""])
    assert (status, told) == (400, "An event of this page takes words, and nothing else")
    for body in (
        b"",
        b"[]",
        b"{",
        b'{"data": {}}',
        b"[" * 100_000,
        b'{"data": [[]]}',
        b'{"event_data": {"a": {}}}',
        b'{"k": [' + b"[]," * 100_000,
    ):
        assert visitor.post("gradio_api/queue/join", content=body).status_code in (400, 422), body[:40]


def test_a_tab_s_events_and_answers_are_its_visitor_s_alone(guarded: Served) -> None:
    with client(guarded, password=PASSWORD) as one, client(guarded, password=PASSWORD) as other:
        event = {"fn_index": 0, "session_hash": "of-one", "event_id": "none"}
        assert one.post("gradio_api/cancel", json=event).status_code == 200
        assert other.post("gradio_api/cancel", json=event).status_code == 403
        assert other.post("gradio_api/queue/join", json=event | {"data": [""]}).status_code == 403
        assert other.get("gradio_api/queue/data", params={"session_hash": "of-one"}).status_code == 403
        assert other.get("gradio_api/heartbeat/of-one").status_code == 403


def test_a_file_is_added_for_who_sent_it_and_for_nobody_else(guarded: Served) -> None:
    with client(guarded, password=PASSWORD) as sender, client(guarded, password=PASSWORD) as other:
        token = sender.post("upload", params={"name": "a/b\\flood.txt"}, content=FLOOD.encode()).text
        event = upload_event(sender)
        assert "no longer here" in acted(other, event, [""], {"tokens": token})[1]
        assert "upload:flood.txt" not in {each.uri for each in documents(guarded.home).values()}
        assert "Flood closes the harbour" in acted(sender, event, [""], {"tokens": token})[1]
        assert "no longer here" in acted(sender, event, [""], {"tokens": token})[1]
    assert "upload:flood.txt" in {each.uri for each in documents(guarded.home).values()}


def test_what_waits_is_deleted_when_the_server_is_ended(seeded: Path, tmp_path: Path, unused_port: int) -> None:
    kept = tmp_path / "kept"
    kept.mkdir()
    command = [*COMMAND, "serve", "--port", str(unused_port)]
    env = os.environ | {"TMPDIR": str(kept), "ONRECORD_HOME": str(seeded)}
    with subprocess.Popen(command, cwd=ROOT, env=env, stdout=subprocess.PIPE, encoding="utf-8") as child:
        assert child.stdout
        url = child.stdout.readline().strip()
        assert httpx.post(f"{url}upload?name=flood.txt", content=FLOOD.encode()).status_code == 200
        assert list(kept.glob("onrecord-*/*/flood.txt"))
        child.terminate()
    assert list(kept.glob("onrecord-*")) == []


async def content(*chunks: bytes) -> AsyncIterator[bytes]:
    for chunk in chunks:
        yield chunk


def test_a_file_lies_under_its_name_until_it_is_handed_over(tmp_path: Path) -> None:
    received = Received(tmp_path)
    token = finished(received.take("ada", "flood.txt", content(b"Flo", b"od")))
    assert list(received.handed_over("eve", [token])) == []
    (held,) = ((path, path.read_bytes()) for path in received.handed_over("ada", [token, token]))
    assert (held[0].name, held[1]) == ("flood.txt", b"Flood")
    assert list(received.handed_over("ada", [token])) == []
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_is_not_added_is_not_kept(tmp_path: Path) -> None:
    async def run() -> None:
        received = Received(tmp_path, seconds=0.05)
        token = await received.take("ada", "flood.txt", content(b"Flood"))
        assert received.taken_by("ada", [token]) == [token]
        while list(tmp_path.iterdir()):
            await asyncio.sleep(0.01)
        assert received.taken_by("ada", [token]) == []

    finished(asyncio.wait_for(run(), PATIENCE))


@pytest.mark.parametrize(("limit", "why"), [("LARGEST_UPLOAD", "Split it"), ("MOST_WAITING", "later")])
def test_a_file_that_is_too_large_is_not_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, limit: str, why: str
) -> None:
    monkeypatch.setattr(receiving, limit, 10)
    received = Received(tmp_path)
    for _ in range(3):  # what was refused no longer counts
        with pytest.raises(UploadError, match=why):
            finished(received.take("ada", "flood.txt", content(b"12345", b"123456")))
        assert list(tmp_path.iterdir()) == []
    finished(received.take("ada", "flood.txt", content(b"12345", b"12345")))


def test_a_file_that_breaks_off_is_not_kept(tmp_path: Path) -> None:
    async def breaking() -> AsyncIterator[bytes]:
        yield b"Flo"
        raise ConnectionAbortedError("the browser has left")

    with pytest.raises(UploadError, match="cannot be kept"):
        finished(Received(tmp_path).take("ada", "flood.txt", breaking()))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("flood.txt", "flood.txt"),
        ("Élodie’s 洪水 report.md", "Élodie’s 洪水 report.md"),
        ("../../etc/passwd", "passwd"),
        ("C:\\notes\\flood.txt", "flood.txt"),
        ("..", "file"),
        ("/", "file"),
        ("", "file"),
        ("a\0b\n\ud800.txt", "ab.txt"),
        (".htaccess", ".htaccess"),
    ],
)
def test_a_name_stays_in_its_folder(name: str, kept: str, tmp_path: Path) -> None:
    assert safe_name(name) == kept
    (tmp_path / safe_name(name)).write_bytes(b"")
    assert [each.name for each in tmp_path.iterdir()] == [kept]


def test_a_long_name_keeps_its_ending(tmp_path: Path) -> None:
    for name in ("洪" * 300 + ".txt", "a" * 300, "." + "b" * 300, "c." + "d" * 300):
        (tmp_path / safe_name(name)).write_bytes(b"")
    assert safe_name("洪" * 300 + ".txt").endswith("洪.txt")


@pytest.mark.parametrize(
    ("host", "is_ours"),
    [
        ("localhost", True),
        ("LOCALHOST:8000", True),
        ("127.0.0.1:{port}", True),
        ("127.8.8.8", True),
        ("[::1]:{port}", True),
        ("evil.example", False),
        ("evil.example:{port}", False),
        ("localhost.evil.example", False),
        ("127.0.0.1.evil.example", False),
        ("192.168.1.7", False),
        ("[fe80::1]", False),
        ("localhost@evil.example", False),
        ("localhost evil.example", False),
        ("", False),
    ],
)
def test_a_page_for_this_machine_answers_only_to_its_names(visitor: httpx.Client, host: str, *, is_ours: bool) -> None:
    named = host.format(port=visitor.base_url.port)
    for path in ("", "config", "theme.css"):
        for headers in ({"Host": named}, {"X-Forwarded-Host": named}):
            if not named and "Host" not in headers:
                continue
            answer = visitor.get(path, headers=headers)
            assert answer.status_code == (200 if is_ours else 421)
            assert is_ours or ("--allow-host NAME" in answer.text and "\n" not in answer.text)


def test_a_page_for_other_machines_answers_to_addresses_and_to_names_that_are_allowed(guarded: Served) -> None:
    with client(guarded) as visitor:
        ours = ("10.1.2.3:80", "[2001:db8::1]", "localhost", socket.gethostname(), NAME, f"{NAME.upper()}:443")
        assert {visitor.get("", headers={"Host": host}).status_code for host in ours} == {200}
        strange = ("evil.example", f"{NAME}.evil.example", f"www.{NAME}", "010.1.2.3", "10.1.2.3.evil.example")
        assert {visitor.get("", headers={"Host": host}).status_code for host in strange} == {421}


def test_pages_of_other_origins_are_not_answered(visitor: httpx.Client) -> None:
    host = f"127.0.0.1:{visitor.base_url.port}"
    own = (f"http://{host}", f"https://{host}", f"HTTP://{host}")
    strange = (
        "http://evil.example",
        "null",
        f"http://{host}.evil.example",
        "http://127.0.0.1:1",
        f"{host}",
        "",
        "http://",
    )
    for method, path in (
        ("POST", "upload"),
        ("POST", "gradio_api/queue/join"),
        ("POST", "gradio_api/cancel"),
        ("GET", ""),
    ):
        for origin in strange:
            refused = visitor.request(method, path, headers={"Origin": origin})
            assert (refused.status_code, refused.text.count("\n")) == (403, 0), (path, origin)
        for origin in own:
            assert visitor.request(method, path, headers={"Origin": origin}).status_code != 403
        assert visitor.request(method, path).status_code != 403


def test_a_proxy_of_an_allowed_name_may_put_another_host_before_the_page(guarded: Served) -> None:
    with client(guarded) as visitor:
        for host in (NAME, "127.0.0.1:7860"):
            assert visitor.get("", headers={"Host": host, "Origin": f"https://{NAME}"}).status_code == 200
            assert visitor.get("", headers={"Host": host, "Origin": "https://evil.example"}).status_code == 403


def test_no_web_socket_is_opened(visitor: httpx.Client) -> None:
    key = {"Sec-WebSocket-Version": "13", "Sec-WebSocket-Key": "AAAAAAAAAAAAAAAAAAAAAA=="}
    answer = visitor.get("gradio_api/queue/data", headers={"Connection": "Upgrade", "Upgrade": "websocket"} | key)
    assert answer.status_code == 403


@pytest.mark.parametrize("name", ["http://docs.example.org", "docs.example.org:443", "*", "", "a b", "-a"])
def test_an_allowed_host_is_a_name(name: str) -> None:
    with pytest.raises(ServeError, match="is no name"):
        hosts("127.0.0.1", "127.0.0.1", [name])


def test_a_page_that_is_served_by_name_answers_to_it() -> None:
    assert hosts("box.example", "192.168.1.7", []).refusal(["Box.example:7860"]) is None
    assert hosts("::1", "::1", []).refusal(["[::1]:7860", "localhost"]) is None
    assert Hosts(frozenset(), frozenset(), alone=False).refusal([]) is not None


@pytest.fixture(scope="module")
def routes(seed_home: Path, tmp_path_factory: pytest.TempPathFactory) -> list[tuple[str, str]]:
    """Every route that Gradio has, and ours; what stands in braces is filled in."""
    home = tmp_path_factory.mktemp("routes") / "home"
    subprocess.run(["cp", "-r", seed_home, home], check=True)
    done = subprocess.run([sys.executable, "-c", ROUTES, home], cwd=ROOT, capture_output=True, text=True, check=True)
    found = [(method, path) for method, path in json.loads(done.stdout) if "{page}" not in path]
    assert len(found) > 60
    more = {("POST", "/upload"), ("GET", SCRIPT), ("GET", "/nothing"), ("OPTIONS", "/"), ("POST", "/"), ("DELETE", "/")}
    return sorted({*found, *more})


def answering(visitor: httpx.Client, routes: list[tuple[str, str]]) -> set[tuple[str, str]]:
    """Those of the routes that are not refused."""
    found = set()
    for method, path in routes:
        with visitor.stream(method, path.replace(":path", "")) as answer:
            if answer.status_code not in (401, 403, 404, 405):
                found.add((method, path))
    return found


def test_without_a_password_the_login_page_answers_and_nothing_else(
    guarded: Served, routes: list[tuple[str, str]]
) -> None:
    with client(guarded) as visitor:
        assert answering(visitor, routes) == {("GET", "/"), ("HEAD", "/"), ("POST", "/login")}
        page = visitor.get("", params={"doc": '"><script>'})
        assert "<script" not in page.text
        assert 'action="login?doc=' in page.text


def test_with_a_password_the_page_answers_what_it_uses_and_nothing_else(
    guarded: Served, routes: list[tuple[str, str]]
) -> None:
    with client(guarded, password=PASSWORD) as visitor:
        assert answering(visitor, [route for route in routes if route[1] != "/logout"]) == {
            ("GET", "/"),
            ("HEAD", "/"),
            ("POST", "/login"),
            ("POST", "/upload"),
            ("GET", "/config"),
            ("GET", "/theme.css"),
            ("GET", "/favicon.ico"),
            ("GET", SCRIPT),
            ("GET", "/gradio_api/heartbeat/{session_hash}"),
            ("POST", "/gradio_api/queue/join"),
            ("GET", "/gradio_api/queue/data"),
            ("POST", "/gradio_api/cancel"),
            ("POST", "/gradio_api/reset"),
        }
        assert visitor.get("logout").status_code == 303
        assert visitor.get("config").status_code == 401


def test_the_page_that_was_asked_for_comes_after_the_password(
    browser: Browser, guarded: Served, tmp_path: Path
) -> None:
    (seed, *_) = (id for id, each in documents(guarded.home).items() if "Greer" in each.title)
    file = tmp_path / "strike.txt"
    file.write_text("Strike at the mill\n(Herald) — “We will not go back,” Tom Reed said on Friday.\n", "utf-8")
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.goto(f"{guarded.url}?doc={seed}")
    log_in(page, "wrong")
    expect(page.get_by_role("alert")).to_have_text("Incorrect credentials. Try again.", timeout=30_000)
    log_in(page, PASSWORD)
    expect(page.locator("#source .document h2")).to_contain_text("Greer", timeout=30_000)
    page.locator("#upload input[type=file]").set_input_files(file)
    expect(page.locator("#notice")).to_contain_text("Added “Strike at the mill”", timeout=30_000)
    page.route("**/upload?*", lambda route: route.abort())
    page.locator("#upload input[type=file]").set_input_files(file)
    expect(page.locator("#upload [role=status]")).to_have_text("strike.txt: could not be sent. Try again.")
    context.close()
