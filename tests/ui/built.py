"""The whole page over a toy backend, without a server and without a browser."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING, Any

from index.errors import StoreError
from tests.ui.stories import write_corpus
from tests.ui.toy import ToyBackend
from ui.chat.keeping import Keeping
from ui.history.conversations import History
from ui.page import build_page
from ui.server.limits import MINUTE, RateLimiter

if TYPE_CHECKING:
    from index.datatypes import DocumentSummary


class Loading(ToyBackend):
    """Loads its engines when a test says so, and loses its index when a test says so."""

    is_loaded = False
    is_broken = False

    def is_warm(self) -> bool:
        return self.is_loaded

    def articles(self) -> list[DocumentSummary]:
        if self.is_broken:
            message = "the store is damaged (malformed); rebuild it with: rag index --full"
            raise StoreError(message)
        return super().articles()


class Built:
    """The page, and what it does when something happens on it."""

    def __init__(self, folder: Path, *, takes_uploads: bool = True) -> None:
        write_corpus(folder / "corpus")
        self.backend = Loading(folder / "corpus")
        self.history = History(self.backend.store)
        self.limiter = RateLimiter(2, MINUTE, clock=lambda: 0.0)
        self._takes_uploads = takes_uploads
        asyncio.run(self._build())

    async def _build(self) -> None:
        """Gradio opens an event loop for a page made outside of one, and never closes it."""
        self.blocks = build_page(
            self.backend,
            keeping=Keeping(self.history),
            limiter=self.limiter,
            takes_uploads=self._takes_uploads,
        )

    def component(self, name: str) -> Any:  # noqa: ANN401  (any component of Gradio)
        (found,) = [part for part in self.blocks.blocks.values() if elem_id(part) == name]
        return found

    def event(self, name: str) -> Any:  # noqa: ANN401  (an event of Gradio has no public type)
        (found,) = [event for event in self.blocks.fns.values() if event.name == name]
        return found

    def happens(self, name: str, *given: object) -> dict[str, Any]:
        """Return what an event changes, by the id of the component, else its kind."""
        event = self.event(name)
        updates = event.fn(*given)
        # Others Gradio would refuse.
        assert set(updates) <= set(event.outputs)
        return {elem_id(part) or type(part).__name__: value for part, value in updates.items()}


def elem_id(part: object) -> str | None:
    return getattr(part, "elem_id", None)
