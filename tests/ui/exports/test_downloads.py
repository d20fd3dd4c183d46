from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote

import pytest
from starlette.applications import Starlette
from starlette.routing import Route

from index.errors import InputError, StoreError
from rag.datatypes import Doubt, Writing
from tests.ui.asking_asgi import Got, Sent, ask
from tests.ui.kept import Minutes, asked, conversation, exchange
from tests.ui.stories import write_corpus
from tests.ui.test_markup import Reader
from tests.ui.toy import ToyBackend
from ui.chat.keeping import Keeping
from ui.exports.downloads import PATH, Downloads, choose
from ui.history.conversations import History
from ui.history.file import FILE_NAME
from ui.visiting import NAME_KEY

if TYPE_CHECKING:
    from starlette.types import Receive, Scope, Send

    from index.datatypes import DocumentSummary

BRIDGE = "갈매대교는 언제 열렸나요?"
LIBRARY = "도서관은 무슨 요일에 쉬나요?"
LIGHTHOUSE = "등대지기의 비밀은?"
NO_CONVERSATION = "이 대화는 이제 없습니다. 새 대화를 시작해 주세요."
NO_FILE = "그런 파일이 없습니다. 대화의 메뉴에서 내려받아 주세요."
NO_ANSWER = "이 대화에 그 답변이 이제 없습니다. 페이지를 새로 고쳐 주세요."


class Broken(ToyBackend):
    """Has an index that cannot be read."""

    def articles(self) -> list[DocumentSummary]:
        message = "the store is damaged (malformed); rebuild it with: rag index --full"
        raise StoreError(message)


class LoggedIn:
    """Says of every request who is logged in; an ASGI middleware."""

    def __init__(self, app: Starlette, name: str) -> None:
        self._app = app
        self._name = name

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await self._app({**scope, NAME_KEY: self._name}, receive, send)


class Home:
    """Conversations of several visitors, and the address that hands them out."""

    def __init__(self, folder: Path, backend: ToyBackend) -> None:
        self.history = History(folder / "store", now=Minutes())
        keeping = Keeping(self.history)
        (folder / "store").mkdir()
        self.anna = self.keep("anna", BRIDGE, LIBRARY)
        self.bert = self.keep("bert", LIGHTHOUSE)
        self.named = self.keep("login:한바다", BRIDGE)
        self.app = Starlette(routes=[Route(PATH, Downloads(backend, keeping).serve)])

    def keep(self, visitor: str, *questions: str) -> str:
        id_ = None
        for question in questions:
            digests = {"a.txt": "0" * 64}
            id_ = self.history.add(visitor, id_, asked(question, quote="갑."), digests).id
        assert id_ is not None
        return id_

    def get(self, path: str, visitor: str = "anna", language: str = "ko", name: str = "") -> Got:
        headers = {"cookie": f"chulcheo_visitor={visitor}; chulcheo_language={language}"}
        app = LoggedIn(self.app, name) if name else self.app
        return ask(app, Sent(path=f"/export/{path}", headers=headers))


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Home]:
    yield from opened(tmp_path, ToyBackend)


def opened(folder: Path, kind: type[ToyBackend]) -> Iterator[Home]:
    write_corpus(folder / "corpus")
    (folder / "corpus" / "a.txt").write_text("가 기사\n\n버들신문 2024.04.05\n\n갑.\n", "utf-8")
    home = Home(folder, kind(folder / "corpus"))
    yield home
    home.history.close()


def shown(got: Got) -> str:
    """Return the text as a reader of the file sees it."""
    return Reader(got.text).text.replace("\\", "")


@pytest.mark.parametrize(
    ("suffix", "content_type"),
    [("md", "text/markdown; charset=utf-8"), ("html", "text/html; charset=utf-8")],
)
def test_visitor_gets_the_whole_conversation(home: Home, suffix: str, content_type: str) -> None:
    got = home.get(f"{home.anna}.{suffix}")
    assert got.status == 200
    assert got.headers.getlist("content-type") == [content_type]
    assert got.headers["cache-control"] == "no-store"
    assert int(got.headers["content-length"]) == len(got.text.encode())
    assert got.text.index("갈매대교") < got.text.index("도서관")
    assert "0" * 64 in got.text
    assert "등대지기" not in got.text


@pytest.mark.parametrize(
    ("answer", "there", "missing"), [("1", "갈매대교", "도서관"), ("2", "도서관", "갈매대교")]
)
@pytest.mark.parametrize("suffix", ["md", "html"])
def test_one_answer_comes_alone(
    home: Home, suffix: str, answer: str, there: str, missing: str
) -> None:
    got = home.get(f"{home.anna}.{suffix}?answer={answer}")
    assert got.status == 200
    assert there in got.text
    assert missing not in got.text


@pytest.mark.parametrize("suffix", ["md", "html"])
@pytest.mark.parametrize(
    ("query", "has_doubts"),
    [
        *(("", False), ("?answer=1", False), ("?doubts=0", False), ("?doubts=yes", False)),
        *(("?doubts=1", True), ("?answer=1&doubts=1", True)),
    ],
)
def test_what_no_article_carries_comes_only_where_it_is_asked_for(
    home: Home, suffix: str, query: str, *, has_doubts: bool
) -> None:
    doubt = Doubt(text="갈매섬은 달에 있다.", after=1)
    writing = Writing(model="toy", outcome="written", doubts=(doubt,))
    id_ = home.history.add("anna", None, replace(asked(BRIDGE), writing=writing), {}).id
    got = home.get(f"{id_}.{suffix}{query}")
    assert got.status == 200
    assert ("달에 있다" in got.text) is has_doubts
    assert ("근거 없음" in got.text) is has_doubts


@pytest.mark.parametrize("suffix", ["md", "html"])
def test_nobody_gets_the_conversation_of_another(home: Home, suffix: str) -> None:
    for visitor in ("bert", "", "ANNA", "annab", "login:anna"):
        got = home.get(f"{home.anna}.{suffix}", visitor)
        assert (got.status, got.text) == (404, NO_CONVERSATION)
    assert home.get(f"{home.anna}.{suffix}?answer=1", "bert").status == 404


def test_who_is_logged_in_gets_what_belongs_to_the_name(home: Home) -> None:
    assert home.get(f"{home.named}.md", name="한바다").status == 200
    assert home.get(f"{home.anna}.md", name="한바다").status == 404
    assert home.get(f"{home.named}.md", "login:한바다x").status == 404


@pytest.mark.parametrize(
    "path",
    [
        *("{anna}", "{anna}.", "{anna}.txt", "{anna}.MD", "{anna}.md.md", "{anna}.md/", ".md"),
        *("", "conversations.sqlite", "x/{anna}.md", "{anna}%00.md", "{anna} .md"),
        *("../store/{anna}.md", "..%2f{anna}.md", "%2e%2e/{anna}.md", "%2fetc%2fhostname.md"),
        *("%27%20OR%201=1--.md", "x" * 65 + ".md", "%EA%B0%80.md"),
    ],
)
def test_what_is_no_name_of_a_file_is_not_found(home: Home, path: str) -> None:
    got = home.get(path.format(anna=home.anna))
    assert (got.status, got.text) == (404, NO_FILE)


@pytest.mark.parametrize("answer", ["0", "3", "-1", "01", "1.0", "", "all", "%EF%BC%91", "9" * 99])
def test_answer_that_was_never_given_is_not_found(home: Home, answer: str) -> None:
    got = home.get(f"{home.anna}.md?answer={answer}")
    assert (got.status, got.text) == (404, NO_ANSWER)


@pytest.mark.parametrize(
    ("path", "line"),
    [
        ("x.pdf", "no such file; download conversations from their menu"),
        ("unknown.md", "no such conversation, or it was deleted; start a new one"),
    ],
)
def test_what_is_not_found_is_said_in_the_language_of_who_asks(
    home: Home, path: str, line: str
) -> None:
    got = home.get(path, language="en")
    assert got.text == line
    assert got.headers["content-type"] == "text/plain; charset=utf-8"
    assert "content-disposition" not in got.headers


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("{anna}.md", "chulcheo-갈매대교는-언제-열렸나요.md"),
        ("{anna}.html", "chulcheo-갈매대교는-언제-열렸나요.html"),
        ("{anna}.html?answer=2", "chulcheo-도서관은-무슨-요일에-쉬나요.html"),
    ],
)
def test_file_is_named_after_what_is_in_it(home: Home, path: str, name: str) -> None:
    header = home.get(path.format(anna=home.anna)).headers["content-disposition"]
    found = re.fullmatch(r"attachment; filename\*=UTF-8''([\w%.-]+)", header, re.ASCII)
    assert found is not None
    assert unquote(found[1]) == name


@pytest.mark.parametrize(
    "title", ['"; filename="evil.exe', "a\r\nset-cookie: x=y", "../../etc", "%"]
)
def test_name_of_the_file_breaks_out_of_nothing(home: Home, title: str) -> None:
    id_ = home.keep("anna", title)
    got = home.get(f"{id_}.md")
    assert re.fullmatch(
        r"attachment; filename\*=UTF-8''chulcheo[A-Za-z0-9%-]*\.md",
        got.headers["content-disposition"],
    )
    assert "set-cookie" not in got.headers


def test_file_is_in_the_language_of_who_asks(home: Home) -> None:
    assert '<html lang="en">' in home.get(f"{home.anna}.html", language="en").text
    assert '<html lang="ko">' in home.get(f"{home.anna}.html").text


def test_file_names_the_publishers_of_the_articles(home: Home) -> None:
    for suffix in ("md", "html"):
        assert "가 기사 · 버들신문 · 2024. 4. 5." in shown(home.get(f"{home.anna}.{suffix}"))


@pytest.mark.parametrize("suffix", ["md", "html"])
def test_conversation_can_be_kept_while_the_index_cannot_be_read(
    tmp_path: Path, suffix: str
) -> None:
    for home in opened(tmp_path, Broken):
        got = home.get(f"{home.anna}.{suffix}")
        assert got.status == 200
        assert "가 기사 · 2024. 4. 5." in shown(got)


def test_history_that_cannot_be_read_is_no_missing_file(home: Home, tmp_path: Path) -> None:
    home.history.close()
    (tmp_path / "store" / FILE_NAME).write_bytes(b"not a database" * 100)
    got = home.get(f"{home.anna}.md")
    assert got.status == 503
    assert got.text.startswith("저장된 대화를 읽을 수 없습니다.")


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE"])
def test_files_are_only_read(home: Home, method: str) -> None:
    sent = Sent(path=f"/export/{home.anna}.md", method=method, headers={"cookie": "x=y"})
    assert ask(home.app, sent).status == 405


def test_chosen_answer_keeps_its_number_and_gives_the_title() -> None:
    whole = conversation(exchange(1, asked(BRIDGE)), exchange(2, asked(LIBRARY)))
    assert choose(whole, None) is whole
    chosen = choose(whole, "2")
    assert (chosen.id, chosen.title) == (whole.id, LIBRARY)
    assert chosen.exchanges == whole.exchanges[1:]
    with pytest.raises(InputError, match=r"^the conversation has no answer '3'; "):
        choose(whole, "3")
