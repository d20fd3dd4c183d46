from __future__ import annotations

import codecs
import gzip
import hashlib
import io
import zipfile

import pytest

from index.decoding import decode
from index.errors import CorpusError

ARTICLE = (
    "서울시, 2024년 예산 45조 원 편성\r\n\r\n"
    "서울시는 1일 내년도 예산안을 발표했다. 지난해보다 3.1% 줄었다.\n"
    "“시민의 안전이 먼저다”라고 시장은 말했다.\t(사진=서울시 제공)\n"
)


@pytest.mark.parametrize(
    "encoding",
    ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp949", "euc-kr"],
)
def test_one_article_is_the_same_text_in_every_encoding(encoding: str) -> None:
    assert decode(ARTICLE.encode(encoding)) == ARTICLE


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [(codecs.BOM_UTF16_BE, "utf-16-be"), (codecs.BOM_UTF32_BE, "utf-32-be")],
)
def test_big_endian_mark_is_believed(mark: bytes, encoding: str) -> None:
    assert decode(mark + ARTICLE.encode(encoding)) == ARTICLE


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("text", ["Plain English, no mark.\n", "\u1112\u1161\u11ab 글자\n"])
def test_utf16_without_mark_may_be_ascii_or_decomposed(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)) == text


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf16_without_mark_and_without_nul_bytes_is_read(encoding: str) -> None:
    data = "한국어신문".encode(encoding)
    assert b"\0" not in data
    assert decode(data) == "한국어신문"


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"", ""),
        (codecs.BOM_UTF8, ""),
        # Only the first mark is a mark; the second is a character of the text.
        (codecs.BOM_UTF8 * 2, "\ufeff"),
        (b"a\r\nb\rc\nd\x0ce", "a\r\nb\rc\nd\x0ce"),
        # Two bytes each: 8C63, then KS X 1001 letters.
        (b"\x8cc\xb9\xe6\xb0\xa2\xc7\xcf", "똠방각하"),
        ("제1조 大韓民國은 民主共和國이다.".encode("cp949"), "제1조 大韓民國은 民主共和國이다."),
    ],
)
def test_text_is_kept_exactly(data: bytes, text: str) -> None:
    assert decode(data) == text


def _zip() -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("word/document.xml", ARTICLE)
    return file.getvalue()


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01", "not text: holds NUL bytes"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF\0\x01\x01", "not text: holds NUL bytes"),
        (b"\x7fELF\x02\x01\x01" + bytes(9), "not text: holds NUL bytes"),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "not text: a PDF file"),
        (rb"{\rtf1\ansi\ansicpg949 text}", "not text: an RTF file"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "not text: an OLE file"),
        (_zip(), "not text: a ZIP archive"),
        (gzip.compress(ARTICLE.encode(), mtime=0), "not text: holds NUL bytes"),
        # The escape and the bell are 2 of 10 characters.
        (b"\x1b[1mbold!\x07", "not text: 20% control characters"),
        (b"SQLite format 3\0", "not text: holds NUL bytes, the first at byte 15"),
    ],
)
def test_binary_file_is_refused(data: bytes, reason: str) -> None:
    with pytest.raises(CorpusError) as refusal:
        decode(data)
    assert str(refusal.value).startswith(reason)


@pytest.mark.parametrize("size", [32, 64, 256, 4096])
@pytest.mark.parametrize("seed", range(20))
def test_noise_is_refused(seed: int, size: int) -> None:
    data = hashlib.shake_256(bytes([seed])).digest(size)
    with pytest.raises(CorpusError):
        decode(data)
    with pytest.raises(CorpusError):
        decode(data.replace(b"\0", b"\1"))


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        # "본문\n" is 3 + 3 + 1 bytes.
        ("본문\n\0끝".encode(), "not text: holds NUL bytes, the first at byte 7"),
        (b"one\0two", "not text: holds NUL bytes, the first at byte 3"),
        # As UTF-16 this would be ideographs.
        (b"hello\0 world", "not text: holds NUL bytes, the first at byte 5"),
        # Ten letters of UTF-16, then ASCII, which as UTF-16 is nine ideographs.
        (
            "abcdefghij".encode("utf-16-le") + b"packed data, eight",
            "not text: holds NUL bytes, the first at byte 1",
        ),
        (codecs.BOM_UTF8 + b"a\0b", "not text: holds NUL characters"),
        (
            codecs.BOM_UTF16_LE + b"a\0b",
            "marked as UTF-16-LE but damaged at byte 4; save it as UTF-8",
        ),
        (
            codecs.BOM_UTF8 + b"ab\xff",
            "marked as UTF-8 but damaged at byte 5; save it as UTF-8",
        ),
        (
            "본문".encode()[:5],
            (
                "encoding not recognised: neither UTF-8 (byte 3 is not), CP949 nor UTF-16; "
                "save it as UTF-8"
            ),
        ),
    ],
)
def test_damaged_text_is_refused_with_the_place(data: bytes, reason: str) -> None:
    with pytest.raises(CorpusError) as refusal:
        decode(data)
    assert str(refusal.value) == reason


@pytest.mark.parametrize("end", [-1, -2, -4, -5])
def test_utf8_cut_within_a_letter_is_not_taken_for_cp949(end: int) -> None:
    with pytest.raises(CorpusError, match="encoding not recognised"):
        decode((ARTICLE + "끝났다").encode()[:end])


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        # 92 73 and 92 74 are syllables in CP949, but ones that nobody writes.
        ("It’s what he didn’t say.", "cp1252"),
        ("Ça coûte très cher, déjà vu à l'été", "latin-1"),
        ("今日は天気がいいですね。東京の新聞によると", "shift_jis"),
        # As big-endian UTF-16 these are syllables, four in five of them rare.
        ("中华人民共和国今天在北京举行了会议，上海也生产", "gbk"),
        ("Привет, мир. Новости дня", "cp1251"),
    ],
)
def test_text_in_another_encoding_is_refused_rather_than_garbled(text: str, encoding: str) -> None:
    with pytest.raises(CorpusError, match="encoding not recognised"):
        decode(text.encode(encoding))


def test_a_hundredth_of_control_characters_is_still_text() -> None:
    assert decode(b"x" * 99 + b"\x1a") == "x" * 99 + "\x1a"
    with pytest.raises(CorpusError, match="not text: 2% control characters"):
        decode(b"x" * 98 + b"\x1a\x1a")
