from __future__ import annotations

import re
from urllib.parse import urlencode

import pytest

from tests.ui.asking_asgi import Got, Sent, ToyApp, ask
from ui.server.accounts import Accounts
from ui.server.limits import RateLimiter
from ui.server.login import LoginGate
from ui.server.sessions import Sessions
from ui.visiting import NAME_KEY

NAME, WORD = "한바다", "갈매기 7마리"
FORM = {"content-type": "application/x-www-form-urlencoded"}
COOKIE = "chulcheo_session"


class Clock:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


class Door:
    """A gate with a toy application behind it, and a browser that keeps one cookie."""

    def __init__(self) -> None:
        self.app = ToyApp()
        self.clock = Clock()
        tries = RateLimiter(10, 60, clock=self.clock)
        self.sessions = Sessions()
        accounts = Accounts({NAME: WORD, "admin": "s3cret"})
        self.gate = LoginGate(self.app, accounts, tries, self.sessions)
        self.cookie = ""

    def get(self, path: str = "/", method: str = "GET", language: str = "en") -> Got:
        headers = {"cookie": self.cookie, "accept-language": language}
        return ask(self.gate, Sent(path=path, method=method, headers=headers))

    def log_in(
        self,
        name: str = NAME,
        password: str = WORD,
        client: str = "192.0.2.1",
        scheme: str = "http",
    ) -> Got:
        body = urlencode({"name": name, "password": password}).encode()
        headers = {**FORM, "accept-language": "en"}
        sent = Sent(
            path="/login",
            method="POST",
            headers=headers,
            body=(body,),
            client=client,
            scheme=scheme,
        )
        answer = ask(self.gate, sent)
        self.cookie = answer.headers.get("set-cookie", self.cookie).partition(";")[0]
        return answer


@pytest.fixture
def door() -> Door:
    return Door()


@pytest.mark.parametrize(
    ("path", "method", "status", "location"),
    [
        ("/", "GET", 303, "/login"),
        ("/", "HEAD", 303, "/login"),
        ("/?chat=1", "GET", 303, "/login"),
        ("/config", "GET", 401, None),
        ("/theme.css", "GET", 401, None),
        ("/assets/index.js", "GET", 401, None),
        ("/gradio_api/info", "GET", 401, None),
        ("/gradio_api/queue/join", "POST", 401, None),
        ("/gradio_api/upload", "POST", 401, None),
        ("/gradio_api/call/ask", "POST", 401, None),
        ("/gradio_api/heartbeat/x", "GET", 401, None),
        ("/loginx", "GET", 401, None),
        ("/login/x", "GET", 401, None),
    ],
)
def test_nothing_is_served_before_the_login(
    door: Door, path: str, method: str, status: int, location: str | None
) -> None:
    answer = door.get(path, method)
    assert answer.status == status
    assert answer.headers.get("location") == location
    assert door.app.scopes == []


def test_who_logs_in_is_let_through_under_their_name(door: Door) -> None:
    answer = door.log_in()
    assert (answer.status, answer.headers["location"]) == (303, "/")
    form = rf"{COOKIE}=[\w-]{{22}}; Path=/; Max-Age=604800; HttpOnly; SameSite=Strict"
    assert re.fullmatch(form, answer.headers["set-cookie"])
    assert door.get("/config").status == 200
    assert door.app.scopes[-1][NAME_KEY] == NAME
    assert door.get("/login").headers["location"] == "/"


def test_session_of_an_encrypted_page_stays_encrypted(door: Door) -> None:
    assert door.log_in(scheme="https").headers["set-cookie"].endswith("; Secure")


@pytest.mark.parametrize("path", ["/logout", "/logout/"])
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_who_logs_out_is_forgotten(door: Door, path: str, method: str) -> None:
    door.log_in()
    answer = door.get(path, method)
    assert (answer.status, answer.headers["location"]) == (303, "/login")
    assert answer.headers["set-cookie"].startswith(f"{COOKIE}=; Path=/; Max-Age=0; ")
    assert door.get("/config").status == 401
    assert len(door.sessions) == 0


@pytest.mark.parametrize(
    ("name", "password"), [(NAME, "s3cret"), ("nobody", WORD), ("", ""), (NAME, ""), ("", WORD)]
)
def test_wrong_password_says_so_and_repeats_only_the_name(
    door: Door, name: str, password: str
) -> None:
    answer = door.log_in(name, password)
    assert answer.status == 401
    assert '<p role="alert">' in answer.text
    assert "do not belong together" in answer.text
    assert f'value="{name}"' in answer.text
    assert "s3cret" not in answer.text
    assert WORD not in answer.text
    assert "set-cookie" not in answer.headers


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"\xff\xfe",
        b"{}",
        b"&".join([b"a=b"] * 100),
        b"password=s3cret&name=adm" + b"x" * 100_000 + b"in",
        b"name=%ED%A0%80&password=%FF",
    ],
)
def test_form_that_cannot_be_read_is_a_wrong_password(door: Door, body: bytes) -> None:
    sent = Sent(path="/login", method="POST", headers=FORM, body=(body,))
    assert ask(door.gate, sent).status == 401


def test_ten_wrong_tries_close_the_door_to_an_address(door: Door) -> None:
    statuses = [door.log_in(f"name {number}", "x").status for number in range(10)]
    assert statuses == [401] * 10
    answer = door.log_in()
    assert answer.status == 429
    assert answer.headers["retry-after"] == "6"
    assert "Too many wrong tries. Please try again in 6 seconds." in unescaped(answer.text)
    assert "set-cookie" not in answer.headers
    assert door.log_in(client="192.0.2.2").status == 303
    door.clock.now += 6
    assert door.log_in().status == 303


def test_ten_wrong_tries_close_the_door_to_a_name(door: Door) -> None:
    for number in range(10):
        assert door.log_in(NAME, "x", client=f"192.0.2.{number}").status == 401
    assert door.log_in(client="192.0.2.77").status == 429
    assert door.log_in("admin", "s3cret", client="192.0.2.77").status == 303


def test_locked_out_address_cannot_lock_a_name_out(door: Door) -> None:
    for _ in range(10):
        door.log_in("nobody", "x")
    assert [door.log_in(NAME, "x").status for _ in range(20)] == [429] * 20
    assert door.log_in(client="192.0.2.2").status == 303


def test_right_tries_do_not_count(door: Door) -> None:
    assert [door.log_in().status for _ in range(30)] == [303] * 30


def unescaped(text: str) -> str:
    return re.sub(r"&#(\d+);", lambda code: chr(int(code[1])), text)


@pytest.mark.parametrize(
    ("path", "accepted", "language"),
    [
        ("/login", "ko-KR,ko;q=0.9,en;q=0.8", "ko"),
        ("/login", "en-GB", "en"),
        ("/login?language=en", "ko", "en"),
        ("/login?language=ko", "en", "ko"),
        ("/login?language=fr", "en", "en"),
    ],
)
def test_page_to_log_in_speaks_the_language_of_its_reader(
    door: Door, path: str, accepted: str, language: str
) -> None:
    heading, other = {"ko": ("로그인", "en"), "en": ("Log in", "ko")}[language]
    answer = door.get(path, language=accepted)
    assert answer.status == 200
    assert f'<html lang="{language}">' in answer.text
    assert f"<h1>{heading}</h1>" in unescaped(answer.text)
    assert f'href="/login?language={other}"' in answer.text
    assert f'action="/login?language={language}"' in answer.text


def test_page_to_log_in_needs_nothing_from_elsewhere(door: Door) -> None:
    text = door.get("/login").text
    assert "$" not in text
    assert not re.search(r"<script|<img|url\(|@import|(src|href)=.(https?:|//)", text)


def test_page_to_log_in_is_never_kept(door: Door) -> None:
    assert door.get("/login").headers["cache-control"] == "no-store"
    assert door.log_in().headers["cache-control"] == "no-store"


def test_name_that_was_tried_is_shown_to_the_letter(door: Door) -> None:
    hostile = '"><script>alert(1)</script>'
    text = door.log_in(hostile, "x").text
    assert "<script" not in text
    assert f'value="{hostile}"' in unescaped(text)


def test_every_box_has_its_label_and_says_what_it_is_for(door: Door) -> None:
    text = door.get("/login").text
    for box, use in {"name": "username", "password": "current-password"}.items():
        assert f'<label for="{box}">' in text
        assert re.search(rf'<input id="{box}"[^>]*autocomplete="{use}"', text)
