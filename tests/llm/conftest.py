from __future__ import annotations

import importlib.util
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.llm.real import PACKAGE, model_file
from ui.llm.local import LocalModel


@pytest.fixture(scope="session")
def gguf() -> Path:
    found = model_file()
    if found is None:
        pytest.skip(f"{PACKAGE} is not installed; get it with: make model")
    if importlib.util.find_spec("xllamacpp") is None:
        pytest.skip("xllamacpp is not installed; get it with: pip install 'chulcheo[llm]'")
    return found


@pytest.fixture(scope="session")
def local(gguf: Path) -> Iterator[LocalModel]:
    """One real server for all tests of a process."""
    with LocalModel(gguf, threads=2) as model:
        yield model
