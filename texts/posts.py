"""What is said about posts: who holds what until when, giving and taking them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final, Protocol

from domain.dates import date_words
from domain.members import ROLE_NAMES, Member, Role
from domain.messages import Button, Json, Message, Press, Rows
from domain.nodes import BRANCH_KINDS, Node
from domain.posts import Unfit
from texts.rendering import html, message, plain

FEATURE: Final = "posts"


class _Post(Protocol):
    @property
    def node(self) -> Node: ...

    @property
    def role(self) -> Role: ...


@dataclass(frozen=True, slots=True)
class Line:
    """One post of the page: its holders with (name, since, last day of the term), and who stands in."""

    node: Node
    role: Role
    holders: Sequence[tuple[str, datetime, date | None]]
    backup: str | None
    natural: str | None


def page(lines: Sequence[Line], committee_ends: date | None, now: datetime, *, appoints: bool) -> Message:
    """Who holds what; the buttons for who gives posts."""
    groups: dict[str, list[str]] = {}
    for line in lines:
        groups.setdefault(line.node.name, []).append(_line(line, now))
    ends = None if committee_ends is None else date_words(committee_ends, now)
    words = html(FEATURE, "page", groups=list(groups.items()), ends=ends)
    return Message(words, _changes() if appoints else ())


def _line(line: Line, now: datetime) -> str:
    holders = [
        plain(
            FEATURE, "holder", name=name, since=since, until=None if until is None else date_words(until, now), now=now
        )
        for name, since, until in line.holders
    ]
    return plain(
        FEATURE,
        "line",
        role=ROLE_NAMES[line.role],
        holders="；".join(holders),
        backup=line.backup,
        natural=line.natural,
    )


def _changes() -> Rows:
    names = (("label_appoint", "psa"), ("label_relieve", "psr"), ("label_terms", "pst"), ("label_backups", "wa"))
    buttons = [Button(plain(FEATURE, name), Press(action)) for name, action in names]
    return tuple(buttons[:2]), tuple(buttons[2:]), (Button(plain(FEATURE, "label_set_up"), Press("psn", (0,))),)


def post(node: Node, role: Role) -> str:
    """`组织委员`; at a group with its name: `第三党小组 党小组长`."""
    at = "" if node.kind in BRANCH_KINDS else node.name
    return plain(FEATURE, "post", node=at, role=ROLE_NAMES[role])


def held(held_post: _Post, holder: Member) -> str:
    """The same with who holds it."""
    return plain(FEATURE, "held", post=post(held_post.node, held_post.role), name=holder.name)


def no_branch() -> Message:
    return message(FEATURE, "no_branch")


def which_post() -> Message:
    return message(FEATURE, "which_post")


def please_choose() -> str:
    return html(FEATURE, "please_choose")


def whom(node: Node, role: Role, *, choose: bool) -> Message:
    return message(FEATURE, "whom", post=post(node, role), choose=choose)


def nobody_of_that_name() -> str:
    return html(FEATURE, "nobody_of_that_name")


def several(names: Sequence[str]) -> str:
    return html(FEATURE, "several", names="、".join(names[:8]))


def unfit(why: Unfit) -> str:
    return html(FEATURE, str(why))


def until_when(node: Node, role: Role) -> Message:
    return message(FEATURE, "until_when", post=post(node, role))


def with_committee(day_: date, now: datetime) -> str:
    return plain(FEATURE, "with_committee", day=date_words(day_, now))


def years(number: int, ends: date, now: datetime) -> str:
    return plain(FEATURE, "years", number=number, day=date_words(ends, now))


def day(ends: date, now: datetime) -> str:
    return plain(FEATURE, "day", day=date_words(ends, now))


def no_term() -> str:
    return plain(FEATURE, "no_term")


def day_unclear(now: datetime) -> str:
    return html(FEATURE, "day_unclear", year=now.year + 3)


def confirm(
    node: Node,
    role: Role,
    to: Member,
    before: Sequence[str],
    until: date | None,
    now: datetime,
    *,
    young: bool,
) -> Message:
    """`young`: a secretary with less than a year of standing, which is said and keeps nobody from anything."""
    return message(
        FEATURE,
        "confirm",
        post=post(node, role),
        name=to.name,
        joined=to.telegram_id is not None,
        before="、".join(before),
        young=young,
        until=None if until is None else date_words(until, now),
    )


def do_appoint() -> str:
    return plain(FEATURE, "do_appoint")


def do_replace() -> str:
    return plain(FEATURE, "do_replace")


def do_join() -> str:
    return plain(FEATURE, "do_join")


def please_confirm() -> str:
    return html(FEATURE, "please_confirm")


def has_left() -> Message:
    return message(FEATURE, "has_left")


def appointed(node: Node, role: Role, to: Member, skip: Json) -> Message:
    return going_on(message(FEATURE, "appointed", post=post(node, role), name=to.name), skip)


def you_are(by: Member, node: Node, role: Role, until: date | None, now: datetime) -> Message:
    """To who has been appointed."""
    ends = None if until is None else date_words(until, now)
    return message(FEATURE, "you_are", by=by.name, node=node.name, role=ROLE_NAMES[role], until=ends)


def you_were(node: Node, role: Role) -> Message:
    return message(FEATURE, "you_were", node=node.name, role=ROLE_NAMES[role])


def whose_post() -> Message:
    return message(FEATURE, "whose_post")


def confirm_relief(of: _Post, holder: Member) -> Message:
    return message(FEATURE, "confirm_relief", post=post(of.node, of.role), name=holder.name)


def do_relieve() -> str:
    return plain(FEATURE, "do_relieve")


def please_confirm_relief() -> str:
    return html(FEATURE, "please_confirm_relief")


def gone_meanwhile() -> Message:
    return message(FEATURE, "gone_meanwhile")


def relieved(of: _Post, holder: Member) -> Message:
    return going_on(message(FEATURE, "relieved", post=post(of.node, of.role), name=holder.name), None)


def whose_term() -> Message:
    return message(FEATURE, "whose_term")


def term_set(of: _Post, holder: Member, ends: date | None, now: datetime) -> Message:
    until = None if ends is None else date_words(ends, now)
    return going_on(message(FEATURE, "term_set", post=held(of, holder), until=until), None)


def vacancies(branch: str, empty: Sequence[tuple[Node, Role]]) -> Message:
    """To the secretary, once for the same posts."""
    words = html(FEATURE, "vacancies", branch=branch, posts="、".join(post(node, role) for node, role in empty))
    return Message(words, ((Button(plain(FEATURE, "label_appoint"), Press("psa")),),))


def log_vacancies(branch: str, empty: Sequence[tuple[Node, Role]]) -> str:
    """One line of the log."""
    return plain(FEATURE, "log_vacancies", branch=branch, posts="、".join(post(node, role) for node, role in empty))


def going_on(said: Message, skip: Json) -> Message:
    """With the way on: through the set-up where it came from there, else back to the page."""
    if isinstance(skip, int):
        return Message(said.html, ((Button(plain(FEATURE, "label_go_on"), Press("psn", (skip,))),),))
    return Message(said.html, ((Button(plain(FEATURE, "label_page"), Press("psp")),),))
