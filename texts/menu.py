"""The menu, and everything one may type."""

from collections.abc import Sequence

from domain.members import Member
from domain.messages import Button, Message, Press, Rows
from texts.rendering import html, plain

FEATURE = "menu"
MENU = (("签到", "请假", "求助"), ("学习", "日历", "更多"))


def welcome(member: Member) -> Message:
    """To somebody we know: a greeting and the six big buttons."""
    return Message(html(FEATURE, "welcome", name=member.name), menu=MENU)


def more(*, leads: bool, reports: bool) -> Message:
    """What does not fit the six: as buttons, for a leader a few more; `reports` for a post above the branches too."""
    names = [
        "mood",
        "talk",
        "visits",
        "survey",
        "requests",
        "suggest",
        "mydays",
        "reminders",
        "quiet",
        "my",
        "find_skill",
    ]
    names += ["privacy", "simple", "ask_leader", "commands", "cancel"]
    if leads:
        names = ["new", "meetings", "desk", "notice", "calls", "secretary", "manage", *names]
    elif reports:
        names = ["upward", *names]
    return Message(html(FEATURE, "more"), _pairs(names))


def desk(*, secretary: bool) -> Message:
    """Everything about meetings, by how often one needs it; the last of it is the secretary's."""
    names = ["new", "meetings", "series", "minutes", "slots", "venues", "poll", "backfill", "ledger", "templates"]
    return Message(html(FEATURE, "desk"), _pairs([*names, "election", "deductions"] if secretary else names))


def manage(*, secretary: bool, reports: bool) -> Message:
    """What a leader needs now and then: people, care, study, how the branch is set up; some more for secretaries."""
    names = ["posts", "roster", "invite", "care", "missed", "survey", "upward", "study_plan", "courses", "teachers"]
    names += ["print", "mobile", "duties", "features", "ready", "status"]
    if not reports:
        names.remove("upward")
    if secretary:
        names += ["branch", "config", "transfer", "branch_mood", "kin"]
    return Message(html(FEATURE, "manage"), _pairs(names))


def _pairs(names: Sequence[str]) -> Rows:
    return tuple(_row(*names[at : at + 2]) for at in range(0, len(names), 2))


def _row(*names: str) -> tuple[Button, ...]:
    """Buttons that stand for commands."""
    return tuple(Button(plain(FEATURE, f"label_{name}"), Press(f"/{name}")) for name in names)


def commands(offered: Sequence[tuple[str, str, str]]) -> Message:
    """(name, word, description) of what one may type."""
    listed = [(name, word, description.removeprefix(f"{word}：")) for name, word, description in offered]
    return Message(html(FEATURE, "commands", offered=listed))


def in_group() -> Message:
    return Message(html(FEATURE, "in_group"), ((Button(plain(FEATURE, "label_private"), start="hi"),),))
