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
from rag.kinds import kind_of
from rag.overlap import Overlap
from rag.passages import likeness
from rag.scripts import is_foreign
from rag.specifics import lacking, told_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from index.datatypes import Encoder, Span
    from index.language import Analyzer
    from index.lexical import LexicalIndex
    from rag.datatypes import Passage
    from rag.kinds import AnswerKind

FINISHED = re.compile(r"(?:[.!…。]|[다요죠음함임됨])[\"'”’」』)\]]*$")
ASKS_NUMBER = re.compile(
    r"얼마|몇|언제|며칠|연도|년도|날짜|\bhow (?:many|much|old|long)\b|\bwhen\b", re.IGNORECASE
)
DIGIT = re.compile(r"\d")
# From which overlap of character bigrams on (Jaccard) two sentences are one said twice.
SAME_SENTENCE = 0.8


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceOptions:
    """What makes a sentence the answer.

    The weights of words, passage and number were compared on samples of KorQuAD and TyDi, as was
    `near_best`; `foreign_*` and `near_enough` are judgement. `python -m benchmarks.reading` says
    how often the quotes then hold the answer.

    Attributes:
        passages: How many passages are read.
        candidates: How many sentences, best by words, are also compared by meaning: encoding them
            is most of the time that an answer takes.
        foreign_candidates: How many, where question and passages are in different writings and
            words tell nothing.
        terms: Weight of the share of the question's morphemes that the sentence and its article's
            title have: a sentence is read under its title.
        letters: Weight of the share of its character bigrams, likewise.
        passage: Weight of the passage's fused score.
        meaning: Weight of the cosine to the question, stretched over the candidates.
        foreign_meaning: The same, where words tell nothing.
        number: Weight of a digit, where the question asks for a number or a date.
        sentences: Most sentences of an answer.
        near_best: What a further sentence must score, as a share of the best one.
        near_enough: The same for the best sentence of a further file, where a question asks what
            each of them says.
    """

    passages: int = 5
    candidates: int = 10
    foreign_candidates: int = 24
    terms: float = 1.0
    letters: float = 1.0
    passage: float = 4.0
    meaning: float = 0.3
    foreign_meaning: float = 1.0
    number: float = 0.3
    sentences: int = 3
    near_best: float = 0.8
    near_enough: float = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A sentence that may answer, and how well it seems to; `cosine` where it was encoded."""

    passage: Passage
    span: Span
    text: str
    score: float = 0.0
    cosine: float | None = None


class SentenceReader:
    """Quotes the one to three sentences that answer best.

    Args:
        encoder: Tells which sentences mean what the question does; without, words alone choose.
        analyzer: Knows the words of question and sentences.
        lexical: Knows which words are rare.
        options: What makes a sentence the answer.
    """

    def __init__(
        self,
        encoder: Encoder | None,
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
        kind = kind_of(query)
        chosen = self._choose(kind, ranked)
        return Reading(
            citations=tuple(cite(item.passage, item.span.start, item.span.end) for item in chosen),
            confidence=confidence(self.signals(query, passages, ranked)),
            kind=kind,
        )

    def rank(self, query: str, passages: Sequence[Passage]) -> list[Candidate]:
        """Return the sentences that may answer, best first, by words and by meaning."""
        options = self._options
        ranked = self.rank_by_words(query, passages)
        if is_foreign(query, passages[: options.passages]):
            most, meaning = options.foreign_candidates, options.foreign_meaning
        else:
            most, meaning = options.candidates, options.meaning
        return self.rank_by_meaning(query, ranked[:most], meaning) if ranked else []

    def rank_by_words(self, query: str, passages: Sequence[Passage]) -> list[Candidate]:
        """Return the sentences that may answer, best first, by what costs no encoding."""
        options = self._options
        read = passages[: options.passages]
        # A heading has the question's words without saying anything; better an unfinished
        # sentence than none, though: lists and tables have no others.
        found = [item for passage in read for item in candidates_of(passage)]
        told = [item for item in found if is_told(item)] or found
        if is_foreign(query, read):
            scored = [replace(item, score=options.passage * item.passage.score) for item in told]
        else:
            scored = self._by_words(query, told)
        return sorted(scored, key=order)

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
        cosines = (item.cosine for item in ranked if item.cosine is not None)
        foreign = is_foreign(query, read)
        return Signals(
            passage_terms=max(shares.terms for shares in whole),
            passage_letters=max(shares.letters for shares in whole),
            cosine=max(cosines, default=None),
            is_foreign=foreign,
            # Names are written otherwise in another writing, and with them their numbers.
            lacks=not foreign and bool(lacking(query, told_of(ranked[0].passage.source, read))),
        )

    def _by_words(self, query: str, candidates: Sequence[Candidate]) -> list[Candidate]:
        """Return the candidates with what their words tell in their scores, none encoded."""
        options = self._options
        question = self._overlap.question(query)
        asks_number = bool(ASKS_NUMBER.search(query))
        scored = []
        for item in candidates:
            title = self._overlap.words(item.passage.title)
            shares = question.shares(self._overlap.words(item.text), title)
            score = (
                options.terms * shares.terms
                + options.letters * shares.letters
                + options.passage * item.passage.score
                + options.number * (asks_number and bool(DIGIT.search(item.text)))
            )
            scored.append(replace(item, score=score))
        return scored

    def rank_by_meaning(
        self, query: str, candidates: Sequence[Candidate], weight: float
    ) -> list[Candidate]:
        """Return the candidates with their cosines to the question, and these in their scores.

        Without an encoder they are returned as they are.

        Args:
            query: What was asked.
            candidates: At least one; each is encoded, which takes most of the time.
            weight: What the best of the cosines adds to a score; the worst adds nothing.
        """
        if self._encoder is None:
            return list(candidates)
        vector = self._encoder.encode_queries([normalize(query)])[0]
        sentences = self._encoder.encode_passages([normalize(item.text) for item in candidates])
        cosines = sentences @ vector
        spread = float(np.ptp(cosines)) or 1.0
        stretched = (cosines - cosines.min()) / spread
        scored = [
            replace(item, cosine=float(cosine), score=item.score + weight * float(part))
            for item, cosine, part in zip(candidates, cosines, stretched, strict=True)
        ]
        return sorted(scored, key=order)

    def _choose(self, kind: AnswerKind, ranked: Sequence[Candidate]) -> list[Candidate]:
        """Return the sentences of the answer: near the best, and each saying something else."""
        asks_each = kind == "compare"
        share = self._options.near_enough if asks_each else self._options.near_best
        chosen: list[Candidate] = []
        for item in ranked:
            if len(chosen) == self._options.sentences or item.score < share * ranked[0].score:
                break
            files = {other.passage.source for other in chosen}
            is_new_file = item.passage.source not in files
            if is_new_file if asks_each else self.is_new(item, chosen):
                chosen.append(item)
        return chosen

    def is_new(self, item: Candidate, chosen: Sequence[Candidate]) -> bool:
        """Return whether no chosen sentence says the same, as in two papers of one agency."""
        letters = self._overlap.words(item.text).letters
        others = (self._overlap.words(other.text).letters for other in chosen)
        return all(likeness(letters, other) < SAME_SENTENCE for other in others)


def candidates_of(passage: Passage) -> list[Candidate]:
    """Return the sentences of a passage, not yet scored."""
    return [
        Candidate(
            passage=passage,
            span=span,
            text=passage.text[span.start - passage.start : span.end - passage.start],
        )
        for span in passage.sentences
    ]


def is_told(candidate: Candidate) -> bool:
    """Return whether a sentence has an end and is not the headline."""
    is_title = normalize(candidate.text) == candidate.passage.title
    return not is_title and bool(FINISHED.search(candidate.text))


def order(candidate: Candidate) -> tuple[float, int, int]:
    """Sort key: best score first, then the better passage, then the earlier sentence."""
    return (-candidate.score, candidate.passage.number, candidate.span.start)
