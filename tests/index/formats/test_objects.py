from __future__ import annotations

import json

import pytest

from index.errors import CorpusError
from index.formats.objects import read

ONE = {"title": "하나", "text": "가이다."}
TWO = {
    "제목": "둘",
    "내용": ["나이다.", "다이다."],
    "publisher": {"name": "갯벌신문"},
    "author": None,
}
TEXTS = [(1, "하나\n\n가이다."), (2, "둘\n갯벌신문\n\n나이다.\n다이다.")]


def texts(written: str) -> list[tuple[int, str]]:
    return [(one.number, one.text) for one in read(written.encode())]


@pytest.mark.parametrize(
    "written",
    [
        json.dumps([ONE, TWO]),
        json.dumps({"count": 2, "tags": ["x"], "articles": [ONE, TWO]}, indent=1),
        f"{json.dumps(ONE)}\n\n{json.dumps(TWO, ensure_ascii=False)}\r\n",
    ],
)
def test_lists_and_lines_of_objects_are_articles(written: str) -> None:
    assert texts(written) == TEXTS


@pytest.mark.parametrize("written", [json.dumps(ONE), json.dumps([ONE]), json.dumps(ONE, indent=1)])
def test_only_article_has_no_number(written: str) -> None:
    assert texts(written) == [(0, "하나\n\n가이다.")]


def test_what_is_no_article_keeps_its_number() -> None:
    assert texts(json.dumps([1, ONE, {"text": ""}, TWO])) == [(2, TEXTS[0][1]), (4, TEXTS[1][1])]


def test_half_a_character_is_replaced() -> None:
    assert texts('{"text": "가\\ud800나"}') == [(0, "가\ufffd나")]


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ('{"text": "가"}\n{"text": ', "line 2 is not JSON: Expecting value"),
        ("[\n{,", "line 2 is not JSON: Expecting property name enclosed in double quotes"),
        ('{"text": "가"', "line 1 is not JSON: Expecting ',' delimiter"),
        ("글이다.", "line 1 is not JSON: Expecting value"),
        ("[" * 100_000, "not JSON that can be read: too deep, or a number too long"),
        (f'{{"text": {"1" * 5000}}}', "not JSON that can be read: too deep, or a number too long"),
        (
            '{"name": "가"}',
            "no field with the text of the articles; name it text, body, content, 본문 or 내용",
        ),
        ("[]", "no field with the text of the articles; name it text, body, content, 본문 or 내용"),
        (
            '[{"text": " "}, {"text": null}]',
            "no article in it: the field with the text is empty in every object",
        ),
    ],
)
def test_reason_says_where_it_is_wrong(written: str, expected: str) -> None:
    with pytest.raises(CorpusError) as caught:
        read(written.encode())
    assert str(caught.value) == expected
