from __future__ import annotations

from typing import get_args

import pytest

from ui.articles.sniffing import ContentFault
from ui.articles.staging import Fault
from ui.articles.uploads import NameFault, Placed, SizeFault
from ui.words.uploads import ENGLISH, KOREAN, UploadsWords

BOTH = pytest.mark.parametrize("words", [KOREAN, ENGLISH])
FAULTS = {
    *get_args(NameFault),
    *get_args(SizeFault),
    *get_args(ContentFault),
    *("unreadable", "too_many", "lost", "visitor_full", "full", "disk"),
}


def test_the_faults_listed_here_are_all_there_are() -> None:
    alone = {name for part in get_args(Fault) for name in (get_args(part) or (part,))}
    assert alone == FAULTS


@BOTH
def test_every_fault_and_placement_has_its_words(words: UploadsWords) -> None:
    assert set(words.faults) == FAULTS
    assert set(words.placed) == set(get_args(Placed))


@BOTH
def test_the_script_finds_two_places_for_its_numbers(words: UploadsWords) -> None:
    assert words.sending.count("{}") == 2


@BOTH
def test_only_the_fault_of_a_file_that_cannot_be_read_has_a_reason(words: UploadsWords) -> None:
    assert [fault for fault, line in words.faults.items() if "{}" in line] == ["unreadable"]
    assert words.limits.count("{}") == 1
