"""Opens the language model that the command line, the environment or a file names."""

from __future__ import annotations

import threading
from collections.abc import Generator, Sequence
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING, Protocol

from index.errors import ModelError
from rag.writing.client import Client
from rag.writing.model import WritingError
from ui.llm.local import LocalModel
from ui.llm.settings import read_endpoint

if TYPE_CHECKING:
    from collections.abc import Callable

    from rag.writing.endpoint import Endpoint
    from rag.writing.model import LanguageModel, Message
    from ui.llm.options import ModelOptions


@contextmanager
def opened_model(
    options: ModelOptions, tell: Callable[[str], None], *, waits: bool = True
) -> Generator[LanguageModel | None, None, None]:
    """Give the language model for as long as the context lasts; `None` where none is named.

    Args:
        options: Which.
        tell: Is given a line when a model of this machine is gone, and where nobody waits for it,
            when it is loaded.
        waits: Whether a model of this machine is loaded before it is given.

    Raises:
        InputError: The settings cannot be used.
        ModelError: The file cannot be used.
    """
    if options.gguf:
        with LocalModel(options.gguf, tell=tell) as local:
            loading = LoadingModel(local, tell)
            with closing(loading):
                loading.wait() if waits else loading.start()
                yield loading
    elif endpoint := read_endpoint(url=options.url, model=options.name, file=options.file):
        with closing(Client(endpoint)) as client:
            yield client
    else:
        yield None


@contextmanager
def opened_endpoint(
    options: ModelOptions, tell: Callable[[str], None]
) -> Generator[Endpoint | None, None, None]:
    """Give where the named model is, a model file loaded first; raises as `opened_model`."""
    if options.gguf:
        with LocalModel(options.gguf, tell=tell) as local:
            yield local.endpoint()
    else:
        yield read_endpoint(url=options.url, model=options.name, file=options.file)


class Loaded(Protocol):
    """Serves a model that takes a while to load."""

    @property
    def name(self) -> str:
        """What people know it by."""
        ...

    def endpoint(self) -> Endpoint:
        """Return where it is served, as soon as it is loaded.

        Raises:
            ModelError: It cannot be.
        """
        ...


class LoadingModel:
    """A model of this machine, which answers once it is loaded; safe from several threads.

    Until then it says so at once: nobody has to wait for what may take minutes.

    Args:
        local: What serves it.
        tell: Is given a line when it is loaded, or cannot be.
    """

    def __init__(self, local: Loaded, tell: Callable[[str], None]) -> None:
        self._local = local
        self._tell = tell
        self._client: Client | None = None
        self._error = ""

    @property
    def name(self) -> str:
        """What people know it by."""
        return self._local.name

    def start(self) -> None:
        """Load it, while whoever called goes on."""
        threading.Thread(target=self._load, daemon=True).start()

    def wait(self) -> None:
        """Load it, and return when that is done.

        Raises:
            ModelError: It cannot be loaded.
        """
        if self._client is None:
            self._client = Client(self._local.endpoint())

    def close(self) -> None:
        """End all requests to it."""
        if self._client:
            self._client.close()

    def window(self) -> int:
        """Return how many tokens prompt and answer may have together."""
        return self._ready().window()

    def tokens(self, text: str) -> int:
        """Return how many tokens a text has: a guess on the safe side, that learns."""
        return self._ready().tokens(text)

    def write(self, messages: Sequence[Message], *, most_tokens: int) -> Generator[str, None, None]:
        """Yield the text piece by piece as it comes.

        Raises:
            WritingError: It is not loaded, did not write, or broke off.
        """
        yield from self._ready().write(messages, most_tokens=most_tokens)

    def _load(self) -> None:
        try:
            self.wait()
        except ModelError as error:
            self._error = str(error)
            self._tell(f"answers are quotes alone: {error}")
        else:
            self._tell(f"the language model {self.name} is ready to write")

    def _ready(self) -> Client:
        if self._client:
            return self._client
        if self._error:
            raise WritingError("failed", self._error)
        message = f"the language model {self.name} is still being loaded; ask again in a moment"
        raise WritingError("loading", message)
