"""The chat: a question goes in, a cited answer comes out, a click shows where it comes from."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import replace
from importlib.resources import files
from typing import TYPE_CHECKING, Any, TypeAlias

import gradio as gr

from index.errors import ChulcheoError, InputError
from ui import messages
from ui.conversation import Conversation
from ui.render import answer_markup, answer_stages, notice_markup, pending_markup, question_markup
from ui.source import empty_markup, error_markup, source_markup

if TYPE_CHECKING:
    from ui.backend import Backend
    from ui.markup import Markup

# New values by component; gradio leaves the components that are not named as they are.
Updates: TypeAlias = dict[Any, Any]

# Sentences appear one by one: slowly enough to be seen to, too fast to be waited for.
_SENTENCE_SECONDS = 0.08
# Answering keeps the processor busy: more at a time would only slow each of them down.
_QUESTIONS_AT_ONCE = 2
_CLICKS_AT_ONCE = 8


class ChatTab:
    """The chat: its components, and what happens in them.

    Attributes:
        chat: The thread of questions and answers.
    """

    def __init__(self, backend: Backend) -> None:
        self._backend = backend
        self._conversation = gr.State(Conversation())
        self.chat = gr.Chatbot(
            label=messages.CHAT_LABEL,
            show_label=False,
            elem_id="chat",
            height="100%",
            layout="panel",
            placeholder=f"### {messages.CHAT_EMPTY}",
            buttons=[],
            feedback_options=None,
            latex_delimiters=[],
            allow_tags=False,
            sanitize_html=True,
            allow_file_downloads=False,
            container=False,
        )
        self._notice = gr.HTML("", elem_id="notice", apply_default_css=False)
        with gr.Row(elem_id="ask"):
            self._question = gr.Textbox(
                "",
                label=messages.QUESTION_LABEL,
                show_label=False,
                placeholder=messages.QUESTION_PLACEHOLDER,
                submit_btn=messages.SEND,
                lines=1,
                max_lines=5,
                autofocus=True,
                elem_id="question",
                container=False,
            )
            self._new_chat = gr.Button(messages.NEW_CHAT, elem_id="new-chat", size="sm")

    def listen(self, source: gr.HTML) -> None:
        """Bind the events.

        Args:
            source: The source view, as `source_view` makes it.
        """
        shown = [self.chat, self._question, self._notice, self._conversation]
        asked = self._question.submit(
            self._ask,
            [self._question, self._conversation],
            shown,
            show_progress="hidden",
            concurrency_limit=_QUESTIONS_AT_ONCE,
            concurrency_id="ask",
            api_visibility="private",
        )
        clicked = self.chat.example_select(
            self._ask_example,
            [self._conversation],
            shown,
            show_progress="hidden",
            concurrency_limit=_QUESTIONS_AT_ONCE,
            concurrency_id="ask",
            api_visibility="private",
        )
        for event in (asked, clicked):
            event.failure(
                self._fail,
                [self._conversation],
                shown,
                show_progress="hidden",
                api_visibility="private",
            )
        gr.on(
            [self._new_chat.click, self.chat.clear],
            self._forget,
            None,
            [*shown, source],
            show_progress="hidden",
            api_visibility="private",
        )
        source.follow(
            self._follow,
            [self._conversation],
            source,
            show_progress="hidden",
            trigger_mode="always_last",
            concurrency_limit=_CLICKS_AT_ONCE,
            api_visibility="private",
        )

    def examples(self) -> dict[str, Any]:
        """Return the update that shows example questions while the chat is empty."""
        try:
            questions = self._backend.examples()
        except ChulcheoError:
            # The list of articles says what is wrong; a chat without examples does no harm.
            questions = []
        return gr.update(examples=[{"text": question} for question in questions])

    # gradio reads the annotations of these methods while it runs, and passes the event only where
    # it could read them all: none may name what is imported for type checking alone.

    def _ask_example(self, conversation: Conversation, event: gr.SelectData) -> Iterator[Updates]:
        yield from self._ask(str(event.value.get("text", "")), conversation)

    def _ask(self, question: str, conversation: Conversation) -> Iterator[Updates]:
        asked = question.strip()
        if not asked:
            yield {self._notice: notice_markup(messages.EMPTY_QUESTION)}
            return
        before = [*_thread(conversation), _said(question_markup(asked), role="user")]
        waiting = messages.SEARCHING if self._backend.is_warm() else messages.PREPARING
        yield {
            self.chat: [*before, _said(pending_markup(waiting))],
            self._question: "",
            self._notice: "",
            self._conversation: replace(conversation, asked=asked),
        }
        try:
            answer = self._backend.ask(asked, conversation.turns())
        except InputError as error:
            # The visitor can mend it: the words go back into the box.
            yield {
                self.chat: _thread(conversation),
                self._question: asked,
                self._notice: notice_markup(messages.error(error)),
            }
            return
        except ChulcheoError as error:
            yield {self.chat: [*before, _said(notice_markup(messages.error(error)))]}
            return
        conversation = conversation.added(answer)
        number, _ = conversation.numbered()[-1]
        for place, stage in enumerate(answer_stages(answer, number)):
            time.sleep(_SENTENCE_SECONDS if place else 0)
            yield {self.chat: [*before, _said(stage)], self._conversation: conversation}

    def _fail(self, conversation: Conversation) -> Updates:
        thread = _thread(conversation)
        if conversation.asked:
            thread.append(_said(question_markup(conversation.asked), role="user"))
        return {self.chat: [*thread, _said(notice_markup(messages.ANSWER_FAILED))]}

    def _forget(self) -> tuple[list[dict[str, str]], str, str, Conversation, str]:
        return [], "", "", Conversation(), empty_markup()

    def _follow(self, conversation: Conversation, event: gr.EventData) -> str:
        try:
            view = conversation.look_up(str(getattr(event, "link", "")))
            return source_markup(self._backend.document(view.source), view)
        except ChulcheoError as error:
            return error_markup(messages.error(error))


def source_view() -> gr.HTML:
    """Return the source view; its script turns clicks on links into `follow` events."""
    script = files("ui").joinpath("assets/source.js").read_text(encoding="utf-8")
    return gr.HTML(
        empty_markup(),
        js_on_load=script,
        elem_id="source",
        apply_default_css=False,
        chat_label=messages.CHAT_LABEL,
    )


def _thread(conversation: Conversation) -> list[dict[str, str]]:
    thread = []
    for number, answer in conversation.numbered():
        thread.append(_said(question_markup(answer.question), role="user"))
        thread.append(_said(answer_markup(answer, number)))
    return thread


def _said(markup: Markup, *, role: str = "assistant") -> dict[str, str]:
    return {"role": role, "content": markup}
