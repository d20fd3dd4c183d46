"""Engines that take seconds to load are loaded by what needs them, and by nothing else."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
ENGINES = {
    "faiss",
    "gradio",
    "httpx2",
    "kiwipiepy",
    "langchain",
    "langchain_core",
    "langchain_text_splitters",
    "openai",
    "pydantic_settings",
    "sentence_transformers",
    "tantivy",
    "torch",
    "transformers",
    "xllamacpp",
}
# Runs the program's entry point as the installed script does.
RUN = "sys.argv = ['rag', *{!r}]; from ui.cli import main; main()"
COMMANDS = ["index", "ask", "search", "ui", "mcp", "eval", "status", "doctor"]


def engines_loaded_by(statement: str) -> set[str]:
    """Return the engines that a fresh interpreter has loaded after a statement."""
    program = f"""
import sys
try:
    {statement}
except SystemExit as ended:
    assert not ended.code, ended.code
print("LOADED", *{{name.partition(".")[0] for name in sys.modules}})
"""
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, check=False, cwd=ROOT, text=True
    )
    assert done.returncode == 0, done.stderr
    marker, *modules = done.stdout.splitlines()[-1].split()
    assert marker == "LOADED"
    return ENGINES & set(modules)


@pytest.mark.parametrize(
    "module",
    [
        *("index", "rag", "ui"),
        *("index.datatypes", "rag.datatypes", "rag.span_reader", "ui.cli"),
        *("rag.writing.client", "ui.llm.doctor"),
    ],
)
def test_importing_a_layer_loads_no_engine(module: str) -> None:
    assert engines_loaded_by(f"import {module}") == set()


@pytest.mark.parametrize("arguments", [["--help"], *([command, "--help"] for command in COMMANDS)])
def test_asking_for_help_loads_no_engine(arguments: list[str]) -> None:
    assert engines_loaded_by(RUN.format(arguments)) == set()


@pytest.mark.parametrize(
    ("module", "engine"), [("index.vectors", "faiss"), ("index.lexical", "tantivy")]
)
def test_home_of_an_engine_loads_it_alone(module: str, engine: str) -> None:
    assert engines_loaded_by(f"import {module}") == {engine}


def test_without_a_language_model_nothing_of_one_is_loaded(tmp_path: Path) -> None:
    places = ["--corpus", str(tmp_path / "corpus"), "--store", str(tmp_path / "store")]
    toys = (
        "from pathlib import Path; from tests.ui.toy_workspace import SURE, made_workspace; "
        f"print(made_workspace(Path({str(tmp_path)!r})).ask(SURE, ()).text)"
    )
    loaded = engines_loaded_by(f"{toys}; {RUN.format(['status', *places])}")
    assert {"faiss", "tantivy"} <= loaded
    assert loaded.isdisjoint({"httpx2", "openai", "pydantic_settings", "xllamacpp"})
