from __future__ import annotations

import os
import traceback
import unicodedata
from pathlib import Path

import pytest

from index.errors import InputError
from ui.server.accounts import LOGIN_VARIABLE, Accounts, read_accounts

WORD = "갈매기 7마리:와 빵"  # nothing but a password with a colon in it


@pytest.fixture(autouse=True)
def _without_variable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(LOGIN_VARIABLE, raising=False)


def written(path: Path, content: bytes | str, mode: int = 0o600) -> Path:
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    path.chmod(mode)
    return path


@pytest.mark.parametrize(
    ("name", "password", "found"),
    [
        ("한바다", WORD, "한바다"),
        ("admin", "s3cret", "admin"),
        ("한바다", "s3cret", None),
        ("admin", "s3cret ", None),
        ("admin", "", None),
        ("Admin", "s3cret", None),
        ("nobody", "s3cret", None),
        ("", "", None),
        (unicodedata.normalize("NFD", "한바다"), unicodedata.normalize("NFD", WORD), "한바다"),
        ("admin", "\ud800", None),
    ],
)
def test_name_and_password_must_belong_together(
    name: str, password: str, found: str | None
) -> None:
    assert Accounts({"한바다": WORD, "admin": "s3cret"}).name_of(name, password) == found


def test_nothing_of_a_password_is_kept_or_shown() -> None:
    accounts = Accounts({"admin": "s3cret"})
    assert repr(accounts) == str(accounts) == "<1 accounts>"
    assert b"s3cret" not in repr(vars(accounts)).encode()


def test_file_holds_a_pair_a_line(tmp_path: Path) -> None:
    content = f"\ufeff# who may come in\n\n admin : pass word \r\n한바다:{WORD}\n"
    accounts = read_accounts(written(tmp_path / "login", content))
    assert accounts is not None
    assert len(accounts) == 2
    assert accounts.name_of("admin", " pass word ") == "admin"
    assert accounts.name_of("한바다", WORD) == "한바다"


def test_variable_holds_one_pair_and_is_taken_away(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(LOGIN_VARIABLE, "admin:s3cret")
    accounts = read_accounts(None)
    assert accounts is not None
    assert accounts.name_of("admin", "s3cret") == "admin"
    assert LOGIN_VARIABLE not in os.environ


def test_file_comes_before_the_variable(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(LOGIN_VARIABLE, "admin:s3cret")
    accounts = read_accounts(written(tmp_path / "login", "other:word\n"))
    assert accounts is not None
    assert accounts.name_of("admin", "s3cret") is None
    assert LOGIN_VARIABLE not in os.environ


def test_without_either_there_is_no_login() -> None:
    assert read_accounts(None) is None


@pytest.mark.skipif(os.name != "posix", reason="modes say who can open a file on POSIX alone")
@pytest.mark.parametrize("mode", [0o640, 0o604, 0o644, 0o660, 0o601])
def test_file_that_others_can_open_is_refused(tmp_path: Path, mode: int) -> None:
    path = written(tmp_path / "login", "admin:s3cret\n", mode)
    with pytest.raises(InputError, match=r"but others can open it; run: chmod 600 .*login$"):
        read_accounts(path)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("", "holds no name:password; write at least one"),
        ("# none\n\n", "holds no name:password"),
        ("admin:s3cret\ns3cret-alone\n", "^line 2 of .*login is not name:password"),
        (":s3cret\n", "^line 1 of .*login is not name:password"),
        ("admin:\n", "^line 1 of .*login is not name:password"),
        (f"{'a' * 65}:s3cret\n", "^line 1 of .*login is not name:password"),
        (f"a:{'s3cret' * 171}\n", "^line 1 of .*login is not name:password"),
        ("admin:s3cret\nadmin:s3cret2\n", "^line 2 of .*login repeats a name"),
        (b"admin:s3cret\xff\n", "is not UTF-8 text"),
    ],
)
def test_file_of_another_form_is_refused_and_not_repeated(
    tmp_path: Path, content: bytes | str, message: str
) -> None:
    with pytest.raises(InputError, match=message) as refused:
        read_accounts(written(tmp_path / "login", content))
    shown = "".join(traceback.format_exception(refused.value))
    assert "\n" not in str(refused.value)
    assert "s3cret" not in shown


def test_file_that_is_missing_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"^cannot read .*login \(No such file or directory\)"):
        read_accounts(tmp_path / "login")


def test_variable_of_another_form_is_not_repeated(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(LOGIN_VARIABLE, "s3cret")
    with pytest.raises(InputError, match=r"^line 1 of CHULCHEO_LOGIN is not name:password"):
        read_accounts(None)
