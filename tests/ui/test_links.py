from __future__ import annotations

import pytest

from index.errors import InputError
from ui.links import (
    ActionLink,
    ArticleLink,
    CitationLink,
    ConversationLink,
    Link,
    OnlyLink,
    PassageLink,
    parse_link,
)


@pytest.mark.parametrize(
    ("link", "written"),
    [
        (CitationLink(3, 2), "cite-3-2"),
        (PassageLink(1, 14), "passage-1-14"),
        (ArticleLink("a/b.txt"), "article-a%2Fb.txt"),
        (ArticleLink("새 기사.txt"), "article-%EC%83%88%20%EA%B8%B0%EC%82%AC.txt"),
        (ActionLink("copy", 3), "act-copy-3"),
        (ActionLink("html_doubts", 2), "act-html_doubts-2"),
        (ActionLink("should_have_abstained", 12), "act-should_have_abstained-12"),
        (ConversationLink("aZ09_-x"), "conversation-aZ09_-x"),
        (OnlyLink("a/b c.txt"), "only-a%2Fb%20c.txt"),
        (ArticleLink('"><img src=x>'), "article-%22%3E%3Cimg%20src%3Dx%3E"),
    ],
)
def test_a_link_reads_back_as_what_was_written(link: Link, written: str) -> None:
    assert str(link) == written
    assert parse_link(written) == link


@pytest.mark.parametrize(
    "written",
    [
        "",
        "cite-1",
        "cite-0-1",
        "cite-1-1-1",
        "cite-1-1 ",
        "cite-9999999-1",
        "cite-１-１",
        "passage-a-1",
        "article-",
        "only-",
        "conversation-",
        "conversation-a/b",
        "act-copy",
        "act-copy-0",
        "act-copy-1-1",
        "act-Copy-1",
        "act--1",
        "act-delete-1",
        "../../etc/passwd",
        "javascript:alert(1)",
    ],
)
def test_what_this_page_never_writes_is_refused(written: str) -> None:
    with pytest.raises(InputError, match="not a link of this page"):
        parse_link(written)
