"""Files of any kind -> the articles in them.

One module knows one format, or a family of them, and is loaded when the first such file is read.
"""

from index.formats.datatypes import Extract
from index.formats.reading import SUFFIXES, extract

__all__ = ["SUFFIXES", "Extract", "extract"]
