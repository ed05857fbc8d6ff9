"""Visits in words: cards, the page, whom the organisation has missed, who goes when. No amount, no diagnosis."""

from collections.abc import Sequence
from datetime import date, datetime

from domain.care import TRIGGER_NAMES, UNASKED, Rule, Visit, VisitState, VisitTrigger, Wish
from domain.dates import date_words
from domain.members import Member
from domain.messages import Button, Message, Press
from texts.meetings import shortened
from texts.rendering import html, plain

FEATURE = "care"
COME, CALL, NO = range(3)  # what a button says of a wish
WISHES = (Wish.COME, Wish.CALL, Wish.NO)


def own_line(visit: Visit, title: str | None, now: datetime) -> str:
    """One visit to the member, as their page shows it."""
    return html(FEATURE, "own_line", trigger=TRIGGER_NAMES[visit.trigger], words=_state(visit, title, now))


def page(own: Sequence[str], mine: Sequence[Visit], tasks: Sequence[tuple[Visit, Member]],
         unnamed: Sequence[tuple[Visit, Member]], asks: Sequence[tuple[int, Member]], read_by: int, *,
         leads: bool, keeps: bool) -> Message:  # fmt: skip
    """走访; below it everything that can be opened or done."""
    rows: list[tuple[Button, ...]] = [
        (_button("vib", "label_own", one.id, trigger=TRIGGER_NAMES[one.trigger]),) for one in mine
    ]
    rows += [(_about("viv", "label_task", visit, about),) for visit, about in tasks]
    rows += [(_about("vih", "label_unnamed", visit, about),) for visit, about in unnamed]
    rows += [(_button("viq", "label_ask", ask_id, name=about.name),) for ask_id, about in asks]
    rows.append((_button("vir", "label_report"),))
    if leads:
        rules = [_button("vil", "label_rules")] if keeps else []
        rows.append((_button("/missed", "label_missed"), *rules))
    waits = bool(tasks or unnamed or asks)
    words = html(FEATURE, "page", own=own, tasks=bool(tasks), unnamed=bool(unnamed), read_by=read_by, waits=waits)
    return Message(words, tuple(rows))


def visitor_card(visit: Visit, about: Member, rule: Rule, now: datetime) -> Message:
    """For the one who goes."""
    named = visit.state is VisitState.NAMED
    words = html(
        FEATURE,
        "condolence_card" if visit.trigger is VisitTrigger.CONDOLENCE else "visitor_card",
        name=about.name,
        trigger=TRIGGER_NAMES[visit.trigger],
        state=str(visit.state),
        asked=None if visit.wish is None else str(visit.wish),
        unasked=visit.trigger in UNASKED,
        calls=visit.wish is Wish.CALL,
        due=_day(visit.due, now),
        went=_day(visit.went_on, now),
        brings=rule.brings,
        next_on=_day(visit.next_on, now),
        done=visit.next_done,
    )
    rows: list[tuple[Button, ...]] = []
    if visit.has_words:
        rows.append((_button("vio", "label_words", visit.id),))
    if named:
        rows.append((_done(visit), _button("vih", "label_hand_on", visit.id)))
    elif visit.trigger is not VisitTrigger.CONDOLENCE:
        if visit.next_on is not None and not visit.next_done:
            rows.append((_button("vix", "label_next_done", visit.id),))
        read = [_button("vis", "label_note", visit.id)] if visit.has_note else []
        rows.append((_button("vin", "label_write", visit.id), *read))
    return Message(words, tuple(rows))


def ask_wish(visit: Visit, reporter: Member | None) -> Message:
    """可以来看您吗; the tap is the consent, and says so."""
    name = None if reporter is None else reporter.name
    words = html(FEATURE, "ask_wish", reporter=name, trigger=TRIGGER_NAMES[visit.trigger])
    rows = (
        (_button("via", "label_come", visit.id, COME),),
        (_button("via", "label_call", visit.id, CALL),),
        (_button("via", "label_no", visit.id, NO),),
    )
    return Message(words, rows)


def own_card(visit: Visit, title: str | None, note: object, now: datetime) -> Message:
    """For the member: who comes, by when, and afterwards what was promised. `note` has how, promise and next_step."""
    words = html(
        FEATURE,
        "own_card",
        trigger=TRIGGER_NAMES[visit.trigger],
        words=_state(visit, title, now),
        note=note,
        next_on=_day(visit.next_on, now),
        done=visit.next_done,
    )
    if not visit.is_open:
        return Message(words)
    calls = visit.wish is Wish.CALL
    other = _button("via", "label_come_instead" if calls else "label_call_instead", visit.id, COME if calls else CALL)
    return Message(words, ((other, _button("via", "label_not_needed", visit.id, NO)),))


def no_longer_yours() -> Message:
    return Message(html(FEATURE, "no_longer_yours"))


def nobody_goes() -> Message:
    return Message(html(FEATURE, "nobody_goes"))


def visit_over() -> Message:
    return Message(html(FEATURE, "visit_over"))


def over_toast() -> str:
    return plain(FEATURE, "visit_over")


def put_away() -> Message:
    return Message(html(FEATURE, "put_away"))


def visit_waits(visit: Visit, about: Member, now: datetime) -> Message:
    trigger = TRIGGER_NAMES[visit.trigger]
    words = html(FEATURE, "visit_waits", name=about.name, trigger=trigger, due=_day(visit.due, now))
    return Message(words, ((_done(visit), _button("vih", "label_hand_on", visit.id)),))


def next_step_waits(visit: Visit, about: Member) -> Message:
    words = html(FEATURE, "next_step_waits", name=about.name)
    return Message(words, ((_button("vix", "label_next_done", visit.id), _button("viv", "label_task", visit.id,
        name=about.name, trigger=TRIGGER_NAMES[visit.trigger])),))  # fmt: skip


def choose_visitor(visit_id: int, fitting: Sequence[tuple[Member, str]]) -> Message:
    """Who else could go, each by title."""
    if not fitting:
        return Message(html(FEATURE, "nobody_else"))
    rows = tuple((Button(shortened(title), Press("vit", (visit_id, one.id))),) for one, title in fitting)
    return Message(html(FEATURE, "choose_visitor"), rows)


def named_toast(visitor: Member) -> str:
    return plain(FEATURE, "named_toast", name=visitor.name)


def went_toast() -> str:
    return plain(FEATURE, "went_toast")


def wish_kept() -> str:
    return plain(FEATURE, "wish_kept")


def not_needed() -> Message:
    return Message(html(FEATURE, "not_needed"))


def words_shown(words: str | None) -> str:
    """For the pop-up, which leaves no trace in the chat."""
    return plain(FEATURE, "words_shown", words=words) if words else plain(FEATURE, "no_words_there")


def note_shown(note: object) -> Message:
    return Message(html(FEATURE, "note_shown", note=note))


def next_done_toast() -> str:
    return plain(FEATURE, "next_done_toast")


def _state(visit: Visit, title: str | None, now: datetime) -> str:
    return html(
        FEATURE,
        f"own_state_{visit.state}",
        title=title,
        due=_day(visit.due, now),
        went=_day(visit.went_on, now),
        calls=visit.wish is Wish.CALL,
        next_on=_day(visit.next_on, now),
        done=visit.next_done,
    )


def _done(visit: Visit) -> Button:
    return _button("vid", "label_called" if visit.wish is Wish.CALL else "label_went", visit.id)


def _day(day: date | None, now: datetime) -> str | None:
    return None if day is None else date_words(day, now)


def _about(action: str, block: str, visit: Visit, about: Member) -> Button:
    return _button(action, block, visit.id, name=about.name, trigger=TRIGGER_NAMES[visit.trigger])


def _button(action: str, block: str, *args: int, **values: object) -> Button:
    return Button(shortened(plain(FEATURE, block, **values)), Press(action, args))
