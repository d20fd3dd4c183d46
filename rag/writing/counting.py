"""How many tokens a text has, without the tokenizer of the model."""

from __future__ import annotations

import math
import threading
from collections import deque

# A byte-level tokenizer never makes more tokens than bytes, and one that knows no Hangul makes
# nearly as many. ASCII is known to all of them: two characters a token even in lists of numbers.
TOKENS_A_BYTE = 1.0
TOKENS_AN_ASCII_BYTE = 0.5
# Tokenizers that know Hangul best make 0.6 tokens of a syllable, which is three bytes: servers that
# report less have counted only what they had not read before, or cut the prompt.
LOWEST_FACTOR = 0.2
# The next text may be harder to cut than those that were counted.
MARGIN = 1.15
# Shorter texts say more about the words that a server puts around them.
SHORTEST_LEARNT = 200
REMEMBERED = 8


class TokenGuess:
    """Guesses tokens on the safe side; learns from texts whose tokens were counted.

    Safe to use from several threads.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._factors: deque[float] = deque(maxlen=REMEMBERED)

    def tokens(self, text: str) -> int:
        """Return how many tokens a text has at most, as far as one can tell."""
        with self._lock:
            # The highest of the last reports: one that is too low must not make the guess unsafe.
            factor = max(self._factors, default=1.0)
        return math.ceil(_weight(text) * factor)

    def learn(self, text: str, tokens: int) -> None:
        """Take note that a text has so many tokens."""
        weight = _weight(text)
        if weight >= SHORTEST_LEARNT:
            with self._lock:
                self._factors.append(max(tokens / weight * MARGIN, LOWEST_FACTOR))


def _weight(text: str) -> float:
    length = len(text.encode("utf-8", "replace"))
    ascii_length = sum(map(str.isascii, text))
    return (length - ascii_length) * TOKENS_A_BYTE + ascii_length * TOKENS_AN_ASCII_BYTE
