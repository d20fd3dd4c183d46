"""The page with hostile texts in it, and what it must not do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tests.browser.settling import settle

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

    from tests.browser.markup_lab.payloads import Payload
    from tests.browser.markup_lab.sink import Sink

# Texts of different kinds, for where each costs a visit of its own.
SOME = ("script", "markdown-image", "mermaid", "template", "structure")
# What no text of a stranger may become. Gradio's own buttons hold a style, and our list forms.
FOREIGN = """() => {
  const tags = 'iframe, frame, object, embed, img, picture, source, video, audio, script, style, '
    + 'link, base, meta, math, form:not(.rename), [type=password], .katex, .mermaid';
  const acts = '[onload], [onerror], [onfocus], [ontoggle], [onmouseover], [onclick], [srcdoc]';
  const links = 'a[href]:not([href^="#"]):not([href^="/export/"]), [style*="url("], '
    + '[style*="position: fixed"], [style*="position:fixed"]';
  return [...document.querySelectorAll(`body :is(${tags}, ${acts}, ${links})`)]
    .filter((node) => !node.matches('body > script, button svg style'))
    .map((node) => node.outerHTML.slice(0, 200));
}"""
# What a click into the middle of the window would reach.
MIDDLE = """() => document.elementFromPoint(innerWidth / 2, innerHeight / 2)
  .closest('#chat, #articles-tab, #source') !== null"""
UNFOLD = "() => document.querySelectorAll('#chat details').forEach((one) => (one.open = true))"


@dataclass(frozen=True, slots=True, kw_only=True)
class Lab:
    """The page, and what it must not do.

    Attributes:
        page: A browser on it.
        sink: Counts what is asked of it.
        texts: All hostile texts, in order.
        dialogs: What the page has shouted.
    """

    page: Page
    sink: Sink
    texts: Sequence[Payload]
    dialogs: list[str] = field(default_factory=list)

    @property
    def shown(self) -> list[str]:
        """What is to be seen of the texts."""
        return [one.shown for one in self.texts]

    def named(self, name: str) -> Payload:
        """Return one of the texts."""
        return next(one for one in self.texts if one.name == name)

    def harm(self) -> Sequence[object]:
        """Return all that a text has done so far."""
        is_set = self.page.evaluate("window.__x !== undefined")
        is_covered = not self.page.evaluate(MIDDLE)
        found = [is_set and "set", is_covered and "covered", *self.page.evaluate(FOREIGN)]
        return [*filter(None, found), *self.dialogs, *self.sink.settled()]


def read_again(page: Page, title: str) -> None:
    """Open a conversation, all unfolded."""
    page.locator("#conversations a.conversation", has_text=title).click()
    settle(page)
    page.evaluate(UNFOLD)


def texts_of(found: Locator) -> list[str]:
    return [squeezed(text) for text in found.all_inner_texts()]


def squeezed(text: str) -> str:
    return " ".join(text.split())
