from __future__ import annotations

import gc
import ipaddress
import logging
import os
import socket
import ssl
import subprocess
import sys
import threading
from collections.abc import Generator, Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from rag.writing.client import Client, Endpoint
from rag.writing.model import Message, WritingError
from tests.llm.behaviours import BEHAVIOURS
from tests.llm.stub import StubServer

if TYPE_CHECKING:
    from rag.datatypes import Outcome
    from rag.writing.model import LanguageModel
    from tests.llm.talking import Asked

SAID = ["도서관은 5월에 문을 열었다 [1].", "하루 300명이 찾는다 [2]."]
TEXT = "도서관은 5월에 문을 열었다 [1]. 하루 300명이 찾는다 [2]."
HALF = TEXT[: len(TEXT) // 2]
ASKED = [
    Message(role="system", text="기사만 보고 답하세요."),
    Message(role="user", text="언제 열었나?"),
]
KEY = "sk-TEST-0123456789abcdef"
# Seconds after which the client would hang up by itself, and after which, well before that, a test
# gives up waiting for what comes within milliseconds.
PATIENCE = 120
SOON = 30


@pytest.fixture(autouse=True)
def _patience_with_lists(monkeypatch: pytest.MonkeyPatch) -> None:
    # A busy machine may take longer than users are made to wait for what is only good to know.
    for name in ("LIST_SECONDS", "WINDOW_SECONDS"):
        monkeypatch.setattr(f"rag.writing.client.{name}", PATIENCE)


@pytest.fixture
def stub() -> Iterator[StubServer]:
    with StubServer() as server:
        server.behave("good", say=SAID)
        yield server


@pytest.fixture
def endpoint(stub: StubServer) -> Endpoint:
    return Endpoint(
        url=stub.url,
        model="toy",
        key=KEY,
        connect_seconds=PATIENCE,
        first_seconds=PATIENCE,
        pause_seconds=PATIENCE,
        whole_seconds=PATIENCE,
        retries=1,
    )


@pytest.fixture
def client(endpoint: Endpoint) -> Iterator[Client]:
    with closing(Client(endpoint)) as client:
        yield client


def write(client: Client) -> tuple[str, Outcome]:
    """Return all that is written, and what came of it."""
    text = ""
    try:
        for piece in client.write(ASKED, most_tokens=50):
            text += piece
    except WritingError as error:
        caught = error
    else:
        return text, "written"
    # Errors of others hold the request, and with it more than anybody may read.
    assert (caught.__cause__, caught.__context__) == (None, None)
    assert KEY not in str(caught)
    assert "\n" not in str(caught)
    return text, caught.outcome


def begun(client: Client) -> Generator[str, None, None]:
    """Return the pieces to come, once one has come that is not empty."""
    pieces = client.write(ASKED, most_tokens=50)
    assert any(pieces)
    return pieces


@pytest.fixture
def nobody() -> Iterator[str]:
    """Yield the URL of a server that does not run, at a port that no other can take meanwhile."""
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        yield f"http://127.0.0.1:{held.getsockname()[1]}/v1"


def test_client_is_a_language_model(client: Client) -> None:
    model: LanguageModel = client

    assert model.name == "toy"


# What came before the end is yielded; where nothing did, the outcome says why.
OUTCOMES: dict[str, tuple[str, Outcome]] = {
    "good": (TEXT, "written"),
    "uncited": ("도서관은 5월에 문을 열었다. 하루 300명이 찾는다.", "written"),
    "fake_id": (TEXT.replace("[1]", "[99]").replace("[2]", "[99]"), "written"),
    "prompt_echo": ("언제 열었나?", "written"),
    "says_not_told": (TEXT, "written"),
    "lacks_done": (TEXT, "written"),
    "odd_events": (TEXT, "written"),
    "thinks_first": (TEXT, "written"),
    "lone_surrogate": (f"?{TEXT}", "written"),
    "dies_half_way": (HALF, "cut_short"),
    "ends_half_way": (HALF, "cut_short"),
    "garbage_half_way": (TEXT, "cut_short"),
    "hits_the_limit": (TEXT, "too_long"),
    "flood": (TEXT, "too_long"),
    "empty": ("", "empty"),
    "refuses_connections": ("", "unreachable"),
    "timeout": ("", "slow"),
    "silent": ("", "slow"),
    "thinks_for_ever": ("", "slow"),
    "json_garbage": ("", "garbled"),
    "nested": ("", "garbled"),
    "invalid_utf8": ("", "garbled"),
    "html_200": ("", "garbled"),
    "html_404": ("", "garbled"),
    "whole_json": ("", "garbled"),
    "packed": ("", "garbled"),
    "dies_after_hello": ("", "failed"),
    "fails_in_the_stream": ("", "failed"),
    "400": ("", "failed"),
    "401": ("", "denied"),
    "403": ("", "denied"),
    "404": ("", "unknown_model"),
    "413": ("", "narrow"),
    "narrow": ("", "narrow"),
    "narrow_by_words": ("", "narrow"),
    "429": ("", "busy"),
    "429_for_long": ("", "busy"),
    "500": ("", "failed"),
    "503": ("", "loading"),
    "429_then_good": (TEXT, "written"),
    "500_then_good": (TEXT, "written"),
    "refuses_connections_then_good": (TEXT, "written"),
    "refuses_stream_options": (TEXT, "written"),
    "refuses_max_tokens": (TEXT, "written"),
    "refuses_temperature": (TEXT, "written"),
}


# These are waited for, so there is little patience with them.
SLOW = {"timeout", "silent", "thinks_for_ever"}


@pytest.mark.parametrize("behaviour", OUTCOMES)
def test_each_behaviour_has_its_outcome(
    stub: StubServer, endpoint: Endpoint, behaviour: str
) -> None:
    hasty = replace(endpoint, first_seconds=0.6, pause_seconds=0.4, whole_seconds=0.8)
    stub.behave(behaviour, say=SAID)
    with closing(Client(hasty if behaviour in SLOW else endpoint)) as client:
        assert write(client) == OUTCOMES[behaviour]


def test_every_behaviour_of_the_stub_is_tried() -> None:
    # These are tried by themselves below, or differ from "good" in their words alone.
    apart = {"307", "endless", "timeout_half_way", "fake_quote", "other_language"}

    assert apart | {name.removesuffix("_then_good") for name in OUTCOMES} == set(BEHAVIOURS)


def test_request_is_what_the_protocol_wants_and_no_more(stub: StubServer, client: Client) -> None:
    write(client)
    asked = stub.chats[0]

    assert asked.body == {
        "model": "toy",
        "messages": [
            {"role": "system", "content": "기사만 보고 답하세요."},
            {"role": "user", "content": "언제 열었나?"},
        ],
        "stream": True,
        "stream_options": {"include_usage": True},
        "max_tokens": 50,
        "temperature": 0,
    }
    assert set(asked.headers) == {
        *("host", "connection", "accept", "accept-encoding", "user-agent"),
        *("content-type", "content-length", "authorization"),
    }
    assert asked.headers["authorization"] == f"Bearer {KEY}"


def test_without_key_none_is_sent(stub: StubServer, endpoint: Endpoint) -> None:
    with closing(Client(replace(endpoint, key=None))) as client:
        write(client)

    assert "authorization" not in stub.chats[0].headers


@pytest.mark.parametrize(
    ("behaviour", "wish", "instead"),
    [
        ("refuses_max_tokens", "max_tokens", {"max_completion_tokens": 50}),
        ("refuses_stream_options", "stream_options", {}),
        ("refuses_temperature", "temperature", {}),
    ],
)
def test_what_a_server_refuses_is_not_asked_again(
    stub: StubServer, client: Client, behaviour: str, wish: str, instead: dict[str, int]
) -> None:
    stub.behave(behaviour, say=SAID)
    write(client)
    write(client)

    assert [wish in asked.body for asked in stub.chats] == [True, False, False]
    assert stub.chats[2].body == {**stub.chats[2].body, **instead}


def test_redirection_is_not_followed(stub: StubServer, client: Client) -> None:
    with StubServer() as sink:
        stub.behave("307", to=f"{sink.url}/chat/completions")

        assert write(client) == ("", "redirected")
        assert sink.requests == []


def test_environment_has_no_say(
    stub: StubServer, endpoint: Endpoint, monkeypatch: pytest.MonkeyPatch
) -> None:
    with StubServer() as sink:
        for name, value in {
            "OPENAI_API_KEY": "sk-of-somebody-else",
            "OPENAI_ADMIN_KEY": "sk-of-somebody-else",
            "OPENAI_BASE_URL": sink.url,
            "OPENAI_ORG_ID": "org-other",
            "OPENAI_PROJECT_ID": "proj-other",
            "OPENAI_CUSTOM_HEADERS": "X-Other: 1\nAuthorization: Bearer sk-other",
            "HTTP_PROXY": sink.url,
            "ALL_PROXY": sink.url,
        }.items():
            monkeypatch.setenv(name, value)
        with closing(Client(replace(endpoint, key=None))) as client:
            assert write(client) == (TEXT, "written")

        assert os.environ["OPENAI_API_KEY"] == "sk-of-somebody-else"
        headers = stub.chats[0].headers
        assert not {"authorization", "openai-organization", "openai-project", "x-other"} & {
            *headers
        }
        assert sink.requests == []


def test_log_of_openai_is_not_switched_on_from_outside(nobody: str) -> None:
    program = f"""
import logging
from rag.writing.client import Client, Endpoint
Client(Endpoint(url="{nobody}", model="toy", retries=0)).window()
print(logging.getLogger("openai").level, logging.root.handlers)
"""
    done = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        check=True,
        env={**os.environ, "OPENAI_LOG": "debug"},
        text=True,
    )

    assert done.stdout == "0 []\n"
    assert done.stderr == ""


def test_silence_is_filled_with_empty_pieces(stub: StubServer, client: Client) -> None:
    stub.behave("timeout", say=SAID)
    with closing(client.write(ASKED, most_tokens=50)) as pieces:
        assert next(pieces) == ""
        stub.resume()
        assert "".join(pieces) == TEXT


def test_closing_hangs_up(stub: StubServer, client: Client) -> None:
    stub.behave("timeout_half_way", say=SAID)
    pieces = begun(client)

    pieces.close()

    assert stub.hung_up.wait(SOON)


def test_forgetting_hangs_up(stub: StubServer, client: Client) -> None:
    stub.behave("timeout_half_way", say=SAID)
    pieces = begun(client)

    del pieces
    gc.collect()

    assert stub.hung_up.wait(SOON)


def test_closing_before_a_word_hangs_up(stub: StubServer, client: Client) -> None:
    stub.behave("timeout", say=SAID)
    pieces = client.write(ASKED, most_tokens=50)
    while not stub.chats:
        assert next(pieces) == ""

    pieces.close()

    assert stub.hung_up.wait(SOON)


def test_nothing_is_asked_before_the_first_piece_is_wanted(
    stub: StubServer, client: Client
) -> None:
    client.write(ASKED, most_tokens=50).close()

    assert stub.requests == []


def test_closing_the_client_ends_those_who_wait(stub: StubServer, endpoint: Endpoint) -> None:
    stub.behave("timeout_half_way", say=SAID)
    client = Client(endpoint)
    pieces = begun(client)

    client.close()

    with pytest.raises(WritingError) as caught:
        list(pieces)
    assert caught.value.outcome == "cut_short"
    assert stub.hung_up.wait(SOON)


def test_closed_client_begins_anew(client: Client) -> None:
    assert write(client) == (TEXT, "written")
    client.close()
    assert write(client) == (TEXT, "written")


def test_several_write_at_once(stub: StubServer, client: Client) -> None:
    together = threading.Barrier(8, timeout=SOON)

    def echo_together(asked: Asked) -> list[str]:
        # None is answered before all are asked.
        together.wait()
        return [asked.prompt]

    def ask(number: int) -> None:
        told = [Message(role="user", text=f"질문 {number}")]
        written[number] = "".join(client.write(told, most_tokens=50))

    stub.behave("good", say=echo_together)
    written: dict[int, str] = {}
    threads = [threading.Thread(target=ask, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(SOON)

    assert written == {number: f"질문 {number}" for number in range(8)}


def test_answer_ends_at_the_most_characters(stub: StubServer, endpoint: Endpoint) -> None:
    stub.behave("endless", say=["가나다"])
    with closing(Client(replace(endpoint, most_characters=10))) as client:
        # Words of three characters with a space behind each.
        assert write(client) == ("가나다 가나다 가나", "too_long")
    assert stub.hung_up.wait(SOON)


def test_answer_of_exactly_the_most_characters_is_whole(
    stub: StubServer, endpoint: Endpoint
) -> None:
    stub.behave("good", say=["가나다라"])
    with closing(Client(replace(endpoint, most_characters=4))) as client:
        assert write(client) == ("가나다라", "written")


def test_answer_ends_with_the_patience_for_a_pause(stub: StubServer, endpoint: Endpoint) -> None:
    stub.behave("timeout_half_way", say=SAID)
    with closing(Client(replace(endpoint, pause_seconds=0.4))) as client:
        assert write(client) == (HALF, "cut_short")


def test_answer_ends_with_the_patience_for_all_of_it(stub: StubServer, endpoint: Endpoint) -> None:
    stub.behave("timeout_half_way", say=SAID)
    # On a busy machine a second may pass before the first word.
    for seconds in (1, 4, 16):
        with closing(Client(replace(endpoint, whole_seconds=seconds))) as client:
            text, outcome = write(client)
        if text:
            break

    assert (text, outcome) == (HALF, "too_long")


def test_flood_before_a_word_is_no_answer(stub: StubServer, client: Client) -> None:
    stub.behave("flood", say=[""])

    assert write(client) == ("", "garbled")


def test_retries_stay_within_the_patience(
    stub: StubServer, endpoint: Endpoint, monkeypatch: pytest.MonkeyPatch
) -> None:
    stub.behave("500")
    monkeypatch.setattr("rag.writing.server.FIRST_BACK_OFF", 2 * PATIENCE)
    with closing(Client(replace(endpoint, retries=9))) as client:
        assert write(client) == ("", "failed")

    assert len(stub.chats) == 1


def test_retries_are_as_many_as_allowed(stub: StubServer, client: Client) -> None:
    stub.behave("429")

    assert write(client) == ("", "busy")
    assert len(stub.chats) == 2


@pytest.mark.parametrize("behaviour", ["dies_half_way", "401", "404", "400", "html_200"])
def test_what_no_retry_mends_is_asked_once(
    stub: StubServer, client: Client, behaviour: str
) -> None:
    stub.behave(behaviour, say=SAID)
    write(client)

    assert len(stub.chats) == 1


def test_nobody_listening_is_unreachable(nobody: str, endpoint: Endpoint) -> None:
    with closing(Client(replace(endpoint, url=nobody, retries=0))) as client:
        assert write(client) == ("", "unreachable")


def test_certificate_that_nobody_vouches_for_is_refused(
    stub: StubServer, endpoint: Endpoint, tmp_path: Path
) -> None:
    stub.socket = self_signed(tmp_path).wrap_socket(stub.socket, server_side=True)
    secure = replace(endpoint, url=stub.url.replace("http:", "https:"), retries=0)
    with closing(Client(secure)) as client, pytest.raises(WritingError) as caught:
        list(client.write(ASKED, most_tokens=50))

    assert caught.value.outcome == "unreachable"
    assert "certificate" in str(caught.value)
    assert stub.requests == []


def self_signed(folder: Path) -> ssl.SSLContext:
    """Return what a server needs for TLS, with a certificate that it signed itself."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    address = x509.IPAddress(ipaddress.ip_address("127.0.0.1"))
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([address]), critical=False)
        .sign(key, hashes.SHA256())
    )
    private = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    path = folder / "server.pem"
    path.write_bytes(private + certificate.public_bytes(serialization.Encoding.PEM))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(path)
    return context


def test_messages_hold_no_password_of_the_url(stub: StubServer, endpoint: Endpoint) -> None:
    stub.behave("500")
    secret = stub.url.replace("http://", "http://anna:geheim@")
    with (
        closing(Client(replace(endpoint, url=secret, retries=0))) as client,
        pytest.raises(WritingError) as caught,
    ):
        list(client.write(ASKED, most_tokens=50))

    assert stub.url in str(caught.value)
    assert "geheim" not in str(caught.value)


@pytest.mark.parametrize("behaviour", ["good", "401", "500", "html_200", "dies_half_way", "307"])
def test_key_is_in_no_log(
    stub: StubServer, endpoint: Endpoint, caplog: pytest.LogCaptureFixture, behaviour: str
) -> None:
    stub.behave(behaviour, say=SAID, to=stub.url)
    with closing(Client(replace(endpoint, retries=0))) as client:
        # Their loggers exist once the package is loaded.
        client.window()
        loggers = [logging.getLogger(name) for name in logging.root.manager.loggerDict]
        levels = {logger: logger.level for logger in loggers}
        for logger in loggers:
            logger.setLevel(logging.DEBUG)
        with caplog.at_level(logging.DEBUG):
            write(client)
        for logger, level in levels.items():
            logger.setLevel(level)

    assert {record.name.partition(".")[0] for record in caplog.records} >= {"openai", "httpcore2"}
    assert KEY not in caplog.text
    assert all(KEY not in f"{record.__dict__}" for record in caplog.records)


def test_key_is_in_no_representation(endpoint: Endpoint, client: Client) -> None:
    write(client)

    assert KEY not in f"{endpoint!r} {endpoint} {client!r} {vars(client)!r}"


@pytest.mark.parametrize(
    ("models", "window"),
    [
        pytest.param([{"id": "toy", "max_model_len": 8192}], 8192, id="vLLM"),
        pytest.param([{"id": "toy", "meta": {"n_ctx": 2048}}], 2048, id="llama.cpp"),
        pytest.param([{"id": "toy", "context_length": 131072}], 131072, id="hosted"),
        pytest.param([{"id": "toy", "loaded_context_length": 6000}], 6000, id="LM Studio"),
        # How long it might be says little of how it was started.
        pytest.param([{"id": "toy", "meta": {"n_ctx_train": 131072}}], 4096, id="bound"),
        pytest.param([{"id": "toy", "meta": {"n_ctx_train": 2048}}], 2048, id="low bound"),
        pytest.param([{"id": "other", "max_model_len": 8192}], 8192, id="only model"),
        pytest.param(
            [{"id": "a", "max_model_len": 1000}, {"id": "b", "max_model_len": 2000}],
            4096,
            id="none",
        ),
        pytest.param([{"id": "toy", "max_model_len": -5}], 4096, id="nonsense"),
        pytest.param([{"id": "toy", "max_model_len": True}], 4096, id="no number"),
        pytest.param([], 4096, id="no model"),
    ],
)
def test_window_is_what_the_server_tells(
    stub: StubServer, client: Client, models: list[dict[str, object]], window: int
) -> None:
    stub.models = [*models]

    assert client.window() == window
    assert client.window() == window
    assert [asked.path for asked in stub.requests] == ["/v1/models"]


@pytest.mark.parametrize("behaviour", ["401", "500", "html_200", "html_404", "refuses_connections"])
def test_window_needs_no_server(stub: StubServer, client: Client, behaviour: str) -> None:
    stub.behave(behaviour)

    assert client.window() == 4096


def test_window_is_asked_for_until_the_server_answers(stub: StubServer, client: Client) -> None:
    stub.models = [{"id": "toy", "max_model_len": 8192}]
    stub.behave("500")
    assert client.window() == 4096
    stub.behave("good")
    assert client.window() == 8192


def test_window_that_is_set_is_not_asked_for(stub: StubServer, endpoint: Endpoint) -> None:
    assert Client(replace(endpoint, window=3000)).window() == 3000
    assert stub.requests == []


def test_models_are_those_that_the_server_lists(stub: StubServer, client: Client) -> None:
    stub.models = [{"id": "toy"}, {"id": "other"}, {"name": "no id"}]

    assert client.models() == ["toy", "other"]


def test_tokens_are_learnt_from_what_the_server_counts(stub: StubServer, client: Client) -> None:
    # One token for each byte, until it is known better.
    assert client.tokens("가나다") == 9
    stub.tokens_of = lambda text: len(text.encode()) // 3
    told = [Message(role="user", text="가" * 300)]
    list(client.write(told, most_tokens=50))

    # A third of 9 with 15 % for caution is 3.45.
    assert client.tokens("가나다") == 4
