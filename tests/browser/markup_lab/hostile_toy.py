"""A backend that puts hostile texts wherever a text can come from, and the page over it.

Run as a module with the folder of articles and the address of the sink; it prints its own address
once the page is there.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from index.datatypes import Article, Changes, Document, Fact, Progress, Skipped, Span, UpdateReport
from index.errors import CorpusError, StoreError
from rag.datatypes import Answer, Citation, Doubt, Passage, Ranks, Trace, Turn, Writing
from rag.scope import EVERYTHING, Scope
from tests.browser.markup_lab.payloads import Payload, payloads
from tests.ui.toy import ToyBackend
from ui.history.conversations import History
from ui.server.limits import MINUTE, Limits, RateLimiter
from ui.server.options import read_options
from ui.server.running import serve

if TYPE_CHECKING:
    from ui.backend import Backend
    from ui.words import Language

# Whose conversations are there already, and the two that hold every text: answered, and not.
VISITOR = "hostile000000000000000"
ANSWERED = "모두 답함"
UNANSWERED = "모두 답하지 못함"
# The question after which the engines report an error that quotes every hostile text.
BROKEN = "고장?"
# How the names end of articles that are in the list, but cannot be read, so that an error quotes
# them; and of those that are not in the index yet.
UNREADABLE = ".broken.txt"
NEW = ".new.txt"


class HostileBackend(ToyBackend):
    """Answers a hostile question out of an article that is hostile all over."""

    def __init__(self, corpus: Path, texts: Sequence[Payload]) -> None:
        self._texts = [one.text for one in texts]
        super().__init__(corpus)
        self._documents = {}
        for number, one in enumerate(texts, start=1):
            document = hostile_document(one.text, f"2024-03-{number:02}")
            unreadable = replace(document, source=f"{one.text}{UNREADABLE}")
            self._documents |= {each.source: each for each in (document, unreadable)}

    def ask(self, question: str, history: Sequence[Turn], scope: Scope = EVERYTHING) -> Answer:
        del history, scope
        if question == BROKEN:
            raise StoreError("\n".join(self._texts))
        return hostile_answer(question, has_answer=True)

    def document(self, source: str) -> Document:
        if source.endswith(UNREADABLE):
            raise StoreError(source)
        return self._documents[source]

    def examples(self, language: Language) -> list[str]:
        del language
        return list(self._texts)

    def suggestions(self, answer: Answer, asked: Sequence[str]) -> list[str]:
        del answer, asked
        return list(self._texts)

    def changes(self) -> Changes:
        names = tuple(f"{text}.txt" for text in self._texts)
        return Changes(
            added=tuple(f"{text}{NEW}" for text in self._texts),
            changed=names,
            removed=(),
            unchanged=0,
            skipped=tuple(Skipped(source=name, reason=name) for name in names),
        )

    def update(self, progress: Progress) -> UpdateReport:
        if not self._documents:
            return super().update(progress)
        raise CorpusError("\n".join(self._texts))


def hostile_document(text: str, day: str) -> Document:
    """Return an article whose name, title, publisher, author and body are all this text."""
    head = f"{text}\n\n{text} {day}\n\n"
    quote = f"앞말 {text} 뒷말."
    body = f"{head}첫 문장이다. {quote}\n\n꼬리 {text}"

    def fact(value: str) -> Fact:
        return Fact(value=value, start=0, end=len(text))

    return Document(
        source=f"{text}.txt",
        sha256=sha256(body.encode()).hexdigest(),
        text=body,
        article=Article(
            title=fact(text),
            publisher=fact(text),
            author=fact(text),
            published=fact(day),
            boilerplate=(Span(start=body.rindex("꼬리"), end=len(body)),),
        ),
        sentences=(Span(start=body.index(quote), end=body.index(quote) + len(quote)),),
    )


def hostile_answer(text: str, *, has_answer: bool) -> Answer:
    """Return an answer that quotes the article, and goes on in the very words of the text."""
    document = hostile_document(text, "2024-03-01")
    span = document.sentences[0]
    quote = document.text[span.start : span.end]
    passages = tuple(
        Passage(
            number=number,
            source=document.source,
            title=text,
            published=None,
            start=span.start,
            end=len(document.text),
            text=document.text[span.start :],
            score=0.9,
        )
        for number in (1, 2)
    )
    citation = Citation(
        number=1,
        source=document.source,
        title=text,
        published=None,
        start=span.start,
        end=span.end,
        quote=quote,
    )
    return Answer(
        question=text,
        query=f"찾은 {text}",
        text=f"{quote} [1]\n\n{text}" if has_answer else text,
        answerable=has_answer,
        confidence=0.9 if has_answer else 0.1,
        short_answer=text if has_answer else None,
        citations=(citation,) if has_answer else (),
        passages=passages,
        timings_ms={"total": 1.0},
        trace=Trace(
            terms=(text,),
            matched=(text,),
            ranks=(Ranks(number=1, dense=1, terms=1, bigrams=1),),
            searched_by=("dense", "terms", "bigrams"),
        ),
        writing=Writing(
            model=text,
            outcome="written" if has_answer else "unsupported",
            doubts=(Doubt(text=f"지어냄 {text}", after=1, lacks=(text,)),),
        ),
    )


def fill(history: History, texts: Sequence[Payload]) -> None:
    """Keep a conversation about each text, and two about all of them."""
    for name, has_answer in ((ANSWERED, True), (UNANSWERED, False)):
        id_ = None
        for one in texts:
            answer = hostile_answer(one.text, has_answer=has_answer)
            id_ = history.add(VISITOR, id_, answer, {}).id
            if has_answer:
                history.add(VISITOR, None, answer, {})
        history.rename(VISITOR, id_ or "", name)


if TYPE_CHECKING:
    _: Backend = HostileBackend(Path(), ())


def _announce(address: str) -> None:
    sys.stdout.write(f"{address}\n")
    sys.stdout.flush()


def _main(corpus: str, sink: str) -> None:
    options = read_options(
        host="127.0.0.1", port=0, login=None, allowed_hosts=[], takes_uploads=True
    )
    texts = payloads(sink)
    backend = HostileBackend(Path(corpus), texts)
    backend.store.mkdir()
    fill(History(backend.store), texts)
    address: list[str] = []
    serve(
        backend,
        options=options,
        limits=Limits(questions=RateLimiter(1_000, MINUTE)),
        on_ready=address.append,
        on_built=lambda: _announce(address[0]),
    )


if __name__ == "__main__":
    _main(*sys.argv[1:])
