"""How often one visitor may do something."""

from __future__ import annotations

import ipaddress
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Lock

MINUTE = 60.0
# One household or office has a whole network of this size to take its addresses from (RFC 6177).
_HOUSEHOLD_BITS = 64


class RateLimiter:
    """Lets each key do something `allowed` times at once, and then evenly as often in `seconds`.

    May be used from several threads.

    Args:
        allowed: How much is allowed at once; forgotten again within `seconds`.
        seconds: In what time.
        most_keys: How many keys are remembered; the one that was idle the longest is forgotten.
        clock: Tells the time in seconds.
    """

    def __init__(
        self,
        allowed: float,
        seconds: float,
        *,
        most_keys: int = 10_000,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._allowed = allowed
        self._seconds = seconds
        self._most_keys = most_keys
        self._clock = clock
        # By key: how much of what is allowed it had spent, and when that was so.
        self._spent: OrderedDict[str, tuple[float, float]] = OrderedDict()
        self._lock = Lock()

    def wait_seconds(self, key: str, cost: float = 1.0) -> float:
        """Count one try of a key, unless it is too soon for it.

        Returns:
            0.0, and the try is counted; else after how many seconds to try again. What costs more
            than `allowed` will never do.
        """
        with self._lock:
            now = self._clock()
            spent = self._spent_by(key, now) + cost
            if spent > self._allowed:
                return (spent - self._allowed) * self._seconds / self._allowed
            self._keep(key, spent, now)
            return 0.0

    def give_back(self, key: str) -> None:
        """Take back one try that was counted."""
        with self._lock:
            now = self._clock()
            self._keep(key, max(0.0, self._spent_by(key, now) - 1.0), now)

    def __len__(self) -> int:
        """Return how many keys are remembered."""
        return len(self._spent)

    def _spent_by(self, key: str, now: float) -> float:
        spent, since = self._spent.get(key, (0.0, now))
        return max(0.0, spent - (now - since) * self._allowed / self._seconds)

    def _keep(self, key: str, spent: float, now: float) -> None:
        self._spent[key] = (spent, now)
        self._spent.move_to_end(key)
        if len(self._spent) > self._most_keys:
            self._spent.popitem(last=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What one address may do in a minute, and all of them together with the disk.

    Attributes:
        questions: Questions asked in the chat.
        calls: Calls of the HTTP API.
        posts: Requests that send something, of any kind.
        tries: Tries to log in, by address and by name.
        uploads: Bytes sent as files, by everybody; what is uploaded lies about for an hour.
    """

    questions: RateLimiter = field(default_factory=lambda: RateLimiter(60, MINUTE))
    calls: RateLimiter = field(default_factory=lambda: RateLimiter(60, MINUTE))
    posts: RateLimiter = field(default_factory=lambda: RateLimiter(1200, MINUTE))
    tries: RateLimiter = field(default_factory=lambda: RateLimiter(10, MINUTE))
    uploads: RateLimiter = field(default_factory=lambda: RateLimiter(1_000_000_000, 60 * MINUTE))


def address_key(address: str) -> str:
    """Return what to count an address under: itself, or the network of an IPv6 address."""
    try:
        parsed = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return address
    if isinstance(parsed, ipaddress.IPv4Address):
        return str(parsed)
    if parsed.ipv4_mapped is not None:
        return str(parsed.ipv4_mapped)
    return str(ipaddress.ip_network((parsed, _HOUSEHOLD_BITS), strict=False))
