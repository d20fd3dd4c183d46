"""A backend in memory over a real folder: finds answers by the words they share."""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence
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
from rag.datatypes import Answer, Citation, Passage, Turn
from rag.phrases import cannot_answer

LONGEST_QUESTION = 200
BROKEN_INDEX = "색인이 고장 나면?"
UNEXPECTED = "뜻밖의 일이 생기면?"


class ToyBackend:
    """Answers with the one or two sentences that share the most words with the question."""

    def __init__(self, corpus: Path, *, is_warm: bool = True) -> None:
        self._corpus = corpus
        self._is_warm = is_warm
        self._documents: dict[str, Document] = {}
        self._generation = 0
        self.asked: list[tuple[str, list[Turn]]] = []
        self.update(lambda _stage, _done, _total: None)

    @property
    def corpus(self) -> Path:
        return self._corpus

    def is_warm(self) -> bool:
        return self._is_warm

    def ask(self, question: str, history: Sequence[Turn]) -> Answer:
        self.asked.append((question, list(history)))
        if len(question) > LONGEST_QUESTION:
            message = f"the question has too many characters, {LONGEST_QUESTION} are allowed"
            raise InputError(message)
        if question == BROKEN_INDEX:
            message = "the store cannot be used (disk image is malformed)"
            raise StoreError(message)
        if question == UNEXPECTED:
            message = "an inner secret"
            raise RuntimeError(message)
        follows = bool(history) and question.startswith("그")
        query = f"{history[-1].question} {question}" if follows else question
        found = self._found(query)
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

    def examples(self) -> list[str]:
        return ["갈매섬 주민은 모두 몇 명인가요?", "도서관은 무슨 요일에 쉬나요?"]

    def changes(self) -> Changes:
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
        if not self._corpus.is_dir():
            message = f"no folder at {self._corpus}; name the folder with the articles"
            raise CorpusError(message)
        changes = self.changes()
        documents = self._read()
        for done, document in enumerate(documents, start=1):
            progress("read", done, len(documents))
            self._documents[document.source] = document
        for source in changes.removed:
            del self._documents[source]
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

    def _found(self, query: str) -> list[tuple[int, Passage, Citation]]:
        """Return the three nearest sentences, each in a passage of its own: its line."""
        stems = {word[:2] for word in query.split() if len(word) > 1}
        scored = [
            (sum(stem in _slice(document, span) for stem in stems), document, span)
            for document in self._documents.values()
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

    _: Backend = ToyBackend(Path())


def _announce(address: str) -> None:
    sys.stdout.write(f"{address}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    from ui.page import serve

    serve(ToyBackend(Path(sys.argv[1])), host="127.0.0.1", port=0, on_ready=_announce)
