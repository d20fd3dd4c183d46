"""The keys of what the program prints as JSON; other programs rely on them."""

from __future__ import annotations

ANSWER_KEYS = {
    "question",
    "query",
    "answer",
    "answerable",
    "confidence",
    "certainty",
    "short_answer",
    "citations",
    "passages",
    "timings_ms",
    "writing",
}
CITATION_KEYS = {
    *("number", "source", "title", "published", "start", "end", "quote"),
    *("page", "heading"),
}
WRITING_KEYS = {"model", "outcome", "doubts"}
DOUBT_KEYS = {"text", "after", "lacks"}
PASSAGE_KEYS = {"number", "source", "title", "start", "end", "text", "score"}
