"""Which files of a folder are read, and that nothing is read but files."""

import os
import socket
from pathlib import Path

import pytest

from index import Index
from index.errors import LoadError
from index.files import LARGEST_FILE, contents, files
from index.load import load

RAIN = "The dam will hold on Monday, the mayor said."


def walked(folder: Path) -> tuple[list[str], dict[str, str]]:
    """Give the files that are found below a folder, and what is refused with the reason."""
    refused: dict[str, str] = {}
    found = files(folder, folder / "home", lambda path, why: refused.update({str(path.relative_to(folder)): why}))
    return [str(path.relative_to(folder)) for path in found], refused


def text(path: Path, content: str = RAIN) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content, "utf-8")
    return path


def test_links_that_lead_out_of_a_folder_are_not_followed_and_are_told_of(tmp_path: Path) -> None:
    text(tmp_path / "in" / "a.txt")
    secret = text(tmp_path / "out" / "secret.txt", "The password is secret, he said.")
    (tmp_path / "in" / "file.txt").symlink_to(secret)
    (tmp_path / "in" / "folder").symlink_to(secret.parent)
    (tmp_path / "in" / "up").symlink_to("..")
    with Index.open() as index:
        report = index.add(str(tmp_path / "in"))
        assert [Path(info.uri).name for info in report.added] == ["a.txt"]
        assert [Path(uri).name for uri, _ in report.failed] == ["file.txt", "folder", "up"]
        assert all("leads out of the folder" in why and str(tmp_path) in why for _, why in report.failed)
        named = index.add(str(tmp_path / "in" / "file.txt"))
        assert [Path(info.uri).name for info in named.added] == ["file.txt"]


def test_links_inside_a_folder_are_followed_once_and_never_round_in_a_ring(tmp_path: Path) -> None:
    text(tmp_path / "a.txt")
    text(tmp_path / "below" / "b.txt")
    text(tmp_path / ".kept" / "c.txt")
    text(tmp_path / ".kept" / "d.txt")
    text(tmp_path / "home" / "index.txt")
    for name, target in {
        "again.txt": "a.txt",
        "below/ring": "..",
        "kept": ".kept",
        "kept.txt": ".kept/c.txt",
        "self.txt": "self.txt",
        "home.txt": "home/index.txt",
        ".hidden.txt": "a.txt",
    }.items():
        (tmp_path / name).symlink_to(target)
    assert walked(tmp_path) == (["a.txt", "below/b.txt", "kept/c.txt", "kept/d.txt", "self.txt"], {})


def test_a_folder_that_is_named_by_a_link_is_walked(tmp_path: Path) -> None:
    text(tmp_path / "real" / "a.txt")
    (tmp_path / "link").symlink_to("real")
    assert walked(tmp_path / "link") == (["a.txt"], {})
    assert load(tmp_path / "link" / "a.txt", tmp_path / "link").text == RAIN


def test_a_file_that_became_a_link_out_of_the_folder_meanwhile_is_not_read(tmp_path: Path) -> None:
    secret = text(tmp_path / "out" / "secret.txt")
    inside = text(tmp_path / "in" / "below" / "secret.txt")
    assert walked(tmp_path / "in") == (["below/secret.txt"], {})
    inside.unlink()
    inside.parent.rmdir()
    inside.parent.symlink_to(secret.parent)
    with pytest.raises(LoadError, match="leads out of the folder"):
        load(inside, tmp_path / "in")


def test_devices_pipes_sockets_and_folders_are_refused_without_waiting(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "link.txt").symlink_to("pipe.txt")
    (tmp_path / "null").symlink_to("/dev/null")
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(str(tmp_path / "socket"))
        for path in (*tmp_path.iterdir(), Path("/dev/zero"), tmp_path):
            with pytest.raises(LoadError, match="is not a file that holds text"):
                contents(path)


def test_what_the_system_shows_is_no_document(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to("/proc/self/environ")
    for path in (tmp_path / "link", Path("/proc/self/environ"), Path("/sys/kernel/mm/transparent_hugepage/enabled")):
        with pytest.raises(LoadError, match=r"shows what the system does|cannot be read \(No such file"):
            contents(path)
    with Index.open() as index:
        ((_, why),) = index.add("/proc").failed
        assert "holds no documents" in why


def test_no_more_of_a_file_is_read_than_may_be_however_large_it_grows(tmp_path: Path) -> None:
    text(tmp_path / "endless.txt")
    os.truncate(tmp_path / "endless.txt", 1 << 40)
    with pytest.raises(LoadError, match=f"larger than {LARGEST_FILE // 1_000_000} MB"):
        contents(tmp_path / "endless.txt")


def test_a_folder_whose_path_is_too_long_is_told_of_and_the_others_are_walked(tmp_path: Path) -> None:
    text(tmp_path / "rain.txt")
    above = os.open(tmp_path, os.O_RDONLY)
    for _ in range(21):
        os.mkdir("d" * 200, dir_fd=above)
        below = os.open("d" * 200, os.O_RDONLY, dir_fd=above)
        os.close(above)
        above = below
    os.close(above)
    found, refused = walked(tmp_path)
    assert found == ["rain.txt"]
    assert any("cannot be listed" in why for why in refused.values())
    with Index.open() as index:
        assert [info.uri for info in index.add(str(tmp_path)).added] == [str(tmp_path / "rain.txt")]
