"""What the tests of faults share: the processes that inject them, and two indexes to ruin."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.faults.injecting import reason_to_skip
from tests.faults.sweeping import Crew
from tests.faults.trying import Laboratory, furnish

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(scope="session")
def crew() -> Iterator[Crew]:
    reason = reason_to_skip()
    if reason:
        pytest.skip(reason)
    with Crew() as crew:
        yield crew


@pytest.fixture(scope="session")
def laboratory(crew: Crew, tmp_path_factory: pytest.TempPathFactory) -> Laboratory:
    """Return an index of twelve articles that is to be brought up to date."""
    return furnish(crew.injectors[0], tmp_path_factory.mktemp("update"), files=12)


@pytest.fixture(scope="session")
def empty_laboratory(crew: Crew, tmp_path_factory: pytest.TempPathFactory) -> Laboratory:
    """Return four articles of which there is no index yet."""
    return furnish(crew.injectors[0], tmp_path_factory.mktemp("first"), files=4, is_first=True)
