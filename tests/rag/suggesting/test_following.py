from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from index.datatypes import Article, Document, Fact, Span
from rag.suggesting.following import MOST, follow_ups, sources_of
from tests.ui.records import answer, citation, passage

if TYPE_CHECKING:
    from index.kiwi import KiwiAnalyzer
    from rag.datatypes import Answer

OPENED = "부산대교는 2019년에 열렸다."
LENGTH = "부산대교의 길이는 1.8km이다."
HOUSE = "부산시청은 부산에 있다."
ENGLISH = "Busan Bridge was opened in 2019."
TITLE = "부산 다리 열리다"

WHEN, HOW_LONG = "부산대교는 언제 열렸나요?", "부산대교의 길이는 얼마인가요?"
WHAT = f"‘{TITLE}’ 기사는 어떤 내용인가요?"
ISSUED = f"‘{TITLE}’ 기사는 언제 나왔나요?"


def document(*sentences: str, source: str = "a.txt", title: str = TITLE) -> Document:
    text = "\n".join([title, *sentences])
    return Document(
        source=source,
        sha256="0",
        text=text,
        article=Article(
            title=Fact(value=title, start=0, end=len(title)),
            published=Fact(value="2024-04-05", start=0, end=1),
            author=Fact(value="윤서가", start=0, end=1),
        ),
        sentences=tuple(
            Span(start=text.index(sentence), end=text.index(sentence) + len(sentence))
            for sentence in sentences
        ),
    )


ARTICLE = document(OPENED, LENGTH, ENGLISH)


def quoting(article: Document, sentence: str, question: str = "부산의 다리는?") -> Answer:
    quote = citation(1, sentence, source=article.source, start=article.text.index(sentence))
    return replace(answer("그렇습니다. [1]", quote), question=question)


def abstaining(*sources: str, question: str = "우주 로켓은?") -> Answer:
    read = tuple(
        passage(number, "글", source=source) for number, source in enumerate(sources, start=1)
    )
    return replace(answer("모릅니다.", passages=read), question=question)


def test_other_facts_of_the_article_follow_and_what_it_tells(kiwi: KiwiAnalyzer) -> None:
    found = follow_ups(quoting(ARTICLE, OPENED), [ARTICLE], [], kiwi)
    # What was quoted is known.
    assert found == [HOW_LONG, WHAT, ISSUED]


def test_nearer_fact_comes_first(kiwi: KiwiAnalyzer) -> None:
    article = document(OPENED, "바람이 불었다.", LENGTH, HOUSE)
    assert follow_ups(quoting(article, HOUSE), [article], [], kiwi)[:2] == [HOW_LONG, WHEN]


def test_what_was_asked_is_not_offered_again(kiwi: KiwiAnalyzer) -> None:
    quoted = quoting(ARTICLE, OPENED)
    assert follow_ups(quoted, [ARTICLE], [HOW_LONG, WHAT], kiwi) == [ISSUED]
    asked = replace(quoted, question=HOW_LONG)
    assert HOW_LONG not in follow_ups(asked, [ARTICLE], [], kiwi)


def test_what_the_answer_says_is_not_asked_for(kiwi: KiwiAnalyzer) -> None:
    article = document("바람이 불었다.", LENGTH)
    quoted = replace(quoting(article, "바람이 불었다."), short_answer="1.8 km")
    assert HOW_LONG not in follow_ups(quoted, [article], [], kiwi)
    assert HOW_LONG in follow_ups(replace(quoted, short_answer="2km"), [article], [], kiwi)


def test_english_question_is_followed_in_english(kiwi: KiwiAnalyzer) -> None:
    found = follow_ups(quoting(ARTICLE, OPENED, "How long is it?"), [ARTICLE], [], kiwi)
    assert found == [
        "When was Busan Bridge opened?",
        f"What is “{TITLE}” about?",
        f"When was the article “{TITLE}” published?",
    ]


def test_without_grammar_whole_articles_are_asked_about() -> None:
    assert follow_ups(quoting(ARTICLE, OPENED), [ARTICLE], [], None) == [WHAT, ISSUED]


def test_after_an_abstention_each_of_the_nearest_articles_has_a_question(
    kiwi: KiwiAnalyzer,
) -> None:
    station = document("서울역은 1900년에 열렸다.", source="b.txt", title="서울역 소식")
    quiet = document("바람이 불었다.", source="c.txt", title="바람 분다")
    found = follow_ups(abstaining("a.txt", "b.txt", "c.txt"), [ARTICLE, station, quiet], [], kiwi)
    assert found == [WHEN, "서울역은 언제 열렸나요?", HOW_LONG]
    found = follow_ups(abstaining("c.txt"), [quiet], [], kiwi)
    assert found == ["‘바람 분다’ 기사는 어떤 내용인가요?", "‘바람 분다’ 기사는 언제 나왔나요?"]


def test_nothing_follows_small_talk() -> None:
    assert sources_of(abstaining()) == []
    assert follow_ups(abstaining(), [], [], None) == []


def test_first_cited_article_or_the_nearest_ones_are_asked_about() -> None:
    cited = answer("그렇습니다.", citation(2, "글", source="b.txt"), citation(1, "글"))
    assert sources_of(cited) == ["b.txt"]
    assert sources_of(abstaining("d", "a", "d", "b", "c")) == ["d", "a", "b"]


def test_long_article_gives_no_more_than_fits(kiwi: KiwiAnalyzer) -> None:
    article = document(
        *(
            f"부산{name}역은 19{number}년에 열렸다."
            for number, name in enumerate("동서남북중", start=10)
        )
    )
    first = article.text.splitlines()[1]
    assert len(follow_ups(quoting(article, first), [article], [], kiwi)) == MOST
