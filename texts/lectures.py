"""Lectures in words: asked for, settled, and what the audience says of them."""

from collections.abc import Mapping
from datetime import datetime

from domain.dates import date_words
from domain.members import Member
from domain.messages import Button, Message, Press, Rows
from domain.teachers import (
    OPINION_NAMES,
    Lecture,
    LectureState,
    Opinion,
    Teacher,
    is_pending,
    opinions_close_on,
    takes_opinions,
)
from texts.meetings import shortened
from texts.rendering import html, plain

FEATURE = "lectures"
NUMBERED = tuple(Opinion)


def ask_topic(teacher: Teacher) -> Message:
    return Message(html(FEATURE, "ask_topic", teacher=teacher))


def ask_when() -> Message:
    return Message(html(FEATURE, "ask_when"))


def preview(teacher: Teacher, topic: str, at: str, *, here: bool) -> Message:
    """`here`: the teacher can be asked by us; else people have talked."""
    block = "preview_here" if here else "preview_outside"
    return Message(html(FEATURE, block, teacher=teacher, topic=topic, at=at))


def send_label(*, here: bool) -> str:
    return plain(FEATURE, "label_send" if here else "label_note")


def asked(teacher: Teacher) -> Message:
    return Message(html(FEATURE, "asked", teacher=teacher))


def noted(teacher: Teacher, lecture_id: int) -> Message:
    return Message(html(FEATURE, "noted", teacher=teacher), ((_button("teg", "label_meeting", lecture_id),),))


def asked_of_you(keeper: Member, lecture: Lecture, now: datetime) -> Message:
    """To the teacher: one tap is enough."""
    words = html(FEATURE, "asked_of_you", keeper=keeper.name, lecture=lecture, now=now)
    return Message(words, _answers(lecture))


def agreed(lecture: Lecture, now: datetime) -> Message:
    words = html(FEATURE, "agreed", lecture=lecture, now=now)
    return Message(words, ((_button("ten", "label_cannot", lecture.id),),))


def declined() -> Message:
    return Message(html(FEATURE, "declined"))


def ask_other_time() -> Message:
    return Message(html(FEATURE, "ask_other_time"))


def other_time_passed_on() -> Message:
    return Message(html(FEATURE, "other_time_passed_on"))


def too_late() -> Message:
    return Message(html(FEATURE, "too_late"))


def too_late_toast() -> str:
    return plain(FEATURE, "too_late")


def agreed_for_asker(teacher: Teacher, lecture: Lecture, now: datetime) -> Message:
    words = html(FEATURE, "agreed_for_asker", teacher=teacher, lecture=lecture, now=now)
    return Message(words, ((_button("teg", "label_meeting", lecture.id),),))


def declined_for_asker(teacher: Teacher, lecture: Lecture, now: datetime) -> Message:
    return Message(html(FEATURE, "declined_for_asker", teacher=teacher, lecture=lecture, now=now))


def wants_other_time(teacher: Teacher, lecture: Lecture, now: datetime) -> Message:
    words = html(FEATURE, "wants_other_time", teacher=teacher, lecture=lecture, now=now)
    return Message(words, _settling(lecture))


def settled(teacher: Teacher, lecture: Lecture, now: datetime) -> Message:
    words = html(FEATURE, "settled", teacher=teacher, lecture=lecture, now=now)
    return Message(words, ((_button("teg", "label_meeting", lecture.id),),))


def settled_for_teacher(lecture: Lecture, now: datetime) -> Message:
    words = html(FEATURE, "settled_for_teacher", lecture=lecture, now=now)
    return Message(words, ((_button("ten", "label_cannot", lecture.id),),))


def cancelled() -> Message:
    return Message(html(FEATURE, "cancelled"))


def cancelled_for_teacher(lecture: Lecture, now: datetime) -> Message:
    return Message(html(FEATURE, "cancelled_for_teacher", lecture=lecture, now=now))


def card(
    lecture: Lecture,
    teacher: Teacher,
    opinions: Mapping[Opinion, int] | None,
    now: datetime,
    *,
    keeps: bool,
    gives: bool,
) -> Message:
    """One lecture; its buttons are the keeper's or the teacher's."""
    counted = None
    if opinions is not None:
        counted = "，".join(f"{OPINION_NAMES[one]} {opinions.get(one, 0)}" for one in Opinion)
    words = html(
        FEATURE,
        "card",
        lecture=lecture,
        teacher=teacher,
        state=str(lecture.state),
        begun=lecture.starts_at <= now,
        open=takes_opinions(lecture, now),
        opinions=counted,
        shown_on=date_words(opinions_close_on(lecture, now), now),
        now=now,
    )
    return Message(words, (*(_giving(lecture, now) if gives else ()), *(_keeping(lecture, now) if keeps else ())))


def ask_who_convenes(lecture: Lecture, now: datetime) -> Message:
    return Message(html(FEATURE, "ask_who_convenes", lecture=lecture, now=now))


def opinions_wanted(lecture: Lecture, teacher: Teacher) -> Message:
    """In the group or in private; the answer comes over the chat, to who pressed alone."""
    buttons = [
        _button("teu", "label_opinion", lecture.id, at, name=OPINION_NAMES[opinion])
        for at, opinion in enumerate(NUMBERED)
    ]
    rows = (tuple(buttons[:2]), tuple(buttons[2:]))
    return Message(html(FEATURE, "opinions_wanted", teacher=teacher, lecture=lecture), rows)


def heard() -> str:
    return plain(FEATURE, "heard")


def said_before() -> str:
    return plain(FEATURE, "said_before")


def not_now() -> str:
    return plain(FEATURE, "not_now")


def audience_asked() -> str:
    return plain(FEATURE, "audience_asked")


def no_group() -> str:
    return plain(FEATURE, "no_group")


def _answers(lecture: Lecture) -> Rows:
    yes, no = _button("tey", "label_yes", lecture.id), _button("ten", "label_no", lecture.id)
    return ((yes, no), (_button("tes", "label_other_time", lecture.id),))


def _giving(lecture: Lecture, now: datetime) -> Rows:
    if not is_pending(lecture, now):
        return ()
    agreed = lecture.state is LectureState.AGREED
    return ((_button("ten", "label_cannot", lecture.id),),) if agreed else _answers(lecture)


def _keeping(lecture: Lecture, now: datetime) -> Rows:
    if takes_opinions(lecture, now):
        return ((_button("tef", "label_audience", lecture.id),),)
    if not is_pending(lecture, now):
        return ()
    if lecture.state is LectureState.OTHER_TIME:
        return _settling(lecture)
    cancel = _button("tec", "label_cancel", lecture.id)
    return (
        ((_button("teg", "label_meeting", lecture.id), cancel),)
        if lecture.state is LectureState.AGREED
        else ((cancel,),)
    )


def _settling(lecture: Lecture) -> Rows:
    return ((_button("tek", "label_take_other", lecture.id), _button("tec", "label_cancel", lecture.id)),)


def _button(action: str, block: str, *args: int, **values: object) -> Button:
    return Button(shortened(plain(FEATURE, block, **values)), Press(action, args))
