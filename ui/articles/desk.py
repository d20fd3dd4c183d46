"""The desk where articles come in and go out: what each press of a button does, and then shows."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, cast

from index.errors import ChulcheoError, InputError
from ui.articles.deletion import deletion_markup
from ui.articles.differences import line_markup
from ui.articles.removing import set_aside
from ui.articles.staging import Refusal, Sent
from ui.articles.table import list_rows
from ui.articles.tray import done_markup, drop_markup, opened_markup, refusals_markup, tray_markup
from ui.articles.uploads import placement
from ui.markup import EMPTY, Markup, element, join

if TYPE_CHECKING:
    from ui.articles.links import Act, Verb
    from ui.articles.staging import Fault, Staging
    from ui.articles.table import Row
    from ui.articles.watching import Watching
    from ui.backend import Backend
    from ui.visiting import Visitor


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What the desk shows besides the files that wait.

    Attributes:
        result: What came of the last press.
        opened: The waiting file whose preview is open, by its id.
        dialog: The question that is asked.
    """

    result: Markup = EMPTY
    opened: str | None = None
    dialog: Markup = EMPTY


class Desk:
    """Takes uploads, shows what was understood of them, moves them in, and articles out.

    Args:
        backend: Whose folder it is.
        staging: Where uploads wait.
        watching: Is asked to look at the folder after each change.
    """

    def __init__(self, backend: Backend, staging: Staging, watching: Watching) -> None:
        self._backend = backend
        self._staging = staging
        self._watching = watching
        self._doing: Mapping[Verb, Callable[[Visitor, Act], Seen]] = {
            "preview": self._preview,
            "accept": self._accept,
            "accept-all": self._accept,
            "reject": self._reject,
            "reject-all": self._reject,
            "delete": self._ask,
            "remove": self._remove,
        }

    def markup(self, visitor: Visitor, seen: Seen | None = None) -> Markup:
        """Return the desk as this visitor sees it."""
        seen = seen or Seen()
        words = visitor.words
        waiting = self._staging.waiting(visitor.id)
        placed = [
            (note, placement(note.name, note.sha256, self._backend.corpus)) for note in waiting
        ]
        previews = [
            opened_markup(self._staging.document(visitor.id, note.id), note, words)
            for note in waiting
            if note.id == seen.opened
        ]
        return _desk(
            drop_markup(words, files=self._staging.limits.files),
            element("div", seen.result, class_="result"),
            tray_markup(placed, words, seen.opened),
            *previews,
            seen.dialog,
        )

    def press(self, visitor: Visitor, act: Act) -> Markup:
        """Do what a visitor asks for, and return the desk afterwards."""
        do = self._doing.get(act.verb)
        if do is None:
            return self.markup(visitor)
        try:
            seen = do(visitor, act)
        except InputError:
            seen = Seen(result=line_markup(visitor.words.uploads.gone, is_error=True))
        except ChulcheoError as error:
            seen = Seen(result=line_markup(visitor.words.errors.error(error), is_error=True))
        except OSError:
            seen = Seen(result=line_markup(visitor.words.articles.disk_refused, is_error=True))
        return self.markup(visitor, seen)

    def take(self, visitor: Visitor, sent: Sequence[Sent]) -> Markup:
        """Take what was sent, and return the desk afterwards; a single file is opened at once."""
        before = {note.id for note in self._staging.waiting(visitor.id)}
        refusals = self._staging.take(visitor.id, sent)
        new = [note.id for note in self._staging.waiting(visitor.id) if note.id not in before]
        opened = new[0] if len(new) == 1 else None
        result = refusals_markup(refusals, visitor.words)
        return self.markup(visitor, Seen(result=result, opened=opened))

    def _preview(self, _visitor: Visitor, act: Act) -> Seen:
        return Seen(opened=act.target)

    def _accept(self, visitor: Visitor, act: Act) -> Seen:
        meant = self._meant(visitor, act)
        uploads = self._staging.accept(visitor.id, list(meant))
        self._look()
        said = visitor.words.uploads
        both = zip(meant.values(), uploads, strict=True)
        count = sum(articles for articles, upload in both if upload.is_stored)
        refusals = [
            Refusal(name=upload.name, fault=cast("Fault", upload.outcome))
            for upload in uploads
            if not upload.is_stored
        ]
        done = done_markup([said.accepted(count), said.apply_hint] if count else [])
        return Seen(result=join(done, refusals_markup(refusals, visitor.words)))

    def _reject(self, visitor: Visitor, act: Act) -> Seen:
        meant = self._meant(visitor, act)
        self._staging.reject(visitor.id, meant)
        return Seen(result=done_markup([visitor.words.uploads.rejected(sum(meant.values()))]))

    def _ask(self, visitor: Visitor, act: Act) -> Seen:
        row, articles = self._row(act.target)
        return Seen(dialog=deletion_markup(row, articles, visitor.words))

    def _remove(self, visitor: Visitor, act: Act) -> Seen:
        row, articles = self._row(act.target)
        home = self._backend.store
        today = datetime.now().astimezone().date()
        kept = set_aside(row.file, self._backend.corpus, home, today)
        self._look()
        words = visitor.words
        # Where the server keeps its folders is nobody's business.
        place = Path(home.name, kept.relative_to(home)).as_posix()
        said = words.articles
        if articles > 1:
            done = said.file_deletion_done(row.file, articles, place)
        else:
            done = said.deletion_done(row.title, place)
        return Seen(result=done_markup([done, words.uploads.removal_hint]))

    def _look(self) -> None:
        # What was done is done; the line about the folder says what is wrong with it.
        with suppress(ChulcheoError):
            self._watching.look()

    def _meant(self, visitor: Visitor, act: Act) -> dict[str, int]:
        """Return the ids of the files that are meant, and how many articles each has."""
        known = {note.id: note.articles for note in self._staging.waiting(visitor.id)}
        return {act.target: known.get(act.target, 0)} if act.target else known

    def _row(self, source: str) -> tuple[Row, int]:
        """Return the row of an article, and how many articles its file has.

        What is not in the table cannot be deleted.
        """
        rows = list_rows(self._backend.articles(), self._watching.changes())
        for row in rows:
            if row.source == source and row.state != "removed":
                return row, sum(other.file == row.file for other in rows)
        message = f"no article {source[:80]!r} in the folder; reload the page"
        raise InputError(message)


def read_sent(files: object) -> list[Sent]:
    """Return what a browser says that it has sent; whatever else it says is passed over."""
    if not isinstance(files, Iterable):
        return []
    found = [file for file in files if isinstance(file, Mapping)]
    return [
        Sent(name=name, path=Path(path) if isinstance(path, str) and path else None, size=size)
        for name, path, size in (
            (one.get("name"), one.get("path"), one.get("size")) for one in found
        )
        if isinstance(name, str) and isinstance(size, int)
    ]


def _desk(*parts: Markup) -> Markup:
    # The browser replaces what it shows only by something else: two presses may end alike, but
    # what it has changed itself meanwhile has to go.
    return element("div", *parts, class_="desk", data_turn=secrets.token_hex(4))
