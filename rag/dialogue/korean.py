"""What the words of a Korean question name, point back at and ask for."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Literal, TypeAlias

from rag.dialogue.parts import Parts, Phrase
from rag.dialogue.pieces import (
    ASKING,
    NAME_TAGS,
    PRONOUNS,
    QUOTED,
    THEN,
    VERB_TAGS,
    cut_pieces,
    read_morphemes,
)
from rag.dialogue.things import ATTRIBUTES, CLUES, thing_kind, words_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from index.language import Grammar, Morpheme
    from rag.dialogue.pieces import Piece
    from rag.dialogue.things import ThingKind

Word: TypeAlias = "Sequence[Morpheme]"
# A noun names something, or an attribute of something; or the words before it tell what it is.
Role: TypeAlias = Literal["core", "attribute", "described"]

# The last parts of longer attributes: 설립 + 일, 관객 + 수, 제작 + 비.
ATTRIBUTE_ENDS = words_of("일 수 률 율 량 비 액 지 자 값 료 명 법 사 작")
SHORTEST_COMPOUND = 3
# They name nothing: "사람이 몇 명 죽었어?", "현재 대표는?"
EMPTY = words_of(
    """
    사람 일 것 거 걸 때 점 말 수 데 문제 경우 정도 이후 뒤 후 다음 외 밖 중 전 사이 처음 마지막
    현재 지금 오늘 어제 내일 올해 작년 지난해 내년 최근 요즘 예전 과거 나중 결국 원래 출신 관계
    상황 얘기 이야기 설명 요약 끝 때문 덕분 대신
    """
)
# No thing is pointed at by "그 뒤", "그 밖".
AROUND = words_of("때 날 해 당시 뒤 후 이후 다음 외 밖 중 전 사이 가운데 동안")
# Particles that melt into the word before: 그건, 그걸, 거기서.
WHOLE_PARTICLES = {"ᆫ": "은", "ㄴ": "은", "ᆯ": "을", "ㄹ": "을", "서": "에서"}
QUOTES = "《》〈〉「」『』‘’“”'\""


def read_korean(text: str, grammar: Grammar) -> Parts:
    """Return what the words of a normalised Korean question do."""
    morphemes = read_morphemes(text, grammar)
    pieces = cut_pieces(morphemes)
    nouns = [noun for piece in pieces if piece.sort == "noun" for noun in _nouns(text, piece)]
    cores = [phrase for role, phrase in nouns if role == "core"]
    names = sorted((core for core in cores if core.is_name), key=lambda core: not core.may_be_topic)
    # "세상에서 가장 오래된 언어는?" needs no owner, but "유일한 이사는?" does.
    described = [phrase for role, phrase in nouns if role == "described" and cores]
    topics = names or [phrase for phrase in (*described, *cores) if phrase.may_be_topic]
    attributes = [phrase for role, phrase in nouns if role == "attribute" and phrase.may_be_topic]
    pointers = tuple(_pointer(text, piece) for piece in pieces if piece.sort == "pointing")
    asked = next((_asked(text, piece) for piece in pieces if piece.sort == "asking"), None)
    said = _said(text, pieces)
    phrases = (*pointers, *(phrase for _, phrase in nouns), *filter(None, [asked]))
    return Parts(
        text=text,
        pointers=pointers,
        nouns=(*names, *(core for core in cores if not core.is_name)),
        topic=topics[0] if topics else None,
        is_whole=bool(topics and (names or described or len(cores) > 1)),
        has_topic=any(phrase.is_topical for phrase in phrases),
        attribute=attributes[0] if attributes else None,
        asked=asked,
        verbs=frozenset(item.form for item in morphemes if item.tag.startswith(VERB_TAGS)),
        said=said,
        clue=_clue(morphemes, asked) or (said.kind if said and not said.is_name else None),
    )


def _phrase(text: str, words: Sequence[Word], particles: Word = ()) -> Phrase:
    start, end = words[0][0].start, words[-1][-1].end
    said = text[start:end]
    return Phrase(
        text=said.strip(QUOTES) if QUOTED.fullmatch(said) else said,
        start=start,
        end=end,
        close=max([end, *(item.end for item in particles)]),
        particles=tuple(
            (WHOLE_PARTICLES.get(item.form, item.form), item.tag) for item in particles
        ),
        kind=thing_kind(words[-1][-1].form) or thing_kind(said),
        is_name=any(item.tag in NAME_TAGS for word in words for item in word),
    )


def _nouns(text: str, piece: Piece) -> list[tuple[Role, Phrase]]:
    """Return what a piece names by itself, or of which attribute of something else it speaks."""
    kept = len(piece.words)
    while kept and (_is_attribute(piece.words[kept - 1]) or _is_vague(piece.words[kept - 1])):
        kept -= 1
    own = piece.words[:kept]
    is_all = kept == len(piece.words)
    while own and not is_all and _is_empty(own[0]):
        own = own[1:]
    is_described = piece.before in ("E", "M")
    if all(map(_is_empty, own)):
        whole = _phrase(text, piece.words, piece.particles)
        found: list[tuple[Role, Phrase]] = []
        if any(map(_is_attribute, piece.words)) or _is_count(piece.words[-1]):
            found.append(("attribute", whole))
        if is_described and whole.particles:
            found.append(("described", _described(text, whole)))
        return found
    core = _phrase(text, own, piece.particles if is_all else ())
    if is_described and not core.is_name:
        core = _described(text, core)
    return [("core", core)] if core.is_name or piece.after != "C" else []


def _described(text: str, phrase: Phrase) -> Phrase:
    return replace(phrase, text=text[: phrase.end], start=0, is_described=True)


def _is_attribute(word: Word) -> bool:
    form = "".join(item.form for item in word)
    if form in ATTRIBUTES:
        return True
    if any(item.tag in (*NAME_TAGS, "SN", "NR") for item in word):
        return False
    return len(form) >= SHORTEST_COMPOUND and (
        form[-1] in ATTRIBUTE_ENDS or word[-1].form in ATTRIBUTES
    )


def _is_vague(word: Word) -> bool:
    return all(item.form in EMPTY or item.tag == "XSN" for item in word)


def _is_empty(word: Word) -> bool:
    """Return whether a word names nothing: a date, a count, "현재", "사람들"."""
    return all(item.form in EMPTY or item.tag in ("SN", "NNB", "NR", "XSN") for item in word)


def _is_count(word: Word) -> bool:
    """Return whether a word is one of several: "2편"."""
    return word[0].tag == "SN" and thing_kind(word[-1].form) is None


def _pointer(text: str, piece: Piece) -> Phrase:
    phrase = _phrase(text, piece.words, piece.particles)
    first = piece.words[0][0]
    if first.form in THEN:
        return replace(phrase, text="", kind="time")
    if first.tag == "NP":
        return replace(phrase, text="", kind=PRONOUNS[first.form])
    last = piece.words[-1]
    if len(last) > 1 and last[-1].form in ATTRIBUTES and last[-1].start > phrase.start:
        # "그회사대표는" was written without spaces.
        end = last[-1].start
        phrase = replace(phrase, end=end, close=end, particles=(("의", "JKG"),))
    noun = text[first.end : phrase.end].strip().removesuffix("들")
    return replace(phrase, text=noun, kind="time" if noun in AROUND else thing_kind(noun))


def _asked(text: str, piece: Piece) -> Phrase:
    phrase = _phrase(text, piece.words, piece.particles)
    first, *nouns = (item.form for word in piece.words for item in word)
    # "어느 나라 사람" is answered by a country.
    kind = ASKING[first] if first in ASKING else thing_kind(nouns[0] if nouns else "")
    return replace(phrase, kind=kind)


def _said(text: str, pieces: Sequence[Piece]) -> Phrase | None:
    """Return the last noun phrase where the copula follows it, or nothing does."""
    last = pieces[-1] if pieces else None
    if last is None or last.sort != "noun" or last.particles or last.after not in ("C", "X", ""):
        return None
    words = last.words
    while len(words) > 1 and _is_vague(words[-1]):
        words = words[:-1]  # "미국 사람입니다." names a country.
    return None if _is_attribute(words[-1]) else _phrase(text, words)


def _clue(morphemes: Word, asked: Phrase | None) -> ThingKind | None:
    forms = {item.form for item in morphemes if item.tag != "NNP"}
    # In "몇 명이 태어났어?" it is not the one left out who is born.
    is_other = asked is not None and asked.is_topical
    found = (kind for kind, words in CLUES.items() if forms & words)
    return next((kind for kind in found if not (kind == "person" and is_other)), None)
