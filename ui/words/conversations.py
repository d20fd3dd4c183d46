"""What the list of conversations says."""

from __future__ import annotations

from dataclasses import dataclass

from ui.words.counting import Counted


@dataclass(frozen=True, slots=True, kw_only=True)
class ConversationsWords:
    """The list of conversations, and what can be done with each.

    Attributes:
        will_be_deleted: Asks before a conversation is deleted; `{}` stands for its title.
    """

    label: str
    open: str
    close: str
    new: str
    search: str
    empty: str
    no_match: str
    rename: str
    new_title: str
    save: str
    delete: str
    will_be_deleted: str
    cancel: str
    export_markdown: str
    export_html: str
    more: str
    today: str
    yesterday: str
    this_week: str
    earlier: str
    questions: Counted
    unavailable: str

    def deleting(self, title: str) -> str:
        """Return the question that is asked before a conversation is deleted."""
        return self.will_be_deleted.format(title)


KOREAN = ConversationsWords(
    label="지난 대화",
    open="지난 대화 열기",
    close="지난 대화 닫기",
    new="새 대화",
    search="대화 찾기",
    empty="아직 대화가 없습니다.",
    no_match="맞는 대화가 없습니다.",
    rename="이름 바꾸기",
    new_title="새 이름",
    save="저장",
    delete="지우기",
    will_be_deleted="‘{}’ 대화를 지울까요? 되돌릴 수 없습니다.",
    cancel="취소",
    export_markdown="Markdown으로 내려받기",
    export_html="HTML로 내려받기",
    more="이 대화로 할 수 있는 일",
    today="오늘",
    yesterday="어제",
    this_week="지난 7일",
    earlier="그 전",
    questions=Counted(many="질문 {}개"),
    unavailable="대화를 저장할 수 없어 이번 대화만 보입니다.",
)

ENGLISH = ConversationsWords(
    label="Conversations",
    open="Show conversations",
    close="Hide conversations",
    new="New conversation",
    search="Find a conversation",
    empty="No conversations yet.",
    no_match="No conversation matches.",
    rename="Rename",
    new_title="New name",
    save="Save",
    delete="Delete",
    will_be_deleted="Delete the conversation “{}”? This cannot be undone.",
    cancel="Cancel",
    export_markdown="Download as Markdown",
    export_html="Download as HTML",
    more="What you can do with this conversation",
    today="Today",
    yesterday="Yesterday",
    this_week="Last 7 days",
    earlier="Earlier",
    questions=Counted(many="{} questions", one="1 question"),
    unavailable="Conversations cannot be saved here; only this one is shown.",
)
