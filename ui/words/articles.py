"""What the articles tab says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ui.words.counting import Counted

if TYPE_CHECKING:
    from index.datatypes import Changes, UpdateReport
    from ui.articles.rebuilding import Stage
    from ui.articles.table import State


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticlesWords:
    """The table of articles, how the folder differs, and the update of the index.

    Attributes:
        states: How an article of the table stands between folder and index.
        followed: Says that updates begin by themselves.
        will_come: Says beside what has changed that its update begins by itself.
        stages: What an update is doing.
        serving: Says while an update runs that questions are still answered.
        confirm: Asks before an article is deleted; `{}` stands for its title.
        confirm_file: Asks the same of a file with many articles; `{}` stands for its path.
        together: Tells how many articles go with it.
        consequence: Tells what deleting does.
        deleted: Says where the file is now; `{}` stands for title and place.
        deleted_file: Says the same; `{}` stands for path, number of articles and place.
        picture: Tells in a sentence what the timeline shows, to those who cannot see it.
    """

    in_sync: str
    differs: str
    unknown: str
    added: Counted
    changed: Counted
    removed: Counted
    more_names: Counted
    skipped: Counted
    followed: str
    will_come: str

    update: str
    banner_apply: str
    cancel: str
    stages: Mapping[Stage, str]
    progress: str
    serving: str
    cancelling: str
    cancelled: str
    updated: str
    nothing_changed: str
    encoded: Counted
    update_failed: str
    action_failed: str
    disk_refused: str

    search: str
    search_hint: str
    title: str
    publisher: str
    date: str
    author: str
    chunks: str
    state: str
    actions: str
    states: Mapping[State, str]
    empty: str
    empty_steps: tuple[str, ...]
    empty_hint: str
    no_match: str
    more_articles: Counted

    delete: str
    confirm: str
    confirm_file: str
    together: Counted
    consequence: str
    keep: str
    deleted: str
    deleted_file: str

    timeline: str
    picture: str
    other_publishers: str
    more_dots: Counted
    month: str
    months: tuple[str, ...]

    def differences(self, changes: Changes) -> str:
        """Return how the folder differs from the index in a few words, empty where it does not."""
        parts = (
            (len(changes.added), self.added),
            (len(changes.changed), self.changed),
            (len(changes.removed), self.removed),
        )
        return ", ".join(line(count) for count, line in parts if count)

    def report(self, report: UpdateReport) -> str:
        """Return what an update did."""
        differences = self.differences(report.changes) or self.nothing_changed
        return f"{self.updated.format(differences)} · {self.encoded(report.encoded)}"

    def deletion_of(self, title: str) -> str:
        """Return the question whether to delete the article."""
        return self.confirm.format(title)

    def file_deletion_of(self, file: str) -> str:
        """Return the question whether to delete a file with many articles."""
        return self.confirm_file.format(file)

    def file_deletion_done(self, file: str, articles: int, place: str) -> str:
        """Return where the deleted file with many articles is now."""
        return self.deleted_file.format(file, f"{articles:,}", place)

    def deletion_done(self, title: str, place: str) -> str:
        """Return where the deleted article is now."""
        return self.deleted.format(title, place)

    def picture_of(self, count: int, first: str, last: str, publishers: str) -> str:
        """Return what the timeline shows."""
        return self.picture.format(f"{count:,}", first, last, publishers)

    def month_of(self, year: int, month: int) -> str:
        """Return a month of a year, briefly."""
        return self.month.format(year=year, month=self.months[month - 1])


KOREAN = ArticlesWords(
    in_sync="색인이 기사 폴더와 같습니다.",
    differs="기사 폴더가 색인과 다릅니다.",
    unknown="기사 폴더를 살펴보는 중…",
    added=Counted(many="새 기사 {}건"),
    changed=Counted(many="바뀐 기사 {}건"),
    removed=Counted(many="없어진 기사 {}건"),
    more_names=Counted(many="이 밖에 {}건 더"),
    skipped=Counted(many="색인하지 않은 파일 {}개"),
    followed="기사 폴더를 지켜보고 있습니다. 새 기사는 저절로 반영됩니다.",
    will_come="곧 저절로 반영됩니다",
    update="지금 반영",
    banner_apply="지금 반영",
    cancel="그만두기",
    stages={
        "start": "준비하는 중",
        "read": "기사를 읽는 중",
        "encode": "뜻을 계산하는 중",
        "write": "색인을 쓰는 중",
    },
    progress="색인 반영 진행률",
    serving="그동안에도 지금 색인으로 답합니다.",
    cancelling="그만두는 중…",
    cancelled="그만두었습니다. 색인은 이전 그대로이고, 계산한 것은 다음에 이어서 씁니다.",
    updated="색인에 반영했습니다: {}",
    nothing_changed="바뀐 기사 없음",
    encoded=Counted(many="새로 계산한 조각 {}개"),
    update_failed="예상하지 못한 문제로 반영하지 못했습니다. 색인은 이전 그대로입니다.",
    action_failed="예상하지 못한 문제로 끝내지 못했습니다. 잠시 뒤에 다시 해 주세요.",
    disk_refused="기사 폴더에 쓸 수 없습니다. 남은 용량과 권한을 확인해 주세요.",
    search="기사 찾기",
    search_hint="제목, 언론사, 기자, 파일 이름으로 찾기",
    title="기사",
    publisher="언론사",
    date="날짜",
    author="기자",
    chunks="조각",
    state="상태",
    actions="할 일",
    states={
        "indexed": "색인됨",
        "changed": "폴더에서 바뀜",
        "removed": "폴더에서 없어짐",
        "new": "아직 색인 전",
    },
    empty="아직 기사가 없습니다",
    empty_steps=(
        "기사 파일(.txt, .pdf, .docx, .hwpx 등)을 올립니다.",
        "제목과 날짜를 제대로 읽었는지 확인하고 넣습니다.",
        "‘지금 반영’을 누르면 물어볼 수 있습니다.",
    ),
    empty_hint="기사 폴더에 파일(.txt, .pdf, .docx, .hwpx 등)을 넣고 ‘지금 반영’을 눌러 주세요.",
    no_match="맞는 기사가 없습니다.",
    more_articles=Counted(many="이 밖에 {}건이 더 있습니다. 위에서 찾아보세요."),
    delete="지우기",
    confirm="‘{}’ 기사를 지울까요?",
    confirm_file="‘{}’ 파일을 지울까요?",
    together=Counted(many="이 파일에 든 기사 {}건이 모두 지워집니다."),
    consequence=(
        "파일은 없어지지 않고 보관 폴더로 옮겨집니다. "
        "‘지금 반영’을 누르기 전까지는 답변에 계속 쓰입니다."
    ),
    keep="그대로 두기",
    deleted="‘{}’ 기사를 지웠습니다. 파일은 {}에 보관했습니다.",
    deleted_file="‘{}’ 파일의 기사 {}건을 모두 지웠습니다. 파일은 {}에 보관했습니다.",
    timeline="언제 나온 기사인가요",
    picture="날짜를 아는 기사 {}건, {}부터 {}까지. 언론사별: {}. 같은 기사가 아래 표에 있습니다.",
    other_publishers="그 밖",
    more_dots=Counted(many="{}건 더"),
    month="{year}년 {month}",
    months=tuple(f"{number}월" for number in range(1, 13)),
)

ENGLISH = ArticlesWords(
    in_sync="The index matches the folder of articles.",
    differs="The folder of articles differs from the index.",
    unknown="Looking through the folder of articles…",
    added=Counted(many="{} new articles", one="1 new article"),
    changed=Counted(many="{} changed articles", one="1 changed article"),
    removed=Counted(many="{} removed articles", one="1 removed article"),
    more_names=Counted(many="and {} more"),
    skipped=Counted(many="{} files are not indexed", one="1 file is not indexed"),
    followed="The folder is being watched: new articles come in by themselves.",
    will_come="the update follows by itself",
    update="Update now",
    banner_apply="Update now",
    cancel="Cancel",
    stages={
        "start": "Getting ready",
        "read": "Reading the articles",
        "encode": "Computing meanings",
        "write": "Writing the index",
    },
    progress="Progress of the update",
    serving="Questions are still answered from the present index.",
    cancelling="Cancelling…",
    cancelled="Cancelled. The index is as it was; what was computed is kept for the next time.",
    updated="The index is up to date: {}",
    nothing_changed="no article had changed",
    encoded=Counted(many="{} chunks computed", one="1 chunk computed"),
    update_failed="Something unexpected went wrong. The index is as it was.",
    action_failed="Something unexpected went wrong, and this was not done. Please try again later.",
    disk_refused="The folder of articles cannot be written. Check its free space and rights.",
    search="Find articles",
    search_hint="Find by title, publisher, author or file name",
    title="Article",
    publisher="Publisher",
    date="Date",
    author="Author",
    chunks="Chunks",
    state="State",
    actions="Actions",
    states={
        "indexed": "indexed",
        "changed": "changed in the folder",
        "removed": "removed from the folder",
        "new": "not indexed yet",
    },
    empty="There are no articles yet",
    empty_steps=(
        "Upload article files (.txt, .pdf, .docx, .hwpx and others).",
        "Check that their titles and dates were read rightly, and accept them.",
        "Press “Update now”; then you can ask.",
    ),
    empty_hint=(
        "Put files (.txt, .pdf, .docx, .hwpx and others) into the folder of articles "
        "and press “Update now”."
    ),
    no_match="No article matches.",
    more_articles=Counted(
        many="There are {} more. Search above.", one="There is 1 more. Search above."
    ),
    delete="Delete",
    confirm="Delete the article “{}”?",
    confirm_file="Delete the file “{}”?",
    together=Counted(many="All {} articles in this file go with it."),
    consequence=(
        "The file is not lost: it moves to the folder of removed articles. "
        "Until you press “Update now”, answers still use it."
    ),
    keep="Keep it",
    deleted="The article “{}” was deleted. Its file is kept at {}.",
    deleted_file="The file “{}” was deleted with all its {} articles. It is kept at {}.",
    timeline="When the articles appeared",
    picture=(
        "{} articles with a known date, from {} to {}. By publisher: {}. "
        "The table below holds the same articles."
    ),
    other_publishers="Others",
    more_dots=Counted(many="{} more"),
    month="{month} {year}",
    months=("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
)
