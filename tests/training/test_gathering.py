from __future__ import annotations

import gzip
import json
from typing import TYPE_CHECKING

import pytest

from index.errors import InputError
from tests.training.test_synthesis import TEXT
from training.gathering import ARTICLES, KORQUAD_SET, READER_SET, gathered

if TYPE_CHECKING:
    from pathlib import Path

    from index.kiwi import KiwiAnalyzer
    from index.language import Grammar


def record(title: str, lang: str = "ko") -> dict[str, object]:
    return {
        "lang": lang,
        "source": "made_up",
        "title": title,
        "context": f"{title}은 1998년에 문을 열었다.",
        "question": f"{title}은 언제 문을 열었나?",
        "answers": ["1998년"],
        "answer_starts": [len(title) + 2],
        "is_impossible": False,
    }


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """Return a folder with sets; of the titles 강릉 is held out (tests/training/test_rows.py)."""
    sets: dict[str, list[dict[str, object]]] = {
        READER_SET: [record("부산"), record("강릉"), record("京都", "ja")],
        KORQUAD_SET: [record("강릉"), record("한강")],
        ARTICLES: [{"title": "강릉", "text": TEXT}, {"title": "독도", "text": TEXT}],
        "tydi_ko_dev.jsonl.gz": [record("속초")],
    }
    for name, records in sets.items():
        with gzip.open(tmp_path / name, "wt", encoding="utf-8") as file:
            file.writelines(json.dumps(one) + "\n" for one in records)
    return tmp_path


def unneeded() -> Grammar:
    raise AssertionError


def test_held_out_titles_and_other_sets_never_appear(
    data: Path, tmp_path: Path, kiwi: KiwiAnalyzer
) -> None:
    rows = gathered(data, tmp_path, 1, lambda: kiwi, lambda _: None)
    assert {row.group for row in rows} == {"ko", "ja", "korquad", "made", "mismatched"}
    assert {row.title for row in rows} == {"부산", "京都", "한강", "독도"}
    assert not [row for row in rows if "강릉" in row.question + row.context]


def test_questions_are_made_once(data: Path, tmp_path: Path, kiwi: KiwiAnalyzer) -> None:
    lines: list[str] = []
    first = gathered(data, tmp_path, 1, lambda: kiwi, lines.append)
    assert gathered(data, tmp_path, 1, unneeded, lines.append) == first
    assert lines == ["making questions (minutes, once)"]


def test_other_seeds_make_other_questions(data: Path, tmp_path: Path, kiwi: KiwiAnalyzer) -> None:
    made = [
        [
            row
            for row in gathered(data, tmp_path, seed, lambda: kiwi, lambda _: None)
            if row.group == "made"
        ]
        for seed in (1, 2)
    ]
    assert made[0] != made[1]


def test_missing_set_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"no reader_train\.jsonl\.gz"):
        gathered(tmp_path, tmp_path, 1, unneeded, lambda _: None)
