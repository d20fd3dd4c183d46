"""Toy implementations of the project's seams, and other things small enough to check by hand."""

from __future__ import annotations

import re
import struct
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from index.chunking import ChunkSettings
from index.datatypes import Chunk, Hit, Span
from index.language import Analysis, Morpheme
from index.preparing import Tools
from index.snapshot import Snapshot
from index.update import update
from rag.datatypes import Citation, FoundSpan, Passage, Reading
from rag.fusion import Fused

if TYPE_CHECKING:
    from index.datatypes import Encoder, FloatMatrix, Progress, Retriever, UpdateReport
    from index.language import Language
    from rag.datatypes import Reader, SpanFinder
    from rag.fusion import Ranker

# Up to a full stop before white space, else to the end of the line.
SENTENCE = re.compile(r"\S(?:[^\r\n]*?\.(?=\s|\Z)|[^\r\n]*(?<=\S))")
SEEDS = sorted((Path(__file__).parent.parent / "seeds").glob("*.txt"))


class SyllableEncoder:
    """Counts syllables: one dimension for each, one more for texts that hold none of them.

    With `"가나"` the text `"가가나"` is (2, 1, 0) / √5, and `"다"` is (0, 0, 1).
    """

    def __init__(self, syllables: str = "가나다라마바사아", version: int = 1) -> None:
        self._syllables = syllables
        self._version = version
        self.encoded: list[str] = []
        """Every text that was encoded to be found, in order."""

    @property
    def name(self) -> str:
        return f"syllables-{self._syllables}@{self._version}"

    @property
    def dim(self) -> int:
        return len(self._syllables) + 1

    def encode_passages(self, texts: Sequence[str]) -> FloatMatrix:
        self.encoded += texts
        return self._vectors(texts)

    def encode_queries(self, texts: Sequence[str]) -> FloatMatrix:
        return self._vectors(texts)

    def _vectors(self, texts: Sequence[str]) -> FloatMatrix:
        counts = np.zeros((len(texts), self.dim), np.float32)
        for row, text in enumerate(texts):
            counts[row, :-1] = [text.count(syllable) for syllable in self._syllables]
            counts[row, -1] = not counts[row, :-1].any()
        vectors: FloatMatrix = counts / np.linalg.norm(counts, axis=1, keepdims=True)
        return vectors


class SpaceAnalyzer:
    """Cuts words at white space and lower-cases them; a sentence ends at `". "` or a line end.

    Its grammar is as simple: each word is a noun as it stands, and words are joined by nothing.
    """

    @property
    def name(self) -> str:
        return "spaces-1"

    def analyze(self, text: str) -> Analysis:
        return Analysis(
            sentences=tuple(
                Span(start=found.start(), end=found.end()) for found in SENTENCE.finditer(text)
            ),
            terms=tuple(
                (found.group().lower(), found.start()) for found in re.finditer(r"\S+", text)
            ),
        )

    def tag(self, text: str) -> tuple[Morpheme, ...]:
        return tuple(
            Morpheme(form=found.group(), tag="NNG", start=found.start(), end=found.end())
            for found in re.finditer(r"\S+", text)
        )

    def join(self, morphemes: Sequence[tuple[str, str]]) -> str:
        return "".join(form for form, _ in morphemes)


class SilentProgress:
    """Says nothing, and remembers what it was told."""

    def __init__(self) -> None:
        self.calls: list[tuple[str, int, int]] = []

    def __call__(self, stage: str, done: int, total: int) -> None:
        self.calls.append((stage, done, total))


class ListRetriever:
    """Finds the same chunks with the same scores, whatever is asked, and remembers how many.

    As a ranker it has found them by their words.
    """

    def __init__(self, hits: Sequence[Hit] = ()) -> None:
        self._hits = list(hits)
        self.asked: list[tuple[str, int]] = []

    @classmethod
    def of(cls, chunks: Sequence[Chunk], scores: Sequence[float]) -> ListRetriever:
        """Return a retriever of chunks with these scores, best first."""
        pairs = enumerate(zip(chunks, scores, strict=True), start=1)
        return cls([Hit(chunk=chunk, score=score, rank=rank) for rank, (chunk, score) in pairs])

    def retrieve(
        self, query: str, *, top_k: int, among: AbstractSet[int] | None = None
    ) -> list[Hit]:
        self.asked.append((query, top_k))
        taken = [hit for hit in self._hits if among is None or hit.chunk.id in among]
        return [replace(hit, rank=rank) for rank, hit in enumerate(taken[:top_k], start=1)]

    def rank(self, query: str, *, top_k: int, among: AbstractSet[int] | None = None) -> Fused:
        hits = self.retrieve(query, top_k=top_k, among=among)
        return Fused(hits=hits, rankings={"terms": hits})


class WordReader:
    """Cites every whole sentence that holds a word of the query, in the order of the passages."""

    def read(self, query: str, passages: Sequence[Passage]) -> Reading:
        words = query.lower().rstrip("?").split()
        citations = tuple(
            citation
            for passage in passages
            for sentence in passage.sentences
            if any(word in (citation := cite(passage, sentence)).quote.lower() for word in words)
        )
        return Reading(citations=citations, confidence=1.0 if citations else 0.0)


class WordSpans:
    """Finds given words wherever they stand, each with its log-odds, and remembers the question."""

    def __init__(self, log_odds: Mapping[str, float]) -> None:
        self._log_odds = log_odds
        self.asked: list[str] = []

    def find(self, question: str, passages: Sequence[Passage]) -> list[FoundSpan]:
        self.asked.append(question)
        found = [
            FoundSpan(
                passage=passage,
                start=passage.start + place.start(),
                end=passage.start + place.end(),
                text=words,
                log_odds=log_odds,
            )
            for passage in passages
            for words, log_odds in self._log_odds.items()
            for place in re.finditer(re.escape(words), passage.text)
        ]
        return sorted(found, key=lambda span: (-span.log_odds, span.passage.number, span.start))


if TYPE_CHECKING:
    _encoder: Encoder = SyllableEncoder()
    _language: Language = SpaceAnalyzer()
    _progress: Progress = SilentProgress()
    _retriever: Retriever = ListRetriever()
    _ranker: Ranker = ListRetriever()
    _reader: Reader = WordReader()
    _spans: SpanFinder = WordSpans({})


def toy_chunk(id_: int) -> Chunk:
    text = f"chunk {id_}"
    return Chunk(id=id_, source="toy.txt", start=0, end=len(text), text=text)


def cite(passage: Passage, sentence: Span) -> Citation:
    return Citation(
        number=passage.number,
        source=passage.source,
        title=passage.title,
        published=passage.published,
        start=sentence.start,
        end=sentence.end,
        quote=passage.text[sentence.start - passage.start : sentence.end - passage.start],
    )


def toy_tools(encoder: Encoder | None = None, chunk_chars: int = 20) -> Tools:
    """Return tools of toys; chunks are so short that each toy sentence is one."""
    return Tools(
        encoder=encoder or SyllableEncoder(),
        model="toy",
        analyzer=SpaceAnalyzer(),
        chunks=ChunkSettings(chunk_chars=chunk_chars),
    )


def toy_update(folder: Path, tools: Tools | None = None, *, full: bool = False) -> UpdateReport:
    """Bring `folder/store` up to date with the articles in `folder/corpus`."""
    return update(
        folder / "corpus",
        folder / "store",
        lambda: tools or toy_tools(),
        SilentProgress(),
        full=full,
    )


def toy_snapshot(folder: Path, texts: dict[str, str], tools: Tools | None = None) -> Snapshot:
    """Return an open index of the texts, made in `folder/store` from files in `folder/corpus`."""
    write_articles(folder / "corpus", texts)
    toy_update(folder, tools)
    return Snapshot.open(folder / "store")


def write_articles(folder: Path, texts: dict[str, str]) -> Path:
    """Write the texts as UTF-8 files of these names, line ends untouched; return the folder."""
    for name, text in texts.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())
    return folder


TINY_PIECES = ("<s>", "<pad>", "</s>", "<unk>", "▁query:", "▁passage:", "▁가", "▁나")
# One row for each piece. Two of four signs are plus, so that a layer norm changes nothing.
TINY_ROWS = ("++--", "+--+", "--++", "+--+", "+-+-", "-+-+", "+--+", "-++-")


def tiny_weights() -> bytes:
    """Return an `E5S1` file of a BERT encoder that hands through the words it is given.

    Four dimensions, one layer, one head: all weights are 0 but those of the layer norms, which are
    1, and the word vectors, which are `TINY_ROWS` in one Q4_0 block.
    """
    four = np.zeros(4, np.float32).tobytes()
    square = four * 4
    ones = np.ones(4, np.float32).tobytes()
    # A weight is (nibble - 8) * scale, the first 16 in the low nibbles and the last 16 in the high.
    nibbles = [9 if sign == "+" else 7 for row in TINY_ROWS for sign in row]
    packed = bytes(low | high << 4 for low, high in zip(nibbles[:16], nibbles[16:], strict=True))
    tensors: list[tuple[str, int, bytes]] = [
        ("emb.word", 1, struct.pack("<e", 1.0) + packed),
        ("emb.pos", 0, four * 16),
        ("emb.type", 0, four),
        ("emb.ln.w", 0, ones),
        ("emb.ln.b", 0, four),
    ]
    for part in ("q", "k", "v", "ao", "fi", "fo"):
        tensors += [(f"l0.{part}.w", 0, square), (f"l0.{part}.b", 0, four)]
    for part in ("aln", "oln"):
        tensors += [(f"l0.{part}.w", 0, ones), (f"l0.{part}.b", 0, four)]
    return packed_file(tensors)


def packed_file(tensors: Sequence[tuple[str, int, bytes]]) -> bytes:
    """Return an `E5S1` file with the tiny vocabulary and these tensors `(name, kind, data)`."""
    words = [piece.encode() for piece in TINY_PIECES]
    offsets = np.cumsum([0, *map(len, words)]).astype("<u4")
    # Hidden 4, layers 1, heads 1, feed-forward 4; pieces, 16 positions, 1 type; epsilon, block 32.
    head = b"E5S1" + struct.pack("<I7ifi", 1, 4, 1, 1, 4, len(words), 16, 1, 1e-12, 32)
    # Pieces, <s>, </s>, <pad>, <unk>; the length of all pieces together.
    head += struct.pack("<5iQ", len(words), 0, 2, 1, 3, int(offsets[-1]))
    head += offsets.tobytes() + np.full(len(words), -1.0, "<f4").tobytes() + b"".join(words)
    # A normaliser table of no entries in 3 bytes, which is stepped over.
    head += struct.pack("<iI", 0, 3) + b"\0\0\0"
    directory_bytes = 4 + sum(2 + len(name) + 1 + 4 + 8 + 8 for name, _, _ in tensors)
    directory, data = struct.pack("<i", len(tensors)), b""
    for name, kind, values in tensors:
        # A float32 has 4 bytes, a Q4_0 block of 32 weights has 18.
        count = len(values) // 4 if kind == 0 else len(values) // 18 * 32
        offset = len(head) + directory_bytes + len(data)
        directory += struct.pack("<H", len(name)) + name.encode()
        directory += struct.pack("<BIQQ", kind, count, offset, len(values))
        data += values
    return head + directory + data
