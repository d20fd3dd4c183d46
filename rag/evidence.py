"""Without a language model: the whole sentences that answer, chosen by words and by meaning."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from index.normalizing import normalize
from rag.citing import cite
from rag.confidence import Signals, confidence
from rag.datatypes import Reading
from rag.overlap import Overlap, Shares
from rag.scripts import main_script

if TYPE_CHECKING:
    from collections.abc import Sequence

    from index.datatypes import Analyzer, Encoder, Span
    from index.lexical import LexicalIndex
    from rag.datatypes import Passage
    from rag.overlap import QuestionWords

FINISHED = re.compile(r"(?:[.!…。]|[다요죠음함임됨])[\"'”’」』)\]]*$")
ASKS_NUMBER = re.compile(
    r"얼마|몇|언제|며칠|연도|년도|날짜|\bhow (?:many|much|old|long)\b|\bwhen\b", re.IGNORECASE
)
ASKS_EACH = re.compile(
    r"기사마다|기사별|각\s?기사|각각|매체마다|신문마다|비교|차이|다르게|다른가"
    r"|\b(?:each article|compare|differ\w*|the articles say)\b",
    re.IGNORECASE,
)
DIGIT = re.compile(r"\d")


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceOptions:
    """What makes a sentence the answer; weights measured on `korquad_a` (ARCHITECTURE.md).

    Attributes:
        passages: How many passages are read.
        candidates: How many sentences, best by words, are also compared by meaning: encoding them
            is most of the time that an answer takes.
        terms: Weight of the share of the question's morphemes that the sentence has.
        letters: Weight of the share of its character bigrams.
        passage: Weight of the passage's fused score.
        meaning: Weight of the cosine to the question, stretched over the candidates.
        number: Weight of a digit, where the question asks for a number or a date.
        sentences: Most sentences of an answer.
        near_best: What a further sentence must score, as a share of the best one.
    """

    passages: int = 5
    candidates: int = 10
    terms: float = 1.0
    letters: float = 1.0
    passage: float = 2.0
    meaning: float = 0.3
    number: float = 0.3
    sentences: int = 3
    near_best: float = 0.8


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A sentence that may answer, and how well it seems to."""

    passage: Passage
    span: Span
    text: str
    shares: Shares
    score: float = 0.0
    cosine: float = 0.0


class SentenceReader:
    """Quotes the one to three sentences that answer best."""

    def __init__(
        self,
        encoder: Encoder,
        analyzer: Analyzer,
        lexical: LexicalIndex,
        options: EvidenceOptions | None = None,
    ) -> None:
        self._encoder = encoder
        self._overlap = Overlap(analyzer, lexical)
        self._options = options or EvidenceOptions()

    def read(self, query: str, passages: Sequence[Passage]) -> Reading:
        """Return the evidence, best first; every quote is a sentence of its passage."""
        ranked = self.rank(query, passages)
        if not ranked:
            return Reading(citations=(), confidence=0.0)
        chosen = self._choose(query, ranked)
        return Reading(
            citations=tuple(cite(item.passage, item.span.start, item.span.end) for item in chosen),
            confidence=confidence(self.signals(query, passages, ranked)),
        )

    def rank(self, query: str, passages: Sequence[Passage]) -> list[Candidate]:
        """Return the sentences that may answer, best first."""
        question = self._overlap.question(query)
        read = passages[: self._options.passages]
        by_words = [item for passage in read for item in self._by_words(query, question, passage)]
        # A heading has the question's words without saying anything; better an unfinished
        # sentence than none, though: lists and tables have no others.
        told = [item for item in by_words if FINISHED.search(item.text)] or by_words
        best = sorted(told, key=order)[: self._options.candidates]
        return self._by_meaning(query, best) if best else []

    def signals(
        self, query: str, passages: Sequence[Passage], ranked: Sequence[Candidate]
    ) -> Signals:
        """Return what tells an answer from a near miss.

        Args:
            query: What was asked.
            passages: What was read, at least one.
            ranked: What `rank` made of it, at least one.
        """
        question = self._overlap.question(query)
        read = passages[: self._options.passages]
        texts = [f"{passage.title}\n{passage.text}" for passage in read]
        whole = [question.shares(self._overlap.words(text)) for text in texts]
        return Signals(
            passage_terms=max(shares.terms for shares in whole),
            passage_letters=max(shares.letters for shares in whole),
            sentence_terms=max(item.shares.terms for item in ranked),
            fused=passages[0].score,
            cosine=max(item.cosine for item in ranked),
            is_foreign=main_script(query) != main_script(" ".join(texts)),
        )

    def _by_words(self, query: str, question: QuestionWords, passage: Passage) -> list[Candidate]:
        """Return the sentences of a passage, scored without encoding them."""
        asks_number = bool(ASKS_NUMBER.search(query))
        found = []
        for span in passage.sentences:
            text = passage.text[span.start - passage.start : span.end - passage.start]
            shares = question.shares(self._overlap.words(text))
            score = (
                self._options.terms * shares.terms
                + self._options.letters * shares.letters
                + self._options.passage * passage.score
                + self._options.number * (asks_number and bool(DIGIT.search(text)))
            )
            found.append(
                Candidate(passage=passage, span=span, text=text, shares=shares, score=score)
            )
        return found

    def _by_meaning(self, query: str, candidates: Sequence[Candidate]) -> list[Candidate]:
        """Return the candidates with the cosine to the question in their scores, best first."""
        vector = self._encoder.encode_queries([normalize(query)])[0]
        sentences = self._encoder.encode_passages([normalize(item.text) for item in candidates])
        cosines = sentences @ vector
        spread = float(np.ptp(cosines)) or 1.0
        stretched = (cosines - cosines.min()) / spread
        scored = [
            replace(
                item, cosine=float(cosine), score=item.score + self._options.meaning * float(part)
            )
            for item, cosine, part in zip(candidates, cosines, stretched, strict=True)
        ]
        return sorted(scored, key=order)

    def _choose(self, query: str, ranked: Sequence[Candidate]) -> list[Candidate]:
        """Return the sentences of the answer: near the best, and each saying something else."""
        least = self._options.near_best * ranked[0].score
        asks_each = bool(ASKS_EACH.search(query))
        chosen: list[Candidate] = []
        for item in ranked:
            files = {other.passage.source for other in chosen}
            is_new_file = item.passage.source not in files
            is_wanted = is_new_file if asks_each else item.score >= least
            if is_wanted and len(chosen) < self._options.sentences:
                chosen.append(item)
        return chosen


def order(candidate: Candidate) -> tuple[float, int, int]:
    """Sort key: best score first, then the better passage, then the earlier sentence."""
    return (-candidate.score, candidate.passage.number, candidate.span.start)
