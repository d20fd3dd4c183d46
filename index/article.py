"""The text of an article -> its title, date, authors and publisher, and what is not its own."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import groupby

from index.boilerplate import Kind
from index.datatypes import Article, Fact, Span
from index.dates import Claim, read_label
from index.facts import MEDIUM, SECTION, Imprint, is_name, is_writer, read_lead, read_tail
from index.layout import HEADING, KEYED_TITLE, LONGEST_TITLE, Line, Page, read_lines, read_page
from index.normalizing import Aligned, align
from index.notices import TERMS, read_holder

# In code points.
_LONGEST_CATEGORY = 15
_LEAST_HEADLINE_WORDS = 3
_MOST_LEADS = 3
# When it appeared and when it was changed; more days than that are a chronicle.
_MOST_BARE_DAYS = 2

_PLAIN_TITLE = re.compile(r"(?:#{1,6}\s)?(?:\*\*(?P<bold>.+)\*\*|(?P<words>.+))")
_NOT_TITLE = re.compile(
    r"안녕하세요.*|\[[^\[\]]{1,10}\]|<[^<>]*>\W*|\S+@\S+|https?://\S+|[-*>]\s.*|[\W_]*"
    r"|[^.]{1,60}[가-힣]{2}\.\s\S{2,12}",
    re.IGNORECASE,
)
_NEWSLETTER = re.compile(
    r"(?:위|이|본|해당) 글은\s?['‘\"“<〈「]?(?P<words>.{1,30}?)['’\"”>〉」]?\s?(?:뉴스레터|레터)"
)

# A stretch of a line.
_Place = tuple[Line, Span]


def read_article(text: str) -> Article:
    """Return what the text of an article says about itself.

    It knows news, blogs, newsletters and press releases in Korean and English, plain or Markdown,
    and finds nothing in other texts. Every string will do; the time is linear in its length.

    Args:
        text: The decoded file, untouched. All spans count its code points.
    """
    aligned = align(text)
    lines = read_lines(aligned.text)
    page = read_page(lines)
    title = _title(page)
    published = _published(page)

    def fact(place: _Place | None, value: str | None = None) -> Fact | None:
        if place is None:
            return None
        line, within = place
        span = aligned.original(line.start + within.start, line.start + within.end)
        wording = " ".join(text[span.start : span.end].split())
        value = value or unicodedata.normalize("NFC", wording)
        return Fact(value=value, start=span.start, end=span.end)

    return Article(
        title=fact(title),
        publisher=fact(next(_publishers(page, title), None)),
        published=fact(*published) if published else None,
        author=fact(next(_authors(page, title), None)),
        boilerplate=tuple(_boilerplate(aligned, lines)),
    )


def _boilerplate(aligned: Aligned, lines: Sequence[Line]) -> Iterator[Span]:
    """Yield where lines are that are not the article's own; neighbours are one span."""
    for is_own, group in groupby(lines, lambda line: line.kind is Kind.OWN):
        run = list(group)
        if not is_own:
            yield aligned.original(run[0].start, run[-1].start + len(run[-1].text))


def _title(page: Page) -> _Place | None:
    for pattern in (KEYED_TITLE, HEADING):
        for line in page.head:
            if found := pattern.fullmatch(line.text):
                return line, _span(found)
    places = [place for place in range(page.front, len(page.head)) if _may_be_title(page, place)]
    while len(places) > 1 and _is_category(page, places):
        places = places[1:]
    if not places or (places[0] + 1 == len(page.head) and not page.body):
        return None
    line = page.head[places[0]]
    found = _PLAIN_TITLE.fullmatch(line.text)
    return (line, _span(found)) if found else None


def _may_be_title(page: Page, place: int) -> bool:
    line = page.head[place]
    lead = read_lead(line.text)
    is_byline = _is_signed(page, place) or (lead is not None and lead.author is not None)
    if is_byline or line.imprint is not None or read_label(line.text) is not None:
        return False
    return len(line.text) <= LONGEST_TITLE and not _NOT_TITLE.fullmatch(line.text)


def _is_signed(page: Page, place: int) -> bool:
    """Return whether a line of the head is a person beside a dateline."""
    near = (*page.head[max(place - 1, 0) : place], *page.head[place + 1 : place + 2])
    text = page.head[place].text
    return (is_name(text) or is_writer(text)) and any(line.stamps for line in near)


def _is_category(page: Page, places: Sequence[int]) -> bool:
    """Return whether the first line only names the section or newsletter of the headline below."""
    name, *below = (page.head[place].text for place in places)
    if not any(len(text.split()) >= _LEAST_HEADLINE_WORDS for text in below):
        return False
    is_brief = len(name) <= _LONGEST_CATEGORY and " " not in name
    is_dated = any(line.stamps for line in page.head[places[1] :])
    return bool(SECTION.fullmatch(name)) or (is_brief and is_dated)


def _published(page: Page) -> tuple[_Place, str] | None:
    """Return the first day on which it claims to have appeared, else the first it just gives."""
    found: list[tuple[Claim, _Place, str]] = []
    lines = [*page.head, *page.body, *page.foot]
    for place, line in enumerate(lines):
        is_inside = len(page.head) <= place < len(page.head) + len(page.body)
        above = read_label(lines[place - 1].text) if place else None
        for stamp in line.stamps:
            claim = above if above is not None and stamp.span.start == 0 else stamp.claim
            if claim is Claim.APPEARED or not is_inside:
                found.append((claim, (line, stamp.span), stamp.value))
    days = {value[:10] for claim, _, value in found if claim is Claim.NOTHING}
    if len(days) > _MOST_BARE_DAYS:
        found = [one for one in found if one[0] is not Claim.NOTHING]
    return min(found, key=lambda one: one[0])[1:] if found else None


def _authors(page: Page, title: _Place | None) -> Iterator[_Place]:
    """Yield what may name the authors, likeliest first."""
    yield from _said(page.head, "author")
    for place, line in enumerate(page.head):
        is_below = title is not None and line.start > title[0].start
        if _is_signed(page, place) or (is_below and is_writer(line.text)):
            yield line, _whole(line)
    yield from _led(page, "author")
    yield from _said(page.foot, "author")
    yield from ((line, _whole(line)) for line in page.foot if is_writer(line.text))
    yield from _said(page.body, "author")
    for line in reversed(page.body[-_MOST_LEADS:]):
        if span := read_tail(line.text):
            yield line, span


def _publishers(page: Page, title: _Place | None) -> Iterator[_Place]:
    """Yield what may name the publisher, likeliest first."""
    yield from _said([line for line in page.head if _is_keyed(line)], "publisher")
    holders = [(line, span) for line in page.others if (span := read_holder(line.text))]
    yield from (place for place in holders if TERMS.search(place[0].text))
    yield from _said(page.head, "publisher")
    yield from _led(page, "publisher")
    if any(line.stamps for line in page.head):
        named = [line for line in page.head if MEDIUM.fullmatch(line.text)]
        yield from ((line, _whole(line)) for line in named if not (title and line is title[0]))
    for line in (*page.others, *page.foot):
        if found := _NEWSLETTER.search(line.text):
            yield line, _span(found)
    yield from _said(page.foot, "publisher")
    # A notice without its usual terms inside the text belongs to a song or a picture.
    yield from (place for place in holders if page.body and place[0].start > page.body[-1].start)


def _is_keyed(line: Line) -> bool:
    """Return whether a line tells the publisher and nothing else, as in `언론사: 한겨레`."""
    imprint = line.imprint
    return imprint is not None and imprint == Imprint(publisher=imprint.publisher)


def _said(lines: Sequence[Line], field: str) -> Iterator[_Place]:
    for line in lines:
        span = getattr(line.imprint, field, None)
        if span:
            yield line, span


def _led(page: Page, field: str) -> Iterator[_Place]:
    for line in (*page.head, *page.body[:_MOST_LEADS]):
        span = getattr(read_lead(line.text), field, None)
        if span:
            yield line, span


def _whole(line: Line) -> Span:
    return Span(start=0, end=len(line.text))


def _span(found: re.Match[str]) -> Span:
    start, end = found.span(str(found.lastgroup))
    return Span(start=start, end=end)
