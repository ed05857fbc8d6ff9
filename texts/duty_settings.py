"""What is said about what can be set: the calendar's switches, a branch's two days, what a member does not want."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from domain.dates import date_words
from domain.duties import Code
from domain.messages import Button, Message, Press, Rows
from texts.rendering import html, message, plain

FEATURE = "duty_settings"
NUMBERED = tuple(Code)


def wishes(wanted: Mapping[Code, bool]) -> Rows:
    """One button for each thing that comes to a member by itself."""
    labels = {True: "label_do_not_remind", False: "label_do_remind"}
    return tuple(
        (Button(plain(FEATURE, labels[on], what=entry_name(code)), Press("duw", (NUMBERED.index(code), int(not on)))),)
        for code, on in wanted.items()
    )


def stop(code: Code) -> Button:
    """The one tap that ends such reminders for good."""
    return Button(plain(FEATURE, "label_stop"), Press("duw", (NUMBERED.index(code), 0)))


def stopped(code: Code) -> Message:
    again = Button(plain(FEATURE, "label_remind_again"), Press("duw", (NUMBERED.index(code), 1)))
    return Message(html(FEATURE, "stopped", what=entry_name(code)), ((again,),))


def reminded_again(code: Code) -> Message:
    return Message(html(FEATURE, "reminded_again", what=entry_name(code)), ((stop(code),),))


def switches(branch: str, node_id: int, off: frozenset[Code]) -> Message:
    """Each entry of the calendar, on or off; one button each."""
    lines = [html(FEATURE, "switch_line", name=entry_name(code), on=code not in off) for code in NUMBERED]
    buttons = [
        Button(
            plain(FEATURE, "label_turn_on" if code in off else "label_turn_off", name=entry_name(code)),
            Press("dut", (node_id, number)),
        )
        for number, code in enumerate(NUMBERED)
    ]
    return Message(html(FEATURE, "switches", branch=branch, lines=lines), (*paired(buttons), (back(),)))


def entry_name(code: Code) -> str:
    return plain(FEATURE, "entry_name", key=str(code))


def ask_term() -> Message:
    return message(FEATURE, "ask_term")


def term_unclear() -> str:
    return html(FEATURE, "term_unclear")


def term_set(on: date | None, now: datetime) -> Message:
    return message(FEATURE, "term_set", on=None if on is None else date_words(on, now))


def ask_dues_day() -> Message:
    return message(FEATURE, "ask_dues_day")


def dues_day_unclear() -> str:
    return html(FEATURE, "dues_day_unclear")


def dues_day_set(day: int | None) -> Message:
    return message(FEATURE, "dues_day_set", day=day)


def none() -> str:
    """What is typed, or pressed, to have no such day."""
    return plain(FEATURE, "none")


def back() -> Button:
    """The way back to the calendar."""
    return Button(plain(FEATURE, "label_back"), Press("duv"))


def paired(buttons: Sequence[Button]) -> list[tuple[Button, ...]]:
    """Two in a row."""
    return [tuple(buttons[at : at + 2]) for at in range(0, len(buttons), 2)]
