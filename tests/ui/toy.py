"""A backend in memory over a real folder: finds answers by the words they share."""

from __future__ import annotations

import re
import threading
from collections.abc import Generator, Sequence
from contextlib import closing
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from index.datatypes import (
    Article,
    Changes,
    Document,
    DocumentSummary,
    Fact,
    Progress,
    Skipped,
    Span,
    UpdateReport,
)
from index.errors import CorpusError, InputError, StoreError
from index.rows import Settings
from rag.datatypes import Answer, Citation, Passage, Ranks, Trace, Turn
from rag.phrases import cannot_answer
from rag.scope import EVERYTHING, Scope
from tests.ui.toy_writing import grow
from ui.status import Status

LONGEST_QUESTION = 200
BROKEN_INDEX = "색인이 고장 나면?"
UNEXPECTED = "뜻밖의 일이 생기면?"
# Takes as long as a visitor is patient, who stops it.
ENDLESS = "끝나지 않는 질문은?"
ENDLESS_SECONDS = 600.0
SETTINGS = Settings(model="toy", encoder="toy", analyzer="toy", splitter="toy")


class ToyBackend:
    """Answers with the one or two sentences that share the most words with the question.

    Args:
        corpus: The folder of articles.
        is_warm: Whether the engines are loaded.
        writer: The name of the language model that puts answers into words; empty for none.
    """

    def __init__(self, corpus: Path, *, is_warm: bool = True, writer: str = "") -> None:
        self._corpus = corpus
        self._is_warm = is_warm
        self._writer = writer
        self._documents: dict[str, Document] = {}
        self._generation = 0
        self.asked: list[tuple[str, list[Turn]]] = []
        self.update(lambda _stage, _done, _total: None)

    @property
    def corpus(self) -> Path:
        return self._corpus

    @property
    def store(self) -> Path:
        return self._corpus.parent / "store"

    def is_warm(self) -> bool:
        return self._is_warm

    @property
    def writer(self) -> str:
        return self._writer

    @property
    def given_up(self) -> Path:
        """The file that is there once an answer was given up while it was written."""
        return self._corpus.parent / "given-up"

    def ask(self, question: str, history: Sequence[Turn], scope: Scope = EVERYTHING) -> Answer:
        if not self._writer:
            return self._quoted(question, history, scope)
        *_, answer = self.answers(question, history, scope)
        return answer

    def answers(
        self,
        question: str,
        history: Sequence[Turn],
        scope: Scope = EVERYTHING,
        *,
        writes: bool = True,
    ) -> Generator[Answer, None, None]:
        if not self._writer:
            yield self.ask(question, history, scope)
        elif not writes:
            yield self._quoted(question, history, scope)
        else:
            with closing(grow(self._quoted(question, history, scope), self._writer)) as growing:
                try:
                    yield from growing
                except GeneratorExit:
                    self.given_up.touch()
                    raise

    def _quoted(self, question: str, history: Sequence[Turn], scope: Scope) -> Answer:
        self.asked.append((question, list(history)))
        if question == ENDLESS:
            # A server that is told to end does not wait for it.
            threading.main_thread().join(ENDLESS_SECONDS)
        if len(question) > LONGEST_QUESTION:
            message = f"the question has too many characters, {LONGEST_QUESTION} are allowed"
            raise InputError(message)
        if question == BROKEN_INDEX:
            message = "the store is damaged (malformed); rebuild it with: rag index --full"
            raise StoreError(message)
        if question == UNEXPECTED:
            message = "an inner secret"
            raise RuntimeError(message)
        follows = bool(history) and question.startswith("그")
        query = f"{history[-1].question} {question}" if follows else question
        found = self._found(query, scope)
        passages = tuple(passage for _score, passage, _citation in found)
        citations = tuple(citation for score, _passage, citation in found[:2] if score >= 2)
        text = " ".join(f"{citation.quote} [{citation.number}]" for citation in citations)
        nearest = [passage.title for passage in passages]
        return Answer(
            question=question,
            query=query,
            text=text or cannot_answer(question, nearest),
            answerable=bool(citations),
            confidence=0.9 if citations else 0.1,
            short_answer="314명" if "314명" in text else None,
            citations=citations,
            passages=passages,
            timings_ms={"total": 1.5},
            trace=_trace(query, passages),
        )

    def document(self, source: str) -> Document:
        if source not in self._documents:
            message = f"no article {source!r} in the index; list them with: rag status"
            raise StoreError(message)
        return self._documents[source]

    def articles(self) -> list[DocumentSummary]:
        return [
            DocumentSummary(
                source=document.source,
                title=document.title,
                publisher=_value(document.article.publisher),
                published=_value(document.article.published),
                author=_value(document.article.author),
                characters=len(document.text),
                chunks=len(document.sentences),
            )
            for document in self._documents.values()
        ]

    def search(self, query: str, *, top_k: int, scope: Scope = EVERYTHING) -> list[Passage]:
        return [passage for _score, passage, _citation in self._found(query, scope)[:top_k]]

    def examples(self, language: Language) -> list[str]:
        if language == "en":
            return ["Who keeps the lighthouse?", "When does the library close?"]
        return ["갈매섬 주민은 모두 몇 명인가요?", "도서관은 무슨 요일에 쉬나요?"]

    def suggestions(self, answer: Answer, asked: Sequence[str]) -> list[str]:
        del answer
        offered = ["등대지기 서하늘 씨의 고양이는?", "갈매대교 다리의 공사비는?"]
        return [question for question in offered if question not in asked]

    def status(self) -> Status:
        return Status(
            corpus=str(self._corpus),
            store=str(self.store),
            generation=self._generation,
            documents=len(self._documents),
            chunks=sum(len(document.sentences) for document in self._documents.values()),
            settings=SETTINGS,
            changes=self.changes(),
        )

    def changes(self) -> Changes:
        if not self._corpus.is_dir():
            message = f"no folder at {self._corpus}; name the folder with the articles"
            raise CorpusError(message)
        now = {document.source: document.sha256 for document in self._read()}
        then = {document.source: document.sha256 for document in self._documents.values()}
        both = now.keys() & then.keys()
        changed = sorted(source for source in both if now[source] != then[source])
        others = sorted(path.name for path in self._corpus.iterdir() if path.name not in now)
        return Changes(
            added=tuple(sorted(now.keys() - then.keys())),
            changed=tuple(changed),
            removed=tuple(sorted(then.keys() - now.keys())),
            unchanged=len(both) - len(changed),
            skipped=tuple(Skipped(source=name, reason="not a .txt file") for name in others),
        )

    def update(self, progress: Progress) -> UpdateReport:
        changes = self.changes()
        documents = self._read()
        for done in range(1, len(documents) + 1):
            progress("read", done, len(documents))
        self._documents = {document.source: document for document in documents}
        self._generation += 1
        return UpdateReport(
            changes=changes,
            generation=self._generation,
            documents=len(documents),
            chunks=sum(len(document.sentences) for document in documents),
            encoded=len(changes.added) + len(changes.changed),
        )

    def generation(self) -> int:
        return self._generation

    def _read(self) -> list[Document]:
        paths = sorted(self._corpus.glob("*.txt"))
        return [make_document(path.name, path.read_text("utf-8")) for path in paths]

    def _found(self, query: str, scope: Scope) -> list[tuple[int, Passage, Citation]]:
        """Return the three nearest sentences, each in a passage of its own: its line."""
        stems = {word[:2] for word in query.split() if len(word) > 1}
        scored = [
            (sum(stem in _slice(document, span) for stem in stems), document, span)
            for document, summary in zip(self._documents.values(), self.articles(), strict=True)
            if scope.takes(summary)
            for span in document.sentences
        ]
        scored.sort(key=lambda entry: -entry[0])
        return [
            (score, *_evidence(number, document, span, score))
            for number, (score, document, span) in enumerate(scored[:3], start=1)
        ]


def make_document(source: str, text: str) -> Document:
    """Read title, publisher and day off the first lines, as the toy articles are laid out."""
    title, _, rest = text.partition("\n\n")
    publisher, _, date = rest.partition("\n")[0].partition(" ")
    at = len(title) + 2
    day = at + len(publisher) + 1
    return Document(
        source=source,
        sha256=sha256(text.encode()).hexdigest(),
        text=text,
        article=Article(
            title=Fact(value=title, start=0, end=len(title)),
            publisher=Fact(value=publisher, start=at, end=at + len(publisher)),
            published=Fact(value=date[:10].replace(".", "-"), start=day, end=day + 10),
            boilerplate=tuple(_spans(r"글자크기|Copyright.*", text)),
        ),
        sentences=tuple(_spans(r"(?!Copyright)(?<=\s)\S[^\n]*?\.(?=\s)", text)),
    )


def _trace(query: str, passages: Sequence[Passage]) -> Trace:
    """Rank the passages as they stand; by letters only the first is found."""
    terms = tuple(dict.fromkeys(word[:2] for word in query.split() if len(word) > 1))
    ranks = [
        Ranks(number=number, dense=number, terms=number, bigrams=1 if number == 1 else None)
        for number in range(1, len(passages) + 1)
    ]
    return Trace(
        terms=terms,
        matched=tuple(term for term in terms if passages and term in passages[0].text),
        ranks=tuple(ranks),
        searched_by=("dense", "terms", "bigrams"),
    )


def _spans(pattern: str, text: str) -> list[Span]:
    return [Span(start=found.start(), end=found.end()) for found in re.finditer(pattern, text)]


def _slice(document: Document, span: Span) -> str:
    return document.text[span.start : span.end]


def _value(fact: Fact | None) -> str | None:
    return fact.value if fact else None


def _evidence(number: int, document: Document, span: Span, score: int) -> tuple[Passage, Citation]:
    line = Span(
        start=document.text.rfind("\n", 0, span.start) + 1,
        end=document.text.find("\n", span.end),
    )
    published = _value(document.article.published)
    passage = Passage(
        number=number,
        source=document.source,
        title=document.title,
        published=published,
        start=line.start,
        end=line.end,
        text=_slice(document, line),
        score=min(score / 10, 1.0),
    )
    citation = Citation(
        number=number,
        source=document.source,
        title=document.title,
        published=published,
        start=span.start,
        end=span.end,
        quote=_slice(document, span),
    )
    return passage, citation


if TYPE_CHECKING:
    from ui.backend import Backend
    from ui.words import Language

    _: Backend = ToyBackend(Path())
