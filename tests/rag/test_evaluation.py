from __future__ import annotations

import json
from dataclasses import replace

from rag.datatypes import Doubt, Writing
from rag.evaluation import Report, evaluate, summarize
from rag.judging import judge
from rag.measures import Measure
from tests.rag.scripted import Scripted, abstained, answered, case, cite, passage, patterns

# Five questions: answered right, answered wrong, abstained wrong, abstained right, answered wrong.
CASES = [
    case(
        "언제",
        sources=("a.txt",),
        answers=patterns("2015"),
        gold_answers=("2015년",),
        evidence="2015년에 섰다",
    ),
    case("비교", type="compare", sources=("a.txt", "c.txt"), answers=patterns("초록")),
    case(
        "이름",
        sources=("a.txt",),
        answers=patterns("트루스"),
        gold_answers=("트루스",),
        evidence="트루스",
    ),
    case("날씨", type="unanswerable", answerable=False),
    case("구름", type="unanswerable", answerable=False),
]
SCRIPT = Scripted(
    answers={
        "언제": answered(
            "회사는 2015년에 섰다. [1]",
            [cite(1, "a.txt", 0, 13)],
            [passage(1, "a.txt")],
            confidence=0.9,
            short="2015년에",
        ),
        "비교": answered(
            "하늘은 빨갛다 [1]. 덧붙인 말이다.",
            [cite(1, "b.txt", 0, 8, "하늘은 빨갛다.")],
            [passage(1, "b.txt")],
            confidence=0.6,
        ),
        "이름": abstained(
            *(passage(number, "b.txt") for number in range(1, 6)),
            passage(6, "a.txt"),
            confidence=0.3,
        ),
        "날씨": abstained(confidence=0.1),
        "구름": answered(
            "구름은 하얗다. [1]", [cite(1, "b.txt", 9, 17)], [passage(1, "b.txt")], confidence=0.6
        ),
    },
    rankings={"언제": ["b.txt", "a.txt"], "비교": ["a.txt", "b.txt", "c.txt"]},
)


def values(report: Report, group: str) -> dict[str, tuple[float | None, int]]:
    return {
        measure.name: (None if measure.value is None else round(measure.value, 5), measure.count)
        for measure in report.measures[group]
    }


def test_retrieval_is_measured_over_answerable_questions_that_name_sources() -> None:
    # First right sources: second, first, none. nDCG: 0.63093 (1 / log2(3)), 0.91972
    # ((1 + 0.5) / (1 + 0.63093)), 0. The evidence lies in the first passage, and in the sixth.
    assert values(evaluate(SCRIPT, CASES), "retrieval") == {
        "hit@1": (0.33333, 3),
        "hit@3": (0.66667, 3),
        "hit@5": (0.66667, 3),
        "hit@10": (0.66667, 3),
        "mrr@10": (0.5, 3),
        "ndcg@10": (0.51688, 3),
        "evidence@5": (0.5, 2),
    }


def test_answers_are_measured_where_there_is_something_to_match() -> None:
    # "2015년에" shares 5 characters with "2015년": F1 is 2 * 5 / (6 + 5); the refusal has 0.
    assert values(evaluate(SCRIPT, CASES), "answers") == {
        "answer_match": (0.33333, 3),
        "exact_match": (0.0, 2),
        "f1": (0.45455, 2),
    }


def test_citations_are_measured_over_all_citations_and_sentences() -> None:
    # Valid: yes, no (the text says 파랗다), yes. From a right source: yes, no. Sentences: one of
    # one, one of two, one of one.
    assert values(evaluate(SCRIPT, CASES), "citations") == {
        "citation_validity": (0.66667, 3),
        "citation_precision": (0.5, 2),
        "citation_recall": (0.75, 4),
    }


def test_decisions_are_measured_over_all_questions() -> None:
    # Confidences 0.9, 0.6, 0.3 against 0.1, 0.6: 2 + 1.5 + 1 of six pairs are in order, and what
    # keeps all three refuses 0.1. Of the answers the one at 0.9 is right, the two at 0.6 are wrong:
    # (0 + 2/3 + 2/3) / 3. Said and true are apart by 0.1, 2 * 0.1, 0.7 and 0.1, of five.
    assert values(evaluate(SCRIPT, CASES), "decisions") == {
        "answered_right": (0.2, 5),
        "answered_wrong": (0.4, 5),
        "abstained_right": (0.2, 5),
        "abstained_wrong": (0.2, 5),
        "answerability_auroc": (0.75, 5),
        "refused_at_95_kept": (0.5, 5),
        "refused_at_90_kept": (0.5, 5),
        "aurc": (0.44444, 3),
        "calibration_error": (0.22, 5),
    }


def test_counts_and_types_are_reported() -> None:
    report = evaluate(SCRIPT, CASES)
    assert report.counts == {
        "questions": 5,
        "answerable": 3,
        "answered_right": 1,
        "answered_wrong": 2,
        "abstained_right": 1,
        "abstained_wrong": 1,
    }
    # Of the two facts one is answered right; means of two values resampled lie in [0, 1].
    assert report.by_type == (
        Measure(name="compare", value=0, low=0, high=0, count=1),
        Measure(name="fact", value=0.5, low=0, high=1, count=2),
        Measure(name="unanswerable", value=None, low=None, high=None, count=0),
    )


def test_milliseconds_are_the_median_and_the_95th_percentile() -> None:
    outcome = judge(SCRIPT, CASES[3])
    outcomes = [replace(outcome, milliseconds=float(number)) for number in range(1, 21)]
    assert values(summarize(outcomes), "milliseconds") == {"p50": (10, 20), "p95": (19, 20)}


def test_progress_is_told_after_each_question() -> None:
    told: list[tuple[str, int, int]] = []
    evaluate(
        SCRIPT, CASES[:2], progress=lambda stage, done, total: told.append((stage, done, total))
    )
    assert told == [("asking", 1, 2), ("asking", 2, 2)]


def test_report_survives_json_with_the_keys_that_scripts_rely_on() -> None:
    plain = evaluate(SCRIPT, CASES).to_json()
    assert json.loads(json.dumps(plain)) == plain
    assert list(plain) == [
        "counts",
        "measures",
        "by_type",
        "risk_at",
        "risk_coverage",
        "calibration",
        "questions",
    ]
    measures = plain["measures"]
    assert isinstance(measures, dict)
    assert list(measures) == ["retrieval", "answers", "citations", "decisions", "milliseconds"]
    assert measures["decisions"]["answered_right"] == {
        "value": 0.2,
        "low": 0.0,
        "high": 0.6,  # 3 of 5 or more: 5.8 % of the samples; 4 of 5 or more: 0.7 %
        "count": 5,
    }


def test_report_without_questions_says_nothing_in_the_same_keys() -> None:
    empty = summarize([]).to_json()
    full = evaluate(SCRIPT, CASES).to_json()
    assert isinstance(empty["measures"], dict)
    assert isinstance(full["measures"], dict)
    nothing = {"value": None, "low": None, "high": None, "count": 0}
    assert empty["measures"] == {
        group: dict.fromkeys(measures, nothing) for group, measures in full["measures"].items()
    }
    assert empty["risk_at"] == dict.fromkeys(("50", "60", "70", "80", "90", "95", "100"))


def test_report_has_the_risk_by_coverage_and_the_calibration() -> None:
    plain = evaluate(SCRIPT, CASES).to_json()
    sure = {"threshold": 0.9, "coverage": 1 / 3, "risk": 0.0, "count": 1}
    every = {"threshold": 0.6, "coverage": 1.0, "risk": 2 / 3, "count": 3}
    assert plain["risk_coverage"] == [sure, every]
    assert plain["risk_at"] == dict.fromkeys(("50", "60", "70", "80", "90", "95", "100"), every)
    bins = plain["calibration"]
    assert isinstance(bins, list)
    assert len(bins) == 10
    assert bins[6] == {"low": 0.6, "high": 0.7, "said": 0.6, "true": 0.5, "count": 2}


def test_what_a_model_wrote_is_a_further_group() -> None:
    writing = Writing(model="toy", outcome="written", doubts=(Doubt(text="달이다.", after=1),))
    told = {"first_sentence": 250.0}
    told_answer = replace(SCRIPT.answers[CASES[0].question], writing=writing, timings_ms=told)
    script = replace(SCRIPT, answers={**SCRIPT.answers, CASES[0].question: told_answer})
    report = evaluate(script, CASES)
    assert list(report.measures)[-1] == "writing"
    # One of five questions; of its two sentences one stands; without a judge none is weighed.
    assert values(report, "writing") == {
        "asked": (0.2, 5),
        "written": (1.0, 1),
        "supported_sentences": (0.5, 2),
        "checked_recall": (None, 0),
        "checked_precision": (None, 0),
        "first_sentence_p50_ms": (250, 1),
        "first_sentence_p95_ms": (250, 1),
    }
    plain = report.to_json()
    assert json.loads(json.dumps(plain)) == plain
    others = evaluate(SCRIPT, CASES).measures
    assert {name: report.measures[name] for name in others if name != "milliseconds"} == {
        name: found for name, found in others.items() if name != "milliseconds"
    }
