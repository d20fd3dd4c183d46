"""Words with a number in them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """A line that tells how many.

    Attributes:
        many: The line; `{}` stands for the number.
        one: The line for exactly one, in languages that say it otherwise.
    """

    many: str
    one: str | None = None

    def __call__(self, count: int) -> str:
        """Return the line for so many, the thousands apart."""
        if count == 1 and self.one is not None:
            return self.one
        return self.many.format(f"{count:,}")
