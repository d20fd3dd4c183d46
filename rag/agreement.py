"""Where articles contradict each other on a number, a date or a reason.

A wrong "기사마다 다릅니다" costs more trust than a missing one: two spans have to pass every check
here before they count as a contradiction.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from index.normalizing import normalize
from rag.claims import (
    Claim,
    Kind,
    dates_differ,
    is_known,
    numbers_differ,
    published_day,
    scope,
)
from rag.kinds import asks_for_now
from rag.units import UNIT_WORDS
from rag.wording import FRAME

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from index.language import Analysis, Analyzer
    from rag.datatypes import FoundSpan

# Words that do not say what is counted: those that only ask, units, and what stands by any number.
FILLERS = "모두 이번 지금 현재 이날 수 것 등 밝히 있 하 되 at by in on to and for about"
DROPPED = FRAME | UNIT_WORDS | frozenset(FILLERS.split())
# So many words before a number say what is counted.
COUNTED = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Disagreement:
    """Spans of different articles of which at most one can be right.

    Attributes:
        kind: What they are.
        spans: At least two; the one to lead with comes first.
    """

    kind: Kind
    spans: tuple[FoundSpan, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreementOptions:
    """How sure a contradiction must be. All values are judgement.

    Attributes:
        margin: How far below the lead's log-odds another span may be; 2 is 7 to 1.
        asked: Which share of the question's words each sentence must say, under its title.
        known: Which share of a reason's words the other article may say.
        reason_words: How many words a reason must have that the question has not.
        spans: Most spans of a disagreement.
    """

    margin: float = 2.0
    asked: float = 0.75
    known: float = 0.25
    reason_words: int = 2
    spans: int = 3


def disagreement(
    question: str,
    spans: Sequence[FoundSpan],
    analyzer: Analyzer,
    options: AgreementOptions | None = None,
) -> Disagreement | None:
    """Return the spans that contradict the lead and each other, at most one of an article.

    Args:
        question: As searched.
        spans: What was found in several articles, first the lead, which is the answer's own; it
            need not be the likeliest. Where it likelier answers nothing, nothing contradicts it.
        analyzer: Tells the words; it reads sentences only once their numbers or dates differ.
        options: How sure it must be.
    """
    options = options or AgreementOptions()
    if not spans or spans[0].log_odds <= 0:
        return None
    lead = Claim.of(spans[0], question)
    if lead.kind is None:
        return None
    floor = spans[0].log_odds - options.margin
    strong = [span for span in spans[1:] if span.log_odds > 0 and span.log_odds >= floor]
    comparison = Comparison(question, spans, analyzer, options)
    chosen = [lead]
    for claim in (Claim.of(span, question) for span in strong):
        if len(chosen) < options.spans and all(comparison.differ(one, claim) for one in chosen):
            chosen.append(claim)
    if len(chosen) == 1:
        return None
    return Disagreement(
        kind=lead.kind, spans=prefer_newer(question, [claim.span for claim in chosen])
    )


def prefer_newer(question: str, spans: Sequence[FoundSpan]) -> tuple[FoundSpan, ...]:
    """Return the spans, those of newer articles first where the question asks for now.

    Where an article does not tell its day, nobody knows which one is the newest: the order stays.
    """
    days = [span.passage.published for span in spans]
    if not asks_for_now(question) or None in days:
        return tuple(spans)
    return tuple(sorted(spans, key=published_day, reverse=True))


class Comparison:
    """Compares claims about one question, by their words and by all that their articles say."""

    def __init__(
        self,
        question: str,
        spans: Sequence[FoundSpan],
        analyzer: Analyzer,
        options: AgreementOptions,
    ) -> None:
        self._analyze: Callable[[str], Analysis] = cache(analyzer.analyze)
        self._options = options
        self._asked = self._words(question)
        self._articles: dict[str, str] = {}
        for passage in dict.fromkeys(span.passage for span in spans):
            before = self._articles.get(passage.source, passage.title)
            self._articles[passage.source] = f"{before}\n{passage.text}"

    def differ(self, one: Claim, other: Claim) -> bool:
        """Return whether two articles cannot both be right about one matter.

        An article never contradicts itself, for it knows what it says.
        """
        if one.kind is not other.kind or scope(one) != scope(other):
            return False
        if one.kind is Kind.REASON:
            differs = self._reasons_differ(one, other)
        elif one.kind is Kind.DATE:
            differs = dates_differ(one, other) and self._is_one_thing(one, other)
        else:
            differs = numbers_differ(one, other) and self._is_one_thing(one, other)
        return differs and self._is_asked(one) and self._is_asked(other)

    def _is_one_thing(self, one: Claim, other: Claim) -> bool:
        """Return whether two figures are of one thing, and neither article knows the other one."""
        if is_known(one, self._article(other)) or is_known(other, self._article(one)):
            return False
        return (
            self._says(other, self._counted(one))
            and self._says(one, self._counted(other))
            # Where both sentences have words of their own, each may tell of a part.
            and (self._says(other, self._before(one)) or self._says(one, self._before(other)))
        )

    def _reasons_differ(self, one: Claim, other: Claim) -> bool:
        """Return whether both reasons have words, and neither article knows the other one."""
        for first, second in ((one, other), (other, one)):
            reason = frozenset(self._words(first.span.text)).difference(self._asked)
            known = reason.intersection(self._words(self._article(second)))
            most = self._options.known * len(reason)
            if len(reason) < self._options.reason_words or len(known) > most:
                return False
        return True

    def _article(self, claim: Claim) -> str:
        """Return all that was read of a claim's article."""
        return self._articles[claim.span.passage.source]

    def _is_asked(self, claim: Claim) -> bool:
        """Return whether a sentence is about what the question is about.

        The last word tells most: what was done, or what is counted.
        """
        said = [self._says(claim, [word]) for word in self._asked]
        return bool(said) and said[-1] and sum(said) >= self._options.asked * len(said)

    def _says(self, claim: Claim, words: Sequence[str]) -> bool:
        """Return whether a sentence, read under its title, says all of the words.

        A word may also be a part of another one: Kiwi cuts names it does not know here and there.
        """
        text = f"{claim.span.passage.title}\n{claim.sentence}"
        said, lowered = self._words(text), normalize(text).lower()
        return all(word in said or word in lowered for word in words)

    def _before(self, claim: Claim) -> list[str]:
        """Return the words before a figure."""
        return self._words(claim.sentence, end=claim.figures[0].start)

    def _counted(self, claim: Claim) -> list[str]:
        """Return the words that say what is counted: `직원은 100명`, `100명의 직원`."""
        end = claim.figures[-1].end
        after = self._words(claim.sentence, start=end)
        return self._before(claim)[-COUNTED:] + after[: claim.sentence.startswith("의 ", end)]

    def _words(self, text: str, start: int = 0, end: int | None = None) -> list[str]:
        """Return the words of a stretch of a text that say what it is about, without numbers."""
        end = len(text) if end is None else end
        return [
            word
            for word, place in self._analyze(text).terms
            if start <= place < end and word not in DROPPED and not any(map(str.isdigit, word))
        ]
