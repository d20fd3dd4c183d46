"""Which language model writes, as command line, environment and settings file say.

The only home of pydantic-settings. The key comes from the environment or the file, never from the
command line, which every user of the machine can read.
"""

from __future__ import annotations

import os
import re
import stat
import tomllib
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Any

from pydantic import Field, SecretStr, ValidationError
from pydantic_settings import (
    BaseSettings,
    InitSettingsSource,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
)

from index.errors import InputError
from rag.writing.endpoint import Endpoint
from ui.llm.addresses import checked_url

PREFIX = "CHULCHEO_LLM_"
FILE_VARIABLE = f"{PREFIX}FILE"
KEY_VARIABLE = f"{PREFIX}KEY"
# A name of ours may be shown; who typed the key in its place shall not read it in a log.
SHOWABLE_NAME = re.compile(r"[a-z_]{1,20}")
KEY = re.compile(r"[\x21-\x7e]{1,1024}")
MODEL = re.compile(r"[^\s\x00-\x1f\x7f]([^\x00-\x1f\x7f]{0,254}[^\s\x00-\x1f\x7f])?")
EXAMPLE = "name one with --model or CHULCHEO_LLM_MODEL"


class _Settings(BaseSettings):
    model_config = SettingsConfigDict(
        env_prefix=PREFIX, env_ignore_empty=True, extra="forbid", hide_input_in_errors=True
    )

    url: str | None = None
    model: str | None = None
    key: SecretStr | None = None
    window: Annotated[int, Field(ge=256, le=10_000_000)] | None = None
    seconds: Annotated[float, Field(gt=0, le=3600, allow_inf_nan=False)] | None = None


def read_endpoint(*, url: str | None, model: str | None, file: Path | None) -> Endpoint | None:
    """Return which model is to write; `None` when nobody names a server.

    What the command line says goes before the environment (CHULCHEO_LLM_URL, _MODEL, _KEY, _WINDOW
    in tokens, _SECONDS for a whole answer), and that before the settings file, which has the same
    names in small letters. The variable with the key is removed, so that no child process has it.

    Args:
        url: As the command line has it.
        model: As the command line has it.
        file: As the command line has it, else CHULCHEO_LLM_FILE.

    Raises:
        InputError: They cannot be used. No message holds the key.
    """
    given = {"url": url, "model": model}
    path = file or _file_of_environment()
    try:
        settings = _read(given, _read_file(path) if path else {})
    finally:
        for name in [name for name in os.environ if name.upper() == KEY_VARIABLE]:
            del os.environ[name]
    if settings.url is None:
        if model is not None or file is not None:
            message = "a language model is set, but not where it is"
            raise InputError(f"{message}; name its server with --llm or CHULCHEO_LLM_URL")
        return None
    return _endpoint(settings, settings.url)


def _endpoint(settings: _Settings, url: str) -> Endpoint:
    key = settings.key.get_secret_value().strip() if settings.key else ""
    if key and not KEY.fullmatch(key):
        message = "the key of the language model has characters that no key has; copy it anew"
        raise InputError(message)
    where = checked_url(url, has_key=bool(key))
    if settings.model is None or not settings.model.strip():
        raise InputError(f"a language model's server is set, but no model; {EXAMPLE}")
    if not MODEL.fullmatch(settings.model):
        raise InputError(f"the name of the language model is too long or no line; {EXAMPLE}")
    endpoint = Endpoint(url=where, model=settings.model, key=key or None, window=settings.window)
    if settings.seconds is None:
        return endpoint
    # Who grants more for the whole answer does it because reading the prompt takes long.
    first = max(endpoint.first_seconds, settings.seconds / 2)
    return replace(endpoint, whole_seconds=settings.seconds, first_seconds=first)


def _read(given: Mapping[str, str | None], written: Mapping[str, Any]) -> _Settings:
    class WithFile(_Settings):
        @classmethod
        def settings_customise_sources(
            cls,
            settings_cls: type[BaseSettings],
            init_settings: PydanticBaseSettingsSource,
            env_settings: PydanticBaseSettingsSource,
            dotenv_settings: PydanticBaseSettingsSource,
            file_secret_settings: PydanticBaseSettingsSource,
        ) -> tuple[PydanticBaseSettingsSource, ...]:
            del dotenv_settings, file_secret_settings
            file_settings = InitSettingsSource(settings_cls, init_kwargs=dict(written))
            return init_settings, env_settings, file_settings

    typed: dict[str, Any] = {name: value for name, value in given.items() if value is not None}
    try:
        return WithFile(**typed)
    except ValidationError as error:
        first = error.errors(include_url=False, include_context=False, include_input=False)[0]
    name = f"{first['loc'][0]}"
    shown = name if SHOWABLE_NAME.fullmatch(name) else "one"
    if first["type"] == "extra_forbidden":
        message = f"the settings file of the language model has {shown}, which is no setting"
        raise InputError(f"{message}; take url, model, key, window or seconds")
    reason = first["msg"][:1].lower() + first["msg"][1:]
    raise InputError(f"the setting {shown} of the language model cannot be used: {reason}")


def _file_of_environment() -> Path | None:
    path = os.environ.get(FILE_VARIABLE)
    return Path(path) if path else None


def _read_file(path: Path) -> dict[str, Any]:
    written = None
    try:
        with path.open("rb") as file:
            mode = os.fstat(file.fileno()).st_mode
            with suppress(ValueError):
                written = tomllib.load(file)
    except OSError as error:
        message = f"cannot read {path} ({error.strerror}); name a settings file of a language model"
        raise InputError(message) from error
    # Not inside `except`: the error would carry what was read with it.
    if written is None:
        raise InputError(f'{path} is not TOML in UTF-8; write lines such as model = "NAME"')
    # Elsewhere the mode says nothing of who can open it.
    is_open = os.name == "posix" and bool(mode & (stat.S_IRWXG | stat.S_IRWXO))
    if "key" in written and is_open:
        message = f"{path} holds a key, but others can open it; run: chmod 600 {path}"
        raise InputError(message)
    return written
