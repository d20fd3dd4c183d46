"""Which lines are captions of pictures: what ends in a photo credit, or says itself twice."""

from __future__ import annotations

import re

from index.dates import DAY
from index.notices import NOTICE
from index.prose import is_report, is_sentence

# In code points: longer captions are paragraphs.
_LONGEST_CAPTION = 600
# A credit is looked for this close to the end of a line.
_CREDIT_REACH = 120
_SHORTEST_DOUBLE = 20

_AGENCY = (
    r"(?:연합뉴스|연합|뉴시스|뉴스1|AP통신|AP|AFPBBNews|AFP|로이터|EPA|UPI|신화|타스|Reuters"
    r"|게티이미지\w{0,4}|Getty\s?Images|셔터스톡|클립아트코리아|픽사베이)"
)
_PICTURE = r"(?:사진|이미지|그래픽|일러스트|삽화|캡처|영상|포토)(?:\s?(?:출처|제공|합성))?"
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
    rf"|(?<=있다\.)\s?\(?{DAY}[.)]{{0,2}}"
    rf"(?:[\s/]{{0,2}}(?:{_AGENCY}|\S{{1,40}}@\S{{1,40}}|[가-힣]{{2,4}}\s?기자))?$"
    r"|\((?:AP |EPA |AFP |Reuters |file )?(?:photo|image)s?\b[^()]{0,60}\)$"
    r"|(?:^|(?<=[.)]\s))(?:photo|image)s?(?:\s(?:credit|courtesy))?\s?(?::|by\s)[^.]{2,60}$",
    re.IGNORECASE,
)
_AGENCY_SIGN = re.compile(rf"[ⓒ©]\s?{_AGENCY}\s?=\s?{_AGENCY}")


def find_credit(line: str) -> re.Match[str] | None:
    """Return the photo credit that ends a line."""
    return _CREDIT.search(line, max(len(line) - _CREDIT_REACH, 0))


def is_caption(line: str) -> bool:
    """Return whether a line ends in a photo credit and does not report something."""
    if len(line) > _LONGEST_CAPTION:
        return False
    credit = None if NOTICE.match(line) else find_credit(line)
    is_credited = credit is not None and not is_report(line[: credit.start()])
    return is_credited or _AGENCY_SIGN.search(line) is not None


def is_said_twice(line: str) -> bool:
    """Return whether a line is a caption with itself behind it, as picture tags leave it."""
    letters = "".join(line.split())
    middle = len(letters) // 2
    if middle < _SHORTEST_DOUBLE or letters != letters[:middle] * 2:
        return False
    return find_credit(line) is not None or not is_sentence(line)
