"""What can be pressed in the articles tab, as the browser says it: a verb and what it is done to.

The server checks what is named against what it knows itself, so a forged one reaches nothing else.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias, cast, get_args
from urllib.parse import quote, unquote

from index.errors import InputError

Verb: TypeAlias = Literal[
    "take", "preview", "accept", "reject", "delete", "remove", "close", "accept-all", "reject-all"
]

# The longer verbs first, for some of them begin like others.
_VERBS: tuple[str, ...] = tuple(sorted(get_args(Verb), key=len, reverse=True))


@dataclass(frozen=True, slots=True)
class Act:
    """Something that a visitor wants done.

    Attributes:
        verb: `take` what was sent; `preview`, `accept` or `reject` a waiting file, or all of them;
            `delete` an article, which is asked about, and then `remove` it; `close` what is open.
        target: The id of a waiting file or the path of an article in the corpus folder, where the
            verb needs one.
    """

    verb: Verb
    target: str = ""

    def __str__(self) -> str:
        return f"{self.verb}-{quote(self.target, safe='')}" if self.target else self.verb


def parse_act(written: str) -> Act:
    """Return what came back from a browser.

    Raises:
        InputError: It is none that this page writes.
    """
    for verb in _VERBS:
        if written == verb:
            return Act(cast("Verb", verb))
        if written.startswith(f"{verb}-"):
            return Act(cast("Verb", verb), unquote(written.removeprefix(f"{verb}-")))
    message = f"not a link of this page: {written[:80]!r}; press a button in the list of articles"
    raise InputError(message)
