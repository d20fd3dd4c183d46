from __future__ import annotations

import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import nullcontext
from dataclasses import replace
from threading import Barrier, Event
from types import ModuleType
from typing import TYPE_CHECKING, ClassVar

import pytest

from index.errors import ModelError, StoreError
from index.weights import MODEL_NAME
from tests.fakes import SpaceAnalyzer, SyllableEncoder, WordSpans, toy_snapshot, toy_tools
from tests.ui.stories import ARTICLES
from tests.ui.toy_workspace import SURE, SURE_ANSWER, ToyEngines, made_workspace
from ui.wiring import (
    Engines,
    check_agreement,
    load_spans,
    make_answerer,
    make_retriever,
    make_word_answerer,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from index.kiwi import KiwiAnalyzer
    from index.preparing import Tools
    from rag.answering import Answerer

THREADS = 4
# More than anything here takes; what waits for ever fails then.
SECONDS = 30
SPAN_MODEL = f"weights of {MODEL_NAME} with changes to {MODEL_NAME}"


class ToyModule(ModuleType):
    """Stands where the home of an engine is, so that loading one takes no time."""

    def __init__(self, name: str, **members: object) -> None:
        super().__init__(name)
        self.__dict__.update(members)


class NamedEncoder(SyllableEncoder):
    """Is called as it is told to be."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = name

    @property
    def name(self) -> str:
        return self._name


class ToySentenceEncoder(NamedEncoder):
    """Is loaded as the real one is, and notes it."""

    loaded: ClassVar[list[str]]

    def __init__(self, model: str, tell: Callable[[str], None]) -> None:
        super().__init__(model)
        if model == "missing":
            message = "cannot load the encoder 'missing'"
            raise ModelError(message)
        self.loaded.append(model)
        tell(f"loading {model}")

    def transformer(self) -> str:
        return f"weights of {self.name}"


def load_adapter(path: str, encoder: str) -> str:
    if encoder != MODEL_NAME:
        message = f"{path} was not made for {encoder}"
        raise ModelError(message)
    return f"changes to {encoder}"


@pytest.fixture
def loaded(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Put toys in the homes of the engines; return the models that are loaded, as they are."""
    loaded: list[str] = []
    monkeypatch.setattr(ToySentenceEncoder, "loaded", loaded, raising=False)

    def load_analyzer() -> SpaceAnalyzer:
        loaded.append("analyzer")
        return SpaceAnalyzer()

    def load_scorer(transformer: str, adapter: str) -> object:
        loaded.append(f"{transformer} with {adapter}")
        return object()

    homes = {
        "index.encoding": ToyModule("index.encoding", SentenceEncoder=ToySentenceEncoder),
        "index.kiwi": ToyModule("index.kiwi", KiwiAnalyzer=load_analyzer),
        "rag.adapter": ToyModule("rag.adapter", READER="reader", load_adapter=load_adapter),
        "rag.span_model": ToyModule("rag.span_model", SpanModel=load_scorer),
    }
    for name, module in homes.items():
        monkeypatch.setitem(sys.modules, name, module)
    return loaded


def test_engines_are_loaded_once_when_they_are_first_needed(loaded: list[str]) -> None:
    told: list[str] = []
    engines = Engines(None, told.append)
    assert not engines.are_warm
    assert loaded == told == []
    assert engines.encoder() is engines.encoder()
    assert not engines.are_warm
    assert engines.analyzer() is engines.analyzer()
    assert not engines.are_warm
    spans = engines.spans()
    assert spans is not None
    assert spans is engines.spans()
    assert engines.are_warm
    assert loaded == [MODEL_NAME, "analyzer", SPAN_MODEL]
    assert told == [f"loading {MODEL_NAME}"]


@pytest.mark.parametrize(
    ("part", "expected"),
    [
        (Engines.encoder, [MODEL_NAME]),
        (Engines.analyzer, ["analyzer"]),
        (Engines.spans, [MODEL_NAME, SPAN_MODEL]),
    ],
)
def test_threads_that_come_at_once_share_one_engine(
    loaded: list[str], part: Callable[[Engines], object], expected: list[str]
) -> None:
    engines = Engines(None, lambda _line: None)
    barrier = Barrier(THREADS)

    def load(_number: int) -> object:
        barrier.wait()
        return part(engines)

    with ThreadPoolExecutor(THREADS) as pool:
        assert len({id(engine) for engine in pool.map(load, range(THREADS))}) == 1
    assert loaded == expected


def test_without_a_reader_for_its_encoder_there_are_whole_sentences_only(
    loaded: list[str],
) -> None:
    told: list[str] = []
    engines = Engines("other", told.append)
    assert [engines.spans(), engines.spans()] == [None, None]
    engines.analyzer()
    assert engines.are_warm
    assert loaded == ["other", "analyzer"]
    assert told == [
        "loading other",
        "answers are whole sentences only: reader was not made for other",
    ]


@pytest.mark.usefixtures("loaded")
def test_encoder_of_another_make_has_no_reader() -> None:
    with pytest.raises(
        ModelError, match=rf"^no reader was trained for the encoder toy; use {MODEL_NAME}$"
    ):
        load_spans(NamedEncoder("toy"))


def test_tools_remember_what_the_encoder_is_loaded_by(loaded: list[str]) -> None:
    engines = Engines("other", lambda _line: None)
    tools: Tools = engines.tools()
    assert tools.model == engines.model == "other"
    assert tools.encoder is engines.encoder()
    assert tools.analyzer is engines.analyzer()
    assert loaded == ["other", "analyzer"]


@pytest.mark.usefixtures("loaded")
def test_encoder_that_cannot_be_loaded_is_tried_again() -> None:
    engines = Engines("missing", lambda _line: None)
    assert not engines.is_encoder_missing
    for load in (engines.encoder, engines.spans) * 2:
        with pytest.raises(ModelError, match="'missing'"):
            load()
        assert engines.is_encoder_missing
    assert not engines.are_warm


def test_encoder_that_is_there_the_second_time_is_not_missing(
    loaded: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    homes = iter([lambda _model, tell: ToySentenceEncoder("missing", tell), ToySentenceEncoder])
    engines = Engines(None, lambda _line: None)
    for is_missing in (True, False):
        home = ToyModule("index.encoding", SentenceEncoder=next(homes))
        monkeypatch.setitem(sys.modules, "index.encoding", home)
        with pytest.raises(ModelError) if is_missing else nullcontext():
            engines.encoder()
        assert engines.is_encoder_missing is is_missing
    assert loaded == [MODEL_NAME]


def test_what_needs_no_encoder_does_not_wait_for_one_that_is_loading(
    loaded: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    has_begun, may_end = Event(), Event()

    def load_slowly(model: str, tell: Callable[[str], None]) -> ToySentenceEncoder:
        has_begun.set()
        assert may_end.wait(2 * SECONDS)
        return ToySentenceEncoder(model, tell)

    home = ToyModule("index.encoding", SentenceEncoder=load_slowly)
    monkeypatch.setitem(sys.modules, "index.encoding", home)
    engines = Engines(None, lambda _line: None)
    with ThreadPoolExecutor(2) as pool:
        encoder = pool.submit(engines.encoder)
        try:
            assert has_begun.wait(SECONDS)
            assert pool.submit(engines.analyzer).result(SECONDS) is not None
            asked = pool.submit(lambda: (engines.are_warm, engines.is_encoder_missing))
            assert asked.result(SECONDS) == (False, False)
            assert loaded == ["analyzer"]
        finally:
            may_end.set()
        assert encoder.result(SECONDS) is engines.encoder()


def test_without_a_name_the_bundled_encoder_is_meant() -> None:
    assert Engines(None, lambda _line: None).model == MODEL_NAME


def test_answerer_is_made_of_the_engines(tmp_path: Path) -> None:
    space = made_workspace(tmp_path)
    assert make_answerer(space.snapshot(), space.engines).ask(SURE).text == SURE_ANSWER


def test_answerer_finds_short_answers_where_there_is_what_finds_them(tmp_path: Path) -> None:
    space = made_workspace(tmp_path)
    assert make_answerer(space.snapshot(), space.engines).ask(SURE).short_answer is None
    space.engines.finder = WordSpans({"길다": 9.0})
    answer = make_answerer(space.snapshot(), space.engines).ask(SURE)
    assert answer.short_answer == "길다"
    assert answer.text.splitlines()[1:] == [SURE_ANSWER]


def test_index_of_another_encoder_is_refused(tmp_path: Path) -> None:
    snapshot = made_workspace(tmp_path).snapshot()
    with pytest.raises(StoreError, match="made with encoder"):
        make_answerer(snapshot, ToyEngines(SyllableEncoder(version=2)))


def test_index_of_another_analyzer_is_refused(tmp_path: Path) -> None:
    class OtherAnalyzer(SpaceAnalyzer):
        name = "spaces-2"

    class OtherEngines(ToyEngines):
        def analyzer(self) -> OtherAnalyzer:
            return OtherAnalyzer()

    snapshot = made_workspace(tmp_path).snapshot()
    for make in (make_answerer, make_word_answerer):
        with pytest.raises(StoreError, match="made with analyzer spaces-1, the question with spa"):
            make(snapshot, OtherEngines(SyllableEncoder()))


def test_words_alone_answer_without_an_encoder(tmp_path: Path) -> None:
    snapshot = made_workspace(tmp_path).snapshot()
    engines = ToyEngines(SyllableEncoder())
    answer = make_word_answerer(snapshot, engines).ask(SURE)
    assert answer.text == SURE_ANSWER
    assert answer.trace.searched_by == ("terms", "bigrams")
    assert engines.loaded == {"analyzer"}


@pytest.fixture(scope="module")
def words(tmp_path_factory: pytest.TempPathFactory, kiwi: KiwiAnalyzer) -> Iterator[Answerer]:
    """Return what answers from the invented articles by Korean words alone."""
    tools = replace(toy_tools(chunk_chars=400), analyzer=kiwi)
    snapshot = toy_snapshot(tmp_path_factory.mktemp("words"), ARTICLES, tools)
    engines = Engines(None, lambda _line: None)
    engines._analyzer = kiwi
    yield make_word_answerer(snapshot, engines)
    assert not engines.are_warm
    snapshot.close()


@pytest.mark.parametrize(
    ("question", "quote"),
    [
        ("갈매섬에 사는 주민은 모두 몇 명인가?", "갈매섬 주민은 모두 314명이다."),
        ("도서관은 무슨 요일에 쉬나?", "도서관은 월요일에 쉰다."),
        (
            "솔재역 도서관에는 책이 몇 권 모였나?",
            "책은 주민들이 한 권씩 내놓아 4,200권이 모였다.",
        ),
    ],
)
def test_words_alone_cite_the_right_sentence(words: Answerer, question: str, quote: str) -> None:
    answer = words.ask(question)
    assert answer.citations[0].quote == quote
    assert words.text(answer.citations[0].source).count(quote) == 1


@pytest.mark.parametrize(
    "question",
    [
        # The matter is there, but not what is asked of it; or it is told of another year.
        "갈매대교를 설계한 회사는 어디인가?",
        "솔재역 도서관의 하루 방문객은 몇 명인가?",
        "2019년 갈매섬 주민은 모두 몇 명인가?",
        "제주도 감귤의 올해 수확량은 몇 톤인가?",
    ],
)
def test_what_words_do_not_tell_is_refused(words: Answerer, question: str) -> None:
    answer = words.ask(question)
    assert not answer.answerable
    assert answer.citations == ()


def test_what_agrees_is_let_through() -> None:
    check_agreement("encoder", "a@1", "a@1")


# Each pair is alike in all ways but one, and the second article would come last for its number.
@pytest.mark.parametrize(
    ("query", "texts"),
    [
        # By meaning: of the counted syllables, 사 is in the second alone. No word is known.
        ("사사", ["가가가 길다.", "사사사 길다."]),
        # By terms: bigrams do not see the hyphen.
        ("다-리", ["다리 길다.", "다-리 길다."]),
        # By bigrams: 짧다요 is no term, and 다리 is one of both.
        ("다리 짧다요", ["다리 길다.", "다리 짧다."]),
    ],
)
def test_meaning_terms_and_bigrams_each_have_a_say(
    tmp_path: Path, query: str, texts: list[str]
) -> None:
    articles = {f"{number}.txt": text for number, text in enumerate(texts)}
    snapshot = made_workspace(tmp_path, articles).snapshot()
    hits = make_retriever(snapshot, SyllableEncoder(), SpaceAnalyzer()).retrieve(query, top_k=2)
    assert [hit.chunk.source for hit in hits] == ["1.txt", "0.txt"]
    assert all(0 <= hit.score <= 1 for hit in hits)


def test_without_an_encoder_the_words_have_all_the_say(tmp_path: Path) -> None:
    snapshot = made_workspace(tmp_path).snapshot()
    found = make_retriever(snapshot, None, SpaceAnalyzer()).rank(SURE, top_k=2)
    assert list(found.rankings) == ["terms", "bigrams"]
    # Both count the same, and the best chunk of both is one.
    first, second = (ranking[0] for ranking in found.rankings.values())
    assert found.hits[0].chunk == first.chunk == second.chunk
    assert found.hits[0].score == pytest.approx((first.score + second.score) / 2)
