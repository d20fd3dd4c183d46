from __future__ import annotations

import io
import struct
import zipfile

import pytest

from index.errors import CorpusError
from index.formats.archive import MAX_PART, MAX_UNPACKED, Archive
from tests.index.formats.making import make_zip


def reason(data: bytes, part: str = "a") -> str:
    with pytest.raises(CorpusError) as caught:
        Archive(data, "DOCX", "a").read(part)
    return str(caught.value)


def marked(data: bytes, offset: int, value: int) -> bytes:
    """Return an archive with a number of its (only) entry in the directory changed."""
    at = data.index(b"PK\x01\x02") + offset
    return data[:at] + struct.pack("<H", value) + data[at + 2 :]


def test_parts_are_read() -> None:
    archive = Archive(make_zip({"a": "가", "b/c": b"\1"}), "DOCX", "a")
    assert (archive.names, archive.read("b/c")) == (frozenset({"a", "b/c"}), b"\1")


def test_archive_that_unpacks_to_too_much_is_refused_unread() -> None:
    # A hundred and one parts of a megabyte of zeros take a hundred kilobytes.
    zeros = bytes(1_000_000)
    bomb = make_zip({"a": b"", **{str(part): zeros for part in range(101)}})
    assert len(bomb) * 100 < MAX_UNPACKED
    assert reason(bomb) == "unpacks to more than 100 MB; split it"


def test_part_that_is_too_large_is_refused() -> None:
    assert reason(make_zip({"a": bytes(MAX_PART + 1)})) == "its a is larger than 20 MB; split it"


def test_part_that_is_larger_than_it_says_is_damaged() -> None:
    lie = marked(make_zip({"a": bytes(1000)}), 24, 10)
    assert reason(lie) == "damaged: its a cannot be unpacked; save it again"


@pytest.mark.parametrize(
    ("data", "part", "expected"),
    [
        (make_zip({"a": "1"}), "b", "damaged: it has no b; save it again"),
        (make_zip({"b": "1"}), "a", "its name says DOCX, but it is none"),
        (b"text", "a", "its name says DOCX, but it is none"),
        (b"PK\x03\x04", "a", "damaged; save it again"),
        (marked(make_zip({"a": "1"}), 8, 1), "a", "locked with a password; save it without one"),
        (
            marked(make_zip({"a": "1"}), 10, 99),
            "a",
            "damaged: its a cannot be unpacked; save it again",
        ),
    ],
)
def test_reason_says_what_is_wrong(data: bytes, part: str, expected: str) -> None:
    assert reason(data, part) == expected


def test_changed_bytes_are_noticed() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("a", "stored")
    assert (
        reason(stream.getvalue().replace(b"stored", b"changed"[:6]))
        == "damaged: its a cannot be unpacked; save it again"
    )


def test_part_with_a_path_out_of_the_archive_is_only_a_name() -> None:
    archive = Archive(make_zip({"a": "1", "../../etc/passwd": "2"}), "DOCX", "a")
    assert archive.read("../../etc/passwd") == b"2"
