"""Asks one question of a question file and judges what came of it."""

from __future__ import annotations

import re
import time
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal, Protocol, TypeAlias

from rag.crediting import Credit, credit
from rag.metrics import character_f1, exact_match, first_rank, ndcg

if TYPE_CHECKING:
    from rag.crediting import Judge
    from rag.datatypes import Answer, Citation, Turn
    from rag.questions import QuestionCase

Verdict: TypeAlias = Literal[
    "answered_right", "answered_wrong", "abstained_right", "abstained_wrong"
]

# How many ranked sources, and how many passages, a right one has to be among.
RANKED_SOURCES: Final = 10
EVIDENCE_PASSAGES: Final = 5

# White space is read from its start only: read again from each of its characters, a long stretch
# of it would cost its length squared.
_MARKER = re.compile(r"(?<!\s)\s*\[(\d{1,4})\]")
# A sentence ends with its markers, which speak for the words before them; or, without any, at a
# full stop before white space, or at the end of the line. Until then it is read in whole runs of
# what an end is made of, so that no run is read again from each of its characters.
_SENTENCE = re.compile(
    r"""
    \S (?: [.!?…。]++ | ["'”’」』)]++ | [^\S\n]++ | . )*?
    (?: [.!?…。]*+ ["'”’」』)]*+ (?: \s*+\[\d{1,4}\] )++ [.!?…。]*+
      | [.!?…。]++ ["'”’」』)]*+ (?=\s)
      | $ )
    """,
    re.VERBOSE | re.MULTILINE,
)
_WORD = re.compile(r"[^\W\d_]|\[\d")


class Subject(Protocol):
    """What is measured: something that answers questions about a corpus."""

    def ask(self, question: str, history: Sequence[Turn] = ()) -> Answer:
        """Return the answer to a question that was asked after these turns."""
        ...

    def rank_sources(self, question: str, history: Sequence[Turn] = (), *, top_k: int) -> list[str]:
        """Return at most `top_k` source files for the question, best first, each once."""
        ...

    def text(self, source: str) -> str:
        """Return the decoded text of a document that a passage came from."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What came of one question; `None` where the question file gives nothing to judge by.

    Attributes:
        id: The question's.
        type: The question's.
        answerable: What the question file says.
        answered: What the answer says.
        confidence: The answer's, in `[0, 1]`.
        milliseconds: Wall time of `ask`.
        source_rank: Place, from 1, of the first right source in the first ten; `None` also where
            it is not among them.
        ndcg: nDCG@10 by source file.
        evidence_rank: Place, from 1, of the first passage that holds the whole evidence; `None`
            also where none does.
        evidence_found: Whether one of the first five passages does.
        matched: Whether one of the answer patterns is found in the answer.
        verdict: Answered or abstained, rightly or wrongly.
        exact_match: Of the short answer to an answerable question, 0 or 1; 0 where there is none.
        f1: Of the same, in `[0, 1]`.
        valid_citations: For each citation, whether its quote stands at its place in the source and
            the place lies in the passage of its number.
        right_citations: For each citation of an answerable question that names its sources, whether
            it cites one of them.
        cited_sentences: For each sentence of an answer, whether it carries the marker of one of
            the citations.
        writing: What came of asking a language model, `None` where none was asked.
    """

    id: str
    type: str
    answerable: bool
    answered: bool
    confidence: float
    milliseconds: float
    source_rank: int | None
    ndcg: float | None
    evidence_rank: int | None
    evidence_found: bool | None
    matched: bool | None
    verdict: Verdict | None
    exact_match: float | None
    f1: float | None
    valid_citations: tuple[bool, ...]
    right_citations: tuple[bool, ...]
    cited_sentences: tuple[bool, ...]
    writing: Credit | None = None


def judge(subject: Subject, case: QuestionCase, checker: Judge | None = None) -> Outcome:
    """Ask one question and return what came of it.

    Args:
        subject: What answers.
        case: What is asked, and how to judge it.
        checker: Judges the citations of what a language model wrote.
    """
    started = time.perf_counter()
    answer = subject.ask(case.question, case.history)
    milliseconds = 1_000 * (time.perf_counter() - started)
    relevant = frozenset(map(_nfc, case.sources)) if case.answerable else frozenset()
    ranked = _ranking(subject, case) if relevant else []
    evidence_rank = _evidence_rank(case.evidence, answer)
    matched = _is_matched(case, answer) if case.answerable and case.answers else None
    exact, f1 = _short_scores(case, answer)
    return Outcome(
        id=case.id,
        type=case.type,
        answerable=case.answerable,
        answered=answer.answerable,
        confidence=answer.confidence,
        milliseconds=milliseconds,
        source_rank=first_rank(ranked, relevant),
        ndcg=ndcg(ranked, relevant, top_k=RANKED_SOURCES) if relevant else None,
        evidence_rank=evidence_rank,
        evidence_found=None if case.evidence is None else _is_early(evidence_rank),
        matched=matched,
        verdict=_verdict(case, answer, matched=matched),
        exact_match=exact,
        f1=f1,
        valid_citations=tuple(_is_valid(found, answer, subject) for found in answer.citations),
        right_citations=tuple(
            _nfc(found.source) in relevant for found in answer.citations if relevant
        ),
        cited_sentences=_cited_sentences(answer) if answer.answerable else (),
        writing=credit(answer, checker),
    )


def _nfc(text: str) -> str:
    return unicodedata.normalize("NFC", text)


def _ranking(subject: Subject, case: QuestionCase) -> list[str]:
    ranked = subject.rank_sources(case.question, case.history, top_k=RANKED_SOURCES)
    return list(dict.fromkeys(map(_nfc, ranked)))


def _evidence_rank(evidence: str | None, answer: Answer) -> int | None:
    if evidence is None:
        return None
    wanted = _nfc(evidence)
    places = enumerate(answer.passages, start=1)
    return next((rank for rank, passage in places if wanted in _nfc(passage.text)), None)


def _is_early(evidence_rank: int | None) -> bool:
    return evidence_rank is not None and evidence_rank <= EVIDENCE_PASSAGES


def _is_matched(case: QuestionCase, answer: Answer) -> bool:
    if not answer.answerable:
        return False
    # Without its markers: "[3]" is not the answer "3".
    cited = {citation.number for citation in answer.citations}
    words = _MARKER.sub(lambda marker: "" if int(marker[1]) in cited else marker[0], answer.text)
    texts = (_nfc(words), _nfc(answer.short_answer or ""))
    return any(pattern.search(text) for pattern in case.answers for text in texts)


def _verdict(case: QuestionCase, answer: Answer, *, matched: bool | None) -> Verdict | None:
    if case.answerable and matched is None:
        return None
    if answer.answerable:
        return "answered_right" if matched else "answered_wrong"
    return "abstained_wrong" if case.answerable else "abstained_right"


def _short_scores(case: QuestionCase, answer: Answer) -> tuple[float | None, float | None]:
    """Return exact match and F1 of the short answer.

    Silence scores 0, as in KorQuAD's script: a reader must not gain by leaving out what is hard.
    """
    if not (case.answerable and case.gold_answers):
        return None, None
    if not (answer.answerable and answer.short_answer):
        return 0.0, 0.0
    prediction, gold = answer.short_answer, case.gold_answers
    return exact_match(prediction, gold), character_f1(prediction, gold)


def _is_valid(citation: Citation, answer: Answer, subject: Subject) -> bool:
    start, end = citation.start, citation.end
    return any(
        (passage.number, passage.source) == (citation.number, citation.source)
        and passage.start <= start < end <= passage.end
        and subject.text(citation.source)[start:end] == citation.quote
        for passage in answer.passages
    )


def _cited_sentences(answer: Answer) -> tuple[bool, ...]:
    """Return for each sentence of the answer whether it carries a citation's marker."""
    cited = {citation.number for citation in answer.citations}
    return tuple(
        any(int(number) in cited for number in _MARKER.findall(sentence))
        for sentence in _SENTENCE.findall(_without_quotes(answer))
        if _WORD.search(sentence)
    )


def _without_quotes(answer: Answer) -> str:
    """Return the answer with a word for each quote, whose full stops end no sentence of its own."""
    text = answer.text
    for quote in sorted((citation.quote for citation in answer.citations), key=len, reverse=True):
        words = quote.split()
        if len(words) > 1:
            text = re.sub(r"\s+".join(map(re.escape, words)), "quote", text)
    return text
