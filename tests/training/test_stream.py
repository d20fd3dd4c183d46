from __future__ import annotations

from itertools import islice, pairwise

from tests.training.toys import SMALL, letter_tokenizer, letters, row
from training.recipe import Stage
from training.stream import BATCH_TOKENS, POOL, Position, Stream, batched
from training.windows import Cutter, Window

CUTTER = Cutter(letter_tokenizer(), SMALL)
STAGE = Stage(
    name="toy",
    windows=100,
    shares={"ja": 0.5, "ko": 0.5},
    rest=0.0,
    unanswerable=0.3,
    warmup=1,
    cooling=0.0,
)
ROWS = [
    row(f"가나 {number} 다라", "몇?", str(number), group=group)
    for number in range(10, 50)
    for group in ("ja", "ko")
]


def stream(seed: str = "1") -> Stream:
    return Stream([*ROWS, row("마바", "다?", "마", group="made")], STAGE, CUTTER, seed)


def test_stream_can_go_on_from_every_position() -> None:
    # A pool of 600 short windows is a few batches: 12 reach into the third pool or so.
    whole = list(islice(stream().batches(Position()), 12))
    assert whole[-1][1].pool >= 1
    for place, (_, position) in enumerate(whole[:-1]):
        assert next(stream().batches(position)) == whole[place + 1]


def test_other_seeds_give_other_batches() -> None:
    one, other = next(stream("1").batches(Position())), next(stream("2").batches(Position()))
    assert one[0] != other[0]


def test_every_row_of_a_group_comes_once_before_one_comes_again() -> None:
    drawn = stream()
    first = [drawn._row("ko", count) for count in range(40)]
    second = [drawn._row("ko", count) for count in range(40, 80)]
    assert sorted(one.answer for one in first) == [str(number) for number in range(10, 50)]
    assert sorted(one.answer for one in second) == sorted(one.answer for one in first)
    assert first != second


def test_groups_come_by_their_shares_and_others_not_at_all() -> None:
    batches = stream().batches(Position())
    seen: list[Window] = []
    drawn = {}
    for batch, position in batches:
        if position.pool == 1:
            drawn = dict(position.drawn)
            break
        seen += batch
    assert len(seen) == POOL
    assert set(drawn) == {"ja", "ko"}
    # Of about 600 draws half each; 5 standard deviations are 61.
    assert abs(drawn["ja"] - drawn["ko"]) < 2 * 61
    assert not [window for window in seen if "마" in letters(window, 0, len(window.ids))]


def test_batches_have_no_more_tokens_than_they_may() -> None:
    windows = [Window(ids=(0,) * length, offset=1) for length in (50, 190, 10, 190, 120) * 40]
    made = list(batched(windows))
    assert sum(map(len, made)) == len(windows)
    assert max(len(batch) * max(len(w.ids) for w in batch) for batch in made) <= BATCH_TOKENS
    # Sorted by length, and none has room for the first window of the next one.
    assert all((len(one) + 1) * len(other[0].ids) > BATCH_TOKENS for one, other in pairwise(made))
