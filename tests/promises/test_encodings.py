"""An article is found, read and cited alike in whatever encoding or letters it is written."""

from __future__ import annotations

import codecs
from typing import TYPE_CHECKING

import pytest

from tests.fakes import toy_snapshot, toy_update
from tests.promises.korean import (
    FERRY,
    HIVE,
    QUESTIONS,
    composed,
    decomposed,
    korean_workspace,
    said,
    told,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from index.kiwi import KiwiAnalyzer
    from rag.datatypes import Answer
    from tests.sharing import SharedWorkspace

# How it is written, and the text that the bytes are.
WAYS: dict[str, tuple[Callable[[str], bytes], Callable[[str], str]]] = {
    "utf-8-sig": (lambda text: text.encode("utf-8-sig"), str),
    "utf-16-le with mark": (lambda text: codecs.BOM_UTF16_LE + text.encode("utf-16-le"), str),
    "utf-16-be with mark": (lambda text: codecs.BOM_UTF16_BE + text.encode("utf-16-be"), str),
    "utf-16-le": (lambda text: text.encode("utf-16-le"), str),
    "utf-16-be": (lambda text: text.encode("utf-16-be"), str),
    "cp949": (lambda text: text.encode("cp949"), str),
    "euc-kr": (lambda text: text.encode("euc-kr"), str),
    "decomposed": (lambda text: decomposed(text).encode(), decomposed),
}
# Nothing of these can be seen, or it looks as a plain letter or space does.
DISGUISES: dict[str, Callable[[str], str]] = {
    "zero-width space": lambda text: text.replace("나룻배", "나\u200b룻\u200d배"),
    "byte order mark inside": lambda text: text.replace("나룻배", "나룻\ufeff배"),
    "soft hyphen": lambda text: text.replace("나룻배", "나\u00ad룻배"),
    "no-break space": lambda text: text.replace(" ", "\u00a0"),
    "ideographic space": lambda text: text.replace(" ", "\u3000"),
    "direction": lambda text: text.replace("1923년", "\u202a1923년\u202c"),
    "full width": lambda text: text.replace("1923", "１９２３").replace("47", "４７"),
    "line ends of Windows": lambda text: text.replace("\n", "\r\n"),
    "line ends of old Macs": lambda text: text.replace("\n", "\r"),
}


def check_places(answer: Answer, text: str) -> None:
    """Check that every citation and passage of the ferry is what its text says there."""
    quotes = [(item.source, item.start, item.end, item.quote) for item in answer.citations]
    read = [(item.source, item.start, item.end, item.text) for item in answer.passages]
    for source, start, end, words in quotes + read:
        assert text[start:end] == words or source != "ferry.txt"


def found(space: SharedWorkspace, question: str) -> list[tuple[str, str, float]]:
    passages = space.search(question, top_k=5)
    return [(item.source, composed(item.text), item.score) for item in passages]


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory, kiwi: KiwiAnalyzer) -> SharedWorkspace:
    files = {"ferry.txt": FERRY.encode(), "hive.txt": HIVE.encode()}
    return korean_workspace(tmp_path_factory.mktemp("plain"), kiwi, files)


def test_the_article_answers_at_all(plain: SharedWorkspace) -> None:
    first, second, third = (said(plain.ask(question, ())) for question in QUESTIONS)
    assert first[1] == [("ferry.txt", "나룻배는 1923년에 처음 물에 떴다.")]
    assert second[1] == [("ferry.txt", "사공 한여울 씨는 47년 동안 노를 저었다.")]
    assert third[1] == [("ferry.txt", "오달빛 기자")]


@pytest.mark.parametrize("way", WAYS)
def test_an_article_is_the_same_in_every_encoding(
    plain: SharedWorkspace, kiwi: KiwiAnalyzer, tmp_path: Path, way: str
) -> None:
    encode, spell = WAYS[way]
    files = {"ferry.txt": encode(FERRY), "hive.txt": HIVE.encode()}
    space = korean_workspace(tmp_path, kiwi, files)
    text = spell(FERRY)
    assert space.document("ferry.txt").text == text
    old, new = plain.snapshot().store, space.snapshot().store
    assert [composed(one.text) for one in new.chunks_of("ferry.txt")] == [
        one.text for one in old.chunks_of("ferry.txt")
    ]
    assert new.terms(new.chunk_ids(["ferry.txt"])) == old.terms(old.chunk_ids(["ferry.txt"]))
    for question in QUESTIONS:
        assert found(space, question) == found(plain, question)
        answer = space.ask(question, ())
        assert said(answer) == said(plain.ask(question, ()))
        check_places(answer, text)


@pytest.mark.parametrize("disguise", DISGUISES)
def test_what_looks_alike_is_found_alike(
    plain: SharedWorkspace, kiwi: KiwiAnalyzer, tmp_path: Path, disguise: str
) -> None:
    text = DISGUISES[disguise](FERRY)
    assert text != FERRY
    files = {"ferry.txt": text.encode(), "hive.txt": HIVE.encode()}
    space = korean_workspace(tmp_path, kiwi, files)
    old, new = plain.snapshot().store, space.snapshot().store
    assert new.terms(new.chunk_ids(["ferry.txt"])) == old.terms(old.chunk_ids(["ferry.txt"]))
    for question in QUESTIONS:
        answer, expected = space.ask(question, ()), plain.ask(question, ())
        assert [item.source for item in answer.passages] == [
            item.source for item in expected.passages
        ]
        assert answer.confidence == pytest.approx(expected.confidence)
        assert [DISGUISES[disguise](item.quote) for item in expected.citations] == [
            item.quote for item in answer.citations
        ]
        check_places(answer, text)


@pytest.mark.parametrize(
    "disguise",
    [*(name for name in DISGUISES if "line ends" not in name), "decomposed"],
)
@pytest.mark.parametrize("question", QUESTIONS)
def test_questions_that_look_alike_get_the_same_answer(
    plain: SharedWorkspace, question: str, disguise: str
) -> None:
    asked = decomposed(question) if disguise == "decomposed" else DISGUISES[disguise](question)
    answer, expected = plain.ask(asked, ()), plain.ask(question, ())
    assert answer.citations == expected.citations
    assert answer.passages == expected.passages
    assert answer.text == expected.text


@pytest.mark.parametrize("letters", ["ﾡﾢﾣ", "ㄱㄴㄷ", "\u1100\u1102\u1103"])
def test_single_letters_are_asked_for_without_harm(plain: SharedWorkspace, letters: str) -> None:
    answer = plain.ask(f"{letters} 나룻배는 1923년에 처음 물에 떴다.", ())
    assert answer.citations[0].quote == "나룻배는 1923년에 처음 물에 떴다."


@pytest.mark.parametrize("half", ["\ud800", "\udcb0\udca1"])
def test_half_of_a_surrogate_pair_in_a_question_harms_nothing(
    plain: SharedWorkspace, half: str
) -> None:
    answer = plain.ask(f"{QUESTIONS[0]} {half}", ())
    assert answer.citations == plain.ask(QUESTIONS[0], ()).citations
    # Whatever prints it or keeps it does so in UTF-8.
    assert answer.question.encode() == f"{QUESTIONS[0]} {chr(0xFFFD) * len(half)}".encode()
    assert answer.query.encode()
    assert plain.search(half, top_k=1) is not None


def test_a_long_article_in_decomposed_letters_gives_the_same_passages(
    kiwi: KiwiAnalyzer, tmp_path: Path
) -> None:
    told_more = [
        f"나룻배의 {number}번째 사공은 {number * 7}년 동안 소금섬 사람들을 뭍으로 실어 날랐고, "
        f"배에 오른 이들에게 {number}가지 이야기를 들려주었다고 한다."
        for number in range(2, 25)
    ]
    text = f"{FERRY}\n" + "\n\n".join(told_more)
    others = {"hive.txt": HIVE.encode()}
    plain = korean_workspace(tmp_path / "plain", kiwi, {"ferry.txt": text.encode(), **others})
    parted = {"ferry.txt": decomposed(text).encode(), **others}
    space = korean_workspace(tmp_path / "parted", kiwi, parted)
    assert found(space, QUESTIONS[0]) == found(plain, QUESTIONS[0])


def test_what_is_no_text_is_skipped_and_said_so(tmp_path: Path) -> None:
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    (corpus / "good.txt").write_text(FERRY, encoding="utf-8")
    for name, data in {
        "binary.md": bytes(range(256)) * 4,
        "packed.txt": b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x02\xff\x03\x00",
        "page.txt": b"{\\rtf1\\ansi text}",
        "russian.txt": "Привет, мир. Новости дня".encode("cp1251"),
        "cut.txt": codecs.BOM_UTF8 + FERRY.encode()[:2],
    }.items():
        (corpus / name).write_bytes(data)
    report = toy_update(tmp_path)
    assert report.documents == 1
    reasons = told(report.changes)
    for name in ("binary.md", "packed.txt", "page.txt"):
        english, korean = reasons.pop(name)
        assert english.startswith("not text: ")
        assert korean == "글이 아닌 파일입니다"
    unreadable = "글자를 읽을 수 없습니다. UTF-8로 다시 저장해 주세요"
    assert reasons.pop("russian.txt") == (
        (
            "encoding not recognised: neither UTF-8 (byte 0 is not), CP949 nor UTF-16; "
            "save it as UTF-8"
        ),
        unreadable,
    )
    # The mark has 3 bytes, and so has the letter that is cut.
    assert reasons == {
        "cut.txt": ("marked as UTF-8 but damaged at byte 3; save it as UTF-8", unreadable)
    }


def test_a_web_page_that_is_called_text_is_read_as_one(tmp_path: Path) -> None:
    story = "".join(
        f"<p>다리가 {number}년 만에 다시 열렸다고 섬사람들이 전했다.</p>" for number in range(9)
    )
    page = f"<!doctype html>\n<body><nav>메뉴</nav><article>{story}</article></body>\n"
    snapshot = toy_snapshot(tmp_path, {"page.txt": page})
    text = snapshot.document("page.txt").text
    snapshot.close()
    assert text.count("다시 열렸다고") == 9
    assert "메뉴" not in text
    assert "<" not in text
