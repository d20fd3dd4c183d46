"""What programs need that ask the questions of a file, as people ask them in the page."""

from __future__ import annotations

import random
import sys
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.workbench import silent
from rag.questions import read_questions
from ui.llm.options import ModelOptions
from ui.wiring import Engines
from ui.workspace import Workspace

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from rag.datatypes import Answer
    from rag.questions import QuestionCase
    from rag.writing.model import LanguageModel

SEED = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Asker:
    """Asks questions of folders of articles, with the same engines and the same model.

    Attributes:
        engines: Loaded once for all folders.
        llm: Puts answers into words; without, they are quotes.
    """

    engines: Engines
    llm: LanguageModel | None = None

    def opened(self, corpus: Path, store: Path) -> Workspace:
        """Return a folder with its index, brought up to date."""
        space = Workspace(corpus, store, self.engines, llm=self.llm)
        space.update(silent)
        return space


def ask(space: Workspace, case: QuestionCase) -> Answer:
    """Return the whole answer to a question of a file."""
    return space.ask(case.question, case.history)


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add what is asked, of what, and who puts it into words."""
    add = parser.add_argument
    add("questions", type=Path, metavar="QUESTIONS.jsonl", help="a question file, as for rag eval")
    add("--corpus", type=Path, required=True, metavar="DIR", help="folder of articles")
    add("--work", type=Path, default=Path(".bench"), metavar="DIR", help="kept indexes (.bench)")
    add("--count", type=int, default=50, metavar="N", help="questions to ask, by chance (50)")
    add("--llm", metavar="URL", help="base URL of a language model; without, answers are quotes")
    add("--model", metavar="NAME", help="what its server calls the model")
    add("--gguf", type=Path, metavar="FILE", help="a model file to run on this machine instead")


def picked_cases(options: argparse.Namespace) -> list[QuestionCase]:
    """Return the questions to ask, the same ones in every run.

    Raises:
        InputError: The file holds none.
    """
    cases = read_questions(options.questions)
    return random.Random(SEED).sample(cases, min(options.count, len(cases)))  # noqa: S311  (no secret)


@contextmanager
def opened_asker(options: argparse.Namespace) -> Iterator[Asker]:
    """Give what asks, with the language model that is named, for as long as the context lasts.

    Raises:
        InputError, ModelError: The model cannot be used.
    """
    named = ModelOptions(url=options.llm, name=options.model, gguf=options.gguf)
    with named.opened(tell) as llm:
        yield Asker(engines=Engines(None, tell), llm=llm)


def tell(line: str) -> None:
    """Print a line for the person at the terminal, apart from the output."""
    print(line, file=sys.stderr, flush=True)
