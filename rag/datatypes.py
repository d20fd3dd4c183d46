"""The records that an answer is made of, and the seam where its reader varies."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, Protocol, TypeAlias

if TYPE_CHECKING:
    from index.datatypes import Place, Span
    from rag.kinds import AnswerKind

# The ways to find chunks: by meaning, by words, by pairs of characters.
RankingName: TypeAlias = Literal["dense", "terms", "bigrams"]

# What came of asking a language model to write an answer. `writing`: it is still at it.
# Its words are the answer: `written` to its end, `cut_short` because it broke off, `too_long`
# because it would not end; what was verified until then stays. Else the answer is the extractive
# one: it said that the articles do not tell (`not_told`), no sentence of it is carried by the
# passages (`unsupported`), it wrote nothing (`empty`), or it could not be asked at all: it is not
# loaded yet (`loading`), nobody listens there (`unreachable`), the key is wrong (`denied`), it is
# not known there (`unknown_model`), the server has too much to do (`busy`) or failed (`failed`), it
# took too long (`slow`), does not speak the protocol (`garbled`), points to another address
# (`redirected`), or the passages do not fit into the window (`narrow`).
Outcome: TypeAlias = Literal[
    "writing",
    "written",
    "cut_short",
    "too_long",
    "not_told",
    "unsupported",
    "empty",
    "loading",
    "unreachable",
    "denied",
    "unknown_model",
    "busy",
    "failed",
    "slow",
    "garbled",
    "redirected",
    "narrow",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """One earlier exchange of the conversation: context for the next question, never evidence."""

    question: str
    answer: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A stretch of one document that a reader reads.

    Attributes:
        number: Its `[n]`, from 1, in order of rank.
        source: The document's path inside the corpus folder.
        title: The document's headline, or its file name.
        published: ISO 8601 day or minute, or `None` where the article does not tell.
        start: First code point.
        end: One past the last; `text == document.text[start:end]`.
        text: The slice.
        score: The best fused score of its chunks, in `[0, 1]`.
        sentences: The whole sentences inside it, in code points of the document.
        places: The pages and sections of the original that it has parts of, in order.
    """

    number: int
    source: str
    title: str
    published: str | None
    start: int
    end: int
    text: str
    score: float
    sentences: tuple[Span, ...] = ()
    places: tuple[Place, ...] = ()

    @property
    def place(self) -> Place | None:
        """The page or section that it begins in, as far as the original has any."""
        return self.place_at(self.start)

    def place_at(self, start: int) -> Place | None:
        """Return the page or section that a code point of it lies in, `None` before the first."""
        return next((place for place in reversed(self.places) if place.start <= start), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """A quote, and the exact place it comes from.

    Attributes:
        number: The passage's `[n]`.
        source: The document's path inside the corpus folder.
        title: The document's headline, or its file name.
        published: ISO 8601 day or minute, or `None`.
        start: First code point of the quote in the document.
        end: One past the last; `quote == document.text[start:end]`.
        quote: The words, verbatim.
        place: The page or section of the original that they begin in, where it has any.
    """

    number: int
    source: str
    title: str
    published: str | None
    start: int
    end: int
    quote: str
    place: Place | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundSpan:
    """A few words of a passage that may be the answer.

    Attributes:
        passage: Where they stand.
        start: First code point in the document.
        end: One past the last; `text == document.text[start:end]`.
        text: The words.
        log_odds: How much rather these words answer than none of this part of the passage, natural
            logarithm; above 0 the words are likelier. Comparable across passages and questions.
    """

    passage: Passage
    start: int
    end: int
    text: str
    log_odds: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What a reader found in the passages.

    Attributes:
        citations: The sentences that answer, best first; empty when it found nothing.
        confidence: How surely they answer the question, in `[0, 1]`.
        short_answer: The answer in a few words, where the reader can tell.
        short: Where the text has these very words.
        kind: Which kind of answer was wanted.
        differing: Of different articles, the words that contradict each other.
        are_reasons: Whether these are reasons; else numbers or dates.
    """

    citations: tuple[Citation, ...]
    confidence: float
    short_answer: str | None = None
    short: Citation | None = None
    kind: AnswerKind = "fact"
    differing: tuple[Citation, ...] = ()
    are_reasons: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranks:
    """How high a passage stood in each ranking: the best rank of a chunk inside it, from 1.

    Attributes:
        number: The passage's `[n]`.
        dense: By meaning; `None` where it was not found so, or not looked for.
        terms: By words; `None` alike.
        bigrams: By pairs of characters; `None` alike.
    """

    number: int
    dense: int | None = None
    terms: int | None = None
    bigrams: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Trace:
    """How an answer was found; all empty where nothing was searched.

    Attributes:
        terms: The words of the searched query that carry meaning, each once, in order.
        matched: Those of them that the cited passages hold, else the best passage; a headline
            counts with each passage of its article.
        ranks: One for each passage, in their order.
        searched_by: The rankings that took part.
    """

    terms: tuple[str, ...] = ()
    matched: tuple[str, ...] = ()
    ranks: tuple[Ranks, ...] = ()
    searched_by: tuple[RankingName, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """A sentence that a language model wrote and the passages do not carry.

    It is no part of the answer's text: whoever copies or exports an answer leaves it out.

    Attributes:
        text: The sentence, without markers.
        after: How many sentences of the answer's text stand before it.
        lacks: The words and numbers of it that no passage has where it would have to; may be
            empty.
    """

    text: str
    after: int
    lacks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Writing:
    """What a language model had to do with an answer.

    Attributes:
        model: Its name.
        outcome: What came of asking it.
        doubts: What it wrote that is not part of the answer, in order.
    """

    model: str
    outcome: Outcome
    doubts: tuple[Doubt, ...] = ()

    @property
    def is_shown(self) -> bool:
        """Whether the answer's text is its, sentence by sentence checked; else it is extractive.

        Where it passes over what the reader is sure of, that stands before its sentences.
        """
        return self.outcome in ("writing", "written", "cut_short", "too_long")


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """A question and all that came of it.

    Attributes:
        question: As asked.
        query: As searched: the question, made whole from the turns before it.
        text: The answer; each of its sentences ends with the `[n]` of its passage.
        answerable: Whether the articles answer it. Without, there is no citation.
        confidence: How surely they answer it, in `[0, 1]`.
        short_answer: The answer in a few words, where the reader can tell.
        citations: One for each `[n]` in `text`, in the same order.
        passages: What was read, numbered.
        timings_ms: Milliseconds of wall time by step: understand, search, read, compose, total;
            where a language model wrote it, also `first_sentence` and `write`.
        trace: How it was found.
        writing: What a language model had to do with it; `None` where none was asked.
    """

    question: str
    query: str
    text: str
    answerable: bool
    confidence: float
    short_answer: str | None
    citations: tuple[Citation, ...]
    passages: tuple[Passage, ...]
    timings_ms: Mapping[str, float] = field(default_factory=dict)
    trace: Trace = field(default_factory=Trace)
    writing: Writing | None = None


class SpanFinder(Protocol):
    """Reads passages for the few words that answer a question."""

    def find(self, question: str, passages: Sequence[Passage]) -> list[FoundSpan]:
        """Return the likeliest spans, best first, at most a few of each passage."""
        ...


class Reader(Protocol):
    """Finds in passages the words that answer a question."""

    def read(self, query: str, passages: Sequence[Passage]) -> Reading:
        """Return the evidence; every quote is a slice of one of the passages."""
        ...
