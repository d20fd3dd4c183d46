"""A workspace that knows Korean and counts syllables for meaning, over files as they come."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from tests.fakes import SyllableEncoder
from tests.sharing import SharedWorkspace
from ui.wiring import Engines
from ui.words import WORDS

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from index.datatypes import Changes
    from index.kiwi import KiwiAnalyzer
    from rag.datatypes import Answer

FERRY = """\
소금섬 나룻배, 백 년 만에 돛을 내리다

물결신문 2023.06.11 07:20
오달빛 기자

소금섬과 뭍을 오가던 나룻배가 지난 토요일 마지막으로 떠났다. 사공 한여울 씨는 47년 동안 노를 저었다.

나룻배는 1923년에 처음 물에 떴다. 배 안에는 나무 의자 14개가 있었다.

군청은 나룻배를 바닷가 빈터에 옮겨 놓고 찻집으로 꾸미겠다고 밝혔다.
"""
HIVE = """\
학교 옥상에서 꿀 90병을 땄다

두루일보 2024.09.03 16:40
배시내 기자

언덕초등학교 아이들이 옥상 벌통 여섯 개에서 꿀 90병을 땄다. 벌은 모두 12만 마리이다.
"""
# Sentences of the article in other words, and a question for its byline.
QUESTIONS = (
    "소금섬 나룻배는 1923년에 처음 물에 떴다.",
    "사공 한여울 씨는 47년 동안 노를 저었다.",
    "소금섬 나룻배 기사는 누가 썼나?",
)


class WordEngines(Engines):
    """Kiwi, an encoder that counts syllables, and no reader of short answers."""

    def __init__(self, analyzer: KiwiAnalyzer) -> None:
        super().__init__("toy", lambda _line: None)
        self.counting = SyllableEncoder()
        self._encoder = self.counting
        self._analyzer = analyzer

    def spans(self) -> None:
        self._has_looked = True


def korean_workspace(
    folder: Path, kiwi: KiwiAnalyzer, files: Mapping[str, bytes]
) -> SharedWorkspace:
    """Return a workspace over `folder/corpus` that is indexed with these files."""
    space = SharedWorkspace(folder, WordEngines(kiwi))
    space.corpus.mkdir(parents=True, exist_ok=True)
    for name, data in files.items():
        (space.corpus / name).write_bytes(data)
    space.refresh()
    return space


def composed(text: str) -> str:
    return unicodedata.normalize("NFC", text)


def decomposed(text: str) -> str:
    return unicodedata.normalize("NFD", text)


def said(answer: Answer) -> tuple[str, list[tuple[str, str]]]:
    """Return the words of an answer and of its citations with their sources, composed."""
    return composed(answer.text), [
        (citation.source, composed(citation.quote)) for citation in answer.citations
    ]


def told(changes: Changes) -> dict[str, tuple[str, str]]:
    """Return why files were skipped, in English and as a Korean visitor reads it."""
    reason = WORDS["ko"].errors.reason
    return {item.source: (item.reason, reason(item.reason)) for item in changes.skipped}
