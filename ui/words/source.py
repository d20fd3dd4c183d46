"""What the source view says."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceWords:
    """The view of an article, with the cited words marked in it.

    Attributes:
        empty: What stands there before anything was clicked.
        back, on: Lead to the citation before and after; the hints say it in full.
        copy: Copies the quote with where it comes from.
        only: Asks this article alone from now on.
        changed: Heads the notices about an article that is not what it was when it was cited.
        kept, moved, gone, deleted: What that means for the cited words.
        removed: That an article which was never read for an answer is no longer there.
        as_it_was: Heads the words that were cited, where the article no longer has them.
        unsearched: Says of a stretch that it is not the article's own words.
    """

    label: str
    empty: str
    close: str
    steps: str
    back: str
    back_hint: str
    on: str
    on_hint: str
    copy: str
    copied: str
    only: str
    changed: str
    kept: str
    moved: str
    gone: str
    deleted: str
    removed: str
    as_it_was: str
    unsearched: str

    def place(self, place: int, total: int) -> str:
        """Return which of the answer's citations is shown."""
        return f"{place} / {total}"

    def quoted(self, quote: str, origin: str) -> str:
        """Return a quote with where it comes from, as it is copied."""
        return f"“{quote}” — {origin}"


KOREAN = SourceWords(
    label="출처",
    empty="답변 끝의 번호를 누르면, 인용한 문장이 기사 원문에서 표시됩니다.",
    close="닫기",
    steps="인용 넘겨 보기",
    back="‹ 이전 인용",
    back_hint="이전 인용",
    on="다음 인용 ›",
    on_hint="다음 인용",
    copy="인용문 복사",
    copied="복사했습니다",
    only="이 기사에만 묻기",
    changed="원문이 변경됨",
    kept="답변 뒤에 기사가 바뀌었지만, 인용한 문장은 그대로입니다.",
    moved="답변 뒤에 기사가 바뀌어, 같은 문장을 새 자리에서 찾아 표시했습니다.",
    gone="답변 뒤에 기사가 바뀌어, 인용한 문장이 지금은 없습니다.",
    deleted="기사가 이제 색인에 없어, 답변할 때 읽은 대목을 그대로 보여 드립니다.",
    removed="이 기사는 이제 색인에 없습니다.",
    as_it_was="인용할 때의 문장",
    unsearched="기사 본문이 아니어서 검색하지 않는 부분",
)

ENGLISH = SourceWords(
    label="Source",
    empty="Click a number at the end of a sentence to see the quoted words in their article.",
    close="Close",
    steps="Go through the citations",
    back="‹ Previous",
    back_hint="Previous citation",
    on="Next ›",
    on_hint="Next citation",
    copy="Copy quote",
    copied="Copied",
    only="Ask only this article",
    changed="The article has changed",
    kept="It has changed since the answer, but the quoted words are still there.",
    moved="It has changed since the answer; the same words were found in a new place.",
    gone="It has changed since the answer, and the quoted words are no longer in it.",
    deleted="It is no longer in the index. These are the words as they were read for the answer.",
    removed="It is no longer in the index.",
    as_it_was="The words as they were quoted",
    unsearched="Not part of the article itself, and not searched",
)
