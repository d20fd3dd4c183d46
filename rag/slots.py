"""Where in a Korean question its answer goes, and what becomes of the words around it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from index.language import Morpheme

Pair: TypeAlias = "tuple[str, str]"

TIME = re.compile(
    r"\d\s?(?:년|월|일|시|분|초|세기|주|개월)|(?:때|날|전|후|뒤|초|말|무렵|시절|시대|시기|당시|아침"
    r"|오전|오후|저녁|밤|새벽|정오|자정|요일|주말|봄|여름|가을|겨울|설|추석|절)$"
)
NUMBER = re.compile(
    r"\d|하나|둘|셋|넷|절반|초대|하루|이틀|[사나]흘|닷새|엿새|이레|열흘|보름|(?:^|\s)(?:수|열|스물|서른|마흔|쉰)?"
    r"(?:[한두세네열쉰]|다섯|여섯|일곱|여덟|아홉|스무|서른|마흔|[십백천만억조]+)여?(?:\s|$|[명개번배살])"
)
# Of the native numerals, those that do not change before a unit.
BARE_NUMBER = re.compile(r"(?:[\d.,~\-–십백천만억조\s]|다섯|여섯|일곱|여덟|아홉)+")
# As Kiwi has them: \u11af is the final ㄹ of "뭘".
PARTICLE_FORMS = """
    이 가 은 는 을 를 \u11af 의 와 과 에 에서 서 에게 에게서 한테 께 로 으로 로부터 으로부터 부터
    까지 마다
"""
PARTICLES = frozenset(PARTICLE_FORMS.split())
# "…라고" is a name after these verbs; after others it is what someone said.
CALL = ("부르", "불리", "일컫")
COUNTS = frozenset(("몇", "얼마", "얼마나", "며칠"))
DETERMINERS = frozenset(("몇", "어느", "어떤", "무슨"))
QUESTION_WORDS = frozenset(("누구", "무엇", "뭐", "어디", "언제")) | COUNTS | DETERMINERS
# Kinds of things that have names: a name may stand for "어떤 회사". Of "어느 나라 선수" it is the
# country that is asked.
KINDS_WITH_NAMES = """
    나라 국가 도시 지역 주 팀 구단 정당 당 학교 대학 회사 기업 기관 단체 부대 사람 인물 선수 가수
    배우 언어 영화 드라마 노래 곡 책 신문 종목 악기
"""
NAMED = frozenset(KINDS_WITH_NAMES.split())
NOUN = ("NN", "SL", "SN", "XSN", "W_")
IS: Pair = ("이", "VCP")


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A question with one question word, taken apart.

    Attributes:
        text: The question.
        words: Its morphemes, without a "그럼" in front and the marks at the end.
        at: Which of them is the question word.
    """

    text: str
    words: tuple[Morpheme, ...]
    at: int

    @property
    def asks(self) -> str:
        """The question word."""
        return self.words[self.at].form

    def has(self, place: int, tags: str | tuple[str, ...]) -> bool:
        """Return whether there is a word of one of these tags at this place."""
        return place < len(self.words) and self.words[place].tag.startswith(tags)


def place_of(asked: Asked, short: str) -> tuple[int, str] | None:
    """Return which word is the first after the slot, and what goes into it.

    The slot is the question word with what the answer says instead of it: "어느 주", "몇 년".

    Returns:
        `None` where the answer does not look like what is asked for, or the slot is not sure.
    """
    slot = slot_of(asked, short) if suits(asked.asks, short) else None
    if slot is None:
        return None
    stop, put = slot
    # "몇 번이나" and "언제쯤" wonder; the answer does not.
    is_vague = asked.has(stop, ("XSN", "JX")) and asked.words[stop].form in {"쯤", "이나", "나"}
    return stop + is_vague, put


def suits(asks: str, short: str) -> bool:
    """Return whether an answer looks like what the question word asks for."""
    if asks in COUNTS:
        return bool(NUMBER.search(short))
    if asks == "언제":
        return bool(TIME.search(short))
    return asks != "누구" or not short[0].isdigit()


def slot_of(asked: Asked, short: str) -> tuple[int, str] | None:
    """Return the end of the slot, and what goes into it, by the kind of the question word."""
    again = repeated(asked, short)
    if again:
        return again, short
    if asked.asks == "몇":
        return counted(asked, short)
    if asked.asks in DETERMINERS:
        return determined(asked, short)
    return asked.at + 1, short


def repeated(asked: Asked, short: str) -> int | None:
    """Return the end of the words that the answer says too: "네바다 주" for "어느 주"."""
    words, found = asked.words, None
    for place in range(asked.at + 1, len(words)):
        if not asked.has(place, (*NOUN, "JKG", "JKB")):
            break
        said = asked.text[words[asked.at].end : words[place].end].replace(" ", "")
        if asked.has(place, NOUN) and short[1:].replace(" ", "").endswith(said):
            found = place + 1
    return found


def counted(asked: Asked, short: str) -> tuple[int, str] | None:
    """Return the slot of an answer to "몇", and the answer with the unit where it has none."""
    first = asked.at + 1
    if first == len(asked.words) or asked.has(first, ("J", "VCP")):
        return first, short
    stop = first + 2 if asked.has(first + 1, "XSN") else first + 1
    unit = asked.text[asked.words[first].start : asked.words[stop - 1].end]
    if BARE_NUMBER.fullmatch(short) and not short.endswith(unit):
        return stop, f"{short}{unit}" if short[-1].isdigit() else f"{short} {unit}"
    return None if asked.has(stop, "NN") else (stop, short)


def determined(asked: Asked, short: str) -> tuple[int, str] | None:
    """Return the slot of an answer to "어느", "어떤" or "무슨", which names one of a kind."""
    first = stop = asked.at + 1
    while asked.has(stop, NOUN):
        stop += 1
    is_named = stop > first and asked.words[first].form in NAMED
    if asked.asks == "어느" and is_named:
        return first + 1, short
    # "어떤 회사인가?" asks for a description.
    is_sure = asked.asks == "어느" or (is_named and asked.has(stop, "J"))
    return (stop, short) if is_sure and stop == first + 1 else None


def particles_after(asked: Asked, stop: int) -> tuple[int, list[Pair]] | None:
    """Return which word is the first after the particles of a slot, and the answer's own ones."""
    words = asked.words
    if asked.has(stop, "VCP"):
        return named(asked, stop)
    if not asked.has(stop, "J"):
        return bare(asked, stop)
    pairs: list[Pair] = []
    while asked.has(stop, "J"):
        if words[stop].form not in PARTICLES:
            return None
        pairs.append((words[stop].form, words[stop].tag))
        stop += 1
    return stop, [("에서", "JKB") if pair[0] == "서" else pair for pair in pairs]


def named(asked: Asked, copula: int) -> tuple[int, list[Pair]] | None:
    """Return the same for "무엇이라고 부르나"; what someone said is no name."""
    words, verb = asked.words, copula + 2
    if not asked.has(verb, "VV") or words[copula + 1].form not in {"라고", "라"}:
        return None
    is_name = words[verb].form in CALL or (
        words[verb].form == "하" and not asked.has(verb + 1, "EP")
    )
    return (verb, [IS, ("라고", "EC")]) if is_name else None


def bare(asked: Asked, stop: int) -> tuple[int, list[Pair]] | None:
    """Return the same where the question word has no particle: "언제 열리나"."""
    following, asks = asked.words[stop], asked.asks
    is_clear = {
        "누구": False,
        "무엇": False,
        "뭐": False,
        "언제": following.tag != "NNB",
        "어디": following.form == "있",
        "얼마": following.form == "정도",
        "얼마나": asked.has(stop, "VV") or asked.has(stop + 1, "XSV"),
    }
    if not is_clear.get(asks, True):
        return None
    return stop, [("에", "JKB")] if asks in {"언제", "어디"} else []
