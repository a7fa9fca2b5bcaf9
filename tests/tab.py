"""A browser tab without a browser: it asks the page as its script does, and reads what is streamed to it."""

import json
import os
from collections.abc import Iterator, Sequence
from types import TracebackType
from typing import Any, Self

import httpx

from qa import Answer
from ui.kept import kept

PATIENCE = 120.0  # seconds


class Tab:
    """A session of its own at the page that is served at an address."""

    def __init__(self, url: str) -> None:
        self.session = os.urandom(6).hex()
        self._client = httpx.Client(base_url=url, timeout=PATIENCE)
        self._events = {each["api_name"]: each["id"] for each in self._client.get("config").json()["dependencies"]}
        self._stream: httpx.Response | None = None
        self._messages: Iterator[dict[str, Any]] = iter(())
        self._completed: dict[str, list[Any]] = {}
        self._open: set[str] = set()  # events that are not completed
        self._asked = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.leave()

    def leave(self) -> None:
        """Close every connection, as a browser does with a tab."""
        self._end()
        self._client.close()

    def remember(self, history: Sequence[Answer]) -> None:
        """Open the page as a tab that has these answers already."""
        self.given(self.send("opened", kept(history), None))

    def ask(self, question: str) -> str:
        """Ask, and come for the answer; give the name of the event once the server has begun with it."""
        event = self.send_question(question)
        for message in self._messages:
            if message["msg"] == "process_starts" and message["event_id"] == event:
                break
        return event

    def send_question(self, question: str) -> str:
        """Ask, and give the name of the event."""
        self._asked += 1
        return self.send("asked", json.dumps({"question": question, "number": self._asked}), None)

    def stop(self) -> None:
        """Press Stop."""
        self.given(self.send("stopped", self._asked))

    def begin_anew(self) -> None:
        """Press New chat."""
        self.given(self.send("begun_anew", self._asked, None))

    def send(self, name: str, *data: object) -> str:
        """Send an event and open the stream of what becomes of it; give its name."""
        body = {"data": data, "fn_index": self._events[name], "session_hash": self.session}
        joined = self._client.post("gradio_api/queue/join", json=body)
        if self._stream is None:
            query = {"session_hash": self.session}
            request = self._client.build_request("GET", "gradio_api/queue/data", params=query)
            self._stream = self._client.send(request, stream=True)
            self._messages = self._read(self._stream)
        event = str(joined.json()["event_id"])
        self._open.add(event)
        return event

    def given(self, event: str) -> list[Any]:
        """Wait for what an event gives."""
        while event not in self._completed:
            message = next(self._messages)
            if message["msg"] == "process_completed":
                assert message["success"], message
                self._completed[message["event_id"]] = list(message["output"]["data"])
                self._open.discard(message["event_id"])
        if not self._open and self._stream is not None:
            assert any(message["msg"] == "close_stream" for message in self._messages)
            self._end()
        return self._completed.pop(event)

    def _end(self) -> None:
        if self._stream is not None:
            self._stream.close()
            self._stream = None

    def _read(self, stream: httpx.Response) -> Iterator[dict[str, Any]]:
        for line in stream.iter_lines():
            if line.startswith("data: "):
                yield json.loads(line.removeprefix("data: "))
