"""Files of every format with the same words in them, as other programs write them."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping, Sequence
from html import escape

import docx
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.platypus import PageBreak, Paragraph, SimpleDocTemplate

PAGE_BREAK = "\f"
"""A paragraph of `make_pdf` that is none: the next one begins a page."""

# Every reader knows this font; it is not put into the file.
_FONT = "HYSMyeongJo-Medium"
_OWPML = "http://www.hancom.co.kr/hwpml/2011"


def make_pdf(
    paragraphs: Sequence[str], title: str, *, keeps_words: bool = False, lock: str | None = None
) -> bytes:
    """Return a PDF file; paragraphs that begin with `# ` are headings.

    Lines end anywhere in a word, unless words are kept whole.
    """
    pdfmetrics.registerFont(UnicodeCIDFont(_FONT))
    wrap = None if keeps_words else "CJK"
    body = ParagraphStyle("body", fontName=_FONT, fontSize=11, leading=18, wordWrap=wrap)
    body.spaceAfter = 8
    head = ParagraphStyle("head", fontName=_FONT, fontSize=18, leading=28)
    flow = [
        PageBreak()
        if text == PAGE_BREAK
        else Paragraph(escape(text.removeprefix("# ")), head if text.startswith("# ") else body)
        for text in paragraphs
    ]
    stream = io.BytesIO()
    document = SimpleDocTemplate(stream, title=title, encrypt=lock, invariant=True)
    document.build([Paragraph(escape(title), head), *flow] if title else flow)
    return stream.getvalue()


def make_docx(paragraphs: Sequence[str], title: str) -> bytes:
    """Return a DOCX file; paragraphs that begin with `# ` are headings."""
    document = docx.Document()
    document.add_heading(title, 0)
    for text in paragraphs:
        if text.startswith("# "):
            document.add_heading(text[2:], 1)
        else:
            document.add_paragraph(text)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def make_hwpx(paragraphs: Sequence[str], title: str) -> bytes:
    """Return an HWPX file; paragraphs that begin with `# ` are headings."""
    return make_zip(
        {
            "mimetype": "application/hwp+zip",
            "META-INF/container.xml": "<container/>",
            "Contents/header.xml": f'<hh:head xmlns:hh="{_OWPML}/head"><hh:refList><hh:styles>'
            '<hh:style id="0" name="바탕글" engName="Normal"/>'
            '<hh:style id="2" name="개요 1" engName="Outline 1"/>'
            "</hh:styles></hh:refList></hh:head>",
            "Contents/content.hpf": '<opf:package xmlns:opf="http://www.idpf.org/2007/opf/">'
            "<opf:metadata><opf:title/></opf:metadata><opf:manifest>"
            '<opf:item id="header" href="Contents/header.xml" media-type="application/xml"/>'
            '<opf:item id="s" href="Contents/section0.xml" media-type="application/xml"/>'
            '</opf:manifest><opf:spine><opf:itemref idref="s"/></opf:spine></opf:package>',
            "Contents/section0.xml": hwpx_section(
                "".join(hwpx_paragraph(text) for text in (title, *paragraphs))
            ),
        }
    )


def hwpx_section(inside: str) -> str:
    """Return a section of an HWPX file."""
    return (
        f'<hs:sec xmlns:hs="{_OWPML}/section" xmlns:hp="{_OWPML}/paragraph">'
        '<hp:p styleIDRef="0"><hp:run><hp:secPr><hp:grid/></hp:secPr></hp:run></hp:p>'
        f"{inside}</hs:sec>"
    )


def hwpx_paragraph(text: str) -> str:
    """Return a paragraph of an HWPX file."""
    style, words = (2, text[2:]) if text.startswith("# ") else (0, text)
    run = f'<hp:run charPrIDRef="0"><hp:t>{escape(words)}</hp:t></hp:run>'
    return f'<hp:p styleIDRef="{style}">{run}<hp:linesegarray/></hp:p>'


def make_html(
    paragraphs: Sequence[str], title: str, *, meta: Mapping[str, str] | None = None
) -> bytes:
    """Return a web page as a newspaper serves it, with all that is not the article around it."""
    tags = "".join(
        f'<meta property="{name}" content="{escape(value)}">'
        for name, value in (meta or {}).items()
    )
    body = "".join(
        f"<h2>{escape(text[2:])}</h2>" if text.startswith("# ") else f"<p>{escape(text)}</p>"
        for text in paragraphs
    )
    return _PAGE.format(title=escape(title), tags=tags, body=body).encode()


_PAGE = """<!doctype html><html lang="ko"><head><meta charset="utf-8">
<title>{title}</title>{tags}<script>window.metric = "추적";</script></head><body>
<header><nav><ul><li><a href="/">홈</a></li><li><a href="/2">정치</a></li></ul></nav></header>
<div class="cookie-banner">쿠키를 사용합니다. 동의하시겠습니까? <button>동의</button></div>
<main><article><h1>{title}</h1><div class="article-body">{body}</div></article>
<aside class="related"><h3>관련 기사</h3>
<ul><li><a href="/9">배 끊긴 겨울</a></li></ul></aside>
<section id="comments"><h3>댓글</h3><div class="comment">정말 좋아요!</div></section></main>
<footer>회사 소개 이용 약관</footer></body></html>"""


def make_epub(paragraphs: Sequence[str], title: str, *, facts: str = "") -> bytes:
    """Return an EPUB book of one chapter; paragraphs that begin with `# ` are headings."""
    body = "".join(
        f"<h2>{escape(text[2:])}</h2>" if text.startswith("# ") else f"<p>{escape(text)}</p>"
        for text in paragraphs
    )
    return make_zip(
        {
            "mimetype": "application/epub+zip",
            "META-INF/container.xml": '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:'
            'container"><rootfiles><rootfile full-path="OEBPS/book.opf"/></rootfiles></container>',
            "OEBPS/book.opf": '<package xmlns="http://www.idpf.org/2007/opf" '
            'xmlns:dc="http://purl.org/dc/elements/1.1/">'
            f"<metadata><dc:title>{escape(title)}</dc:title>{facts}</metadata><manifest>"
            '<item id="n" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>'
            '<item id="a" href="text/a%201.xhtml" media-type="application/xhtml+xml"/>'
            '<item id="i" href="a.png" media-type="image/png"/></manifest>'
            '<spine><itemref idref="n"/><itemref idref="a"/><itemref idref="i"/></spine></package>',
            "OEBPS/nav.xhtml": "<html><body><nav><ol><li>차례</li></ol></nav></body></html>",
            "OEBPS/text/a 1.xhtml": '<?xml version="1.0" encoding="utf-8"?><!DOCTYPE html>'
            '<html xmlns="http://www.w3.org/1999/xhtml"><head><title>장</title></head>'
            f"<body><h1>{escape(title)}</h1>{body}</body></html>",
        }
    )


def make_zip(parts: Mapping[str, str | bytes]) -> bytes:
    """Return an archive."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return stream.getvalue()


def make_hwp(paragraphs: Sequence[str], title: str, *, flags: int = 1) -> bytes:
    """Return an HWP 5 file; paragraphs that begin with `# ` are headings."""
    styles = b"".join(
        _record(26, 1, struct.pack("<H", len(name)) + name.encode("utf-16-le") + bytes(12))
        for name in ("바탕글", "개요 1")
    )
    # A section begins with a control of its own: eight units, the second and third its name.
    control = struct.pack("<HHH4xHHH", 2, 0x6364, 0x7365, 0, 0, 2)
    section = b"".join(
        _hwp_paragraph(text, control * (not at)) for at, text in enumerate((title, *paragraphs))
    )
    header = b"HWP Document File".ljust(32, b"\0") + struct.pack("<II", 0x05000300, flags)
    pack = _deflated if flags & 1 else bytes
    return make_container(
        {
            ("FileHeader",): header.ljust(256, b"\0"),
            ("DocInfo",): pack(styles),
            ("BodyText", "Section0"): pack(section),
        }
    )


def hwp_text(content: bytes) -> bytes:
    """Return a paragraph's records with the given units of text."""
    return _record(66, 0, struct.pack("<IIHBB", len(content) // 2, 0, 0, 0, 0)) + _record(
        67, 1, content
    )


def _hwp_paragraph(text: str, control: bytes) -> bytes:
    style, words = (1, text[2:]) if text.startswith("# ") else (0, text)
    content = control + words.encode("utf-16-le") + b"\r\0"
    header = struct.pack("<IIHBBHHHI", len(content) // 2, 0, 0, style, 0, 1, 0, 0, 0)
    return _record(66, 0, header) + _record(67, 1, content)


def _record(tag: int, level: int, content: bytes) -> bytes:
    if len(content) < 0xFFF:
        return struct.pack("<I", len(content) << 20 | level << 10 | tag) + content
    return struct.pack("<II", 0xFFF << 20 | level << 10 | tag, len(content)) + content


def _deflated(data: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-15)
    return packer.compress(data) + packer.flush()


_SECTOR = 512
_FREE, _END, _FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
_SMALLEST = 4096


def make_container(streams: Mapping[tuple[str, ...], bytes]) -> bytes:
    """Return an OLE container ([MS-CFB]); small streams are filled up with zeros."""
    folders = sorted({path[0] for path in streams if len(path) > 1})
    # The tree is a list: each entry has the next one on its right, shorter names first.
    top: list[tuple[str, ...]] = [
        *((name,) for name in folders),
        *(path for path in streams if len(path) == 1),
    ]
    top.sort(key=lambda path: (len(path[0]), path[0].upper()))
    nested = [path for path in streams if len(path) > 1]
    order = [*top, *nested]
    places = {path: at + 1 for at, path in enumerate(order)}
    sectors: list[bytes] = []
    table: list[int] = []

    def store(data: bytes) -> int:
        first = len(sectors)
        pieces = [
            data[at : at + _SECTOR].ljust(_SECTOR, b"\0") for at in range(0, len(data), _SECTOR)
        ]
        sectors.extend(pieces)
        table.extend([*range(first + 1, first + len(pieces)), _END])
        return first

    entries = [_entry("Root Entry", 5, child=1)]
    for path in order:
        group = top if path in top else [one for one in nested if one[0] == path[0]]
        after = group.index(path) + 1
        right = places[group[after]] if after < len(group) else _FREE
        if path in streams:
            data = streams[path].ljust(_SMALLEST, b"\0")
            entries.append(_entry(path[-1], 2, right, start=store(data), size=len(data)))
        else:
            child = next(places[one] for one in nested if one[0] == path[0])
            entries.append(_entry(path[-1], 1, right, child))
    directory = store(b"".join(entries))
    table.append(_FAT)
    header = struct.pack(
        "<8s16xHHHHH6xIIIIIIIII",
        *(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 0x3E, 3, 0xFFFE, 9, 6),
        *(0, 1, directory, 0, _SMALLEST, _END, 0, _END, 0),
    )
    fats = struct.pack("<109I", len(sectors), *[_FREE] * 108)
    fat = struct.pack(f"<{len(table)}I", *table).ljust(_SECTOR, b"\xff")
    return header + fats + b"".join(sectors) + fat


def _entry(name: str, kind: int, right: int = _FREE, child: int = _FREE, **data: int) -> bytes:
    letters = name.encode("utf-16-le") + b"\0\0"
    start, size = data.get("start", _END), data.get("size", 0)
    return struct.pack(
        "<64sHBBIII36xIQ", letters, len(letters), kind, 1, _FREE, right, child, start, size
    )
