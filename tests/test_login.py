"""The password of the page: where it comes from, who is let in, and how often one may be wrong."""

import asyncio
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from unicodedata import normalize

import httpx
import pytest

from tests.browser import PASSWORD, Served, finished
from tests.command import ROOT, run_command
from ui import login
from ui.errors import ServeError
from ui.login import MOST_WRONG, Attempts
from ui.passwords import LONGEST, chosen

WIPED = """
import sys
from pathlib import Path
from ui.passwords import wipe

wipe()
sys.stdout.buffer.write(Path("/proc/self/cmdline").read_bytes())
"""


def answered(place: Served, password: str, address: str = "10.0.0.1") -> int:
    """Give a password, and say that it comes from some other address; the status of the answer."""
    form, headers = {"username": "", "password": password}, {"X-Forwarded-For": address}
    return httpx.post(f"{place.url}login", data=form, headers=headers, timeout=60).status_code


def test_a_tenth_wrong_password_is_the_last_that_is_told_so_and_the_right_one_is_always_let_in(guarded: Served) -> None:
    with httpx.Client(base_url=guarded.url) as inside:
        assert inside.post("login", data={"password": PASSWORD}).json() == {"success": True}
        told = [answered(guarded, f"wrong {at}", f"10.0.0.{at}") for at in range(MOST_WRONG + 1)]
        assert told == sorted(told)  # others, in other tests, may have been wrong a moment ago
        assert told[-1] == 429
        assert set(told) <= {400, 429}
        assert answered(guarded, PASSWORD) == 200
        with ThreadPoolExecutor(5) as guessing:
            wrong = [guessing.submit(answered, guarded, f"guess {at}") for at in range(4)]
            right = guessing.submit(answered, guarded, PASSWORD)
            assert inside.get("config").status_code == 200
            assert right.result() == 200
            assert {each.result() for each in wrong} == {429}


def test_what_is_no_form_with_the_password_lets_nobody_in(guarded: Served) -> None:
    for sent in (
        {},
        {"username": PASSWORD},
        {"password": ""},
        {"password": PASSWORD + "\n"},
        {"password": "x" * 9_999},
    ):
        assert httpx.post(f"{guarded.url}login", data=sent).status_code in (400, 429)
    for content in (b"", b"\0", b"password", PASSWORD.encode()):
        assert httpx.post(f"{guarded.url}login", content=content).status_code in (400, 429)
    file = {"password": ("password", PASSWORD.encode())}
    assert httpx.post(f"{guarded.url}login", files=file).status_code in (400, 429)


def test_an_accent_may_be_typed_with_its_letter_or_after_it(guarded: Served) -> None:
    for form in ("NFC", "NFD"):
        assert answered(guarded, normalize(form, PASSWORD), "10.0.0.7") == 200
    assert answered(guarded, normalize("NFD", PASSWORD).encode("ascii", "ignore").decode(), "10.0.0.7") != 200


async def here() -> bool:
    return False


async def gone() -> bool:
    return True


def judged(attempts: Attempts, address: str, *words: str) -> list[int]:
    """Give passwords from an address, one after the other."""

    async def run() -> list[int]:
        return [await attempts.status(address, b"right", word.encode(), here) for word in words]

    return finished(run())


def test_each_address_is_counted_for_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(login, "PAUSE", 0.001)
    attempts = Attempts()
    wrong = ["wrong"] * MOST_WRONG
    assert judged(attempts, "one", *wrong, "wrong", "right", "wrong") == [400] * MOST_WRONG + [429, 200, 429]
    assert judged(attempts, "two", "wrong", "right") == [400, 200]


def test_wrong_passwords_are_forgotten_after_a_minute(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(login, "PAUSE", 0.001)
    attempts = Attempts()
    assert judged(attempts, "one", *["wrong"] * MOST_WRONG, "wrong")[-1] == 429
    monkeypatch.setattr(login, "MINUTE", 0.0)
    assert judged(attempts, "one", "wrong") == [400]
    assert len(attempts._wrong) == 1


def test_over_the_limit_passwords_are_read_one_after_the_other(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(login, "PAUSE", 0.02)
    attempts = Attempts()
    judged(attempts, "one", *["wrong"] * MOST_WRONG)

    async def together() -> list[int]:
        words = [b"wrong"] * 9 + [b"right"]
        return await asyncio.gather(*(attempts.status("one", b"right", word, here) for word in words))

    begun = time.monotonic()
    assert finished(together()) == [429] * 9 + [200]
    assert time.monotonic() - begun >= 10 * 0.02
    assert not attempts._waiting


def test_the_right_password_waits_neither_for_those_who_left_nor_for_those_who_came_before(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(login, "PAUSE", 0.02)
    attempts = Attempts()
    judged(attempts, "one", *["wrong"] * MOST_WRONG)
    done: list[str] = []

    async def tried(word: str, left: login.Gone) -> int:
        status = await attempts.status("one", b"right", word.encode(), left)
        done.append(word)
        return status

    async def together() -> list[int]:
        piled = [tried(f"wrong {number}", gone if number % 2 else here) for number in range(200)]
        return await asyncio.gather(*piled, tried("right", here))

    begun = time.monotonic()
    assert finished(together()) == [429] * 200 + [200]
    assert done.index("right") <= 200 - login.MOST_WAITING + 1
    assert time.monotonic() - begun < 5


def test_a_password_comes_from_an_argument_a_file_or_the_environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "password"
    assert chosen(None, None, without=False) is None
    assert chosen(None, None, without=True) is None
    assert chosen("a", None, without=False) == "a"
    for content in ("a b ", "a b \n", "\ufeffa b \r\n"):
        file.write_bytes(content.encode())
        assert chosen(None, str(file), without=False) == "a b "
    monkeypatch.setenv("ONRECORD_PASSWORD", "")
    with pytest.raises(ServeError, match="ONRECORD_PASSWORD gives is empty"):
        chosen(None, None, without=False)
    monkeypatch.setenv("ONRECORD_PASSWORD", "b")
    assert chosen(None, None, without=False) == "b"


def test_only_one_place_may_have_a_password(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = str(tmp_path / "password")
    with pytest.raises(ServeError, match="--password and --password-file exclude each other"):
        chosen("a", file, without=False)
    monkeypatch.setenv("ONRECORD_PASSWORD", "secret word")
    for option, name, without in (("a", None, False), (None, file, False), (None, None, True)):
        with pytest.raises(ServeError, match=r"ONRECORD_PASSWORD.*exclude each other") as refused:
            chosen(option, name, without=without)
        assert "secret word" not in str(refused.value)


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "is empty"),
        (b"\n", "is empty"),
        (b"secret\nword\n", "more than a password"),
        (b"secret" * LONGEST, "more than a password"),
        (b"secret\xff", "not UTF-8"),
        (None, "cannot be read"),
    ],
)
def test_a_file_without_a_good_password_is_an_error_in_one_line(
    content: bytes | None, why: str, tmp_path: Path
) -> None:
    file = tmp_path / "password"
    if content is not None:
        file.write_bytes(content)
    with pytest.raises(ServeError, match=why) as refused:
        chosen(None, str(file), without=False)
    assert str(file) in str(refused.value)
    assert "secret" not in str(refused.value)
    assert "\n" not in str(refused.value)


def test_an_empty_password_is_an_error() -> None:
    with pytest.raises(ServeError, match="is empty"):
        chosen("", None, without=False)


def test_a_name_that_is_none_is_an_error_in_one_line(unused_port: int) -> None:
    done = run_command("serve", "--port", str(unused_port), "--allow-host", "http://docs.example.org")
    assert done.returncode == 2
    assert done.stderr.startswith("onrecord: --allow-host 'http://docs.example.org' is no name.")
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize(
    "given", [["--password", "sésame 5"], ["--password=sésame 5"], ["--password=sésame 5", "--password", "sésame 5"]]
)
def test_a_password_is_wiped_from_what_ps_shows(given: list[str]) -> None:
    done = subprocess.run(
        [sys.executable, "-c", WIPED, *given, "--port", "1"], cwd=ROOT, capture_output=True, check=True
    )
    shown = done.stdout.decode().rstrip("\0").split("\0")
    assert shown[-2:] == ["--port", "1"]
    assert "sésame" not in done.stdout.decode().replace(WIPED, "")
    assert [each.rstrip("*") for each in shown[3:-2]] == [each.removesuffix("sésame 5") for each in given]


@pytest.mark.parametrize("given", ["--passwor=geheim Wort", "--passwort=geheim Wort"])
def test_an_option_that_is_none_is_told_without_the_password_in_it(given: str) -> None:
    done = run_command("serve", given)
    assert done.returncode == 2
    assert "geheim" not in done.stderr
    assert "Wort" not in done.stderr
