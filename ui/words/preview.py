"""What the preview of an article says."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class PreviewWords:
    """How an article would be understood, before it is accepted.

    Attributes:
        not_found: Stands where the article does not tell.
        shown_as: What an article without a headline is listed as; `{}` stands for that.
        legend: Heads the explanation of what is marked in the text.
        fact: Explains the underlined words.
    """

    title: str
    publisher: str
    published: str
    author: str
    not_found: str
    shown_as: str
    text: str
    legend: str
    fact: str
    boilerplate: str

    def listed_as(self, title: str) -> str:
        """Return what stands for a missing headline."""
        return self.shown_as.format(title)


KOREAN = PreviewWords(
    title="제목",
    publisher="언론사",
    published="날짜",
    author="기자",
    not_found="찾지 못함",
    shown_as="찾지 못함 (목록에는 ‘{}’)",
    text="기사 원문",
    legend="표시의 뜻",
    fact="제목, 언론사, 날짜, 기자를 찾은 곳",
    boilerplate="기사 본문이 아니어서 검색하지 않는 부분",
)

ENGLISH = PreviewWords(
    title="Title",
    publisher="Publisher",
    published="Date",
    author="Author",
    not_found="not found",
    shown_as="not found (listed as “{}”)",
    text="The article",
    legend="What the looks mean",
    fact="where the title, publisher, date and author were found",
    boilerplate="not part of the article itself, and not searched",
)
