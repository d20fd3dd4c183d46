from __future__ import annotations

import json
import random
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from index.datatypes import Place
from index.errors import CorpusError
from index.formats import SUFFIXES, Extract, extract
from tests.index.formats.articles import BODY, HEADING, PARAGRAPHS, SENTENCES, TITLE, WHOLE
from tests.index.formats.making import (
    make_docx,
    make_epub,
    make_html,
    make_hwp,
    make_hwpx,
    make_pdf,
    make_zip,
)

ROOT = Path(__file__).parents[3]
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

Maker = Callable[[], bytes]
FILES: dict[str, Maker] = {
    "a.txt": WHOLE.encode,
    "a.md": f"# {TITLE}\n\n{BODY}".encode,
    "a.html": lambda: make_html(PARAGRAPHS, TITLE),
    "a.pdf": lambda: make_pdf(PARAGRAPHS, TITLE, keeps_words=True),
    "a.docx": lambda: make_docx(PARAGRAPHS, TITLE),
    "a.hwpx": lambda: make_hwpx(PARAGRAPHS, TITLE),
    "a.hwp": lambda: make_hwp(PARAGRAPHS, TITLE),
    "a.epub": lambda: make_epub(PARAGRAPHS, TITLE),
    "a.csv": lambda: '제목,본문\n"{}","{}"\n'.format(TITLE, BODY.replace('"', '""')).encode(),
    "a.jsonl": lambda: json.dumps({"title": TITLE, "text": BODY}).encode(),
}


def reason(data: bytes, name: str) -> str:
    with pytest.raises(CorpusError) as caught:
        extract(data, name)
    return str(caught.value)


@pytest.mark.parametrize("name", FILES)
def test_article_has_the_same_sentences_in_every_format(name: str) -> None:
    (found,) = extract(FILES[name](), name)
    assert [sentence for sentence in SENTENCES if sentence not in found.text] == []
    assert found.text.removeprefix("# ") == WHOLE


def test_sentences_of_a_pdf_file_that_breaks_words_differ_in_spaces_alone() -> None:
    (found,) = extract(make_pdf(PARAGRAPHS, TITLE), "a.pdf")
    assert found.text.replace(" ", "") == WHOLE.replace(" ", "")


@pytest.mark.parametrize("name", ["a.html", "a.docx", "a.hwpx", "a.hwp", "a.epub"])
def test_heading_is_a_place(name: str) -> None:
    (found,) = extract(FILES[name](), name)
    assert found.places[-1] == Place(start=WHOLE.index(HEADING), heading=HEADING)


@pytest.mark.parametrize("name", ["a.html", "a.pdf", "a.docx", "a.epub", "a.csv", "a.jsonl"])
def test_told_title_points_at_its_words(name: str) -> None:
    (found,) = extract(FILES[name](), name)
    title = found.told.title
    assert title is not None
    assert (title.value, found.text[title.start : title.end]) == (TITLE, TITLE)


@pytest.mark.parametrize("name", ["A.TXT", "folder/a.Md"])
def test_ending_may_have_any_case(name: str) -> None:
    assert extract("글이다.".encode(), name) == [Extract(text="글이다.")]


def test_plain_text_is_untouched() -> None:
    text = "\u200b가\r\n\u1100\u1161 \t글\n\n"
    assert extract(text.encode(), "a.txt") == [Extract(text=text)]


@pytest.mark.parametrize("name", ["a.txt", "a.md"])
def test_web_page_that_is_called_text_is_read_as_a_page(name: str) -> None:
    (found,) = extract(make_html(PARAGRAPHS, TITLE), name)
    assert found.text == WHOLE


def test_text_about_tags_stays_text() -> None:
    text = "<b>는 굵은 글씨이다. <html> 다음에 온다."
    assert extract(text.encode(), "a.txt") == [Extract(text=text)]


@pytest.mark.parametrize(
    ("data", "name", "expected"),
    [
        (b"", "a.txt", "empty"),
        (b" \n\t ", "a.csv", "empty"),
        ("\ufeff".encode(), "a.txt", "empty"),
        (
            b"x",
            "a.xls",
            (
                "not a .txt, .md, .html, .htm, .xhtml, .pdf, .docx, .hwpx, .hwp, .epub, .csv, "
                ".tsv, .json or .jsonl file"
            ),
        ),
        (b"%PDF-1.4", "a.txt", "not text: a PDF file; save it as plain text"),
        (b"{\\rtf1 x}", "a.md", "not text: an RTF file; save it as plain text"),
        (b"{\\rtf1 x}", "a.html", "not text: an RTF file; save it as plain text"),
        (b"\x1f\x8b\x08\0", "a.txt", "not text: a GZIP archive; unpack it"),
        (b"7z\xbc\xaf\x27\x1c", "a.txt", "not text: a 7z archive; unpack it"),
        (b"Rar!\x1a\x07\x01", "a.md", "not text: a RAR archive; unpack it"),
        (b"BZh9", "a.csv", "not text: a BZIP2 archive; unpack it"),
        (b"\xfd7zXZ\0", "a.json", "not text: an XZ archive; unpack it"),
        (b"\x89PNG\r\n\x1a\n", "a.txt", "not text: a picture"),
        (b"\xff\xd8\xff\xe0", "a.txt", "not text: a picture"),
        (b"GIF89a", "a.txt", "not text: a picture"),
        ("글이다.".encode(), "a.pdf", "its name says PDF, but it is none"),
        ("글이다.".encode(), "a.docx", "its name says DOCX, but it is none"),
        ("글이다.".encode(), "a.hwpx", "its name says HWPX, but it is none"),
        ("글이다.".encode(), "a.hwp", "its name says HWP, but it is none"),
        ("글이다.".encode(), "a.epub", "its name says EPUB, but it is none"),
        (make_zip({"a.txt": "글"}), "a.docx", "its name says DOCX, but it is none"),
        (
            OLE,
            "a.docx",
            "locked with a password, or of an older kind; save it as DOCX without one",
        ),
    ],
)
def test_reason_says_what_a_file_is(data: bytes, name: str, expected: str) -> None:
    assert reason(data, name) == expected


@pytest.mark.parametrize("name", FILES)
def test_damaged_file_is_read_or_refused_in_one_line(name: str) -> None:
    whole = FILES[name]()
    chance = random.Random(7)
    for _ in range(40):
        data = bytearray(whole[: chance.randrange(1, 2 * len(whole))])
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
        try:
            told = extract(bytes(data), name)[0].text
        except CorpusError as error:
            told = refused = str(error)
        else:
            refused = ""
        assert told
        assert "\n" not in refused


def test_document_of_blank_paragraphs_is_empty() -> None:
    assert reason(make_hwpx([" "], ""), "a.hwpx") == "empty"


@pytest.mark.parametrize(("name", "package"), [("a.pdf", "pypdfium2"), ("a.hwp", "olefile")])
def test_missing_package_is_named_by_what_installs_it(name: str, package: str) -> None:
    program = f"""
import sys
sys.modules[{package!r}] = None
from index.formats import extract
try:
    extract(b"%PDF-", {name!r})
except Exception as error:
    print(type(error).__name__, error)
"""
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, check=True, cwd=ROOT, text=True
    )
    assert done.stdout == (
        "CorpusError needs a package; install it with: pip install 'chulcheo[formats]'\n"
    )


def test_reading_text_loads_no_parser() -> None:
    program = """
import sys
from index.formats import extract
extract(b"text", "a.md")
print({"lxml", "olefile", "pypdfium2", "trafilatura"} & set(sys.modules))
"""
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, check=True, cwd=ROOT, text=True
    )
    assert done.stdout == "set()\n"


def test_endings_are_lower_case_and_those_of_the_readme() -> None:
    assert (
        *(".txt", ".md", ".html", ".htm", ".xhtml", ".pdf", ".docx", ".hwpx", ".hwp", ".epub"),
        *(".csv", ".tsv", ".json", ".jsonl"),
    ) == SUFFIXES
