from __future__ import annotations

import json
import re
from collections.abc import Iterator

import pytest
from typer.testing import CliRunner

from rag.writing.endpoint import Endpoint
from tests.llm.stub import StubServer
from ui.cli import app
from ui.llm.doctor import Examined, examine, report_text

KEY = "sk-TEST-0123456789abcdef"
PATIENCE = 30


@pytest.fixture(autouse=True)
def _patience_with_lists(monkeypatch: pytest.MonkeyPatch) -> None:
    # A busy machine may take longer than users are made to wait for what is only good to know.
    for name in ("LIST_SECONDS", "WINDOW_SECONDS"):
        monkeypatch.setattr(f"rag.writing.client.{name}", PATIENCE)


@pytest.fixture
def stub() -> Iterator[StubServer]:
    with StubServer() as server:
        server.behave("good")
        yield server


def endpoint(stub: StubServer, key: str | None = KEY, patience: float = PATIENCE) -> Endpoint:
    return Endpoint(
        url=stub.url,
        model="toy",
        key=key,
        connect_seconds=PATIENCE,
        first_seconds=patience,
        retries=0,
    )


def verdicts(examined: list[Examined]) -> list[tuple[str, bool]]:
    return [(each.tried, each.is_well) for each in examined]


def test_without_a_model_answers_are_quotes() -> None:
    (only,) = examine(None)

    assert only.is_well
    assert "answers are quotes from the articles; set one with" in only.told


def test_model_that_writes_is_well(stub: StubServer) -> None:
    stub.models = [{"id": "toy", "max_model_len": 8192}]
    server, model, writing, window = examine(endpoint(stub))

    assert all(each.is_well for each in (server, model, writing, window))
    assert server.told == f"{stub.url} answers; the key is accepted"
    assert model.told == "toy is listed"
    assert re.fullmatch(r"the first piece came after \d+\.\d s", writing.told)
    assert window.told == "8192 tokens"


@pytest.mark.parametrize(
    ("behaviour", "expected", "told"),
    [
        ("401", [("server", False)], "does not accept the key; set CHULCHEO_LLM_KEY"),
        ("307", [("server", False)], "points to another address"),
        ("refuses_connections", [("server", False)], "no language model answers"),
        ("html_404", [("writing", False)], "no server of the OpenAI protocol"),
        ("500", [("writing", False)], "failed; look into its log"),
        ("empty", [("server", True), ("model", True), ("writing", False)], "wrote nothing"),
        ("timeout", [("server", True), ("model", True), ("writing", False)], "takes too long"),
    ],
)
def test_what_is_wrong_is_told(
    stub: StubServer, behaviour: str, expected: list[tuple[str, bool]], told: str
) -> None:
    stub.behave(behaviour, say=[""])
    examined = examine(endpoint(stub, patience=0.5 if behaviour == "timeout" else PATIENCE))

    assert verdicts(examined) == expected
    assert told in examined[-1].told
    assert KEY not in report_text(examined)


def test_unknown_model_is_told_with_a_few_names(stub: StubServer) -> None:
    stub.behave("404")
    odd = ["\x1b[31mred", KEY]
    stub.models = [{"id": name} for name in [*odd, "a/b-1.5", "c:7b", "d", "e", "f", "g"]]
    server, model, writing = examine(endpoint(stub))

    assert [server.is_well, model.is_well, writing.is_well] == [True, False, False]
    assert model.told == "toy is not listed; it lists a/b-1.5, c:7b, d, e, f and 3 more"
    assert "has no model toy; name another with --model" in writing.told


def test_model_that_writes_under_another_name_is_well(stub: StubServer) -> None:
    stub.models = [{"id": "path/to/model.gguf"}]
    _, model, writing, _ = examine(endpoint(stub))

    assert (model.is_well, writing.is_well) == (True, True)
    assert model.told == "toy is not listed; it lists path/to/model.gguf"


def test_server_that_wants_a_key_says_so(stub: StubServer) -> None:
    stub.behave("401")
    (server,) = examine(endpoint(stub, None))

    assert "wants a key; set CHULCHEO_LLM_KEY" in server.told


def test_report_has_a_line_for_each() -> None:
    report = report_text(
        [
            Examined(tried="server", is_well=True, told="answers"),
            Examined(tried="writing", is_well=False, told="failed"),
        ]
    )

    assert report == "ok    server: answers\nwrong writing: failed"


def test_command_prints_json(stub: StubServer) -> None:
    ran = CliRunner().invoke(app, ["doctor", "--llm", stub.url, "--model", "toy", "--json"])

    assert ran.exit_code == 0
    assert [each["tried"] for each in json.loads(ran.stdout)] == [
        *("server", "model", "writing", "window"),
    ]


def test_command_ends_with_one_where_something_is_wrong(stub: StubServer) -> None:
    stub.behave("401")
    ran = CliRunner().invoke(app, ["doctor", "--llm", stub.url, "--model", "toy"])

    assert ran.exit_code == 1
    assert ran.stdout.startswith("wrong server: ")
    assert ran.stderr == f"rag: the server at {stub.url} wants a key; set CHULCHEO_LLM_KEY\n"


def test_command_without_a_model_is_well(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CHULCHEO_LLM_URL", raising=False)
    monkeypatch.delenv("CHULCHEO_LLM_FILE", raising=False)
    ran = CliRunner().invoke(app, ["doctor"])

    assert ran.exit_code == 0
    assert "answers are quotes from the articles" in ran.stdout
