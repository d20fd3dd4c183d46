"""When the page has nothing more to tell: no event of it is under way, and none follows."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, Page

# Counts the events of Gradio that were sent, and that have ended, and notes when that last changed.
_WATCH = """(() => {
  const fetched = window.fetch;
  const events = { sent: 0, ended: 0, changed: 0 };
  window.events = events;
  const count = (name) => {
    events[name] += 1;
    events.changed = performance.now();
  };
  async function read(stream) {
    let text = '';
    const reader = stream.pipeThrough(new TextDecoderStream()).getReader();
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      const lines = (text + part.value).split('\\n');
      text = lines.pop();
      for (const line of lines.filter((one) => one.startsWith('data: '))) {
        if (JSON.parse(line.slice(6)).msg === 'process_completed') count('ended');
      }
    }
  }
  window.fetch = async (request, ...options) => {
    const address = String(request.url ?? request);
    if (address.includes('/queue/join')) count('sent');
    const response = await fetched(request, ...options);
    if (address.includes('/queue/data')) read(response.clone().body).catch(() => {});
    return response;
  };
})()"""
# One event lasts as long as the page. Gradio scrolls its chat 300 ms after the last of a thread has
# come, and what is being clicked then moves away under the mouse.
_QUIET = """() => {
  const { sent, ended, changed } = window.events;
  return sent - ended <= 1 && performance.now() - changed > 450;
}"""


def watch_events(context: BrowserContext) -> None:
    """Let the pages of a browser keep count of their events; before any of them is opened."""
    context.add_init_script(_WATCH)


def settle(page: Page) -> None:
    """Wait until no event of the page is under way."""
    page.wait_for_function(_QUIET)
