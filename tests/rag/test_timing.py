from __future__ import annotations

from rag.timing import Clock


def test_time_of_a_step_that_is_taken_twice_adds_up() -> None:
    clock = Clock()
    with clock.step("read"):
        sorted(range(100_000), reverse=True)
    first = clock.milliseconds["read"]
    with clock.step("read"):
        pass
    assert clock.milliseconds["read"] >= first > 0


def test_total_is_the_time_since_the_beginning() -> None:
    clock = Clock()
    with clock.step("read"):
        sorted(range(100_000), reverse=True)
    clock.stop()
    assert list(clock.milliseconds) == ["read", "total"]
    # Both are rounded to the microsecond.
    assert clock.milliseconds["total"] >= clock.milliseconds["read"] - 0.001
