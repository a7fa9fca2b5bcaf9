"""The encoding that an HTML page says it is in, told as browsers tell it (https://encoding.spec.whatwg.org)."""

import codecs
import re

_BEGINNING = 8192  # bytes in which a page declares its encoding; browsers look at 1,024 before they begin to show it
_COMMENT = re.compile(rb"<!--.*?(?:-->|\Z)", re.DOTALL)
_XML = re.compile(rb"\s*<\?xml\s[^>]*?\bencoding\s*=\s*[\"']([\w.:-]+)")
_META = re.compile(rb"<meta[\s/]([^>]*)", re.IGNORECASE)
_ATTRIBUTE = re.compile(rb"([\w-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))")
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
_LABEL = re.compile(r"[\w.:-]{1,40}")

_READ_AS = {
    **dict.fromkeys(("ascii", "iso8859-1"), "cp1252"),
    **dict.fromkeys(("gb2312", "gbk"), "gb18030"),
    **dict.fromkeys(("utf-16", "utf-16-be", "utf-16-le"), "utf-8"),  # else the declaration could not be read
    "big5": "big5hkscs",
    "euc_kr": "cp949",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "shift_jis": "cp932",
    "tis-620": "cp874",
}  # by the names that Python has for them
_ALSO = {
    "iso-8859-8-i": "iso8859-8",
    "ks_c_5601-1987": "cp949",
    "macintosh": "mac-roman",
    "windows-31j": "cp932",
    "windows-874": "cp874",
    "windows-949": "cp949",
    "x-gbk": "gb18030",
    "x-mac-cyrillic": "mac-cyrillic",
    "x-sjis": "cp932",
    "x-x-big5": "big5hkscs",
}  # names that Python lacks
_KNOWN = frozenset(
    """utf-8 cp866 cp874 cp932 cp949 cp1250 cp1251 cp1252 cp1253 cp1254 cp1255 cp1256 cp1257 cp1258 iso8859-2 iso8859-3
    iso8859-4 iso8859-5 iso8859-6 iso8859-7 iso8859-8 iso8859-10 iso8859-13 iso8859-14 iso8859-15 iso8859-16 koi8-r
    koi8-u mac-roman mac-cyrillic gb18030 big5hkscs euc_jp iso2022_jp""".split()
)  # that pages are written in; a codec that is none of them may do anything


def declared(page: bytes) -> str | None:
    """Give the encoding that a page declares by the name that Python has for it; None where it declares none known."""
    xml = _XML.match(page, 0, _BEGINNING)
    if xml is not None:
        return _named(xml[1])
    for meta in _META.finditer(_COMMENT.sub(b"", page[:_BEGINNING])):
        told = {match[1].lower(): match[2] or match[3] or match[4] or b"" for match in _ATTRIBUTE.finditer(meta[1])}
        charset = told.get(b"charset")
        if charset is None and told.get(b"http-equiv", b"").lower() == b"content-type":
            found = _CHARSET.search(told.get(b"content", b""))
            charset = found[1] if found is not None else None
        if charset is not None:
            return _named(charset)
    return None


def _named(label: bytes) -> str | None:
    name = label.strip().lower().decode("ascii", "replace")
    if _LABEL.fullmatch(name) is None:
        return None
    try:
        known = codecs.lookup(_ALSO.get(name, name)).name
    except LookupError:
        return None
    known = _READ_AS.get(known, known)
    return known if known in _KNOWN else None
