"""What is said about the roster: the page, the dry run of a file, and what is wrong with it."""

from collections.abc import Mapping, Sequence

from domain.members import ROLE_NAMES, STATUS_NAMES, Member, Role
from domain.messages import Button, File, Message, Press
from domain.roster import (
    Change,
    ForbiddenColumn,
    NewMember,
    NoNameColumn,
    PostNote,
    RosterPlan,
    RosterRefusal,
    RowError,
    TooMany,
)
from texts.rendering import html, message, plain

FEATURE = "roster"
SHOWN_ERRORS = 10
SHOWN_NAMES = 30
TEMPLATE = "姓名,党小组,身份,职务,入党日期,转正日期\r\n"


def page(
    groups: Sequence[tuple[str, Sequence[Member]]],
    posts: Mapping[int, Sequence[Role]],
    keeps: str | None,
    keepers: Sequence[str],
    telegram_id: int,
) -> Message:
    """Who is on the roster, for whoever may see names, and how a file is sent, for whoever keeps it."""
    words = html(
        FEATURE,
        "page",
        groups=groups,
        total=sum(len(people) for _, people in groups),
        posts={member_id: "、".join(ROLE_NAMES[role] for role in held) for member_id, held in posts.items()},
        statuses=STATUS_NAMES,
        keeps=keeps,
        keepers="、".join(keepers),
    )
    rows = ((Button(template_label(), Press("template", (), telegram_id)),),) if keeps else ()
    return Message(words, rows)


def template_label() -> str:
    return plain(FEATURE, "template_label")


def template() -> Message:
    """An empty sheet; the mark in front makes Excel read it as UTF-8."""
    name = plain(FEATURE, "template_name")
    return Message(html(FEATURE, "template"), file=File(name, TEMPLATE.encode("utf-8-sig")))


def not_allowed(keepers: Sequence[str]) -> Message:
    return message(FEATURE, "not_allowed", keepers="、".join(keepers))


def unreadable(problem: str) -> Message:
    """`problem` is a `TableProblem`: wrong_kind, too_big, empty, broken, too_long."""
    return message(FEATURE, problem)


def lost() -> Message:
    return message(FEATURE, "lost")


def refused(refusal: RosterRefusal) -> Message:
    match refusal:
        case ForbiddenColumn(name):
            return message(FEATURE, "forbidden_column", name=name)
        case NoNameColumn():
            return message(FEATURE, "no_name_column")
        case TooMany(count):
            return message(FEATURE, "too_many", count=count)


def preview(plan: RosterPlan, notes: frozenset[PostNote]) -> Message:
    """The dry run: what would become different, and which rows cannot be used and why."""
    errors = plan.errors[:SHOWN_ERRORS]
    return message(
        FEATURE,
        "preview",
        changes=bool(plan.add or plan.update),
        add=plan.add,
        add_names=_names([_new(new) for new in plan.add]),
        update=plan.update,
        update_names=_names([_changed(change) for change in plan.update]),
        same=len(plan.same),
        new_groups=plan.new_groups,
        assumed=sum(new.status_assumed for new in plan.add),
        not_mentioned=len(plan.not_mentioned),
        ignored=plan.ignored_columns,
        notes=[plain(FEATURE, f"note_{note}") for note in sorted(notes)],
        errors=errors,
        reasons=[row_error(error) for error in errors],
        error_count=len(plan.errors),
    )


def row_error(error: RowError) -> str:
    """The reason as plain words; the preview escapes it."""
    return plain(FEATURE, str(error.problem), value=error.value)


def _new(new: NewMember) -> str:
    return f"{new.name}（{_posts(new.roles)}）" if new.roles else new.name


def _changed(change: Change) -> str:
    parts = [change.group, None if change.status is None else STATUS_NAMES[change.status]]
    parts.append(None if change.roles is None else _posts(change.roles))
    parts.append(None if change.dates is None else plain(FEATURE, "dates_changed"))
    return f"{change.member.name}（{'，'.join(part for part in parts if part)}）"


def _posts(roles: frozenset[Role]) -> str:
    return "、".join(ROLE_NAMES[role] for role in sorted(roles)) or "不再任职"


def _names(names: Sequence[str]) -> str:
    return "、".join(names[:SHOWN_NAMES]) + ("……" if len(names) > SHOWN_NAMES else "")


def do_import() -> str:
    return plain(FEATURE, "do_import")


def do_not_import() -> str:
    return plain(FEATURE, "do_not_import")


def please_press() -> str:
    return html(FEATURE, "please_press")


def no_longer_allowed() -> Message:
    return message(FEATURE, "no_longer_allowed")


def imported(added: int, updated: int, telegram_id: int) -> Message:
    words = html(FEATURE, "imported", added=added, updated=updated)
    return Message(words, ((Button(plain(FEATURE, "invite"), Press("invites", (0,), telegram_id)),),))
