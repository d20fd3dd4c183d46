"""All rows that the recipe draws from: read, made, and kept for the next time."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from training.mismatches import mismatched_rows
from training.recipe import KORQUAD, MADE_QUESTIONS
from training.rows import is_held_out, read_articles, read_made, read_rows, write_made
from training.synthesis import made_rows

if TYPE_CHECKING:
    from pathlib import Path

    from index.language import Grammar
    from training.rows import Row

READER_SET = "reader_train.jsonl.gz"
KORQUAD_SET = "korquad_a.jsonl.gz"
ARTICLES = "kowiki_sample.jsonl.gz"
KOREAN = ("ko", KORQUAD)


def gathered(
    data: Path, work: Path, seed: int, grammar: Callable[[], Grammar], tell: Callable[[str], None]
) -> list[Row]:
    """Return the rows of all groups; none is about a held-out title of KorQuAD.

    Args:
        data: Folder with the question sets and the articles; nothing else in it is read.
        work: Folder where the questions that are made lie, or will.
        seed: What they are made with; those of another seed are other files.
        grammar: Loads the grammar, which only making them needs.
        tell: Is given one line before it takes a while.

    Raises:
        InputError: A file is missing or damaged.
    """
    read = [*read_rows(data / READER_SET), *read_rows(data / KORQUAD_SET, KORQUAD)]
    aside = {row.title for row in read if row.group == KORQUAD and is_held_out(row.title)}
    rows = [row for row in read if row.title not in aside]
    made_file = work / f"made-{seed}.jsonl.gz"
    mismatched_file = work / f"mismatched-{seed}.jsonl.gz"
    # The second is made of the first, and so written after it.
    if not mismatched_file.exists():
        tell("making questions (minutes, once)")
        articles = read_articles(data / ARTICLES)
        asked = [row for row in rows if row.group in KOREAN]
        knowing = grammar()
        made = made_rows(articles, knowing, f"{seed} made", MADE_QUESTIONS)
        write_made(made_file, made)
        mismatched = mismatched_rows(asked, made, articles, knowing, f"{seed} mismatched")
        write_made(mismatched_file, mismatched)
    return [*rows, *read_made(made_file), *read_made(mismatched_file)]
