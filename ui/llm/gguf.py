"""What a GGUF file says about the model in it, read without loading that."""

from __future__ import annotations

import mmap
import struct
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from index.errors import ModelError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

# https://github.com/ggml-org/ggml/blob/master/docs/gguf.md: magic, version, tensors, entries; then
# each entry's key, type and value. All is little-endian; a text is its bytes after their number.
_MAGIC: Final = b"GGUF"
_VERSIONS: Final = (2, 3)
_HEADER: Final = struct.Struct("<4sIQQ")
_TYPE: Final = struct.Struct("<I")
_COUNT: Final = struct.Struct("<Q")
# Bytes of each type of number.
_SIZES: Final = {0: 1, 1: 1, 2: 2, 3: 2, 4: 4, 5: 4, 6: 4, 7: 1, 10: 8, 11: 8, 12: 8}
_UNSIGNED: Final = (0, 2, 4, 10)
_TEXT, _ARRAY = 8, 9
_TEMPLATE: Final = "tokenizer.chat_template"


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """What a model file says about itself.

    Attributes:
        size: Bytes of the file.
        window: Tokens that it was trained to read at once, 0 where it does not tell.
        has_template: Whether it tells how a conversation is written for it; only models that were
            taught to follow instructions do.
    """

    size: int
    window: int
    has_template: bool


def read_heading(path: Path) -> Heading:
    """Return what a model file says about itself.

    Raises:
        ModelError: It cannot be read, or is not a GGUF file.
    """
    try:
        with path.open("rb") as file:
            if file.read(len(_MAGIC)) != _MAGIC:
                message = f"{path} is not a GGUF file; name a model file that ends in .gguf"
                raise ModelError(message)
            with mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as content:
                return _heading(path, content)
    except OSError as error:
        message = f"cannot read {path}: {error.strerror or error}; name a GGUF model file"
        raise ModelError(message) from error
    except (struct.error, KeyError) as error:
        message = f"{path} is cut off or damaged; download the model once more"
        raise ModelError(message) from error


def _heading(path: Path, content: mmap.mmap) -> Heading:
    _, version, _, count = _HEADER.unpack_from(content)
    if version not in _VERSIONS:
        message = f"{path} is of GGUF version {version}, not 2 or 3; convert the model once more"
        raise ModelError(message)
    entries = dict(_entries(content, count))
    trained = next(
        (found for key, found in entries.items() if key.endswith(".context_length")), None
    )
    return Heading(
        size=len(content),
        window=trained if isinstance(trained, int) else 0,
        has_template=bool(entries.get(_TEMPLATE)),
    )


def _entries(content: mmap.mmap, count: int) -> Iterator[tuple[str, bytes | int | None]]:
    """Yield each key with its text or whole number; of other values only that they are there.

    Raises:
        struct.error, KeyError: What is there is not an entry.
    """
    at = _HEADER.size
    for _ in range(count):
        key, at = _text(content, at)
        (type_,) = _TYPE.unpack_from(content, at)
        at += _TYPE.size
        value: bytes | int | None = None
        if type_ == _TEXT:
            value, at = _text(content, at)
        elif type_ == _ARRAY:
            at = _after_array(content, at)
        else:
            end = _after(content, at, _SIZES[type_])
            if type_ in _UNSIGNED:
                value = int.from_bytes(content[at:end], "little")
            at = end
        yield key.decode("utf-8", "replace"), value


def _text(content: mmap.mmap, at: int) -> tuple[bytes, int]:
    """Return the text that begins there, and where it ends."""
    (length,) = _COUNT.unpack_from(content, at)
    start = at + _COUNT.size
    end = _after(content, start, length)
    return content[start:end], end


def _after_array(content: mmap.mmap, at: int) -> int:
    """Return where the array that begins there ends."""
    (type_,) = _TYPE.unpack_from(content, at)
    (count,) = _COUNT.unpack_from(content, at + _TYPE.size)
    at += _TYPE.size + _COUNT.size
    if type_ != _TEXT:
        return _after(content, at, count * _SIZES[type_])
    for _ in range(count):
        (length,) = _COUNT.unpack_from(content, at)
        at = _after(content, at + _COUNT.size, length)
    return at


def _after(content: mmap.mmap, at: int, size: int) -> int:
    """Return where something ends.

    Raises:
        struct.error: That is after the end of the file.
    """
    if size > len(content) - at:
        raise struct.error("goes on after the end of the file")
    return at + size
