"""Text of others as data in a prompt: behind a delimiter that it cannot know, without commands.

Three things keep an article from speaking as system or user:

- Each request has a delimiter of its own, by chance and in none of its texts.
- Each line of an article begins with `> `. So none begins with `System:`, `### Instruction`, or the
  `[1]` of a passage, and nobody has to list them all.
- What chat templates, markup and our own markers are written with gets full-width brackets, which
  no tokenizer takes for a special token: `＜|im_start|＞`, `＜/context＞`, `［1］`. Titles such as
  `<별의 강>` and `[단독]` stay as they are. `index.normalizing.normalize` makes both kinds of
  brackets the same again, so that a sentence quoted with them is found.

Characters that nobody sees are dropped; all words stay, and can be quoted as they are.
"""

from __future__ import annotations

import re
import secrets
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rag.writing.markers import SQUARE

if TYPE_CHECKING:
    from collections.abc import Iterable

# 64 bits: nobody guesses them in one request.
MARK_BYTES = 8
RULE = "====="
# As many of these as of a rule are no text of an article.
RULE_LIKE = re.compile("={4,}")

# Default ignorable characters that are letters or marks to Unicode: fillers, variation selectors.
IGNORABLE = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u3164\ufe00-\ufe0f\uffa0\U000e0100-\U000e01ef]"
)
# What becomes of control characters, of those that shape or hide others (zero-width, bidi, tags),
# and of halves of surrogate pairs.
UNSEEN = {"Cc": " ", "Cf": "", "Cs": "\N{REPLACEMENT CHARACTER}"}

LONGEST_TAG = 200
COMMANDS = re.compile(
    # Tags, `<s>`, `<|user|>`, `<<SYS>>`, `<0x0A>`: whatever has a Latin name.
    rf"<{{1,3}}(?:[/!|｜_A-Za-z]|0x)[^<>\n]{{0,{LONGEST_TAG}}}>{{1,3}}"
    # Also where they are cut off.
    r"|<{1,3}[/!]?[|｜]|[|｜]>{1,3}"
    # `[|user|]`, `[/INST]`, `[TOOL_CALLS]`, `[gMASK]`.
    rf"|\[[|/][^\[\]\n]{{0,{LONGEST_TAG}}}\]|\[[A-Z]+_[A-Z_0-9]+\]"
    r"|\[(?:INST|SYS|SYSTEM|USER|ASSISTANT|TOOLS?|PROMPT|THINK|IMG|CLS|SEP|PAD|UNK|BOS|EOS|g?MASK)\]"
    rf"|{SQUARE}|{RULE_LIKE.pattern}",
    re.IGNORECASE,
)
FULL_WIDTH = str.maketrans("<>[]=", "＜＞［］＝")


@dataclass(frozen=True, slots=True, kw_only=True)
class Fence:
    """The delimiter of one request.

    Attributes:
        mark: Hexadecimal digits that none of the texts has.
    """

    mark: str

    @classmethod
    def around(cls, texts: Iterable[str]) -> Fence:
        """Return a new delimiter, by chance, that none of the texts has."""
        everything = "\n".join(texts).lower()
        mark = secrets.token_hex(MARK_BYTES)
        while mark in everything:
            mark = secrets.token_hex(MARK_BYTES)
        return cls(mark=mark)

    def enclose(self, text: str, *, opening: str, closing: str) -> str:
        """Return the text between two lines that bear the mark and these names."""
        return f"{RULE}{opening} {self.mark}{RULE}\n{text}\n{RULE}{closing} {self.mark}{RULE}"


def is_fence_like(text: str) -> bool:
    """Return whether a text has a line of a fence in it, of this request or any other."""
    return bool(RULE_LIKE.search(text))


def visible(text: str) -> str:
    """Return the text without characters that nobody sees; tabs and line ends stay.

    Each character is judged by itself. Other control characters become spaces, and half of a
    surrogate pair, which no request can carry, U+FFFD.
    """
    return "".join(_shown(character) for character in IGNORABLE.sub("", text))


def _shown(character: str) -> str:
    if character in "\t\n\r":
        return character
    return UNSEEN.get(unicodedata.category(character), character)


def neutral(text: str) -> str:
    """Return the text composed (NFC) and visible, with nothing in it that commands a model."""
    seen = visible(unicodedata.normalize("NFC", text))
    return COMMANDS.sub(lambda found: found[0].translate(FULL_WIDTH), seen)


def neutral_line(text: str) -> str:
    """Return the text as `neutral` does, on one line."""
    return " ".join(neutral(text).split())


def quoted(text: str) -> str:
    """Return the text as `neutral` does, each of its lines behind `> `, empty ones left out."""
    lines = (" ".join(line.split()) for line in neutral(text).splitlines())
    return "\n".join(f"> {line}" for line in lines if line)
