from __future__ import annotations

from contextlib import closing
from pathlib import Path
from queue import SimpleQueue

import pytest

from index.errors import InputError, ModelError
from rag.writing.endpoint import Endpoint
from rag.writing.model import Message, WritingError
from tests.llm.stub import StubServer
from ui.llm.opening import LoadingModel, opened_endpoint, opened_model
from ui.llm.options import VARIABLES, ModelOptions

HELLO = [Message(role="user", text="안녕")]


@pytest.fixture(autouse=True)
def _without_variables(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("URL", "MODEL", "KEY", "FILE", "WINDOW", "SECONDS"):
        monkeypatch.delenv(f"{VARIABLES}{name}", raising=False)


def test_without_a_name_there_is_no_model() -> None:
    assert not ModelOptions().is_named
    with ModelOptions().opened(print) as llm:
        assert llm is None


def test_variable_names_a_model(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(f"{VARIABLES}URL", "http://127.0.0.1:9/v1")
    assert ModelOptions().is_named


@pytest.mark.parametrize(
    "options", [{"url": "http://127.0.0.1:9/v1"}, {"name": "toy"}, {"file": Path("llm.toml")}]
)
def test_model_file_and_server_are_not_named_together(options: dict[str, str]) -> None:
    with pytest.raises(InputError, match=r"^--gguf is a model of its own; leave out --llm"):
        ModelOptions(gguf=Path("model.gguf"), **options)  # type: ignore[arg-type]  # a table


def test_named_server_writes() -> None:
    with StubServer() as stub:
        stub.behave("good", say=["네."])
        with ModelOptions(url=stub.url, name="toy").opened(print) as llm:
            assert llm is not None
            assert llm.name == "toy"
            assert "".join(llm.write(HELLO, most_tokens=9)) == "네."


def test_endpoint_is_that_of_the_options() -> None:
    options = ModelOptions(url="http://127.0.0.1:9/v1", name="toy")
    with opened_endpoint(options, print) as endpoint:
        assert endpoint is not None
        assert (endpoint.url, endpoint.model) == ("http://127.0.0.1:9/v1", "toy")


def test_file_that_is_no_model_is_refused(tmp_path: Path) -> None:
    gguf = tmp_path / "model.gguf"
    gguf.write_bytes(b"nothing")
    with (
        pytest.raises(ModelError, match="not a GGUF file"),
        opened_model(ModelOptions(gguf=gguf), print),
    ):
        raise AssertionError


class ToyLocal:
    """A model of this machine that is at once loaded there, or cannot be."""

    name = "toy"

    def __init__(self, url: str = "") -> None:
        self._url = url

    def endpoint(self) -> Endpoint:
        if not self._url:
            message = "toy.gguf is damaged; download the file again"
            raise ModelError(message)
        return Endpoint(url=self._url, model=self.name)


def ready(loading: LoadingModel, told: SimpleQueue[str]) -> str:
    """Load in the background, and return what was told at the end of it."""
    loading.start()
    return told.get(timeout=30)


def test_model_that_is_not_loaded_says_so_at_once() -> None:
    loading = LoadingModel(ToyLocal(), print)
    for ask in (loading.window, lambda: next(loading.write(HELLO, most_tokens=9))):
        with pytest.raises(WritingError, match="still being loaded") as raised:
            ask()
        assert raised.value.outcome == "loading"
    loading.close()


def test_model_that_is_loaded_writes() -> None:
    told: SimpleQueue[str] = SimpleQueue()
    with StubServer() as stub, closing(LoadingModel(ToyLocal(stub.url), told.put)) as loading:
        stub.behave("good", say=["네."])
        assert ready(loading, told) == "the language model toy is ready to write"
        assert "".join(loading.write(HELLO, most_tokens=9)) == "네."


def test_model_that_cannot_be_loaded_says_why() -> None:
    told: SimpleQueue[str] = SimpleQueue()
    loading = LoadingModel(ToyLocal(), told.put)
    assert ready(loading, told).startswith("answers are quotes alone: toy.gguf is damaged")
    with pytest.raises(WritingError, match="damaged") as raised:
        loading.window()
    assert raised.value.outcome == "failed"
