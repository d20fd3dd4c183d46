from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest

from index.datatypes import Article, Document, DocumentSummary, Fact, Span
from index.errors import StoreError
from tests.ui.records import answer, citation
from ui.suggestions import EXAMPLES, Examples, suggestions

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from index.kiwi import KiwiAnalyzer
    from index.language import Grammar
    from rag.datatypes import Answer, Turn
    from ui.suggestions import Space

STORIES = {
    "bridge.txt": "부산대교 소식\n부산대교는 2019년에 열렸다.\n부산대교의 길이는 1.8km이다.",
    "station.txt": "서울역 소식\n서울역은 김한솔 건축가가 설계했다.\n서울역은 1900년에 열렸다.",
    "museum.txt": (
        "박물관 소식\n인천박물관은 폭우 때문에 닫혔다.\n인천박물관에는 유물 530점이 있다."
    ),
    "wind.txt": "바람 소식\n바람이 불었다.\n이순신은 서울에서 태어났다.",
    "harbour.txt": "Harbour news\nSolmaru Harbour was founded in 1874.",
}
FACTS = {
    "부산대교는 언제 열렸나요?": "부산대교는 2019년에 열렸다.",
    "부산대교의 길이는 얼마인가요?": "부산대교의 길이는 1.8km이다.",
    "서울역은 누가 설계했나요?": "서울역은 김한솔 건축가가 설계했다.",
    "서울역은 언제 열렸나요?": "서울역은 1900년에 열렸다.",
    "인천박물관은 왜 닫혔나요?": "인천박물관은 폭우 때문에 닫혔다.",
    "인천박물관에는 유물 몇 점이 있나요?": "인천박물관에는 유물 530점이 있다.",
    "이순신은 어디에서 태어났나요?": "이순신은 서울에서 태어났다.",
    "When was Solmaru Harbour founded?": "Solmaru Harbour was founded in 1874.",
}


class ToySpace:
    """Knows the answers of a table, and counts what it is asked."""

    def __init__(
        self,
        grammar: Grammar | None,
        stories: Mapping[str, str] = STORIES,
        facts: Mapping[str, str] = FACTS,
    ) -> None:
        self._grammar = grammar
        self._stories = stories
        self._facts = facts
        self.number = 1
        self.asked: list[str] = []
        self.ends_with_question = 0
        self.fails_with_question = 0

    def generation(self) -> int:
        return self.number

    def articles(self) -> list[DocumentSummary]:
        return [
            DocumentSummary(
                source=source,
                title=text.splitlines()[0],
                publisher=None,
                published="2024-03-02",
                author=None,
                characters=len(text),
                chunks=1,
            )
            for source, text in self._stories.items()
        ]

    def document(self, source: str) -> Document:
        if source not in self._stories:
            message = f"no article {source!r} in the index"
            raise StoreError(message)
        text = self._stories[source]
        title, *sentences = text.splitlines()
        return Document(
            source=source,
            sha256="0",
            text=text,
            article=Article(title=Fact(value=title, start=0, end=len(title))),
            sentences=tuple(
                Span(start=text.index(sentence), end=text.index(sentence) + len(sentence))
                for sentence in sentences
            ),
        )

    def ask(self, question: str, history: Sequence[Turn]) -> Answer:
        assert not history
        self.asked.append(question)
        if len(self.asked) == self.ends_with_question:
            self.number += 1
        if len(self.asked) == self.fails_with_question:
            message = "the store cannot be used"
            raise StoreError(message)
        quote = self._facts.get(question)
        if quote is None:
            return answer("모릅니다.")
        source = next(name for name, text in self._stories.items() if quote in text)
        start = self._stories[source].index(quote)
        return answer("그렇습니다. [1]", citation(1, quote, source=source, start=start))

    def grammar(self) -> Grammar | None:
        return self._grammar


if TYPE_CHECKING:
    _space: Space = ToySpace(None)


def prepared(space: ToySpace) -> Examples:
    examples = Examples(space)
    examples.prepare()
    return examples


def test_at_first_whole_articles_are_asked_about() -> None:
    space = ToySpace(None)
    examples = Examples(space)
    korean, english = examples.questions("ko"), examples.questions("en")
    assert len(set(korean)) == len(set(english)) == EXAMPLES
    assert all(question.startswith("‘") for question in korean)
    assert all("“" in question for question in english)
    # Those that follow each other are of different sorts, and of different articles.
    assert [question.endswith("내용인가요?") for question in korean] == [True, False, True, False]
    assert len({question.split("’")[0] for question in korean}) == EXAMPLES
    assert space.asked == []


def test_facts_that_are_answered_take_their_place(kiwi: KiwiAnalyzer) -> None:
    space = ToySpace(kiwi)
    examples = prepared(space)
    found = examples.questions("ko")
    assert len(set(found)) == EXAMPLES
    assert set(found) <= FACTS.keys() & set(space.asked)
    # Each article gives one of them.
    sources = {next(s for s, text in STORIES.items() if FACTS[item] in text) for item in found}
    assert sources == {"bridge.txt", "station.txt", "museum.txt", "wind.txt"}
    assert examples.questions("en")[0] == "When was Solmaru Harbour founded?"
    assert len(examples.questions("en")) == EXAMPLES


def test_no_more_is_asked_than_needed(kiwi: KiwiAnalyzer) -> None:
    space = ToySpace(kiwi)
    examples = prepared(space)
    # Four in Korean, and the only one in English.
    assert len(space.asked) == EXAMPLES + 1
    examples.prepare()
    assert len(space.asked) == EXAMPLES + 1


def test_question_that_is_not_answered_is_no_example(kiwi: KiwiAnalyzer) -> None:
    facts = {"서울역은 언제 열렸나요?": FACTS["서울역은 언제 열렸나요?"]}
    space = ToySpace(kiwi, facts=facts)
    found = prepared(space).questions("ko")
    assert found[0] == "서울역은 언제 열렸나요?"
    assert all(question.startswith("‘") for question in found[1:])
    assert len(found) == EXAMPLES


def test_all_questions_are_tried_where_none_is_answered(kiwi: KiwiAnalyzer) -> None:
    space = ToySpace(kiwi, facts={})
    assert all(question.startswith("‘") for question in prepared(space).questions("ko"))
    assert sorted(space.asked) == sorted(FACTS)


def test_few_articles_give_several_examples_each(kiwi: KiwiAnalyzer) -> None:
    space = ToySpace(kiwi, {name: STORIES[name] for name in ("bridge.txt", "museum.txt")})
    assert len(set(prepared(space).questions("ko")) & FACTS.keys()) == EXAMPLES


def test_same_generation_has_the_same_examples(kiwi: KiwiAnalyzer) -> None:
    backwards = dict(reversed(STORIES.items()))
    first, second = prepared(ToySpace(kiwi)), prepared(ToySpace(kiwi, backwards))
    assert first.questions("ko") == second.questions("ko")


def test_examples_are_found_anew_for_each_generation(kiwi: KiwiAnalyzer) -> None:
    space = ToySpace(kiwi)
    examples = prepared(space)
    space.number = 2
    assert all(question.startswith("‘") for question in examples.questions("ko"))
    examples.prepare()
    assert set(examples.questions("ko")) <= FACTS.keys()


def test_nothing_is_kept_of_an_index_that_changes_meanwhile(kiwi: KiwiAnalyzer) -> None:
    space = ToySpace(kiwi)
    space.ends_with_question = 2
    examples = prepared(space)
    assert len(space.asked) == 2
    assert all(question.startswith("‘") for question in examples.questions("ko"))
    space.number = 1
    assert all(question.startswith("‘") for question in examples.questions("ko"))


def test_index_that_cannot_be_asked_leaves_the_questions_about_whole_articles(
    kiwi: KiwiAnalyzer,
) -> None:
    space = ToySpace(kiwi)
    space.fails_with_question = 3
    examples = prepared(space)
    assert len(space.asked) == 3
    assert all(question.startswith("‘") for question in examples.questions("ko"))


def test_without_grammar_nothing_is_prepared() -> None:
    space = ToySpace(None)
    prepared(space)
    assert space.asked == []


def test_empty_corpus_has_no_examples(kiwi: KiwiAnalyzer) -> None:
    space = ToySpace(kiwi, {})
    assert prepared(space).questions("ko") == []


def test_several_threads_prepare_once(kiwi: KiwiAnalyzer) -> None:
    space = ToySpace(kiwi)
    examples = Examples(space)
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda _number: examples.prepare(), range(8)))
    assert len(space.asked) == EXAMPLES + 1


def test_answer_is_followed_by_other_facts_of_its_article(kiwi: KiwiAnalyzer) -> None:
    space = ToySpace(kiwi)
    question = "부산대교는 언제 열렸나요?"
    found = suggestions(space, space.ask(question, ()), [question])
    assert found == ["부산대교의 길이는 얼마인가요?", "‘부산대교 소식’에 대해 알려 주세요."]


@pytest.mark.parametrize("source", ["gone.txt", "../secret.txt"])
def test_answer_of_an_article_that_is_gone_is_followed_by_nothing(
    kiwi: KiwiAnalyzer, source: str
) -> None:
    old = answer("그렇습니다. [1]", citation(1, "글", source=source))
    assert suggestions(ToySpace(kiwi), old, []) == []
