from __future__ import annotations

import pytest

from ui.server.cookies import is_token
from ui.server.sessions import Sessions


class Clock:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def test_token_opens_the_session_of_its_name() -> None:
    sessions = Sessions()
    tokens = {name: sessions.begin(name) for name in ("한바다", "서하늘")}
    assert all(map(is_token, tokens.values()))
    assert {name: sessions.name_of(token) for name, token in tokens.items()} == {
        "한바다": "한바다",
        "서하늘": "서하늘",
    }


@pytest.mark.parametrize("token", ["", "x", "AbCdEfGhIjKlMnOpQrSt_-", "\ud800"])
def test_other_tokens_open_nothing(token: str) -> None:
    sessions = Sessions()
    sessions.begin("한바다")
    assert sessions.name_of(token) is None


def test_session_ends_when_it_is_ended() -> None:
    sessions = Sessions()
    kept, ended = sessions.begin("한바다"), sessions.begin("한바다")
    sessions.end(ended)
    sessions.end("never begun")
    assert sessions.name_of(ended) is None
    assert sessions.name_of(kept) == "한바다"


def test_session_lasts_a_week() -> None:
    clock = Clock()
    sessions = Sessions(clock=clock)
    token = sessions.begin("한바다")
    clock.now = 7 * 24 * 3600 - 1
    assert sessions.name_of(token) == "한바다"
    clock.now += 1
    assert sessions.name_of(token) is None
    assert len(sessions) == 0


def test_oldest_session_makes_room() -> None:
    sessions = Sessions(most=3)
    tokens = [sessions.begin(f"visitor {number}") for number in range(5)]
    assert [sessions.name_of(token) for token in tokens] == [
        None,
        None,
        "visitor 2",
        "visitor 3",
        "visitor 4",
    ]
