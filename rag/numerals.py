"""Numbers as digits, as Korean words and as both mixed: `1만 2000`, `삼만 오천`, `스물두`.

Every repetition in the patterns is bounded: reading takes time linear in the text.
"""

from __future__ import annotations

import math
import re
from decimal import Decimal

SINO = "일이삼사오육칠팔구"
ONES = "한|두|세|네|다섯|여섯|일곱|여덟|아홉"
TENS = "열|스물|서른|마흔|쉰|예순|일흔|여든|아흔"
ENGLISH = "two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
DAYS = {"이틀": 2, "사흘": 3, "나흘": 4, "닷새": 5, "엿새": 6, "열흘": 10, "보름": 15}
WORDS = DAYS | {"석": 3, "넉": 4, "스무": 20} | {digit: SINO.index(digit) + 1 for digit in SINO}
WORDS |= {word: one for one, word in enumerate(ONES.split("|"), start=1)}
WORDS |= {word: 10 * ten for ten, word in enumerate(TENS.split("|"), start=1)}
WORDS |= {word: number for number, word in enumerate(ENGLISH.split("|"), start=2)}
POWERS = {"십": 10, "백": 10**2, "천": 10**3}
SCALES = {"만": 10**4, "억": 10**8, "조": 10**12, "k": 10**3, "m": 10**6, "b": 10**9}
SCALES |= {"thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}
SCALES |= {"mn": 10**6, "bn": 10**9, "tn": 10**12}

DIGITS = r"(?:\d{1,3}(?:,\d{3}){1,5}|\d{1,15})(?:\.\d{1,6})?(?!\.?\d|,\d{3})"
# `3천5백`, `1천200`; then `8조 2000억`, but not `1조 2위`.
BELOW = rf"{DIGITS}여?(?:[천백십]여?(?:\s?\d{{1,3}}(?![\d.,]))?){{0,3}}"
ARABIC = rf"{BELOW}(?:[만억조]여?(?:(?:\s(?=\d,?\d\d|\d{{1,4}}[천백만억]))?{BELOW})?){{0,3}}"
# `삼만 오천`, `이십오`. One syllable is a part of too many words, such as 만개, 백인 and 천도.
HANGUL = (
    rf"(?<![십백천\d]\s)(?:[{SINO}]?[천백십만억](?:(?<=[만억])\s(?=[{SINO}]?[천백십]))?){{1,8}}(?:(?<=십)[{SINO}])?"
    r"여?(?:(?=\s|명|원|달러)|(?<=[가-힣]{2}))"
)
NATIVE = (
    rf"(?:(?:{TENS})?(?:{ONES})|스무|{TENS}|[석넉](?=\s달))"
    r"(?=\s(?!인|세\s|분|도|차\s|일)|명|개|번째|달|살|마리|시간)"
)
# Not after `수`, `몇`, `한` or `두`: `수 천 명`, `두 세 명`; but after `점수`, `모두`.
NOT_VAGUE = r"(?<!\s[수몇한두]\s)(?<!\A[수몇한두]\s)"
KOREAN = rf"(?<![가-힣]){NOT_VAGUE}(?:{HANGUL}|{NATIVE})"

NUMERALS = sorted((*WORDS, *POWERS, *SCALES), key=len, reverse=True)
NUMERAL = re.compile(rf"\d+(?:\.\d+)?|{'|'.join(NUMERALS)}")


def evaluate(said: str) -> Decimal | None:
    """Return the number that numerals say; `None` where a larger scale follows a smaller one."""
    total = section = current = Decimal(0)
    last = math.inf
    for word in NUMERAL.findall(said.lower().replace(",", "")):
        if scale := SCALES.get(word):
            if scale >= last:
                return None
            total += (section + current or 1) * scale
            section, current, last = Decimal(0), Decimal(0), scale
        elif power := POWERS.get(word):
            section, current = section + (current or 1) * power, Decimal(0)
        else:
            current += WORDS.get(word) or Decimal(word)
    return total + section + current


def largest_scale(said: str) -> int:
    """Return the largest scale in numerals, as 10,000 for `5만`; 1 where there is none."""
    return max((SCALES.get(word, 1) for word in NUMERAL.findall(said.lower())), default=1)
