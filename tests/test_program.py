"""The program as people run it, with the real encoder and Kiwi, where no network can be found."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any, TypeAlias

import pytest

from tests.ui.contract import ANSWER_KEYS, CITATION_KEYS, PASSAGE_KEYS
from tests.ui.invented import LIGHTHOUSE, MARKET, WRITTEN, composed

pytestmark = pytest.mark.model

# Python imports it before any program: whoever looks for another machine is written down.
GUARD = """
import os, socket

HERE = {None, "", "localhost", "127.0.0.1", "::1", b"localhost"}

def check(host):
    if host not in HERE:
        with open(os.environ["SOCKETS"], "a") as file:
            file.write(f"{host}\\n")
        raise OSError(f"looked for {host}")

def guarded(connect):
    def connect_here(self, address):
        if self.family != socket.AF_UNIX:
            check(address[0])
        return connect(self, address)
    return connect_here

def look_up_here(host, *others, _look_up=socket.getaddrinfo, **options):
    check(host)
    return _look_up(host, *others, **options)

socket.socket.connect = guarded(socket.socket.connect)
socket.socket.connect_ex = guarded(socket.socket.connect_ex)
socket.getaddrinfo = look_up_here
"""
TURN = {"question": "고래곶 등대지기는 누구인가?", "answer": "등대지기 노을찬 씨다. [1]"}
ASKED = [
    json.dumps({"question": "고래곶 등대는 언제 처음 불을 켰나?"}),
    '{"question": ',
    json.dumps({"question": "가" * 100_000}, ensure_ascii=False),
    json.dumps({"question": "그 사람은 무슨 말을 했나?", "history": [TURN]}),
]
CASES = [
    {
        "id": "lit",
        "type": "date",
        "question": "고래곶 등대는 언제 처음 불을 켰나?",
        "sources": ["lighthouse.txt"],
        "answers": ["1926년"],
        "evidence": "1926년에 처음 불을 켰다",
    },
    {"id": "none", "type": "none", "question": "독도의 면적은 얼마인가?", "answerable": False},
]


PLACES = ["--corpus", "내 기사", "--store", "index"]
# Runs the commands it is given, each as a JSON list of arguments.
SEVERAL = """
import json, sys
from ui.cli import app

for line in sys.argv[1:]:
    app(json.loads(line), standalone_mode=False)
"""

Process: TypeAlias = "subprocess.CompletedProcess[str]"


class Program:
    """Runs `rag` as people do, in a folder of its own, and where it must not find any network."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.sockets = folder / "sockets"
        (folder / "guard").mkdir()
        (folder / "guard" / "sitecustomize.py").write_text(GUARD, encoding="utf-8")
        paths = [str(folder / "guard"), os.environ.get("PYTHONPATH", "")]
        self._environment = {
            name: value for name, value in os.environ.items() if not name.endswith("_OFFLINE")
        } | {"SOCKETS": str(self.sockets), "PYTHONPATH": os.pathsep.join(filter(None, paths))}

    def python(self, *arguments: str, stdin: str = "") -> Process:
        return subprocess.run(
            [sys.executable, *arguments],
            cwd=self.folder,
            env=self._environment,
            input=stdin,
            capture_output=True,
            check=False,
            encoding="utf-8",
        )

    def rag(self, *arguments: str, stdin: str = "") -> Process:
        return self.python("-m", "ui", *arguments, *PLACES, stdin=stdin)


@pytest.fixture(scope="session")
def program(tmp_path_factory: pytest.TempPathFactory) -> Program:
    folder = tmp_path_factory.mktemp("program")
    (folder / "내 기사").mkdir()
    for name, text in {"market.txt": MARKET, "lighthouse.txt": LIGHTHOUSE}.items():
        (folder / "내 기사" / name).write_bytes(WRITTEN[name](text))
    lines = [json.dumps(case, ensure_ascii=False) for case in CASES]
    (folder / "questions.jsonl").write_text("\n".join(lines), encoding="utf-8")
    return Program(folder)


@pytest.fixture(scope="session")
def indexed(program: Program) -> Process:
    return program.rag("index", "--json")


@pytest.fixture(scope="session")
def answered(program: Program, indexed: Process) -> Process:
    assert indexed.returncode == 0
    return program.rag("ask", "--jsonl", stdin="\n".join(ASKED))


@pytest.fixture(scope="session")
def printed(program: Program, indexed: Process) -> list[Any]:
    """Return what `ask`, `search` and `eval` print; one process, for torch takes long to load."""
    assert indexed.returncode == 0
    commands = [
        ["ask", "고래곶 등대는 언제 처음 불을 켰나?", "--json"],
        ["search", "고래곶 등대", "-k", "2", "--json"],
        ["eval", "questions.jsonl", "--json"],
    ]
    done = program.python("-c", SEVERAL, *(json.dumps([*line, *PLACES]) for line in commands))
    assert (done.returncode, done.stderr) == (0, "")
    return list(map(json.loads, done.stdout.splitlines()))


def plain(done: Process) -> Any:  # noqa: ANN401  (whatever it printed)
    assert (done.returncode, done.stderr) == (0, "")
    (line,) = done.stdout.splitlines()
    return json.loads(line)


def without_timings(answer: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in answer.items() if key != "timings_ms"}


def test_program_indexes(indexed: Process) -> None:
    report = plain(indexed)
    assert report["changes"]["added"] == ["lighthouse.txt", "market.txt"]
    assert (report["generation"], report["documents"]) == (1, 2)
    assert report["encoded"] == report["chunks"] > 0


def test_program_answers_with_the_words_of_the_file(program: Program, printed: list[Any]) -> None:
    answer = printed[0]
    assert answer.keys() == ANSWER_KEYS
    short, citation = answer["citations"]
    assert short["quote"] == answer["short_answer"]
    assert composed(answer["short_answer"]) == "1926년"
    assert citation.keys() == short.keys() == CITATION_KEYS
    assert citation["source"] == "lighthouse.txt"
    assert citation["published"] == "2024-02-20T11:05"
    with (program.folder / "내 기사" / "lighthouse.txt").open(encoding="utf-8", newline="") as file:
        text = file.read()
    assert text[citation["start"] : citation["end"]] == citation["quote"]
    said, told = composed(answer["answer"]).split("\n")
    assert said.endswith("1926년에 처음 불을 켰습니다. [1]") or said == "1926년입니다. [1]"
    assert told == "“고래곶 등대는 1926년에 처음 불을 켰다.” [1]"


def test_program_answers_line_for_line(answered: Process, printed: list[Any]) -> None:
    first, second, third, fourth = map(json.loads, answered.stdout.splitlines())
    assert answered.returncode == 1
    assert without_timings(first) == without_timings(printed[0])
    assert second["error"].startswith("line 2: not JSON ")
    assert third["error"].startswith("line 3: the question has 100,000 characters, ")
    assert answered.stderr.splitlines() == [f"rag: {second['error']}", f"rag: {third['error']}"]
    assert fourth.keys() == ANSWER_KEYS
    assert fourth["query"] == "등대지기 노을찬 씨는 무슨 말을 했나?"
    assert fourth["passages"][0]["source"] == "lighthouse.txt"


def test_program_searches(printed: list[Any]) -> None:
    passages = printed[1]
    assert [passage["number"] for passage in passages] == [1, 2]
    assert all(passage.keys() == PASSAGE_KEYS for passage in passages)
    assert passages[0]["source"] == "lighthouse.txt"


def test_program_tells_its_status(program: Program, indexed: Process) -> None:
    assert indexed.returncode == 0
    status = plain(program.rag("status", "--json"))
    assert (status["generation"], status["documents"], status["changes"]["unchanged"]) == (1, 2, 2)
    assert status["settings"].keys() == {"model", "encoder", "analyzer", "splitter"}


def test_program_measures_a_question_file(printed: list[Any]) -> None:
    report = printed[2]
    assert report["counts"]["questions"] == 2
    assert report["counts"]["answered_right"] == report["counts"]["abstained_right"] == 1
    assert report["measures"]["retrieval"]["hit@1"]["value"] == 1
    assert report["measures"]["retrieval"]["evidence@5"]["value"] == 1
    assert report["measures"]["citations"]["citation_validity"]["value"] == 1
    assert [question["id"] for question in report["questions"]] == ["lit", "none"]


@pytest.mark.usefixtures("indexed", "answered", "printed")
def test_program_looks_for_no_other_machine(program: Program) -> None:
    assert not program.sockets.exists()
    # 192.0.2.0/24 belongs to nobody (RFC 5737); the guard must have been there.
    for way in ("create_connection(('192.0.2.1', 9))", "socket().connect(('192.0.2.1', 9))"):
        done = program.python("-c", f"import socket; socket.{way}")
        assert "looked for 192.0.2.1" in done.stderr
    assert program.sockets.read_text().splitlines() == ["192.0.2.1"] * 2
