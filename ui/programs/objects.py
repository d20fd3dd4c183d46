"""The objects that other programs are given, with their types; `--json` prints the same ones."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, cast

# Of `typing`, the tool schemas could read it from Python 3.12 on only.
from typing_extensions import TypedDict

from ui.plain import answer_to_json, passage_to_json

if TYPE_CHECKING:
    from index.datatypes import DocumentSummary
    from rag.datatypes import Answer, Passage
    from ui.status import Status


class TurnObject(TypedDict):
    """An earlier exchange of a conversation."""

    question: str
    answer: str


class CitationObject(TypedDict):
    """A quote: the characters `start` to `end`, half open, of the text of `source`.

    `page` (from 1) and `heading` are where it begins in files that have them, such as PDF.
    """

    number: int
    source: str
    title: str
    published: str | None
    start: int
    end: int
    quote: str
    page: int | None
    heading: str | None


class PassageObject(TypedDict):
    """A stretch of an article: the characters `start` to `end`, half open, of its text."""

    number: int
    source: str
    title: str
    start: int
    end: int
    text: str
    score: float


class DoubtObject(TypedDict):
    """A sentence that a language model wrote and no article carries; no part of the answer.

    `after` counts the sentences of the answer before it; `lacks` has the words of it that no
    article has where it would have to, as far as they are known.
    """

    text: str
    after: int
    lacks: list[str]


class WritingObject(TypedDict):
    """What a language model had to do with an answer.

    The answer is in its words where `outcome` is `written`, `cut_short` or `too_long`, each
    sentence checked against the articles; else it is quoted, and `outcome` says why in a word.
    """

    model: str
    outcome: str
    doubts: list[DoubtObject]


class AnswerObject(TypedDict):
    """An answer, what it rests on, and what was read for it.

    `writing` is null where no language model was asked.
    """

    question: str
    query: str
    answer: str
    answerable: bool
    confidence: float
    certainty: Literal["weak", "likely", "certain"] | None
    short_answer: str | None
    citations: list[CitationObject]
    passages: list[PassageObject]
    timings_ms: dict[str, float]
    writing: WritingObject | None


class ArticleObject(TypedDict):
    """An article of the index; `published` is an ISO 8601 day or minute.

    `file` is the path of the file it lies in: that of `source`, unless the file has many articles.
    """

    source: str
    title: str
    publisher: str | None
    published: str | None
    author: str | None
    characters: int
    chunks: int
    file: str


class SkippedObject(TypedDict):
    """A file that cannot be used now; where `is_passing`, what the index holds of it stays."""

    source: str
    reason: str
    is_passing: bool


class ChangesObject(TypedDict):
    """How the folder differs from the index."""

    added: list[str]
    changed: list[str]
    removed: list[str]
    unchanged: int
    skipped: list[SkippedObject]


class SettingsObject(TypedDict):
    """What the index was made with."""

    model: str
    encoder: str
    analyzer: str
    splitter: str


class StatusObject(TypedDict):
    """What the index holds."""

    corpus: str
    store: str
    generation: int
    documents: int
    chunks: int
    settings: SettingsObject
    changes: ChangesObject


def answer_object(answer: Answer) -> AnswerObject:
    """Return an answer as other programs read it."""
    return cast("AnswerObject", answer_to_json(answer))


def passage_object(passage: Passage) -> PassageObject:
    """Return a passage as other programs read it."""
    return cast("PassageObject", passage_to_json(passage))


def article_object(summary: DocumentSummary) -> ArticleObject:
    """Return an article of the index as other programs read it."""
    return {
        "source": summary.source,
        "title": summary.title,
        "publisher": summary.publisher,
        "published": summary.published,
        "author": summary.author,
        "characters": summary.characters,
        "chunks": summary.chunks,
        "file": summary.file,
    }


def status_object(status: Status) -> StatusObject:
    """Return the state of the index as other programs read it."""
    settings, changes = status.settings, status.changes
    return {
        "corpus": status.corpus,
        "store": status.store,
        "generation": status.generation,
        "documents": status.documents,
        "chunks": status.chunks,
        "settings": {
            "model": settings.model,
            "encoder": settings.encoder,
            "analyzer": settings.analyzer,
            "splitter": settings.splitter,
        },
        "changes": {
            "added": list(changes.added),
            "changed": list(changes.changed),
            "removed": list(changes.removed),
            "unchanged": changes.unchanged,
            "skipped": [
                {
                    "source": skipped.source,
                    "reason": skipped.reason,
                    "is_passing": skipped.is_passing,
                }
                for skipped in changes.skipped
            ],
        },
    }
