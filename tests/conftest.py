"""Engines that take seconds to load, loaded once for all tests that ask for them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.sharing import SharedEngines

if TYPE_CHECKING:
    from index.encoding import SentenceEncoder
    from index.kiwi import KiwiAnalyzer
    from ui.wiring import Engines


@pytest.fixture(scope="session")
def kiwi() -> KiwiAnalyzer:
    from index.kiwi import KiwiAnalyzer  # noqa: PLC0415  (loads Kiwi)

    return KiwiAnalyzer()


@pytest.fixture(scope="session")
def sentence_encoder() -> SentenceEncoder:
    """Return the bundled encoder; tests that use it are marked `model`."""
    from index.encoding import SentenceEncoder  # noqa: PLC0415  (loads torch)

    return SentenceEncoder(tell=lambda _line: None)


@pytest.fixture(scope="session")
def engines(sentence_encoder: SentenceEncoder, kiwi: KiwiAnalyzer) -> Engines:
    """Return all real engines; tests that use them are marked `model`."""
    return SharedEngines(sentence_encoder, kiwi)
