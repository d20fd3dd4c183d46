"""The report of an evaluation as a terminal shows it: one screen, 80 columns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from textwrap import wrap
from typing import TYPE_CHECKING

from rag.selective import at_coverages

if TYPE_CHECKING:
    from rag.evaluation import Report
    from rag.measures import Measure
    from rag.selective import CalibrationBin, OperatingPoint

_COLUMNS = 80
# What a table row is called, and each of its cells: ten of them fit.
_LABEL, _CELL = 16, 6
_JUDGED = (
    "checked_recall and checked_precision are ALCE's recall and precision of citations, judged "
    "by the checker that the answers have passed, not by another model."
)


def report_to_text(report: Report) -> str:
    """Return the figures, each with its 95 % interval and how many it is of, and two tables."""
    counts = ", ".join(f"{name} {count}" for name, count in report.counts.items())
    lines = wrap(counts, _COLUMNS)
    for group, measures in (*report.measures.items(), ("right by type", report.by_type)):
        lines += _group(group, measures)
    if "writing" in report.measures:
        lines += wrap(_JUDGED, _COLUMNS)
    return "\n".join([*lines, *_risks(report.curve), *_calibration(report.calibration)])


def _group(name: str, measures: Sequence[Measure]) -> Iterator[str]:
    """Yield a line for each figure; the first one names the group."""
    for place, measure in enumerate(measures):
        heading = "" if place else name
        digits = 0 if name == "milliseconds" or measure.name.endswith("_ms") else 3
        yield f"{heading:<{_LABEL}}{_figure(measure, digits)}"


def _figure(measure: Measure, digits: int) -> str:
    if measure.value is None:
        return f"{measure.name:<22}     -"
    interval = ""
    if measure.low is not None and measure.high is not None:
        interval = f"[{measure.low:.{digits}f}, {measure.high:.{digits}f}]"
    return f"{measure.name:<22}{measure.value:>6.{digits}f}  {interval:<16}n={measure.count}"


def _risks(curve: Sequence[OperatingPoint]) -> Iterator[str]:
    """Yield how many of the surest answers are wrong; nothing where nothing was answered."""
    points = {percent: point for percent, point in at_coverages(curve).items() if point}
    if not points:
        return
    yield ""
    yield _row("surest answers", [f"{percent}%" for percent in points])
    yield _row("wrong", [f"{point.risk:.3f}" for point in points.values()])
    yield _row("confidence from", [f"{point.threshold:.3f}" for point in points.values()])
    yield _row("answers", [str(point.count) for point in points.values()])


def _calibration(bins: Sequence[CalibrationBin]) -> Iterator[str]:
    """Yield what the confidence said beside what was true; nothing where nothing was asked."""
    if not any(found.count for found in bins):
        return
    yield ""
    yield _row("confidence", [f"{100 * found.low:.0f}%+" for found in bins])
    yield _row("said", [_share(found.said) for found in bins])
    yield _row("answerable", [_share(found.true) for found in bins])
    yield _row("questions", [str(found.count) for found in bins])


def _row(label: str, cells: Sequence[str]) -> str:
    return f"{label:<{_LABEL}}" + "".join(f"{cell:>{_CELL}}" for cell in cells)


def _share(value: float | None) -> str:
    return "-" if value is None else f"{value:.3f}"
