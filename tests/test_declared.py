"""A page is decoded as it declares, where that can be, and as it is where what it declares is wrong."""

from pathlib import Path

import pytest

from index.declared import declared
from index.errors import LoadError
from index.load import load

WESTERN = "“Élan,” the mayor of Besançon said, and left – at once."
GREEK = "Ο δήμαρχος της Αθήνας είπε ότι το φράγμα θα αντέξει τη Δευτέρα."
RUSSIAN = "Мэр сказал, что плотина выдержит в понедельник, и уехал."
JAPANESE = "市長は月曜日にダムは持ちこたえると述べた。"
CHINESE = "市长说大坝星期一会坚持住，然后离开了。"


def page(text: str, head: str, before: str = "") -> str:
    return (
        f"{before}<html><head>{head}<title>T</title></head><body><article><p>{text} {text}</p></article></body></html>"
    )


def read(folder: Path, content: bytes, name: str = "page.html") -> str:
    (folder / name).write_bytes(content)
    return load(folder / name).text


@pytest.mark.parametrize(
    ("text", "label", "encoding"),
    [
        (WESTERN, "windows-1252", "cp1252"),
        (WESTERN, "ISO-8859-1", "cp1252"),
        (WESTERN, "macintosh", "mac-roman"),
        ("The mayor of Łódź said the dam would hold.", "iso-8859-2", "iso8859-2"),
        ("The mayor of İzmir said the dam would hold.", "iso-8859-9", "cp1254"),
        (GREEK, "iso-8859-7", "iso8859-7"),
        (RUSSIAN, "windows-1251", "cp1251"),
        (RUSSIAN, "koi8-r", "koi8-r"),
        (JAPANESE, "Shift_JIS", "cp932"),
        (JAPANESE, "iso-2022-jp", "iso2022_jp"),
        (CHINESE, "gb2312", "gb18030"),
        (CHINESE, "UTF-8", "utf-8"),
    ],
)
def test_a_page_is_read_in_the_encoding_that_it_declares(tmp_path: Path, text: str, label: str, encoding: str) -> None:
    assert read(tmp_path, page(text, f"<meta charset='{label}'>").encode(encoding)).startswith(text)


@pytest.mark.parametrize(
    "head",
    [
        "<META name=x><meta CharSet = koi8-r />",
        "<meta charset=koi8-r>",
        "<meta http-equiv='Content-Type' content='text/html; charset=KOI8-R'>",
        "<meta content=\"text/html;charset='koi8-r'\" http-equiv=content-type>",
        "<!-- <meta charset=utf-8> --><meta charset=koi8-r>",
    ],
)
def test_a_page_declares_its_encoding_in_more_ways_than_one(head: str) -> None:
    assert declared(page("", head).encode()) == "koi8-r"


def test_an_xhtml_page_is_read_in_the_encoding_of_its_first_line(tmp_path: Path) -> None:
    content = page(RUSSIAN, "", "<?xml version='1.0' encoding='windows-1251'?>\n").encode("cp1251")
    assert read(tmp_path, content, "page.xhtml").startswith(RUSSIAN)


@pytest.mark.parametrize("label", ["windows-1251", "gbk", "utf-16", "rot13", ""])
def test_what_is_utf_8_is_read_as_utf_8_whatever_it_declares(tmp_path: Path, label: str) -> None:
    assert read(tmp_path, page(WESTERN, f"<meta charset='{label}'>").encode()).startswith(WESTERN)


def test_a_byte_order_mark_says_more_than_a_declaration(tmp_path: Path) -> None:
    for encoding in ("utf-8-sig", "utf-16"):
        assert read(tmp_path, page(GREEK, "<meta charset=windows-1252>").encode(encoding)).startswith(GREEK)


@pytest.mark.parametrize("label", ["utf-8", "shift_jis", "unicode_escape"])
def test_a_declaration_that_is_wrong_or_unknown_counts_for_nothing(tmp_path: Path, label: str) -> None:
    assert read(tmp_path, page(WESTERN, f"<meta charset={label}>").encode("cp1252")).startswith(WESTERN)


def test_a_byte_that_the_declared_encoding_lacks_spoils_no_other(tmp_path: Path) -> None:
    for text, label, encoding in ((GREEK, "utf-8", "utf-8"), (JAPANESE, "shift_jis", "cp932")):
        content = page(text, f"<meta charset={label}>").encode(encoding).replace(b"</p>", b"\xfd</p>")
        assert read(tmp_path, content).startswith(text)


@pytest.mark.parametrize(
    "head",
    [
        "<!-- <meta charset=koi8-r> -->",
        "<meta name=description content='text; charset=koi8-r'>",
        "<p>charset=koi8-r</p>",
        "<meta http-equiv=refresh content='9; charset=koi8-r'>",
        " " * 9000 + "<meta charset=koi8-r>",
    ],
)
def test_only_what_declares_the_encoding_is_taken_for_it(head: str) -> None:
    assert declared(page("", head).encode()) is None


def test_a_text_that_is_no_page_declares_nothing(tmp_path: Path) -> None:
    content = f"<meta charset=koi8-r>\n\n{WESTERN}".encode("cp1252")
    assert WESTERN in read(tmp_path, content, "note.txt")
    with pytest.raises(LoadError, match="binary"):
        read(tmp_path, b"<meta charset=utf-8>\0")
