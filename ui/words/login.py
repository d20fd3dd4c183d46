"""What the page says on which visitors log in."""

from __future__ import annotations

from dataclasses import dataclass

from ui.words.counting import Counted


@dataclass(frozen=True, slots=True, kw_only=True)
class LoginWords:
    """The page on which visitors log in.

    Attributes:
        wrong: The name and the password do not belong together.
        too_often: How many seconds to wait after too many tries.
        other_language: The other language, by its own name: a link to it.
    """

    title: str
    heading: str
    name: str
    password: str
    log_in: str
    log_out: str
    wrong: str
    too_often: Counted
    other_language: str


KOREAN = LoginWords(
    title="출처 로그인",
    heading="로그인",
    name="이름",
    password="비밀번호",  # noqa: S106 - the label of the box
    log_in="로그인",
    log_out="로그아웃",
    wrong="이름이나 비밀번호가 맞지 않습니다. 다시 확인해 주세요.",
    too_often=Counted(many="여러 번 틀렸습니다. {}초 뒤에 다시 해 주세요."),
    other_language="English",
)

ENGLISH = LoginWords(
    title="Log in to chulcheo",
    heading="Log in",
    name="Name",
    password="Password",  # noqa: S106 - the label of the box
    log_in="Log in",
    log_out="Log out",
    wrong="The name and the password do not belong together. Please check both.",
    too_often=Counted(
        many="Too many wrong tries. Please try again in {} seconds.",
        one="Too many wrong tries. Please try again in 1 second.",
    ),
    other_language="한국어",
)
