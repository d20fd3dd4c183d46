"""Plain text: the text is the file, untouched."""

from __future__ import annotations

from index.decoding import decode
from index.errors import CorpusError
from index.formats.datatypes import Extract

# What people rename to .txt besides the documents that decoding knows.
_SIGNATURES = (
    (b"\x1f\x8b", "a GZIP archive; unpack it"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive; unpack it"),
    (b"Rar!\x1a\x07", "a RAR archive; unpack it"),
    (b"BZh", "a BZIP2 archive; unpack it"),
    (b"\xfd7zXZ\x00", "an XZ archive; unpack it"),
    (b"\x89PNG\r\n\x1a\n", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
)


def read(data: bytes) -> list[Extract]:
    """Return the text of a file.

    Raises:
        CorpusError: It is not text; the message is the reason alone.
    """
    return [Extract(text=read_text(data))]


def read_text(data: bytes) -> str:
    """Return the text of a file, untouched but for its byte order mark.

    Raises:
        CorpusError: It is not text; the message is the reason alone.
    """
    for signature, name in _SIGNATURES:
        if data.startswith(signature):
            raise CorpusError(f"not text: {name}")
    return decode(data)
