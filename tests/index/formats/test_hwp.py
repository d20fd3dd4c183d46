from __future__ import annotations

import struct

import pytest

from index.datatypes import Place
from index.errors import CorpusError
from index.formats.hwp import read
from tests.index.formats.making import make_container, make_hwp

HEADER = b"HWP Document File".ljust(32, b"\0") + struct.pack("<II", 0x05000300, 0)


def record(tag: int, level: int, content: bytes) -> bytes:
    return struct.pack("<I", len(content) << 20 | level << 10 | tag) + content


def text(*units: str | int) -> bytes:
    content = b"".join(
        unit.encode("utf-16-le") if isinstance(unit, str) else struct.pack("<H", unit)
        for unit in units
    )
    return record(66, 0, bytes(22)) + record(67, 1, content)


def hwp(section: bytes, info: bytes = b"") -> bytes:
    return make_container(
        {
            ("FileHeader",): HEADER,
            ("DocInfo",): info,
            ("BodyText", "Section0"): section,
        }
    )


@pytest.mark.parametrize("flags", [0, 1])
def test_packed_and_plain_files_are_read(flags: int) -> None:
    (found,) = read(make_hwp(["# 하나", "글이다."], "제목", flags=flags))
    assert (found.text, found.places) == (
        "제목\n\n하나\n\n글이다.",
        (Place(start=4, heading="하나"),),
    )


def test_long_paragraph_is_read_whole() -> None:
    long = "가나다라 " * 1000
    assert read(make_hwp([long], "제목"))[0].text == f"제목\n\n{long.strip()}"


@pytest.mark.parametrize(
    ("units", "expected"),
    [
        (("가", 9, 0, 0, 0, 0, 0, 0, 9, "나", 13), "가 나"),
        (("가", 10, "나", 13), "가\n나"),
        (("가", 11, 0x6C20, 0x7462, 0, 0, 0, 0, 11, "나", 13), "가나"),
        (("가", 24, "나", 30, "다", 31, "라", 13), "가-나 다 라"),
        (("가😀", 13), "가😀"),
    ],
)
def test_controls_in_the_text_are_left_out(units: tuple[str | int, ...], expected: str) -> None:
    assert read(hwp(text(*units)))[0].text == expected


def test_header_of_the_pages_is_passed_over() -> None:
    control = record(71, 1, b"daeh")
    inner = record(66, 2, bytes(22)) + record(67, 3, "머리말".encode("utf-16-le"))
    section = text("가") + control + inner + text("나")
    assert read(hwp(section))[0].text == "가\n\n나"


def test_footnote_is_a_paragraph_of_its_own() -> None:
    control = record(71, 1, b"  nf")
    inner = record(66, 2, bytes(22)) + record(67, 3, "각주".encode("utf-16-le"))
    assert read(hwp(text("가") + control + inner))[0].text == "가\n\n각주"


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (make_hwp(["가"], "나", flags=3), "locked with a password; save it without one"),
        (
            make_hwp(["가"], "나", flags=5),
            "a distribution copy, which only Hangul can show; save it as HWPX",
        ),
        (b"HWP Document File V3.00", "an HWP file of version 3 or older; save it as HWPX"),
        (b"text", "its name says HWP, but it is none"),
        (make_container({("WordDocument",): b"x"}), "its name says HWP, but it is none"),
        (make_hwp(["가"], "나")[:600], "damaged; save it as HWPX"),
        (
            make_container(
                {("FileHeader",): HEADER[:36] + b"\1\0\0\0", ("DocInfo",): b"\xff" * 99}
            ),
            "damaged; save it as HWPX",
        ),
    ],
)
def test_reason_says_why_it_cannot_be_read(data: bytes, expected: str) -> None:
    with pytest.raises(CorpusError) as caught:
        read(data)
    assert str(caught.value) == expected
