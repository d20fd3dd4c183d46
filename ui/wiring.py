"""The one place where concrete parts meet; each engine is imported when it is first needed."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from index.chunking import ChunkSettings
from index.errors import ModelError, StoreError
from index.preparing import Tools
from index.weights import MODEL_NAME
from rag.answering import Answerer
from rag.evidence import SentenceReader
from rag.fusion import Fusion, Part
from rag.remembering import RememberingEncoder
from rag.retrieval import DenseRetriever, LexicalRetriever
from rag.span_reader import SpanReader
from rag.spans import PassageSpans

if TYPE_CHECKING:
    from collections.abc import Callable

    from index.datatypes import Encoder
    from index.language import Analyzer, Language
    from index.snapshot import Snapshot
    from rag.answering import Rewrite
    from rag.checking.checker import Checker
    from rag.datatypes import Reader, SpanFinder
    from rag.writing.model import LanguageModel
    from rag.writing.writer import Writer

# Weights of the fusion, measured on KorQuAD, TyDi and questions in another language than their
# articles (ARCHITECTURE.md, "Fusion").
DENSE_WEIGHT = 0.4
LEXICAL_WEIGHT = 1.0


class Engines:
    """The encoder and the Korean analyzer, loaded once, by whichever thread needs them first.

    Args:
        model: Name or folder of the encoder; `None` for the bundled one.
        tell: Is given one line when something takes long for the first time.
    """

    def __init__(
        self, model: str | None = None, tell: Callable[[str], None] = lambda _: None
    ) -> None:
        self._model = model
        self._tell = tell
        self._loading = threading.Lock()
        # A lock of its own: who needs the analyzer alone does not wait for the encoder.
        self._loading_analyzer = threading.Lock()
        self._encoder: Encoder | None = None
        self._analyzer: Language | None = None
        self._spans: SpanFinder | None = None
        self._checker: Checker | None = None
        self._has_looked = False
        self._has_failed = False

    @property
    def are_warm(self) -> bool:
        """Whether nothing is left to load; known at once, also while something is loading."""
        return None not in (self._encoder, self._analyzer) and self._has_looked

    @property
    def is_encoder_missing(self) -> bool:
        """Whether the encoder was needed and could not be loaded; known at once."""
        return self._has_failed and self._encoder is None

    @property
    def loaded_analyzer(self) -> Language | None:
        """The analyzer, `None` until it is loaded; known at once."""
        return self._analyzer

    @property
    def model(self) -> str:
        """What the encoder is loaded by."""
        return self._model or MODEL_NAME

    def encoder(self) -> Encoder:
        """Return the encoder; the first call takes seconds.

        Raises:
            ModelError: Its weights are not on this machine.
        """
        with self._loading:
            if self._encoder is None:
                from index.encoding import SentenceEncoder

                try:
                    self._encoder = SentenceEncoder(self.model, self._tell)
                except ModelError:
                    self._has_failed = True
                    raise
            return self._encoder

    def analyzer(self) -> Language:
        """Return the analyzer; the first call takes seconds."""
        with self._loading_analyzer:
            if self._analyzer is None:
                from index.kiwi import KiwiAnalyzer

                self._analyzer = KiwiAnalyzer()
            return self._analyzer

    def checker(self) -> Checker:
        """Return what checks the sentences of a language model; it remembers what it has read."""
        analyzer = self.analyzer()
        with self._loading_analyzer:
            if self._checker is None:
                from rag.checking.checker import Checker

                self._checker = Checker(analyzer)
            return self._checker

    def spans(self) -> SpanFinder | None:
        """Return what finds short answers, `None` where it cannot be loaded: that is told once.

        Sentences alone then have to do.
        """
        encoder = self.encoder()
        with self._loading:
            if not self._has_looked:
                self._has_looked = True
                try:
                    self._spans = load_spans(encoder)
                except ModelError as error:
                    self._tell(f"answers are whole sentences only: {error}")
            return self._spans

    def tools(self) -> Tools:
        """Return what an index is made with."""
        return Tools(
            encoder=self.encoder(),
            model=self.model,
            analyzer=self.analyzer(),
            chunks=ChunkSettings(),
        )


def load_spans(encoder: Encoder) -> SpanFinder:
    """Return what finds short answers with this encoder's weights.

    Raises:
        ModelError: None was trained for this encoder, or its file is missing or damaged.
    """
    from index.encoding import SentenceEncoder
    from rag.adapter import READER, load_adapter
    from rag.span_model import SpanModel

    if not isinstance(encoder, SentenceEncoder):
        message = f"no reader was trained for the encoder {encoder.name}; use {MODEL_NAME}"
        raise ModelError(message)
    return PassageSpans(SpanModel(encoder.transformer(), load_adapter(READER, encoder.name)))


def make_answerer(snapshot: Snapshot, engines: Engines) -> Answerer:
    """Return what answers questions from a snapshot.

    Raises:
        StoreError: The index was made with another encoder or analyzer.
    """
    encoder, analyzer = RememberingEncoder(engines.encoder()), engines.analyzer()
    check_agreement("encoder", snapshot.settings.encoder, encoder.name)
    check_agreement("analyzer", snapshot.settings.analyzer, analyzer.name)
    sentences = SentenceReader(encoder, analyzer, snapshot.lexical)
    spans = engines.spans()
    reader: Reader = SpanReader(spans, sentences, analyzer) if spans else sentences
    return Answerer(snapshot, make_retriever(snapshot, encoder, analyzer), reader, analyzer)


def make_word_answerer(snapshot: Snapshot, engines: Engines) -> Answerer:
    """Return what answers from a snapshot by words alone; needs no encoder, and waits for none.

    Raises:
        StoreError: The index was made with another analyzer.
    """
    analyzer = engines.analyzer()
    check_agreement("analyzer", snapshot.settings.analyzer, analyzer.name)
    reader = SentenceReader(None, analyzer, snapshot.lexical)
    return Answerer(snapshot, make_retriever(snapshot, None, analyzer), reader, analyzer)


def make_retriever(snapshot: Snapshot, encoder: Encoder | None, analyzer: Analyzer) -> Fusion:
    """Return the fusion of meaning, morphemes and bigrams; of the last two without an encoder."""
    return Fusion(make_parts(snapshot, encoder, analyzer))


def make_parts(snapshot: Snapshot, encoder: Encoder | None, analyzer: Analyzer) -> list[Part]:
    """Return the rankings that are fused, each with its weight."""
    terms = LexicalRetriever(snapshot, analyzer, "terms")
    letters = LexicalRetriever(snapshot, analyzer, "bigrams")
    parts = [
        Part(name="terms", retriever=terms, weight=LEXICAL_WEIGHT),
        Part(name="bigrams", retriever=letters, weight=LEXICAL_WEIGHT),
    ]
    if encoder:
        dense = DenseRetriever(snapshot, encoder)
        meaning = Part(name="dense", retriever=dense, weight=DENSE_WEIGHT, is_relative=True)
        parts.insert(0, meaning)
    return parts


def check_agreement(part: str, stored: str, loaded: str) -> None:
    """Raise unless a query is made with what the index was made with."""
    if stored != loaded:
        message = (
            f"the index was made with {part} {stored}, the question with {loaded}; "
            "rebuild it with: rag index --full"
        )
        raise StoreError(message)


def make_writer(engines: Engines, llm: LanguageModel) -> Writer:
    """Return what puts answers into the words of a language model, each sentence checked."""
    from rag.writing.writer import Writer

    return Writer(llm, engines.checker())


def make_rewriter(llm: LanguageModel) -> Rewrite:
    """Return what asks a language model what a follow-up question means."""
    from rag.writing.rewriting import rewrite

    return lambda question, history: rewrite(question, history, llm)
