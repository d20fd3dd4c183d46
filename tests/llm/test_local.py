from __future__ import annotations

import os
import select
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from http.client import HTTPConnection
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest

from index.errors import ModelError
from rag.writing.client import Client
from rag.writing.model import Message, WritingError
from tests.llm.test_gguf import NAME, TEMPLATE, WINDOW, file_of
from ui.llm.local import LocalModel

if TYPE_CHECKING:
    from rag.writing.endpoint import Endpoint

TALE = [Message(role="user", text="Tell me a very long tale about a lighthouse.")]
# More than a minute of work for this model.
LONG = 3_000
# What a free server does in less than a second, it may take under load; never what LONG takes.
PROMPT_SECONDS = 20.0

pytestmark = pytest.mark.llm


@pytest.fixture
def endpoint(local: LocalModel) -> Endpoint:
    return local.endpoint()


@pytest.fixture
def client(endpoint: Endpoint) -> Iterator[Client]:
    with closing(Client(endpoint)) as found:
        yield found


def says_something_promptly(client: Client) -> bool:
    began = time.monotonic()
    with closing(client.write([Message(role="user", text="Say yes.")], most_tokens=8)) as pieces:
        return bool(first_words(pieces)) and time.monotonic() - began < PROMPT_SECONDS


def first_words(pieces: Iterator[str]) -> str:
    return next(filter(None, pieces))


def test_answer_comes_in_pieces_and_begins_before_it_ends(client: Client) -> None:
    began = time.monotonic()
    with closing(client.write(TALE, most_tokens=LONG)) as pieces:
        assert len({first_words(pieces) for _ in range(5)}) > 1
    assert time.monotonic() - began < PROMPT_SECONDS


def test_answer_that_is_cut_off_is_told_from_one_that_ended(client: Client) -> None:
    with pytest.raises(WritingError) as caught:
        list(client.write(TALE, most_tokens=3))
    assert caught.value.outcome == "too_long"


def test_server_is_free_again_once_nobody_listens(client: Client) -> None:
    with closing(client.write(TALE, most_tokens=LONG)) as pieces:
        assert first_words(pieces)
    assert says_something_promptly(client)


def test_server_is_free_again_after_patience_ended(endpoint: Endpoint, client: Client) -> None:
    with (
        closing(Client(replace(endpoint, whole_seconds=1.5))) as impatient,
        pytest.raises(WritingError) as caught,
    ):
        list(impatient.write(TALE, most_tokens=LONG))
    # Under load not a word may have come by then.
    assert caught.value.outcome in ("too_long", "slow")
    assert says_something_promptly(client)


@pytest.mark.parametrize("key", [None, "wrong"])
def test_who_lacks_the_key_is_refused(endpoint: Endpoint, key: str | None) -> None:
    with (
        closing(Client(replace(endpoint, key=key))) as stranger,
        pytest.raises(WritingError) as caught,
    ):
        list(stranger.write(TALE, most_tokens=8))
    assert caught.value.outcome == "denied"


def test_window_is_told_by_the_server_too(endpoint: Endpoint) -> None:
    assert endpoint.window == 4096
    with closing(Client(replace(endpoint, window=None))) as client:
        assert client.window() == 4096
        assert client.models() == [endpoint.model]


def test_prompt_beyond_the_window_is_narrow(client: Client) -> None:
    with pytest.raises(WritingError) as caught:
        list(client.write([Message(role="user", text="waves " * 6_000)], most_tokens=8))
    assert caught.value.outcome == "narrow"


def test_it_is_served_on_loopback_without_a_page_of_its_own(endpoint: Endpoint) -> None:
    parts = urlsplit(endpoint.url)
    assert parts.hostname == "127.0.0.1"
    with closing(HTTPConnection("127.0.0.1", parts.port, timeout=PROMPT_SECONDS)) as connection:
        connection.request("GET", "/", headers={"Authorization": f"Bearer {endpoint.key}"})
        assert connection.getresponse().status == 404


def test_key_is_in_no_argument_or_variable_that_others_see(
    local: LocalModel, endpoint: Endpoint
) -> None:
    process = local._process
    assert process
    assert isinstance(process.args, list)
    assert endpoint.key
    assert all(endpoint.key not in word for word in process.args)
    assert endpoint.key not in repr(endpoint)
    assert endpoint.key not in str(dict(os.environ))


def test_name_is_that_of_the_file(local: LocalModel, gguf: Path) -> None:
    assert local.name == gguf.stem


def test_window_is_no_wider_than_what_the_model_knows(gguf: Path) -> None:
    with LocalModel(gguf, threads=1, window=1_000_000) as model:
        assert model.endpoint().window == 8192


def test_incomplete_file_is_refused_with_what_llama_says(gguf: Path, tmp_path: Path) -> None:
    half = tmp_path / "half.gguf"
    with gguf.open("rb") as whole:
        half.write_bytes(whole.read(20_000_000))
    with (
        LocalModel(half) as model,
        pytest.raises(ModelError, match=r"cannot load .*half\.gguf: .*incomplete") as caught,
    ):
        model.endpoint()
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"not a model", "is not a GGUF file"),
        (file_of(NAME, WINDOW), "has no chat template"),
    ],
)
def test_file_that_cannot_answer_is_refused_before_anything_starts(
    tmp_path: Path, content: bytes, says: str
) -> None:
    path = tmp_path / "toy.gguf"
    path.write_bytes(content)
    with pytest.raises(ModelError, match=says):
        LocalModel(path)


@pytest.mark.skipif(sys.platform != "linux", reason="free memory is not known there")
def test_model_that_memory_cannot_hold_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "toy.gguf"
    with path.open("wb") as file:
        file.write(file_of(NAME, TEMPLATE))
        # A hole: it takes no room on the disk.
        file.truncate(2**42)
    with pytest.raises(ModelError, match=r"takes 4398\.0 GB of memory, of which"):
        LocalModel(path)


def test_ended_model_is_not_started_again(gguf: Path) -> None:
    model = LocalModel(gguf)
    model.close()
    model.close()
    with pytest.raises(ModelError, match="was ended"):
        model.endpoint()


def test_model_can_be_ended_while_it_loads(gguf: Path) -> None:
    with LocalModel(gguf, threads=1) as model:
        model.start()
        process = model._process
    assert process
    assert process.returncode is not None


def test_crash_is_told_in_a_line(gguf: Path) -> None:
    told: list[str] = []
    is_told = Event()

    def tell(line: str) -> None:
        told.append(line)
        is_told.set()

    with LocalModel(gguf, threads=1, tell=tell) as model:
        endpoint = model.endpoint()
        assert model._process
        model._process.kill()
        assert is_told.wait(PROMPT_SECONDS)
        with closing(Client(replace(endpoint, retries=0))) as client:
            with pytest.raises(WritingError) as caught:
                list(client.write(TALE, most_tokens=8))
            assert caught.value.outcome == "unreachable"
    (line,) = told
    assert line.startswith(f"the language model {gguf.stem} is gone (it was ended with signal 9")


PARENT = """
import sys
from pathlib import Path
from ui.llm.local import LocalModel

model = LocalModel(Path(sys.argv[1]), threads=1)
model.endpoint()
print(model._process.pid, flush=True)
sys.stdin.read()
"""


@pytest.mark.skipif(not hasattr(os, "pidfd_open"), reason="no way to watch another's process")
def test_it_ends_with_a_parent_that_is_killed(gguf: Path) -> None:
    command = [sys.executable, "-c", PARENT, str(gguf)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as parent:
        assert parent.stdout
        child = os.pidfd_open(int(parent.stdout.readline()))
        try:
            parent.kill()
            ended, _, _ = select.select([child], [], [], PROMPT_SECONDS)
        finally:
            os.close(child)
    assert ended
