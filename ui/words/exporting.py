"""What an exported conversation says."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportingWords:
    """A conversation as a file of its own.

    Attributes:
        how_to_check: How a reader makes sure of a quote; `{}` stands for a formula.
        asked: When a question was asked, in UTC; `{}` stands for the time.
        abstained: Stands for how sure, where the articles do not answer.
        damaged: Stands for an answer that cannot be read back.
        place: Where in the file a quote stands, in code points.
        unknown: Stands for the digest of a file that nobody noted.
    """

    how_to_check: str
    asked: str
    abstained: str
    damaged: str
    citations: str
    file: str
    place: str
    sha256: str
    unknown: str

    def asked_at(self, time: str) -> str:
        """Return the line that says when a question was asked."""
        return self.asked.format(time)


KOREAN = ExportingWords(
    how_to_check=(
        "인용문을 확인하려면 SHA-256이 같은 파일을 줄 바꿈을 바꾸지 않고 읽습니다. "
        "PDF처럼 글로만 되어 있지 않은 파일은 꺼낸 글을 읽습니다. "
        "위치는 코드 포인트로 셉니다: {}"
    ),
    asked="질문한 때: {} UTC",
    abstained="기사에서 답을 찾지 못함",
    damaged="이 답변의 기록이 손상되어 보여 드릴 수 없습니다.",
    citations="근거",
    file="파일",
    place="위치",
    sha256="SHA-256",
    unknown="알 수 없음",
)

ENGLISH = ExportingWords(
    how_to_check=(
        "To check a quote, read the file with the same SHA-256, its line ends untouched; "
        "of a file that is not plain text, such as a PDF, the text that was taken out of it. "
        "Places are counted in code points: {}"
    ),
    asked="Asked {} UTC",
    abstained="not answered by the articles",
    damaged="The record of this answer is damaged and cannot be shown.",
    citations="Citations",
    file="File",
    place="Place",
    sha256="SHA-256",
    unknown="unknown",
)
