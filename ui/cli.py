"""The command line: `rag index | ask | search | ui | mcp | eval | status | doctor`.

Every command ends with 0, or with one line on stderr and another status.
"""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from index.errors import ChulcheoError, InputError
from ui.llm.options import ModelOptions
from ui.parameters import AsJson, Corpus, Encoder, Gguf, Llm, LlmFile, Model, Store

if TYPE_CHECKING:
    from rag.writing.model import LanguageModel
    from ui.workspace import Workspace

app = typer.Typer(
    help="Ask a folder of articles; get an answer you can check (출처).",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)

SEEDS = Path("seeds")
STORE = Path(".rag")


def main() -> None:
    """Run the command line; what the user can mend becomes one line, without a traceback."""
    try:
        app()
    except ChulcheoError as error:
        fail(str(error))


def fail(message: str, *, status: int = 1) -> NoReturn:
    """End with one line on stderr."""
    tell(" ".join(message.split()))
    sys.exit(status)


def tell(line: str) -> None:
    """Print a line for the person at the terminal, apart from the output."""
    typer.echo(f"rag: {line}", err=True)


def workspace(
    corpus: Path,
    store: Path,
    encoder: str | None,
    *,
    answers_early: bool = False,
    llm: LanguageModel | None = None,
) -> Workspace:
    """Return the corpus with its index; nothing is loaded yet."""
    from ui.wiring import Engines
    from ui.workspace import Workspace, stored_model

    engines = Engines(encoder or stored_model(store), tell)
    return Workspace(corpus, store, engines, answers_early=answers_early, llm=llm)


def print_json(record: object) -> None:
    """Print a record as one line of JSON."""
    typer.echo(json.dumps(record, ensure_ascii=False))


@app.command(epilog="Example: rag index --corpus my-articles --store .my-index")
def index(  # noqa: PLR0913  (each option is one of the contract)
    corpus: Corpus = SEEDS,
    store: Store = STORE,
    *,
    encoder: Encoder = None,
    full: Annotated[bool, typer.Option("--full", help="Build from nothing.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what would change.")] = False,
    as_json: AsJson = False,
) -> None:
    """Bring the index up to date with the folder."""
    from ui.terminal import changes_text, report_text, shown_progress

    space = workspace(corpus, store, encoder)
    if dry_run:
        changes = space.changes()
        print_json(asdict(changes)) if as_json else typer.echo(changes_text(changes))
        return
    with shown_progress() as progress:
        report = space.update(progress, full=full)
    print_json(asdict(report)) if as_json else typer.echo(report_text(report))


@app.command(epilog="Example: rag ask '오픈AI는 몇 년에 설립됐나?'")
def ask(  # noqa: PLR0913  (each option is one of the contract)
    question: Annotated[str | None, typer.Argument(help="What you want to know.")] = None,
    corpus: Corpus = SEEDS,
    store: Store = STORE,
    *,
    as_json: AsJson = False,
    jsonl: Annotated[
        bool,
        typer.Option("--jsonl", help='Read {"question", "history"} lines, write an answer a line.'),
    ] = False,
    llm: Llm = None,
    model: Model = None,
    llm_file: LlmFile = None,
    gguf: Gguf = None,
) -> None:
    """Answer a question, with citations."""
    from ui.asking import answer_lines
    from ui.plain import answer_to_json, answer_to_text

    named = ModelOptions(url=llm, name=model, file=llm_file, gguf=gguf)
    with named.opened(tell) as writer:
        space = workspace(corpus, store, None, llm=writer)
        if jsonl:
            sys.exit(answer_lines(space, sys.stdin.buffer, print_json, tell))
        answer = space.ask(question or "", ())
    print_json(answer_to_json(answer)) if as_json else typer.echo(answer_to_text(answer))


@app.command(epilog="Example: rag search '머스크 소송' -k 3")
def search(
    query: Annotated[str, typer.Argument(help="What to look for.")],
    corpus: Corpus = SEEDS,
    store: Store = STORE,
    *,
    top_k: Annotated[int, typer.Option("-k", "--top-k", min=1, max=100, help="Passages.")] = 5,
    as_json: AsJson = False,
) -> None:
    """Show ranked passages."""
    from ui.plain import passage_to_json
    from ui.terminal import passages_text

    passages = workspace(corpus, store, None).search(query, top_k=top_k)
    if as_json:
        print_json([passage_to_json(passage) for passage in passages])
    else:
        typer.echo(passages_text(passages))


@app.command(epilog="Example: rag ui --port 8080")
def ui(  # noqa: PLR0913  (each option is one of the contract)
    corpus: Corpus = SEEDS,
    store: Store = STORE,
    *,
    encoder: Encoder = None,
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="0 takes a free one.")] = 7860,
    login: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Who may come in: name:password lines."),
    ] = None,
    allow_host: Annotated[
        list[str] | None,
        typer.Option(metavar="NAME", help="A name under which the page may be opened."),
    ] = None,
    uploads: Annotated[bool, typer.Option(help="Whether visitors may send articles.")] = True,
    watch: Annotated[
        bool, typer.Option("--watch", help="Take in by itself what changes in the folder.")
    ] = False,
    llm: Llm = None,
    model: Model = None,
    llm_file: LlmFile = None,
    gguf: Gguf = None,
) -> None:
    """Open the chat page; builds the index first when there is none."""
    from ui.server.options import read_options

    try:
        named = ModelOptions(url=llm, name=model, file=llm_file, gguf=gguf)
        options = read_options(
            host=host,
            port=port,
            login=login,
            allowed_hosts=allow_host or [],
            takes_uploads=uploads,
            watches=watch,
        )
    except InputError as error:
        fail(str(error), status=2)
    from ui.serving import serve_page

    with named.opened(tell, waits=False) as writer:
        space = workspace(corpus, store, encoder, answers_early=True, llm=writer)
        serve_page(space, options, tell)


@app.command(epilog="Example: rag mcp --corpus my-articles --store .my-index")
def mcp(corpus: Corpus = SEEDS, store: Store = STORE) -> None:
    """Serve `ask` and `search` to a program with a language model, over stdin and stdout."""
    try:
        from ui.programs.mcp import serve_tools
    except ImportError:
        fail("a package for MCP is missing; install it with: pip install 'chulcheo[mcp]'")
    else:
        serve_tools(workspace(corpus, store, None))


@app.command("eval", epilog="Example: rag eval questions.jsonl --corpus my-articles")
def evaluate(  # noqa: PLR0913  (each option is one of the contract)
    questions: Annotated[Path, typer.Argument(help="Questions, one JSON object a line.")],
    corpus: Corpus = SEEDS,
    store: Store = STORE,
    *,
    as_json: AsJson = False,
    from_feedback: Annotated[
        bool,
        typer.Option("--from-feedback", help="First write the feedback of --store into FILE."),
    ] = False,
    llm: Llm = None,
    model: Model = None,
    llm_file: LlmFile = None,
    gguf: Gguf = None,
) -> None:
    """Measure a question file against the corpus."""
    from rag.evaluation import evaluate as measure
    from rag.questions import read_questions
    from ui.exports.feedback import write_feedback
    from ui.measuring import Measured
    from ui.render_report import report_to_text
    from ui.terminal import shown_progress

    if from_feedback:
        tell(write_feedback(store, questions))
    cases = read_questions(questions)
    named = ModelOptions(url=llm, name=model, file=llm_file, gguf=gguf)
    with named.opened(tell) as writer, shown_progress() as progress:
        space = workspace(corpus, store, None, llm=writer)
        space.update(progress)
        report = measure(Measured(space), cases, progress=progress, checker=space.checker())
    print_json(report.to_json()) if as_json else typer.echo(report_to_text(report))


@app.command(epilog="Example: rag status --verify")
def status(
    corpus: Corpus = SEEDS,
    store: Store = STORE,
    *,
    verify: Annotated[bool, typer.Option("--verify", help="Check every byte of it.")] = False,
    as_json: AsJson = False,
) -> None:
    """Tell what the index holds, and what has changed in the folder since."""
    from ui.terminal import findings_text, status_text

    space = workspace(corpus, store, None)
    findings = space.verify() if verify else []
    is_damaged = any(item.gravity == "damaged" for item in findings)
    # A damaged one has nothing to tell of itself.
    found = None if is_damaged else space.status()
    if as_json:
        told = asdict(found) if found else {}
        print_json({**told, "findings": [asdict(item) for item in findings]} if verify else told)
    else:
        lines = [*([status_text(found)] if found else []), *([findings_text(findings)] * verify)]
        typer.echo("\n".join(lines))
    if is_damaged:
        fail("the index is damaged; rebuild it with: rag index --full")


@app.command(epilog="Example: rag doctor --llm http://127.0.0.1:11434/v1 --model NAME")
def doctor(
    llm: Llm = None,
    model: Model = None,
    llm_file: LlmFile = None,
    gguf: Gguf = None,
    *,
    as_json: AsJson = False,
) -> None:
    """Try the language model that is set, and say what is wrong."""
    from ui.llm.doctor import examine, report_text
    from ui.llm.opening import opened_endpoint

    named = ModelOptions(url=llm, name=model, file=llm_file, gguf=gguf)
    with opened_endpoint(named, tell) as endpoint:
        examined = examine(endpoint)
    print_json([asdict(each) for each in examined]) if as_json else typer.echo(
        report_text(examined)
    )
    wrong = next((each.told for each in examined if not each.is_well), None)
    if wrong:
        fail(wrong)
