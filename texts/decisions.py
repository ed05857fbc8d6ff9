"""决议和任务: all that one meeting decided, on one page."""

from collections.abc import Callable
from datetime import datetime

from domain.dates import date_words
from domain.decisions import Decisions
from domain.messages import Button, Message, Press
from domain.tasks import Given, TaskState
from domain.votes import Resolution
from texts.elections import row
from texts.meetings import shortened
from texts.rendering import html, plain
from texts.resolutions import state

FEATURE = "decisions"


def page(found: Decisions, now: datetime) -> Message:
    """All that one meeting decided, each with a button, and what can be added."""
    states = [state(one.resolution) for one in found.decided]
    words = html(FEATURE, "page", found=found, states=states, task_line=_lines(now))
    rows: list[tuple[Button, ...]] = [(_one(number, one.resolution),) for number, one in enumerate(found.decided, 1)]
    rows += [(_one_task(task),) for one in found.decided for task in one.tasks]
    rows += [(_one_task(task),) for task in found.loose]
    rows += [row(one) for one in found.elections]
    add = [_button("label_new", Press("ren", (found.meeting.id,)))]
    add.append(_button("label_task", Press("tan", (found.meeting.id, 0))))
    if found.may_elect:
        add.append(_button("label_election", Press("eln", (found.meeting.id,))))
    return Message(words, (*rows, tuple(add[:2]), *((one,) for one in add[2:])))


def _lines(now: datetime) -> Callable[[Given], str]:
    def line(one: Given) -> str:
        due = date_words(one.task.due_on, now)
        done = one.task.state is TaskState.DONE
        return plain(FEATURE, "task_line", done=done, owner=one.owner, text=one.task.text, due=due)

    return line


def _one(number: int, resolution: Resolution) -> Button:
    label = shortened(plain(FEATURE, "label_one", number=number, text=resolution.text))
    return Button(label, Press("rel", (resolution.id,)))


def _one_task(one: Given) -> Button:
    done = one.task.state is TaskState.DONE
    label = shortened(plain(FEATURE, "label_one_task", done=done, owner=one.owner, text=one.task.text))
    return Button(label, Press("tal", (one.task.id,)))


def _button(block: str, press: Press) -> Button:
    return Button(plain(FEATURE, block), press)
