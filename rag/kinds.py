"""Which kind of answer a question wants: a few words, whole sentences, a line for each article."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal, TypeAlias

from index.normalizing import normalize

if TYPE_CHECKING:
    from collections.abc import Mapping

AnswerKind: TypeAlias = Literal["fact", "reason", "manner", "quote", "yes_no", "compare", "summary"]
WantedType: TypeAlias = Literal["date", "number", "person", "place", "other"]

# Where a word begins: "표현재료" says nothing of "현재".
START = r"(?<![가-힣])"
END = r"[\s?.!]*$"
# How a noun is asked for: "이유는?", "이유가 뭐야?", "이유를 알려줘". In "…라는 주장은 무엇이 없어
# 인정받지 못하나" it is not.
ASKED = (
    r"(?:은|는|이|가|을|를|에\s?(?:대해|관해)서?)?\s?"
    r"(?:무엇(?:인|이[었야지죠에]|일|입)|뭐(?:야|예|에|지|죠|냐|였|라)|뭔|어떤(?:가|지|\s?것)|어[떻때땠떠]"
    rf"|알려|설명|말해|밝혀|찾아|궁금|{END})"
)
# "…를 어떻게 바꿀지 쓴 사람은 누구인가?" asks for the person.
NOT_NAMED = r"(?!.*[은는]\s?(?:(?:누구|무엇|뭐|어디|언제|얼마)\S*)?[\s?.!]*$)"
PRESS = r"(?:기사|칼럼|사설|보도|매체|신문사?|언론사?|방송사?)"
SAID = (
    r"(?:(?:말|언급|설명|주장|표현|평가|발언|답|대답|반박|해명|비판|묘사|진단|전망|강조|반응|논평|생각)"
    r"(?:했|하였|하[나는고니]|한\s?[거것]|합)|밝[혔히])"
)
TELL = r"(?:알려|설명해|말해|얘기해|이야기해|소개해)"
# Read from top to bottom, and the first that fits wins: what is said to be compared or quoted is
# not to be explained, and "왜 옮겼는지 요약해줘" asks for the reason, not for the topic.
PATTERNS: Mapping[AnswerKind, tuple[str, ...]] = {
    "compare": (
        rf"{PRESS}(?:들)?(?:마다|별)(?!도)|{START}각\s?{PRESS}",
        rf"{START}각각\s(?:얼마|몇|무엇|무슨|뭐|뭘|어느|어떤|어떻|어디|언제|누구|왜)",
        rf"{START}비교(?:해\s?(?:줘|주|달라|봐|보자|보면|보여|라)|하면\s?(?:어떤|어떻|{END})|{END})",
        # How many votes or points two are apart is one fact.
        rf"(?<![표수이간]\s)차이점?{ASKED}",
        rf"{PRESS}.{{0,40}}(?:다르게|서로\s?다른|엇갈|차이)",
        r"(?:어떻게|무엇이|뭐가|서로|얼마나)\s(?:다른[가지]|다르[나니냐지죠]|다릅|달라|다를까|달랐)",
        rf"(?:서로\s?다른\s?점|공통점){ASKED}",
        r"\bcompare\b|\bdifferences? between\b|\bhow (?:do|does|did)\b.*\bdiffer\b",
        r"\b(?:each|every|both) (?:article|paper|newspaper|outlet|report)s?\b",
        r"\b(?:articles|papers|newspapers|outlets|reports) (?:say|differ|disagree)\b",
    ),
    "quote": (
        rf"(?:뭐|무엇이?)라고?\s(?:[가-힣]+\s)?{SAID}",
        rf"{START}(?:무슨|어떤)\s말을\s?(?:했|하였|남겼)",
        # What "뭐라고 하나?" asks for is a name.
        r"(?:뭐|무엇이)라고\s?(?:했|그랬)",
        rf"{START}(?:어떻게|무엇을|뭘|뭐를|(?:무슨|어떤)\s말을)\s{SAID}",
        r"어떤\s(?:주장|말|발언|입장|반응|의견|해명|설명)을\s",
        rf"(?:주장|입장|발언|해명|반응|견해|의견|논평){ASKED}",
        r"\bwhat (?:do|does|did|has|have)\b.*\b(?:say|said|claim|think|tell|told|argue)\b",
        r"\bhow (?:do|does|did)\b.*\b(?:describe|respond|react|comment|explain)\b",
    ),
    "reason": (
        rf"{START}(?:왜(?![가-힣])|왜(?:죠|지|요|야|인|일|냐)|어째서|어찌하여){NOT_NAMED}",
        rf"(?:이유|까닭|원인|배경|계기|동기){ASKED}|(?:어떤|무슨)\s(?:이유|까닭|원인|계기|동기)",
        r"(?:무엇|뭐|누구|(?:어떤|무슨)\s[가-힣]+)\s?때문|때문(?:인[가지]|이[야지죠]|입니까|일까)",
        r"\bwhy\b|\bhow come\b|\bwhat (?:caused|made)\b",
        r"\bwhat (?:\w+ )?(?:the )?(?:reason|cause)\b",
    ),
    "manner": (
        # "나이가 어떻게 되나요?" asks for a number, "어떻게 부르나?" for a name.
        rf"{START}어떻게(?!\s?(?:되[나는시세]|됩|돼|칭|부르|불)){NOT_NAMED}",
        rf"(?:어떤|무슨)\s(?:방법|방식|과정|절차|식)(?:으로|을|를){NOT_NAMED}",
        rf"(?:방법|방식|과정|절차|경위|요령){ASKED}",
        r"\bhow\b(?! (?:many|much|old|long|far|often|big|tall|large|high|deep|fast|heavy|wide)\b)",
    ),
    "summary": (
        rf"요약|간추려|줄거리|전말|{START}(?:전반적|정리(?:를\s)?[해하]){NOT_NAMED}",
        rf"무슨\s일(?:이|인|입|{END})|(?:어떤|무슨)\s(?:내용|소식|이야기)",
        rf"(?:대해|대하여|관해|관하여)서?(?:\s[가-힣]+)?\s{TELL}",
        r"\bsummar\w+|\boverview\b|\bwhat happened\b|\btell me about\b",
    ),
}
KINDS = {kind: re.compile("|".join(texts), re.IGNORECASE) for kind, texts in PATTERNS.items()}
QUESTION_WORD = re.compile(
    r"누[구가굴군]|무[엇어]|[뭐뭘뭔]|어[디딘떤떠떻때땠느]|언[제젠]|얼[마만]|몇|며칠|무슨|아니면"
    r"|[은는인]가\?*,?\s.*[은는인]가\?*$"
)
# "누구나 갈 수 있나?" asks for yes or no.
ANYONE = re.compile(
    r"(?:누구|언제|어디|무엇)(?:이?나|이?든지?|이?라도|도)(?=\s)|누군가(?=[를의에\s])|몇몇"
)
# The syllables that end with ㄴ, as in "인가": "국가?" is a noun.
ENDS_N = "".join(chr(code) for code in range(ord("간"), ord("힣") + 1, 28))
# And those that end with ㅆ, as in "왔어".
ENDS_SS = "".join(chr(code) for code in range(ord("갔"), ord("힣") + 1, 28))
YES_NO = re.compile(
    rf"(?:[{ENDS_N}]가|[가-힣](?:나|니|냐|까|지|죠)|[{ENDS_SS}없]어|맞아|[이거]야|돼|해)요?{END}"
    r"|^(?:is|are|was|were|do|does|did|has|have|had|can|could|will|would|should|may|might)\b"
    r"(?!.*\bor\b)",
    re.IGNORECASE,
)
ROLE = (
    r"(?:사람|감독|작가|저자|기장|선장|대표|회장|사장|총장|장관|의원|기자|배우|가수|선수|아버지|어머니"
    r"|남편|아내|부인|아들|딸)"
)
WANTED: Mapping[WantedType, str] = {
    "date": (
        r"언제|며칠(?!\s?(?:간|동안|만))|몇\s?(?:년도?|월|일|시)(?!\s?(?:간|동안|만|형|째|전|[가-힣]{2}))"
        r"|연도|년도|날짜|(?:날|해|때|시기|시각|시점)(?:은|는)[\s?]*$"
        r"|\bwhen\b|\b(?:what|which) (?:year|month|day|date|time)\b"
    ),
    "number": (
        r"얼마|몇|며칠|(?:(?<![가선교박변장함])수|인구|가격|금액|액수|비율|면적|높이|길이|나이|점수|지지율|규모)(?:은|는)[\s?]*$"
        r"|\bhow (?:many|much|old|long|far|tall|large|big|high|deep)\b"
    ),
    "person": (
        rf"{ROLE}의?\s?(?:이름|성함)|누구|누가|누굴|누군|(?:사람|인물|선수|배우|가수|감독)(?:은|는)[\s?]*$|\bwho(?:m|se)?\b"
    ),
    "place": (
        r"어디|어딘|(?:어느|어떤)\s?(?:나라|도시|지역|곳)|(?:곳|장소|나라)(?:은|는)[\s?]*$|\bwhere\b"
    ),
}
TYPES = {name: re.compile(text, re.IGNORECASE) for name, text in WANTED.items()}
# "2019년 현재" is not now.
NOW = re.compile(
    rf"{START}(?<![년월일]\s)(?:현재|지금|요즘|요새|오늘날|최근|최신)"
    r"|\b(?:current|currently|now|nowadays|latest|recent|recently|today|at present)\b",
    re.IGNORECASE,
)


def kind_of(question: str) -> AnswerKind:
    """Return which kind of answer a question wants.

    What asks for nothing else wants a fact: a few words of an article.
    """
    text = plain(question)
    for kind, pattern in KINDS.items():
        if pattern.search(text):
            return kind
    if YES_NO.search(text) and not QUESTION_WORD.search(ANYONE.sub("", text)):
        return "yes_no"
    return "fact"


def wanted_type(question: str) -> WantedType:
    """Return of what sort the words are that answer a question for a fact."""
    text = plain(question)
    return next((name for name, pattern in TYPES.items() if pattern.search(text)), "other")


def asks_for_now(question: str) -> bool:
    """Return whether a question asks how things are now, so that newer articles know better."""
    return bool(NOW.search(plain(question)))


def plain(question: str) -> str:
    """Return a question on one line, as the patterns expect it."""
    return " ".join(normalize(question).split())
