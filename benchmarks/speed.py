"""Measures what takes how long, all within one run, since machines and their load differ.

    python -m benchmarks.speed SET.jsonl.gz [--sample N] [--work DIR]

Prints Markdown tables: the encoder in bfloat16 beside float32, the steps of an answer, and the
commands from their start. Every figure is a median. The load on the machine moves all of them, so
the ratios are what to look at.
"""

from __future__ import annotations

import argparse
import random
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections import defaultdict
from collections.abc import Callable
from functools import partial
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, TypeAlias

import torch

from benchmarks.corpora import read_rows
from benchmarks.workbench import open_index, write_set
from index.bigrams import bigrams
from index.encoding import BATCH_SIZE, load
from index.errors import ChulcheoError
from index.weights import bundled_encoder
from rag.fusion import CANDIDATES
from ui.wiring import Engines, make_answerer, make_retriever

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from index.snapshot import Snapshot

SEED = 1
BULK = 64
ROUNDS = 3
# A page that is not there after this many seconds will not come.
LONGEST_START = 120.0
POLL_SECONDS = 0.05


def seconds(work: Callable[[], object]) -> float:
    """Return the wall time of a piece of work."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def precision_rows(passages: Sequence[str]) -> Iterator[str]:
    """Yield what bulk encoding costs in each precision, in turns, and how alike the vectors are."""
    folder, _ = bundled_encoder()
    models = {
        name: load(str(folder), add_pooling_layer=False, dtype=precision)
        for name, precision in (("bfloat16", torch.bfloat16), ("float32", torch.float32))
    }

    def encode(name: str) -> torch.Tensor:
        return models[name].encode_document(
            list(passages),
            batch_size=BATCH_SIZE,
            normalize_embeddings=True,
            show_progress_bar=False,
            convert_to_tensor=True,
        )

    vectors = {name: encode(name) for name in models}
    times: dict[str, list[float]] = {name: [] for name in models}
    for _ in range(ROUNDS):
        for name, spent in times.items():
            spent.append(seconds(partial(encode, name)))
    speeds = {name: len(passages) / median(spent) for name, spent in times.items()}
    cosine = float((vectors["bfloat16"] * vectors["float32"]).sum(1).mean())
    yield "| encoder | passages/s | ratio | cosine to float32 |"
    yield "|---|---|---|---|"
    for name, alike in (("bfloat16", cosine), ("float32", 1.0)):
        ratio = speeds[name] / speeds["float32"]
        yield f"| {name} | {speeds[name]:.1f} | {ratio:.2f} | {alike:.5f} |"


Steps: TypeAlias = dict[str, Callable[[], object]]


def make_steps(snapshot: Snapshot, engines: Engines) -> Callable[[str], Steps]:
    """Return what gives the steps of an answer to a question, the whole of it last."""
    encoder, analyzer = engines.encoder(), engines.analyzer()
    retriever = make_retriever(snapshot, encoder, analyzer)
    answerer = make_answerer(snapshot, engines)
    lexical, dense = snapshot.lexical, snapshot.vectors

    def steps(question: str) -> Steps:
        vector = encoder.encode_queries([question])
        terms = [term for term, _ in analyzer.analyze(question).terms]
        pairs = bigrams(question)
        return {
            "encode the question": lambda: encoder.encode_queries([question]),
            "analyse it with Kiwi": lambda: analyzer.analyze(question),
            "search morphemes": lambda: lexical.search("terms", terms, top_k=CANDIDATES),
            "search bigrams": lambda: lexical.search("bigrams", pairs, top_k=CANDIDATES),
            "search vectors": lambda: dense.search(vector, top_k=CANDIDATES),
            "all of the search": lambda: retriever.retrieve(question, top_k=CANDIDATES),
            "a whole answer": lambda: answerer.ask(question),
        }

    return steps


def step_rows(snapshot: Snapshot, engines: Engines, questions: Sequence[str]) -> Iterator[str]:
    """Yield the milliseconds of each step of an answer, and as a share of the whole."""
    steps = make_steps(snapshot, engines)
    for work in steps(questions[0]).values():
        work()  # The first work of an engine is its slowest.
    times: defaultdict[str, list[float]] = defaultdict(list)
    for question in questions[1:]:
        for name, work in steps(question).items():
            times[name].append(1000 * seconds(work))
    whole = median(times["a whole answer"])
    yield f"| step ({len(snapshot.vectors)} chunks) | ms | share of an answer |"
    yield "|---|---|---|"
    for name, spent in times.items():
        yield f"| {name} | {median(spent):.1f} | {median(spent) / whole:.0%} |"


def command_rows(corpus: Path, store: Path, question: str) -> Iterator[str]:
    """Yield the seconds of each command from its start, on an index that is up to date."""
    places = ["--corpus", str(corpus), "--store", str(store)]
    commands = {
        "rag --help": ["--help"],
        "rag status": ["status", *places],
        "rag index, nothing to do": ["index", *places],
        "rag search": ["search", question, *places],
        "rag ask": ["ask", question, *places],
    }
    yield "| command | seconds |"
    yield "|---|---|"
    for name, command in commands.items():
        spent = [seconds(partial(run, command)) for _ in range(ROUNDS)]
        yield f"| {name} | {median(spent):.2f} |"
    spent = [first_page(places) for _ in range(ROUNDS)]
    yield f"| rag ui, until the first page | {median(spent):.2f} |"


def run(command: Sequence[str]) -> None:
    """Run a command to its end."""
    subprocess.run([sys.executable, "-m", "ui", *command], check=True, stdout=subprocess.DEVNULL)  # noqa: S603  (our own program)


def first_page(places: Sequence[str]) -> float:
    """Return the seconds from the start of `rag ui` until it serves a page; it is ended then."""
    port = free_port()
    command = [sys.executable, "-m", "ui", "ui", "--port", str(port), *places]
    start = time.perf_counter()
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as server:  # noqa: S603  (our own program)
        try:
            while not is_served(port):
                if time.perf_counter() - start > LONGEST_START:
                    break
                time.sleep(POLL_SECONDS)
            return time.perf_counter() - start
        finally:
            server.terminate()


def is_served(port: int) -> bool:
    """Return whether a page comes from a port of this machine."""
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=5) as page:
            return bool(page.read())
    except (urllib.error.URLError, ConnectionError):
        return False


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the program and return its exit status: 0, or 1 after one line on stderr."""
    options = parser().parse_args(arguments)
    try:
        for row in rows(options):
            print(row, flush=True)
    except ChulcheoError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def rows(options: argparse.Namespace) -> Iterator[str]:
    """Yield the three tables."""
    engines = Engines(None, print)
    folder = options.work / options.set.name.partition(".")[0]
    asked = write_set(read_rows(options.set), folder)
    tools = engines.tools()
    snapshot = open_index(folder, tools)
    picked = random.Random(SEED).sample(asked, min(options.sample, len(asked)))  # noqa: S311  (no secret)
    questions = [question.text for question in picked]
    sources = dict.fromkeys(question.source for question in picked)
    chunks = [chunk.text for source in sources for chunk in snapshot.store.chunks_of(source)]
    yield from precision_rows(chunks[:BULK])
    yield ""
    yield from step_rows(snapshot, engines, questions)
    yield ""
    yield from command_rows(folder / "articles", folder / tools.chunks.name, questions[0])


def parser() -> argparse.ArgumentParser:
    """Return the program's options."""
    found = argparse.ArgumentParser(
        prog="python -m benchmarks.speed",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    add = found.add_argument
    add("set", type=Path, metavar="SET.jsonl.gz", help="the question set")
    add("--sample", type=int, default=40, metavar="N", help="questions to ask (40)")
    add("--work", type=Path, default=Path(".bench"), metavar="DIR", help="kept indexes (.bench)")
    return found


if __name__ == "__main__":
    sys.exit(main())
