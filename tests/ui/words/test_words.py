from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass

import pytest

from rag.phrases import is_korean
from ui.words import WORDS, translations
from ui.words.counting import Counted

GROUPS = [
    group.name for group in fields(WORDS["ko"]) if group.name not in ("language", "date", "errors")
]
# The program is called so in every language, and a language by its own name.
KOREAN_IN_ENGLISH = {"login.other_language", "page.title", "page.other_language"}


def lines(value: object, name: str) -> Iterator[tuple[str, str]]:
    """Yield every line of a group by its name; a line for one counts as its own."""
    if isinstance(value, str):
        yield name, value
    elif isinstance(value, Counted):
        yield name, value.many
        if value.one is not None:
            yield f"{name} of one", value.one
    elif isinstance(value, Mapping):
        for key, part in value.items():
            yield from lines(part, f"{name}[{key}]")
    elif is_dataclass(value):
        for field in fields(value):
            yield from lines(getattr(value, field.name), f"{name}.{field.name}")


@pytest.mark.parametrize("group", GROUPS)
def test_every_line_is_there_in_both_languages(group: str) -> None:
    korean = dict(lines(getattr(WORDS["ko"], group), group))
    english = dict(lines(getattr(WORDS["en"], group), group))
    assert {name for name, line in {**korean, **english}.items() if not line.strip()} == set()
    assert {name for name in korean.keys() ^ english.keys() if not name.endswith("of one")} == set()


@pytest.mark.parametrize("group", GROUPS)
def test_both_languages_leave_room_for_the_same(group: str) -> None:
    def holes(line: str) -> list[str]:
        return sorted(re.findall(r"\{[^}]*\}", line))

    korean = dict(lines(getattr(WORDS["ko"], group), group))
    english = dict(lines(getattr(WORDS["en"], group), group))
    both = korean.keys() & english.keys()
    assert {name for name in both if holes(korean[name]) != holes(english[name])} == set()


@pytest.mark.parametrize("group", GROUPS)
def test_english_is_english(group: str) -> None:
    english = dict(lines(getattr(WORDS["en"], group), group))
    assert {name for name, line in english.items() if is_korean(line)} <= KOREAN_IN_ENGLISH


def test_translations_are_named_by_group_and_line() -> None:
    korean, english = translations("ko"), translations("en")
    assert (korean["chat.send"], english["chat.send"]) == ("보내기", "Send")
    assert korean.keys() == english.keys()
    # What needs a number, and what is no line, is not for the browser to translate.
    assert "chat.cited" not in korean
    assert "language" not in korean
