"""Questions that no one asked, made of articles, for a language with too few that someone did."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, TypeVar

from training.cloze import Cloze
from training.phrases import is_balanced
from training.rows import Row, is_held_out

if TYPE_CHECKING:
    from index.language import Grammar
    from training.rows import Article

Item = TypeVar("Item")

MADE = "made"
# In code points. Shorter paragraphs are mostly headings and lists. Judgement.
SHORTEST_PARAGRAPH = 120
SENTENCE = range(30, 151)
# How far the passage reaches beyond the answer, on either side.
REACH = (60, 330)
# Most paragraphs of an article, sentences of a paragraph, and questions of a sentence.
PARAGRAPHS = SENTENCES = QUESTIONS = 2

STATEMENT = re.compile(r"\S[^\n]*?다\.(?=\s|$)")
# What is left where a formula or another script was taken out of an article.
DAMAGED = re.compile(r"formula_\d|\([\s,;]*\)|\(\s*[,;]")


def made_rows(articles: Sequence[Article], grammar: Grammar, seed: str, most: int) -> list[Row]:
    """Return about so many questions about single sentences, the articles in random order.

    Articles whose titles are held out are not asked about. There are fewer questions where the
    articles do not give more.
    """
    chance = random.Random(seed)
    cloze = Cloze(grammar, seed)
    rows: list[Row] = []
    for article in chance.sample(articles, len(articles)):
        if len(rows) >= most:
            break
        if not is_held_out(article.title):
            rows += rows_of(article, cloze, chance)
    return rows


def rows_of(article: Article, cloze: Cloze, chance: random.Random) -> list[Row]:
    """Return questions about a few sentences of an article, each with the text around it."""
    name = article.title.split(" (")[0]
    rows: list[Row] = []
    for paragraph in some(paragraphs(article.text), PARAGRAPHS, chance):
        for match in some(statements(paragraph), SENTENCES, chance):
            for question in cloze.questions(match.group(), name, QUESTIONS):
                start, end = match.start() + question.start, match.start() + question.end
                low, high = stretch(paragraph, start, end, chance)
                row = Row(
                    group=MADE,
                    title=article.title,
                    context=paragraph[low:high],
                    question=question.text,
                    answer=paragraph[start:end],
                    start=start - low,
                )
                rows.append(row)
    return rows


def paragraphs(text: str) -> list[str]:
    """Return the lines of an article that are long enough to tell something."""
    return [line for line in text.split("\n") if len(line) > SHORTEST_PARAGRAPH]


def statements(paragraph: str) -> list[re.Match[str]]:
    """Return where the whole, undamaged sentences stand that end with -다."""
    return [
        match
        for match in STATEMENT.finditer(paragraph)
        if len(match.group()) in SENTENCE
        and is_balanced(match.group())
        and not DAMAGED.search(match.group())
    ]


def stretch(paragraph: str, start: int, end: int, chance: random.Random) -> tuple[int, int]:
    """Return where a stretch of the paragraph around a place begins and ends, with whole words."""
    low = max(0, start - chance.randint(*REACH))
    high = min(len(paragraph), end + chance.randint(*REACH))
    before, after = paragraph.rfind(" ", 0, low + 1), paragraph.find(" ", high)
    return before + 1, after if after >= 0 else len(paragraph)


def some(items: Sequence[Item], most: int, chance: random.Random) -> list[Item]:
    """Return at most so many of the items, drawn at random."""
    return chance.sample(items, min(most, len(items)))
