"""The options that several commands take."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

Corpus = Annotated[Path, typer.Option("--corpus", metavar="DIR", help="Folder of articles.")]
Store = Annotated[Path, typer.Option("--store", metavar="DIR", help="Folder of the index.")]
Encoder = Annotated[
    str | None,
    typer.Option("--encoder", metavar="MODEL", help="A sentence-transformers name or folder."),
]
Llm = Annotated[
    str | None,
    typer.Option("--llm", metavar="URL", help="Base URL of a language model that writes answers."),
]
Model = Annotated[
    str | None, typer.Option("--model", metavar="NAME", help="What its server calls the model.")
]
LlmFile = Annotated[
    Path | None,
    typer.Option("--llm-file", metavar="FILE", help="Its settings in TOML, with the key."),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]
Gguf = Annotated[
    Path | None,
    typer.Option("--gguf", metavar="FILE", help="A model file to run on this machine instead."),
]
