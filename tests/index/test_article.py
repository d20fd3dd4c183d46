from __future__ import annotations

import time
import unicodedata
from pathlib import Path
from textwrap import dedent

import pytest

from index.article import read_article
from index.datatypes import Article, Fact
from tests.index.layouts import LAYOUTS, Layout

SYLLABLES = "".join(chr(code) for code in range(ord("가"), ord("가") + 200))
SEEDS = Path(__file__).parents[2] / "seeds"


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.name)
def test_layout_tells_what_it_says(layout: Layout) -> None:
    text = dedent(layout.text)
    article = read_article(text)

    assert _values(article) == {
        "title": layout.title,
        "publisher": layout.publisher,
        "published": layout.published,
        "author": layout.author,
    }
    assert _slices(text, article) == layout.boilerplate


def _values(article: Article) -> dict[str, str | None]:
    facts = {
        "title": article.title,
        "publisher": article.publisher,
        "published": article.published,
        "author": article.author,
    }
    return {name: fact.value if fact else None for name, fact in facts.items()}


def _slices(text: str, article: Article) -> tuple[str, ...]:
    return tuple(text[span.start : span.end] for span in article.boilerplate)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        (
            "000_f1a75bed0c8cfa20.txt",
            {"title": None, "publisher": "한국아이닷컴", "published": None, "author": None},
        ),
        (
            "001_6889fb97133f14de.txt",
            {
                "title": '머스크가 오픈AI 소송한 진짜 이유...결국 "미친 AI 인재전쟁" 때문',
                "publisher": "머니투데이",
                "published": "2024-04-05T00:09",
                "author": "박준식 특파원",
            },
        ),
        (
            "002_5f4e6507ee1c58c7.txt",
            {
                "title": "‘X’ 5억명 데이터 먹고 자란다…머스크의 AI 그록 비밀 [트랜D]",
                "publisher": "중앙일보",
                "published": "2024-06-15T05:00",
                "author": "윤준탁 IT 칼럼니스트",
            },
        ),
        (
            "003_e92a56cb37d283c4.txt",
            {"title": None, "publisher": "인공지능신문", "published": None, "author": None},
        ),
        (
            "004_bf14b1952bf6d9db.txt",
            {
                "title": "일론 머스크 vs 샘 알트만, 이 둘은 왜 싸우는 걸까?",
                "publisher": "Tech잇슈",
                "published": "2024-03-04T09:00",
                "author": "이재훈",
            },
        ),
    ],
)
def test_seed_tells_what_it_says(name: str, expected: dict[str, str | None]) -> None:
    assert _values(read_article(_seed(name))) == expected


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        # Numbers of lines, from 0, that are not the article's own; all others are.
        ("000_f1a75bed0c8cfa20.txt", {0, 1, 47}),
        ("001_6889fb97133f14de.txt", {3, 4, 19, 26}),
        ("002_5f4e6507ee1c58c7.txt", {3, 4, 6, 8, 59, 61}),
        ("003_e92a56cb37d283c4.txt", {0, 1, 9, 10, 28}),
        (
            "004_bf14b1952bf6d9db.txt",
            {7, 8, 9, 10, 121, 125, 127, 129, 131, 135, 137, 138, 139, 140, 141},
        ),
    ],
)
def test_seed_loses_its_furniture_and_no_other_line(name: str, lines: set[int]) -> None:
    text = _seed(name)
    kept = _kept(text)

    marked, start = set(), 0
    for number, line in enumerate(text.split("\n")):
        words = line.strip()
        at = text.index(words, start) if words else start
        if words and not kept[at : at + len(words)].strip():
            marked.add(number)
        elif words:
            assert kept[at : at + len(words)] == words
        start += len(line) + 1
    assert marked == lines


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.name)
def test_facts_and_spans_hold_to_their_invariants(layout: Layout) -> None:
    text = dedent(layout.text)
    article = read_article(text)

    ends = [0]
    for span in article.boilerplate:
        assert ends[-1] <= span.start < span.end <= len(text)
        ends.append(span.end)
    for fact in (article.title, article.publisher, article.author):
        if fact is not None:
            wording = " ".join(text[fact.start : fact.end].split())
            assert fact.value == unicodedata.normalize("NFC", wording)
    for told in (article.title, article.published, article.author):
        assert told is None or _kept(text)[told.start : told.end] == text[told.start : told.end]


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.name)
@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("\n", "\r\n"),
        ("\n", "\r"),
        (" ", "\xa0"),
        (". ", ".\u3000"),
        ("다", "다\u200b"),
        ("=", "＝"),
        ("(", "（"),
    ],
)
def test_other_characters_for_the_same_page_change_nothing(
    layout: Layout, before: str, after: str
) -> None:
    text = dedent(layout.text)
    plain, other = read_article(text), read_article(text.replace(before, after))

    def same(value: str | None) -> str | None:
        return value and value.replace(after, before).replace("\xa0", " ")

    assert {key: same(value) for key, value in _values(other).items()} == _values(plain)
    assert [
        piece.replace(after, before) for piece in _slices(text.replace(before, after), other)
    ] == [*_slices(text, plain)]


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.name)
def test_decomposed_hangul_is_read_and_spans_count_its_code_points(layout: Layout) -> None:
    text = unicodedata.normalize("NFD", dedent(layout.text))
    article = read_article("\ufeff" + text)

    assert _values(article) == _values(read_article(dedent(layout.text)))
    if article.title is not None:
        wording = ("\ufeff" + text)[article.title.start : article.title.end]
        assert unicodedata.normalize("NFC", wording) == article.title.value


def test_fact_points_at_its_wording() -> None:
    text = "  제목은 여기 있다\r\n\r\n입력 2024.04.05.  오전 9:12\r\n\r\n본문이다. 그렇다.\r\n"

    #       0123456789 01  2 3  4 567890123...
    assert read_article(text) == Article(
        title=Fact(value="제목은 여기 있다", start=2, end=11),
        published=Fact(value="2024-04-05T09:12", start=18, end=38),
    )


@pytest.mark.parametrize("text", ["", " ", "\n\n", "\ufeff", "\u200b\n\xa0", "---\n---\n"])
def test_blank_text_says_nothing(text: str) -> None:
    assert read_article(text) == Article()


@pytest.mark.parametrize(
    "text",
    [
        "제목 하나",
        "이재훈",
        "2024년 4월 5일 서울에서 회의가 열렸다.",
        "그는 2024.04.05 09:12에 태어났다. 홍길동 기자가 썼다고 한다.",
        "출처: 국가통계포털, 2023년 12월 31일 기준으로 정리했다.",
    ],
)
def test_single_line_is_no_article(text: str) -> None:
    assert read_article(text) == Article()


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ("그는 어제 회사를 떠났다.", None),
        ("그는 회사를 떠났다. 그리고 돌아오지 않았다", None),
        ("안녕하세요, 주간 소식입니다", None),
        ("[앵커]", None),
        ("https://example.com/news/1", None),
        ("hong@example.com", None),
        ("****", None),
        ("일론 머스크. 위키피디아", None),
        (SYLLABLES[:121], None),
        ("머스크, 결국 회사를 떠났다", "머스크, 결국 회사를 떠났다"),
        ("왜 떠났을까?", "왜 떠났을까?"),
        ("# 그는 떠났다.", "그는 떠났다."),
        ("## 떠난 이유", "떠난 이유"),
        ("**떠난 이유**", "떠난 이유"),
        (SYLLABLES[:120], SYLLABLES[:120]),
    ],
)
def test_title_looks_like_a_headline(head: str, title: str | None) -> None:
    article = read_article(f"{head}\n\n회사는 말이 없었다. 아무도 묻지 않았다.\n")

    assert _values(article)["title"] == title


@pytest.mark.parametrize(
    "text",
    [
        "\ud800\udfff 제목\n\n\udc00본문이다.",
        "\x00\x01\x02\n\x7f\x85\u2028\u2029",
        "2024.\u0663.\u0664 기자",
        "＃" * 50 + "\n" + "\u202e기자 홍길동\u202c",
        "a\u0301\u0316" * 40 + "\n\n" + "\u1112\u1161\u11ab" * 40,
        "[](" * 60 + "\n(((\n]]]\n<<<>>>\n©©©\n===",
        "\U0001f600\n\n\U0001f600. \U0001f600.",
        "٢٠٢٤.٠٤.٠٥\n२०२४-०४-०५\n²⁰24.4.5",
    ],
)
def test_any_string_is_read(text: str) -> None:
    for variant in (text, text * 50, text[::-1]):
        for span in read_article(variant).boilerplate:
            assert 0 <= span.start < span.end <= len(variant)


@pytest.mark.parametrize(
    "text",
    [
        "가" * 200_000,
        "a " * 100_000,
        "했다. " * 50_000,
        "(" * 200_000,
        "[a](" * 50_000,
        "©" * 200_000,
        "저작권자 © " * 30_000,
        "저작권자 " + "가" * 200_000 + " 금지",
        "2024.1.1 " * 20_000,
        "홍길동·" * 50_000,
        "홍길동 기자 " * 30_000,
        "사진=" * 70_000,
        "#a " * 70_000,
        "구독 " * 70_000,
        "a@" * 100_000,
        "=" * 200_000,
        ("홍길동 " * 39 + "\n") * 500,
        ("댓글 3 " * 30 + "!\n") * 500,
        ("#a b " * 38 + "!\n") * 500,
        "캡션이 된 그림\n캡션이 된 그림\n\n" * 5_000,
        "관련기사\n제목\n" * 5_000,
    ],
    ids=lambda text: f"{text[:9]!r}",
)
def test_long_text_takes_linear_time(text: str) -> None:
    started = time.process_time()
    read_article(text)

    # A pattern that tries again from everywhere would take minutes.
    assert time.process_time() - started < 20


def _seed(name: str) -> str:
    return (SEEDS / name).read_text(encoding="utf-8")


def _kept(text: str) -> str:
    """Return the text with blanks where it is not the article's own."""
    kept = list(text)
    for span in read_article(text).boilerplate:
        kept[span.start : span.end] = " " * (span.end - span.start)
    return "".join(kept)
