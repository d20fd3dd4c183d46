"""Which language model is named; nothing of one is loaded to know that there is none."""

from __future__ import annotations

import os
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from index.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager

    from rag.writing.model import LanguageModel

# What all variables that name a model, or belong to it, begin with.
VARIABLES = "CHULCHEO_LLM_"


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelOptions:
    """Which language model the command line names; `None` leaves it to environment and file.

    Attributes:
        url: Base URL of a server.
        name: What the server calls it.
        file: Settings of a server.
        gguf: A model file to be served on this machine instead.

    Raises:
        InputError: They name two.
    """

    url: str | None = None
    name: str | None = None
    file: Path | None = None
    gguf: Path | None = None

    def __post_init__(self) -> None:
        if self.gguf and (self.url or self.name or self.file):
            message = "--gguf is a model of its own; leave out --llm, --model and --llm-file"
            raise InputError(message)

    @property
    def is_named(self) -> bool:
        """Whether these options or the environment name any model."""
        named = any((self.url, self.name, self.file, self.gguf))
        return named or any(name.upper().startswith(VARIABLES) for name in os.environ)

    def opened(
        self, tell: Callable[[str], None], *, waits: bool = True
    ) -> AbstractContextManager[LanguageModel | None]:
        """Return what gives the model for as long as it lasts; `None` where none is named.

        Args:
            tell: Is given a line when a model file is gone, and where nobody waits for it, when it
                is loaded.
            waits: Whether a model file is loaded first.

        Raises:
            InputError: The settings cannot be used.
            ModelError: The model file cannot be used.
        """
        if not self.is_named:
            return nullcontext(None)
        from ui.llm.opening import opened_model

        return opened_model(self, tell, waits=waits)
