"""What a turn of the chat does: it asks, greets, thanks, takes leave, or wants to see the sources.

A turn is told by all of its letters together, without spaces and pictures: "감사원은 무엇을 했나?"
begins like thanks, but is none.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Literal, TypeAlias

# `remark`: it says nothing that could be searched ("네", "ㅋㅋ", "🙂", "?!").
Act: TypeAlias = Literal["ask", "greet", "thank", "bye", "remark", "show_sources"]

# No courtesy is longer. It also keeps the patterns below, all of them repeated, from taking long.
LONGEST_COURTESY = 60
COURTESIES: Mapping[Act, str] = {
    "thank": r"""
        (?:정말|진짜|너무|아주|매우|무척|대단히|참|항상|많은|답변|설명|안내|덕분에|친절한
        |(?:알려|가르쳐|찾아|도와|답해|설명해|대답해)(?:주셔서|줘서|주어서))*
        (?:고마(?:워요?|웠어요?|웠습니다)|고맙(?:습니다|네요?|다)|땡큐|쌩큐|ㄱㅅ
        |감사(?:합니다|했습니다|드립니다|해요?|드려요?|요)?|(?:큰)?도움이?(?:됐|되었)(?:어요?|습니다))
        |(?:many)?thanks(?:alot|somuch|verymuch|again)?|thank(?:you|u)(?:(?:so|very)much|again)?
        |thx|cheers
    """,
    "bye": r"""
        안녕히(?:계세요|계십시오|가세요|가십시오)|잘(?:있어|가)요?|바이|ㅂㅂ
        |수고(?:하세요|하십시오|하셨습니다|하셨어요|했어요?)
        |(?:다음에|나중에)?또?(?:봐요?|봬요|뵙겠습니다|만나요?|올게요?)|이만(?:갈|가볼|줄일)게요?
        |(?:good)?bye|seeyou(?:later|soon)?|goodnight
    """,
    "greet": r"""
        안녕(?:하세요|하십니까|하신가요)?|반가워요?|반갑(?:습니다|네요?)|처음뵙겠습니다
        |좋은(?:아침|저녁|오후|하루)(?:입니다|이에요|이네요|이야)?|하이|헬로우?|ㅎㅇ
        |(?:hi|hello|hey)(?:there)?|good(?:morning|afternoon|evening)
    """,
    "remark": r"""
        네|넵|넹|예|응|ㅇㅇ|ㅇㅋ|아하|아|오|와|우와|음|흠|헐|굿|그래(?:요|서요)?|그렇(?:구나|군요?|네요?)
        |맞(?:아요?|네요?|습니다)|알(?:겠|았)(?:어요?|습니다)|오(?:케이|키)|좋(?:아요?|습니다)
        |(?:정말|진짜|아주|너무|참)?(?:좋|대단하|신기하|재밌|재미있|흥미롭|놀랍|멋지)(?:네요?|군요?|다)
        |(?:대단|신기)해요?|재밌어요?|최고(?:예요|야|다)?|정말|진짜
        |ok(?:ay)?|yes|yeah|yep|isee|gotit|great|good|nice|cool|wow|perfect|lol
    """,
}
COURTESY = re.compile(f"(?:{'|'.join(COURTESIES.values())})+", re.VERBOSE)
PATTERNS = {act: re.compile(pattern, re.VERBOSE) for act, pattern in COURTESIES.items()}
# What courtesies may be told by in a turn of several: "네, 고마워요" thanks.
ORDER: tuple[Act, ...] = ("thank", "bye", "greet", "remark")

# It says that something is wrong, but not what is meant; before a comma the rest says that.
DENIAL = re.compile(
    r"(?:아니(?:요|야|에요)?|아뇨|틀렸(?:어요?|습니다|네요?)|잘못(?:됐|되었)(?:어요?|습니다)|nope|no)+"
)

ENDINGS = r"(?:이?야|이?에요|예요|입니까|인?가|이?[죠지]|[어아나니냐데래요]|습니까|인지|줘|줘라)*"
SHOW = r"(?:보여|알려|밝혀|말해|대|열어|찾아)(?:줘요?|주세요|주십시오|주실래요|줄래요?|주라|봐요?)"
LOOK = rf"(?:{SHOW}|볼(?:래|게|수있을까|수있나)요?|보(?:자|고싶어요?))"
SOURCES = re.compile(
    rf"""
    (?P<back>(?:방금|아까|지금|위|앞|이전|마지막|그럼|근데|혹시|그|이|저|해당|거|건|게|것|말한|말|답변?|대답
    |내용|정보|의|에대한|은|는)+)?
    (?:(?:출처|근거|인용|원문|원본|레퍼런스|참고)(?:자료|기사|문장|문)?들?(?:[은는이가을를도좀]|다시|한번)*
      (?:{LOOK}|(?:어디|무엇|뭐|뭔|있)?(?:에|인)?{ENDINGS})
    |기사(?:원문|원본)?(?:[을를도좀]|다시)*{LOOK}
    |(?:어느|어떤|무슨)(?:기사|신문|자료|글)(?:에서|에)?(?:나온|나와|나왔|있|봤|본|읽었|한)?[어는]?
      (?:거|것|건|말|얘기|이야기|내용)?{ENDINGS}
    |누가(?:그래|그랬|그러)(?:요|어|어요|는데|던데)?
    |어디(?:에서|서|에)(?:나온|본|들은|읽은|가져온)(?:말|얘기|이야기|내용|정보){ENDINGS}
    |어디(?:에서|서)(?:봤|읽었|찾았|알았|가져왔|들었)(?(back)|(?!)){ENDINGS})
    |(?:please)?(?:(?:can|could)you)?(?:(?:show|give|tell)(?:me)?)?(?:the|your|its|that)?
      (?:sources?|citations?|references?|evidence)(?:for(?:that|this))?(?:please)?
    |what(?:s|is|are|was)(?:the|your|its|that)?(?:sources?|evidence)(?:(?:for|of)(?:that|this|it))?
    |where(?:did|do)you(?:get|read|find|see|hear)(?:that|this|it)(?:from)?
    |where(?:is|was|does)(?:that|this)(?:come)?from
    """,
    re.VERBOSE,
)

# Spaces, punctuation, pictures, laughter and tears say nothing.
SILENT = re.compile(r"[^\w]+|[ㅋㅎㅠㅜㅡ_]+")
SEGMENT = re.compile(r"[^.!?~,;\n…]*[.!?~,;\n…]*[^\w《〈「『‘“'\"(]*")
# A comma may be missing after these: "안녕하세요 수두는 왜 생겨요?".
OPENING = re.compile(
    r"\A(?:안녕하(?:세요|십니까)|감사합니다|고맙습니다|고마워요?|thanks|thank you|hello|hi)"
    r"\s+(?=\S)",
    re.IGNORECASE,
)
LAUGHTER = re.compile(r"\A(?:[ㅋㅎㅠㅜ]+|[\u2190-\u2bff\U0001f000-\U0001faff]+|[\s.~!?…]+)+")


def read_act(text: str, *, after: bool) -> Act:
    """Return what a turn does.

    Args:
        text: The turn, normalised.
        after: Whether another turn came before: without one there are no sources to show.
    """
    spoken = _letters(without_courtesy(text))
    if len(spoken) > LONGEST_COURTESY:
        return "ask"
    if after and SOURCES.fullmatch(spoken):
        return "show_sources"
    if not spoken or DENIAL.fullmatch(spoken):
        return "remark"
    if not COURTESY.fullmatch(spoken):
        return "ask"
    return next(act for act in ORDER if PATTERNS[act].search(spoken))


def without_courtesy(text: str) -> str:
    """Return a question without the greeting or the thanks before or behind it.

    A turn that is nothing but courtesy is returned whole.
    """
    start, end = 0, len(text)
    segments = [found.span() for found in SEGMENT.finditer(text) if found.group()]
    while segments and _is_courtesy(text[slice(*segments[0])]):
        start = segments.pop(0)[1]
    while segments and _is_courtesy(text[slice(*segments[-1])]):
        end = segments.pop()[0]
    if not segments:
        return text
    rest = OPENING.sub("", text[start:end].strip(), count=1)
    return LAUGHTER.sub("", rest, count=1) or rest


def _is_courtesy(text: str) -> bool:
    spoken = _letters(text)
    return len(spoken) <= LONGEST_COURTESY and bool(COURTESY.fullmatch(spoken) or not spoken)


def _letters(text: str) -> str:
    return SILENT.sub("", text[: 10 * LONGEST_COURTESY]).lower()
