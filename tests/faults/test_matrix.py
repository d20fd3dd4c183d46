from __future__ import annotations

from typing import TYPE_CHECKING

from tests.faults.matrix import main

if TYPE_CHECKING:
    import pytest

    from tests.faults.sweeping import Crew


def test_matrix_prints_a_line_for_each_kind_of_kill(
    crew: Crew, capsys: pytest.CaptureFixture[str]
) -> None:
    assert crew.injectors  # Else it is skipped.
    status = main(["--files", "2", "--kills", "random:2"])
    head, line = capsys.readouterr().out.splitlines()
    assert head == "fault | runs | old | new | neither | wrong | seconds"
    fault, runs, old, new, neither, wrong, _seconds = line.split(" | ")
    assert (fault, runs, neither, wrong) == ("random:2", "2", "0", "0")
    assert int(old) + int(new) == 2
    assert status == 0
