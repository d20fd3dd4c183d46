"""Which lines of an article are page furniture, captions or legal notices, not its own words.

The rules look at single lines first and at their neighbours second. They would rather keep a line
too many than lose a sentence: what tells of something that happened is never dropped.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from enum import Enum
from itertools import groupby, pairwise, takewhile

from index.facts import TERMS, read_imprint


class Kind(Enum):
    """What a line is to the article it stands in."""

    OWN = "own"
    CAPTION = "caption"
    COPYRIGHT = "copyright"
    FURNITURE = "furniture"


# In code points: longer captions, buttons and entries of a list are paragraphs.
_LONGEST_CAPTION = 600
_LONGEST_BUTTON = 200
_LONGEST_ENTRY = 120
# A credit and a notice are looked for this close to the end of a line.
_CREDIT_REACH = 120
_NOTICE_REACH = 300
_MOST_ENTRIES = 12
_MOST_PRAISE_LINES = 8
# Shorter lines stand twice in songs and tables.
_SHORTEST_ECHO = 5
_SHORTEST_DOUBLE = 20
# Number of the final consonant ㅆ, the mark of the past tense, and of all of them (Unicode 3.12).
_PAST_FINAL = 20
_FINALS = 28

_SENTENCE = re.compile(r"[다요죠]\.(?=[\s\"'”’)]|$)")
_ENDED = re.compile(r"[가-힣a-z0-9%)\]]\.[\"'”’)\]]*$")
_ENDED_IN_PAST = re.compile(r"([가-힣])(?:다|습니다)\.[\"'”’)\]]*\s*$")

_AGENCY = (
    r"(?:연합뉴스|연합|뉴시스|뉴스1|AP통신|AP|AFPBBNews|AFP|로이터|EPA|UPI|신화|타스|Reuters"
    r"|게티이미지\w{0,4}|Getty\s?Images|셔터스톡|클립아트코리아|픽사베이)"
)
_PICTURE = r"(?:사진|이미지|그래픽|일러스트|삽화|캡처|영상|포토)(?:\s?(?:출처|제공|합성))?"
_DAY = r"(?:19|20)\d\d\s?[.\-/년]\s?\d{1,2}\s?[.\-/월]\s?\d{1,2}"
_CREDIT = re.compile(
    rf"(?:[/(\[<〈【│|ㅣ]\s?)?(?<![가-힣·ㆍ]){_PICTURE}\s?=\s?[^.]{{1,60}}$"
    rf"|(?:^|[/(\[<〈【│|ㅣ]\s?|(?<=[.)\]])\s?){_PICTURE}\s?[:/│|ㅣ]\s?[^.]{{1,60}}$"
    r"|[(\[<〈]\s?(?:사진|이미지)(?:\s?(?:출처|제공))?\s(?!.{0,40}참[조고])[^()\[\]]{1,40}[)\]>〉]$"
    r"|[(\[][^()\[\]]{0,40}(?:자료\s?사진|취재단|DB|캡처|갈무리)[)\]]$|\[[^\[\]]{1,40}제공\]$"
    r"|(?<=\.)\s[^\s.]{2,15}\s제공$|(?<=[.습경면진])\s?\([^()]{1,40}\s제공\)$"
    r"|[(\[*][^()\[\]*]{0,40}재판매\s?및\s?DB\s?금지[)\]]?$"
    r"|(?<=\S)(?<!저작권자)(?<!right)(?<!rights)\s?[ⓒ©]\s?[^.,]{1,30}$"
    rf"|(?:(?<=[다요]\.)\s?|(?<=[.)\]])\s|/)\[?{_AGENCY}(?:[=/ ]{_AGENCY})*(?:\s?자료사진)?\]?$"
    rf"|[(\[]?{_AGENCY}\s?[=/]\s?{_AGENCY}[)\]]?$|[(\[]{_AGENCY}(?:[ ·]{_AGENCY})+[)\]]$"
    rf"|(?<=있다\.)\s?\(?{_DAY}[.)]{{0,2}}"
    rf"(?:[\s/]{{0,2}}(?:{_AGENCY}|\S{{1,40}}@\S{{1,40}}|[가-힣]{{2,4}}\s?기자))?$"
    r"|\((?:AP |EPA |AFP |Reuters |file )?(?:photo|image)s?\b[^()]{0,60}\)$"
    r"|(?:^|(?<=[.)]\s))(?:photo|image)s?(?:\s(?:credit|courtesy))?\s?(?::|by\s)[^.]{2,60}$",
    re.IGNORECASE,
)
_AGENCY_SIGN = re.compile(rf"[ⓒ©]\s?{_AGENCY}\s?=\s?{_AGENCY}")
_NOTICE = re.compile(
    r"(?<![\"'“‘「])[<\[(〈【]?\s?(?:저작권자|copyrights?|[ⓒ©]).{0,120}?"
    rf"(?:{TERMS.pattern})(?:[^<>]{{0,80}}(?:금지|불허|reserved))?[.\s]?[>\])〉】]?",
    re.IGNORECASE,
)
_RIGHTS = re.compile(
    r"(?:copyrights?\s?(?:[ⓒ©@]|\(c\)|(?:19|20)\d\d)|저작권자\s?(?:[ⓒ©]|\(c\))|[ⓒ©]|\(c\)).{2,90}"
    rf"|all rights reserved\.?|(?:{TERMS.pattern}).{{0,60}}(?:금지|불허|reserved)\.?",
    re.IGNORECASE,
)

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
_ACTIONS = frozenset(
    (
        *("공유", "스크랩", "프린트", "인쇄", "복사", "url", "url복사", "링크복사", "보내기"),
        *("기사보내기", "이메일", "메일", "저장", "댓글", "추천", "좋아요", "응원해요", "훈훈해요"),
        *(
            "슬퍼요",
            "화나요",
            "후속",
            "원해요",
            "공감",
            "구독",
            "구독하기",
            "share",
            "print",
            "copy",
        ),
        *("link", "email", "tweet", "save"),
    )
)
_CHANNELS = frozenset(
    (
        *(
            "페이스북",
            "트위터",
            "x",
            "엑스",
            "카카오톡",
            "카카오",
            "카카오스토리",
            "밴드",
            "네이버",
        ),
        *("블로그", "네이버블로그", "라인", "텔레그램", "인스타그램", "링크드인", "유튜브", "광고"),
        *("facebook", "twitter", "linkedin", "whatsapp", "reddit", "kakaotalk"),
    )
)

_RELATED = re.compile(
    r"(?:키워드\s)?(?:관련|많이\s?본|인기|추천|주요|최신|핫|실시간(?:\s?주요)?|오늘의(?:\s?(?:주요|핫))?"
    r"|이\s?시각(?:\s?많이\s?본)?|함께\s?(?:보면|읽으면)\s?좋은)\s?(?:기사|뉴스|콘텐츠|클릭)"
    r"(?:\s?(?:더\s?보기|top\s?\d*))?:?"
    r"|(?:related|recommended|popular|trending|more)\s(?:articles?|stories|news|posts|reading):?"
    r"|most (?:read|popular):?|you (?:may|might) also like:?",
    re.IGNORECASE,
)
_RELATED_ENTRY = re.compile(r"[<\[▶▷☞】【]?\s?관련\s?(?:기사|뉴스)\s?[\]>】:].{1,120}")
_BULLET = re.compile(r"[-•·*▶▷►☞■◆]|\d{1,2}[.)]\s")
_PRAISE = re.compile(
    r"\W*(?:위|이|본|해당) 글은.{0,60}실린 글입니다\W*|.{0,80}뉴스레터(?:입니다|예요|이에요)\.?"
)


def judge(lines: Sequence[str]) -> list[Kind]:
    """Return what each line is; blank lines are `""` and count as the article's own.

    Args:
        lines: All lines of an article in order, without the white space around them.
    """
    kinds = [_kind(line) for line in lines]
    written = [place for place, line in enumerate(lines) if line]
    _mark_echoes(lines, written, kinds)
    _mark_samples(lines, written, kinds)
    _mark_company(lines, written, kinds)
    _mark_related(lines, written, kinds)
    _mark_praise(lines, written, kinds)
    return kinds


def cuts(line: str) -> list[int]:
    """Return where to cut a line so that a notice or photo credit in it stands by itself."""
    if _is_caption(line):
        return []
    notice = _NOTICE.search(line, max(len(line) - _NOTICE_REACH, 0))
    if notice and not is_sentence(line[notice.end() :]):
        return [notice.start(), notice.end()]
    credit = _find_credit(line)
    return [credit.start()] if credit else []


def is_sentence(line: str) -> bool:
    """Return whether a line reads as running text: a full stop ends it, or a sentence in it."""
    beginning, end = line[:_LONGEST_CAPTION], line[-_CREDIT_REACH:]
    return bool(_ENDED.search(end) or _SENTENCE.search(beginning))


def _kind(line: str) -> Kind:
    if _is_caption(line) or _is_said_twice(line):
        return Kind.CAPTION
    if len(line) > _LONGEST_BUTTON:
        return Kind.OWN
    core = _core(line)
    if (_NOTICE.fullmatch(line) or _RIGHTS.fullmatch(core)) and not _SENTENCE.search(core):
        return Kind.COPYRIGHT
    is_button = _FURNITURE.fullmatch(core) or _POINTER.fullmatch(line)
    # A line with a date is a dateline, whatever button it ends in.
    return Kind.FURNITURE if is_button and not re.search(_DAY, line) else Kind.OWN


def _core(line: str) -> str:
    """Return a short line without bullets, brackets and the addresses of Markdown links."""
    return _LINK.sub(r"\1", line).strip(_ORNAMENTS)


def _find_credit(line: str) -> re.Match[str] | None:
    return _CREDIT.search(line, max(len(line) - _CREDIT_REACH, 0))


def _is_caption(line: str) -> bool:
    """Return whether a line ends in a photo credit and does not report something."""
    if len(line) > _LONGEST_CAPTION:
        return False
    credit = None if _NOTICE.match(line) else _find_credit(line)
    is_credited = credit is not None and not _is_report(line[: credit.start()])
    return is_credited or _AGENCY_SIGN.search(line) is not None


def _is_report(text: str) -> bool:
    """Return whether a text tells in the past tense, or in several sentences.

    A caption says in one sentence what there is to see: "...하고 있다."
    """
    if len(_SENTENCE.findall(text)) > 1:
        return True
    stem = _ENDED_IN_PAST.search(text[-_CREDIT_REACH:])
    return (
        stem is not None and stem[1] != "있" and (ord(stem[1]) - ord("가")) % _FINALS == _PAST_FINAL
    )


def _is_said_twice(line: str) -> bool:
    """Return whether a line is a caption with itself behind it, as picture tags leave it."""
    letters = "".join(line.split())
    middle = len(letters) // 2
    if middle < _SHORTEST_DOUBLE or letters != letters[:middle] * 2:
        return False
    return _find_credit(line) is not None or not is_sentence(line)


def _mark_echoes(lines: Sequence[str], written: Sequence[int], kinds: list[Kind]) -> None:
    """Mark captions that stand twice, one below the other, with room around them."""
    padded = ["", *lines, ""]
    for order, (first, second) in enumerate(pairwise(written)):
        line, is_alone = lines[first], not padded[first] and not padded[second + 2]
        if line != lines[second] or second != first + 1 or not is_alone:
            continue
        is_entry = len(line) < _SHORTEST_ECHO or _BULLET.match(line) is not None
        if kinds[first] is not Kind.OWN or is_entry or _is_report(line):
            continue
        below = "".join(lines[place] for place in written[order + 2 : order + 3])
        # A headline that stands twice is still a headline.
        kinds[first] = Kind.CAPTION if read_imprint(below) is None else Kind.OWN
        kinds[second] = Kind.CAPTION


def _mark_samples(lines: Sequence[str], written: Sequence[int], kinds: list[Kind]) -> None:
    """Mark the sentence that shows how large the letters are."""
    for before, place in pairwise(written):
        if kinds[before] is Kind.FURNITURE and lines[place].startswith("(예시)"):
            kinds[place] = Kind.FURNITURE


def _mark_company(lines: Sequence[str], written: Sequence[int], kinds: list[Kind]) -> None:
    """Mark names of networks, bare verbs and numbers that stand beside furniture."""
    words = {place: _waiting(lines, place) for place in written if kinds[place] is Kind.OWN}
    runs = [list(run) for _, run in groupby(written, lambda place: bool(words.get(place)))]
    for before, run, after in zip([[], *runs], runs, [*runs[1:], []], strict=False):
        said = [word for place in run for word in words.get(place, [])]
        near = [*before[-1:], *after[:1]]
        has_company = any(kinds[place] is Kind.FURNITURE for place in near)
        is_bar = len(said) > 1 and not _ACTIONS.isdisjoint(said)
        above = read_imprint(lines[before[-1]]) if before[-1:] == [run[0] - 1] else None
        if said and (has_company or is_bar or (above and above.stamps)):
            for place in run:
                kinds[place] = Kind.FURNITURE


def _waiting(lines: Sequence[str], place: int) -> list[str]:
    """Return the words of a line if they may be buttons or counts, else nothing."""
    if len(lines[place]) > _LONGEST_BUTTON:
        return []
    core = _core(lines[place]).lower()
    if _NUMBER.fullmatch(core):
        # A number with room around it is the heading of a section.
        is_alone = not any((*lines[max(place - 1, 0) : place], *lines[place + 1 : place + 2]))
        return [] if is_alone else [core]
    words = [word for word in re.split(r"[\s,|/·]+", core) if word]
    return words if _ACTIONS.union(_CHANNELS).issuperset(words) else []


def _mark_related(lines: Sequence[str], written: Sequence[int], kinds: list[Kind]) -> None:
    """Mark headed lists of other articles."""
    for order, place in enumerate(written):
        if len(lines[place]) > _LONGEST_ENTRY:
            continue
        if _RELATED_ENTRY.fullmatch(lines[place]):
            kinds[place] = Kind.FURNITURE
        elif _RELATED.fullmatch(_core(lines[place])):
            below = written[order + 1 : order + 1 + _MOST_ENTRIES]
            for entry in [place, *_entries(lines, below, kinds)]:
                kinds[entry] = Kind.FURNITURE


def _entries(lines: Sequence[str], below: Sequence[int], kinds: Sequence[Kind]) -> Iterator[int]:
    """Yield the lines of a list; where running text follows, its heading is no entry."""
    listed = list(takewhile(lambda place: _may_be_entry(lines[place], kinds[place]), below))
    stop = below[len(listed)] if len(listed) < len(below) else None
    goes_on = stop is not None and kinds[stop] is Kind.OWN and is_sentence(lines[stop])
    for place in listed:
        is_apart = place > listed[0] and not lines[place - 1]
        if goes_on and is_apart and not _BULLET.match(lines[place]):
            return
        yield place


def _may_be_entry(line: str, kind: Kind) -> bool:
    if kind is not Kind.OWN:
        return kind is Kind.FURNITURE
    return len(line) <= _LONGEST_ENTRY and not is_sentence(line) and read_imprint(line) is None


def _mark_praise(lines: Sequence[str], written: Sequence[int], kinds: list[Kind]) -> None:
    """Mark what a newsletter says about itself before it asks to be subscribed to."""
    asking = [order for order, place in enumerate(written) if _is_asking(lines[place])]
    for order in asking[-1:]:
        block = written[max(order - _MOST_PRAISE_LINES, 0) : order]
        starts = [place for place in block if _PRAISE.fullmatch(lines[place])]
        for place in block:
            if starts and place >= starts[0] and len(lines[place]) <= _LONGEST_ENTRY:
                kinds[place] = Kind.FURNITURE


def _is_asking(line: str) -> bool:
    return len(line) <= _LONGEST_BUTTON and _ASKING.fullmatch(_core(line)) is not None
