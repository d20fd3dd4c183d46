"""A ZIP archive that somebody else made -> the parts that are asked for, in memory and bounded."""

from __future__ import annotations

import io
import zipfile
import zlib

from index.errors import CorpusError

MAX_UNPACKED = 100_000_000
"""Most bytes that all parts of an archive together may unpack to."""

MAX_PART = 20_000_000
"""Most bytes of one part that is read: some ten thousand pages of text."""

_OLE = b"\xd0\xcf\x11\xe0"
# What is raised for an archive with other numbers in it than there should be.
_DAMAGES = (zipfile.BadZipFile, NotImplementedError, ValueError, OSError)
# The first bit of a part's flags.
_LOCKED = 1


class Archive:
    """The parts of a DOCX, HWPX or EPUB file by their names; nothing is ever put on disk.

    What an archive says about the sizes of its parts is safe to believe: no more than that is
    unpacked. A ratio is not limited, as the sum is.
    """

    def __init__(self, data: bytes, kind: str, main: str) -> None:
        """Open an archive.

        Args:
            data: The whole file.
            kind: What it should be, as the reasons call it: `DOCX`.
            main: A part that every such file has.

        Raises:
            CorpusError: It is something else, locked, or too large; the message is the reason.
        """
        if data.startswith(_OLE):
            raise CorpusError(
                f"locked with a password, or of an older kind; save it as {kind} without one"
            )
        try:
            self._file = zipfile.ZipFile(io.BytesIO(data))
        except _DAMAGES as error:
            is_cut = data.startswith(b"PK")
            reason = "damaged; save it again" if is_cut else f"its name says {kind}, but it is none"
            raise CorpusError(reason) from error
        parts = self._file.infolist()
        self.names = frozenset(part.filename for part in parts)
        if main not in self.names:
            raise CorpusError(f"its name says {kind}, but it is none")
        if any(part.flag_bits & _LOCKED for part in parts):
            raise CorpusError("locked with a password; save it without one")
        if sum(part.file_size for part in parts) > MAX_UNPACKED:
            raise CorpusError(f"unpacks to more than {MAX_UNPACKED // 1_000_000} MB; split it")

    def read(self, name: str) -> bytes:
        """Return the bytes of a part.

        Raises:
            CorpusError: It is missing, damaged or too large; the message is the reason.
        """
        if name not in self.names:
            raise CorpusError(f"damaged: it has no {name}; save it again")
        if self._file.getinfo(name).file_size > MAX_PART:
            raise CorpusError(f"its {name} is larger than {MAX_PART // 1_000_000} MB; split it")
        try:
            return self._file.read(name)
        except (*_DAMAGES, zlib.error, EOFError) as error:
            raise CorpusError(f"damaged: its {name} cannot be unpacked; save it again") from error
