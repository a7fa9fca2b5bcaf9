import io
import json
import os
import pty
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from qa.answer import Answer, Citation, Part
from tests.command import COMMAND, ROOT, Run
from ui import terminal
from ui.cli import main

QUESTION = "what did Greer say about export controls?"
UNANSWERABLE = "what is the recipe for sourdough bread?"
HEAVY = {"index", "qa", "chromadb", "gradio", "numpy", "onnxruntime", "torch", "sentence_transformers"}
HOSTILE = "\x1b[31mred\x07 \x9b2J \u202eback\u202c \u2066in\u2069"


def is_one_line(text: str) -> bool:
    return text.startswith("onrecord: ") and text.count("\n") == 1 and "Traceback" not in text


def on_a_terminal(*arguments: str, typed: str = "", env: dict[str, str] | None = None) -> tuple[str, int]:
    """Run the command with all its streams on a pseudo-terminal; give what it showed and its exit code."""
    ours, theirs = pty.openpty()
    child = subprocess.Popen(
        [*COMMAND, *arguments],
        cwd=ROOT,
        env=os.environ | {"TERM": "xterm", "COLUMNS": "60"} | (env or {}),
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        start_new_session=True,
    )
    os.close(theirs)
    os.write(ours, typed.encode())
    shown = b""
    try:
        while piece := os.read(ours, 65536):
            shown += piece
    except OSError:  # how Linux says that the other side has closed
        pass
    os.close(ours)
    return shown.decode(), child.wait(60)


def test_an_answer_goes_to_stdout_with_its_quotes_and_exits_0(onrecord: Run) -> None:
    done = onrecord("ask", QUESTION)
    assert done.returncode == 0, done.stderr
    assert "export control" in done.stdout
    assert "[1]" in done.stdout
    assert "Bloomberg" in done.stdout


@pytest.mark.usefixtures("seeded")
def test_an_abstention_exits_1_and_says_so_on_stdout(onrecord: Run) -> None:
    done = onrecord("ask", UNANSWERABLE)
    assert done.returncode == 1, done.stderr
    assert done.stdout.strip()


@pytest.mark.usefixtures("seeded")
def test_json_is_one_value_with_the_answer(onrecord: Run) -> None:
    done = onrecord("ask", "--json", QUESTION)
    answer = json.loads(done.stdout)
    assert done.returncode == 0
    assert answer["question"] == QUESTION
    assert answer["answered"] is True
    assert [citation["number"] for citation in answer["citations"]] == list(range(1, len(answer["citations"]) + 1))
    assert done.stdout.isascii()


@pytest.mark.usefixtures("seeded")
def test_a_question_needs_no_quotes_around_it(onrecord: Run) -> None:
    done = onrecord("ask", *QUESTION.split(), "--json")
    assert json.loads(done.stdout)["question"] == QUESTION


@pytest.mark.usefixtures("seeded")
def test_each_line_of_standard_input_is_a_question(onrecord: Run) -> None:
    done = onrecord("ask", "--json", input=f"{QUESTION}\n\n{UNANSWERABLE}\n")
    assert [answer["question"] for answer in json.loads(done.stdout)] == [QUESTION, UNANSWERABLE]
    assert done.returncode == 1


def test_an_empty_question_is_an_error_in_one_line(onrecord: Run) -> None:
    done = onrecord("ask", "")
    assert (done.returncode, done.stdout) == (2, "")
    assert is_one_line(done.stderr)


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("bogus",),
        ("add",),
        ("remove",),
        ("ask", "--bogus"),
        ("serve", "--port", "x"),
        ("serve", "--port", "70000"),
        ("serve", "--host", "0.0.0.0"),  # noqa: S104 - that it is refused is the point
        ("serve", "--password", ""),
    ],
)
def test_a_usage_error_is_one_line_and_exits_2(arguments: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*arguments]) == 2
    shown = capsys.readouterr()
    assert shown.out == ""
    assert is_one_line(shown.err)


def test_home_is_taken_before_and_after_the_command_and_beats_the_environment(
    onrecord: Run, tmp_path: Path, home: Path
) -> None:
    note = tmp_path / "note.txt"
    note.write_text("The minister said the bridge opens in May.")
    assert onrecord("--home", str(tmp_path / "a"), "add", str(note)).returncode == 0
    listed = onrecord("list", "--json", "--home", str(tmp_path / "a"))
    assert [info["uri"] for info in json.loads(listed.stdout)] == [str(note)]
    assert not home.exists()


def test_list_says_where_the_data_lie(onrecord: Run, tmp_path: Path, home: Path) -> None:
    note = tmp_path / "note.txt"
    note.write_text("The minister said the bridge opens in May.")
    onrecord("add", str(note))
    listed = onrecord("list")
    assert listed.returncode == 0
    assert str(note) in listed.stdout
    assert str(home) in listed.stdout


def test_listing_nothing_is_an_empty_list(onrecord: Run) -> None:
    done = onrecord("list", "--json")
    assert (done.returncode, json.loads(done.stdout)) == (0, [])


def test_what_fails_to_be_added_is_named_and_keeps_nothing_else_out(onrecord: Run, tmp_path: Path) -> None:
    note = tmp_path / "note.txt"
    note.write_text("The minister said the bridge opens in May.")
    missing = str(tmp_path / "missing.txt")
    done = onrecord("add", missing, str(note))
    assert done.returncode == 2
    assert is_one_line(done.stderr)
    assert missing in done.stderr
    assert [info["uri"] for info in json.loads(onrecord("list", "--json").stdout)] == [str(note)]


def test_standard_input_is_added_as_one_document(onrecord: Run) -> None:
    done = onrecord("add", "-", "--title", "Interview", "--uri", "talk", input="“We will build it,” she said.\n")
    assert done.returncode == 0, done.stderr
    (info,) = json.loads(onrecord("list", "--json").stdout)
    assert (info["title"], info["uri"]) == ("Interview", "talk")


def test_standard_input_that_is_no_text_is_an_error_in_one_line(onrecord: Run) -> None:
    done = onrecord("add", "-", input=b"\xff\xfe\x00")
    assert done.returncode == 2
    assert is_one_line(done.stderr)


def test_a_document_is_removed_by_its_id_its_uri_or_the_beginning_of_its_id(onrecord: Run, tmp_path: Path) -> None:
    for name in "abc":
        (tmp_path / f"{name}.txt").write_text(f"“We will build bridge {name},” she said.\n")
    onrecord("add", *(str(tmp_path / f"{name}.txt") for name in "abc"))
    first, second, third = json.loads(onrecord("list", "--json").stdout)
    for name in (first["id"], second["id"][:8], os.path.relpath(third["uri"], ROOT)):
        done = onrecord("remove", name)
        assert done.returncode == 0, done.stderr
    assert json.loads(onrecord("list", "--json").stdout) == []


def test_what_cannot_be_removed_is_an_error_in_one_line(onrecord: Run) -> None:
    onrecord("add", "-", input="“We will build it,” she said.\n")
    for name in ("nothing-of-that-name", "", "?"):
        done = onrecord("remove", name)
        assert done.returncode == 2
        assert is_one_line(done.stderr)
    assert len(json.loads(onrecord("list", "--json").stdout)) == 1


def test_reindexing_keeps_every_document(onrecord: Run) -> None:
    onrecord("add", "-", "--uri", "talk", input="“We will build it,” she said.\n")
    before = json.loads(onrecord("list", "--json").stdout)
    assert onrecord("reindex").returncode == 0
    assert json.loads(onrecord("list", "--json").stdout) == before


@pytest.mark.usefixtures("seeded")
def test_a_reader_that_leaves_early_is_no_error() -> None:
    script = f"'{sys.executable}' -m ui.cli ask '{QUESTION}' | head -1; echo ${{PIPESTATUS[0]}}"
    first = subprocess.run(
        ["bash", "-c", script],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        timeout=120,
    )
    assert first.stderr == ""
    assert first.stdout.splitlines()[-1] == "0"


@pytest.mark.usefixtures("seeded")
def test_an_interrupt_exits_130_without_a_word() -> None:
    with subprocess.Popen(
        [*COMMAND, "ask"],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    ) as child:
        assert child.stdin
        assert child.stdout
        child.stdin.write(QUESTION + "\n")
        child.stdin.flush()
        assert child.stdout.readline()
        child.send_signal(signal.SIGINT)
        _, errors = child.communicate(timeout=60)
    assert (child.returncode, errors) == (130, "")


@pytest.mark.usefixtures("seeded")
def test_an_encoding_that_lacks_a_character_is_no_error(onrecord: Run) -> None:
    done = onrecord("ask", QUESTION, env={"PYTHONIOENCODING": "ascii"})
    assert done.returncode == 0, done.stderr
    assert done.stdout.isascii()


def test_what_steers_a_terminal_is_not_shown(onrecord: Run) -> None:
    text = f"“We will build the bridge {HOSTILE},” Mallory Quux said on Tuesday."
    onrecord("add", "-", "--uri", f"talk{HOSTILE}", "--title", f"Talk {HOSTILE}", input=text)
    shown = "".join(onrecord(*command).stdout for command in (("list",), ("ask", "what did Quux say?")))
    assert "red" in shown
    assert not set(shown) & set("\x1b\x07\x9b\u202e\u202c\u2066\u2069")


@pytest.mark.usefixtures("seeded")
def test_colours_are_for_terminals_and_not_for_those_who_want_none(onrecord: Run) -> None:
    plain = onrecord("ask", QUESTION).stdout
    coloured, code = on_a_terminal("ask", QUESTION)
    without, _ = on_a_terminal("ask", QUESTION, env={"NO_COLOR": "1"})
    assert code == 0
    assert "\x1b[2m" in coloured
    assert "\x1b[2m" not in plain + without


@pytest.mark.usefixtures("seeded")
def test_on_a_terminal_a_conversation_goes_on_until_exit() -> None:
    shown, code = on_a_terminal("ask", typed=f"{QUESTION}\n{UNANSWERABLE}\nexit\n")
    assert code == 0
    assert "export control" in shown
    assert "Traceback" not in shown


def test_help_has_examples_and_imports_nothing_of_ours(onrecord: Run) -> None:
    code = "import sys; from ui.cli import main; main(['--help']); sys.stderr.write(' '.join(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, encoding="utf-8")
    assert not HEAVY & set(done.stderr.split())
    assert 'onrecord ask "' in done.stdout
    for command in ("ask", "add", "list", "remove", "reindex", "serve"):
        assert f"onrecord {command}" in onrecord(command, "--help").stdout.split("examples:")[1]


@pytest.mark.usefixtures("seeded")
def test_asking_loads_neither_the_page_nor_torch() -> None:
    run = f"from ui.cli import main; main(['ask', {QUESTION!r}])"
    code = f"import sys; {run}; sys.stderr.write(' '.join(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, encoding="utf-8")
    assert not {"gradio", "uvicorn", "torch", "sentence_transformers"} & set(done.stderr.split())


def test_a_bug_is_one_line_and_never_looks_like_an_abstention() -> None:
    code = "import sys; from ui import cli; cli.parser = lambda: 1 / 0; sys.argv = ['onrecord']; cli.main()"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, encoding="utf-8")
    assert done.returncode == 2
    assert is_one_line(done.stderr)


def test_an_abstention_shows_the_nearest_passages_under_their_own_heading() -> None:
    near = Citation(1, "d", "file.txt", "Title", "Paper", "2026", "0", 0, 4, "Near")
    text = "I found nothing that answers this in these 3 documents."
    shown = terminal.answer(Answer("q", text, (Part(text, False),), False, "nothing_found", (), (near,)))
    assert shown.startswith(f"{text}\n\nNearest:\n\n[1] Near\n")
    assert "Title · Paper · 2026" in shown


def test_progress_without_a_terminal_is_a_line_every_few_seconds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stderr", written := io.StringIO())
    with terminal.Progress() as progress:
        progress(1, 2, "a.txt")
        assert written.getvalue() == ""
        monkeypatch.setattr(terminal, "SECONDS_BETWEEN_LINES", 0)
        progress(2, 2, "b\n.txt")
    assert written.getvalue() == "2/2 b .txt\n"


@pytest.mark.usefixtures("seeded")
def test_what_somebody_said_is_listed_with_where_it_stands(onrecord: Run) -> None:
    done = onrecord("said", "Greer", "--about", "export controls")
    assert done.returncode == 0, done.stderr
    assert "Jamieson Greer, US Trade Representative" in done.stdout
    assert "normal export control work" in done.stdout
    assert "(quoted: Greer said)" in done.stdout
    assert "soybeans" not in done.stdout
    given = json.loads(onrecord("said", "the Treasury Secretary", "--json").stdout)
    assert {each["speaker"] for each in given} == {"Scott Bessent"}
    assert all(each["quote"] and each["spans"] and each["uri"] for each in given)


@pytest.mark.usefixtures("seeded")
def test_nothing_said_exits_1_with_a_message_on_stderr(onrecord: Run) -> None:
    done = onrecord("said", "Bessent", "--about", "foreign drones")
    assert (done.returncode, done.stdout) == (1, "")
    assert "Bessent" in done.stderr
    assert json.loads(onrecord("said", "Nobody Known", "--json").stdout) == []


@pytest.mark.usefixtures("seeded")
def test_quotations_of_a_text_are_checked_from_a_file_or_standard_input(onrecord: Run, tmp_path: Path) -> None:
    good, bad = "“China policy is not on hold,” Greer said.", "“China policy is on hold,” Greer said."
    found = onrecord("verify", "-", input=good)
    assert found.returncode == 0, found.stderr
    assert "found" in found.stdout
    assert "Jamieson Greer" in found.stdout
    (tmp_path / "draft.txt").write_text(f"{good}\n\n{bad}", "utf-8")
    changed = onrecord("verify", str(tmp_path / "draft.txt"))
    assert changed.returncode == 1
    assert "is not on -> is on" in changed.stdout
    assert "2 quotations: 1 found, 1 altered." in changed.stdout
    verdicts = json.loads(onrecord("verify", "-", "--json", input=bad).stdout)
    assert [(each["verdict"], each["claimed"]) for each in verdicts] == [("altered", "Greer")]


@pytest.mark.usefixtures("seeded")
def test_a_text_without_quotations_is_fine_and_a_file_that_is_none_is_one_line(onrecord: Run, tmp_path: Path) -> None:
    bare = onrecord("verify", "-", input="Nothing is quoted here.")
    assert (bare.returncode, bare.stdout) == (0, "")
    (tmp_path / "picture.png").write_bytes(b"\0\1\2")
    for name in ("none.txt", "picture.png"):
        done = onrecord("verify", str(tmp_path / name))
        assert done.returncode == 2
        assert is_one_line(done.stderr)


@pytest.mark.usefixtures("seeded")
def test_a_draft_in_any_encoding_is_checked_and_what_holds_nothing_is_told(onrecord: Run, tmp_path: Path) -> None:
    draft = "“China policy is on hold,” Greer said in a café."
    for encoding in ("utf-16", "cp1252", "utf-8-sig"):
        (tmp_path / "draft.txt").write_bytes(draft.encode(encoding))
        given = (tmp_path / "draft.txt").read_bytes()
        for done in (onrecord("verify", str(tmp_path / "draft.txt")), onrecord("verify", "-", input=given)):
            assert (done.returncode, "is not on -> is on" in done.stdout) == (1, True), (encoding, done.stderr)
    empty = onrecord("verify", "-", input=" \n")
    assert (empty.returncode, empty.stdout) == (0, "")
    assert "The text is empty" in empty.stderr
    for name in ("", str(tmp_path)):
        refused = onrecord("verify", name)
        assert (refused.returncode, refused.stdout) == (2, "")
        assert is_one_line(refused.stderr)
    assert "or - for standard input" in onrecord("verify", "").stderr


@pytest.mark.usefixtures("seeded")
def test_a_denial_that_a_draft_keeps_is_told_as_one(onrecord: Run) -> None:
    said = "Vera Holt denied that she had promised “a pool for every school”.\n"
    assert onrecord("add", "-", input=said).returncode == 0
    found = onrecord("verify", "-", input=said)
    assert (found.returncode, "told there with a denial: denied" in found.stdout) == (0, True)
