from __future__ import annotations

import pytest

from ui.articles.sniffing import ContentFault, content_fault


@pytest.mark.parametrize(
    ("data", "fault"),
    [
        (b"%PDF-1.7\n%words", "pdf"),
        (b"PK\x03\x04\x14\x00", "archive"),
        (b"PK\x05\x06" + b"\x00" * 18, "archive"),
        (b"\x1f\x8b\x08", "archive"),
        (b"7z\xbc\xaf\x27\x1c", "archive"),
        (b"Rar!\x1a\x07\x00", "archive"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "document"),
        (b"{\\rtf1 words}", "document"),
        (b"\x89PNG\r\n\x1a\n", "picture"),
        (b"\xff\xd8\xff\xe0", "picture"),
        (b"GIF89a words", "picture"),
    ],
)
@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.csv", "A.TXT", "a.jsonl"])
def test_what_is_no_text_is_recognised_by_its_bytes(
    data: bytes, fault: ContentFault, name: str
) -> None:
    assert content_fault(data, name) == fault


@pytest.mark.parametrize(
    ("data", "name", "fault"),
    [
        (b"%PDF-1.7", "a.pdf", None),
        (b"%PDF-1.7", "A.PDF", None),
        (b"%PDF-1.7", "a.docx", "pdf"),
        (b"PK\x03\x04", "a.docx", None),
        (b"PK\x03\x04", "a.hwpx", None),
        (b"PK\x03\x04", "a.epub", None),
        (b"PK\x03\x04", "a.pdf", "archive"),
        (b"PK\x03\x04", "a.hwp", "archive"),
        (b"\xd0\xcf\x11\xe0", "a.hwp", None),
        # With a password on it a DOCX file is none: its reader says so.
        (b"\xd0\xcf\x11\xe0", "a.docx", None),
        (b"\xd0\xcf\x11\xe0", "a.pdf", "document"),
        # Pages are read whatever their name.
        (b"<html>", "a.html", None),
        (b"<!DOCTYPE html><p>words", "a.txt", None),
        (b"\x89PNG\r\n\x1a\n", "a.pdf", "picture"),
    ],
)
def test_a_file_is_welcome_under_a_name_that_tells_what_it_is(
    data: bytes, name: str, fault: ContentFault | None
) -> None:
    assert content_fault(data, name) == fault


@pytest.mark.parametrize(
    "text",
    [
        "MZ세대가 다시 찾는 시장",
        "<b>굵은</b> 머리말\n\n글이다.",
        "GIF 그림의 역사",
        "본문에 나오는 <html> 꼬리표",
        "PK 마켓 문 열다",
    ],
)
def test_articles_that_begin_like_something_else_are_welcome(text: str) -> None:
    assert content_fault(text.encode(), "a.txt") is None
    assert content_fault(text.encode("cp949"), "a.md") is None


@pytest.mark.parametrize(
    "data",
    [
        b"MZ\x90\x00\x03\x00\x00\x00\x04\x00\x00\x00\xff\xff",
        b"\x7fELF\x02\x01\x01\x00\x00",
        bytes(range(128, 256)),
    ],
)
def test_bytes_that_nobody_knows_are_left_to_the_reader(data: bytes) -> None:
    assert content_fault(data, "a.txt") is None
