from __future__ import annotations

import re
from importlib.resources import files

import pytest

from ui.looks import theme

LIGHT = re.compile(r"^\.gradio-container,\n\.skip \{(.*?)\}", re.DOTALL | re.MULTILINE)
DARK = re.compile(r"^\.dark \.gradio-container,.*?\{(.*?)\}", re.DOTALL | re.MULTILINE)


def colours(pattern: re.Pattern[str]) -> dict[str, str]:
    """Return the colours of our own style sheet, by name."""
    frame = files("ui").joinpath("assets/frame.css").read_text("utf-8")
    found = pattern.search(frame)
    assert found is not None
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", found[1]))


def brightness(colour: str) -> float:
    """Return the relative luminance of a colour (WCAG 2.2), from 0 to 1."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    darker, brighter = sorted((brightness(one), brightness(other)))
    return (brighter + 0.05) / (darker + 0.05)


def test_fonts_are_those_of_the_system_and_none_is_fetched() -> None:
    made = theme()
    assert (made._stylesheets, made._font_css) == ([], [])
    assert made.font.startswith("Pretendard, Apple SD Gothic Neo, Malgun Gothic, Noto Sans KR")
    assert made.font.endswith(", sans-serif")
    assert made.font_mono.endswith(", monospace")


@pytest.mark.parametrize(
    ("setting", "name"),
    [
        ("body_background_fill", "paper"),
        ("body_text_color", "ink"),
        ("background_fill_primary", "surface"),
        ("background_fill_secondary", "paper"),
        ("border_color_primary", "line"),
        ("input_background_fill", "surface"),
        ("input_placeholder_color", "soft"),
    ],
)
def test_colours_are_those_of_our_own_style(setting: str, name: str) -> None:
    assert getattr(theme(), setting) == colours(LIGHT)[name]
    assert getattr(theme(), f"{setting}_dark") == colours(DARK)[name]


@pytest.mark.parametrize("pattern", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(
    ("text", "ground"),
    [
        *(
            (text, ground)
            for text in ("ink", "soft", "accent", "danger")
            for ground in ("paper", "surface")
        ),
        *((text, "passage") for text in ("ink", "soft")),
        *(("ink", "notice"), ("mark-ink", "mark"), ("on-accent", "accent")),
    ],
)
def test_text_can_be_read_on_its_ground(pattern: re.Pattern[str], text: str, ground: str) -> None:
    found = colours(pattern)
    # What WCAG 2.2 asks for at level AA (1.4.3).
    assert contrast(found[text], found[ground]) >= 4.5
