from __future__ import annotations

import io
from threading import Thread

import pypdfium2
import pytest

from index.datatypes import Article, Place
from index.errors import CorpusError
from index.formats.pdf import MAX_PAGES, read
from tests.index.formats.articles import PARAGRAPHS, TITLE, WHOLE
from tests.index.formats.making import PAGE_BREAK, make_pdf

FIRST = "갈매섬과 뭍을 잇는 갈매대교가 2일 아침 열렸다."
SECOND = "다리의 길이는 1.8km이고, 공사비는 920억 원이 들었다."


def blank(pages: int) -> bytes:
    document = pypdfium2.PdfDocument.new()
    for _ in range(pages):
        document.new_page(600, 800)
    stream = io.BytesIO()
    document.save(stream)
    document.close()
    return stream.getvalue()


def test_pages_are_places() -> None:
    (found,) = read(make_pdf([FIRST, PAGE_BREAK, SECOND], ""))
    assert found.text == f"{FIRST}\n\n{SECOND}"
    assert found.places == (Place(start=0, page=1), Place(start=len(FIRST) + 2, page=2))


def test_empty_page_counts_but_is_no_place() -> None:
    (found,) = read(make_pdf([FIRST, PAGE_BREAK, " ", PAGE_BREAK, SECOND], ""))
    assert [place.page for place in found.places] == [1, 3]


def test_numbers_of_pages_and_running_titles_are_left_out() -> None:
    pages = (
        ("갯벌신문 특집", f"{number}번째 쪽의 글이다.", f"- {number} -") for number in (1, 2, 3)
    )
    flow = [text for page in pages for text in (*page, PAGE_BREAK)]
    (found,) = read(make_pdf(flow, ""))
    assert found.text == "1번째 쪽의 글이다.\n\n2번째 쪽의 글이다.\n\n3번째 쪽의 글이다."


def test_title_of_the_properties_is_told_if_the_text_says_it() -> None:
    (found,) = read(make_pdf([FIRST], TITLE))
    assert found.told.title is not None
    assert found.told.title.value == TITLE
    (found,) = read(make_pdf([FIRST], "문서 1"))
    assert found.told == Article()


def test_long_text_keeps_its_words_and_its_order() -> None:
    text = " ".join(f"{number}번째 문장은 갈매섬의 다리를 말한다." for number in range(200))
    (found,) = read(make_pdf([text], "", keeps_words=True))
    assert found.text.split() == text.split()
    assert [place.page for place in found.places] == [1, 2, 3]


def test_two_threads_may_read_at_once() -> None:
    data = make_pdf(PARAGRAPHS, TITLE, keeps_words=True)
    found: list[str] = []
    threads = [
        Thread(target=lambda: found.extend(read(data)[0].text for _ in range(5))) for _ in range(2)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [WHOLE] * 10


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (make_pdf([FIRST], TITLE, lock="열쇠"), "locked with a password; save it without one"),
        (blank(2), "no text in it; it may be scanned"),
        (b"%PDF-1.7\nxxxx", "damaged; save it again"),
        (b"PDF", "its name says PDF, but it is none"),
        (blank(MAX_PAGES + 1), "more than 2,000 pages; split it"),
        (
            make_pdf(["\ue000\ue001\ue002 가"], ""),
            "its fonts do not tell which letters they draw; save it as DOCX or text",
        ),
    ],
    ids=["locked", "scanned", "damaged", "other", "long", "unnamed"],
)
def test_reason_says_why_it_cannot_be_read(data: bytes, expected: str) -> None:
    with pytest.raises(CorpusError) as caught:
        read(data)
    assert str(caught.value) == expected


def test_cut_file_is_read_or_refused_but_never_half() -> None:
    data = make_pdf(PARAGRAPHS, TITLE, keeps_words=True)
    for part in range(1, 8):
        try:
            (found,) = read(data[: len(data) * part // 8])
        except CorpusError:
            continue
        assert found.text == WHOLE
