"""What a reader knows of questions whose articles are there, and of others: to tell them apart."""

from __future__ import annotations

import random
from collections import defaultdict
from dataclasses import dataclass, replace
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING, Literal, TypeAlias

from benchmarks.corpora import read_rows
from benchmarks.probing import Probe
from benchmarks.unseen import is_unseen
from benchmarks.workbench import open_index, write_set

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path

    from benchmarks.corpora import Article, Row
    from benchmarks.logistic import Floats
    from benchmarks.workbench import Question
    from index.language import Language
    from index.preparing import Tools
    from rag.confidence import Signals
    from rag.datatypes import SpanFinder

SEED = 1
# A folder as people have it: few articles, of several paragraphs each.
FOLDER_TITLES = 6
FOLDER_CONTEXTS = 8
MOST_FOLDERS = 25

# What a question finds: the article that answers it ("found") or, although it is there, others
# only ("missed"); nothing but articles of the same title ("near"); none of them ("absent").
Kind: TypeAlias = Literal["found", "missed", "near", "absent"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """What was known of a question, and whether what was read answers it (kind `found` only).

    Attributes:
        title: Of the article that answers; those of one title belong together.
        kind: What there was to find.
        signals: What tells them apart.
    """

    title: str
    kind: Kind
    signals: Signals


@dataclass(frozen=True, slots=True, kw_only=True)
class Bench:
    """What examples are made with.

    Attributes:
        tools: What indexes are made and read with.
        work: Where corpora and indexes are kept.
        sample: How many questions of a set are asked.
        language: Knows the words of question and sentences.
        spans: What finds short answers; without, questions are searched and read by words alone.
    """

    tools: Tools
    work: Path
    sample: int
    language: Language
    spans: SpanFinder | None

    def examples(
        self,
        rows: Sequence[Row],
        name: str,
        *,
        distractors: Sequence[Article] = (),
        asked: Mapping[str, str] | None = None,
        is_good: Callable[[str], bool] | None = None,
    ) -> list[Example]:
        """Return examples of a question set, or of its articles with other questions.

        Args:
            rows: The set.
            name: Of the folder that its corpus and index are kept in.
            distractors: Articles that no question is about.
            asked: As for `write_set`.
            is_good: Whether questions about a title may be asked; all may without.
        """
        folder = self.work / name
        corpus = write_set(rows, folder, distractors=distractors)
        questions = corpus if asked is None else write_set(rows, folder, asked=asked)
        good = [question for question in questions if not is_good or is_good(question.title)]
        picked = random.Random(SEED).sample(good, min(self.sample, len(good)))  # noqa: S311  (no secret)
        snapshot = open_index(folder, self.tools)
        encoder = self.tools.encoder if self.spans else None
        reader = Probe(snapshot, encoder, self.language, self.spans)
        found = list(probe(reader, picked, corpus=corpus))
        snapshot.close()
        return found


def in_folders(rows: Sequence[Row]) -> Iterator[list[Row]]:
    """Yield the set cut into folders of a few titles, with the first contexts of each."""
    contexts: defaultdict[str, list[str]] = defaultdict(list)
    for row in rows:
        known = contexts[row.title]
        if row.context not in known and len(known) < FOLDER_CONTEXTS:
            known.append(row.context)
    titles = sorted(contexts)
    random.Random(SEED).shuffle(titles)  # noqa: S311  (no secret)
    for start in range(0, len(titles) - FOLDER_TITLES + 1, FOLDER_TITLES):
        inside = titles[start : start + FOLDER_TITLES]
        yield [row for row in rows if row.title in inside and row.context in contexts[row.title]]


def probe(
    reader: Probe, questions: Sequence[Question], *, corpus: Sequence[Question]
) -> Iterator[Example]:
    """Yield each question up to three times: as it is, without its file, without its title.

    Args:
        reader: Reads the index that holds the files of the questions.
        questions: What is asked.
        corpus: All questions about the index: they tell which files share a title.
    """
    together = defaultdict(set)
    for question in corpus:
        together[question.title].add(question.source)
    for question in questions:
        siblings = together[question.title]
        hidings: dict[Kind, set[str]] = {"found": set(), "near": {question.source}}
        hidings["absent"] = siblings
        if len(siblings) == 1:
            del hidings["near"]
        for kind, hidden in hidings.items():
            found = reader.read(question.text, hidden)
            if found is None:
                continue
            signals, read = found
            is_missed = kind == "found" and question.source not in read
            yield Example(
                title=question.title, kind="missed" if is_missed else kind, signals=signals
            )


def native_sets(bench: Bench, paths: Sequence[Path]) -> dict[str, list[Example]]:
    """Return the examples of each set that are asked in the writing of their articles."""
    return {
        stem(path): native(
            bench.examples(read_rows(path), stem(path), is_good=partial(is_unseen, path))
        )
        for path in paths
    }


def check_sets(
    bench: Bench, paths: Sequence[Path], distractors: Sequence[Article]
) -> dict[str, list[Example]]:
    """Return the same, with articles that no question is about in the way."""
    found = {}
    for path in paths:
        name = f"{stem(path)}+{len(distractors)}"
        examples = bench.examples(
            read_rows(path), name, distractors=distractors, is_good=partial(is_unseen, path)
        )
        found[name] = native(examples)
    return found


def folder_sets(bench: Bench, paths: Sequence[Path]) -> dict[str, list[Example]]:
    """Return the examples of each set, asked of folders of a few of its articles."""
    found = {}
    for path in paths:
        name = f"{stem(path)} in folders"
        rows_to_ask = [row for row in read_rows(path) if is_unseen(path, row.title)]
        folders = list(islice(in_folders(rows_to_ask), MOST_FOLDERS))
        each = replace(bench, sample=bench.sample // max(len(folders), 1))
        found[name] = [
            example
            for number, rows in enumerate(folders)
            for example in native(each.examples(rows, f"{name}/{number}"))
        ]
    return found


def foreign_sets(
    bench: Bench, passages: Sequence[Path], questions: Sequence[Path]
) -> dict[str, list[Example]]:
    """Return the examples of each file of articles, asked in the languages of the other files."""
    asked = [{row.id: row.question for row in read_rows(path)} for path in questions]
    found: dict[str, list[Example]] = {}
    for path in passages:
        rows = read_rows(path)
        found[stem(path)] = [
            example
            for texts in asked
            for example in bench.examples(rows, stem(path), asked=texts)
            if example.signals.is_foreign
        ]
    return found


def native(examples: Sequence[Example]) -> list[Example]:
    """Return the examples with question and passages in one writing."""
    return [example for example in examples if not example.signals.is_foreign]


def stem(path: Path) -> str:
    """Return a file's name without its endings."""
    return path.name.partition(".")[0]


def of_kind(examples: Sequence[Example], scores: Floats, kind: str) -> list[float]:
    """Return the scores of the examples of a kind."""
    pairs = zip(examples, scores, strict=True)
    return [float(score) for example, score in pairs if example.kind == kind]
