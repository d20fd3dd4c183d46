from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

import pytest

from index.errors import InputError
from rag.writing.endpoint import Endpoint
from ui.llm.settings import read_endpoint

KEY = "sk-TEST-0123456789abcdef"
URL = "http://127.0.0.1:11434/v1"


@pytest.fixture(autouse=True)
def environment(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """Begin with none of our variables, and give those back that are taken away."""
    monkeypatch.setenv("CHULCHEO_LLM_KEY", "")
    for name in list(os.environ):
        if name.startswith("CHULCHEO_LLM_"):
            monkeypatch.delenv(name)
    return monkeypatch


def read(url: str | None = None, model: str | None = None, file: Path | None = None) -> Endpoint:
    endpoint = read_endpoint(url=url, model=model, file=file)
    assert endpoint is not None
    return endpoint


def settings_file(folder: Path, text: str, mode: int = 0o600) -> Path:
    path = folder / "model.toml"
    path.write_text(text, encoding="utf-8")
    path.chmod(mode)
    return path


def test_without_a_word_there_is_none() -> None:
    assert read_endpoint(url=None, model=None, file=None) is None


def test_command_line_names_a_model() -> None:
    assert read(f"{URL}/", "qwen2.5:7b") == Endpoint(url=URL, model="qwen2.5:7b")


def test_environment_names_a_model(environment: pytest.MonkeyPatch) -> None:
    environment.setenv("CHULCHEO_LLM_URL", URL)
    environment.setenv("CHULCHEO_LLM_MODEL", "toy")
    environment.setenv("CHULCHEO_LLM_KEY", f"{KEY}\n")
    environment.setenv("CHULCHEO_LLM_WINDOW", "8192")
    environment.setenv("CHULCHEO_LLM_SECONDS", "100")

    assert read() == Endpoint(url=URL, model="toy", key=KEY, window=8192, whole_seconds=100)


def test_file_names_a_model(tmp_path: Path) -> None:
    path = settings_file(
        tmp_path,
        f'url = "{URL}"\nmodel = "한국어 모델"\nkey = "{KEY}"\nwindow = 8192\nseconds = 100.5\n',
    )

    assert read(file=path) == Endpoint(
        url=URL, model="한국어 모델", key=KEY, window=8192, whole_seconds=100.5
    )


def test_more_seconds_for_all_are_more_for_the_first_piece(
    environment: pytest.MonkeyPatch,
) -> None:
    environment.setenv("CHULCHEO_LLM_SECONDS", "600")
    endpoint = read(URL, "toy")

    assert (endpoint.whole_seconds, endpoint.first_seconds) == (600, 300)


def test_command_line_goes_before_environment_before_file(
    tmp_path: Path, environment: pytest.MonkeyPatch
) -> None:
    path = settings_file(
        tmp_path, f'url = "http://10.0.0.1/v1"\nmodel = "file"\nkey = "{KEY}"\nwindow = 1000'
    )
    environment.setenv("CHULCHEO_LLM_FILE", str(path))
    environment.setenv("CHULCHEO_LLM_URL", "http://10.0.0.2/v1")
    environment.setenv("CHULCHEO_LLM_MODEL", "environment")
    environment.setenv("CHULCHEO_LLM_WINDOW", "")

    assert read(model="typed") == Endpoint(
        url="http://10.0.0.2/v1", model="typed", key=KEY, window=1000
    )


def test_file_of_the_command_line_goes_before_that_of_the_environment(
    tmp_path: Path, environment: pytest.MonkeyPatch
) -> None:
    environment.setenv("CHULCHEO_LLM_FILE", str(tmp_path / "missing.toml"))

    assert read(file=settings_file(tmp_path, f'url = "{URL}"\nmodel = "toy"')).model == "toy"


@pytest.mark.parametrize("url", [None, URL, "nonsense"])
def test_variable_with_the_key_is_removed(environment: pytest.MonkeyPatch, url: str | None) -> None:
    environment.setenv("CHULCHEO_LLM_KEY", KEY)
    if url == "nonsense":
        with pytest.raises(InputError):
            read_endpoint(url=url, model="toy", file=None)
    else:
        read_endpoint(url=url, model=url and "toy", file=None)

    assert KEY not in os.environ.values()


def test_key_alone_sets_no_model(environment: pytest.MonkeyPatch) -> None:
    environment.setenv("CHULCHEO_LLM_KEY", KEY)

    assert read_endpoint(url=None, model=None, file=None) is None


@pytest.mark.parametrize(
    ("variables", "message"),
    [
        ({"URL": URL}, "no model; name one with --model"),
        ({"URL": URL, "MODEL": " "}, "no model; name one with --model"),
        ({"URL": URL, "MODEL": "a\nb"}, "no line"),
        ({"URL": URL, "MODEL": "a" * 257}, "too long"),
        ({"URL": URL, "MODEL": "toy", "WINDOW": "many"}, "setting window .* valid integer"),
        ({"URL": URL, "MODEL": "toy", "WINDOW": "-1"}, "setting window .* greater than or equal"),
        ({"URL": URL, "MODEL": "toy", "SECONDS": "0"}, "setting seconds .* greater than 0"),
        ({"URL": URL, "MODEL": "toy", "SECONDS": "nan"}, "setting seconds .* finite"),
        ({"URL": "http://example.org", "MODEL": "toy", "KEY": KEY}, "use https://"),
        ({"URL": URL, "MODEL": "toy", "KEY": f"{KEY}\r\nX-Other: 1"}, "copy it anew"),
        ({"URL": URL, "MODEL": "toy", "KEY": f"{KEY}한"}, "copy it anew"),
    ],
)
def test_what_cannot_be_used_is_told_in_a_line_without_the_key(
    environment: pytest.MonkeyPatch, variables: Mapping[str, str], message: str
) -> None:
    for name, value in variables.items():
        environment.setenv(f"CHULCHEO_LLM_{name}", value)

    with pytest.raises(InputError, match=message) as caught:
        read_endpoint(url=None, model=None, file=None)

    assert (caught.value.__cause__, caught.value.__context__) == (None, None)
    assert KEY not in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('modle = "toy"', "has modle, which is no setting; take url, model"),
        (f'"{KEY}" = 1', "has one, which is no setting"),
        (f"key = {KEY}", "is not TOML"),
        (f'key = ["{KEY}"]', "setting key .* valid string"),
        (f'url = "{URL}"\nmodel = 5', "setting model .* valid string"),
        ('model = "toy"', "not where it is; name its server"),
    ],
)
def test_file_that_cannot_be_used_is_told_in_a_line_without_the_key(
    tmp_path: Path, text: str, message: str
) -> None:
    with pytest.raises(InputError, match=message) as caught:
        read_endpoint(url=None, model=None, file=settings_file(tmp_path, text))

    assert (caught.value.__cause__, caught.value.__context__) == (None, None)
    assert KEY not in str(caught.value)


def test_file_that_is_no_text_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "model.toml"
    path.write_bytes(b'key = "\xff"')

    with pytest.raises(InputError, match="is not TOML in UTF-8"):
        read_endpoint(url=None, model=None, file=path)


def test_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"cannot read .*missing\.toml"):
        read_endpoint(url=None, model=None, file=tmp_path / "missing.toml")


@pytest.mark.skipif(os.name != "posix", reason="elsewhere the mode says nothing of who can read")
@pytest.mark.parametrize("mode", [0o640, 0o604, 0o620])
def test_key_that_others_can_read_is_refused(tmp_path: Path, mode: int) -> None:
    path = settings_file(tmp_path, f'url = "{URL}"\nmodel = "toy"\nkey = "{KEY}"', mode)

    with pytest.raises(InputError, match="others can open it; run: chmod 600"):
        read_endpoint(url=None, model=None, file=path)


def test_file_without_a_key_may_be_read_by_all(tmp_path: Path) -> None:
    path = settings_file(tmp_path, f'url = "{URL}"\nmodel = "toy"', 0o644)

    assert read(file=path).key is None


def test_model_without_a_server_is_told() -> None:
    with pytest.raises(InputError, match="not where it is; name its server with --llm"):
        read_endpoint(url=None, model="toy", file=None)
