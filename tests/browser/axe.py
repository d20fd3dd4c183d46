"""What axe-core, a checker of accessibility, finds on a page."""

from __future__ import annotations

from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Page

_SCRIPT = files("axe_playwright_python").joinpath("axe.min.js").read_text("utf-8")
# The page of Gradio is a `main` of its own, whose role is taken away: a blemish, and a minor one.
_RUN = """async (rules) => {
  const chosen = rules.length ? { runOnly: rules } : {};
  const { violations } = await axe.run({ resultTypes: ['violations'], ...chosen });
  return violations
    .filter((one) => one.impact !== 'minor')
    .flatMap(({ impact, id, nodes }) => nodes.map((node) =>
      `${impact}: ${id} at ${node.target}: ${node.failureSummary} ${node.html.slice(0, 200)}`));
}"""


def findings(page: Page, *rules: str) -> list[str]:
    """Return a line for each finding that is more than minor, by some rules or by all."""
    page.evaluate(_SCRIPT)
    return list(page.evaluate(_RUN, rules))
