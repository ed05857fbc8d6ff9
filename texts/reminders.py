"""What is said about reminders: of a meeting, how one likes them, and 免打扰."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from domain.absences import Away, AwayProblem
from domain.features import Feature
from domain.meetings import Meeting, Rsvp
from domain.messages import Button, Message, Press, Rows
from domain.reminders import Mode, Step
from texts.meetings import head
from texts.rendering import html, plain

FEATURE = "reminders"
STEPS = tuple(Step)
MODES = tuple(Mode)
NONE = len(STEPS)  # the button that chooses no reminder at all
_NUMBERS = "①②③④⑤⑥⑦⑧⑨⑩"


def together(pieces: Sequence[Message]) -> Message:
    """Several reminders in one message; each piece's buttons carry its number."""
    numbered = [(_NUMBERS[min(index, len(_NUMBERS) - 1)], piece) for index, piece in enumerate(pieces)]
    rows = tuple(
        tuple(replace(button, label=f"{number} {button.label}") for button in row)
        for number, piece in numbered
        for row in piece.rows
    )
    return Message(html(FEATURE, "together", pieces=[(number, piece.html) for number, piece in numbered]), rows)


def meeting(
    meeting: Meeting, answer: Rsvp | None, reminder_id: int, now: datetime, on: frozenset[Feature] = frozenset(Feature)
) -> Message:
    """Who has not answered is asked, who comes is reminded; `on` are the branch's features."""
    row = []
    if answer is not Rsvp.GOING and Feature.RSVP in on:
        row.append(_button("label_going", Press("remg", (reminder_id,))))
    if Feature.LEAVE in on:
        row.append(_button("label_cannot" if answer is Rsvp.GOING else "label_leave", Press("reml", (reminder_id,))))
    words = html(
        FEATURE,
        "meeting",
        head=head(meeting, now),
        answer=None if answer is None else str(answer),
        asks=bool(row),
    )
    return Message(words, (tuple(row),) if row else ())


def offer(meeting: Meeting, steps: Mapping[Step, datetime | None], now: datetime) -> Message:
    """To who comes: the reminders of this meeting, each with when it comes, if it does; and the switch of each."""
    switches = [
        _switch(f"label_offer_{step.name.lower()}", "remo", (meeting.id, STEPS.index(step)), is_on=at is not None)
        for step, at in steps.items()
    ]
    rows: Rows = (tuple(switches),)
    coming = sorted(at for at in steps.values() if at is not None)
    if coming:
        rows = (*rows, (_button("label_offer_none", Press("remo", (meeting.id, NONE))),))
    return Message(html(FEATURE, "offer", meeting=meeting, coming=coming, now=now), rows)


def offer_over() -> str:
    return plain(FEATURE, "offer_over")


def wishes(mode: Mode, steps: frozenset[Step], quiet_until: datetime | None, now: datetime) -> Message:
    """The card with all switches."""
    first, second, third = (
        _switch(f"label_{step.name.lower()}", "rems", (STEPS.index(step),), is_on=step in steps) for step in STEPS
    )
    each, daily, weekly = (
        _switch(f"label_{one}", "remc", (MODES.index(one),), is_on=one is mode, round_one=True) for one in MODES
    )
    quiet = _button("label_quiet", Press("remp")) if quiet_until is None else _end_button()
    last, whole_days = (None, False) if quiet_until is None else _last(quiet_until.astimezone(now.tzinfo))
    words = html(FEATURE, "wishes", steps=steps, mode=str(mode), last=last, whole_days=whole_days, now=now)
    return Message(words, ((first, second), (third,), (each,), (daily, weekly), (quiet,)))


def quiet_until_when() -> Message:
    return Message(html(FEATURE, "quiet_until_when"))


def quiet_problem(found: AwayProblem) -> str:
    return html(FEATURE, f"quiet_{found}")


def quiet(away: Away, now: datetime, *, leads: bool, in_hand: int) -> Message:
    """From when to when it is quiet."""
    last, whole_days = _last(away.end)
    words = html(
        FEATURE,
        "quiet",
        start=away.start if away.start > now else None,
        last=last,
        whole_days=whole_days,
        leads=leads,
        in_hand=in_hand,
        now=now,
    )
    return Message(words, ((_end_button(),),))


def quiet_over() -> Message:
    return Message(html(FEATURE, "quiet_over"))


def was_not_quiet() -> Message:
    return Message(html(FEATURE, "was_not_quiet"))


def _last(end: datetime) -> tuple[datetime, bool]:
    """(when it ends, whether that is a whole day): what ends at midnight is spoken of by its last day."""
    whole_days = end.hour == 0 and end.minute == 0
    return (end - timedelta(days=1) if whole_days else end), whole_days


def _end_button() -> Button:
    return _button("label_end_quiet", Press("remq"))


def _switch(block: str, action: str, args: tuple[int, ...], *, is_on: bool, round_one: bool = False) -> Button:
    """A label that shows its state; `round_one` where only one of them can be on."""
    mark = plain(FEATURE, "mark_one" if round_one else "mark_on") if is_on else plain(FEATURE, "mark_off")
    return Button(f"{mark} {plain(FEATURE, block)}", Press(action, args))


def _button(block: str, press: Press) -> Button:
    return Button(plain(FEATURE, block), press)
