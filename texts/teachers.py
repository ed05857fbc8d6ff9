"""The teacher pool in words."""

from collections.abc import Sequence
from datetime import datetime

from domain.members import Member
from domain.messages import Button, Message, Press
from domain.teachers import Lecture, Teacher
from texts.meetings import shortened
from texts.rendering import html, plain

FEATURE = "teachers"
Named = Sequence[tuple[Lecture, Teacher]]


def pool(
    teachers: Sequence[Teacher], own: Teacher | None, lectures: Named, heard: Named, now: datetime, *, keeps: bool
) -> Message:
    """Who would teach; below it what this member can do."""
    rows: list[tuple[Button, ...]] = []
    rows += [(_button("tej", "label_judge", lecture.id, lecture=lecture, now=now),) for lecture, _ in heard]
    rows += [
        (_button("tel", "label_lecture", lecture.id, lecture=lecture, teacher=teacher, now=now),)
        for lecture, teacher in lectures
    ]
    if keeps:
        rows += [(_button("tep", "label_ask", teacher.id, teacher=teacher),) for teacher in teachers if teacher != own]
        rows.append((_button("tea", "label_add"), *([_button("tem", "label_manage")] if teachers else [])))
    rows.append((_button("teo", "label_offer") if own is None else _button("tew", "label_withdraw", own.id),))
    return Message(html(FEATURE, "pool", teachers=teachers, heard=bool(heard)), tuple(rows))


def manage(teachers: Sequence[Teacher]) -> Message:
    rows = tuple((_button("tew", "label_remove", teacher.id, teacher=teacher),) for teacher in teachers)
    return Message(html(FEATURE, "manage"), rows)


def ask_own_speciality() -> Message:
    return Message(html(FEATURE, "ask_own_speciality"))


def offered(speciality: str) -> Message:
    return Message(html(FEATURE, "offered", speciality=speciality))


def ask_name() -> Message:
    return Message(html(FEATURE, "ask_name"))


def name_wrong() -> str:
    return html(FEATURE, "name_wrong")


def ask_which() -> Message:
    return Message(html(FEATURE, "ask_which"))


def of_group(member: Member, group: str) -> str:
    return plain(FEATURE, "of_group", member=member, group=group)


def from_outside() -> str:
    return plain(FEATURE, "label_from_outside")


def ask_speciality(name: str) -> Message:
    return Message(html(FEATURE, "ask_speciality", name=name))


def entered(name: str, speciality: str) -> Message:
    return Message(html(FEATURE, "entered", name=name, speciality=speciality))


def entered_for_you(keeper: Member, speciality: str, teacher_id: int) -> Message:
    words = html(FEATURE, "entered_for_you", keeper=keeper.name, speciality=speciality)
    return Message(words, ((_button("tew", "label_withdraw", teacher_id),),))


def withdrawn() -> Message:
    return Message(html(FEATURE, "withdrawn"))


def removed(teacher: Teacher) -> Message:
    return Message(html(FEATURE, "removed", name=teacher.name))


def line_wrong(most: int) -> str:
    return html(FEATURE, "line_wrong", most=most)


def classified() -> str:
    return html(FEATURE, "classified")


def _button(action: str, block: str, *args: int, **values: object) -> Button:
    return Button(shortened(plain(FEATURE, block, **values)), Press(action, args))
