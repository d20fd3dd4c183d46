"""From files to answers with the real encoder and Kiwi."""

from __future__ import annotations

import re
import shutil
import unicodedata
from typing import TYPE_CHECKING

import pytest

from rag.datatypes import Turn
from tests.fakes import SEEDS
from tests.sharing import SharedWorkspace
from tests.ui.invented import BAKERY, LIGHTHOUSE, MARKET, WRITTEN, composed
from ui.chat.answer import answer_markup
from ui.plain import answer_to_json
from ui.words import WORDS

if TYPE_CHECKING:
    from pathlib import Path

    from rag.datatypes import Answer
    from ui.wiring import Engines

pytestmark = pytest.mark.model


class ArticleWorkspace(SharedWorkspace):
    """A workspace whose files are in the encodings that people have."""

    def write(self, name: str, text: str) -> None:
        (self.corpus / name).write_bytes(WRITTEN[name](text))

    def read(self, source: str) -> str:
        encoding = "cp949" if source == "market.txt" else "utf-8"
        with (self.corpus / source).open(encoding=encoding, newline="") as file:
            return file.read()


@pytest.fixture(scope="session")
def space(tmp_path_factory: pytest.TempPathFactory, engines: Engines) -> ArticleWorkspace:
    """Return the seed articles and two of our own, indexed; tests leave it as it is."""
    folder = tmp_path_factory.mktemp("articles")
    space = ArticleWorkspace(folder, engines)
    space.corpus.mkdir()
    for path in SEEDS:
        shutil.copy(path, space.corpus)
    space.write("market.txt", MARKET)
    space.write("lighthouse.txt", LIGHTHOUSE)
    report = space.refresh()
    assert (report.documents, report.encoded) == (len(SEEDS) + 2, report.chunks)
    return space


@pytest.fixture
def own(space: ArticleWorkspace, engines: Engines, tmp_path: Path) -> ArticleWorkspace:
    """Return a copy of the indexed articles that a test may change."""
    shutil.copytree(space.corpus.parent, tmp_path / "own")
    return ArticleWorkspace(tmp_path / "own", engines)


def check(space: ArticleWorkspace, answer: Answer) -> None:
    """Check that every citation is what its file says there, and belongs to its marker."""
    assert answer.answerable == bool(answer.citations)
    for citation in answer.citations:
        assert space.read(citation.source)[citation.start : citation.end] == citation.quote
        passage = answer.passages[citation.number - 1]
        assert passage.source == citation.source
        assert passage.start <= citation.start < citation.end <= passage.end
    for passage in answer.passages:
        assert space.read(passage.source)[passage.start : passage.end] == passage.text
    markers = re.findall(r"(?<=\S) \[(\d+)\](?=\s|$)", answer.text)
    if answer.answerable:
        assert [int(marker) for marker in markers] == [item.number for item in answer.citations]


@pytest.mark.parametrize(
    ("question", "source", "words"),
    [
        ("야시장 주차장은 어디에 있나?", "market", "방직공장 터"),
        ("달맞이 야시장은 무슨 요일에 열리나?", "market", "금요일과 토요일"),
        ("야시장에는 등불을 몇 개 달았나?", "market", "2,600개"),
        ("달맞이 야시장 상인회장은 누구인가?", "market", "배나루"),
        ("고래곶 등대는 언제 처음 불을 켰나?", "lighthouse", "1926년"),
        ("등대지기는 몇 년 만에 은퇴하나?", "lighthouse", "41년"),
        ("등대를 돌볼 드론은 어느 회사가 만들었나?", "lighthouse", "물마루로봇"),
        # Without spaces.
        ("고래곶등대는언제처음불을켰나?", "lighthouse", "1926년"),
        ("엔비디아 H100 칩 가격은 얼마까지 호가하나?", "000", "6000만원"),
        ("테슬라는 도조 슈퍼컴퓨터에 얼마를 투자할 계획인가?", "001", "10억 달러"),
        ("그록-1은 몇 개의 파라미터로 구성됐나?", "002", "3140억"),
        ("생명의 미래 연구소는 무엇을 요구하는 공개서한을 발표했나?", "003", "6개월 유예"),
        ("제이슨 권은 직원들에게 어떤 메모를 보냈나?", "004", "후회"),
    ],
)
def test_question_is_answered_from_its_article(
    space: ArticleWorkspace, question: str, source: str, words: str
) -> None:
    answer = space.ask(question, ())
    check(space, answer)
    quotes = [item.quote for item in answer.citations if item.source.startswith(source)]
    assert any(words in composed(quote) for quote in quotes)
    assert answer.passages[0].source.startswith(source)


@pytest.mark.parametrize(
    "question",
    ["올림픽 양궁 금메달은 누가 땄나?", "김치찌개는 몇 분 끓여야 하나?", "독도의 면적은 얼마인가?"],
)
def test_question_about_something_else_is_not_answered(
    space: ArticleWorkspace, question: str
) -> None:
    answer = space.ask(question, ())
    check(space, answer)
    assert not answer.answerable
    assert answer.text.startswith("기사에서 이 질문의 답을 찾지 못했습니다. 가장 가까운 기사는 ‘")


@pytest.mark.parametrize(
    ("question", "source"),
    [
        ("How many lanterns were hung at the night market?", "market.txt"),
        ("Which company makes the drone for the lighthouse?", "lighthouse.txt"),
        ("How many parameters does Grok-1 have?", SEEDS[2].name),
    ],
)
def test_english_question_finds_the_korean_article(
    space: ArticleWorkspace, question: str, source: str
) -> None:
    answer = space.ask(question, ())
    check(space, answer)
    assert answer.passages[0].source == source


@pytest.mark.parametrize(
    ("question", "fact", "quote"),
    [
        ("달맞이 야시장 기사는 누가 썼나?", "한가람 기자", "한가람 기자"),
        ("고래곶 등대 기사를 쓴 기자는 누구인가요?", "문서윤 기자", "문서윤 기자"),
        ("고래곶 등대 기사는 언제 나왔나?", "2024-02-20T11:05", "파도신문 2024.02.20 11:05"),
        ("고래곶 등대 기사는 어느 신문에 실렸나?", "파도신문", "파도신문 2024.02.20 11:05"),
    ],
)
def test_question_for_a_byline_is_answered_with_it(
    space: ArticleWorkspace, question: str, fact: str, quote: str
) -> None:
    answer = space.ask(question, ())
    check(space, answer)
    assert composed(answer.short_answer or "") == fact
    assert [composed(citation.quote) for citation in answer.citations] == [quote]


@pytest.mark.parametrize(
    ("before", "said", "source"),
    [
        ("달맞이 야시장 상인회장은 누구인가?", "상인회장 배나루 씨다. [1]", "market.txt"),
        ("고래곶 등대지기는 누구인가?", "등대지기 노을찬 씨다. [1]", "lighthouse.txt"),
    ],
)
def test_follow_up_is_about_what_was_asked_before(
    space: ArticleWorkspace, before: str, said: str, source: str
) -> None:
    answer = space.ask("그 사람은 무슨 말을 했나?", [Turn(question=before, answer=said)])
    check(space, answer)
    assert answer.question == "그 사람은 무슨 말을 했나?"
    # Who was meant is put where it was pointed at.
    assert answer.query == f"{said.removesuffix('다. [1]')}는 무슨 말을 했나?"
    assert answer.passages[0].source == source


@pytest.mark.parametrize(
    "question",
    [
        "고래곶 등대는 언제 처음 불을 켰나?",
        "엔비디아 H100 칩 가격은 얼마까지 호가하나?",
        "달맞이 야시장 기사는 누가 썼나?",
        "독도의 면적은 얼마인가?",
    ],
)
def test_question_in_decomposed_letters_gets_the_same_answer(
    space: ArticleWorkspace, question: str
) -> None:
    decomposed = unicodedata.normalize("NFD", question)
    answers = [space.ask(asked, ()) for asked in (question, decomposed)]
    plain = [answer_to_json(answer) for answer in answers]
    for answer in plain:
        del answer["question"], answer["query"], answer["timings_ms"]
    assert plain[0] == plain[1]
    # To the reader it is the same question, not one that was made whole.
    assert 'class="searched"' not in answer_markup(answers[1], 1, WORDS["ko"])


def test_answers_follow_the_articles_and_only_what_is_new_is_encoded(own: ArticleWorkspace) -> None:
    first_lit = "고래곶 등대는 언제 처음 불을 켰나?"
    bread = "모래내 빵집 골목의 밀밭은 몇 평인가?"
    assert "1926년" in composed(own.ask(first_lit, ()).text)
    assert not own.ask(bread, ()).answerable
    same = own.refresh()
    assert (same.generation, same.encoded, same.changes.unchanged) == (1, 0, 7)

    own.write("lighthouse.txt", LIGHTHOUSE.replace("1926년", "1931년"))
    changed = own.refresh()
    chunks = own.snapshot().store.chunks_of("lighthouse.txt")
    assert (changed.changes.changed, changed.changes.unchanged) == (("lighthouse.txt",), 6)
    assert changed.encoded == sum("1931년" in composed(chunk.text) for chunk in chunks) > 0
    answer = own.ask(first_lit, ())
    check(own, answer)
    assert "1931년" in composed(answer.text)

    own.write("bakery.txt", BAKERY)
    added = own.refresh()
    assert added.changes.added == ("bakery.txt",)
    assert added.encoded == len(own.snapshot().store.chunks_of("bakery.txt"))
    answer = own.ask(bread, ())
    check(own, answer)
    assert "600평" in answer.text

    (own.corpus / "bakery.txt").unlink()
    removed = own.refresh()
    assert (removed.changes.removed, removed.encoded, removed.documents) == (("bakery.txt",), 0, 7)
    answer = own.ask(bread, ())
    check(own, answer)
    assert "bakery.txt" not in {passage.source for passage in answer.passages}
