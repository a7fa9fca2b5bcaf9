"""A Chroma server that several homes share: nothing is lost sight of, whoever dies, and whatever fails is told."""

import os
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from functools import partial
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Event, Thread, get_ident
from typing import Any, cast

import httpx
import pytest
from playwright.sync_api import Browser, expect

from index import EmbedderMismatch, Index, IndexUnavailable, ingest, server, shared, writes
from index.core import Core, Place
from index.ingest import document_id, to_document
from index.load import Loaded
from index.store import Store
from tests.browser import ask, opened, serving
from tests.command import ROOT, Run
from tests.wire import Serve, Wire, answering, chroma, closing, dripping, greeting, hang, listening, unused

SEEN_WITHIN = 2.0  # seconds

WRITER = """
import sys, time
from index import Index
name, count = sys.argv[1], int(sys.argv[2])
with Index.open() as index:
    print("ready", flush=True)
    sys.stdin.readline()
    for number in range(count):
        index.add_text(f"Writer {name} tells story number {number} of the word {name}{number}.", uri=f"{name}/{number}")
    print("done", flush=True)
    sys.stdin.readline()
    deadline = time.monotonic() + float(sys.argv[3])
    while len(index.documents()) < 2 * count and time.monotonic() < deadline:
        time.sleep(0.1)
    print(len(index.documents()), flush=True)
"""


@pytest.fixture(scope="module")
def running() -> Iterator[str]:
    """Run one server for all, in memory where that can be: these tests write much, a little at a time."""
    memory = Path("/dev/shm")  # noqa: S108
    with TemporaryDirectory(dir=memory if memory.is_dir() else None) as folder, chroma(Path(folder), unused()) as url:
        yield url


@pytest.fixture
def url(running: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """Give the server, emptied, as the one that indexes are kept on."""
    empty(running)
    monkeypatch.setenv("ONRECORD_CHROMA_URL", running)
    return running


def empty(url: str) -> None:
    client = server.connected(url)
    for collection in client.list_collections():
        client.delete_collection(collection.name)
    client.close()


@pytest.fixture
def homes(url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[Index, Index]]:
    """Open the index from two homes, which look for changes whenever they are asked."""
    monkeypatch.setattr(shared, "POLL", -1.0)
    with Index.open(str(tmp_path / "one")) as one, Index.open(str(tmp_path / "other")) as other:
        yield one, other


numbers = count()


def put(index: Index, *uris: str) -> None:
    """Store texts that were never there before under these names, in one write."""
    texts = [(uri, f"Rain fell on day {next(numbers)}. So {index.path} says in {uri}.") for uri in uris]
    documents = [to_document(Loaded(uri, text)) for uri, text in texts]
    ingest.store(index._core, [ingest.prepared(each) for each in documents], ingest.Outcome())


def shown(index: Index) -> dict[str, str]:
    return {info.uri: index.document(info.id).text for info in index.documents()}


@pytest.fixture
def truth(url: str) -> Iterator[Store]:
    store = Store.at(url)
    yield store
    store.close()


def held(store: Store) -> tuple[dict[str, str], int]:
    """Read what the server itself holds: each document's text, and how many passages no document has."""
    whole = list(store.fetch(store.records().values()))
    passages = store.collection("onrecord-passages").count()
    texts = {each.record.info.uri: "".join(passage.text for passage in each.passages) for each in whole}
    return texts, passages - sum(len(each.passages) for each in whole)


class Killed(BaseException):
    """Ends a client at once, as a signal would."""


@contextmanager
def at_request(number: int, act: Callable[[], object]) -> Iterator[list[int]]:
    """Do something before one of the requests that this thread sends in here; give how many there were."""
    sent, real, here = [0], httpx.Client.request, get_ident()

    def request(self: httpx.Client, *given: Any, **named: Any) -> httpx.Response:  # noqa: ANN401
        if get_ident() == here:
            sent[0] += 1
            if sent[0] == number:
                act()
        return real(self, *given, **named)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(httpx.Client, "request", request)
        yield sent


def test_processes_that_write_at_once_from_two_homes_both_see_everything(truth: Store, tmp_path: Path) -> None:
    def line() -> list[str]:
        return [str(child.stdout and child.stdout.readline()).strip() for child in children]

    def go() -> None:
        for child in children:
            assert child.stdin
            child.stdin.write("\n")
            child.stdin.flush()

    with ExitStack() as stack:
        children = []
        for name in ("ant", "bee"):
            env = os.environ | {"ONRECORD_HOME": str(tmp_path / name)}
            command = [sys.executable, "-c", WRITER, name, "8", str(SEEN_WITHIN)]
            child = subprocess.Popen(command, cwd=ROOT, env=env, stdin=-1, stdout=-1, stderr=-1, text=True)
            stack.callback(child.communicate)
            stack.callback(child.kill)
            children.append(child)
        assert line() == ["ready", "ready"]  # and neither minds that the other made the index at the same time
        go()
        assert line() == ["done", "done"]
        go()
        assert line() == ["16", "16"]
    texts, left = held(truth)
    assert (len(texts), left) == (16, 0)


def test_a_home_sees_what_another_adds_and_removes_within_two_seconds(url: str, tmp_path: Path) -> None:
    with Index.open(str(tmp_path / "one")) as one, Index.open(str(tmp_path / "other")) as other:
        put(one, "dam")
        put(other, "snow")
        assert "dam" in other.search("dam", k=1)[0].passage.text
        assert within(SEEN_WITHIN, lambda: shown(one).keys() == {"dam", "snow"})
        other.remove(other.search("dam", k=1)[0].passage.document_id)
        assert within(SEEN_WITHIN, lambda: shown(one).keys() == {"snow"})


def test_of_two_homes_that_make_an_index_at_once_both_have_the_one_that_was_first(url: str, tmp_path: Path) -> None:
    for number in count(1):
        empty(url)
        one, other = (Core(Place.of(str(tmp_path / f"{name}{number}"), url)) for name in ("one", "other"))
        with at_request(number, partial(one.create, "one's")) as sent:
            other.create("other's")
        for core in (one, other):
            core.check(None)
        assert one.header == other.header
        assert one.header.embedder in ("one's", "other's")
        refused = other if one.header.embedder == "one's" else one
        with pytest.raises(EmbedderMismatch):
            refused.check("other's" if refused is other else "one's")
        one.close()
        other.close()
        if sent[0] < number:
            break


def within(seconds: float, true: Callable[[], bool]) -> bool:
    deadline = time.monotonic() + seconds
    while not true():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.05)
    return True


def test_a_write_that_ends_after_another_began_and_ended_hides_neither(homes: tuple[Index, Index]) -> None:
    one, other = homes
    put(one, "before")
    with one._core.writing() as writer:
        writer.delete(one._core.rows.records()[one.documents()[0].id])
        put(other, "meanwhile")
    assert shown(one).keys() == shown(other).keys() == {"meanwhile"}


@pytest.mark.parametrize("asleep", [False, True])
def test_whatever_another_home_does_between_two_steps_of_a_write_both_show_what_is_stored(
    homes: tuple[Index, Index], truth: Store, monkeypatch: pytest.MonkeyPatch, *, asleep: bool
) -> None:
    """With `asleep`, the other home takes the write for a killed client's, as when a laptop was closed meanwhile."""

    def meanwhile() -> None:
        put(other, "both", "new")
        other.remove(document_id("removed"))

    one, other = homes
    if asleep:
        monkeypatch.setattr(writes, "DEAD_AFTER", 0.0)
    for number in count(3, 3 if asleep else 1):  # the first two look at what is there
        with at_request(number, meanwhile) as sent:
            put(one, "both", "removed", "alone")
        texts, left = held(truth)
        assert shown(one) == shown(other) == texts, number
        assert {"both", "alone"} <= texts.keys(), number
        assert left == 0, number
        if sent[0] < number:
            break


def test_who_cleans_up_spares_what_a_write_under_way_is_bringing_whenever_that_write_ends(
    homes: tuple[Index, Index], truth: Store
) -> None:
    one, other = homes
    for number in count(3):
        with held_up(other, at=RECORDS) as go_on, at_request(number, go_on) as sent:
            put(one, "both")
        texts, left = held(truth)
        assert shown(one) == shown(other) == texts, number
        assert left == 0, number
        if sent[0] < number:
            break


RECORDS = 3  # of what a write stores: its entry, passages, records


@contextmanager
def held_up(index: Index, *, at: int) -> Iterator[Callable[[], None]]:
    """Let a write go on in a thread of its own as far as that, and to its end when that is called."""
    reached, free = Event(), Event()
    stored = count(1)

    def asked(request: httpx.Request) -> None:
        if request.url.path.endswith("/upsert") and next(stored) == at:
            reached.set()
            assert free.wait(60)

    def go_on() -> None:
        free.set()
        writer.join()

    session = cast("Any", index._core._chroma.store())._client._server._session
    session.event_hooks = {**session.event_hooks, "request": [asked]}
    writer = Thread(target=put, args=(index, "both"))
    writer.start()
    try:
        assert reached.wait(60)
        yield go_on
    finally:
        go_on()
        session.event_hooks = {**session.event_hooks, "request": []}


@pytest.mark.parametrize("change", ["put", "remove"])
def test_wherever_a_client_is_killed_nothing_is_half_visible_and_what_it_leaves_is_swept(
    homes: tuple[Index, Index], truth: Store, monkeypatch: pytest.MonkeyPatch, change: str
) -> None:
    def die() -> None:
        raise Killed

    one, other = homes
    monkeypatch.setattr(writes, "DEAD_AFTER", 0.0)
    put(one, "there")
    for number in count(1):
        with at_request(number, die) as sent, suppress(Killed):
            if change == "put":
                put(one, "there", f"new/{number}")
            else:
                one.remove(document_id("there"))
        seen = shown(other), shown(one)
        texts, left = held(truth)
        assert seen == (texts, texts), number
        assert left == 0, number
        if sent[0] < number:
            break
        put(one, "there")


FAULTS: dict[str, Serve] = {
    "hangs": hang,
    "hangs up": closing,
    "drips": dripping,
    "fails": answering("500 Internal Server Error", b"<h1>Something is wrong</h1>"),
    "fails in Chroma's words": answering("500 Oh", b'{"error": "InternalError", "message": "disk is full\\nand more"}'),
    "refuses access": answering("401 Unauthorized", b"{}"),
    "answers garbage": answering("200 OK", b"\x00\xff<html>${1}"),
    "answers half": answering("200 OK", b'{"user', said=1000),
    "answers something else": answering("200 OK", b'{"name": "another service"}'),
    "is not found": answering("404 Not Found", b"<html><title>nginx</title>"),
    "leads elsewhere": answering("302 Found", b""),
    "speaks no HTTP": greeting,
}


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Wait for a server for a part of a second only."""
    for limit in ("SILENCE", "CONNECTED_WITHIN", "ANSWERED_WITHIN"):
        monkeypatch.setattr(server, limit, 0.3)


def told(error: pytest.ExceptionInfo[IndexUnavailable], address: str) -> None:
    """Hold that an error is one line that names the address and says what to do, which is not to delete it."""
    said = str(error.value)
    assert address in said
    assert "\n" not in said
    assert len(said) < 400
    assert "ONRECORD_CHROMA_URL" in said or "try again" in said
    assert "delete" not in said
    assert "cannot be used" not in said


@pytest.mark.usefixtures("impatient")
@pytest.mark.parametrize("fault", FAULTS)
def test_whatever_a_server_does_wrong_is_told_in_one_line(fault: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with listening(FAULTS[fault]) as port:
        address = f"http://127.0.0.1:{port}"
        monkeypatch.setenv("ONRECORD_CHROMA_URL", address)
        with pytest.raises(IndexUnavailable) as error:
            Index.open()
        told(error, address)


@pytest.mark.usefixtures("impatient")
def test_a_server_that_is_not_there_is_told_in_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    for address in (f"http://127.0.0.1:{unused()}", "http://nowhere.invalid:8000"):
        monkeypatch.setenv("ONRECORD_CHROMA_URL", address)
        with pytest.raises(IndexUnavailable) as error:
            Index.open()
        told(error, address)


@pytest.mark.usefixtures("impatient")
def test_a_server_without_https_is_told_in_one_line(running: str, monkeypatch: pytest.MonkeyPatch) -> None:
    address = running.replace("http:", "https:")
    monkeypatch.setenv("ONRECORD_CHROMA_URL", address)
    with pytest.raises(IndexUnavailable) as error:
        Index.open()
    told(error, address)


@pytest.mark.parametrize(
    "address", ["localhost:8000", "ftp://host", "http://", "http://host:99999", "http://[::1", "x"]
)
def test_an_address_that_is_none_is_told_in_one_line(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ONRECORD_CHROMA_URL", address)
    with pytest.raises(IndexUnavailable) as error:
        Index.open()
    told(error, address)


def test_an_open_index_tells_that_its_server_fails_and_works_again_when_it_does(
    url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(server, "SILENCE", 2.0)
    monkeypatch.setattr(shared, "POLL", 0.2)
    wire = Wire(int(url.rpartition(":")[2]))
    with listening(wire.carry) as port:
        address = f"http://127.0.0.1:{port}"
        monkeypatch.setenv("ONRECORD_CHROMA_URL", address)
        with Index.open(str(tmp_path / "one")) as index:
            put(index, "dam")
            for fault in ("fails", "hangs up", "answers garbage", "answers half", "hangs"):
                wire.fault = FAULTS[fault]
                time.sleep(shared.POLL)  # what was known is taken to be so until then
                for call in (index.documents, partial(index.search, "rain"), partial(put, index, "snow")):
                    with pytest.raises(IndexUnavailable) as error:
                        call()
                    told(error, address)
                with pytest.raises(IndexUnavailable):
                    index.remove(document_id("dam"))
                wire.mend()
                assert within(SEEN_WITHIN, partial(works, index)), fault
            put(index, "snow")
            assert shown(index).keys() == {"dam", "snow"}


def works(index: Index) -> bool:
    with suppress(IndexUnavailable):
        return bool(index.documents())
    return False


def test_a_write_that_its_server_fails_in_the_middle_of_is_told_and_made_good_by_the_next(
    url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, truth: Store
) -> None:
    monkeypatch.setattr(shared, "POLL", -1.0)
    monkeypatch.setattr(writes, "DEAD_AFTER", 0.0)
    wire = Wire(int(url.rpartition(":")[2]))

    def cut_off() -> None:
        wire.fault = closing

    with listening(wire.carry) as port:
        monkeypatch.setenv("ONRECORD_CHROMA_URL", f"http://127.0.0.1:{port}")
        with Index.open(str(tmp_path / "one")) as index:
            for number in (5, 7, 9):
                with at_request(number, cut_off), pytest.raises(IndexUnavailable) as error:
                    put(index, "dam", f"snow/{number}")
                told(error, str(port))
                wire.mend()
                put(index, "dam")
                texts, left = held(truth)
                assert shown(index) == texts, number
                assert left == 0, number


def test_the_terminal_tells_that_its_server_fails_in_one_line(onrecord: Run, unused_port: int) -> None:
    address = f"http://127.0.0.1:{unused_port}"
    for command in (("list",), ("add", "seeds")):
        done = onrecord(*command, env={"ONRECORD_CHROMA_URL": address})
        assert (done.returncode, done.stdout) == (2, "")
        assert done.stderr.count("\n") == 1
        assert f"No Chroma server can be reached at {address}: Connection refused. Start it" in done.stderr


def test_the_page_tells_that_its_server_fails_in_one_line_wherever_it_is_asked_and_works_again_when_it_does(
    url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, browser: Browser
) -> None:
    with Index.open(str(tmp_path / "one")) as index:
        index.add_text("“The dam will hold,” Mayor Ann Smith said on Monday.", uri="dam")
    sent = tmp_path / "snow.txt"
    sent.write_text("Snow fell in the hills.", "utf-8")
    wire = Wire(int(url.rpartition(":")[2]))
    with ExitStack() as stack:
        address = f"http://127.0.0.1:{stack.enter_context(listening(wire.carry))}"
        monkeypatch.setenv("ONRECORD_CHROMA_URL", address)
        place = stack.enter_context(serving(tmp_path / "other"))
        page = opened(stack.enter_context(browser.new_context(viewport={"width": 1280, "height": 900})), place.url)
        chip = ask(page, "What did Ann Smith say?").locator(".chip").first
        told_there = re.compile(f"The Chroma server at {address} broke off: .*try again")
        wire.fault = closing
        expect(page.locator("#documents .error")).to_have_text(told_there)
        chip.click()
        expect(page.locator("#source .error")).to_have_text(told_there)
        page.locator("#upload input[type=file]").set_input_files(sent)
        expect(page.locator("#notice")).to_contain_text(told_there)
        page.locator("#question textarea").fill("Will the dam hold?")
        page.locator("#send").click()
        expect(page.locator("#answers .error")).to_have_text(told_there)
        expect(page.locator("#question textarea")).to_have_value("Will the dam hold?")
        page.get_by_role("tab", name="Check quotes").click()
        page.locator("#check textarea").fill("“The dam will hold,” Mayor Ann Smith said.")
        page.locator("#check-send").click()
        expect(page.locator("#verdicts .error")).to_have_text(told_there)
        wire.mend()
        expect(page.locator("#documents")).to_contain_text("dam")
        page.locator("#check-send").click()
        expect(page.locator("#verdicts .checked > li")).to_have_count(1)
        page.get_by_role("tab", name="Ask").click()
        page.locator("#send").click()
        expect(page.locator("#answers .turn .chip")).to_have_count(2)


def test_a_server_that_lost_its_index_is_not_begun_anew_by_who_has_a_copy(url: str, tmp_path: Path) -> None:
    with Index.open(str(tmp_path / "one")) as one:
        put(one, "kept")
    empty(url)
    with pytest.raises(IndexUnavailable, match=r"has no index any more; .* holds a copy of its 1 documents"):
        Index.open(str(tmp_path / "one"))
    Index.open(str(tmp_path / "new")).close()
