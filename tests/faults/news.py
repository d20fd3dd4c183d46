"""Made-up news, as many articles as wanted, in an old and a new edition."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path

PLACES = ("갈매섬", "솔재마을", "두루시", "물안개면", "바람고개")
THINGS = ("다리", "도서관", "등대", "우체국", "시장", "목욕탕", "버스 정류장")
PAPERS = ("갯벌신문", "두루일보", "파도일보")
HEADS = ("한바다", "배기적", "서하늘", "노을이")


def article(number: int, edition: int) -> str:
    """Return an article; those of other numbers or editions differ in every sentence."""
    place, thing = PLACES[number % len(PLACES)], THINGS[number % len(THINGS)]
    paper, head = PAPERS[number % len(PAPERS)], HEADS[number % len(HEADS)]
    count = 100 * number + edition
    return (
        f"{place} {thing} {count}호 소식\n\n"
        f"{paper} 2024.03.{1 + number % 28:02} 09:00\n\n"
        f"{place}의 {thing}에 {count}명이 모였다. "
        f"이번이 제{edition}판 기사로 {number}번째 소식이다.\n\n"
        f'{head} 씨는 "{thing} 덕분에 {count}분을 아꼈다"고 말했다.\n\n'
        f"공사비는 {count}억 원이 들었고 통행료는 받지 않는다.\n"
    )


def write_edition(corpus: Path, files: int, edition: int, seeds: Sequence[Path] = ()) -> None:
    """Make the folder hold one edition of so many articles.

    Of the first edition's files the second changes every third and lacks every fourth, and it has
    a quarter as many new ones.
    """
    shutil.rmtree(corpus, ignore_errors=True)
    corpus.mkdir(parents=True)
    for number in range(files + (files // 4 if edition > 1 else 0)):
        is_new = number >= files
        if edition > 1 and number % 4 == 1 and not is_new:
            continue
        of = edition if is_new or number % 3 == 0 else 1
        (corpus / f"news-{number:03}.txt").write_text(article(number, of), encoding="utf-8")
    for seed in seeds:
        shutil.copy(seed, corpus)
