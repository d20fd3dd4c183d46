"""What a language model is told: how to answer, the passages as data, and the question.

The system message of a language is the same for every request, byte for byte, so that servers can
keep what they made of it. No earlier turn goes in: the query stands alone.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rag.composing import one_line
from rag.kinds import kind_of
from rag.writing.fencing import Fence, neutral_line, quoted
from rag.writing.fitting import Extract, fit
from rag.writing.instructions import Instructions, instructions
from rag.writing.markers import MARKER
from rag.writing.model import Message, WritingError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rag.datatypes import Answer, Citation
    from rag.writing.model import LanguageModel

# Tokens kept free: chat templates put marks of their own around messages, and tokens are guessed.
RESERVE = 64
LONGEST_TITLE = 150
MOST_HINTS = 4
LONGEST_HINT = 300

# A longer text says more than that the articles do not tell.
LONGEST_NOT_TOLD = 300
SENTENCE_END = re.compile(r"(?<=[.!?。])\s+|\n+")
NO_LETTERS = re.compile(r"[\W_]+")
# All of these are matched against letters alone, in lower case, without spaces.
NOT_TOLD_KOREAN = re.compile(
    r"""
    # Alone it says that there are none of something.
    (?!없)
    (?:(?:제공(?:된|하신|해주신)|주어진|제시된|해당|관련|이|위|위의)*
      (?:뉴스)?(?:기사|지문|자료|본문|문서|글|내용|정보)(?:들|내용|본문)*
      (?:에서는?|에는?|만?으?로는|[은는을를])?)?
    (?:이|그|해당|위|위의|주어진|질문하신|말씀하신|요청하신|찾으시는)*
    (?:질문|물음|내용|사항|부분)?(?:에대(?:한|해서?)|에관한|과관련(?:된|한)|에|의)?
    (?:정확한|구체적인|직접적인|명확한|관련|충분한)*
    (?:답변?|정답|해답|내용|정보|언급|설명)?[을를은는이가도]?
    (?:찾지못(?:했|하였|합)|못찾|(?:찾을|알|확인할|답(?:변을?)?[할드릴]*)수가?없|알지못|확인되지않
      |(?:나와|나타나|담겨|들어|포함되어|포함돼|언급되어|언급돼|적혀|쓰여|실려)있지않
      |(?:나오|언급[되하]|다루|포함[되하]|말하|알려주|제공[되하])지않|없)
    (?:[었았]?습니다|니다|[었았]?어요|네요|[었았는]?다|음|군요|는것(?:같|으로보입)(?:습)?니다)?
    """,
    re.VERBOSE,
)
NOT_TOLD_ENGLISH = re.compile(
    r"""
    (?P<matter>(?:the|these|those|your|given|provided|supplied|above|news)*
      (?:article|passage|text|context|document|source|information)s?(?:given|provided|above)*)
      (?:do|does|did)(?:not|nt)(?:answer|tell|say|address|cover
        |(?:contain|provide|mention|include|have|give|specify)
          (?:the|an|any|enough|sufficient|specific)*(?:answers?|information|details?)?)
      (?:to|about|for|on|that|which)*(?:answer)?(?:the|this|that|your)*(?:question)?
    |(?:i|we)?(?:am)?(?:cannot|cant|couldnot|couldnt|(?:was)?unableto|didnot|didnt)(?:find|answer)
      (?:the|this|that|your|an|any)*(?:answers?|question)?(?:to|for)?(?:the|this|that|your)*
      (?:question)?(?:(?:in|from|basedon|with|using)
      (?:the|these|those|your|given|provided|supplied|above|news)*
      (?:article|passage|text|context|document|source|information)s?(?:given|provided|above)*)?
    |(?:thereisno|therewasno|no)(?:answer|information)(?:to|about|for|on)?(?:the|this|that|your)*
      (?:question)?(?:in(?:the|these|given|provided)*(?:article|passage|text)s?)?
    """,
    re.VERBOSE,
)
SORRY = re.compile(
    r"(?:정말|대단히)?(?:죄송|미안|송구|유감)(?:합니다|하지만|하게도|스럽지만|스럽게도|해요|하네요)만?"
    r"|안타깝게도|아쉽게도|(?:im|iam)?(?:very)?sorry(?:but)?|(?:iapologi[sz]e|unfortunately)(?:but)?"
)
MORE_HELP = re.compile(
    r"(?:다른|더|추가|혹시).{0,20}(?:질문|궁금|기사|정보|필요).{0,40}(?:세요|십시오|니다|요)"
    r"|(?:please|ifyou|letmeknow|feelfree).{0,120}"
)


def make_prompt(answer: Answer, model: LanguageModel, *, most_tokens: int) -> list[Message]:
    """Return the messages that ask a model to write an answer.

    The system message has 380 characters in Korean, 729 in English.

    Args:
        answer: The extractive answer: its passages, its citations as hints, its query.
        model: Tells its window and counts tokens.
        most_tokens: How many tokens the model may write.

    Raises:
        WritingError: Not even the cited sentences fit into the model's window (`narrow`).
        ValueError: The answer has no passages.
    """
    if not answer.passages:
        message = "expected an answer with passages, got one without"
        raise ValueError(message)
    words = instructions(answer.question)
    texts = [text for item in answer.passages for text in (item.title, item.text)]
    fence = Fence.around((*texts, answer.question, answer.query))
    room = model.window() - most_tokens - RESERVE - model.tokens(words.rules)
    task = task_of(answer, words)
    hints = hints_of(answer.citations, fence, words)
    for ending in dict.fromkeys((f"{hints}{task}", task)):
        empty = enclosed("", fence, words)
        left = room - model.tokens(f"{empty}\n{ending}")
        extracts = fit(
            answer.passages, answer.citations, left, lambda item: model.tokens(f"{block(item)}\n\n")
        )
        if extracts:
            passages = enclosed("\n\n".join(map(block, extracts)), fence, words)
            text = f"{passages}\n{ending}"
            return [Message(role="system", text=words.rules), Message(role="user", text=text)]
    message = (
        f"the passages do not fit into the {model.window():,} tokens of {model.name}; "
        "give it a larger context window"
    )
    raise WritingError("narrow", message)


def enclosed(text: str, fence: Fence, words: Instructions) -> str:
    """Return passages between the lines of the fence."""
    return fence.enclose(text, opening=words.passages, closing=words.end)


def block(extract: Extract) -> str:
    """Return a passage as a model reads it: its number, title and day, then its lines, quoted."""
    passage = extract.passage
    title = neutral_line(passage.title)[:LONGEST_TITLE]
    day = neutral_line((passage.published or "").partition("T")[0])
    return f"[{passage.number}] {title}{f' ({day})' if day else ''}\n{quoted(extract.text)}"


def hints_of(citations: Sequence[Citation], fence: Fence, words: Instructions) -> str:
    """Return the block of the sentences that the reader found, empty where it found none."""
    cited = list(dict.fromkeys((item.number, one_line(item.quote)) for item in citations))
    told = [
        (number, quote)
        for number, quote in cited
        if len(quote) <= LONGEST_HINT
        and not any(quote in other and quote != other for _, other in cited)
    ]
    if not told:
        return ""
    lines = "\n".join(f"[{number}] {quoted(quote)}" for number, quote in told[:MOST_HINTS])
    return fence.enclose(lines, opening=words.hints, closing=words.end) + "\n"


def task_of(answer: Answer, words: Instructions) -> str:
    """Return the question as data on lines of its own, and what kind of answer it wants."""
    asked, meant = neutral_line(answer.question), neutral_line(answer.query)
    lines = [f"\n{words.asked}: {asked}"]
    if meant not in ("", asked):
        lines.append(f"{words.meant}: {meant}")
    kind = words.kinds.get(kind_of(answer.query or answer.question), "")
    return "\n".join((*lines, *filter(None, (kind, words.reminder))))


def is_not_told(text: str) -> bool:
    """Return whether a model says that the articles do not tell, and nothing else.

    Quotation marks, markers, spacing, politeness and a short apology around it make no difference.
    A sentence that tells what there is not, such as `다친 사람은 없습니다`, is an answer.

    Args:
        text: What it wrote, or one sentence of it.
    """
    if len(text) > LONGEST_NOT_TOLD:
        return False
    parts = SENTENCE_END.split(MARKER.sub(" ", text))
    letters = [SORRY.sub("", NO_LETTERS.sub("", part).lower(), count=1) for part in parts]
    told = [item for item in letters if item and not MORE_HELP.fullmatch(item)]
    return bool(told) and all(map(is_negation, told))


def is_negation(letters: str) -> bool:
    """Return whether the letters of a sentence say that the articles do not tell."""
    return bool(NOT_TOLD_KOREAN.fullmatch(letters) or NOT_TOLD_ENGLISH.fullmatch(letters))
