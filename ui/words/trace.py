"""What the trace of an answer says."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class TraceWords:
    """How an answer was found.

    Attributes:
        title: Heads the trace while it is folded.
        matched: Says of a word that the passages hold it.
        matched_hint: Explains the marked words.
        ranks: Heads the table of ranks.
        meaning, words, letters: The rankings.
        unranked: Says of a passage that a ranking did not find it.
        too_weak: Stands for how sure, where no answer is given.
        milliseconds: A time; `{}` stands for the number.
        instant: A time below one millisecond.
    """

    title: str
    query: str
    terms: str
    matched: str
    matched_hint: str
    ranks: str
    number: str
    article: str
    meaning: str
    words: str
    letters: str
    unranked: str
    confidence: str
    too_weak: str
    times: str
    understand: str
    search: str
    read: str
    compose: str
    first_sentence: str
    write: str
    total: str
    milliseconds: str
    instant: str

    def step(self, name: str) -> str:
        """Return what a step of answering does; its own name where it has no other."""
        return {
            "understand": self.understand,
            "search": self.search,
            "read": self.read,
            "compose": self.compose,
            "first_sentence": self.first_sentence,
            "write": self.write,
            "total": self.total,
        }.get(name, name)

    def time(self, milliseconds: float) -> str:
        """Return a time in whole milliseconds."""
        rounded = round(milliseconds)
        return self.milliseconds.format(f"{rounded:,}") if rounded else self.instant


KOREAN = TraceWords(
    title="어떻게 찾았나요",
    query="찾은 말",
    terms="뜻이 있는 낱말",
    matched="찾은 대목에 있는 낱말",
    matched_hint="표시한 낱말은 찾은 대목에 있습니다.",
    ranks="대목마다 몇 번째로 찾았나요",
    number="번호",
    article="기사",
    meaning="뜻",
    words="낱말",
    letters="글자",
    unranked="찾지 못함",
    confidence="얼마나 확실한가요",
    too_weak="답하기에는 모자랍니다",
    times="걸린 시간",
    understand="질문 이해",
    search="찾기",
    read="읽기",
    compose="답 쓰기",
    first_sentence="모델의 첫 문장까지",
    write="모델의 글쓰기와 대조",
    total="모두",
    milliseconds="{}ms",
    instant="1ms 미만",
)

ENGLISH = TraceWords(
    title="How it was found",
    query="Searched for",
    terms="Words that carry meaning",
    matched="in the passages found",
    matched_hint="The marked words are in the passages found.",
    ranks="Rank of each passage",
    number="Number",
    article="Article",
    meaning="By meaning",
    words="By words",
    letters="By letters",
    unranked="not found",
    confidence="How sure",
    too_weak="not sure enough to answer",
    times="Time taken",
    understand="Understand the question",
    search="Search",
    read="Read",
    compose="Write the answer",
    first_sentence="Until the model's first sentence",
    write="The model's writing and its check",
    total="In all",
    milliseconds="{} ms",
    instant="under 1 ms",
)
