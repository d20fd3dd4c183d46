"""How the page looks: fonts that every system has, quiet colours, our own style sheet."""

from __future__ import annotations

from importlib.resources import files

import gradio as gr

# Named as plain strings, for gradio would fetch fonts of its own from the net.
_FONTS = [
    "Pretendard",
    "Apple SD Gothic Neo",
    "Malgun Gothic",
    "Noto Sans KR",
    "Noto Sans CJK KR",
    "NanumGothic",
    "sans-serif",
]
_MONOSPACED_FONTS = ["D2Coding", "NanumGothicCoding", "ui-monospace", "monospace"]

# The icon lies in the page itself: one request less, and nothing to serve.
_ICON = (
    "<link rel='icon' href=\"data:image/svg+xml,"
    "%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 32 32'%3E"
    "%3Crect width='32' height='32' rx='7' fill='%230b6b61'/%3E"
    "%3Cpath d='M12 8H9v16h3M20 8h3v16h-3' stroke='white' stroke-width='2.6' fill='none'/%3E"
    "%3Ccircle cx='16' cy='16' r='2.6' fill='%23ffe27a'/%3E%3C/svg%3E\">"
)


def head() -> str:
    """Return what goes into the head of the page.

    The style sheet goes here, and not through gradio's own parameter for it, which rewrites the
    selectors and loses those that reach outside its container.
    """
    style = files("ui").joinpath("assets/page.css").read_text(encoding="utf-8")
    return f"{_ICON}<style>{style}</style>"


def theme() -> gr.themes.Base:
    """Return the theme that gradio's own components follow; its colours are those of page.css."""
    return gr.themes.Base(
        primary_hue=gr.themes.colors.teal,
        neutral_hue=gr.themes.colors.stone,
        radius_size=gr.themes.sizes.radius_md,
        font=_FONTS,
        font_mono=_MONOSPACED_FONTS,
    ).set(
        body_background_fill="#faf9f6",
        body_background_fill_dark="#131517",
        body_text_color="#1d2126",
        body_text_color_dark="#e6e4df",
        block_background_fill="transparent",
        block_background_fill_dark="transparent",
        background_fill_primary="#ffffff",
        background_fill_primary_dark="#1a1d20",
        background_fill_secondary="#faf9f6",
        background_fill_secondary_dark="#131517",
        border_color_primary="#e5e2da",
        border_color_primary_dark="#2b3035",
        input_background_fill="#ffffff",
        input_background_fill_dark="#1a1d20",
        block_border_width="0px",
        button_primary_background_fill="#0b6b61",
        button_primary_background_fill_hover="#095950",
        button_primary_background_fill_dark="#1f8a7d",
        button_primary_background_fill_hover_dark="#23998b",
        button_primary_text_color="#ffffff",
        button_primary_text_color_dark="#ffffff",
    )
