"""When the page has nothing more to tell: no event of it is under way, and none follows."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, Page

# Keeps the events of Gradio that were sent and have not ended, and when that last changed.
_WATCH = """(() => {
  const fetched = window.fetch;
  const events = { pending: new Set(), changed: 0 };
  window.events = events;
  const note = (change) => {
    change(events.pending);
    events.changed = performance.now();
  };
  async function read(stream) {
    let text = '';
    const reader = stream.pipeThrough(new TextDecoderStream()).getReader();
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      const lines = (text + part.value).split('\\n');
      text = lines.pop();
      for (const line of lines.filter((one) => one.startsWith('data: '))) {
        const { msg, event_id } = JSON.parse(line.slice(6));
        if (msg === 'process_completed') note((pending) => pending.delete(event_id));
      }
    }
  }
  window.fetch = async (request, ...options) => {
    const address = String(request.url ?? request);
    const isSent = address.includes('/queue/join');
    const sending = {};
    if (isSent) note((pending) => pending.add(sending));
    const response = await fetched(request, ...options);
    if (address.includes('/queue/data')) read(response.clone().body).catch(() => {});
    if (isSent) {
      const { event_id } = await response.clone().json();
      note((pending) => pending.delete(sending) && pending.add(event_id));
    }
    return response;
  };
})()"""
# One event lasts as long as the page.
_QUIET = "() => window.events.pending.size <= 1 && performance.now() - window.events.changed > 100"


def watch_events(context: BrowserContext) -> None:
    """Let the pages of a browser keep count of their events; before any of them is opened."""
    context.add_init_script(_WATCH)


def settle(page: Page) -> None:
    """Wait until no event of the page is under way."""
    page.wait_for_function(_QUIET)
