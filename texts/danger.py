"""What is said to somebody in danger, and to whoever is called. The words are those of a reviewed file."""

from collections.abc import Sequence
from datetime import datetime

from domain.danger import Call, TakenBack
from domain.members import Member
from domain.messages import Button, Message, Press
from texts.hotlines import directory
from texts.rendering import html, plain

FEATURE = "danger"


def heard(
    called: Sequence[str], coming: str | None, *, known: bool, again: bool, may_call_more: bool, telegram_id: int
) -> Message:
    """The answer: `called` are told right now, `coming` has answered; `known` is whether there could be anybody."""
    block = "heard_again" if again else "heard"
    words = html(FEATURE, block, lines=directory.lines, called="、".join(called), coming=coming, known=known)
    more = [(Button(plain(FEATURE, "label_more"), Press("xc", (), telegram_id)),)] if may_call_more else []
    violence = Button(plain(FEATURE, "label_violence"), Press("xv", (), telegram_id))
    illness = Button(plain(FEATURE, "label_illness"), Press("xi", (), telegram_id))
    safe = Button(plain(FEATURE, "label_safe"), Press("xs", (), telegram_id))
    mistake = Button(plain(FEATURE, "label_mistake"), Press("xm", (), telegram_id))
    return Message(words, (*more, (violence, illness), (safe, mistake)))


def about_another() -> Message:
    """To somebody who helps, below words that spoke of danger: what to do now."""
    return Message(html(FEATURE, "about_another", lines=directory.lines), ((sos_button(),),))


def sos_button() -> Button:
    """The button for other screens: pressing it is saying 我现在很难受."""
    return Button(plain(FEATURE, "label_sos"), Press("/sos"))


def look_private() -> str:
    return plain(FEATURE, "look_private")


def calling_more(called: Sequence[str]) -> str:
    return plain(FEATURE, "calling_more", called="、".join(called))


def nobody_more() -> str:
    return plain(FEATURE, "nobody_more", lines=directory.lines)


def still_nobody(called: Sequence[str]) -> Message:
    """To the person, when nobody has answered by the last ring."""
    return Message(html(FEATURE, "still_nobody", lines=directory.lines, called="、".join(called)))


def coming_to_you(by: str) -> Message:
    return Message(html(FEATURE, "coming_to_you", lines=directory.lines, by=by))


def violence() -> Message:
    """SAFE-09."""
    return Message(html(FEATURE, "violence", lines=directory.lines))


def illness() -> Message:
    return Message(html(FEATURE, "illness", lines=directory.lines))


def gentle(telegram_id: int) -> Message:
    """After a cue that may mean nothing: one question, with buttons (SAFE-06)."""
    return Message(html(FEATURE, "gentle", lines=directory.lines), (_how_it_is(telegram_id),))


def _how_it_is(telegram_id: int) -> tuple[Button, Button]:
    return sos_button(), Button(plain(FEATURE, "label_fine"), Press("xg", (), telegram_id))


def fine() -> Message:
    return Message(html(FEATURE, "fine", lines=directory.lines))


def taken_back(
    how: TakenBack, told: Sequence[str], call_id: int | None, follow_up_at: datetime | None, now: datetime
) -> Message:
    """误会了 and 我现在安全: taken kindly, and the numbers stay (C11)."""
    words = html(
        FEATURE,
        "taken_back",
        lines=directory.lines,
        mistake=how is TakenBack.MISTAKE,
        told="、".join(told),
        follow_up_at=follow_up_at,
        now=now,
    )
    if call_id is None or follow_up_at is None:
        return Message(words)
    return Message(words, ((Button(plain(FEATURE, "label_no_follow_up"), Press("xq", (call_id,))),),))


def follow_up(call_id: int, telegram_id: int) -> Message:
    no_more = Button(plain(FEATURE, "label_no_follow_up"), Press("xq", (call_id,), telegram_id))
    return Message(html(FEATURE, "follow_up", lines=directory.lines), (_how_it_is(telegram_id), (no_more,)))


def no_follow_up() -> Message:
    return Message(html(FEATURE, "no_follow_up", lines=directory.lines))


def broken() -> Message:
    """Where the turn itself failed: nobody was called, and that is said."""
    return Message(html(FEATURE, "broken", lines=directory.lines))


def alert(name: str, call: Call, telegram_id: int, now: datetime, *, again: bool) -> Message:
    """To whoever is called: who, when, and that it cannot wait. Never what was said (SAFE-03)."""
    words = html(FEATURE, "alert", lines=directory.lines, name=name, called_at=call.called_at, again=again, now=now)
    return Message(words, ((Button(plain(FEATURE, "label_answer"), Press("xa", (call.id,), telegram_id)),),))


def yours(member: Member, call_id: int, telegram_id: int) -> Message:
    """To whoever answered: what to do now."""
    reached = Button(plain(FEATURE, "label_reached"), Press("xr", (call_id,), telegram_id))
    not_reached = Button(plain(FEATURE, "label_not_reached"), Press("xn", (call_id,), telegram_id))
    return Message(html(FEATURE, "yours", lines=directory.lines, name=member.name), ((reached, not_reached),))


def with_somebody(by: str, name: str) -> str:
    return plain(FEATURE, "with_somebody", by=by, name=name)


def yours_already(name: str) -> str:
    return plain(FEATURE, "yours_already", name=name)


def over_already(name: str, how: TakenBack) -> str:
    return plain(FEATURE, "over_already", name=name, mistake=how is TakenBack.MISTAKE)


def reached(by: str, name: str) -> str:
    return plain(FEATURE, "reached", by=by, name=name)


def reached_toast() -> str:
    return plain(FEATURE, "reached_toast")


def not_reached_toast() -> str:
    return plain(FEATURE, "not_reached_toast", lines=directory.lines)


def taken_back_told(name: str, how: TakenBack) -> str:
    return plain(FEATURE, "taken_back_told", name=name, mistake=how is TakenBack.MISTAKE)
