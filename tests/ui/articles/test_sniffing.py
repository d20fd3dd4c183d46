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
        (b"<!DOCTYPE html><p>words", "web_page"),
        (b"\xef\xbb\xbf  <html lang=ko>", "web_page"),
        ("\ufeff<HTML>".encode("utf-16-le"), "web_page"),
        (b"<?xml version='1.0'?>", "web_page"),
        (b"<svg onload=alert(1)>", "web_page"),
        (b"MZ\x90\x00\x03\x00\x00\x00\x04\x00\x00\x00\xff\xff", "unreadable"),
        (b"\x7fELF\x02\x01\x01\x00\x00", "unreadable"),
        (bytes(range(128, 256)), "unreadable"),
        (b" \n\t ", "empty"),
    ],
)
def test_what_is_no_article_is_recognised_by_its_bytes(data: bytes, fault: ContentFault) -> None:
    assert content_fault(data) == fault


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
    assert content_fault(text.encode()) is None
    assert content_fault(text.encode("cp949")) is None
