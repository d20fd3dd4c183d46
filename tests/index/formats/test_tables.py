from __future__ import annotations

import pytest

from index.datatypes import Article, Fact
from index.errors import CorpusError
from index.formats import Extract
from index.formats.tables import read


def test_rows_are_numbered_articles() -> None:
    table = (
        "\ufeff제목,본문,날짜,언론사,기자\n하나,가이다.,2024-03-02,갯벌신문,한바다\n둘,나이다.,,,\n"
    )
    assert read(table.encode()) == [
        Extract(
            text="하나\n갯벌신문 2024.03.02\n한바다\n\n가이다.",
            told=Article(
                title=Fact(value="하나", start=0, end=2),
                publisher=Fact(value="갯벌신문", start=3, end=7),
                published=Fact(value="2024-03-02", start=8, end=18),
                author=Fact(value="한바다", start=19, end=22),
            ),
            number=1,
        ),
        Extract(
            text="둘\n\n나이다.",
            told=Article(title=Fact(value="둘", start=0, end=1)),
            number=2,
        ),
    ]


def test_row_without_text_keeps_its_number() -> None:
    found = read('text\n가\n" "\n나\n'.encode())
    assert [(one.number, one.text) for one in found] == [(1, "가"), (3, "나")]


def test_only_article_has_no_number() -> None:
    assert read("text\n가\n".encode()) == [Extract(text="가")]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_delimiter_is_recognised(delimiter: str) -> None:
    table = f'title{delimiter}text\n하나{delimiter}"가{delimiter}\n""나"""\n'
    assert read(table.encode())[0].text == f'하나\n\n가{delimiter}\n"나"'


@pytest.mark.parametrize(
    "column", ["본문", " 내용 ", "기사 본문", "Body", "CONTENT", "article_body", "기사_내용"]
)
def test_column_of_the_text_has_many_names(column: str) -> None:
    assert read(f"{column}\n가\n".encode())[0].text == "가"


def test_table_reads_the_same_in_cp949() -> None:
    table = '제목,본문\n하나,"바다와 다리 이야기가 이어진다."\n'
    assert read(table.encode("cp949")) == read(table.encode())


def test_article_may_be_longer_than_what_the_module_allows_by_default() -> None:
    assert len(read(f"text\n{'가' * 200_000}\n".encode())[0].text) == 200_000


def test_row_with_too_few_or_too_many_cells_is_read() -> None:
    assert [one.text for one in read("text,title\n가\n나,둘,셋,넷\n".encode())] == [
        "가",
        "둘\n\n나",
    ]


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        (
            "번호,조회\n1,2\n",
            "no column with the text of the articles; name it text, body, content, 본문 or 내용",
        ),
        (
            "text,title\n ,하나\n",
            "no article in it: the column with the text is empty in every row",
        ),
        ("text\n", "no article in it: the column with the text is empty in every row"),
    ],
)
def test_reason_says_what_is_missing(table: str, expected: str) -> None:
    with pytest.raises(CorpusError) as caught:
        read(table.encode())
    assert str(caught.value) == expected
