"""Which single lines are furniture of a page: buttons, counters, tags, ways to share it."""

from __future__ import annotations

import re

from index.dates import DAY

LONGEST_BUTTON = 200
"""In code points: longer lines are paragraphs."""

_LINK = re.compile(r"!?\[([^\[\]]*)\]\([^()\s]*\)")
_ORNAMENTS = " \t•∙·*-–|▶▷►☞※■◆<>[]()〈〉【】"
_COUNTED = (
    r"(?:기사\s?)?(?:조회\s?수?|좋아요|공감|댓글|추천|스크랩|공유|라이킷|views?|likes?|comments?)"
)
_ASKING = re.compile(
    r"(?:(?!기자).){0,90}구독(?:과 좋아요)?(?:을|를|도)?\s?(?:하러\s?가기|하기|신청하기"
    r"|부탁\s?드(?:립|리겠습)니다|해\s?주세요!?|눌러\s?주세요)[\s:)~!^.]*"
)
_FURNITURE = re.compile(
    # Size of the letters, reading aloud, translation.
    r"(?:바로가기\s)?(?:본문\s?)?(?:글자|글씨|폰트)\s?(?:크기|줄이기|키우기)"
    r"(?:\s?(?:설정|(?:조절|변경)(?:하기)?|조정|확대|축소|크게|작게|보통|본문|글씨|줄이기|키우기"
    r"|가|[+-])){0,8}(?:\s파란\s?원을.{0,60})?"
    r"|이 글자\s?크기로 변경됩니다\.?|(?:가장|한 단계|기본|매우)(?: 작은| 큰)? 크기 글자"
    r"|번역\s?beta.{0,40}|translated by kaka\s?i|번역 설정|음성(?:으로 듣기|재생 설정)|기사 듣기"
    r"|요약보기|본문\s?요약봇|세 줄 요약|기사를 읽어\s?드립니다|텍스트 음성 변환 서비스 사용하기"
    r"|읽어주기 기능은 크롬\s?기반의|브라우저에서만 사용하실 수 있습니다\.?"
    # Counters.
    rf"|(?:{_COUNTED}\s?:?\s?\d[\d,.]*\s?[만천km회개명건]?[\s|·,]*){{1,6}}"
    r"|\d[\d,.]*\s?[km]?\s(?:views?|likes?|comments?|shares?)|콘텐츠에 .좋아.해줘서 고마워요.{0,4}"
    # Ways to share the page and to leave it.
    r"|TOP|맨\s?위로(?:\s?가기)?|back to top|(?:다른|이전|다음)\s?기사(?:\s?보기)?|본문\s?바로가기"
    r"|공유하기|인쇄하기|(?:url|링크|주소)\s?복사(?:하기)?|copy (?:link|url)|소셜 댓글|기자\s?구독"
    r"|(?:sns\s?)?기사\s?(?:공유|저장|스크랩)(?:하기)?|이 기사를 (?:공유|추천)합니다"
    r"|(?:sns\s?)?(?:기사)?\s?보내기|sns 기사\s?보내기.{0,150}|이 기사가 좋으셨다면"
    r"|share(?: this)?(?: (?:article|story|post|page))?|share on .{1,30}"
    r"|(?:print|email) this .{1,20}|(?:이미지|사진)\s?(?:크게\s?보기|확대(?:하기|보기)?)"
    r"|(?:이|해당) 기사에 대해 어떻게 생각하(?:시나요|세요)\??|advertisement|\(?끝\)?"
    r"|이 기사는 언론사에서 .{1,20} 섹션으로 분류했습니다\.?|(?:기사\s?)?제보(?:는|하기| 및).{0,60}"
    # Subscriptions and tags.
    rf"|{_ASKING.pattern}|(?:무료\s|뉴스레터\s)?구독(?:\s신청)?"
    r"|(?:subscribe|sign up)\b.{0,40}\b(?:newsletter|updates|channel|alerts|inbox)\b.{0,40}"
    r"|(?:키워드\s?)?(?:태그|tags?)?\s?:?\s?"
    r"(?:#(?!\d+(?:\s|$))[^\s#]{1,40}(?: [^\s#]{1,12})?[\s,]*){1,30}",
    re.IGNORECASE,
)
_POINTER = re.compile(
    r"[▶▷►☞].{0,80}(?:하기|바로\s?가기|보러\s?가기|보기|추가|다운로드|클릭)[.!]?"
    r"|(?:[▷▶]\s?|\[)(?:전화|이메일|메일|카카오톡)\s?[:\]].{1,60}"
    r"|!\[[^\[\]]{0,200}\]\([^()\s]{1,300}\)"
)
# Furniture only beside other furniture: alone it may be the title of an encyclopaedia's article.
_NUMBER = re.compile(r"\d[\d,.]{0,10}[km만천]?", re.IGNORECASE)
_CHANNELS = frozenset(
    (
        *("페이스북", "트위터", "x", "엑스", "카카오톡", "카카오", "카카오스토리", "밴드"),
        *("네이버", "블로그", "네이버블로그", "라인", "텔레그램", "인스타그램", "링크드인"),
        *("유튜브", "광고"),
        *("facebook", "twitter", "linkedin", "whatsapp", "reddit", "kakaotalk"),
    )
)
ACTIONS = frozenset(
    (
        *("공유", "스크랩", "프린트", "인쇄", "복사", "url", "url복사", "링크복사", "보내기"),
        *("기사보내기", "이메일", "메일", "저장", "댓글", "추천", "좋아요", "응원해요", "훈훈해요"),
        *("슬퍼요", "화나요", "후속", "원해요", "공감", "구독", "구독하기"),
        *("share", "print", "copy", "link", "email", "tweet", "save"),
    )
)
"""Words of buttons that do something: with one of them, a row of such words is a bar of buttons."""


def is_furniture(line: str) -> bool:
    """Return whether a line is a button, a counter, a row of tags or a pointer to another page."""
    if len(line) > LONGEST_BUTTON:
        return False
    is_button = _FURNITURE.fullmatch(core(line)) or _POINTER.fullmatch(line)
    # A line with a date is a dateline, whatever button it ends in.
    return bool(is_button) and not re.search(DAY, line)


def is_asking(line: str) -> bool:
    """Return whether a line asks to be subscribed to."""
    return len(line) <= LONGEST_BUTTON and _ASKING.fullmatch(core(line)) is not None


def is_count(line: str) -> bool:
    """Return whether a line is a number, which may be the count of a button."""
    return len(line) <= LONGEST_BUTTON and _NUMBER.fullmatch(core(line)) is not None


def button_words(line: str) -> list[str]:
    """Return the words of a line, in lower case, if all may be buttons; else nothing."""
    if len(line) > LONGEST_BUTTON:
        return []
    words = [word for word in re.split(r"[\s,|/·]+", core(line).lower()) if word]
    return words if ACTIONS.union(_CHANNELS).issuperset(words) else []


def core(line: str) -> str:
    """Return a short line without bullets, brackets and the addresses of Markdown links."""
    return _LINK.sub(r"\1", line).strip(_ORNAMENTS)
