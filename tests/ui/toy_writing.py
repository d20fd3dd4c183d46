"""What a language model makes of the toy backend's answers."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from dataclasses import replace
from threading import Event
from typing import TYPE_CHECKING

from rag.datatypes import Doubt, Writing

if TYPE_CHECKING:
    from rag.datatypes import Answer, Citation, Outcome

# The model adds two sentences that no article carries, one of them with a number of its own.
DOUBTED = "갈매대교 다리의 공사비와 갈매섬 주민은 얼마나 늘었나요?"
DOUBTS = (
    Doubt(text="갈매섬 주민은 7,000명까지 늘었다.", after=1, lacks=("7,000명",)),
    Doubt(text="공사비는 앞으로도 늘 것으로 보인다.", after=2),
)
# It writes nothing that an article carries.
UNSUPPORTED = "갈매섬 주민은 왜 떠났나요?"
# Nobody listens where it should be.
UNREACHABLE = "갈매섬 주민의 나이는?"
# It says that the articles do not tell, though words of the question are there.
NOT_TOLD = "갈매섬 주민이 부르는 노래는?"
# It breaks off after its first sentence.
CUT_SHORT = "갈매대교 다리의 공사비와 갈매섬 주민을 끝까지 말해 주세요"
# It goes on after its first sentence until a visitor who is patient enough stops it.
UNHURRIED = "갈매섬 주민 이야기를 천천히 들려주세요"

HEARTBEAT_SECONDS = 0.05
MOST_HEARTBEATS = 12_000
_INSTEAD: dict[str, Outcome] = {
    UNSUPPORTED: "unsupported",
    UNREACHABLE: "unreachable",
    NOT_TOLD: "not_told",
}


def grow(answer: Answer, model: str) -> Generator[Answer, None, None]:
    """Yield an answer as a model writes it: nothing, sentence by sentence, the whole."""
    question = answer.question
    writing = Writing(model=model, outcome="writing")
    yield _grown(answer, (), writing)
    # As often as it is asked whether there is anything new.
    yield _grown(answer, (), writing)
    outcome = _INSTEAD.get(question, "written" if answer.answerable else "not_told")
    if outcome != "written":
        doubts = DOUBTS if outcome == "unsupported" else ()
        ended = Writing(model=model, outcome=outcome, doubts=doubts)
        yield replace(answer, writing=ended)
        return
    doubts = DOUBTS if question == DOUBTED else ()
    for count in range(1, len(answer.citations) + 1):
        told = tuple(doubt for doubt in doubts if doubt.after < count)
        stands = _grown(answer, answer.citations[:count], replace(writing, doubts=told))
        yield stands
        if question == CUT_SHORT:
            yield replace(stands, writing=Writing(model=model, outcome="cut_short"))
            return
        for _ in range(MOST_HEARTBEATS if question == UNHURRIED else 0):
            Event().wait(HEARTBEAT_SECONDS)
            yield stands
    ended = Writing(model=model, outcome="written", doubts=doubts)
    yield _grown(answer, answer.citations, ended)


def in_own_words(quote: str) -> str:
    """Return what the model makes of a quote."""
    return f"기사에 따르면 {quote}"


def _grown(answer: Answer, citations: Sequence[Citation], writing: Writing) -> Answer:
    lines = [f"{in_own_words(item.quote)} [{item.number}]" for item in citations]
    return replace(
        answer,
        text="\n".join(lines),
        citations=tuple(citations),
        answerable=bool(citations),
        timings_ms={**answer.timings_ms, "first_sentence": 2.0, "write": 3.0},
        writing=writing,
    )
