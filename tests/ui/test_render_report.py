from __future__ import annotations

from dataclasses import replace

from rag.evaluation import Report, summarize
from rag.judging import Outcome, Verdict, judge
from rag.measures import Measure
from tests.rag.scripted import Scripted, abstained, case
from ui.render_report import report_to_text

HIT = Measure(name="hit@1", value=0.75, low=0.5, high=1, count=8)
MRR = Measure(name="mrr@10", value=0.5, low=None, high=None, count=8)
MEDIAN = Measure(name="p50", value=1234.5678, low=1100.4, high=1300, count=8)
FACT = Measure(name="fact", value=None, low=None, high=None, count=0)
REPORT = Report(
    counts={"questions": 8, "answerable": 6},
    measures={"retrieval": (HIT, MRR), "answers": (), "milliseconds": (MEDIAN,)},
    by_type=(FACT,),
    outcomes=(),
)


def outcome_of(confidence: float, *, is_right: bool) -> Outcome:
    outcome = judge(Scripted({"언제": abstained()}), case("언제", answerable=is_right))
    verdict: Verdict = "answered_right" if is_right else "answered_wrong"
    return replace(outcome, confidence=confidence, verdict=verdict, answered=True, type="fact")


def test_figures_are_shown_by_group_with_interval_and_count() -> None:
    assert report_to_text(REPORT).splitlines() == [
        "questions 8, answerable 6",
        "retrieval       hit@1                  0.750  [0.500, 1.000]  n=8",
        "                mrr@10                 0.500                  n=8",
        "milliseconds    p50                     1235  [1100, 1300]    n=8",
        "right by type   fact                       -",
    ]


def test_risk_and_calibration_are_tables() -> None:
    # Ten answers at 0.95, 0.85 ... 0.05; those at 0.55, 0.25 and 0.05 are wrong.
    wrong = {4, 7, 9}
    outcomes = [outcome_of(0.95 - place / 10, is_right=place not in wrong) for place in range(10)]
    lines = report_to_text(summarize(outcomes)).splitlines()
    assert lines[-10:] == [
        "",
        "surest answers     50%   60%   70%   80%   90%   95%  100%",
        "wrong            0.200 0.167 0.143 0.250 0.222 0.300 0.300",
        "confidence from  0.550 0.450 0.350 0.250 0.150 0.050 0.050",
        "answers              5     6     7     8     9    10    10",
        "",
        "confidence         0%+  10%+  20%+  30%+  40%+  50%+  60%+  70%+  80%+  90%+",
        "said             0.050 0.150 0.250 0.350 0.450 0.550 0.650 0.750 0.850 0.950",
        "answerable       0.000 1.000 0.000 1.000 1.000 0.000 1.000 1.000 1.000 1.000",
        "questions            1     1     1     1     1     1     1     1     1     1",
    ]


def test_empty_bin_is_a_dash() -> None:
    lines = report_to_text(summarize([outcome_of(0.95, is_right=True)])).splitlines()
    assert lines[-3] == "said            " + 9 * "     -" + " 0.950"
    assert lines[-1] == "questions       " + 9 * "     0" + "     1"


def test_whole_report_fits_a_screen() -> None:
    outcomes = [outcome_of(0.95 - place / 10, is_right=place > 1) for place in range(10)]
    lines = report_to_text(summarize(outcomes * 1_000)).splitlines()
    assert max(map(len, lines)) <= 80
    assert len(lines) <= 40


def test_report_on_nothing_has_no_tables() -> None:
    lines = report_to_text(summarize([])).splitlines()
    assert "" not in lines
    assert lines[-1] == "                p95                        -"


def test_written_answers_are_shown_with_a_word_on_their_judge() -> None:
    first = Measure(name="first_sentence_p50_ms", value=412.6, low=400, high=500, count=8)
    report = replace(REPORT, measures={"writing": (HIT, first)}, by_type=())
    assert report_to_text(report).splitlines() == [
        "questions 8, answerable 6",
        "writing         hit@1                  0.750  [0.500, 1.000]  n=8",
        "                first_sentence_p50_ms    413  [400, 500]      n=8",
        "checked_recall and checked_precision are ALCE's recall and precision of",
        "citations, judged by the checker that the answers have passed, not by another",
        "model.",
    ]
