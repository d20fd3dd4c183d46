"""One trial: an index, an update of it in which something goes wrong, and what is there then."""

from __future__ import annotations

import re
import shutil
import tempfile
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from tests.fakes import SEEDS
from tests.faults.building import Look, Site, build, look, read_all, recover
from tests.faults.injecting import Job, Outcome
from tests.faults.news import write_edition
from tests.faults.supervising import NOTHING, Fault

if TYPE_CHECKING:
    from tests.faults.injecting import Injector

State = Literal["old", "new", "neither"]
KEPT_GENERATIONS = 2
GENERATION = re.compile(r"-(\d+)(?:\.|\Z)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """What went wrong and what came of it.

    Attributes:
        fault: What was to go wrong.
        outcome: How the update went.
        left: What the next one to look finds.
        state: Whether that is the index from before the update or the one it was to make.
        flaw: What is wrong after a further update in which nothing goes wrong; empty if nothing.
    """

    fault: Fault
    outcome: Outcome
    left: Look
    state: State
    flaw: str

    def __str__(self) -> str:
        went = f"{self.outcome.status} {self.outcome.line}".strip()
        left = f"{self.state} {self.left.refusal}".strip()
        return f"{self.fault.at} {self.outcome.fired}: {went}; found {left}; {self.flaw or 'fine'}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Laboratory:
    """An index, and the articles it is to be brought up to date with.

    Attributes:
        folder: Where rooms for trials are made.
        site: The new edition of the articles, and the disk before the update.
        old: What that disk holds.
        new: What it holds after an update in which nothing goes wrong.
        is_mended: Whether each trial ends with a further update.
    """

    folder: Path
    site: Site
    old: Look
    new: Look
    is_mended: bool = True

    def room(self) -> Site:
        """Return a disk of its own with the old index."""
        disk = Path(tempfile.mkdtemp(dir=self.folder)) / "disk"
        shutil.copytree(self.site.disk, disk)
        return replace(self.site, disk=disk)

    def attempt(self, injector: Injector, fault: Fault) -> Trial:
        """Update with a fault, look at what is left, and update again."""
        site = self.room()
        outcome = injector.run(update_of(site), fault)
        left, flaw = self.aftermath(injector, site)
        shutil.rmtree(site.disk.parent)
        return Trial(fault=fault, outcome=outcome, left=left, state=self.state_of(left), flaw=flaw)

    def attempt_reading(self, injector: Injector, fault: Fault) -> Trial:
        """Open the old index with a fault, then look at it and update it without."""
        site = self.room()
        job = Job(function=read_all, arguments=(site.store,), watched=site.disk)
        outcome = injector.run(job, fault)
        left, flaw = self.aftermath(injector, site)
        shutil.rmtree(site.disk.parent)
        # What is read in spite of the fault has to be the truth.
        is_true = outcome.status != "done" or outcome.value == self.old.contents
        state = self.state_of(left) if is_true else "neither"
        return Trial(fault=fault, outcome=outcome, left=left, state=state, flaw=flaw)

    def record(self, injector: Injector) -> list[Path]:
        """Update, and return the folders that a power loss meanwhile could leave, in order."""
        site = self.room()
        points = site.disk.with_name("points")
        done(injector, replace(update_of(site), points=points))
        return sorted(points.iterdir())

    def attempt_after_loss(self, injector: Injector, point: Path) -> Trial:
        """Look at what a power loss left, and update it."""
        left, flaw = self.aftermath(injector, replace(self.site, disk=point))
        return Trial(
            fault=NOTHING,
            outcome=Outcome(status="done", fired=point.name),
            left=left,
            state=self.state_of(left),
            flaw=flaw,
        )

    def aftermath(self, injector: Injector, site: Site) -> tuple[Look, str]:
        """Return what is found on a disk, and what is wrong after a further update."""
        if not self.is_mended:
            return look_at(injector, site), ""
        outcome = injector.run(Job(function=recover, arguments=(site,)))
        if not isinstance(outcome.value, tuple):
            return Look(), f"{outcome.status} {outcome.line}"
        left, mended = outcome.value
        return left, self.flaw_of(mended)

    def state_of(self, found: Look) -> State:
        """Return which index was found."""
        if found.contents is None:
            is_old = self.old.contents is None and found.refusal.startswith("no index at ")
            return "old" if is_old else "neither"
        if found.contents == self.new.contents:
            return "new"
        return "old" if found.contents == self.old.contents else "neither"

    def flaw_of(self, found: Look) -> str:
        """Return in what a disk differs from one on which every update went well."""
        if found.contents is None or self.new.contents is None:
            return found.refusal or "no index"
        # A build that failed may have used up a number.
        if replace(found.contents, generation=0) != replace(self.new.contents, generation=0):
            return "answers differently from the new index"
        hidden = [name for name in found.names if name.startswith(".")]
        generations = {number for name in found.names for number in GENERATION.findall(name)}
        if hidden or len(generations) > KEPT_GENERATIONS:
            return f"left over: {', '.join(found.names)}"
        return ""


def furnish(
    injector: Injector, folder: Path, *, files: int, is_first: bool = False, seeds: int = 0
) -> Laboratory:
    """Make both editions and both indexes, or with `is_first` none before the new one."""
    site = Site(corpus=folder / "corpus", disk=folder / "disk")
    site.disk.mkdir(parents=True)
    if not is_first:
        write_edition(site.corpus, files, 1, SEEDS[:seeds])
        done(injector, update_of(site))
    write_edition(site.corpus, files, 2, SEEDS[:seeds])
    # To look at an index leaves files of SQLite's beside it, so what is looked at are copies.
    copy, after = (replace(site, disk=folder / name) for name in ("copy", "after"))
    shutil.copytree(site.disk, copy.disk)
    old = look_at(injector, copy)
    shutil.copytree(site.disk, after.disk)
    done(injector, update_of(after))
    return Laboratory(folder=folder, site=site, old=old, new=look_at(injector, after))


def update_of(site: Site) -> Job:
    """Return the job of updating an index, whose calls are counted."""
    return Job(function=build, arguments=(site,), watched=site.disk)


def look_at(injector: Injector, site: Site) -> Look:
    """Return what the next one to look finds."""
    found = done(injector, Job(function=look, arguments=(site.store,)))
    if not isinstance(found, Look):
        raise TypeError(f"expected a look, got {found!r}")
    return found


def done(injector: Injector, job: Job) -> object:
    """Do a job in which nothing may go wrong."""
    outcome = injector.run(job, NOTHING)
    if outcome.status != "done":
        raise RuntimeError(f"expected it to be done, it {outcome.status}: {outcome.line}")
    return outcome.value
