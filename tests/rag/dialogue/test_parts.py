from __future__ import annotations

import pytest

from rag.dialogue.parts import Parts, Phrase


@pytest.mark.parametrize(
    ("particles", "may_be_topic", "is_topical"),
    [
        ((), True, False),
        ((("는", "JX"),), True, True),
        ((("의", "JKG"),), True, True),
        ((("을", "JKO"),), False, False),
        # The first of them decides: "집에는" is about no house.
        ((("에", "JKB"), ("는", "JX")), False, False),
    ],
)
def test_particles_tell_what_a_question_may_be_about(
    particles: tuple[tuple[str, str], ...], *, may_be_topic: bool, is_topical: bool
) -> None:
    phrase = Phrase(text="집", start=0, end=1, close=2, particles=particles)
    assert (phrase.may_be_topic, phrase.is_topical) == (may_be_topic, is_topical)


def test_names_are_the_nouns_that_are_proper() -> None:
    name = Phrase(text="구글", start=0, end=2, close=2, is_name=True)
    noun = Phrase(text="회사", start=3, end=5, close=5)
    assert Parts(text="구글 회사", nouns=(name, noun)).names == (name,)
