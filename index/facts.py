"""What one line of an article says about it: when it appeared, who wrote it, who published it.

Every function reads a single line of normalised text and answers in positions inside that line.
Which of the lines to believe is not decided here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from index.datatypes import Span
from index.dates import LABEL, Claim, Stamp, read_stamps

# In code points. Bylines of five people with their addresses are shorter than a paragraph.
_LONGEST_IMPRINT = 160
_LONGEST_SIGNATURE = 50
_LONGEST_SOURCE = 20
_MOST_SOURCE_WORDS = 3

# What may stand in a byline or dateline without being a part of it: addresses, buttons, counts,
# pages of the printed paper, the photographer.
_ASIDE = re.compile(
    r"[\w.+-]{1,40}@[\w.-]{1,60}|https?://\S{1,200}|[|・]|\b\d{1,3} min(?:ute)? read\b"
    r"|기사\s?원문|메일\s?보내기|작게\s?크게|기자\s?(?:페이지\s?)?구독|기자의 다른\s?기사\s?보기"
    r"|구독하기|팔로우|(?:지면\s?)?[A-Z]?\d{1,2}면|지면\s?[A-Z]\d{1,2}"
    r"|(?:조회\s?수?|댓글|좋아요|추천|라이킷)\s?:?\s?\d[\d,]*"
    r"|[,/]?\s?(?<![·ㆍ&])(?<!글/)(?:사진|영상|그래픽)\s?[=:/·\s]\s?[가-힣]{2,4}(?:\s[가-힣]{0,4}기자)?"
    r"(?=$|[\s,)])",
    re.IGNORECASE,
)
_SEPARATORS = frozenset("|·・")
_SECTION = (
    r"(?:정치|경제|사회|문화|국제|세계|연예|스포츠|산업|금융|증권|부동산|교육|지역|전국|사설|칼럼|기고"
    r"|오피니언|생활|과학|기획|특집|인터뷰|정책|날씨|여행|건강|기술|테크|뉴스|종합|속보|단독|포토|기자|홈|IT"
    r"|Tech|News|Opinion|World|Business|Politics|Sports|Culture|Science|Column|Home)"
)
SECTION = re.compile(
    rf"{_SECTION}(?:\s?[>/·&\s]\s?(?:{_SECTION}|[가-힣]{{2,6}})){{0,4}}", re.IGNORECASE
)
"""The name of a newspaper's section, or the way down to one, as a whole line."""

MEDIUM = re.compile(
    r"[가-힣A-Za-z0-9]{1,10}(?:일보|신문|뉴스\d?|경제|투데이|타임[스즈]|방송|저널|데일리|미디어|통신|매거진"
    r"|헤럴드|위클리|포스트|닷컴|프레스|비즈|TV|레터|스포츠|코리아|아시아|팩트|와이어)|스포츠\w{2}|한겨레|뉴시스"
    r"|뉴스1|뉴스핌|뉴스엔|프레시안|블로터|연합인포맥스|채널A|로이터|KBS|MBC|SBS|EBS|JTBC|YTN|MBN|OSEN|CNN"
    r"|BBC|AFP|AP|Reuters|Yonhap|Bloomberg|The(?:\s[A-Z]\w{1,12}){1,3}"
    r"|[A-Z]\w{1,12}\s(?:News|Times|Post|Journal)"
)
"""What looks like the name of a newspaper, an agency or a station."""

_PLACE = (
    "워싱턴|뉴욕|도쿄|베이징|상하이|파리|런던|베를린|홍콩|하노이|방콕|제네바|모스크바|실리콘밸리"
)
_ROLE = (
    r"(?:(?!사진)[가-힣A-Z]{0,6}기자|논설(?:위원|실장|고문)|편집(?:위원|국?장)|칼럼니스트|에디터|리포터"
    rf"|통신원|앵커|해설위원|평론가|(?:(?:{_PLACE})\s)?특파원)"
)
_FAMILY = (
    "김이박최정강조윤장임한오서신권황안송류유전홍고문양손배백허남심노하곽성차주우구민진지엄채원"
    "천방공현함변염여추도소석선설마길연위표명기반라왕금옥육인맹제모탁국은편용예봉사부가복태목형피감"
)
_NAME = (
    rf"(?!(?:{_SECTION}|{_PLACE}|한겨레)(?:부|팀|국)?(?![가-힣]))(?!(?:사진|인턴|선임|전문)\s?기자)"
    rf"(?:(?:남궁|황보|제갈|선우|독고|사공|서문)[가-힣]{{1,2}}|[{_FAMILY}][가-힣]{{1,2}})"
    rf"(?=[\s·ㆍ,&/=]|{_ROLE}|$)"
)
# Two syllables before a name are mostly a place: "서울 홍길동 기자".
_FULL_NAME = rf"(?=[가-힣]{{3}}){_NAME}"
_NAMES = rf"(?:{_NAME}(?:\s?[·ㆍ,&]\s?{_NAME}){{0,5}}|{_FULL_NAME}(?:\s{_FULL_NAME}){{1,4}})"
_DESK = rf"(?!{_NAME})[가-힣A-Za-z0-9·/&]{{1,12}}"
_REPORTERS = rf"{_NAMES}(?:(?:\s{_DESK}){{1,2}}\s|\s?){_ROLE}"
_AUTHORS = rf"(?P<author>{_REPORTERS}(?:\s?[·ㆍ,/\s]\s?{_REPORTERS}){{0,4}})"
# Patterns with `_AUTHORS` take 25 ms to compile: `re` does it, and keeps them, at their first use.
_BYLINE = rf"(?:(?P<before>[^\s=]{{1,14}}(?:\s[^\s=]{{1,14}}){{0,2}})[\s=|ㅣ]{{1,3}})??{_AUTHORS}"
_WRITER = re.compile(
    rf"(?!\S{{1,2}}[을를는]\s){_NAME}(?:\s[^\s.]{{1,12}}){{0,4}}\s?(?:교수|작가|변호사|연구(?:위)?원|시인|소설가|박사|소장|원장|대표"
    r"|전문의|전문위원|고문|번역가|기획자|개발자|블로거|크리에이터)"
)
_SIGNED = re.compile(
    r"(?:(?:글(?:\s?[·ㆍ/&,]\s?사진)?|취재|기고|정리|작성자?|글쓴이|저자|필자|기자|(?i:author))\s?[=:/]\s?"
    r"|글(?:\s?[·ㆍ]\s?사진)?\s(?=[가-힣])|(?i:written by|by)\s)"
    r"(?P<author>[A-Z][\w.'’-]{0,20}(?:(?:,?\s(?:and\s|de\s|van\s|von\s|&\s)?)[A-Z][\w.'’-]{0,20}){1,9}"
    r"|[가-힣](?:[가-힣A-Za-z0-9 ·,]{0,20}[가-힣A-Za-z0-9])?)"
)
_ISSUED = re.compile(
    r"(?:언론사|매체명?|신문사|발행처|출처|publisher|source|site)\s?:\s?[\"'“]?"
    r"(?P<publisher>[가-힣A-Za-z][가-힣A-Za-z &·-]{1,24})[\"'”]?",
    re.IGNORECASE,
)

_LEAD = re.compile(
    r"(?:\[(?P<a>[^\[\]]{2,40})\]|\((?P<b>[^()]{2,40})\)|【(?P<c>[^【】]{2,40})】)\s?"
)
_LEAD_AUTHORS = rf"{_AUTHORS}\s?(?:=|$)"
_DESPATCH = re.compile(r"[^=]{1,24}=\s?(?:\S{1,8}[/·])?(?P<publisher>[^=\s]{2,14})")
_DASHED = re.compile(
    r"(?:[가-힣]{2,6}--|[A-Z][A-Za-z .,]{1,40}\d{0,2}\s?)"
    r"\((?P<publisher>[가-힣A-Z][\w .]{1,20})\)\s?(?:--|—|–)"
)
_TAIL = (
    rf"(?<=[.\"”’)\]])\s?[\[(</=]?\s?(?:[^\s=.]{{1,10}}\s?=\s?)?{_AUTHORS}\s?[\])>]?"
    r"\s?(?:[\w.+-]{1,40}@[\w.-]{1,60})?\s?[\])>]?$"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Imprint:
    """What a dateline or byline says; such a line tells nothing else."""

    stamps: tuple[Stamp, ...] = ()
    author: Span | None = None
    publisher: Span | None = None


def read_imprint(line: str) -> Imprint | None:
    """Return what a dateline or byline says; `None` for any other line."""
    if len(line) > _LONGEST_IMPRINT:
        return None
    stamps = tuple(read_stamps(line))
    rest = _ASIDE.sub(_blank, line)
    for stamp in stamps:
        start, end = stamp.span.start, stamp.span.end
        rest = rest[:start] + "\t" * (end - start) + rest[end:]
    if stamps:
        rest = LABEL.sub(_blank, rest)
    imprint = Imprint(stamps=stamps)
    for found in re.finditer(r"[^\t]*\w[^\t]*", rest):
        piece = _read_piece(line, found, stamps)
        if piece is None and not _is_aside(line, found, stamps):
            return None
        imprint = _merged(imprint, piece or Imprint())
    is_range = bool(stamps) and "~" in line
    return None if is_range or imprint == Imprint() else imprint


def read_lead(line: str) -> Imprint | None:
    """Return who speaks at the front of a despatch, as in `(서울=연합뉴스) 홍길동 기자 = ...`."""
    if dashed := _DASHED.match(line):
        return Imprint(publisher=_span(dashed, "publisher"))
    lead = _LEAD.match(line)
    if not lead:
        return None
    bracket = str(lead.lastgroup)
    inner, shift = lead[bracket], lead.start(bracket)
    if byline := re.fullmatch(_BYLINE, inner):
        return Imprint(author=_span(byline, "author", shift), publisher=_medium(byline, shift))
    signed = re.compile(_LEAD_AUTHORS).match(line, lead.end())
    author = _span(signed, "author") if signed else None
    despatch = _DESPATCH.fullmatch(inner)
    if despatch and (author or MEDIUM.fullmatch(despatch["publisher"])):
        return Imprint(author=author, publisher=_span(despatch, "publisher", shift))
    if MEDIUM.fullmatch(inner) and lead.end() < len(line):
        return Imprint(author=author, publisher=_span(lead, bracket))
    return None


def read_tail(line: str) -> Span | None:
    """Return the reporters who sign at the end of a paragraph, after its last full stop."""
    found = re.compile(_TAIL).search(line, max(len(line) - _LONGEST_IMPRINT, 0))
    return _span(found, "author") if found else None


def is_name(line: str) -> bool:
    """Return whether a line is a Korean name of three syllables or more and nothing else."""
    return bool(re.fullmatch(_FULL_NAME, line))


def is_writer(line: str) -> bool:
    """Return whether a line is a Korean name with a writer's profession."""
    return len(line) <= _LONGEST_SIGNATURE and bool(_WRITER.fullmatch(line))


def _read_piece(line: str, found: re.Match[str], stamps: tuple[Stamp, ...]) -> Imprint | None:
    """Return what the words between dates, labels and asides say."""
    lead = read_lead(found[0].strip())
    if lead and lead.author and lead.author.end == len(found[0].strip()):
        return _merged(Imprint(), lead, found.start() + found[0].index(found[0].strip()))
    words = found[0].strip(" ,·/:()[]<>=-~▶*■")
    start = found.start() + found[0].index(words)
    for pattern in (_BYLINE, _SIGNED, _ISSUED):
        if said := re.fullmatch(pattern, words):
            groups = said.groupdict()
            return Imprint(
                author=_span(said, "author", start) if "author" in groups else None,
                publisher=_medium(said, start),
            )
    whole = Span(start=start, end=start + len(words))
    is_before = bool(stamps) and start < stamps[0].span.start
    if (is_before or "@" in line) and is_name(words):
        return Imprint(author=whole)
    if is_before and _is_source(words, stamps[0]):
        return Imprint(publisher=whole)
    return Imprint() if SECTION.fullmatch(words) else None


def _is_source(words: str, stamp: Stamp) -> bool:
    """Return whether words before a date name who published; "출생 1971.6.28" does not."""
    is_brief = len(words) <= _LONGEST_SOURCE and len(words.split()) <= _MOST_SOURCE_WORDS
    is_timed = "T" in stamp.value and stamp.claim is Claim.NOTHING
    return bool(MEDIUM.fullmatch(words)) or (is_brief and is_timed and not SECTION.fullmatch(words))


def _is_aside(line: str, found: re.Match[str], stamps: tuple[Stamp, ...]) -> bool:
    """Return whether words that say nothing known leave the line a dateline."""
    if not stamps or len(found[0].strip()) > _LONGEST_SOURCE:
        return False
    before = line[: stamps[0].span.start].rstrip()
    after = line[stamps[-1].span.end :].lstrip()
    is_labelled = found.start() < len(before) and LABEL.search(before) is not None
    return is_labelled or before[-1:] in _SEPARATORS or after[:1] in _SEPARATORS


def _medium(found: re.Match[str], shift: int) -> Span | None:
    """Return the publisher that a byline or label names."""
    groups = found.groupdict()
    if groups.get("publisher"):
        return _span(found, "publisher", shift)
    before = groups.get("before") or ""
    medium = MEDIUM.match(before)
    if medium is None or before[medium.end() :][:1] not in {"", " "}:
        return None
    start = found.start("before") + shift
    return Span(start=start, end=start + medium.end())


def _merged(one: Imprint, other: Imprint, shift: int = 0) -> Imprint:
    """Return what two parts of a line say, the first before the second."""
    moved = {
        field: Span(start=span.start + shift, end=span.end + shift)
        for field in ("author", "publisher")
        if (span := getattr(other, field))
    }
    return Imprint(
        stamps=one.stamps,
        author=one.author or moved.get("author"),
        publisher=one.publisher or moved.get("publisher"),
    )


def _blank(found: re.Match[str]) -> str:
    return "\t" * len(found[0])


def _span(found: re.Match[str], group: str, shift: int = 0) -> Span:
    return Span(start=found.start(group) + shift, end=found.end(group) + shift)
