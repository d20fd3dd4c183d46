"""Measures the chat page as a visitor meets it, in a real Chromium.

    python -m benchmarks.page QUESTIONS.jsonl --corpus DIR [--store DIR] [--starts N]

Prints Markdown tables: what a start of `rag ui` takes until one can type and until all is there,
and what an answer takes from Enter to its first sentence and to its end. Medians; the load on the
machine moves all of them.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from shutil import which
from statistics import median
from typing import TYPE_CHECKING

from playwright.sync_api import expect, sync_playwright

from benchmarks.speed import LONGEST_START, free_port, is_served, run
from rag.questions import read_questions

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

MILLISECONDS = 1000
# Told by the page itself, which is asked once: whoever looks from outside looks too seldom.
WATCHING = """() => new Promise(tell => {
  const times = [];
  let start = 0;
  const look = () => {
    const has = part => document.querySelector(`#chat ${part}`);
    const now = performance.now() - start;
    if (!times.length && has(':is(.sentence, .verdict)')) times.push(now);
    if (!has('.acts')) return;
    watching.disconnect();
    tell([...times, now]);
  };
  const watching = new MutationObserver(look);
  watching.observe(document.querySelector('#chat'), {childList: true, subtree: true});
  document.addEventListener('keydown', () => { start = performance.now(); }, {once: true});
})"""
POLL_SECONDS = 0.01
START = ("the first page is served", "the box takes typing", "the whole page", "all engines")
ANSWER = ("first sentence", "whole answer")


@contextmanager
def serving(places: Sequence[str]) -> Iterator[tuple[int, subprocess.Popen[str]]]:
    """Serve the page by a process of its own; give its port before it is open."""
    port = free_port()
    command = [sys.executable, "-m", "ui", "ui", "--port", str(port), *places]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as server:  # noqa: S603  (our own program)
        try:
            yield port, server
        finally:
            server.terminate()


def start_times(browser: Browser, places: Sequence[str]) -> list[float]:
    """Return the seconds from the start of the process to each of `START`."""
    page = browser.new_context(locale="ko-KR").new_page()
    start = time.perf_counter()
    with serving(places) as (port, server):
        times = []
        while not is_served(port):
            time.sleep(POLL_SECONDS)
        times.append(time.perf_counter() - start)
        page.goto(f"http://127.0.0.1:{port}/", wait_until="commit")
        page.locator("textarea").first.fill("가")
        times.append(time.perf_counter() - start)
        page.locator("#chat button.example").first.wait_for()
        times.append(time.perf_counter() - start)
        wait_until_ready(server)
        times.append(time.perf_counter() - start)
    page.context.close()
    return times


def wait_until_ready(server: subprocess.Popen[str]) -> None:
    """Wait until the program says that all engines are loaded."""
    for line in server.stderr or ():
        if "ready to answer" in line:
            return


def answer_times(page: Page, question: str) -> list[float]:
    """Return the seconds from Enter to each of `ANSWER`; both are the same for a refusal."""
    page.locator("#new-chat").click()
    expect(page.locator("#chat .asked")).to_have_count(0)
    page.locator("#question textarea").fill(question)
    told = page.evaluate_handle(f"() => ({{answered: ({WATCHING})()}})")
    page.locator("#question textarea").press("Enter")
    times = told.evaluate("({answered}) => answered")
    return [time / MILLISECONDS for time in times]


def rows(options: argparse.Namespace) -> Iterator[str]:
    """Yield the tables."""
    places = ["--corpus", str(options.corpus), "--store", str(options.store)]
    run(["index", *places])
    questions = [case.question for case in read_questions(options.questions) if not case.history]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=which("chromium"), args=["--no-sandbox"]
        )
        expect.set_options(timeout=LONGEST_START * MILLISECONDS)
        starts = [start_times(browser, places) for _ in range(options.starts)]
        yield f"| from `rag ui` to, {options.starts} starts | seconds |"
        yield "|---|---|"
        for name, times in zip(START, zip(*starts, strict=True), strict=True):
            yield f"| {name} | {median(times):.2f} |"
        yield ""
        with serving(places) as (port, server):
            wait_until_ready(server)
            page = browser.new_context(locale="ko-KR").new_page()
            page.goto(f"http://127.0.0.1:{port}/", wait_until="domcontentloaded")
            page.locator("#chat button.example").first.wait_for()
            found = [answer_times(page, question) for question in questions]
        yield f"| from Enter to, {len(questions)} questions | median s | slowest s |"
        yield "|---|---|---|"
        for name, times in zip(ANSWER, zip(*found, strict=True), strict=True):
            yield f"| {name} | {median(times):.2f} | {max(times):.2f} |"


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__, allow_abbrev=False)
    parser.add_argument("questions", type=Path, help="a question file")
    parser.add_argument("--corpus", type=Path, required=True, help="the articles")
    parser.add_argument("--store", type=Path, default=Path(".rag"))
    parser.add_argument("--starts", type=int, default=5)
    for row in rows(parser.parse_args(arguments)):
        print(row, flush=True)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
