"""Plain text as Markdown that shows exactly this text: nothing in it becomes markup."""

from __future__ import annotations

import re

from ui.markup import visible
from ui.plain import one_line

# What starts a span of markup anywhere (CommonMark, GitHub's and Obsidian's additions to it), then
# what makes an address a link: the dot of a name such as example.com, the second slash of a scheme.
_LIVE = re.compile(
    r"[\\`*_{}\[\]#^~|$=]|(?<=\S)\.(?=[^\W\d_])|(?<=www)\.|/(?=/)|^[-+]", re.IGNORECASE
)
_LIST_NUMBER = re.compile(r"^(\d{1,9})([.)])(?=\s|$)")
_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
# GitHub makes a link of any mail address, escaped or not, but not across the end of a code span.
_AT = re.compile(r"@+")
# White space around a line is structure, unless it is written as a character reference.
_EDGE = re.compile(r"^[ \t]|[ \t]$")
_LINE_END = re.compile(r"\r\n|\r|\n")


def inline_markdown(text: str) -> str:
    """Return one line of Markdown that reads as this text."""
    return _escaped(one_line(text))


def code_markdown(text: str) -> str:
    """Return a code span: its words stay what they are, without any escapes."""
    words = _LINE_END.sub(" ", visible(text))
    longest = max((len(run) for run in re.findall("`+", words)), default=0)
    fence = "`" * (longest + 1)
    padding = " " if words.startswith("`") or words.endswith("`") else ""
    return f"{fence}{padding}{words}{padding}{fence}"


def quote_markdown(text: str) -> str:
    """Return a block quote with the lines of this text."""
    lines = [_escaped(line) for line in _LINE_END.split(visible(text))]
    followers = [*lines[1:], ""]
    # A backslash breaks the line; before a blank line it would be a character of its own.
    broken = [
        f"{line}\\" if line and follower else line
        for line, follower in zip(lines, followers, strict=True)
    ]
    return "\n".join(f"> {line}" if line else ">" for line in broken)


def _escaped(line: str) -> str:
    marked = "".join(_ENTITIES.get(character, character) for character in line)
    marked = _LIST_NUMBER.sub(r"\1\\\2", _LIVE.sub(r"\\\g<0>", marked))
    marked = _EDGE.sub(lambda space: f"&#{ord(space[0])};", marked)
    return _AT.sub(r"`\g<0>`", marked)
