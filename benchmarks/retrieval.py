"""Measures how well each way of searching finds the file that answers, by size of the chunks.

    python -m benchmarks.retrieval SET.jsonl.gz [--sizes 300 400] [--overlaps 0 80] [--limit N]
        [--distractors KOWIKI.jsonl.gz --articles M] [--asked-in SET.jsonl.gz] [--exact]

Prints a Markdown table, one row for each chunk setting and way: hit@1, hit@5 and nDCG@10 by file,
with 95 % bootstrap intervals. The rankings are those of `rag/retrieval.py` and `rag/fusion.py` as
`ui/wiring.py` puts them together. "no spaces" and "NFD" ask the same questions without any space,
and in decomposed letters.
"""

from __future__ import annotations

import argparse
import sys
import unicodedata
from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from statistics import fmean
from typing import TYPE_CHECKING, Final

from benchmarks.corpora import read_articles, read_rows
from benchmarks.exact import ExactRetriever
from benchmarks.workbench import kept, open_index, write_set
from index.chunking import ChunkSettings
from index.datatypes import Hit
from index.errors import ChulcheoError
from index.normalizing import normalize
from rag.fusion import CANDIDATES
from rag.metrics import first_rank, hit, mean_interval, ndcg
from rag.retrieval import DenseRetriever, LexicalRetriever
from ui.wiring import Engines, make_retriever

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from benchmarks.workbench import Question
    from index.datatypes import Chunk, Encoder, Retriever
    from index.language import Analyzer
    from index.lexical import Field
    from index.preparing import Tools
    from index.snapshot import Snapshot

# The k of Cormack, Clarke and Büttcher (SIGIR 2009).
DAMPING: Final = 60
FIELDS: Final[dict[str, Field]] = {"morphemes": "terms", "bigrams": "bigrams"}
BM25_SETTINGS: Final = ((1.2, 0.75), (0.9, 0.4), (1.5, 0.75))
HEADER: Final = "| chunks | search | hit@1 | hit@5 | nDCG@10 |\n|---|---|---|---|---|"


class ReciprocalRanks:
    """Fuses rankings by their ranks alone, as a comparison for fusing scores."""

    def __init__(self, parts: Sequence[Retriever]) -> None:
        self._parts = parts

    def retrieve(
        self, query: str, *, top_k: int, among: AbstractSet[int] | None = None
    ) -> list[Hit]:
        """Return at most `top_k` hits, best first; ties by chunk id."""
        chunks: dict[int, Chunk] = {}
        sums: dict[int, float] = {}
        for part in self._parts:
            for found in part.retrieve(query, top_k=max(top_k, CANDIDATES), among=among):
                id_ = found.chunk.id
                chunks[id_] = found.chunk
                sums[id_] = sums.get(id_, 0.0) + 1 / (DAMPING + found.rank)
        best = sorted(sums, key=lambda id_: (-sums[id_], id_))[:top_k]
        return [
            Hit(chunk=chunks[id_], score=sums[id_], rank=rank)
            for rank, id_ in enumerate(best, start=1)
        ]


class Remembered:
    """A retriever that remembers its last ranking: the next way often asks for the same one."""

    def __init__(self, retriever: Retriever) -> None:
        self.retrieve: Callable[..., list[Hit]] = lru_cache(1)(retriever.retrieve)


def ways(snapshot: Snapshot, encoder: Encoder, analyzer: Analyzer) -> dict[str, Retriever]:
    """Return the ways of searching, by their names in the table."""
    parts: dict[str, Retriever] = {
        "dense": Remembered(DenseRetriever(snapshot, encoder)),
        "morphemes": Remembered(LexicalRetriever(snapshot, analyzer, "terms")),
        "bigrams": Remembered(LexicalRetriever(snapshot, analyzer, "bigrams")),
    }
    return {
        **parts,
        "fusion": make_retriever(snapshot, encoder, analyzer),
        "reciprocal ranks": ReciprocalRanks(list(parts.values())),
    }


def exact_ways(snapshot: Snapshot, analyzer: Analyzer) -> dict[str, Retriever]:
    """Return BM25 by its formula, for several constants, beside that of the inverted index."""
    found: dict[str, Retriever] = {}
    for name, field in FIELDS.items():
        found[f"{name}, tantivy"] = LexicalRetriever(snapshot, analyzer, field)
        for saturation, length in BM25_SETTINGS:
            found[f"{name}, exact, k1 {saturation}, b {length}"] = ExactRetriever(
                snapshot, analyzer, field, saturation=saturation, length=length
            )
    return found


def measure(
    searches: Mapping[str, Retriever], questions: Sequence[Question], reword: Callable[[str], str]
) -> Iterator[str]:
    """Yield a table row for each way of searching, without its first column.

    Args:
        searches: The ways by name.
        questions: What is asked, at least one.
        reword: What becomes of a question before it is asked.
    """
    ranks: dict[str, list[int | None]] = {name: [] for name in searches}
    gains: dict[str, list[float]] = {name: [] for name in searches}
    for question in questions:
        for name, retriever in searches.items():
            hits = retriever.retrieve(reword(question.text), top_k=CANDIDATES)
            files = list(dict.fromkeys(found.chunk.source for found in hits))
            ranks[name].append(first_rank(files, {question.source}))
            gains[name].append(ndcg(files, {question.source}))
    for name in searches:
        columns = (
            [hit(rank, top_k=1) for rank in ranks[name]],
            [hit(rank, top_k=5) for rank in ranks[name]],
            gains[name],
        )
        yield f"| {name} | {' | '.join(map(with_interval, columns))} |"


def with_interval(values: Sequence[float]) -> str:
    """Return the mean with its 95 % interval, to three places."""
    low, high = mean_interval(values)
    return f"{fmean(values):.3f} [{low:.3f}, {high:.3f}]"


def as_asked(question: str) -> str:
    """Return the question."""
    return question


def without_spaces(question: str) -> str:
    """Return the question as one word."""
    return "".join(question.split())


def decomposed(question: str) -> str:
    """Return the question in NFD, as some systems write file names and pasted text."""
    return unicodedata.normalize("NFD", question)


def setting_rows(snapshot: Snapshot, tools: Tools, questions: Sequence[Question]) -> Iterator[str]:
    """Yield the rows of one chunk setting: each way, then fusion for questions typed badly."""
    encoder = tools.encoder
    for reword in (as_asked, without_spaces):
        encoder.encode_queries([normalize(reword(question.text)) for question in questions])
    yield from measure(ways(snapshot, encoder, tools.analyzer), questions, as_asked)
    fusion = make_retriever(snapshot, encoder, tools.analyzer)
    yield from measure({"fusion, no spaces": fusion}, questions, without_spaces)
    yield from measure({"fusion, NFD": fusion}, questions, decomposed)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the program and return its exit status: 0, or 1 after one line on stderr."""
    options = parser().parse_args(arguments)
    engines = Engines(None, print)
    try:
        with kept(engines.encoder(), options.work / "vectors.npz") as encoder:
            tools = replace(engines.tools(), encoder=encoder)
            print(HEADER)
            for row in rows(options, tools):
                print(row, flush=True)
    except ChulcheoError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def rows(options: argparse.Namespace, tools: Tools) -> Iterator[str]:
    """Yield the rows of the table."""
    distractors = []
    if options.distractors is not None:
        distractors = read_articles(options.distractors, limit=options.articles)
    asked = None
    if options.asked_in is not None:
        asked = {row.id: row.question for row in read_rows(options.asked_in)}
    name = f"{options.set.name.partition('.')[0]}+{len(distractors)}".removesuffix("+0")
    folder = options.work / name
    questions = write_set(read_rows(options.set), folder, distractors=distractors, asked=asked)[
        : options.limit
    ]
    for size in options.sizes:
        for overlap in options.overlaps:
            chunks = ChunkSettings(chunk_chars=size, overlap_chars=overlap)
            snapshot = open_index(folder, replace(tools, chunks=chunks))
            if options.exact:
                found = measure(exact_ways(snapshot, tools.analyzer), questions, as_asked)
            else:
                found = setting_rows(snapshot, tools, questions)
            yield from (f"| {size}/{overlap} {row}" for row in found)
            snapshot.close()


def parser() -> argparse.ArgumentParser:
    """Return the program's options."""
    found = argparse.ArgumentParser(
        prog="python -m benchmarks.retrieval",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    add = found.add_argument
    default = ChunkSettings()
    add("set", type=Path, metavar="SET.jsonl.gz", help="the question set")
    add("--sizes", type=int, nargs="+", default=[default.chunk_chars], help="code points a chunk")
    add("--overlaps", type=int, nargs="+", default=[default.overlap_chars], help="shared ones")
    add("--limit", type=int, metavar="N", help="ask the first N questions (default: all)")
    add("--asked-in", type=Path, metavar="SET.jsonl.gz", help="ask these questions, by row id")
    add("--distractors", type=Path, metavar="KOWIKI.jsonl.gz", help="articles in the way")
    add("--articles", type=int, default=400, metavar="M", help="how many of them (400)")
    add("--exact", action="store_true", help="compare BM25 with its formula instead")
    add("--work", type=Path, default=Path(".bench"), metavar="DIR", help="kept indexes (.bench)")
    return found


if __name__ == "__main__":
    sys.exit(main())
