from __future__ import annotations

import pytest

from rag.dialogue.things import ThingKind, thing_kind


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("코넬 대학교", "group"),
        ("후버 댐", "thing"),
        ("성남시", "place"),
        ("울릉도", "place"),
        ("영화감독", "person"),
        ("시", "place"),
        # They only end like a district.
        ("제주", None),
        ("독도", None),
        ("스마일게이트", None),
        ("", None),
        (" ", None),
    ],
)
def test_name_tells_what_it_is_by_its_end(name: str, kind: ThingKind | None) -> None:
    assert thing_kind(name) == kind
