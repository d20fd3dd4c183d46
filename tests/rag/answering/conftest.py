"""An index of two articles for all tests of this folder."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.fakes import toy_snapshot
from tests.rag.answering.articles import TEXTS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from index.snapshot import Snapshot


@pytest.fixture(scope="package")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Snapshot]:
    snapshot = toy_snapshot(tmp_path_factory.mktemp("answering"), TEXTS)
    yield snapshot
    snapshot.close()
