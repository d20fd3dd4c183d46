"""What a browser shows where the server takes a request no further."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ui.words.counting import Counted

if TYPE_CHECKING:
    from ui.words.choosing import Language


@dataclass(frozen=True, slots=True, kw_only=True)
class RefusalWords:
    """Why a request is refused, and what to do.

    Attributes:
        foreign_host: The page was opened under a name that is not the server's.
        foreign_site: Another site sent the request.
        not_served: There is nothing at that address.
        too_often: How many seconds to wait.
        entering: Stands for the moment in which a visit from another site begins anew.
    """

    foreign_host: str
    foreign_site: str
    not_served: str
    login_first: str
    too_large: str
    too_slow: str
    too_often: Counted
    entering: str


REFUSALS: Mapping[Language, RefusalWords] = {
    "ko": RefusalWords(
        foreign_host=(
            "이 이름으로는 열 수 없습니다. 서버를 시작할 때 이름을 더해 주세요: "
            "rag ui --allow-host 이름"
        ),
        foreign_site="다른 사이트가 보낸 요청은 받지 않습니다.",
        not_served="이 주소에는 아무것도 없습니다.",
        login_first="먼저 로그인해 주세요.",
        too_large="보낸 내용이 너무 큽니다. 줄여서 다시 보내 주세요.",
        too_slow="보낸 내용이 제때 오지 않았습니다. 다시 보내 주세요.",
        too_often=Counted(many="너무 잦은 요청입니다. {}초 뒤에 다시 해 주세요."),
        entering="페이지를 여는 중…",
    ),
    "en": RefusalWords(
        foreign_host=(
            "The page cannot be opened under this name. "
            "Add the name when starting the server: rag ui --allow-host NAME"
        ),
        foreign_site="Requests that another site sends are not taken.",
        not_served="There is nothing at this address.",
        login_first="Please log in first.",
        too_large="What was sent is too large. Please send less.",
        too_slow="What was sent did not arrive in time. Please send it again.",
        too_often=Counted(
            many="Too many requests. Please try again in {} seconds.",
            one="Too many requests. Please try again in 1 second.",
        ),
        entering="Opening the page…",
    ),
}
