"""A PDF file -> its article, its pages as places. The only home of PDFium."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import takewhile
from threading import Lock

import pypdfium2
from pypdfium2 import raw

from index.datatypes import Place
from index.errors import CorpusError
from index.formats.composing import find_title
from index.formats.datatypes import Extract
from index.formats.wrapping import Line, read_paragraphs
from index.prose import is_sentence

MAX_PAGES = 2000
"""The longest file that is read; its pages take some milliseconds each."""

# PDFium cannot be used by two threads at once.
_LOCK = Lock()
_SIGNATURE_REACH = 1024
# What PDFium says for a hyphen that broke a word, and for a letter that a font does not name.
_BREAKING_HYPHENS = "\x02\xad\ufffe"
_UNNAMED = re.compile("[\0\ufffd\ue000-\uf8ff]")
_MOST_UNNAMED = 0.3
_FOLIO = re.compile(
    r"[-–—\s]*(?:p\.?\s?)?\d{1,4}(?:\s?(?:/|of)\s?\d{1,4})?(?:\s?(?:쪽|페이지))?[-–—\s]*",
    re.IGNORECASE,
)
# A line that is no sentence and stands at the edge of so many pages is a running title. It and a
# number are all that is looked for above and below the text of a page.
_RUNNING_PAGES = 3
_EDGE_LINES = 2


def read(data: bytes) -> list[Extract]:
    """Return the article of a PDF file; lines are joined to paragraphs.

    Raises:
        CorpusError: It cannot be read, or it has no text; the message is the reason alone.
    """
    if b"%PDF-" not in data[:_SIGNATURE_REACH]:
        raise CorpusError("its name says PDF, but it is none")
    with _LOCK:
        title, pages = _read_file(data)
    lines = [line for page in _without_furniture(pages) for line in page]
    letters = "".join(line.text for line in lines)
    if not letters.strip():
        raise CorpusError("no text in it; it may be scanned")
    if len(_UNNAMED.findall(letters)) > _MOST_UNNAMED * len(letters):
        raise CorpusError("its fonts do not tell which letters they draw; save it as DOCX or text")
    text, places = _join(lines)
    return [Extract(text=text, places=places, told=find_title(text, title))]


def _read_file(data: bytes) -> tuple[str, list[list[Line]]]:
    """Return the title that a file claims and the lines of its pages."""
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) == raw.FPDF_ERR_PASSWORD:
            raise CorpusError("locked with a password; save it without one") from error
        raise CorpusError("damaged; save it again") from error
    with document:
        if len(document) > MAX_PAGES:
            raise CorpusError(f"more than {MAX_PAGES:,} pages; split it")
        pages = [list(_lines(document, number)) for number in range(len(document))]
        return _title(document), pages


def _title(document: pypdfium2.PdfDocument) -> str:
    try:
        return str(document.get_metadata_value("Title"))
    except UnicodeDecodeError:
        return ""


def _lines(document: pypdfium2.PdfDocument, index: int) -> Iterator[Line]:
    """Yield the lines of a page; none if the page is damaged."""
    try:
        page = document[index]
        letters = page.get_textpage()
    except pypdfium2.PdfiumError:
        return
    count = letters.count_chars()
    codes = [raw.FPDFText_GetUnicode(letters, place) for place in range(count)]
    ends = [place for place, code in enumerate(codes) if code in {0x0A, 0x0D}]
    for start, end in zip([0, *(end + 1 for end in ends)], [*ends, count], strict=True):
        text = _decode(codes[start:end])
        inked = [place for place in range(start, end) if not chr(codes[place]).isspace()]
        if not inked:
            continue
        left, bottom, _, top = letters.get_charbox(inked[0], loose=True)
        right = letters.get_charbox(inked[-1], loose=True)[2]
        yield Line(
            text=" ".join(re.sub(f"[{_BREAKING_HYPHENS}](?!$)", "-", text).split()).rstrip(
                _BREAKING_HYPHENS
            ),
            left=left,
            right=right,
            bottom=bottom,
            size=top - bottom,
            page=index + 1,
            is_spaced=text[-1:].isspace(),
            is_hyphened=text.rstrip()[-1:] in _BREAKING_HYPHENS,
        )
    letters.close()
    page.close()


def _decode(codes: Sequence[int]) -> str:
    """Return the text of UTF-16 units."""
    units = "".join(map(chr, codes)).encode("utf-16-le", "surrogatepass")
    return units.decode("utf-16-le", "replace")


def _without_furniture(pages: Sequence[Sequence[Line]]) -> Iterator[list[Line]]:
    """Yield the pages without their numbers and the titles that run along their edges."""
    edges = Counter(
        name
        for page in pages
        for name in {_unnumbered(line) for line in (*page[:_EDGE_LINES], *page[-_EDGE_LINES:])}
    )
    running = {name for name, count in edges.items() if count >= _RUNNING_PAGES}

    def is_furniture(line: Line) -> bool:
        is_running = _unnumbered(line) in running and not is_sentence(line.text)
        return is_running or _FOLIO.fullmatch(line.text) is not None

    for page in pages:
        above = list(takewhile(is_furniture, page[:_EDGE_LINES]))
        below = list(takewhile(is_furniture, page[: -_EDGE_LINES - 1 : -1]))
        yield list(page[len(above) : len(page) - len(below)])


def _unnumbered(line: Line) -> str:
    return re.sub(r"\d+", "0", line.text)


def _join(lines: Sequence[Line]) -> tuple[str, tuple[Place, ...]]:
    """Return the text, with a blank line between paragraphs, and where the pages begin in it."""
    parts: list[str] = []
    places: list[Place] = []
    start = 0
    for paragraph in read_paragraphs(lines):
        for place, (line, glue) in enumerate(paragraph):
            before = glue if place or not parts else "\n\n"
            parts += [before, line.text]
            if not places or places[-1].page != line.page:
                places.append(Place(start=start + len(before), page=line.page))
            start += len(before) + len(line.text)
    return "".join(parts), tuple(places)
