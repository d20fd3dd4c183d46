from __future__ import annotations

from dataclasses import replace

import pytest

from index.datatypes import Place
from rag.confidence import CERTAIN, LIKELY, THRESHOLD
from rag.datatypes import Answer, RankingName, Trace
from tests.ui.records import answer, citation, passage, placed
from tests.ui.test_markup import Reader
from ui.chat.answer import answer_markup, answer_stages, question_markup
from ui.words import WORDS

KOREAN, ENGLISH = WORDS["ko"], WORDS["en"]

TWO = answer(
    "가는 나다. [1] 다는 라다. [2]",
    citation(1, "가는 나다.", source="a.txt"),
    citation(2, "다는 라다.", source="b.txt", title="나 기사", start=7),
    passages=(
        passage(1, "가는 나다. 그렇다.", source="a.txt"),
        passage(2, "앞말이다. 다는 라다.", source="b.txt", title="나 기사"),
        passage(3, "마는 바다.", source="c.txt", title="다 기사"),
    ),
)
ABSTAINED = answer(
    "기사에서 이 질문의 답을 찾지 못했습니다. 가장 가까운 기사는 ‘가 기사’, ‘나 기사’입니다.",
    passages=(
        passage(1, "가", source="a.txt"),
        passage(2, "나", source="a.txt"),
        passage(3, "다", source="b.txt", title="나 기사"),
        passage(4, "라", source="c.txt", title="다 기사"),
        passage(5, "마", source="d.txt", title="라 기사"),
    ),
)


def block(markup: str, name: str) -> str:
    """Return the block of a message that has this class."""
    (found,) = [part for part in markup.split("\n\n") if f'class="{name}"' in part[:40]]
    return found


def links(markup: str) -> list[tuple[str | None, str | None]]:
    tags = Reader(markup).tags
    return [(found.get("class"), found.get("href")) for tag, found in tags if tag == "a"]


def test_markers_link_to_their_place_and_bear_the_quote() -> None:
    tags = Reader(answer_markup(TWO, 3, KOREAN)).tags
    cited = [found for tag, found in tags if tag == "a" and found["class"] == "cite"]
    assert cited == [
        {"class": "cite", "href": "#cite-3-1", "title": "가는 나다."},
        {"class": "cite", "href": "#cite-3-2", "title": "다는 라다."},
    ]


PAGED = answer(
    "갑. [1] 을. [2] 병. [3]",
    placed(1, "갑.", Place(start=0, page=3)),
    placed(2, "을.", Place(start=9, page=5, heading="끝말")),
    placed(3, "병.", Place(start=0, page=3)),
)


def test_markers_bear_the_page_of_the_quote() -> None:
    for words, page in ((KOREAN, "3쪽"), (ENGLISH, "p. 3")):
        tags = Reader(answer_markup(PAGED, 1, words)).tags
        titles = [found["title"] for tag, found in tags if found.get("class") == "cite"]
        assert titles[0] == f"{page}: 갑."


def test_the_line_of_an_article_names_its_pages_each_once() -> None:
    evidence = block(answer_markup(PAGED, 1, KOREAN), "evidence")
    assert Reader(evidence).text.endswith("[1][2][3]가 기사2024. 4. 5. · a.txt · 3쪽, 5쪽 · 끝말")


def test_passages_that_were_only_read_name_their_pages_too() -> None:
    paged = replace(passage(1, "가"), places=(Place(start=0, page=12),))
    shown = block(answer_markup(replace(ABSTAINED, passages=(paged,)), 1, ENGLISH), "abstention")
    assert Reader(shown).text.endswith("5 April 2024 · a.txt · p. 12")


@pytest.mark.parametrize(
    ("confidence", "word"),
    [(CERTAIN, "확실해 보입니다"), (LIKELY, "맞는 것 같습니다"), (THRESHOLD, "확실하지 않습니다")],
)
def test_evidence_tells_in_words_how_sure_the_answer_is(confidence: float, word: str) -> None:
    markup = answer_markup(replace(TWO, confidence=confidence), 1, KOREAN)
    assert f"근거 2건 · {word}" in Reader(markup).text


def test_evidence_leads_to_the_longest_quote_of_a_passage() -> None:
    given = answer(
        "나다입니다. [1]\n“가는 나다.” [1]",
        citation(1, "나다", start=3),
        citation(1, "가는 나다."),
        passages=(passage(1, "가는 나다."),),
    )
    markup = answer_markup(given, 1, KOREAN)
    evidence = block(markup, "evidence")
    assert links(evidence) == [("source", "#cite-1-2"), ("source origin", "#cite-1-2")]


def test_evidence_lists_cited_articles_first_and_the_others_folded_away() -> None:
    markup = answer_markup(replace(TWO, confidence=LIKELY), 3, KOREAN)
    evidence = block(markup, "evidence")
    assert links(evidence) == [
        ("source", "#cite-3-1"),
        ("source origin", "#cite-3-1"),
        ("source", "#cite-3-2"),
        ("source origin", "#cite-3-2"),
        ("source", "#passage-3-3"),
        ("source origin", "#passage-3-3"),
    ]
    assert Reader(evidence).text == (
        "근거 2건 · 맞는 것 같습니다"
        "[1]가 기사2024. 4. 5. · a.txt"
        "[2]나 기사2024. 4. 5. · b.txt"
        "함께 읽은 대목 1건"
        "[3]다 기사2024. 4. 5. · c.txt"
    )


def test_passages_of_one_article_share_a_line() -> None:
    given = answer("갑. [1] 을. [2]", citation(1, "갑."), citation(2, "을."))
    evidence = block(answer_markup(given, 1, KOREAN), "evidence")
    assert Reader(evidence).text.endswith("[1][2]가 기사2024. 4. 5. · a.txt")


def test_an_answer_grows_sentence_by_sentence_and_ends_with_its_evidence() -> None:
    shown = [Reader(stage).text for stage in answer_stages(TWO, 1, KOREAN)]
    assert shown[0] == "가는 나다.[1]"
    assert shown[1] == "가는 나다.[1]\n\n다는 라다.[2]"
    assert shown[2].startswith("가는 나다.[1]\n\n다는 라다.[2]\n\n근거 2건")
    assert len(shown) == 3


def test_a_later_stage_only_adds_blocks() -> None:
    stages = [stage.split("\n\n") for stage in answer_stages(TWO, 1, KOREAN)]
    assert stages[1][:1] == stages[0]
    assert stages[2][:2] == stages[1]


def test_the_last_stage_is_the_latest_answer_of_the_chat() -> None:
    *_, last = answer_stages(TWO, 1, KOREAN)
    assert last == answer_markup(TWO, 1, KOREAN, is_last=True)
    assert ("act undo", "#act-undo-1") in links(last)


def test_an_abstention_comes_in_one_stage() -> None:
    assert list(answer_stages(ABSTAINED, 1, KOREAN)) == [
        answer_markup(ABSTAINED, 1, KOREAN, is_last=True)
    ]


def test_a_verdict_is_shown_with_its_answer() -> None:
    markup = answer_markup(TWO, 2, KOREAN, verdict="bad")
    assert ("act bad chosen", "#act-bad-2") in links(markup)


def test_in_english_the_words_around_an_answer_are_english() -> None:
    markup = answer_markup(replace(TWO, confidence=CERTAIN), 1, ENGLISH)
    evidence = Reader(block(markup, "evidence")).text
    assert evidence.startswith("2 passages cited · looks certain[1]가 기사5 April 2024 · a.txt")
    assert "1 more passage read" in evidence


def test_korean_sentences_say_so_to_a_screen_reader() -> None:
    given = answer("갑. [1]\nB. [2]", citation(1, "갑."), citation(2, "B."))
    tags = Reader(answer_markup(given, 1, ENGLISH)).tags
    said = [found.get("lang") for _, found in tags if found.get("class") == "sentence"]
    assert said == ["ko", None]


@pytest.mark.parametrize("given", [TWO, ABSTAINED])
@pytest.mark.parametrize(
    ("searched_by", "is_said"),
    [(("terms", "bigrams"), True), (("dense", "terms", "bigrams"), False), ((), False)],
)
def test_an_answer_by_words_alone_says_so(
    given: Answer, searched_by: tuple[RankingName, ...], *, is_said: bool
) -> None:
    found = replace(given, trace=Trace(searched_by=searched_by))
    assert ("낱말만으로 찾았습니다" in answer_markup(found, 1, KOREAN)) is is_said


def test_how_it_was_found_is_folded_under_an_answer() -> None:
    tags = Reader(answer_markup(TWO, 1, KOREAN)).tags
    assert ("details", {"class": "trace"}) in tags
    # What was said without searching has nothing to tell.
    courtesy = replace(answer("안녕하세요."), query="")
    assert ("details", {"class": "trace"}) not in Reader(answer_markup(courtesy, 1, KOREAN)).tags


def test_the_short_answer_stands_out_once() -> None:
    given = answer("셋은 셋이다. [1]", citation(1, "셋은 셋이다."), short_answer="셋")
    assert "<strong>셋</strong>은 셋이다" in answer_markup(given, 1, KOREAN)


def test_a_query_other_than_the_question_is_shown() -> None:
    given = answer("갑. [1]", citation(1, "갑."), query="서울 물음?")
    assert Reader(answer_markup(given, 1, KOREAN)).text.startswith("찾은 말: 서울 물음?")


def test_a_long_query_is_shown_by_its_beginning() -> None:
    given = answer("갑. [1]", citation(1, "갑."), query="서울 " * 100)
    # 39 words of two letters with a space between are 116 characters; a 40th leaves no room.
    assert f"찾은 말: {'서울 ' * 39}…갑." in Reader(answer_markup(given, 1, KOREAN)).text.replace(
        "\n\n", ""
    )


def test_an_abstention_cites_nothing_and_links_the_three_nearest_articles() -> None:
    markup = block(answer_markup(ABSTAINED, 2, KOREAN), "abstention")
    assert links(markup) == [
        ("source origin", "#passage-2-1"),
        ("source origin", "#passage-2-3"),
        ("source origin", "#passage-2-4"),
    ]
    # The sentence that names the articles gives way to the links that name them.
    assert Reader(markup).text == (
        "기사에서 이 질문의 답을 찾지 못했습니다."
        "가장 가까운 기사"
        "가 기사2024. 4. 5. · a.txt"
        "나 기사2024. 4. 5. · b.txt"
        "다 기사2024. 4. 5. · c.txt"
    )


def test_an_abstention_in_other_words_keeps_them_all() -> None:
    given = answer("모릅니다. 끝.", passages=(passage(1, "가"),))
    assert Reader(answer_markup(given, 1, KOREAN)).text.startswith("모릅니다. 끝.가장 가까운 기사")
    alone = answer_markup(answer("모릅니다."), 1, KOREAN)
    assert Reader(block(alone, "abstention")).text == "모릅니다."


def test_markup_in_any_field_of_an_answer_is_shown_as_text() -> None:
    evil = '<img src=x onerror="alert(1)"> [1] **굵게**'
    given = answer(
        f"{evil} [1]",
        citation(1, evil, source=f"{evil}.txt", title=evil),
        passages=(passage(1, evil), passage(2, evil, source=evil, title=evil)),
        query=evil,
        short_answer="<img",
    )
    for markup in (answer_markup(given, 1, KOREAN), question_markup(evil)):
        tags = {tag for tag, _ in Reader(markup).tags}
        assert "img" not in tags
        assert '<img src=x onerror="alert(1)">' in Reader(markup).text
        assert "**" not in markup


def test_no_block_of_the_chat_holds_a_line_end() -> None:
    # A blank line inside a block would hand what follows it to the Markdown renderer.
    given = answer("갑.\n\n을. [1]", citation(1, "갑.\n\n을.", title="제\n\n목"))
    assert all("\n" not in block for block in answer_markup(given, 1, KOREAN).split("\n\n"))
    assert "\n" not in question_markup("갑\n\n을")
