from __future__ import annotations

from pathlib import Path

import pytest

from tests.fakes import SEEDS

ROOT = Path(__file__).parent.parent
PROGRAMS = sorted(
    path
    for folder in ("rag", "training", "benchmarks")
    for path in (ROOT / folder).rglob("*")
    if path.suffix in {".py", ".md", ".json"}
)
# So many code points in a row are no chance; a name or a common phrase is shorter.
COPIED = 16


def runs(text: str) -> set[str]:
    """Return every stretch of `COPIED` code points, white space aside."""
    letters = "".join(text.split())
    return {letters[at : at + COPIED] for at in range(len(letters) - COPIED + 1)}


SEED_RUNS = set[str]().union(*(runs(path.read_text(encoding="utf-8")) for path in SEEDS))


def test_there_are_seeds_and_programs_to_compare() -> None:
    assert len(SEEDS) == 5
    assert len(SEED_RUNS) > 5000
    assert len(PROGRAMS) > 80


@pytest.mark.parametrize("path", PROGRAMS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_nothing_of_the_seed_articles_is_in_what_trains_fits_or_answers(path: Path) -> None:
    assert not runs(path.read_text(encoding="utf-8")) & SEED_RUNS


@pytest.mark.parametrize("folder", ["training", "benchmarks"])
def test_no_program_that_trains_or_fits_reads_the_seeds(folder: str) -> None:
    for path in (ROOT / folder).rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        assert "seed_questions" not in text, path
        assert "seeds/" not in text, path
        assert '"seeds"' not in text, path
