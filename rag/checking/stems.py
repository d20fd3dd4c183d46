"""English words without their endings."""

from __future__ import annotations

import re

# Past forms and plurals that the rules below miss, each before what it comes from.
IRREGULAR_FORMS = """
    bought buy sold sell built build rose rise risen rise fell fall fallen fall grew grow grown grow
    began begin begun begin won win lost lose beat beat beaten beat held hold chose choose chosen
    choose took take taken take gave give given give went go gone go came come became become made
    make paid pay met meet led lead left leave kept keep sent send spent spend lent lend found find
    wrote write written write spoke speak spoken speak broke break broken break drove drive driven
    drive flew fly flown fly threw throw thrown throw caught catch taught teach thought think
    brought bring fought fight sought seek sank sink sunk sink shot shoot struck strike stole steal
    stolen steal shrank shrink shrunk shrink withdrew withdraw withdrawn withdraw drew draw drawn
    draw ran run swam swim born born died die dying die lying lie tied tie children child people
    people men man women woman wives wife lives life companies company cities city countries country
    parties party data data shut shut cut cut hit hit hurt hurt news news deaths death dead die
    hid hide hidden hide stood stand understood understand saw see seen see knew know known know
    showed show shown show wore wear worn wear felt feel heard hear slept sleep swept sweep
"""
FORMS = IRREGULAR_FORMS.split()
IRREGULAR = dict(zip(FORMS[::2], FORMS[1::2], strict=True))
PAST_FORMS = frozenset(form for form, stem in IRREGULAR.items() if form != stem)
SUFFIXES = (("ies", "y"), ("ied", "y"), ("sses", "ss"), ("ings", ""), ("ing", ""), ("ed", ""))
POSSESSIVE = re.compile(r"['’].*")
VOWELS = "aeiou"
# A stem has so many letters at least, that a `ring` or a `bed` is not cut.
SHORTEST = 3


def stem(word: str) -> str:
    """Return what the forms of an English word share, in lower case; not always a word itself."""
    lowered = POSSESSIVE.sub("", word.lower())
    if lowered in IRREGULAR:
        return base(IRREGULAR[lowered])
    for suffix, put in SUFFIXES:
        if lowered.endswith(suffix) and len(lowered) - len(suffix) >= SHORTEST:
            return base(lowered.removesuffix(suffix) + put)
    is_plural = lowered.endswith("s") and not lowered.endswith(("ss", "us", "is"))
    return base(lowered.removesuffix("s") if is_plural and len(lowered) > SHORTEST else lowered)


def base(cut: str) -> str:
    """Return a cut form without a doubled letter or an `e` at the end, so that all forms agree."""
    if len(cut) > SHORTEST and cut[-1] == cut[-2] and cut[-1] not in VOWELS + "sl":
        cut = cut[:-1]
    return cut.removesuffix("e") if len(cut) > SHORTEST else cut


def entry(word: str) -> str:
    """Return a word of a list as the readers give it; Korean ones are listed as stems."""
    return stem(word) if word.isascii() else word
