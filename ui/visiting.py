"""Who is asking, and in which language they read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ui.words import WORDS, language_of

if TYPE_CHECKING:
    import gradio as gr
    from starlette.requests import Request

    from ui.words import Language, Words

VISITOR_COOKIE = "chulcheo_visitor"
LANGUAGE_COOKIE = "chulcheo_language"
# Where the scope of a request tells who is logged in.
NAME_KEY = "chulcheo.name"


@dataclass(frozen=True, slots=True, kw_only=True)
class Visitor:
    """Someone at a browser.

    Attributes:
        id: Whose conversations they see: those of their name where there is a login, else those of
            their browser, by its cookie; without cookies those of this very page. Empty for nobody.
        name: Under which they are logged in; empty where there is no login.
        language: What the page speaks to them.
        address: The machine they ask from, for limits.
    """

    id: str
    name: str
    language: Language
    address: str

    @property
    def words(self) -> Words:
        """What the page says to them."""
        return WORDS[self.language]


def visitor_of(request: gr.Request) -> Visitor:
    """Return who sent an event of the page."""
    page = f"page:{request.session_hash}" if request.session_hash else ""
    # Gradio makes the cookies attributes, behind which its own methods of these names vanish.
    return _visitor(request.request or request, request.username or "", page=page)


def visitor_behind(request: Request) -> Visitor:
    """Return who sent a request of their own, such as one for a file."""
    return _visitor(request, str(request.scope.get(NAME_KEY) or ""), page="")


def _visitor(request: gr.Request | Request, name: str, *, page: str) -> Visitor:
    cookies = request.cookies
    return Visitor(
        id=f"login:{name}" if name else cookies.get(VISITOR_COOKIE) or page,
        name=name,
        language=language_of(cookies.get(LANGUAGE_COOKIE), request.headers.get("accept-language")),
        address=request.client.host if request.client else "",
    )
