"""An HWP 5 file -> its article. The only home of olefile, which opens the container.

The format is published by Hancom: "한글 문서 파일 형식 5.0", revision 1.3. A file is a container of
streams, and a stream is a list of records with a tag and a level.
"""

from __future__ import annotations

import io
import re
import struct
import zlib
from collections.abc import Iterator

import olefile

from index.errors import CorpusError
from index.formats.archive import MAX_PART
from index.formats.composing import compose
from index.formats.datatypes import Block, Claims, Extract

_SIGNATURE = b"HWP Document File"
_LOCKED = "locked with a password; save it without one"

# Bits of the flags in the file's header.
_COMPRESSED, _ENCRYPTED, _DISTRIBUTED = 1, 2, 4
_FLAGS_AT = 36

# Tags of records.
_STYLE, _PARAGRAPH, _TEXT, _CONTROL = 26, 66, 67, 71
_STYLE_AT = 10
_LONG_SIZE = 0xFFF

# What stands on every page, and what is hidden, with their letters in the order of the bytes.
_PASSED_OVER = frozenset({b"daeh", b"toof", b"tmct"})
_HEADING = re.compile(r"(?:개요|제목) ?\d{1,2}")

# Control characters that are one unit long; all others below 32 are eight.
_SHORT = {
    0: "",
    10: "\n",
    13: "",
    24: "-",
    25: "",
    26: "",
    27: "",
    28: "",
    29: "",
    30: " ",
    31: " ",
}
_FIRST_LETTER = 32
_TAB = 9


def read(data: bytes) -> list[Extract]:
    """Return the article of an HWP file; notes and cells of tables are paragraphs of their own.

    Raises:
        CorpusError: It cannot be read; the message is the reason alone.
    """
    if data.startswith(_SIGNATURE):
        raise CorpusError("an HWP file of version 3 or older; save it as HWPX")
    try:
        with olefile.OleFileIO(io.BytesIO(data)) as container:
            return [compose(list(_blocks(container)), Claims())]
    except (OSError, IndexError, ValueError, struct.error, zlib.error) as error:
        is_container = data.startswith(olefile.MAGIC)
        raise CorpusError(
            "damaged; save it as HWPX" if is_container else "its name says HWP, but it is none"
        ) from error


def _blocks(container: olefile.OleFileIO) -> Iterator[Block]:
    if not container.exists("FileHeader"):
        raise CorpusError("its name says HWP, but it is none")
    (flags,) = struct.unpack_from("<I", container.openstream("FileHeader").read(), _FLAGS_AT)
    if flags & _ENCRYPTED:
        raise CorpusError(_LOCKED)
    if flags & _DISTRIBUTED:
        raise CorpusError("a distribution copy, which only Hangul can show; save it as HWPX")
    headings = set(_headings(_records(container, "DocInfo", flags)))
    found = (
        re.fullmatch(r"BodyText/Section(\d{1,6})", "/".join(path)) for path in container.listdir()
    )
    for section in sorted((one for one in found if one), key=lambda one: int(one[1])):
        yield from _paragraphs(_records(container, section[0], flags), headings)


def _records(
    container: olefile.OleFileIO, stream: str, flags: int
) -> Iterator[tuple[int, int, bytes]]:
    """Yield the records of a stream: their tags, levels and contents."""
    data = container.openstream(stream).read()
    if flags & _COMPRESSED:
        data = zlib.decompressobj(-zlib.MAX_WBITS).decompress(data, MAX_PART + 1)
    if len(data) > MAX_PART:
        raise CorpusError(f"its {stream} is larger than {MAX_PART // 1_000_000} MB; split it")
    start = 0
    while start + 4 <= len(data):
        (head,) = struct.unpack_from("<I", data, start)
        start += 4
        size = head >> 20
        if size == _LONG_SIZE:
            (size,) = struct.unpack_from("<I", data, start)
            start += 4
        yield head & 0x3FF, head >> 10 & 0x3FF, data[start : start + size]
        start += size


def _headings(records: Iterator[tuple[int, int, bytes]]) -> Iterator[int]:
    """Yield the numbers of the styles that are headings."""
    styles = (content for tag, _, content in records if tag == _STYLE)
    for number, content in enumerate(styles):
        (length,) = struct.unpack_from("<H", content)
        if _HEADING.fullmatch(content[2 : 2 + 2 * length].decode("utf-16-le", "replace")):
            yield number


def _paragraphs(records: Iterator[tuple[int, int, bytes]], headings: set[int]) -> Iterator[Block]:
    is_heading = False
    passed_over: int | None = None
    for tag, level, content in records:
        if passed_over is not None and level > passed_over:
            continue
        passed_over = level if tag == _CONTROL and content[:4] in _PASSED_OVER else None
        if tag == _PARAGRAPH:
            is_heading = len(content) > _STYLE_AT and content[_STYLE_AT] in headings
        if tag == _TEXT:
            text = "\n".join(" ".join(line.split()) for line in _words(content).split("\n"))
            if text.strip():
                yield Block(text=text.strip(), is_heading=is_heading)


def _words(content: bytes) -> str:
    """Return the words of a paragraph, without the controls in it."""
    units = struct.unpack_from(f"<{len(content) // 2}H", content)
    words: list[str] = []
    place = 0
    while place < len(units):
        unit = units[place]
        words.append(
            chr(unit) if unit >= _FIRST_LETTER else _SHORT.get(unit, " " if unit == _TAB else "")
        )
        place += 1 if unit >= _FIRST_LETTER or unit in _SHORT else 8
    return "".join(words).encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
