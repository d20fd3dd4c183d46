from __future__ import annotations

import io

import docx
import pytest

from index.datatypes import Place
from index.errors import CorpusError
from index.formats.docx import read
from tests.index.formats.making import make_docx, make_zip

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def document(inside: str, **parts: str) -> bytes:
    body = f'<w:document xmlns:w="{W}"><w:body>{inside}</w:body></w:document>'
    return make_zip({"word/document.xml": body} | {f"word/{k}.xml": v for k, v in parts.items()})


def text_of(data: bytes) -> str:
    (found,) = read(data)
    return found.text


def test_cells_of_a_table_are_joined_row_by_row() -> None:
    made = docx.Document()
    made.add_paragraph("앞이다.")
    table = made.add_table(2, 2)
    for at, words in enumerate(("길이", "1.8km", "비용", "")):
        table.cell(at // 2, at % 2).text = words
    table.cell(1, 1).add_paragraph("920억 원")
    made.add_paragraph("뒤이다.")
    stream = io.BytesIO()
    made.save(stream)
    assert text_of(stream.getvalue()) == "앞이다.\n\n길이 | 1.8km\n비용 | 920억 원\n\n뒤이다."


def test_title_of_the_properties_stands_above_if_the_text_lacks_it() -> None:
    made = docx.Document()
    made.add_paragraph("본문이다.")
    made.core_properties.title = "섬마을 다리"
    stream = io.BytesIO()
    made.save(stream)
    (found,) = read(stream.getvalue())
    assert found.text == "섬마을 다리\n\n본문이다."
    assert found.told.title is not None


def test_headings_are_places_and_the_title_is_none() -> None:
    (found,) = read(make_docx(["# 하나", "글이다."], "제목이다"))
    assert found.places == (Place(start=6, heading="하나"),)


@pytest.mark.parametrize(
    ("inside", "expected"),
    [
        (
            "<w:p><w:r><w:t>가</w:t><w:tab/><w:t>나</w:t><w:br/><w:t>다</w:t></w:r></w:p>",
            "가 나\n다",
        ),
        ("<w:p><w:r><w:t>가</w:t></w:r><w:ins><w:r><w:t>나</w:t></w:r></w:ins></w:p>", "가나"),
        (
            "<w:p><w:del><w:r><w:delText>가</w:delText></w:r></w:del><w:r><w:t>나</w:t></w:r></w:p>",
            "나",
        ),
        ("<w:sdt><w:sdtContent><w:p><w:r><w:t>가</w:t></w:r></w:p></w:sdtContent></w:sdt>", "가"),
        ("<w:p><w:hyperlink><w:r><w:t>가</w:t></w:r></w:hyperlink></w:p>", "가"),
        ("<w:p><w:r><w:instrText>PAGE</w:instrText><w:t>가</w:t></w:r></w:p>", "가"),
        (
            (
                "<w:p><w:r><w:t>가</w:t><w:txbxContent><w:p><w:r><w:t>상자</w:t></w:r></w:p>"
                "</w:txbxContent></w:r><w:r><w:t>나</w:t></w:r></w:p>"
            ),
            "가나\n\n상자",
        ),
    ],
)
def test_words_are_found_wherever_they_stand(inside: str, expected: str) -> None:
    assert text_of(document(inside)) == expected


def test_footnotes_stand_behind_the_text() -> None:
    notes = f'<w:footnotes xmlns:w="{W}"><w:footnote><w:p><w:r><w:t>각주이다.</w:t></w:r></w:p>'
    made = document(
        "<w:p><w:r><w:t>가</w:t></w:r></w:p>", footnotes=f"{notes}</w:footnote></w:footnotes>"
    )
    assert text_of(made) == "가\n\n각주이다."


def test_outline_level_makes_a_heading_without_a_style() -> None:
    made = document(
        '<w:p><w:pPr><w:outlineLvl w:val="0"/></w:pPr><w:r><w:t>하나</w:t></w:r></w:p>'
        '<w:p><w:pPr><w:outlineLvl w:val="9"/></w:pPr><w:r><w:t>글</w:t></w:r></w:p>'
    )
    assert read(made)[0].places == (Place(start=0, heading="하나"),)


def test_entities_are_neither_fetched_nor_expanded() -> None:
    inside = "<w:p><w:r><w:t>가&b;나&x;</w:t></w:r></w:p>"
    body = (
        '<!DOCTYPE d [<!ENTITY a "하하하하하하하하"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">'
        '<!ENTITY x SYSTEM "file:///etc/passwd">]>'
        f'<w:document xmlns:w="{W}"><w:body>{inside}</w:body></w:document>'
    )
    text = text_of(make_zip({"word/document.xml": body}))
    assert text.startswith("가")
    assert "하" not in text
    assert "root:" not in text


def test_broken_markup_is_named() -> None:
    with pytest.raises(CorpusError) as caught:
        read(make_zip({"word/document.xml": "<w:document"}))
    assert str(caught.value) == "damaged: its word/document.xml is not XML; save it again"


def test_cut_file_is_damaged() -> None:
    with pytest.raises(CorpusError) as caught:
        read(make_docx(["글이다."], "제목")[:-100])
    assert str(caught.value) == "damaged; save it again"


def test_every_word_that_another_reader_finds_is_found() -> None:
    data = make_docx([f"{number}번째 문단이다." for number in range(50)], "제목")
    theirs = [paragraph.text for paragraph in docx.Document(io.BytesIO(data)).paragraphs]
    assert text_of(data).split("\n\n") == theirs
