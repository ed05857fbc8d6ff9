"""Talks in words. Nothing here asks what was said, or why somebody would rather not."""

from collections.abc import Collection, Sequence
from datetime import date, datetime, timedelta

from domain.care import TALK_NAMES, Place, Talk, TalkState, TalkTrigger
from domain.dates import date_words, moment_words
from domain.members import Member
from domain.messages import Button, Message, Press
from texts.meetings import shortened
from texts.rendering import html, message, plain

FEATURE = "talks"
TRIGGERS = tuple(TalkTrigger)  # buttons carry the place in this list


def page(talks: Sequence[tuple[Talk, str]], coverage: Sequence[str], now: datetime, *, keeps: bool) -> Message:
    """谈心; below it each talk that stands, and what can be begun."""
    lines = [
        html(
            FEATURE, f"line_{talk.state}", title=title, at=moment_words(talk.starts_at, now), on=_day(talk.held_on, now)
        )
        for talk, title in talks
    ]
    rows: list[tuple[Button, ...]] = [
        (_button("tko", "label_open", talk.id, title=title, at=moment_words(talk.starts_at, now)),)
        for talk, title in talks
    ]
    rows.append((_button("tka", "label_book"), *([_button("tkg", "label_list")] if keeps else [])))
    return Message(html(FEATURE, "page", lines=lines, coverage=coverage), tuple(rows))


def coverage_line(branch: str, first: date, until: date, talked: int | None, of: int) -> str:
    """A count as the organisation's duty; `talked` None where a branch is too small for one."""
    last = until - timedelta(days=1)
    words = (f"{first.year}年{first.month}月", f"{last.year}年{last.month}月")
    return html(FEATURE, "line_coverage", branch=branch, first=words[0], last=words[1], talked=talked, of=of)


def nobody_to_ask() -> Message:
    return message(FEATURE, "nobody_to_ask")


def ask_who() -> Message:
    return message(FEATURE, "ask_who")


def choose_a_person() -> str:
    return html(FEATURE, "choose_a_person")


def ask_why(member: Member) -> Message:
    return message(FEATURE, "ask_why", name=member.name)


def trigger_name(trigger: TalkTrigger) -> str:
    return TALK_NAMES[trigger]


def no_reason_label() -> str:
    return plain(FEATURE, "label_no_reason")


def ask_when(other: Member) -> Message:
    return message(FEATURE, "ask_when", name=other.name)


def ask_where() -> Message:
    return message(FEATURE, "ask_where")


def place_name(place: Place) -> str:
    return plain(FEATURE, f"place_{place}")


def place_of(said: str) -> Place:
    """The place of a button; OTHER for what somebody wrote."""
    return next((one for one in Place if one is not Place.OTHER and place_name(one) == said), Place.OTHER)


def place_wrong(most: int) -> str:
    return html(FEATURE, "place_wrong", most=most)


def classified() -> str:
    return html(FEATURE, "classified")


def preview(title: str, at: datetime, where: str, now: datetime, *, here: bool) -> Message:
    """`here`: the other one has an account and is asked; else it is written down for them."""
    return message(FEATURE, "preview", title=title, at=moment_words(at, now), where=where, here=here)


def send_label(*, here: bool) -> str:
    return plain(FEATURE, "label_send" if here else "label_note_down")


def too_late() -> Message:
    return message(FEATURE, "too_late")


def too_late_toast() -> str:
    return plain(FEATURE, "too_late")


def ask_other_time() -> Message:
    return message(FEATURE, "ask_other_time")


def card(talk: Talk, member_id: int, title: str, where: str | None, note: str | None, now: datetime) -> Message:
    """As one of the two sees it. `note` waits for a yes: for the other one's eyes, where the writer only waits."""
    mine = member_id == talk.proposer_id
    waits = note is not None and talk.noted_by == member_id
    words = html(
        FEATURE,
        "card",
        title=title,
        state=str(talk.state),
        at=moment_words(talk.starts_at, now),
        on=_day(talk.held_on, now),
        where=_place(talk, where),
        why=None if talk.trigger is None else TALK_NAMES[talk.trigger],
        past=talk.starts_at <= now,
        mine=mine,
        note=None if waits else note,
        waits=waits,
    )
    return Message(words, _rows(talk, member_id, now))


def over() -> Message:
    return message(FEATURE, "talk_over")


def talk_waits(talk: Talk, title: str, where: str | None, now: datetime) -> Message:
    at = moment_words(talk.starts_at, now)
    rows = ((_button("tkd", "label_held", talk.id), _button("tkt", "label_other_time", talk.id)),)
    return Message(html(FEATURE, "talk_waits", at=at, title=title, where=_place(talk, where)), rows)


def yes_toast() -> str:
    return plain(FEATURE, "yes_toast")


def off_toast() -> str:
    return plain(FEATURE, "off_toast")


def held_toast() -> str:
    return plain(FEATURE, "held_toast")


def ask_note() -> Message:
    return message(FEATURE, "ask_note")


def note_wrong(most: int) -> str:
    return html(FEATURE, "note_wrong", most=most)


def no_amounts() -> str:
    return html(FEATURE, "no_amounts")


def note_waits() -> Message:
    return message(FEATURE, "note_waits")


def kept_toast() -> str:
    return plain(FEATURE, "kept_toast")


def dropped_toast() -> str:
    return plain(FEATURE, "dropped_toast")


def note_shown(note: str | None) -> str:
    """For the pop-up, which leaves no trace in the chat."""
    return plain(FEATURE, "note_shown", note=note) if note else plain(FEATURE, "too_late")


def year_for_leader(people: Sequence[Member], total: int) -> Message:
    """Whom they have not talked to this year, some of them by name, each with a way to ask."""
    words = html(FEATURE, "year_for_leader", names=[one.name for one in people], more=total > len(people), total=total)
    buttons = [_button("tki", "label_invite", one.id, name=one.name) for one in people]
    return Message(words, tuple(tuple(buttons[at : at + 2]) for at in range(0, len(buttons), 2)))


def year_for_member() -> Message:
    return Message(html(FEATURE, "year_for_member"), ((_button("tka", "label_book"),),))


def triggers(branch: str, off: Collection[TalkTrigger]) -> Message:
    """The branch's list of when a talk is due; a press takes one off it or puts it on."""
    lines = [html(FEATURE, "trigger_line", name=TALK_NAMES[one], on=one not in off) for one in TRIGGERS]
    rows = tuple(
        (_button("tkh", "label_trigger", number, name=TALK_NAMES[one], on=one not in off),)
        for number, one in enumerate(TRIGGERS)
    )
    return Message(html(FEATURE, "triggers", branch=branch, lines=lines), rows)


def _rows(talk: Talk, member_id: int, now: datetime) -> tuple[tuple[Button, ...], ...]:
    match talk.state:
        case TalkState.ASKED:
            theirs = member_id != talk.proposer_id
            yes = [_button("tky", "label_yes", talk.id)] if theirs and talk.starts_at > now else []
            no = _button("tkx", "label_no" if theirs else "label_call_off", talk.id)
            return ((*yes, _button("tkt", "label_other_time", talk.id)), (no,))
        case TalkState.AGREED:
            held = _button("tkd", "label_held", talk.id)
            return ((held,), (_button("tkt", "label_other_time", talk.id), _button("tkx", "label_call_off", talk.id)))
        case TalkState.HELD:
            return _note_rows(talk, member_id)
        case _:
            return ((_button("tka", "label_book"),),)


def _note_rows(talk: Talk, member_id: int) -> tuple[tuple[Button, ...], ...]:
    drop = _button("tkq", "label_delete", talk.id)
    if talk.noted_by is None:
        return ((_button("tkl", "label_note", talk.id),),)
    if talk.note_agreed:
        return ((_button("tks", "label_read", talk.id), drop),)
    if talk.noted_by == member_id:
        return ((drop,),)
    return ((_button("tkp", "label_keep", talk.id), _button("tkq", "label_not_keep", talk.id)),)


def _place(talk: Talk, where: str | None) -> str:
    return where or "" if talk.place is Place.OTHER else place_name(talk.place)


def _day(day: date | None, now: datetime) -> str | None:
    return None if day is None else date_words(day, now)


def _button(action: str, block: str, *args: int, **values: object) -> Button:
    return Button(shortened(plain(FEATURE, block, **values)), Press(action, args))
