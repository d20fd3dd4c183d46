"""What the frame of the page says."""

from __future__ import annotations

from dataclasses import dataclass

from ui.words.counting import Counted


@dataclass(frozen=True, slots=True, kw_only=True)
class PageWords:
    """The heading, the tabs, and what stands where the page cannot work.

    Attributes:
        other_language: The other language, by its own name: the switch shows it.
        warming: Stands in the heading until all engines are loaded.
        lost: Says there that the server is away.
        failed: Says there that something went wrong which has no words of its own.
        opening: Stands over the question box until the page itself is there.
        will_be_asked: Says of a question that was sent then that it is not lost.
        needs_modules: All that a browser shows which cannot run the page.
    """

    title: str
    subtitle: str
    chat_tab: str
    articles_tab: str
    other_language: str
    skip_to_question: str
    warming: str
    lost: str
    failed: str
    opening: str
    will_be_asked: str
    needs_modules: str
    articles: Counted
    chunks: Counted

    def size(self, documents: int, chunks: int) -> str:
        """Return how much the index holds."""
        return f"{self.articles(documents)} · {self.chunks(chunks)}"


KOREAN = PageWords(
    title="출처",
    subtitle="기사에 묻고, 근거를 눌러 확인하세요",
    chat_tab="대화",
    articles_tab="기사",
    other_language="English",
    skip_to_question="질문 칸으로 가기",
    warming="의미 검색을 준비하는 중…",
    lost="서버와 연결이 끊겼습니다. 다시 이어지는 대로 페이지를 새로 엽니다.",
    failed="예상하지 못한 문제가 생겼습니다. 잠시 뒤에 다시 해 주세요.",
    opening="페이지를 여는 중입니다. 질문은 지금 적으셔도 됩니다.",
    will_be_asked="페이지가 열리는 대로 이 질문에 답합니다.",
    needs_modules=(
        "이 브라우저에서는 페이지를 열 수 없습니다. 자바스크립트를 켜거나 새 브라우저를 써 주세요. "
        "터미널에서는 rag ask 로 물을 수 있습니다."
    ),
    articles=Counted(many="기사 {}건"),
    chunks=Counted(many="조각 {}개"),
)

ENGLISH = PageWords(
    title="출처 chulcheo",
    subtitle="Ask your articles, and click to see where each answer stands",
    chat_tab="Chat",
    articles_tab="Articles",
    other_language="한국어",
    skip_to_question="Skip to the question",
    warming="Loading the search by meaning…",
    lost="The server cannot be reached. The page reloads as soon as it can.",
    failed="Something unexpected went wrong. Please try again later.",
    opening="The page is opening. You can type your question already.",
    will_be_asked="Your question will be answered as soon as the page is open.",
    needs_modules=(
        "This browser cannot show the page. Turn JavaScript on, or use a newer browser. "
        "In a terminal you can ask with: rag ask"
    ),
    articles=Counted(many="{} articles", one="1 article"),
    chunks=Counted(many="{} chunks", one="1 chunk"),
)
