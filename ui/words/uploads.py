"""What is said of articles that come in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ui.words.counting import Counted

if TYPE_CHECKING:
    from ui.articles.staging import Fault
    from ui.articles.uploads import Placed


@dataclass(frozen=True, slots=True, kw_only=True)
class UploadsWords:
    """The place to drop files on, and the files that wait.

    Attributes:
        limits: What is taken; `{}` stands for the kinds of files.
        sending: Counts files while they are sent; `{}` stands for those sent and for all.
        faults: Why a file was not taken; for `unreadable`, `{}` stands for the reason.
        placed: What accepting a waiting file would do to the folder of articles.
        gone: Says of a file that it was accepted, discarded or deleted meanwhile.
        apply_hint, removal_hint: Say how a change of the folder comes into the answers.
    """

    choose: str
    drop: str
    limits: str
    sending: str
    refused: Counted
    faults: Mapping[Fault, str]

    waiting: Counted
    waiting_hint: str
    placed: Mapping[Placed, str]
    more_articles: Counted
    preview: str
    preview_first: Counted
    preview_shortened: str
    accept: str
    reject: str
    accept_all: str
    reject_all: str
    close: str
    accepted: Counted
    rejected: Counted
    gone: str
    apply_hint: str
    removal_hint: str


KOREAN = UploadsWords(
    choose="기사 파일 고르기",
    drop="또는 이곳에 끌어다 놓으세요",
    limits="{} 파일 · 하나에 20MB까지 · 한 번에 100개까지",
    sending="올리는 중 {} / {}",
    refused=Counted(many="받지 못한 파일 {}개"),
    faults={
        "bad_name": "쓸 수 없는 파일 이름입니다. 이름을 바꿔 다시 올려 주세요",
        "bad_suffix": "기사를 읽을 수 없는 종류의 파일입니다",
        "empty": "빈 파일입니다",
        "too_large": "20MB를 넘습니다. 나누어 올려 주세요",
        "too_many": "확인을 기다리는 파일은 100개까지 둘 수 있습니다. 먼저 넣거나 버려 주세요",
        "pdf": "내용은 PDF입니다. 이름 끝을 .pdf로 바꿔 올려 주세요",
        "archive": (
            "내용은 압축 파일입니다. DOCX, HWPX, EPUB 문서라면 이름 끝을 그에 맞게 바꿔 올려 주세요"
        ),
        "document": "내용은 문서 편집기의 파일입니다. .hwp나 .docx로 저장해 올려 주세요",
        "picture": "내용은 그림입니다. 글만 올릴 수 있습니다",
        "unreadable": "기사로 읽을 수 없습니다: {}",
        "lost": "파일이 서버에 닿지 않았습니다. 다시 올려 주세요",
        "visitor_full": "맡길 수 있는 100MB를 넘습니다. 먼저 넣거나 버려 주세요",
        "full": "지금은 받을 자리가 없습니다. 잠시 뒤에 다시 올려 주세요",
        "disk": "서버의 디스크에 쓸 수 없습니다. 남은 용량과 권한을 확인해 주세요",
    },
    waiting=Counted(many="확인을 기다리는 기사 {}건"),
    waiting_hint="아직 기사 폴더에 들어가지 않았습니다. 하루가 지나면 저절로 지워집니다.",
    placed={
        "added": "새 기사",
        "changed": "같은 이름의 기사를 바꿈",
        "unchanged": "이미 있는 기사와 같음",
    },
    more_articles=Counted(many="외 {}건"),
    preview="미리 보기",
    preview_first=Counted(many="이 파일에는 기사 {}건이 있습니다. 그중 첫 기사를 보여 드립니다."),
    preview_shortened="긴 글이어서 앞부분만 보여 드립니다. 파일은 끝까지 들어갑니다.",
    accept="넣기",
    reject="버리기",
    accept_all="모두 넣기",
    reject_all="모두 버리기",
    close="닫기",
    accepted=Counted(many="기사 {}건을 기사 폴더에 넣었습니다."),
    rejected=Counted(many="올린 기사 {}건을 버렸습니다."),
    gone="이 파일은 이제 여기에 없습니다.",
    apply_hint="‘지금 반영’을 누르면 답변에 쓰입니다.",
    removal_hint="‘지금 반영’을 누르면 답변에서 빠집니다.",
)

ENGLISH = UploadsWords(
    choose="Choose article files",
    drop="or drop them here",
    limits="{} files, up to 20 MB each, 100 at a time",
    sending="Sending {} of {}",
    refused=Counted(many="{} files were not taken", one="1 file was not taken"),
    faults={
        "bad_name": "a file cannot have this name here; rename it and upload it again",
        "bad_suffix": "articles cannot be read from this kind of file",
        "empty": "it is empty",
        "too_large": "it is larger than 20 MB; split it",
        "too_many": "at most 100 files can wait; accept or discard some first",
        "pdf": "it is a PDF inside; let its name end in .pdf",
        "archive": (
            "it is an archive inside; if it is a DOCX, HWPX or EPUB document, "
            "let its name end in that"
        ),
        "document": "it is a word processor's file inside; save it as .hwp or .docx",
        "picture": "it is a picture inside; only text can be uploaded",
        "unreadable": "no article can be read from it: {}",
        "lost": "it did not reach the server; upload it again",
        "visitor_full": "more than 100 MB would wait; accept or discard some first",
        "full": "there is no room for it now; try again later",
        "disk": "the server's disk cannot be written; check its free space and rights",
    },
    waiting=Counted(many="{} articles wait for your review", one="1 article waits for your review"),
    waiting_hint="Not in the folder of articles yet. What waits for a day is deleted.",
    placed={
        "added": "new article",
        "changed": "changes an existing article",
        "unchanged": "the same as an existing article",
    },
    more_articles=Counted(many="and {} more", one="and 1 more"),
    preview="Preview",
    preview_first=Counted(many="This file has {} articles; here is the first of them."),
    preview_shortened="This is a long text: only its beginning is shown. The whole file is kept.",
    accept="Accept",
    reject="Discard",
    accept_all="Accept all",
    reject_all="Discard all",
    close="Close",
    accepted=Counted(
        many="{} articles are in the folder now.", one="1 article is in the folder now."
    ),
    rejected=Counted(
        many="{} uploaded articles were discarded.", one="1 uploaded article was discarded."
    ),
    gone="This file is not here any more.",
    apply_hint="Press “Update now” to use them in answers.",
    removal_hint="Press “Update now” to take it out of the answers.",
)
