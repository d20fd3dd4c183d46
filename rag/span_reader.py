"""The words that answer, the sentences that carry them, and how surely they do.

A sentence counts by the question's words in it and by the likeliest span in it: either alone finds
the right sentence less often than both (ARCHITECTURE.md, "Words and spans").
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from rag.agreement import disagreement
from rag.boundaries import trim
from rag.claims import Kind
from rag.confidence import confidence
from rag.datatypes import Reading
from rag.evidence import order
from rag.found import Found, begins_in, by_date, is_of, leading, quoted, spanned
from rag.kinds import kind_of
from rag.scripts import is_foreign
from rag.specifics import lacking, told_of
from rag.suiting import suits

if TYPE_CHECKING:
    from collections.abc import Sequence

    from index.language import Language
    from rag.agreement import Disagreement
    from rag.confidence import Signals
    from rag.datatypes import Citation, FoundSpan, Passage, SpanFinder
    from rag.evidence import SentenceReader
    from rag.kinds import AnswerKind

# A few words would leave out what was asked for.
WHOLE_SENTENCES: frozenset[AnswerKind] = frozenset(["manner", "quote", "yes_no"])
EACH_ARTICLE: frozenset[AnswerKind] = frozenset(["compare", "summary"])


@dataclass(frozen=True, slots=True, kw_only=True)
class SpanReading:
    """How spans and sentences make an answer; `python -m benchmarks.reading` compares settings.

    Attributes:
        passages: How many passages are read.
        span: What one unit of a span's log-odds adds to its sentence's score.
        least: Log-odds that add nothing; a sentence without a span has these.
        near: How far below the best sentence's score a further one may be, for a fact.
        near_best: The same as a share of the best one's score, where sentences are wanted.
        near_enough: The same for the best sentence of a further article.
        sentences: Most sentences of an answer.
        articles: Most articles of a comparison or a summary.
        compared: How many of the best sentences are compared with the question by meaning, which
            takes an encoding of each.
        surest: From which log-odds on a reason is told in a few words.
        told: The same for a fact: below, the model rather sees no answer at all.
        unfit: What a span loses that is not of the sort that is asked for.
    """

    passages: int = 5
    span: float = 0.25
    least: float = -4.0
    near: float = 0.6
    near_best: float = 0.8
    near_enough: float = 0.5
    sentences: int = 3
    articles: int = 4
    compared: int = 2
    surest: float = 6.0
    unfit: float = 4.0
    told: float = -2.0


class SpanReader:
    """Answers with a few words where few are wanted, and quotes the sentences they stand in."""

    def __init__(
        self,
        finder: SpanFinder,
        sentences: SentenceReader,
        language: Language,
        options: SpanReading | None = None,
    ) -> None:
        self._finder = finder
        self._sentences = sentences
        self._language = language
        self._options = options or SpanReading()

    def read(self, query: str, passages: Sequence[Passage]) -> Reading:
        """Return the answer; every quote is a sentence of its passage."""
        read = passages[: self._options.passages]
        found = self.rank(query, read)
        if not found:
            return Reading(citations=(), confidence=0.0)
        kind = kind_of(query)
        differing = self._disagreement(kind, query, found)
        if differing:
            found = leading(found, differing)
        short = self._short(kind, found[0])
        return Reading(
            citations=tuple(quoted(item) for item in self._choose(kind, found, differing)),
            confidence=confidence(self.signals(query, read, found)),
            short_answer=short.quote if short else None,
            short=short,
            kind=kind,
            differing=tuple(spanned(span) for span in differing.spans) if differing else (),
            are_reasons=differing is not None and differing.kind is Kind.REASON,
        )

    def rank(self, query: str, passages: Sequence[Passage]) -> list[Found]:
        """Return the sentences that may answer, best first, each with its likeliest span."""
        options, reader = self._options, self._sentences
        # Where words tell nothing, meaning has to.
        rank = reader.rank if is_foreign(query, passages) else reader.rank_by_words
        told = rank(query, passages)
        spans = self._spans(query, passages) if told else []
        found = []
        for sentence in told:
            inside = next((span for span in spans if begins_in(span, sentence)), None)
            odds = max(inside.log_odds - options.least, 0.0) if inside else 0.0
            scored = replace(sentence, score=sentence.score + options.span * odds)
            found.append(Found(sentence=scored, span=inside))
        return sorted(found, key=lambda item: order(item.sentence))

    def _spans(self, query: str, passages: Sequence[Passage]) -> list[FoundSpan]:
        """Return the spans, those last that are not of the sort that is asked for."""
        spans = [
            span
            if suits(query, span)
            else replace(span, log_odds=span.log_odds - self._options.unfit)
            for span in self._finder.find(query, passages)
        ]
        return sorted(spans, key=lambda span: -span.log_odds)

    def signals(self, query: str, passages: Sequence[Passage], found: Sequence[Found]) -> Signals:
        """Return what tells an answer from a near miss.

        Args:
            query: What was asked.
            passages: What was read, at least one.
            found: What `rank` made of it, at least one.
        """
        best = [item.sentence for item in found]
        if not is_foreign(query, passages):
            best = self._sentences.rank_by_meaning(query, best[: self._options.compared], 0.0)
        signals = self._sentences.signals(query, passages, best)
        span = found[0].span
        return replace(
            signals,
            span=span.log_odds if span else self._options.least,
            # Names are written otherwise in another writing, and with them their numbers.
            lacks=not signals.is_foreign
            and bool(lacking(query, told_of(found[0].source, passages))),
            misfits=span is not None and not suits(query, span),
        )

    def _short(self, kind: AnswerKind, best: Found) -> Citation | None:
        """Return the few words that answer, where a few do."""
        if best.span is None or kind in WHOLE_SENTENCES | EACH_ARTICLE:
            return None
        least = self._options.surest if kind == "reason" else self._options.told
        if best.span.log_odds < least:
            return None
        return spanned(self._trimmed(best.span))

    def _trimmed(self, span: FoundSpan) -> FoundSpan:
        passage = span.passage
        start, end = trim(
            passage.text, span.start - passage.start, span.end - passage.start, self._language
        )
        return replace(
            span,
            start=passage.start + start,
            end=passage.start + end,
            text=passage.text[start:end],
        )

    def _disagreement(
        self, kind: AnswerKind, query: str, found: Sequence[Found]
    ) -> Disagreement | None:
        if kind not in ("fact", "reason") or found[0].span is None:
            return None
        # All spans go along, for an article that also has the other figure does not contradict it.
        spans = [item.span for item in found if item.span is not None]
        differing = disagreement(query, spans, self._language)
        if differing is None:
            return None
        return replace(differing, spans=tuple(map(self._trimmed, differing.spans)))

    def _choose(
        self, kind: AnswerKind, found: Sequence[Found], differing: Disagreement | None
    ) -> list[Found]:
        """Return the sentences of the answer, each saying something else."""
        options = self._options
        best = found[0].sentence.score
        if kind in EACH_ARTICLE:
            return self._of_each(kind, found)
        if differing:
            return [item for item in found if is_of(item, differing.spans)]
        least = best - options.near if kind == "fact" else best * options.near_best
        chosen: list[Found] = []
        for item in found:
            if len(chosen) == options.sentences or item.sentence.score < least:
                break
            if self._sentences.is_new(item.sentence, [other.sentence for other in chosen]):
                chosen.append(item)
        return chosen

    def _of_each(self, kind: AnswerKind, found: Sequence[Found]) -> list[Found]:
        """Return the best sentences of each article: one to compare, else two in order of date."""
        options = self._options
        most = 1 if kind == "compare" else 2
        taken: Counter[str] = Counter()
        chosen: list[Found] = []
        for item in found:
            is_near = item.sentence.score >= options.near_enough * found[0].sentence.score
            has_room = taken[item.source] < most and len({*taken, item.source}) <= options.articles
            # Two papers may differ in a single figure, which is what a comparison is about.
            is_new = kind == "compare" or self._sentences.is_new(
                item.sentence, [other.sentence for other in chosen]
            )
            if is_near and has_room and is_new:
                taken[item.source] += 1
                chosen.append(item)
        return chosen if kind == "compare" else sorted(chosen, key=by_date)
