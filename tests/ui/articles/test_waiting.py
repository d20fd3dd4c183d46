from __future__ import annotations

import json
from pathlib import Path

import pytest

from index.formats import extract
from ui.articles.waiting import PREVIEW_CHARS, Waiting, keep, read_note, read_waiting

NEWS = """\
제목,본문,날짜,언론사
다리 열리다,다리가 아주 길다.,2024-03-02,갯벌신문
역 닫히다,역이 닫혔다.,2024-03-05,두루일보
"""
PAGE = """\
<!doctype html><html><head><title>다리 열리다</title></head><body><nav>메뉴 로그인</nav>
<article><h1>다리 열리다</h1><p>갈매섬과 뭍을 잇는 다리가 2일 아침 열렸다. 열두 해가 걸렸다.</p>
<h2>남은 일</h2><p>이장 한바다 씨는 병원에 가는 길이 이십 분으로 줄었다고 말했다.</p></article>
</body></html>
"""


def kept(folder: Path, name: str, text: str) -> tuple[Path, Waiting]:
    """Keep a file, and return its folder and the note in it."""
    data = text.encode()
    keep(folder / "visitor", name, data, extract(data, name))
    (entry,) = (folder / "visitor").iterdir()
    return entry, read_note(entry)


def test_a_file_of_many_articles_has_one_note_that_counts_them(tmp_path: Path) -> None:
    entry, note = kept(tmp_path, "소식.csv", NEWS)
    assert (note.name, note.articles) == ("소식.csv", 2)
    assert (note.title, note.publisher, note.published) == ("다리 열리다", "갯벌신문", "2024-03-02")
    first = read_waiting(entry, note)
    assert (first.source, first.title) == ("소식.csv", "다리 열리다")
    assert first.text.endswith("다리가 아주 길다.")


@pytest.mark.parametrize("name", ["다리.html", "다리.txt"])
def test_the_preview_has_the_text_and_the_places_that_were_taken_out(
    tmp_path: Path, name: str
) -> None:
    entry, note = kept(tmp_path, name, PAGE)
    assert (note.title, note.articles) == ("다리 열리다", 1)
    page = read_waiting(entry, note)
    assert "<p>" not in page.text
    assert "메뉴" not in page.text
    assert page.article.title is not None
    assert page.text[page.article.title.start : page.article.title.end] == "다리 열리다"
    assert page.text[page.places[-1].start :].startswith("남은 일")


@pytest.mark.parametrize("length", [PREVIEW_CHARS, PREVIEW_CHARS + 1])
def test_no_more_is_shown_than_the_beginning(tmp_path: Path, length: int) -> None:
    assert read_waiting(*kept(tmp_path, "a.txt", "가" * length)).text == "가" * PREVIEW_CHARS


def test_a_note_from_before_files_had_many_articles_is_of_one(tmp_path: Path) -> None:
    entry, _ = kept(tmp_path, "a.txt", "글이다.")
    (path,) = entry.glob("*.json")
    note = json.loads(path.read_bytes())
    del note["articles"]
    path.write_text(json.dumps(note), encoding="utf-8")
    assert read_note(entry).articles == 1
