"""How well the sentences that a language model wrote are borne out by what they cite.

Recall and precision of citations are those of ALCE (Gao et al., *Enabling Large Language Models to
Generate Text with Citations*, 2023, arXiv:2305.14627, section 4.3), with one difference that
matters: whether a text carries a sentence is not judged by a model of inference, but by the checker
that the answers have already passed. So the two figures tell whether the citations that the reader
is shown suffice, and whether any is idle, as far as that checker knows; whether the checker errs,
they cannot tell. A cited text is the quote alone, not the passage around it.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from itertools import islice
from typing import TYPE_CHECKING, Protocol

from index.datatypes import Span
from rag.measures import Measure, mean, percentiles

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rag.checking.checked import Checked
    from rag.datatypes import Answer, Citation, Outcome, Passage


_MARKERS = re.compile(r"(?: \[\d+\])+$")


class Judge(Protocol):
    """Tells whether texts carry a sentence."""

    def check(self, sentence: str, passages: Sequence[Passage]) -> Checked:
        """Return where the sentence stands; without citations it stands nowhere."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Credit:
    """What came of asking a language model for one answer.

    Attributes:
        outcome: What the answer says of it.
        supported: For each sentence that it wrote, whether it is in the answer.
        carried: For each of those in the answer, whether its citations together carry it.
        needed: For each citation of those, whether it carries its sentence alone, or the others of
            that sentence do not without it; never where they do not even together.
        first_sentence_ms: From the question to the first sentence that stands, `None` where none
            does.
    """

    outcome: Outcome
    supported: tuple[bool, ...]
    carried: tuple[bool, ...]
    needed: tuple[bool, ...]
    first_sentence_ms: float | None


def credit(answer: Answer, judge: Judge | None) -> Credit | None:
    """Return what a language model had to do with an answer, `None` where none was asked.

    Args:
        answer: A whole one.
        judge: Without one, nothing is said of the citations.
    """
    writing = answer.writing
    if writing is None:
        return None
    told = list(_sentences(answer)) if writing.is_shown else []
    weighed = [_weigh(judge, sentence, quotes) for sentence, quotes in told] if judge else []
    return Credit(
        outcome=writing.outcome,
        supported=(*(True for _ in told), *(False for _ in writing.doubts)),
        carried=tuple(is_carried for is_carried, _ in weighed),
        needed=tuple(is_needed for _, are_needed in weighed for is_needed in are_needed),
        first_sentence_ms=answer.timings_ms.get("first_sentence"),
    )


def writing_measures(credits_: Sequence[Credit | None]) -> tuple[Measure, ...]:
    """Return the figures of the answers that a language model was asked for.

    Those of sentences and citations are shares of all of them, whichever answer has them. Of what
    came of asking, there is a share for whatever did come of it, the most frequent first.

    Args:
        credits_: One for each question; `None` where no model was asked.
    """
    asked = [found for found in credits_ if found is not None]
    outcomes = Counter(found.outcome for found in asked)
    seconds = [found.first_sentence_ms for found in asked if found.first_sentence_ms is not None]
    return (
        mean("asked", (found is not None for found in credits_)),
        *(
            mean(outcome, (found.outcome == outcome for found in asked))
            for outcome, _ in outcomes.most_common()
        ),
        mean("supported_sentences", (is_so for found in asked for is_so in found.supported)),
        mean("checked_recall", (is_so for found in asked for is_so in found.carried)),
        mean("checked_precision", (is_so for found in asked for is_so in found.needed)),
        *percentiles(seconds, "first_sentence_p{}_ms"),
    )


def _sentences(answer: Answer) -> Iterator[tuple[str, list[Passage]]]:
    """Yield each sentence of the answer, without markers, with what it quotes.

    Each is a line, and ends with an `[n]` for each of its citations.
    """
    citations = iter(answer.citations)
    for line in answer.text.split("\n"):
        markers = _MARKERS.search(line)
        if markers:
            own = islice(citations, markers[0].count("["))
            yield line[: markers.start()], [_quote_alone(found, answer) for found in own]


def _quote_alone(citation: Citation, answer: Answer) -> Passage:
    """Return the passage of a citation, cut down to the quote."""
    passage = next(found for found in answer.passages if found.number == citation.number)
    inside = (span for span in passage.sentences if _is_inside(span, citation))
    return replace(
        passage,
        start=citation.start,
        end=citation.end,
        text=citation.quote,
        sentences=tuple(inside) or (Span(start=citation.start, end=citation.end),),
    )


def _is_inside(span: Span, citation: Citation) -> bool:
    return citation.start <= span.start < span.end <= citation.end


def _weigh(judge: Judge, sentence: str, quotes: Sequence[Passage]) -> tuple[bool, list[bool]]:
    """Return whether quotes carry a sentence together, and whether each of them is needed."""

    def is_carried(some: Sequence[Passage]) -> bool:
        return bool(some) and judge.check(sentence, some).is_supported

    if not is_carried(quotes):
        return False, [False for _ in quotes]
    others = [[*quotes[:place], *quotes[place + 1 :]] for place in range(len(quotes))]
    return True, [
        is_carried([quote]) or not is_carried(rest)
        for quote, rest in zip(quotes, others, strict=True)
    ]
