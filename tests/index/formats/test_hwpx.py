from __future__ import annotations

import pytest

from index.datatypes import Place
from index.errors import CorpusError
from index.formats.hwpx import read
from tests.index.formats.making import hwpx_paragraph, hwpx_section, make_hwpx, make_zip

HEADER = '<hh:head xmlns:hh="h"><hh:style id="2" engName="Outline 1" name=""/></hh:head>'


def hwpx(*sections: str, manifest: str = "<m/>") -> bytes:
    parts = {f"Contents/section{at}.xml": hwpx_section(one) for at, one in enumerate(sections)}
    return make_zip({"Contents/header.xml": HEADER, "META-INF/manifest.xml": manifest} | parts)


def run(inside: str) -> str:
    return f'<hp:p styleIDRef="0"><hp:run>{inside}</hp:run></hp:p>'


def test_sections_are_read_in_the_order_of_their_numbers() -> None:
    (found,) = read(hwpx(*(hwpx_paragraph(f"{number}절이다.") for number in range(11))))
    assert found.text == "\n\n".join(f"{number}절이다." for number in range(11))


def test_outline_is_a_place() -> None:
    (found,) = read(make_hwpx(["# 하나", "글이다."], "제목"))
    assert found.places == (Place(start=4, heading="하나"),)


@pytest.mark.parametrize(
    ("inside", "expected"),
    [
        ("<hp:t>가<hp:tab/>나<hp:lineBreak/>다<hp:nbSpace/>라</hp:t>", "가 나\n다 라"),
        ("<hp:t>가<hp:markpenBegin/>나<hp:markpenEnd/>다</hp:t>", "가나다"),
        (
            (
                f"<hp:t>가</hp:t><hp:ctrl><hp:footNote><hp:subList>{hwpx_paragraph('각주')}"
                "</hp:subList></hp:footNote></hp:ctrl><hp:t>나</hp:t>"
            ),
            "가나\n\n각주",
        ),
        (
            (
                f"<hp:ctrl><hp:header><hp:subList>{hwpx_paragraph('머리말')}</hp:subList></hp:header>"
                "</hp:ctrl><hp:t>가</hp:t>"
            ),
            "가",
        ),
        (
            (
                "<hp:ctrl><hp:fieldBegin><hp:parameters><hp:stringParam>x</hp:stringParam>"
                "</hp:parameters></hp:fieldBegin></hp:ctrl><hp:t>가</hp:t>"
            ),
            "가",
        ),
        ("<hp:pic><hp:shapeComment>그림입니다.</hp:shapeComment></hp:pic><hp:t>가</hp:t>", "가"),
        (
            "<hp:t>가</hp:t><hp:tbl><hp:tr>"
            + "".join(
                f"<hp:tc><hp:subList>{hwpx_paragraph(one)}</hp:subList></hp:tc>" for one in "나다"
            )
            + "</hp:tr></hp:tbl>",
            "가\n\n나 | 다",
        ),
    ],
)
def test_words_of_the_article_are_found(inside: str, expected: str) -> None:
    assert read(hwpx(run(inside)))[0].text == expected


def test_locked_file_is_refused() -> None:
    locked = '<m><file-entry><o:encryption-data xmlns:o="o"/></file-entry></m>'
    with pytest.raises(CorpusError) as caught:
        read(hwpx("", manifest=locked))
    assert str(caught.value) == "locked with a password; save it without one"
