from __future__ import annotations

import re
from collections.abc import Mapping
from html.parser import HTMLParser
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.ui.asking_asgi import Got, Sent, ask
from ui.server.front import STYLES, FrontPage, dressed, style
from ui.words import WORDS

if TYPE_CHECKING:
    from starlette.types import Message, Receive, Scope, Send

    from ui.words import Language

GRADIO = """<!doctype html>
<html
	lang="en" style="margin: 0">
	<head>
		<meta charset="utf-8" />
		<script>window.gradio_config = {"title": "갈매섬"};</script>
	</head>
	<body><p lang="en">한바다</p><gradio-app></gradio-app></body>
</html>
"""
BOTH: tuple[Language, Language] = ("ko", "en")


class Site:
    """Answers every request with these pieces, and remembers what it was asked."""

    def __init__(self, *pieces: bytes, content_type: str = "text/html; charset=utf-8") -> None:
        self.pieces = pieces or (GRADIO.encode(),)
        self.headers = [
            (b"content-type", content_type.encode()),
            (b"content-length", str(sum(map(len, self.pieces))).encode()),
            (b"x-of-gradio", b"kept"),
        ]
        self.asked: list[Scope] = []

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        del receive
        self.asked.append(scope)
        await send({"type": "http.response.start", "status": 203, "headers": self.headers})
        for number, piece in enumerate(self.pieces, start=1):
            has_more = number < len(self.pieces)
            await send({"type": "http.response.body", "body": piece, "more_body": has_more})


class Document(HTMLParser):
    """Collects the elements of a document: their names, attributes, and the text inside them."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str | None], list[str]]] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs), []))

    def handle_data(self, data: str) -> None:
        if self.elements:
            self.elements[-1][2].append(data)

    def all(self, tag: str) -> list[str]:
        return ["".join(data) for name, _, data in self.elements if name == tag]


def served(headers: Mapping[str, str] | None = None, site: Site | None = None) -> Got:
    return ask(FrontPage(site or Site()), Sent(headers=headers or {}))


@pytest.mark.parametrize(
    ("headers", "language"),
    [
        ({}, "ko"),
        ({"cookie": "chulcheo_language=en"}, "en"),
        ({"cookie": "chulcheo_language=ko", "accept-language": "en"}, "ko"),
        ({"cookie": "chulcheo_language=<script>"}, "ko"),
        ({"accept-language": "en-GB,en;q=0.8"}, "en"),
        ({"accept-language": "en;q=0.5,ko"}, "ko"),
    ],
)
def test_document_is_in_the_language_of_who_asks(
    headers: dict[str, str], language: Language
) -> None:
    document = Document(served(headers).text)
    assert document.elements[0][:2] == ("html", {"lang": language, "style": "margin: 0"})
    assert document.all("title") == [WORDS[language].page.title]
    # Gradio's own scripts come after it.
    speaks = document.all("script")[0]
    assert f"['language', '{language}'], ['languages', ['{language}']]" in speaks
    assert "Object.defineProperty(navigator, name" in speaks


def test_nothing_else_of_the_document_is_changed() -> None:
    text = served({"accept-language": "en"}).text
    ours = re.compile(r"(<head>)<title>.*?</style>|<p id=\"excuse\".*?</script>", re.DOTALL)
    assert ours.sub(lambda found: found[1] or "", text) == GRADIO


@pytest.mark.parametrize("language", BOTH)
def test_browser_that_cannot_run_the_page_shows_one_line(language: Language) -> None:
    text = dressed(GRADIO, language)
    shown = ["".join(said) for _, given, said in Document(text).elements if "id" in given]
    assert shown == [WORDS[language].page.needs_modules]
    # It stands before the page, and is gone before that is seen, where scripts of today run.
    assert re.search(r"</p><script>[^<]*'noModule' in [^<]*</script><gradio-app>", text)


@pytest.mark.parametrize("language", BOTH)
def test_no_words_stand_inside_of_a_script(language: Language) -> None:
    # There each would need escapes of its own, and one that is forgotten breaks the page.
    scripts = Document(dressed("<head><gradio-app", language)).all("script")
    assert len(scripts) == 3
    for script in scripts:
        assert not re.search(r"[가-힣]|JavaScript", script)


def test_styles_stand_in_the_order_of_the_cascade() -> None:
    found = Document(served().text).all("style")[0]
    assets = files("ui").joinpath("assets")
    starts = [found.index(assets.joinpath(f"{name}.css").read_text("utf-8")) for name in STYLES]
    assert starts == sorted(starts)
    assert starts[0] == 0
    # The frame names the colours, and narrow screens have the last word.
    assert (STYLES[0], STYLES[-1]) == ("frame", "narrow")


def test_every_style_sheet_of_the_page_is_in_the_document() -> None:
    found = {path.stem for path in Path(str(files("ui"))).joinpath("assets").glob("*.css")}
    # What is exported brings its own along.
    assert found - {"export"} == set(STYLES)


def test_styles_end_no_element_and_fetch_nothing() -> None:
    assert "<" not in style()
    assert not re.search(r"@import|url\(", style())


@pytest.mark.parametrize(
    ("path", "content_type"),
    [
        ("/config", "text/html"),
        ("/login", "text/html"),
        ("//", "text/html"),
        ("/", "application/json"),
        ("/", "text/plain"),
    ],
)
def test_what_is_no_document_of_the_page_is_left_alone(path: str, content_type: str) -> None:
    site = Site(content_type=content_type)
    got = ask(FrontPage(site), Sent(path=path))
    assert got.text == GRADIO
    assert got.headers.raw == site.headers


def test_what_is_no_request_is_passed_on() -> None:
    site = Site()

    async def nothing() -> Message:
        return {}

    async def send(message: Message) -> None:
        sent.append(message)

    sent: list[Message] = []
    scope = {"type": "lifespan"}
    coroutine = FrontPage(site)(scope, nothing, send)
    with pytest.raises(StopIteration):
        coroutine.send(None)
    assert site.asked == [scope]
    assert sent[0]["headers"] == site.headers


def test_compressed_document_is_never_asked_for() -> None:
    site = Site()
    served({"Accept-Encoding": "gzip, br", "accept-language": "ko"}, site)
    assert dict(site.asked[0]["headers"]) == {
        b"host": b"127.0.0.1:7860",
        b"accept-language": b"ko",
    }


def test_other_files_may_be_compressed() -> None:
    site = Site()
    ask(FrontPage(site), Sent(path="/config", headers={"accept-encoding": "br"}))
    assert (b"accept-encoding", b"br") in site.asked[0]["headers"]


@pytest.mark.parametrize("size", [1, 7, 100])
def test_document_in_pieces_is_put_together(size: int) -> None:
    whole = GRADIO.encode()
    # Single bytes cut the letters of Hangul apart, and the places where something is put in.
    pieces = [whole[at : at + size] for at in range(0, len(whole), size)]
    assert served(site=Site(*pieces, b"")).text == served().text


def test_headers_tell_of_what_is_sent() -> None:
    got = served()
    assert got.status == 203
    assert got.headers.getlist("content-length") == [str(len(got.text.encode()))]
    assert got.headers["content-type"] == "text/html; charset=utf-8"
    assert got.headers["x-of-gradio"] == "kept"


def test_document_is_not_kept_for_another_visit() -> None:
    assert served().headers["cache-control"] == "no-store"


def test_head_request_gets_the_headers_of_the_document() -> None:
    asked = ask(FrontPage(Site()), Sent(method="HEAD"))
    assert asked.headers == served().headers


def test_document_of_the_gradio_in_use_has_all_places_for_it() -> None:
    found = find_spec("gradio")
    assert found is not None
    assert found.origin is not None
    template = Path(found.origin).with_name("templates") / "frontend" / "index.html"
    text = template.read_text("utf-8")
    assert re.match(r'<!doctype html>\s*<html\s+lang="en"', text)
    assert [text.count(place) for place in ("<head>", "<gradio-app")] == [1, 1]
    assert text.index("<head>") < text.index("<script")
    assert "<title" not in text
