"""Changes the articles, and looks whether the answers change as they have to.

    python -m benchmarks.metamorphic QUESTIONS.jsonl --corpus DIR [--irrelevant DIR]
        [--gguf FILE | --llm URL --model NAME]

Nobody has to know the right answers for this. Two changes, each to a copy of the folder:

- Articles about something else are added, ten times as many as there are. What was answered has to
  be answered still, from the same article.
- A number that an answer gives is changed wherever its article has it. The answer has to give the
  new number, and no longer the old one.

`benchmarks.corpora` makes a folder of articles out of any question set.
"""

from __future__ import annotations

import argparse
import re
import shutil
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.asking import add_options, ask, opened_asker, picked_cases
from index.errors import ChulcheoError, InputError
from rag.measures import Measure, mean

if TYPE_CHECKING:
    from benchmarks.asking import Asker
    from rag.datatypes import Answer
    from rag.questions import QuestionCase

# How many articles about something else there are for each one.
TIMES = 10
NUMBER = re.compile(r"(?<![\d.,])\d{2,}(?![\d]|[.,]\d)")
MARKER = re.compile(r"\[\d+\]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """A number of an article that becomes another one.

    Attributes:
        source: The file inside the folder.
        old: Its digits.
        new: As many others.
    """

    source: str
    old: str
    new: str

    def __call__(self, text: str) -> str:
        """Return a text with the new number in all places of the old one."""
        return NUMBER.sub(lambda found: self.new if found[0] == self.old else found[0], text)


def edit_of(answer: Answer) -> Edit | None:
    """Return a number to change of what an answer rests on, `None` where there is none to choose.

    It has two digits or more; it stands in the answer and in its first quote, but neither in the
    question nor in another article that was read, from where it might be told still.
    """
    if not answer.citations:
        return None
    first = answer.citations[0]
    others = " ".join(item.text for item in answer.passages if item.source != first.source)
    read = " ".join(item.text for item in answer.passages)
    told = NUMBER.findall(answer.short_answer or "") + numbers(answer)
    for old in told:
        new = other_number(old)
        is_its_own = old in NUMBER.findall(first.quote) and old not in answer.question + others
        if is_its_own and new not in read:
            return Edit(source=first.source, old=old, new=new)
    return None


def numbers(answer: Answer) -> list[str]:
    """Return the numbers that an answer gives."""
    return NUMBER.findall(MARKER.sub("", answer.text))


def other_number(number: str) -> str:
    """Return another number of as many digits; a year stays in its century."""
    kept, changed = number[:-2], number[-2:]
    return kept + f"{(int(changed) - 10 + 37) % 90 + 10}"


def follows(edit: Edit, answer: Answer) -> bool:
    """Return whether an answer gives the new number, and not the old one."""
    told = numbers(answer)
    return edit.new in told and edit.old not in told


def stays(before: Answer, after: Answer) -> bool:
    """Return whether an answer still rests on the same article first, or is still none."""
    sources = [[item.source for item in answer.citations[:1]] for answer in (before, after)]
    return before.answerable == after.answerable and sources[0] == sources[1]


def add_articles(irrelevant: Path, corpus: Path) -> None:
    """Copy articles about something else into a folder, `TIMES` as many as it has.

    Raises:
        InputError: There are not as many.
    """
    wanted = TIMES * sum(1 for path in corpus.rglob("*") if path.is_file())
    files = sorted(path for path in irrelevant.rglob("*") if path.is_file())
    if len(files) < wanted:
        message = f"{irrelevant} holds {len(files)} articles; {wanted} are needed: add more there"
        raise InputError(message)
    (corpus / "irrelevant").mkdir()
    for number, path in enumerate(islice(files, wanted)):
        shutil.copyfile(path, corpus / "irrelevant" / f"{number:05d}{path.suffix}")


def change_numbers(edits: Iterable[Edit], corpus: Path) -> None:
    """Write the new numbers into the files of a folder."""
    for edit in edits:
        path = corpus / edit.source
        with path.open(encoding="utf-8", newline="") as file:
            text = file.read()
        path.write_text(edit(text), encoding="utf-8", newline="")


def measures(
    cases: Sequence[QuestionCase], asker: Asker, options: argparse.Namespace
) -> Iterator[Measure]:
    """Yield the share of answers that change as they have to, for each change."""
    work = options.work / "metamorphic"
    before = _answers(cases, asker, options.corpus, work / "before")
    if options.irrelevant:
        crowded = _copied(options.corpus, work / "crowded")
        add_articles(options.irrelevant, crowded)
        after = _answers(cases, asker, crowded, work / "crowded.rag")
        pairs = list(zip(before, after, strict=True))
        yield mean("same article among ten times as many", (stays(*pair) for pair in pairs))
        yield mean("same words", (old.text == new.text for old, new in pairs))
    chosen = _edits(options.corpus, before)
    edited = _copied(options.corpus, work / "edited")
    change_numbers(chosen.values(), edited)
    asked = [cases[place] for place in chosen]
    changed = _answers(asked, asker, edited, work / "edited.rag")
    yield mean("follows a changed number", map(follows, chosen.values(), changed))


def _edits(corpus: Path, answers: Sequence[Answer]) -> dict[int, Edit]:
    """Return a number to change for each place of an answer that has one.

    No number is touched twice: what one edit writes or takes away, another leaves alone.
    """
    found: dict[int, Edit] = {}
    touched: set[tuple[str, str]] = set()
    for place, answer in enumerate(answers):
        edit = edit_of(answer)
        if edit is None or (corpus / edit.source).suffix != ".txt":
            continue
        both = {(edit.source, edit.old), (edit.source, edit.new)}
        if touched.isdisjoint(both):
            touched |= both
            found[place] = edit
    return found


def _answers(
    cases: Sequence[QuestionCase], asker: Asker, corpus: Path, store: Path
) -> list[Answer]:
    space = asker.opened(corpus, store)
    return [ask(space, case) for case in cases]


def _copied(corpus: Path, folder: Path) -> Path:
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(corpus, folder)
    return folder


def row(found: Measure) -> str:
    """Return a share with its interval, as a line."""
    if found.value is None:
        return f"{found.name}: -"
    return f"{found.name}: {found.value:.3f} [{found.low:.3f}, {found.high:.3f}] n={found.count}"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the program and return its exit status: 0, or 1 after one line on stderr."""
    options = _parser().parse_args(arguments)
    try:
        with opened_asker(options) as asker:
            for found in measures(picked_cases(options), asker, options):
                print(row(found), flush=True)
    except ChulcheoError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.metamorphic",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    add_options(parser)
    parser.add_argument(
        "--irrelevant",
        type=Path,
        metavar="DIR",
        help="articles about other things; without, numbers alone are changed",
    )
    return parser


if __name__ == "__main__":
    sys.exit(main())
