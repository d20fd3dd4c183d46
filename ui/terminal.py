"""What the terminal shows: progress on stderr, plain text on stdout."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    TaskID,
    TextColumn,
    TimeElapsedColumn,
)

from ui.plain import one_line, where

if TYPE_CHECKING:
    from collections.abc import Sequence

    from index.datatypes import Changes, UpdateReport
    from index.datatypes import Progress as TakesNote
    from index.verifying import Finding
    from rag.datatypes import Passage
    from ui.status import Status

MOST_NAMES = 20
EXCERPT = 160


@contextmanager
def shown_progress() -> Iterator[TakesNote]:
    """Give a progress whose stages are bars on a terminal; they vanish when the work is done."""
    columns = (
        TextColumn("{task.description:>8}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
    console = Console(stderr=True)
    is_hidden = not console.is_terminal
    with Progress(*columns, console=console, transient=True, disable=is_hidden) as bars:
        tasks: dict[str, TaskID] = {}

        def take_note(stage: str, done: int, total: int) -> None:
            if stage not in tasks:
                tasks[stage] = bars.add_task(stage, total=total)
            bars.update(tasks[stage], completed=done, total=total)

        yield take_note


def changes_text(changes: Changes) -> str:
    """Return `+added ~changed -removed` with the names, and the skipped files with reasons."""
    counts = f"+{len(changes.added)} ~{len(changes.changed)} -{len(changes.removed)}"
    lines = [f"{counts}  ({changes.unchanged} unchanged)"]
    for sign, sources in (
        ("+", changes.added),
        ("~", changes.changed),
        ("-", changes.removed),
    ):
        lines += [f"  {sign} {one_line(source)}" for source in sources[:MOST_NAMES]]
        if len(sources) > MOST_NAMES:
            lines.append(f"  {sign} ... {len(sources) - MOST_NAMES} more")
    skipped = changes.skipped
    lines += [
        f"  skipped {one_line(item.source)}: {one_line(item.reason)}"
        for item in skipped[:MOST_NAMES]
    ]
    if len(skipped) > MOST_NAMES:
        lines.append(f"  skipped {len(skipped) - MOST_NAMES} more; all of them: rag status --json")
    return "\n".join(lines)


def report_text(report: UpdateReport) -> str:
    """Return what an update did."""
    return (
        f"{changes_text(report.changes)}\n"
        f"index {report.generation}: {report.documents} articles, {report.chunks} chunks, "
        f"{report.encoded} encoded"
    )


def passages_text(passages: Sequence[Passage]) -> str:
    """Return ranked passages, each with its place, score and beginning."""
    lines = []
    for item in passages:
        words = one_line(item.text)
        excerpt = words if len(words) <= EXCERPT else f"{words[:EXCERPT]}…"
        what = f"[{item.number}] {item.score:.3f} {one_line(item.title)}"
        lines.append(f"{what} ({where(item)})\n    {excerpt}")
    return "\n".join(lines) or "nothing found"


def findings_text(findings: Sequence[Finding]) -> str:
    """Return what is wrong with a store, a line each."""
    lines = [f"{item.gravity}: {item.line}" for item in findings]
    return "\n".join(lines) or "verified: every byte is what was written"


def status_text(status: Status) -> str:
    """Return what the index holds."""
    return (
        f"corpus {status.corpus}, store {status.store}\n"
        f"index {status.generation}: {status.documents} articles, {status.chunks} chunks\n"
        f"encoder {status.settings.encoder}, analyzer {status.settings.analyzer}, "
        f"splitter {status.settings.splitter}\n"
        f"folder since then: {changes_text(status.changes)}"
    )
