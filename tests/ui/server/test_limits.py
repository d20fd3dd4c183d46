from __future__ import annotations

from threading import Barrier, Thread

import pytest

from ui.server.limits import Limits, RateLimiter, address_key

SECONDS = 30


class Clock:
    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


def test_what_is_allowed_may_be_done_at_once(clock: Clock) -> None:
    limiter = RateLimiter(60, 60, clock=clock)
    assert [limiter.wait_seconds("a") for _ in range(61)] == [0.0] * 60 + [1.0]


def test_refused_tries_are_not_counted(clock: Clock) -> None:
    limiter = RateLimiter(2, 10, clock=clock)
    assert [limiter.wait_seconds("a") for _ in range(5)] == [0.0, 0.0, 5.0, 5.0, 5.0]


def test_time_gives_back_evenly(clock: Clock) -> None:
    limiter = RateLimiter(2, 10, clock=clock)
    limiter.wait_seconds("a")
    limiter.wait_seconds("a")
    clock.now += 4
    assert limiter.wait_seconds("a") == pytest.approx(1.0)
    clock.now += 1
    assert limiter.wait_seconds("a") == 0.0
    assert limiter.wait_seconds("a") == pytest.approx(5.0)
    clock.now += 1000
    assert [limiter.wait_seconds("a") for _ in range(3)] == [0.0, 0.0, 5.0]


def test_waiting_as_long_as_told_is_enough(clock: Clock) -> None:
    limiter = RateLimiter(3, 7, clock=clock)
    waits = []
    for _ in range(50):
        waits.append(limiter.wait_seconds("a"))
        clock.now += waits[-1] + 1e-9
    assert waits[:5] == pytest.approx([0, 0, 0, 7 / 3, 0])
    assert waits[3:] == pytest.approx([7 / 3, 0] * 23 + [7 / 3])


def test_keys_are_counted_apart(clock: Clock) -> None:
    limiter = RateLimiter(1, 60, clock=clock)
    assert limiter.wait_seconds("a") == 0.0
    assert limiter.wait_seconds("b") == 0.0
    assert limiter.wait_seconds("a") == 60.0


def test_dear_things_count_more(clock: Clock) -> None:
    limiter = RateLimiter(100, 60, clock=clock)
    assert limiter.wait_seconds("a", cost=70) == 0.0
    assert limiter.wait_seconds("a", cost=70) == pytest.approx(24.0)
    assert limiter.wait_seconds("a", cost=30) == 0.0


def test_a_try_can_be_given_back(clock: Clock) -> None:
    limiter = RateLimiter(1, 60, clock=clock)
    limiter.wait_seconds("a")
    limiter.give_back("a")
    assert limiter.wait_seconds("a") == 0.0
    limiter.give_back("b")
    assert [limiter.wait_seconds("b") for _ in range(2)] == [0.0, 60.0]


def test_only_so_many_keys_are_remembered_and_the_busiest_stay(clock: Clock) -> None:
    limiter = RateLimiter(2, 60, most_keys=10, clock=clock)
    limiter.wait_seconds("busy")
    for number in range(100):
        limiter.wait_seconds(f"passing {number}")
        if number == 5:
            limiter.wait_seconds("busy")
        if number == 10:
            assert limiter.wait_seconds("busy") > 0
    assert len(limiter) == 10


def test_threads_together_are_allowed_no_more_than_one_alone(clock: Clock) -> None:
    limiter = RateLimiter(100, 60, clock=clock)
    start = Barrier(4)
    allowed: list[bool] = []

    def try_often() -> None:
        start.wait(SECONDS)
        allowed.extend(limiter.wait_seconds("a") == 0.0 for _ in range(50))

    threads = [Thread(target=try_often) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(SECONDS)
    assert len(allowed) == 200
    assert sum(allowed) == 100


@pytest.mark.parametrize(
    ("address", "key"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2::9", "2001:db8:1:2::/64"),
        ("2001:db8:1:3::9", "2001:db8:1:3::/64"),
        ("fe80::1%eth0", "fe80::/64"),
        ("::1", "::/64"),
        ("", ""),
        ("nowhere", "nowhere"),
    ],
)
def test_address_is_counted_with_its_household(address: str, key: str) -> None:
    assert address_key(address) == key


def test_sixty_questions_and_calls_and_ten_tries_a_minute_are_allowed() -> None:
    limits = Limits()
    for limiter, allowed in ((limits.questions, 60), (limits.calls, 60), (limits.tries, 10)):
        # All at once: one after the other, some would be given back meanwhile.
        assert limiter.wait_seconds("a", cost=allowed + 1) == pytest.approx(60 / allowed)
        assert limiter.wait_seconds("a", cost=allowed) == 0.0
