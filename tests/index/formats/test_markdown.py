from __future__ import annotations

import pytest

from index.datatypes import Place
from index.formats.markdown import read


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("글이다.\n", ()),
        ("# 하나\n글\n## 둘 ##\n", (Place(start=0, heading="하나"), Place(start=7, heading="둘"))),
        (
            "하나\n===\n글\n\n둘\n---\n",
            (Place(start=0, heading="하나"), Place(start=10, heading="둘")),
        ),
        ("# **굵은** _제목_\r\n", (Place(start=0, heading="굵은 제목"),)),
        ("#해시태그\n#\n", ()),
        ("```\n# 주석\n```\n# 뒤\n", (Place(start=13, heading="뒤"),)),
        ("~~~~\n```\n# 주석\n~~~\n", ()),
        ("첫 줄\n둘째 줄\n---\n", ()),
        ("- 항목\n---\n", ()),
        ("\n---\n글\n", ()),
    ],
)
def test_headings_are_places(text: str, places: tuple[Place, ...]) -> None:
    (found,) = read(text.encode())
    assert (found.text, found.places) == (text, places)
