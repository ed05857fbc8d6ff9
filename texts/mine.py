"""我的, in words."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Protocol

from domain.features import Feature
from domain.members import ROLE_NAMES, STATUS_NAMES, Member, Role
from domain.messages import Button, Message, Press
from domain.skills import Offer
from domain.studying import Year, in_hours
from domain.tags import Tagged
from texts import skills as say_skills
from texts import tags as say_tags
from texts.rendering import html, plain

FEATURE = "mine"
_ALWAYS = ("me", "tags", "mydata", "correct")


class Record(Protocol):
    """This year's meetings."""

    @property
    def held(self) -> int: ...
    @property
    def present(self) -> int: ...
    @property
    def excused(self) -> int: ...
    @property
    def made_up(self) -> int: ...


def page(
    member: Member,
    branch: str,
    place: str,
    posts: Sequence[tuple[Role, str]],
    tags: Sequence[Tagged],
    offers: Sequence[Offer],
    record: Record,
    study: Year | None,
    on: Collection[Feature],
    now: datetime,
) -> Message:
    """One page; each button is a command, so that what is behind it is the same everywhere."""
    names = [*_ALWAYS[:2]]
    names += ["skills"] if Feature.SKILLS in on else []
    names += ["family"] if Feature.FAMILY in on else []
    names += ["been"] if Feature.MEETINGS in on and record.held else []
    names += [*_ALWAYS[2:], "privacy"]
    words = html(
        FEATURE,
        "page",
        member=member,
        status=STATUS_NAMES[member.status],
        branch=branch,
        place=place,
        posts="、".join(f"{where}{ROLE_NAMES[role]}" for role, where in posts),
        tags=say_tags.names(tags),
        skills=say_skills.summary(offers),
        record=record,
        hours="" if study is None else in_hours(study.minutes),
        target=None if study is None else study.target,
        year=now.year,
    )
    buttons = [Button(plain(FEATURE, f"label_{name}"), Press(f"/{name}")) for name in names]
    return Message(words, tuple(tuple(buttons[at : at + 2]) for at in range(0, len(buttons), 2)))
