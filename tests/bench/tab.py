"""A browser's tab as the server sees it: Gradio's queue over HTTP, by what the page itself says of its events."""

import json
import uuid
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException, HTTPResponse
from typing import Any, Self
from urllib.parse import urlsplit

PATIENCE = 120.0  # seconds without a word from the server
ASKS = "onrecord.asking("  # what the browser does to a question before it is sent
ANSWERS = "answers"  # the part of the page that shows them


class TabError(Exception):
    """What the server did wrong, in one line."""


@dataclass(frozen=True, slots=True)
class Event:
    """An event of the page: its number, what kinds of parts go in, and the places that come out."""

    number: int
    takes: tuple[str, ...]
    fills: tuple[str | None, ...]


@dataclass(frozen=True, slots=True)
class Wiring:
    """The page's events that a tab needs: those when it opens, the look each second, the answer to a question."""

    opening: tuple[Event, ...]
    looking: Event
    asking: Event

    @classmethod
    def of(cls, config: Mapping[str, Any]) -> Self:
        """Find them in what `/config` says of the page."""
        parts = {each["id"]: each for each in config["components"]}
        events = config["dependencies"]

        def event(found: Mapping[str, Any]) -> Event:
            takes = tuple(str(parts[each]["type"]) for each in found["inputs"])
            fills = tuple(parts[each]["props"].get("elem_id") for each in found["outputs"])
            return Event(found["id"], takes, fills)

        def begun_by(name: str) -> list[Event]:
            return [event(each) for each in events if name in (target[1] for target in each["targets"])]

        typed = next(each["id"] for each in events if ASKS in (each["js"] or ""))
        (asking,) = (event(each) for each in events if each["trigger_after"] == typed and each["backend_fn"])
        (looking,) = begun_by("tick")
        return cls(tuple(begun_by("load")), looking, asking)


class Tab:
    """One tab; its conversation is its own."""

    def __init__(self, url: str, wiring: Wiring) -> None:
        self._host = urlsplit(url).netloc
        self._wiring = wiring
        self._session = uuid.uuid4().hex

    def open(self) -> None:
        """Fetch the page and fill it."""
        with _answered(self._host, "GET", "/") as page:
            page.read()
        for event in self._wiring.opening:
            self._sent(event, "")

    def look(self) -> None:
        """Look for documents that came or went."""
        self._sent(self._wiring.looking, "")

    def ask(self, question: str) -> str:
        """Ask; give the answers as the page shows them."""
        event = self._wiring.asking
        out = self._sent(event, json.dumps({"question": question, "without": []}))
        return str(out[event.fills.index(ANSWERS)])

    def _sent(self, event: Event, text: str) -> list[Any]:
        """Send an event with a text, and wait for what comes of it; what the server keeps itself stays with it."""
        data = [None if kind == "state" else text for kind in event.takes]
        sent = {"data": data, "fn_index": event.number, "session_hash": self._session, "event_data": None}
        with _answered(self._host, "POST", "/gradio_api/queue/join", json.dumps(sent)) as joined:
            joined.read()
        out: list[Any] | None = None
        with _answered(self._host, "GET", f"/gradio_api/queue/data?session_hash={self._session}") as stream:
            for message in _messages(stream):
                if message["msg"] == "process_completed":
                    if not message["success"]:
                        raise TabError(f"the page says {message['output']}")
                    out = message["output"]["data"]
        if out is None:
            raise TabError("the server closed the stream before the answer")
        return out


def wiring(url: str) -> Wiring:
    """Ask a served page for its events."""
    with _answered(urlsplit(url).netloc, "GET", "/config") as config:
        return Wiring.of(json.load(config))


def _messages(stream: HTTPResponse) -> Iterator[dict[str, Any]]:
    for line in stream:
        if line.startswith(b"data:"):
            message: dict[str, Any] = json.loads(line[len(b"data:") :])
            yield message
            if message["msg"] == "close_stream":
                return


@contextmanager
def _answered(host: str, verb: str, path: str, body: str | None = None) -> Iterator[HTTPResponse]:
    """Send a request and give what answers it; raises TabError for anything but 200."""
    connection = HTTPConnection(host, timeout=PATIENCE)
    try:
        connection.request(verb, path, body, {"Content-Type": "application/json"} if body else {})
        response = connection.getresponse()
        if response.status != 200:
            raise TabError(f"{verb} {path.partition('?')[0]} is answered with {response.status}")
        yield response
    except (OSError, HTTPException) as error:
        raise TabError(f"{verb} {path.partition('?')[0]} failed: {error!r}") from error
    finally:
        connection.close()
