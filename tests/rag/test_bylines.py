from __future__ import annotations

from dataclasses import replace

import pytest

from index.datatypes import Article, Document, Fact, Place
from rag.bylines import LONGEST_LINE, asked_fact, line_of, read_byline
from rag.datatypes import Citation, Passage, Reading

AUTHOR = """\
이 기사는 누가 썼나요?
이 기사 누가 썼어?
이기사누가썼나
기사를 누가 작성했나요?
이 기사는 누가 쓴 거야?
누가 이 기사를 썼나?
누가 섬마을 다리 기사를 썼나요?
누가 쓴 기사야?
누가 작성한 기사인가요?
누가 쓴 글이야?
이 글은 누가 썼나?
사설은 누가 썼나?
‘섬마을 다리, 열두 해 만에 열리다’ 기사는 누가 썼나?
기사 ‘섬마을 다리’는 누가 썼나?
이 기사를 쓴 사람은 누구인가요?
이 기사를 쓴 기자는 누구야?
이 기사 쓴 기자 이름이 뭐야?
이 기사를 취재한 기자 이름을 알려줘
이 뉴스레터를 쓴 사람은?
다리 개통 기사의 기자는 누구인가?
이 기사 기자가 누구야?
이 칼럼의 필자는 누구인가?
그 글의 글쓴이는?
기사의 저자가 누구인가요?
기사 작성자는 누구인가요?
Who wrote the article about the bridge?
Who wrote this?
Who reported this story?
Who is the author of this article?
"""
PUBLISHED = """\
이 기사는 언제 나왔나?
이 기사는 언제 실렸나요?
이 기사는 언제 작성됐나?
이 기사 언제 올라왔어?
이 기사 언제 거야?
이 칼럼은 언제 발행됐나?
다리 기사는 며칠에 보도됐나?
이 기사는 몇 월 며칠에 나왔나?
언제 이 기사가 나왔나?
언제 나온 기사인가?
몇 월 며칠 기사야?
기사가 게재된 날짜는?
이 기사의 날짜는 언제인가?
이 기사 날짜 알려줘
기사 작성일은 언제인가요?
기사 입력 시각은?
When was the article published?
When was this article about the bridge written?
When did the article about the bridge appear?
What date was the article published?
"""
PUBLISHER = """\
이 기사는 어느 신문에 실렸나?
이 기사는 어느 언론사 기사인가?
이 기사는 어디에 실렸나요?
이 기사는 어디에서 나왔나?
어느 매체의 기사인가요?
어떤 신문사가 쓴 기사야?
어느 신문이 이 기사를 냈나?
어디서 나온 기사야?
이 기사를 낸 언론사는 어디인가?
이 기사의 언론사는?
기사의 출처는 어디인가?
Which newspaper published the article?
Which outlet published this story?
What newspaper is the article from?
Who published the article about the bridge?
"""
CONTENT = """\
머스크는 언제 오픈AI를 떠났나?
xAI를 만든 사람은 누구?
기자회견은 언제 열렸나?
누가 보도했나
누가 처음 보도했나?
어느 매체가 처음 보도했나?
어느 신문사가 소송을 냈나?
어떤 사이트에서 정보가 유출됐나?
기자는 몇 명이 왔나?
기자가 물은 것은 무엇인가?
책을 쓴 사람은 누구인가?
소설은 누가 썼나?
누가 쓴 소설인가?
저자는 무엇을 주장하나?
기사 제목은 무엇인가?
이 기사는 무엇에 대한 것인가?
두 기사의 차이는 무엇인가?
기사마다 다리 길이를 어떻게 말하나?
기사에 따르면 오픈AI는 언제 설립됐나?
기사에서 소송을 낸 날짜는?
기사에 나온 다리는 언제 열렸나?
이 기사에 나온 편지는 누가 썼나?
이 기사에서 인터뷰한 사람은 누구인가?
이 기사에서 말하는 회사는 어디에 있나?
이 기사를 쓴 기자는 무엇을 지적했나?
이 칼럼을 쓴 이유는 무엇인가?
이 칼럼의 필자는 왜 반대하나?
이 칼럼의 필자는 누구를 비판하나?
누가 이 기사를 삭제했나?
머스크가 올린 글은 언제 삭제됐나?
언제 올라온 글이 논란이 됐나?
구글은 언제 나왔나?
구글은 누가 만들었나?
한글은 언제 만들어졌나?
글로벌 기업은 언제 설립됐나?
정글은 누가 썼나?
이글스는 언제 우승했나?
택시 기사는 언제 발견됐나?
버스 기사는 누구인가?
기사단을 만든 사람은 누구인가?
보도자료는 언제 나왔나?
이 보도에 대해 회사는 언제 발표했나?
사설 학원은 언제 문을 열었나?
Who wrote the letter?
Who wrote the short story?
Who is the author of the book?
Who wrote the code mentioned in the article?
Who founded xAI?
When was the company founded?
When was the report published?
Which newspaper sued OpenAI?
Which publisher printed the first edition of the story?
"""


@pytest.mark.parametrize("question", AUTHOR.splitlines())
def test_question_for_the_author(question: str) -> None:
    assert asked_fact(question) == "author"


@pytest.mark.parametrize("question", PUBLISHED.splitlines())
def test_question_for_the_day(question: str) -> None:
    assert asked_fact(question) == "published"


@pytest.mark.parametrize("question", PUBLISHER.splitlines())
def test_question_for_the_publisher(question: str) -> None:
    assert asked_fact(question) == "publisher"


@pytest.mark.parametrize("question", CONTENT.splitlines())
def test_question_for_what_an_article_tells_is_none_for_its_byline(question: str) -> None:
    assert asked_fact(question) is None


TEXT = "섬마을 다리\n\n갯벌신문 윤서가 기자 | 2024.03.02\r\n다리가 열렸다.\n"


def fact(wording: str, value: str | None = None, text: str = TEXT) -> Fact:
    start = text.index(wording)
    return Fact(value=value or wording, start=start, end=start + len(wording))


def document(article: Article) -> Document:
    return Document(source="a.txt", sha256="", text=TEXT, article=article)


def passage(number: int) -> Passage:
    return Passage(
        number=number,
        source="a.txt",
        title="섬마을 다리",
        published="2024-03-02",
        start=34,
        end=42,
        text=TEXT[34:42],
        score=0.5,
    )


@pytest.mark.parametrize(
    ("text", "wording", "line"),
    [
        (TEXT, "윤서가", "갯벌신문 윤서가 기자 | 2024.03.02"),
        (TEXT, "섬마을 다리", "섬마을 다리"),
        ("\t  윤서가 기자 \n글", "윤서가", "윤서가 기자"),
        ("글\r윤서가 기자\r글", "윤서가", "윤서가 기자"),
        ("윤서가", "윤서가", "윤서가"),
        # A paragraph is no byline.
        ("가" * LONGEST_LINE + " 윤서가 기자", "윤서가", "윤서가"),
    ],
)
def test_line_is_quoted_without_the_space_around_it(text: str, wording: str, line: str) -> None:
    start, end = line_of(fact(wording, text=text), text)
    assert text[start:end] == line


def test_byline_is_the_first_passage_and_the_only_citation() -> None:
    article = Article(
        title=fact("섬마을 다리"), author=fact("윤서가"), published=fact("2024.03.02", "2024-03-02")
    )
    passages, reading = read_byline("published", document(article), [passage(1), passage(2)])
    line = "갯벌신문 윤서가 기자 | 2024.03.02"
    start = TEXT.index(line)
    end = start + len(line)
    assert passages == [
        Passage(
            number=1,
            source="a.txt",
            title="섬마을 다리",
            published="2024-03-02",
            start=start,
            end=end,
            text=line,
            score=1.0,
        ),
        passage(2),
        passage(3),
    ]
    assert reading == Reading(
        citations=(
            Citation(
                number=1,
                source="a.txt",
                title="섬마을 다리",
                published="2024-03-02",
                start=start,
                end=end,
                quote=line,
            ),
        ),
        confidence=1.0,
        short_answer="2024-03-02",
    )


def test_byline_is_cited_with_its_page() -> None:
    pages = (Place(start=0, page=1), Place(start=34, page=2))
    paged = replace(document(Article(author=fact("윤서가"))), places=pages)
    passages, reading = read_byline("author", paged, [passage(1)])
    assert passages[0].places == (Place(start=0, page=1),)
    assert reading.citations[0].place == Place(start=0, page=1)


def test_article_that_does_not_tell_gives_nothing() -> None:
    passages, reading = read_byline("author", document(Article()), [passage(1)])
    assert passages == [passage(1)]
    assert reading == Reading(citations=(), confidence=0.0)
