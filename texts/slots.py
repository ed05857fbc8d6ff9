"""What is said about finding a time, and about two sittings of one meeting."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from domain.dates import moment_words
from domain.meetings import Meeting
from domain.messages import Button, Message, Press
from domain.slots import MOST_SLOTS, Slot, SlotBallot, SlotPoll, SlotsProblem, Weight
from texts.rendering import html, message, plain

FEATURE = "slots"


@dataclass(frozen=True, slots=True)
class Standings:
    """What the organiser sees of a poll: `weights` by slot id, `best` and `two` as we would choose."""

    poll: SlotPoll
    slots: Sequence[Slot]
    weights: Mapping[int, Weight]
    best: Slot | None
    two: tuple[Slot, Slot] | None
    answered: int
    asked: int
    without_phone: Sequence[str]


def ask_times(now: datetime) -> Message:
    examples = [moment_words((now + timedelta(days=days)).replace(hour=15, minute=0), now) for days in (1, 2)]
    return message(FEATURE, "ask_times", examples=examples, most=MOST_SLOTS)


def line_unclear(line: str, why: str) -> str:
    """`why` is said about that line, as HTML."""
    return f"{html(FEATURE, 'line_unclear', line=line)}\n\n{why}"


def times_wrong(problem: SlotsProblem) -> str:
    return html(FEATURE, f"times_{problem.value}", most=MOST_SLOTS)


def preview(
    word: str, title: str, place: str, times: Sequence[datetime], node: str, invited: int, now: datetime
) -> Message:
    values = {"word": word, "title": title, "place": place, "times": times, "node": node, "invited": invited}
    return Message(html(FEATURE, "preview", now=now, **values))


def send() -> str:
    return plain(FEATURE, "label_send")


def means_send(text: str) -> bool:
    return bool(text.strip()) and send().endswith(text.strip())


def press_a_button() -> str:
    return html(FEATURE, "press_a_button")


def meanwhile_past() -> str:
    return html(FEATURE, "meanwhile_past")


def sent(asked: int, without: int) -> Message:
    return message(FEATURE, "sent", asked=asked, without=without)


def ballot(own: SlotBallot, poll: SlotPoll, slots: Sequence[Slot], asker: str, now: datetime) -> Message:
    """What an invitee holds; each time is a button that is ticked and unticked."""
    if poll.settled:
        return Message(html(FEATURE, "ballot_settled", poll=poll))
    rows = [
        (
            Button(
                plain(FEATURE, "label_ticked" if slot.id in own.picks else "label_slot", slot=slot, now=now),
                Press("slp", (own.id, slot.id)),
            ),
        )
        for slot in slots
    ]
    if not own.picks:
        rows.append((Button(plain(FEATURE, "label_none"), Press("sln", (own.id,))),))
    return Message(html(FEATURE, "ballot", own=own, poll=poll, asker=asker), tuple(rows))


def own_picks() -> str:
    return plain(FEATURE, "own_picks")


def picked_before() -> str:
    return plain(FEATURE, "picked_before")


def panel(shown: Standings, now: datetime) -> Message:
    """Heads and never names of who can; for the organiser only."""
    if shown.poll.settled:
        return Message(html(FEATURE, "panel_settled", poll=shown.poll))
    lines = [(slot, *shown.weights[slot.id]) for slot in shown.slots]
    rows = [
        (Button(plain(FEATURE, "label_settle", slot=slot, now=now), Press("sls", (shown.poll.id, slot.id))),)
        for slot, _, heads in lines
        if heads and slot.starts_at > now
    ]
    if shown.two is not None:
        first, second = shown.two
        both = Button(plain(FEATURE, "label_settle_two"), Press("sls", (shown.poll.id, first.id, second.id)))
        rows.append((both,))
    return Message(html(FEATURE, "panel", shown=shown, lines=lines, now=now), tuple(rows))


def settled(meeting: Meeting, now: datetime) -> str:
    return plain(FEATURE, "settled", meeting=meeting, now=now)


def settled_before() -> str:
    return plain(FEATURE, "settled_before")


def slot_past() -> str:
    return plain(FEATURE, "slot_past")


def by_sitting(first: int, second: int) -> str:
    return plain(FEATURE, "by_sitting", first=first, second=second)


def ask_second(meeting: Meeting, now: datetime) -> Message:
    return message(FEATURE, "ask_second", meeting=meeting, now=now)


def second_is_first(meeting: Meeting, now: datetime) -> str:
    return html(FEATURE, "second_is_first", meeting=meeting, now=now)


def second_added(meeting: Meeting, told: int, now: datetime) -> Message:
    return message(FEATURE, "second_added", meeting=meeting, told=told, now=now)


def second_for_you(meeting: Meeting, now: datetime) -> Message:
    """To who could not come to the first sitting."""
    going = Button(plain(FEATURE, "label_second_going"), Press("agg", (meeting.id,)))
    return Message(html(FEATURE, "second_for_you", meeting=meeting, now=now), ((going,),))
