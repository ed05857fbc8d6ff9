"""代办 in words: who stands for whom, and what they did."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from domain.family import DEED_NAMES, TIE_NAMES, Deed, Proxy, answers
from domain.make_up import MakeUp
from domain.meetings import Meeting, Rsvp
from domain.members import Member
from domain.messages import Button, Message, Press, Rows
from domain.studying import Piece
from texts.meetings import shortened
from texts.rendering import html, message, plain

FEATURE = "family"


class Pair(Protocol):
    """One arrangement with its two people."""

    @property
    def proxy(self) -> Proxy: ...
    @property
    def member(self) -> Member: ...
    @property
    def stands_in(self) -> Member: ...


class Act(Protocol):
    """Something that was done on behalf."""

    @property
    def deed(self) -> Deed: ...
    @property
    def at(self) -> datetime: ...


def page(
    mine: Sequence[Pair],
    others: Sequence[Pair],
    kept: Sequence[Pair],
    done: Sequence[tuple[Act, str]],
    now: datetime,
    telegram_id: int,
) -> Message:
    """Who stands for me, for whom I stand, and what was done for me lately."""
    waiting = [one for one in mine if one.proxy.waits and answers(one.proxy) == one.member.id]
    waiting += [one for one in others if one.proxy.waits and answers(one.proxy) == one.stands_in.id]
    words = html(
        FEATURE,
        "page",
        mine=[_line(one, one.stands_in.name, now) for one in mine],
        others=[_line(one, one.member.name, now) for one in others],
        kept=[plain(FEATURE, "kept_line", a=one.stands_in.name, b=one.member.name) for one in kept],
        done=[
            plain(FEATURE, "deed_line", at=act.at, name=name, deed=DEED_NAMES[act.deed], now=now) for act, name in done
        ],
    )
    return Message(words, _rows(waiting, mine, others, kept, telegram_id))


def _rows(
    waiting: Sequence[Pair], mine: Sequence[Pair], others: Sequence[Pair], kept: Sequence[Pair], telegram_id: int
) -> Rows:
    """What waits for their yes comes first, then what they may do for others, then the ways out."""
    rows: list[tuple[Button, ...]] = [
        (_button("fay", "label_say_yes", one.proxy.id, only=telegram_id, a=one.stands_in.name, b=one.member.name),)
        for one in waiting
    ]
    rows += [
        (_button("fao", "label_act", one.proxy.id, only=telegram_id, name=one.member.name),)
        for one in others
        if one.proxy.stands
    ]
    rows += [
        (_button("fax", "label_end_mine", one.proxy.id, only=telegram_id, name=one.stands_in.name),) for one in mine
    ]
    rows += [
        (_button("fax", "label_end_other", one.proxy.id, only=telegram_id, name=one.member.name),) for one in others
    ]
    rows += [
        (_button("fax", "label_end_kept", one.proxy.id, only=telegram_id, a=one.stands_in.name, b=one.member.name),)
        for one in kept
    ]
    rows.append((_button("faa", "label_ask", 1, only=telegram_id), _button("faa", "label_offer", 0, only=telegram_id)))
    return tuple(rows)


def ask_who(*, for_me: bool) -> Message:
    return message(FEATURE, "ask_who", for_me=for_me)


def nobody_called(name: str) -> str:
    return html(FEATURE, "nobody_called", name=name)


def ask_which() -> Message:
    return message(FEATURE, "ask_which")


def of_group(member: Member, group: str) -> str:
    return plain(FEATURE, "of_group", name=member.name, group=group)


def ask_tie(name: str) -> Message:
    return message(FEATURE, "ask_tie", name=name)


def confirm(name: str, *, for_me: bool) -> Message:
    return message(FEATURE, "confirm", name=name, for_me=for_me)


def send_label() -> str:
    return plain(FEATURE, "label_send")


def asked(to: Member, other: Member, *, for_them: bool) -> Message:
    """`for_them`: a leader asks who has no telephone."""
    return message(FEATURE, "asked", to=to.name, other=other.name, for_them=for_them)


def there_already(other: Member) -> Message:
    return message(FEATURE, "there_already", other=other.name)


def enough(most: int, most_for: int) -> Message:
    return message(FEATURE, "enough", most=most, most_for=most_for)


def unreachable(other: Member) -> Message:
    return message(FEATURE, "unreachable", other=other.name)


def asked_of_you(member: Member, stands_in: Member, proxy: Proxy, to: Member) -> Message:
    """To who has to say yes: one of the two, or the leader who asks a member without a telephone."""
    block = {member.id: "asked_of_member", stands_in.id: "asked_of_proxy"}.get(to.id, "asked_of_leader")
    if to.id == member.id:
        yes, no = _button("fay", "label_yes", proxy.id), _button("fan", "label_no", proxy.id)
    elif to.id == stands_in.id:
        yes, no = _button("fay", "label_willing", proxy.id), _button("fan", "label_unwilling", proxy.id)
    else:
        yes, no = _button("fay", "label_heard_yes", proxy.id), _button("fan", "label_heard_no", proxy.id)
    words = html(FEATURE, block, member=member.name, stands_in=stands_in.name, tie=TIE_NAMES[proxy.tie])
    return Message(words, ((yes, no),))


def agreed(member: Member, stands_in: Member, row_id: int) -> Message:
    """To who said yes, or wrote down that somebody did; with the way back."""
    rows = ((_button("fax", "label_end", row_id),),)
    return Message(html(FEATURE, "agreed", member=member.name, stands_in=stands_in.name), rows)


def settled(member: Member, stands_in: Member, row_id: int, *, is_proxy: bool) -> Message:
    """To the others of the three."""
    act = _button("fao", "label_act", row_id, name=member.name)
    button = act if is_proxy else _button("fax", "label_end_mine", row_id, name=stands_in.name)
    block = "settled_for_proxy" if is_proxy else "settled_for_member"
    return Message(html(FEATURE, block, member=member.name, stands_in=stands_in.name), ((button,),))


def declined() -> Message:
    return message(FEATURE, "declined")


def declined_for_you(other: str) -> Message:
    return message(FEATURE, "declined_for_you", other=other)


def ended(member: Member, stands_in: Member) -> Message:
    return message(FEATURE, "ended", member=member.name, stands_in=stands_in.name)


def ended_for_you(member: Member, stands_in: Member) -> Message:
    return message(FEATURE, "ended_for_you", member=member.name, stands_in=stands_in.name)


def over() -> str:
    return plain(FEATURE, "over")


def sheet(
    row_id: int,
    member: Member,
    meetings: Sequence[tuple[Meeting, Rsvp | None]],
    pieces: Sequence[Piece],
    make_ups: Sequence[tuple[MakeUp, Meeting]],
    now: datetime,
) -> Message:
    """What can be done for somebody now; each button says for whom."""
    rows: list[tuple[Button, ...]] = []
    for meeting, rsvp in meetings:
        if rsvp is not Rsvp.GOING:
            rows.append((_button("fag", "label_going", row_id, meeting.id, at=meeting.starts_at, now=now),))
        if rsvp is not Rsvp.LEAVE:
            rows.append((_button("fal", "label_leave", row_id, meeting.id, at=meeting.starts_at, now=now),))
    rows += [(_button("fas", "label_studied", row_id, piece.id, title=piece.title),) for piece in pieces]
    rows += [(_button("fam", "label_made_up", row_id, one.id, title=meeting.title),) for one, meeting in make_ups]
    help_for = Press("/help_for") if member.telegram_id is None else Press("qf")
    rows.append((Button(plain(FEATURE, "label_help"), help_for),))
    lines = [
        plain(FEATURE, "meeting_line", title=meeting.title, at=meeting.starts_at, rsvp=str(rsvp or ""), now=now)
        for meeting, rsvp in meetings
    ]
    busy = bool(meetings or pieces or make_ups)
    hears = member.telegram_id is not None
    return Message(html(FEATURE, "sheet", member=member.name, lines=lines, busy=busy, hears=hears), tuple(rows))


def did(member: Member, deed: Deed) -> str:
    """The short answer to who did it."""
    return plain(FEATURE, "did", member=member.name, deed=DEED_NAMES[deed])


def done_for_you(stands_in: Member, deed: Deed, meeting: Meeting | None, title: str, now: datetime) -> Message:
    """To whose it is: who did what for them."""
    of = meeting.title if meeting is not None else title
    at = meeting.starts_at if meeting is not None else None
    return message(FEATURE, "done_for_you", stands_in=stands_in.name, deed=DEED_NAMES[deed], of=of, at=at, now=now)


def _line(one: Pair, name: str, now: datetime) -> str:
    return plain(
        FEATURE,
        "line",
        name=name,
        tie=TIE_NAMES[one.proxy.tie],
        since=one.proxy.agreed_at,
        now=now,
    )


def _button(action: str, block: str, *args: int, only: int | None = None, **values: object) -> Button:
    return Button(shortened(plain(FEATURE, block, **values)), Press(action, args, only))
