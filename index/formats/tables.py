"""CSV and TSV files with an article in each row."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from index.errors import CorpusError
from index.formats.fields import has_text, numbered, read_fields
from index.formats.plain import read_text

if TYPE_CHECKING:
    from index.formats.datatypes import Extract

_DELIMITERS = ",\t;|"
# The module's own limit is shorter than a long article; whole files are bounded elsewhere.
_LONGEST_FIELD = 2**30


def read(data: bytes) -> list[Extract]:
    """Return the articles of a table, numbered by their rows below the names of the columns.

    Raises:
        CorpusError: It has no articles; the message is the reason alone.
    """
    text = read_text(data)
    csv.field_size_limit(_LONGEST_FIELD)
    head = text.lstrip().partition("\n")[0]
    delimiter = max(_DELIMITERS, key=head.count)
    rows = csv.DictReader(io.StringIO(text.lstrip(), newline=""), delimiter=delimiter, restkey="")
    if not has_text(rows.fieldnames or ()):
        raise CorpusError(
            "no column with the text of the articles; name it text, body, content, 본문 or 내용"
        )
    try:
        found = numbered(
            read_fields(row, number=number) for number, row in enumerate(rows, start=1)
        )
    except csv.Error as error:
        raise CorpusError(f"line {rows.line_num} is not a row of a table: {error}") from error
    if not found:
        raise CorpusError("no article in it: the column with the text is empty in every row")
    return found
