from __future__ import annotations

import json
import os
import socket
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from typer.testing import CliRunner

from tests.fakes import write_articles
from tests.llm.stub import StubServer
from tests.ui.contract import ANSWER_KEYS, CITATION_KEYS, PASSAGE_KEYS
from tests.ui.toy_workspace import (
    ARTICLES,
    BRIDGE,
    SURE,
    SURE_ANSWER,
    ToyWorkspace,
    contents,
    made_workspace,
)
from ui import cli

if TYPE_CHECKING:
    from typer.testing import Result

    from rag.writing.model import LanguageModel

COMMANDS = ["index", "ask", "search", "ui", "mcp", "eval", "status", "doctor"]
Run = Callable[..., "Result"]


@pytest.fixture
def rag(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Return what runs a command in this process, with toy engines, in a folder of two articles."""
    write_articles(tmp_path / "seeds", ARTICLES)
    monkeypatch.chdir(tmp_path)

    def workspace(
        corpus: Path, store: Path, _encoder: str | None, *, llm: LanguageModel | None = None
    ) -> ToyWorkspace:
        return ToyWorkspace(corpus, store, llm=llm)

    monkeypatch.setattr(cli, "workspace", workspace)

    def run(*arguments: str, stdin: str | bytes = "", status: int = 0) -> Result:
        result = CliRunner().invoke(cli.app, arguments, input=stdin, catch_exceptions=False)
        assert result.exit_code == status, result.output
        return result

    return run


def plain(result: Result) -> Any:  # noqa: ANN401  (whatever the program prints)
    """Return what a command printed as one line of JSON."""
    (line,) = result.stdout.splitlines()
    return json.loads(line)


@pytest.mark.parametrize("command", COMMANDS)
def test_help_of_every_command_shows_an_example(command: str) -> None:
    result = CliRunner().invoke(cli.app, [command, "--help"])
    assert result.exit_code == 0
    assert f"Example: rag {command} " in result.stdout
    assert result.stderr == ""


def test_help_names_every_command() -> None:
    result = CliRunner().invoke(cli.app, ["--help"])
    assert result.exit_code == 0
    names = [line.split()[0] for line in result.stdout.partition("Commands:")[2].splitlines()[1:]]
    assert names == COMMANDS


def test_index_is_made_in_the_default_places(rag: Run, tmp_path: Path) -> None:
    result = rag("index")
    assert result.stdout.splitlines() == [
        "+2 ~0 -0  (0 unchanged)",
        "  + bridge.txt",
        "  + station.txt",
        "index 1: 2 articles, 6 chunks, 6 encoded",
    ]
    assert result.stderr == ""
    assert (tmp_path / ".rag" / "store.sqlite").is_file()
    assert rag("index").stdout.endswith("index 1: 2 articles, 6 chunks, 0 encoded\n")
    assert rag("index", "--full").stdout.endswith("index 2: 2 articles, 6 chunks, 6 encoded\n")


def test_index_tells_in_json_what_it_did(rag: Run) -> None:
    assert plain(rag("index", "--json")) == {
        "changes": {
            "added": ["bridge.txt", "station.txt"],
            "changed": [],
            "removed": [],
            "unchanged": 0,
            "skipped": [],
        },
        "generation": 1,
        "documents": 2,
        "chunks": 6,
        "encoded": 6,
    }


def test_dry_run_only_says_what_would_change(rag: Run, tmp_path: Path) -> None:
    before = contents(tmp_path)
    assert rag("index", "--dry-run").stdout.startswith("+2 ~0 -0  (0 unchanged)\n")
    assert plain(rag("index", "--dry-run", "--json")) == {
        "added": ["bridge.txt", "station.txt"],
        "changed": [],
        "removed": [],
        "unchanged": 0,
        "skipped": [],
    }
    assert contents(tmp_path) == before


def test_answer_is_shown_with_its_places(rag: Run) -> None:
    rag("index")
    start = BRIDGE.index(SURE)
    assert rag("ask", SURE).stdout.splitlines() == [
        SURE_ANSWER,
        "",
        f"[1] 섬마을 다리 열리다 (2024-03-02T09:00) — bridge.txt:{start}-{start + len(SURE)}",
        f"    {SURE}",
    ]


def test_answer_is_printed_as_the_object_of_the_contract(rag: Run) -> None:
    rag("index")
    answer = plain(rag("ask", SURE, "--json"))
    assert answer.keys() == ANSWER_KEYS
    assert answer["citations"][0].keys() == CITATION_KEYS
    assert answer["passages"][0].keys() == PASSAGE_KEYS
    assert answer["answer"] == SURE_ANSWER
    assert answer["citations"][0]["quote"] == SURE


def test_lines_of_questions_are_answered_and_a_bad_one_is_told(rag: Run) -> None:
    rag("index")
    lines = [json.dumps({"question": SURE}), "{", json.dumps({"question": SURE})]
    result = rag("ask", "--jsonl", stdin="\n".join(lines), status=1)
    first, second, third = map(json.loads, result.stdout.splitlines())
    assert first.keys() == third.keys() == ANSWER_KEYS
    assert list(second) == ["error"]
    assert result.stderr.startswith("rag: line 2: not JSON")
    assert len(result.stderr.splitlines()) == 1


def test_passages_are_searched(rag: Run) -> None:
    rag("index")
    assert rag("search", "도서관이").stdout.startswith("[1] ")
    passages = plain(rag("search", "도서관이", "-k", "1", "--json"))
    assert len(passages) == 1
    assert passages[0].keys() == PASSAGE_KEYS
    assert passages[0]["source"] == "station.txt"


def test_status_tells_what_the_index_holds(rag: Run) -> None:
    rag("index")
    assert rag("status").stdout.startswith(
        "corpus seeds, store .rag\nindex 1: 2 articles, 6 chunks"
    )
    assert plain(rag("status", "--json")).keys() == {
        "corpus",
        "store",
        "generation",
        "documents",
        "chunks",
        "settings",
        "changes",
    }


def test_question_file_is_measured_against_the_folder_as_it_is(rag: Run, tmp_path: Path) -> None:
    case = {"question": SURE, "sources": ["bridge.txt"], "answers": ["길다"]}
    (tmp_path / "questions.jsonl").write_text(json.dumps(case), encoding="utf-8")
    report = plain(rag("eval", "questions.jsonl", "--json"))
    assert report.keys() == {
        "counts",
        "measures",
        "by_type",
        "risk_at",
        "risk_coverage",
        "calibration",
        "questions",
    }
    assert report["measures"]["retrieval"]["hit@1"]["value"] == 1
    assert report["measures"]["citations"]["citation_validity"]["value"] == 1
    assert report["counts"]["answered_right"] == 1
    assert rag("eval", "questions.jsonl").stdout.startswith("questions 1, answerable 1, ")


def program(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the program as a process of its own, in a folder."""
    return subprocess.run(
        [sys.executable, "-m", "ui", *arguments],
        cwd=folder,
        input="",
        capture_output=True,
        check=False,
        encoding="utf-8",
    )


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """Return a folder with good and bad corpora and stores."""
    made_workspace(tmp_path)
    for name in ("empty", "pdf", "binary", "text", "future"):
        (tmp_path / name).mkdir()
    (tmp_path / "pdf" / "a.pdf").write_bytes(b"%PDF-1.7")
    (tmp_path / "binary" / "a.txt").write_bytes(bytes(range(256)) * 8)
    (tmp_path / "text" / "store.sqlite").write_text("no database")
    (tmp_path / "broken.jsonl").write_text('{"question": "다리는?"}\n{"question": ', "utf-8")
    (tmp_path / "future" / "store.sqlite").write_bytes(
        (tmp_path / "store" / "store.sqlite").read_bytes()
    )
    database = sqlite3.connect(tmp_path / "future" / "store.sqlite")
    with database:
        database.execute("UPDATE meta SET value = '999' WHERE key = 'format'")
    database.close()
    return tmp_path


NO_DATABASE = "the store is damaged (file is not a database); rebuild it with: rag index --full"
FUTURE = "the store at future has format 999, this program reads format "
NO_INDEX = "no index at new; build it with: rag index"
EMPTY = "the question is empty; type one"
BAD_INPUTS = [
    ("index --corpus missing --store new", "no folder at missing; "),
    ("index --corpus empty --store new", "no articles in empty; "),
    ("index --corpus pdf --store new", "no articles in pdf (a.pdf: damaged; save it again); "),
    ("index --corpus binary --store new", "no articles in binary (a.txt: not text: "),
    ("index --corpus corpus --store broken.jsonl", "the store at broken.jsonl cannot be written"),
    ("index --corpus corpus --store store --encoder other", "the index was made with toy, not "),
    ("index --corpus corpus --store future", FUTURE),
    ("ask --store store", EMPTY),
    ("ask QUESTION --store store", EMPTY),
    ("ask 다리는? --store new", NO_INDEX),
    ("ask --jsonl --store new", NO_INDEX),
    ("ask 다리는? --store future", FUTURE),
    ("status --corpus missing --store store", "no folder at missing; "),
    ("status --corpus corpus --store text", NO_DATABASE),
    ("ui --corpus corpus --store future --port 0", FUTURE),
    ("eval missing.jsonl --corpus corpus --store new", "cannot read missing.jsonl: "),
    ("eval broken.jsonl --corpus corpus --store new", "broken.jsonl, line 2: not JSON ("),
]


@pytest.mark.parametrize(("line", "said"), BAD_INPUTS)
def test_bad_input_is_one_line_and_changes_nothing(home: Path, line: str, said: str) -> None:
    before = contents(home)
    # The shell would leave a question of nothing to see as it is.
    arguments = [word.replace("QUESTION", " \u200b") for word in line.split()]
    done = program(home, *arguments)
    assert done.returncode == 1
    assert done.stdout == ""
    (told,) = done.stderr.splitlines()
    assert told.startswith(f"rag: {said}")
    assert contents(home) == before


def test_endless_question_is_one_line_and_loads_nothing(home: Path) -> None:
    # One argument takes 128 KiB at most.
    done = program(home, "ask", "a" * 100_000, "--store", "store")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == (
        "rag: the question has 100,000 characters, 2,000 are allowed; shorten it\n"
    )


@pytest.mark.parametrize("store", ["store", "new"])
def test_port_in_use_is_one_line_and_changes_nothing(home: Path, store: str) -> None:
    before = contents(home)
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        done = program(home, "ui", "--corpus", "corpus", "--store", store, "--port", port)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == f"rag: port {port} is in use; choose another with --port\n"
    assert contents(home) == before


def test_reader_that_has_gone_is_no_error(home: Path) -> None:
    read_end, write_end = os.pipe()
    os.close(read_end)
    with open(write_end, "wb") as gone:  # noqa: PTH123  (a descriptor has no path)
        done = subprocess.run(
            [sys.executable, "-m", "ui", "status", "--corpus", "corpus", "--store", "store"],
            cwd=home,
            stdout=gone,
            stderr=subprocess.PIPE,
            check=False,
        )
    assert (done.returncode, done.stderr) == (1, b"")


def test_language_model_writes_the_answer(rag: Run) -> None:
    rag("index")
    with StubServer() as stub:
        stub.behave("good", say=[f"{SURE} [1]"])
        options = ("--llm", stub.url, "--model", "toy")
        assert rag("ask", SURE, *options).stdout.startswith(f"{SURE} [1]\n")
        written = plain(rag("ask", SURE, "--json", *options))["writing"]
        assert written == {"model": "toy", "outcome": "written", "doubts": []}
        line = json.dumps({"question": SURE})
        assert plain(rag("ask", "--jsonl", *options, stdin=line))["answer"] == f"{SURE} [1]"


def test_language_model_that_is_not_there_leaves_quotes(rag: Run) -> None:
    rag("index")
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{unused.getsockname()[1]}/v1"
        result = plain(rag("ask", SURE, "--json", "--llm", url, "--model", "toy"))
    assert result["answer"] == SURE_ANSWER
    assert result["writing"]["outcome"] == "unreachable"


def test_questions_are_measured_with_the_language_model(rag: Run, tmp_path: Path) -> None:
    questions = tmp_path / "questions.jsonl"
    case = {"id": "1", "type": "fact", "question": SURE, "answers": ["길다"], "answerable": True}
    case |= {"sources": ["bridge.txt"], "evidence": SURE, "history": []}
    questions.write_text(json.dumps(case, ensure_ascii=False), encoding="utf-8")
    with StubServer() as stub:
        stub.behave("good", say=[f"{SURE} [1]"])
        options = ("--llm", stub.url, "--model", "toy")
        measured = plain(rag("eval", str(questions), "--json", *options))["measures"]["writing"]
    assert measured["asked"]["value"] == measured["written"]["value"] == 1.0
    assert measured["supported_sentences"]["value"] == 1.0


def test_doctor_says_what_is_wrong(rag: Run) -> None:
    assert rag("doctor").stdout.startswith("ok")
    with StubServer() as stub:
        stub.behave("401")
        options = ("doctor", "--llm", stub.url, "--model", "toy")
        (line,) = rag(*options, status=1).stderr.splitlines()
        assert line.startswith(f"rag: the server at {stub.url} wants a key; set CHULCHEO_LLM_KEY")
        stub.behave("good", say=["네."])
        assert all(each["is_well"] for each in plain(rag(*options, "--json")))
