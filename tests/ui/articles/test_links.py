from __future__ import annotations

from typing import get_args

import pytest

from index.errors import InputError
from ui.articles.links import Act, Verb, parse_act


@pytest.mark.parametrize("verb", get_args(Verb))
@pytest.mark.parametrize("target", ["", "a.txt", "지난해/한 글.txt", "-x", '<a "b">&', "%2F"])
def test_what_is_written_is_read_back(verb: Verb, target: str) -> None:
    assert parse_act(str(Act(verb, target))) == Act(verb, target)


def test_a_longer_verb_is_not_taken_for_a_shorter_one() -> None:
    assert parse_act("accept-all") == Act("accept-all")


def test_a_target_never_leaves_its_quotes() -> None:
    written = str(Act("delete", 'a" onclick="x/../<b>'))
    assert written == "delete-a%22%20onclick%3D%22x%2F..%2F%3Cb%3E"


@pytest.mark.parametrize("written", ["", "acceptance", "cite-1-1", "article-a.txt", "x" * 10_000])
def test_anything_else_is_refused(written: str) -> None:
    with pytest.raises(InputError, match=r"^not a link of this page"):
        parse_act(written)
