"""Korean questions that a passage nearly answers: another name, or something it does not tell."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from training.rows import Row, is_held_out

if TYPE_CHECKING:
    from index.language import Grammar
    from training.rows import Article

MISMATCHED = "mismatched"
NAMES = ("NNP", "SL")
CONTENT = ("NNG", "NNP", "SL", "SN", "VV", "VA", "XR")
# Words that ask, and words that any article has.
ASKING = frozenset(
    (
        *("언제", "어디", "누구", "무엇", "얼마", "어떤", "무슨", "어느", "몇", "이름"),
        *("것", "때", "곳", "사람", "하", "되", "있", "이"),
    )
)
SHORTEST_NAME = 2
# Names longer than this, in code points, can stand for one another.
LONG_NAME = 6
# Of what a question asks about, at most this share may occur in the passage.
MOST_TOLD = 1 / 3
# How often every question is asked with another name, and of another article.
NAME_ROUNDS, ARTICLE_ROUNDS = 2, 4
# How many of the made questions are asked with another name.
MADE_SAMPLE = 3_000
# Of how many articles the beginning is a passage, and how long it is, in code points.
PASSAGES = 9_000
PASSAGE = range(200, 700)


def mismatched_rows(
    asked: Sequence[Row],
    made: Sequence[Row],
    articles: Sequence[Article],
    grammar: Grammar,
    seed: str,
) -> list[Row]:
    """Return questions that their passages do not answer, though much speaks for it.

    Args:
        asked: Questions that someone asked, whose contexts are passages too.
        made: Questions made of sentences, some of which get another name.
        articles: What else questions are asked of; those with held-out titles are not used.
        grammar: Knows the words of the questions.
        seed: Draws everything.
    """
    chance = random.Random(seed)
    passages = [
        (article.title, article.text[: PASSAGE.stop])
        for article in chance.sample(articles, len(articles))
        if len(article.text) > PASSAGE.start and not is_held_out(article.title)
    ]
    # Twice, since they are of the kind that is asked about.
    known = [(row.title, row.context) for row in asked] * 2
    rows: list[Row] = []
    for turn in range(NAME_ROUNDS):
        rows += with_other_names(asked, grammar, f"{seed} names {turn}")
    sample = chance.sample(made, min(MADE_SAMPLE, len(made)))
    rows += with_other_names(sample, grammar, f"{seed} names of made")
    for turn in range(ARTICLE_ROUNDS):
        rows += of_another_article(
            asked, [*passages[:PASSAGES], *known], grammar, f"{seed} articles {turn}"
        )
    return rows


def with_other_names(rows: Sequence[Row], grammar: Grammar, seed: str) -> Iterator[Row]:
    """Yield the rows whose question has a name of its passage, with another name in its place.

    The other name is out of another question and about as long, and the passage does not have it.
    """
    chance = random.Random(seed)
    places = [(row, names_of(row.question, grammar)) for row in rows]
    pool: dict[int, list[str]] = defaultdict(list)
    for row, names in places:
        for start, end in names:
            pool[min(end - start, LONG_NAME)].append(row.question[start:end])
    for row, names in places:
        if not names:
            continue
        start, end = chance.choice(names)
        old, new = row.question[start:end], chance.choice(pool[min(end - start, LONG_NAME)])
        if new not in row.context + row.question and old in row.context + row.title:
            question = renamed(row.question, (start, end), new, grammar)
            yield mismatched(question, row.title, row.context)


def of_another_article(
    rows: Sequence[Row], passages: Sequence[tuple[str, str]], grammar: Grammar, seed: str
) -> Iterator[Row]:
    """Yield what was asked about one thing, asked about another whose passage hardly tells it.

    Args:
        rows: Questions; those that name what their article is about are used.
        passages: Title and text of each, one of which is drawn for a question.
        grammar: Knows the words of the questions.
        seed: Draws the passages.
    """
    chance = random.Random(seed)
    for row in rows:
        name = name_in(row)
        if not name:
            continue
        title, context = chance.choice(passages)
        asked = content_of(row.question.replace(name, " "), grammar)
        told = sum(word in context for word in asked)
        if asked and told <= MOST_TOLD * len(asked):
            start = row.question.index(name)
            place = start, start + len(name)
            question = renamed(row.question, place, title.split(" (")[0], grammar)
            yield mismatched(question, title, context)


def names_of(question: str, grammar: Grammar) -> list[tuple[int, int]]:
    """Return where the names of a question stand, in code points."""
    return [
        (morpheme.start, morpheme.end)
        for morpheme in grammar.tag(question)
        if morpheme.tag in NAMES and morpheme.end - morpheme.start >= SHORTEST_NAME
    ]


def name_in(row: Row) -> str:
    """Return by what name, said once, a question tells what its article is about, or ""."""
    words = row.title.split()
    names = (row.title, row.title.split(" (")[0], *words[:1])
    said = (n for n in names if len(n) >= SHORTEST_NAME and row.question.count(n) == 1)
    return next(said, "")


def content_of(question: str, grammar: Grammar) -> set[str]:
    """Return the words of a question that say what it asks about."""
    words = {m.form for m in grammar.tag(question) if m.tag.startswith(CONTENT)}
    return words - ASKING


def renamed(question: str, place: tuple[int, int], name: str, grammar: Grammar) -> str:
    """Return the question with another name at a place, and the particle behind it fitted.

    A particle that fits another name would tell that the question was tampered with.
    """
    start, end = place
    behind = (m for m in grammar.tag(question) if m.start == end and m.tag.startswith("J"))
    particle = next((m for m in behind if question[m.start : m.end] == m.form), None)
    if particle is None:
        return question[:start] + name + question[end:]
    fitted = grammar.join([(name, "NNP"), (particle.form, particle.tag)])
    return question[:start] + fitted + question[particle.end :]


def mismatched(question: str, title: str, context: str) -> Row:
    """Return a question that the context does not answer."""
    return Row(group=MISMATCHED, title=title, context=context, question=question)
