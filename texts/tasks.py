"""Tasks in words: giving one, hearing of one, closing it with a line."""

from datetime import date, datetime

from domain.dates import date_words
from domain.meetings import Meeting
from domain.members import Member
from domain.messages import Button, Message, Press
from domain.tasks import Task
from texts.meetings import shortened
from texts.rendering import html, plain

FEATURE = "tasks"


def ask_what() -> Message:
    return Message(html(FEATURE, "ask_what"))


def what_wrong(longest: int) -> str:
    return html(FEATURE, "what_wrong", longest=longest)


def ask_who() -> Message:
    return Message(html(FEATURE, "ask_who"))


def nobody_called(name: str, *, several: bool) -> str:
    return html(FEATURE, "nobody_called", name=name, several=several)


def ask_due() -> Message:
    return Message(html(FEATURE, "ask_due"))


def day_label(day: date, now: datetime) -> str:
    return plain(FEATURE, "label_day", day=date_words(day, now))


def due_wrong() -> str:
    return html(FEATURE, "due_wrong")


def preview(text: str, name: str, due_on: date, now: datetime) -> Message:
    return Message(html(FEATURE, "preview", text=text, name=name, due=date_words(due_on, now)))


def give_it() -> str:
    return plain(FEATURE, "give_it")


def again() -> str:
    return plain(FEATURE, "again")


def given(task: Task, owner: Member, now: datetime, *, reached: bool) -> Message:
    due = date_words(task.due_on, now)
    back = Button(plain(FEATURE, "label_page"), Press("reo", (task.meeting_id,)))
    return Message(html(FEATURE, "given", task=task, owner=owner.name, due=due, reached=reached), ((back,),))


def given_to_you(task: Task, giver: str, now: datetime) -> Message:
    words = html(FEATURE, "given_to_you", giver=giver, text=task.text, due=date_words(task.due_on, now))
    return Message(words, _own_buttons(task))


def task_waits(task: Task, giver: str, now: datetime) -> Message:
    """A reminder."""
    words = html(FEATURE, "task_waits", giver=giver, text=task.text, due=date_words(task.due_on, now))
    return Message(words, _own_buttons(task))


def card(task: Task, meeting: Meeting, owner: str | None, now: datetime, *, mine: bool, leads: bool) -> Message:
    words = html(
        FEATURE,
        "card",
        text=task.text,
        meeting=meeting,
        state=str(task.state),
        closing=task.closing,
        owner=owner,
        due=date_words(task.due_on, now),
    )
    rows: tuple[tuple[Button, ...], ...] = ()
    if task.is_open and mine:
        rows = _own_buttons(task)
    elif task.is_open and leads and owner is not None:
        rows = ((_button(task, "label_done_for", "tad"),),)
    if task.is_open and leads:
        rows = (*rows, (_button(task, "label_hand_on", "tah"), _button(task, "label_drop", "tax")))
    return Message(words, rows)


def to_do_row(task: Task, now: datetime) -> tuple[Button, ...]:
    """The task among what waits in 待办."""
    label = plain(FEATURE, "label_to_do", due=date_words(task.due_on, now), text=task.text)
    return (Button(shortened(label), Press("tal", (task.id,))),)


def ask_line() -> Message:
    return Message(html(FEATURE, "ask_line"))


def line_wrong(longest: int) -> str:
    return html(FEATURE, "line_wrong", longest=longest)


def done(task: Task) -> Message:
    return Message(html(FEATURE, "done", text=task.text))


def done_for_you(task: Task, doer: str, by: str) -> Message:
    """To who gave it, or to who had it; `by` is who closed it."""
    words = html(
        FEATURE, "done_for_you", doer=doer, text=task.text, closing=task.closing or "", by="" if by == doer else by
    )
    return Message(words)


def given_back() -> Message:
    return Message(html(FEATURE, "given_back"))


def needs_somebody(task: Task, owner: str) -> Message:
    rows = ((_button(task, "label_hand_on", "tah"), _button(task, "label_drop", "tax")),)
    return Message(html(FEATURE, "needs_somebody", owner=owner, text=task.text), rows)


def taken_from_you(task: Task, owner: str) -> Message:
    return Message(html(FEATURE, "taken_from_you", owner=owner, text=task.text))


def dropped(task: Task) -> Message:
    return Message(html(FEATURE, "dropped", text=task.text))


def dropped_for_you(task: Task) -> Message:
    return Message(html(FEATURE, "dropped_for_you", text=task.text))


def over() -> Message:
    return Message(html(FEATURE, "over"))


def over_toast() -> str:
    return plain(FEATURE, "over")


def own_tasks() -> str:
    """The name of this part of a member's own file."""
    return plain(FEATURE, "own_tasks")


def export_label(key: str) -> str:
    """The name of one entry in a member's own file: `what`, `due` or `line`."""
    return plain(FEATURE, f"export_{key}")


def _own_buttons(task: Task) -> tuple[tuple[Button, ...], ...]:
    return ((_button(task, "label_done", "tad"), _button(task, "label_give_back", "tab")),)


def _button(task: Task, block: str, action: str) -> Button:
    return Button(plain(FEATURE, block), Press(action, (task.id,)))
