"""What the chat says."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ui.words.counting import Counted

if TYPE_CHECKING:
    from rag.confidence import Certainty
    from ui.links import Action


@dataclass(frozen=True, slots=True, kw_only=True)
class ChatWords:
    """The question box, the thread of questions and answers, and what can be done with them.

    Attributes:
        nothing_asked: Invites to the first question.
        found_by_words: Says the same of an answer that was given meanwhile.
        searched: The query, where it is not the question as asked; `{}` stands for it.
        cited: How many passages an answer rests on.
        also_read: How many more were read.
        feedback: Asks what the visitor thinks of an answer; the verdicts are the replies.
        chosen: Says of a verdict that it is the visitor's.
        too_many: Says how many seconds to wait, for one who asks too often.
        editing: Says what happens when the question in the box is sent, which is an earlier one.
        unsaved: Says that the conversation will be lost with the program.
        left_out: How many questions a long conversation has that are not shown.
        damaged: Stands where an answer was saved that cannot be read back.
    """

    label: str
    latest: str
    nothing_asked: str
    examples: str
    suggestions: str
    question: str
    placeholder: str
    send: str
    new: str

    searching: str
    preparing: str
    found_by_words: str
    stop: str
    stopped: str
    question_empty: str
    answer_failed: str
    action_failed: str
    too_many: Counted
    editing: str
    unsaved: str
    left_out: Counted
    damaged: str

    searched: str
    cited: Counted
    also_read: Counted
    nearest_articles: str
    certain: str
    likely: str
    weak: str

    copy: str
    copied: str
    export: str
    markdown: str
    html: str
    markdown_doubts: str
    html_doubts: str
    retry: str
    edit: str
    undo: str

    feedback: str
    good: str
    bad: str
    wrong_source: str
    should_have_abstained: str
    chosen: str
    thanks: str

    def certainty(self, word: Certainty) -> str:
        """Return how sure an answer is."""
        return {"certain": self.certain, "likely": self.likely, "weak": self.weak}[word]

    def action(self, action: Action) -> str:
        """Return the words of the link that does something with an answer."""
        return {
            "copy": self.copy,
            "markdown": self.markdown,
            "html": self.html,
            "markdown_doubts": self.markdown_doubts,
            "html_doubts": self.html_doubts,
            "retry": self.retry,
            "edit": self.edit,
            "undo": self.undo,
            "good": self.good,
            "bad": self.bad,
            "wrong_source": self.wrong_source,
            "should_have_abstained": self.should_have_abstained,
        }[action]

    def evidence(self, count: int, word: Certainty) -> str:
        """Return the heading over so many cited passages."""
        return f"{self.cited(count)} · {self.certainty(word)}"

    def searched_as(self, query: str) -> str:
        """Return the line that says how a follow-up question was made whole."""
        return self.searched.format(query)


KOREAN = ChatWords(
    label="질문과 답변",
    latest="맨 아래로 가기",
    nothing_asked="무엇이 궁금하세요?",
    examples="이렇게 물어보세요",
    suggestions="이어서 물어보세요",
    question="질문",
    placeholder="기사에 대해 물어보세요",
    send="보내기",
    new="새 대화",
    searching="기사를 찾는 중…",
    preparing="검색 엔진을 준비하는 중…",
    found_by_words=(
        "검색 엔진을 준비하는 중이라 낱말만으로 찾았습니다. "
        "잠시 뒤에 다시 물어보시면 뜻으로도 찾습니다."
    ),
    stop="멈추기",
    stopped="답변을 멈췄습니다.",
    question_empty="질문을 먼저 적어 주세요.",
    answer_failed="예상하지 못한 문제로 답하지 못했습니다. 잠시 뒤에 다시 물어봐 주세요.",
    action_failed="예상하지 못한 문제로 끝내지 못했습니다. 잠시 뒤에 다시 해 주세요.",
    too_many=Counted(many="질문이 너무 잦습니다. {}초 뒤에 다시 물어봐 주세요."),
    editing="고친 질문을 보내면 이 질문과 그 뒤의 대화를 대신합니다.",
    unsaved="디스크에 쓸 수 없어 이 대화를 저장하지 못했습니다. 남은 용량을 확인해 주세요.",
    left_out=Counted(many="이전 질문 {}개는 여기에 보이지 않습니다. 내보내면 모두 볼 수 있습니다."),
    damaged="저장된 답변을 읽을 수 없습니다. 다시 물어봐 주세요.",
    searched="찾은 말: {}",
    cited=Counted(many="근거 {}건"),
    also_read=Counted(many="함께 읽은 대목 {}건"),
    nearest_articles="가장 가까운 기사",
    certain="확실해 보입니다",
    likely="맞는 것 같습니다",
    weak="확실하지 않습니다",
    copy="복사",
    copied="복사했습니다",
    export="내보내기",
    markdown="Markdown 파일",
    html="HTML 파일",
    markdown_doubts="근거 없는 문장도 함께: Markdown",
    html_doubts="근거 없는 문장도 함께: HTML",
    retry="다시 답하기",
    edit="질문 고치기",
    undo="되돌리기",
    feedback="평가하기",
    good="좋습니다",
    bad="아쉽습니다",
    wrong_source="출처가 틀립니다",
    should_have_abstained="답이 없어야 합니다",
    chosen="내가 고른 평가",
    thanks="의견을 주셔서 감사합니다.",
)

ENGLISH = ChatWords(
    label="Questions and answers",
    latest="Go to the end",
    nothing_asked="What would you like to know?",
    examples="Ask, for example",
    suggestions="Ask next",
    question="Question",
    placeholder="Ask about the articles",
    send="Send",
    new="New conversation",
    searching="Looking through the articles…",
    preparing="Loading the search engine…",
    found_by_words=(
        "Found by words alone, for the search engine is still loading. "
        "Ask again in a while to search by meaning too."
    ),
    stop="Stop",
    stopped="The answer was stopped.",
    question_empty="Please type a question first.",
    answer_failed="Something unexpected went wrong: there is no answer. Please ask again later.",
    action_failed="Something unexpected went wrong: this was not done. Please try again later.",
    too_many=Counted(
        many="Too many questions at once. Please ask again in {} seconds.",
        one="Too many questions at once. Please ask again in 1 second.",
    ),
    editing="The changed question will replace this one and all that came after it.",
    unsaved="This conversation was not saved: the disk cannot be written. Check the free space.",
    left_out=Counted(
        many="{} earlier questions are not shown here; the export has them all.",
        one="1 earlier question is not shown here; the export has it.",
    ),
    damaged="The saved answer cannot be read. Please ask again.",
    searched="Searched for: {}",
    cited=Counted(many="{} passages cited", one="1 passage cited"),
    also_read=Counted(many="{} more passages read", one="1 more passage read"),
    nearest_articles="Nearest articles",
    certain="looks certain",
    likely="looks right",
    weak="not certain",
    copy="Copy",
    copied="Copied",
    export="Export",
    markdown="Markdown file",
    html="HTML file",
    markdown_doubts="With what is not in the articles: Markdown",
    html_doubts="With what is not in the articles: HTML",
    retry="Try again",
    edit="Edit question",
    undo="Undo",
    feedback="Rate",
    good="Good",
    bad="Not good",
    wrong_source="Wrong source",
    should_have_abstained="Should not have answered",
    chosen="Your verdict",
    thanks="Thank you for your feedback.",
)
