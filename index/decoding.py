"""Bytes of a text file -> its text, or the reason why it is none.

Korean text files come as UTF-8, as CP949 (which contains EUC-KR), or as UTF-16 from an editor that
calls it "Unicode". Nothing is ever replaced or ignored: a wrong guess would put words into the
index that nobody wrote, so what is not surely text is refused.
"""

from __future__ import annotations

import codecs
import re

from index.errors import CorpusError

# UTF-32 comes before UTF-16, whose little-endian mark it begins with.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

# Documents that people rename to .txt. A PDF and an RTF file can be all ASCII, so only their first
# bytes give them away.
_SIGNATURES = (
    (b"%PDF-", "a PDF file"),
    (b"{\\rtf", "an RTF file"),
    (b"PK\x03\x04", "a ZIP archive, as DOCX and HWPX are"),
    (b"\xd0\xcf\x11\xe0", "an OLE file, as DOC and HWP are"),
)

# Control characters, but for tab, line feed, form feed and carriage return.
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f]")
# Old files have a stray escape or end-of-file character; random bytes have 11 % of them.
_MAX_CONTROL_SHARE = 0.01

# The 2,350 syllables of KS X 1001, rows 16 to 40: nearly all of any Korean text, but a fifth of
# the 11,172 that Unicode and CP949 have, so that bytes misread as Hangul seldom hit them.
_COMMON_SYLLABLES = "".join(
    bytes((row, cell)).decode("euc_kr") for row in range(0xB0, 0xC9) for cell in range(0xA1, 0xFF)
)
_COMMON_SYLLABLE = re.compile(f"[{_COMMON_SYLLABLES}]+")
_SYLLABLE = re.compile("[가-힣]+")
# The apostrophes of English text in Windows-1252, read as CP949, are all rare syllables.
_MAX_RARE_SHARE = 0.5

# What Korean and Western text is made of: Latin-1, conjoining jamo, common syllables.
_FAMILIAR = re.compile(rf"[\t\n\f\r\x20-\x7e\xa0-\xff\u1100-\u11ff{_COMMON_SYLLABLES}]+")
# The rest is quotation marks and ideographs. Korean UTF-16 with its bytes swapped measured 0.05.
_MIN_FAMILIAR_SHARE = 0.7


def decode(data: bytes) -> str:
    """Return the text of a file, without its byte order mark and otherwise untouched.

    Line ends stay as they are, as when a file is read with `newline=""`.

    Raises:
        CorpusError: The bytes are not surely text; the message is the reason alone.
    """
    for signature, name in _SIGNATURES:
        if data.startswith(signature):
            raise CorpusError(f"not text: {name}; save it as plain text")
    text = _decode_marked(data)
    if text is None:
        text = _decode_unmarked(data)
    if "\0" in text:
        raise CorpusError("not text: holds NUL characters")
    controls = _share(_CONTROL, text)
    if controls > _MAX_CONTROL_SHARE:
        raise CorpusError(f"not text: {controls:.0%} control characters")
    return text


def _decode_marked(data: bytes) -> str | None:
    """Return the text as its byte order mark says, or `None` where there is no mark."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            try:
                return data[len(mark) :].decode(encoding)
            except UnicodeDecodeError as error:
                raise CorpusError(
                    f"marked as {encoding.upper()} but damaged at byte {len(mark) + error.start}; "
                    "save it as UTF-8"
                ) from error
    return None


def _decode_unmarked(data: bytes) -> str:
    first_nul = data.find(b"\0")
    if first_nul >= 0:
        text = _decode_utf16(data)
        if text is None:
            raise CorpusError(f"not text: holds NUL bytes, the first at byte {first_nul}")
        return text
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        text = _decode_cp949(data) or _decode_utf16(data)
        if text is None:
            raise CorpusError(
                f"encoding not recognised: neither UTF-8 (byte {error.start} is not), "
                "CP949 nor UTF-16; save it as UTF-8"
            ) from error
        return text


def _decode_cp949(data: bytes) -> str | None:
    """Return the text, or `None` where it is not CP949 or its syllables are hardly ever written."""
    try:
        text = data.decode("cp949")
    except UnicodeDecodeError:
        return None
    syllables = "".join(_SYLLABLE.findall(text))
    rare = _COMMON_SYLLABLE.sub("", syllables)
    return text if len(rare) <= _MAX_RARE_SHARE * len(syllables) else None


def _decode_utf16(data: bytes) -> str | None:
    """Return the text in the byte order that gives familiar characters, if either does."""
    for encoding in ("utf-16-le", "utf-16-be"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if _share(_FAMILIAR, text) >= _MIN_FAMILIAR_SHARE:
            return text
    return None


def _share(pattern: re.Pattern[str], text: str) -> float:
    """Return how much of a text the pattern covers, from 0 to 1."""
    return (len(text) - len(pattern.sub("", text))) / len(text) if text else 0.0
