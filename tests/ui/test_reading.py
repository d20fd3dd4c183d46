from __future__ import annotations

import re
from importlib.resources import files

import pytest

from tests.ui.test_markup import Reader
from ui.reading import reading_markup
from ui.words import WORDS, Language


@pytest.mark.parametrize("language", ["ko", "en"])
def test_script_has_every_name_it_asks_for_in_the_language_of_the_page(language: Language) -> None:
    script = files("ui").joinpath("assets/reading.js").read_text("utf-8")
    [(name, given)] = Reader(reading_markup(language)).tags
    names = {f"data-{found}" for found in re.findall(r"\bwords\.(\w+)", script)}
    assert name == "script"
    assert given.keys() == names
    assert given["data-source"] == WORDS[language].source.label
    assert all(given.values())
