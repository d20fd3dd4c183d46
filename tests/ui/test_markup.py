from __future__ import annotations

from html.parser import HTMLParser

import pytest

from ui.markup import element, escape, join, spoken, visible

PAYLOADS = [
    "<script>window.hacked=1</script>",
    '<img src=x onerror="alert(1)">',
    "![그림](http://evil.example/?q=1)",
    "[고리](javascript:alert(1))",
    "https://evil.example www.evil.example a@b.example",
    "```mermaid\ngraph TD\n```",
    "$$\\href{javascript:alert(1)}{x}$$ ${7*7} {{7*7}}",
    "# 제목\n\n- 목록\n\n    코드",
    "| a | b |\n|---|---|",
    "&lt;b&gt; &#60;",
]


class Reader(HTMLParser):
    """Collects what a browser would show and which tags it would make."""

    def __init__(self, markup: str) -> None:
        super().__init__(convert_charrefs=True)
        self.text = ""
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(markup)
        self.close()

    def handle_data(self, data: str) -> None:
        self.text += data

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))


@pytest.mark.parametrize("payload", PAYLOADS)
def test_escaped_text_is_shown_as_it_is_and_makes_no_tag(payload: str) -> None:
    read = Reader(escape(payload))
    assert (read.text, read.tags) == (payload, [])


@pytest.mark.parametrize("payload", PAYLOADS)
def test_escaped_text_holds_no_character_that_markdown_or_a_template_reads(payload: str) -> None:
    # What is left besides letters, digits and spaces are the character references themselves.
    assert not set(escape(payload)) & set("<>\"'`*_[](){}!|~$\\@:/.\n\t-+=?,")


@pytest.mark.parametrize("payload", PAYLOADS)
def test_an_attribute_keeps_its_value_and_gains_no_neighbour(payload: str) -> None:
    read = Reader(element("a", class_="cite", title=payload))
    assert read.tags == [("a", {"class": "cite", "title": payload})]


def test_korean_and_spaces_stay_readable_in_the_markup() -> None:
    assert escape("갈매섬 주민 314명") == "갈매섬 주민 314명"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\u202eb\u202cc", "abc"),
        ("a\u2066b\u2069c", "abc"),
        ("a\u200eb\u200fc\u061cd", "abcd"),
        ("a\u200bb\u2060c\ufeffd", "abcd"),
        ("a\U000e0041b", "ab"),
        ("a\x1b[31mb\x00", "a[31mb"),
        ("한\u200d글\n줄\t칸", "한\u200d글\n줄\t칸"),
    ],
)
def test_controls_that_nobody_sees_are_taken_out(text: str, shown: str) -> None:
    assert visible(text) == shown


def test_data_attributes_are_written_with_a_hyphen() -> None:
    assert Reader(element("p", data_label="x")).tags == [("p", {"data-label": "x"})]


def test_only_white_space_may_stand_between_parts() -> None:
    assert join(escape("가"), escape("나"), separator="\n\n") == "가\n\n나"
    with pytest.raises(ValueError, match="white space"):
        join(escape("가"), separator="<br>")


def test_korean_is_marked_as_korean() -> None:
    assert spoken("B 다리") == {"lang": "ko"}
    assert spoken("bridge 1926 橋") == {}
