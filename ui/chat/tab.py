"""The chat in Gradio: its components, and which event does what of `ui.chat.chatting`."""

from __future__ import annotations

import logging
from collections.abc import AsyncGenerator, Callable, Generator
from contextlib import aclosing
from dataclasses import replace
from importlib.resources import files
from secrets import token_hex
from typing import TYPE_CHECKING, Any, TypeAlias

import gradio as gr
from anyio.to_thread import run_sync

from index.errors import ChulcheoError, InputError
from ui.binding import QUIET, label
from ui.chat.answer import notice_markup
from ui.chat.answerer_bar import writes
from ui.chat.chatting import Asking
from ui.chat.conversation import MOST_EXCHANGES
from ui.chat.scoping import parse_scope
from ui.chat.underway import Underway
from ui.links import VERDICTS, ActionLink, parse_link
from ui.markup import visible
from ui.visiting import visitor_of

if TYPE_CHECKING:
    from ui.backend import Backend
    from ui.chat.chatting import Chatting
    from ui.chat.showing import Step
    from ui.server.turns import Turns
    from ui.visiting import Visitor

# New values by component; Gradio leaves the components that are not named as they are.
Updates: TypeAlias = dict[Any, Any]

# Of updates that reach the browser together Gradio shows the last: what only an earlier one says is
# lost. What is to be in the box is therefore told by a value that stays, behind a number and a line
# end, and it is put there whenever that changes.
FILL_THE_BOX = r"(turn, typed) => (turn ? turn.slice(turn.indexOf('\n') + 1) : typed)"


class ChatTab:
    """The chat: its components, and what happens in them.

    Args:
        backend: What answers.
        chatting: What happens in the chat.
        turns: Whose turn it is to be answered.

    Attributes:
        conversation: Holds the id of the open conversation. The browser keeps it, so that it
            outlives a restart of the server; what it names is looked up for the visitor alone.
        chat: The thread of questions and answers.
    """

    def __init__(self, backend: Backend, chatting: Chatting, turns: Turns) -> None:
        self._backend = backend
        self._chatting = chatting
        self._underway = Underway(turns)
        self.conversation = gr.Textbox("", visible=False, elem_id="conversation")
        self._editing = gr.Number(0, visible=False, precision=0)
        self._turn = gr.Textbox("", visible=False)
        self._asked = gr.Textbox("", visible=False)
        self.chat = gr.Chatbot(
            label=label("chat.label"),
            show_label=False,
            elem_id="chat",
            height="100%",
            layout="panel",
            buttons=[],
            feedback_options=None,
            latex_delimiters=[],
            allow_tags=False,
            sanitize_html=True,
            allow_file_downloads=False,
            container=False,
        )
        self._acts = gr.HTML(
            label("chat.copied"),
            js_on_load=files("ui").joinpath("assets/chat.js").read_text("utf-8"),
            elem_id="acts",
            apply_default_css=False,
        )
        self._notice = gr.HTML("", elem_id="notice", apply_default_css=False)

    def add_box(self) -> None:
        """Put the question box here."""
        with gr.Row(elem_id="ask"):
            self.question = gr.Textbox(
                "",
                label=label("chat.question"),
                show_label=False,
                placeholder=label("chat.placeholder"),
                submit_btn=label("chat.send"),
                stop_btn=False,
                lines=1,
                max_lines=5,
                autofocus=True,
                elem_id="question",
                container=False,
            )

    @property
    def shown(self) -> list[Any]:
        """The components that a step changes."""
        place = [self.conversation, self._editing, self._asked]
        return [self.chat, self.question, self._notice, *place, self._turn]

    def listen(self, scope: gr.Textbox, answerer: gr.Radio) -> list[Any]:
        """Bind the events; return those after which the list of conversations may be another.

        Args:
            scope: Where the browser keeps which articles are to be asked, as `ScopeBar` has it.
            answerer: Whether a language model is to answer, as `AnswererBar` has it.
        """
        place = [self.conversation, self._editing]
        self._scope, self._answerer = scope, answerer
        along = {self.conversation, scope, answerer}
        questions = (
            (self.question.submit, self._ask, {self.question, self._editing, *along}),
            (self.chat.example_select, self._ask_offered, along),
            (self.chat.option_select, self._ask_offered, along),
            (self._acts.retry, self._retry, along),
        )
        asked = [
            # Questions that wait for their turn are on the page already, and can be stopped.
            self._bind(bind, handler, inputs, concurrency_limit=None)
            for bind, handler, inputs in questions
        ]
        box = self.question
        self._turn.change(None, [self._turn, box], box, js=FILL_THE_BOX, **QUIET)
        self._bind(self.question.stop, self._stop, [self._asked, *place])
        acted = self._bind(self._acts.act, self._act, place)
        self._bind(acted.failure, self._fail_act, [])
        return [*asked, acted]

    def _bind(
        self,
        bind: Callable[..., Any],
        handler: Callable[..., Any],
        inputs: list[Any] | set[Any],
        **options: Any,  # noqa: ANN401  (Gradio's own options of an event)
    ) -> Any:  # noqa: ANN401  (an event of Gradio has no public type)
        return bind(handler, inputs, self.shown, **options, **QUIET)

    def show(self, step: Step, visitor: Visitor) -> Updates:
        """Return the update that shows a step."""
        words = visitor.words.chat
        box: dict[str, Any] = {
            "submit_btn": False if step.asked else words.send,
            "stop_btn": words.stop if step.asked else False,
        }
        if step.question is not None:
            box["value"] = step.question
        return {
            self.chat: list(step.thread),
            self.conversation: step.conversation,
            self.question: gr.update(**box),
            self._notice: step.notice,
            self._editing: step.editing,
            self._asked: step.asked,
        }

    def opened(self, conversation: str, visitor: Visitor) -> Updates:
        """Return the update that opens a conversation; a new one where there is none."""
        return self.show(self._chatting.open(visitor, conversation), visitor)

    async def turn_to(self, conversation: str, request: gr.Request) -> Updates:
        """Return the update that opens a conversation in place of another, and all that goes on."""
        visitor = visitor_of(request)
        step = await run_sync(self._chatting.open, visitor, conversation)
        self._underway.leave(page_of(request), step)
        return self.show(step, visitor)

    def invitation(self, visitor: Visitor) -> dict[str, Any]:
        """Return the update of the chat that invites to a first question."""
        try:
            questions = self._backend.examples(visitor.language)
        except ChulcheoError:
            # The list of articles says what is wrong; a chat without examples does no harm.
            questions = []
        return gr.update(
            placeholder=f"### {visitor.words.chat.nothing_asked}",
            examples=[{"text": visible(question)} for question in questions],
        )

    # Gradio reads the annotations of these methods while it runs, and passes the request and the
    # event only where it could read them all: none may name what is imported for type checking.
    # `sent` has the value of each component that goes along with a question.

    async def _ask(
        self, sent: dict[Any, Any], request: gr.Request
    ) -> AsyncGenerator[dict[Any, Any], None]:
        visitor = visitor_of(request)
        asking = self._asking(sent, sent[self.question], sent[self._editing])
        number, turn = token_hex(4), ""
        steps = self._followed(self._chatting.ask(visitor, asking), asking, request)
        async with aclosing(steps) as growing:
            async for step in growing:
                if step.question is not None:
                    turn = f"{number}\n{step.question}"
                yield {**self.show(step, visitor), self._turn: turn}

    async def _followed(
        self, steps: Generator[Step, None, None], asking: Asking, request: gr.Request
    ) -> AsyncGenerator[Step, None]:
        visitor = visitor_of(request)
        try:
            async with aclosing(self._underway.follow(steps, page_of(request))) as growing:
                async for step in growing:
                    # Of one that is asked once more the question is known by now.
                    asking = replace(asking, question=step.asked or asking.question)
                    yield step
        except InputError as error:
            yield self._chatting.refuse(visitor, asking, error)
        except Exception:
            # Of an error Gradio would tell the page itself, and over all that it shows.
            logging.getLogger(__name__).exception("a question was not answered")
            yield self._chatting.fail(visitor, asking)

    async def _ask_offered(
        self, sent: dict[Any, Any], request: gr.Request, event: gr.SelectData
    ) -> AsyncGenerator[dict[Any, Any], None]:
        # An example is a message, an option is its text.
        question = event.value["text"] if isinstance(event.value, dict) else event.value
        whole = {**sent, self.question: str(question), self._editing: 0}
        async with aclosing(self._ask(whole, request)) as updates:
            async for update in updates:
                yield update

    async def _retry(
        self, sent: dict[Any, Any], request: gr.Request, event: gr.EventData
    ) -> AsyncGenerator[dict[Any, Any], None]:
        visitor = visitor_of(request)
        asking = self._asking(sent, "", getattr(event, "answer", 0))
        steps = self._followed(self._chatting.retry(visitor, asking), asking, request)
        async with aclosing(steps) as growing:
            async for step in growing:
                yield self.show(step, visitor)

    def _asking(self, sent: dict[Any, Any], question: str, number: object) -> Asking:
        return Asking(
            question=question,
            conversation=sent[self.conversation],
            scope=parse_scope(sent[self._scope]),
            replacing=exchange_number(number),
            writes=writes(sent[self._answerer]),
        )

    async def _stop(
        self, asked: str, conversation: str, editing: float, request: gr.Request
    ) -> dict[Any, Any]:
        visitor = visitor_of(request)
        asking = Asking(
            question=asked, conversation=conversation, replacing=exchange_number(editing)
        )
        step = await run_sync(self._chatting.stop, visitor, asking)
        shows_itself = self._underway.stop(page_of(request), step)
        updates: dict[Any, Any] = gr.skip() if shows_itself else self.show(step, visitor)
        return updates

    def _act(
        self, conversation: str, editing: float, request: gr.Request, event: gr.EventData
    ) -> dict[Any, Any]:
        visitor = visitor_of(request)
        updates: dict[Any, Any] = gr.skip()
        try:
            link = parse_link(str(getattr(event, "link", "")))
            if isinstance(link, ActionLink):
                step = self._done(visitor, conversation, link, exchange_number(editing))
                updates = self.show(step, visitor)
        except ChulcheoError as error:
            updates = {self._notice: notice_markup(visitor.words.errors.error(error))}
        return updates

    def _done(self, visitor: Visitor, conversation: str, link: ActionLink, editing: int) -> Step:
        if link.action in VERDICTS:
            return self._chatting.judge(visitor, conversation, link.answer, link.action, editing)
        if link.action == "undo":
            return self._chatting.undo(visitor, conversation, link.answer)
        return self._chatting.edit(visitor, conversation, link.answer)

    def _fail_act(self, request: gr.Request) -> dict[Any, Any]:
        return {self._notice: notice_markup(visitor_of(request).words.chat.action_failed)}


def page_of(request: gr.Request) -> str:
    """Return the id of the page that a request comes from: one of several that a visitor has."""
    return str(request.session_hash)


def exchange_number(sent: object) -> int:
    """Return the number of an exchange as a browser sent it; 0 for anything else."""
    if not isinstance(sent, int | float):
        return 0
    return int(sent) if 1 <= sent <= MOST_EXCHANGES else 0
