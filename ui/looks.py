"""How Gradio's own components look: fonts that every system has, quiet colours."""

from __future__ import annotations

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


def theme() -> gr.themes.Base:
    """Return the theme that gradio's own components follow; its colours are those of frame.css."""
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
        input_placeholder_color="#5a626b",
        input_placeholder_color_dark="#a3aab1",
        block_border_width="0px",
        button_primary_background_fill="#0b6b61",
        button_primary_background_fill_hover="#095950",
        button_primary_background_fill_dark="#6fc9ba",
        button_primary_background_fill_hover_dark="#8cd6ca",
        button_primary_text_color="#ffffff",
        button_primary_text_color_dark="#10201d",
    )
