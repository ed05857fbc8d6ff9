"""What is said about being away for long: to the member, and to who looks after them."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Final

from domain.dates import date_words
from domain.members import Member, is_hosted
from domain.messages import Button, Message, Press
from domain.mobility import PlaceProblem, Stay, is_mobile
from domain.nodes import Node
from texts.rendering import html, plain

FEATURE: Final = "mobility"
HOSTS: Final = ("还没有联系上", "不清楚")
CONTACTS: Final = ("在这里发消息", "微信", "请家里人转告")
SINCES: Final = ("从今天起", "一个月前", "半年前", "一年前")


def at_home(*, hosted: bool, leads: bool) -> Message:
    """For who is not away; who is `hosted` here comes from elsewhere."""
    if hosted:
        return Message(html(FEATURE, "from_elsewhere"), (_own("label_write_down", Press("mb")),))
    return Message(html(FEATURE, "at_home"), (_own("label_away", Press("mb")), *_leaders(leads=leads)))


def away(stay: Stay, now: datetime, *, hosted: bool, leads: bool) -> Message:
    """One's own stay as it stands."""
    words = html(FEATURE, "away", hosted=hosted, **_facts(stay, now))
    return Message(words, (*_answers(hosted=hosted), *_leaders(leads=leads)))


def ask_place(name: str, *, hosted: bool) -> Message:
    return Message(html(FEATURE, "ask_place", name=name, hosted=hosted))


def ask_host(name: str, *, hosted: bool) -> Message:
    return Message(html(FEATURE, "ask_host", name=name, hosted=hosted))


def ask_contact(name: str) -> Message:
    return Message(html(FEATURE, "ask_contact", name=name))


def ask_since(name: str) -> Message:
    return Message(html(FEATURE, "ask_since", name=name))


def is_it_so(stay: Stay, name: str, now: datetime) -> Message:
    return Message(html(FEATURE, "is_it_so", name=name, **_facts(stay, now)))


def label_keep() -> str:
    return plain(FEATURE, "label_keep")


def label_again() -> str:
    return plain(FEATURE, "label_again")


def press_a_button() -> str:
    return html(FEATURE, "press_a_button")


def words_wrong(problem: PlaceProblem) -> str:
    return html(FEATURE, str(problem))


def classified() -> str:
    return html(FEATURE, "classified")


def since_unclear() -> str:
    return html(FEATURE, "since_unclear")


def written(stay: Stay, host: Node | None) -> Message:
    """`host` where the host branch is one of ours: it can be asked to take them along."""
    rows = () if host is None else (_own("label_ask_host", Press("mba", (host.id,))),)
    return Message(html(FEATURE, "written", place=stay.place, host=host.name if host else ""), rows)


def written_for(member: Member, stay: Stay) -> Message:
    return Message(html(FEATURE, "written_for", name=member.name, place=stay.place))


def written_for_you(by: Member, member: Member, stay: Stay) -> Message:
    return Message(html(FEATURE, "written_for_you", by=by.name, place=stay.place), _answers(hosted=is_hosted(member)))


def is_away(member: Member) -> Message:
    return Message(html(FEATURE, "is_away", name=member.name))


def is_home(member: Member) -> Message:
    return Message(html(FEATURE, "is_home", name=member.name, hosted=is_hosted(member)))


def still_there(stay: Stay, *, hosted: bool) -> Message:
    """The question of the month."""
    return Message(html(FEATURE, "still_there", place=stay.place, hosted=hosted), _answers(hosted=hosted))


def still(stay: Stay, *, hosted: bool) -> Message:
    return Message(html(FEATURE, "still", place=stay.place, hosted=hosted))


def home(*, hosted: bool) -> Message:
    return Message(html(FEATURE, "home", hosted=hosted))


def not_away() -> Message:
    return Message(html(FEATURE, "not_away"), (_own("label_away", Press("mb")),))


def listed(stays: Sequence[tuple[Member, Stay]], page: int, total: int, now: datetime, *, more: bool) -> Message:
    """Names and days; where they are is opened one by one."""
    lines = [
        (member.name, date_words(stay.since, now), date_words(stay.heard_on, now), _kind(member, stay, now))
        for member, stay in stays
    ]
    buttons = [Button(plain(FEATURE, "label_one", name=member.name), Press("mbo", (member.id,))) for member, _ in stays]
    rows = [tuple(buttons[at : at + 2]) for at in range(0, len(buttons), 2)]
    turning = []
    if page > 0:
        turning.append(Button(plain(FEATURE, "label_before"), Press("mbl", (page - 1,))))
    if more:
        turning.append(Button(plain(FEATURE, "label_after"), Press("mbl", (page + 1,))))
    rows += [tuple(turning)] if turning else []
    rows.append(_own("label_write_for", Press("mbn")))
    return Message(html(FEATURE, "listed", lines=lines, total=total), tuple(rows))


def opened(member: Member, stay: Stay, now: datetime) -> Message:
    return Message(html(FEATURE, "opened", name=member.name, **_facts(stay, now)))


def not_listed() -> str:
    return plain(FEATURE, "not_listed")


def for_whom(members: Sequence[Member]) -> Message:
    """Whose stay somebody else writes down."""
    buttons = [Button(plain(FEATURE, "label_one", name=one.name), Press("mbf", (one.id,))) for one in members]
    rows = tuple(tuple(buttons[at : at + 2]) for at in range(0, len(buttons), 2))
    return Message(html(FEATURE, "for_whom" if members else "for_nobody"), rows)


def please_care(member: Member, seen_on: date, now: datetime) -> Message:
    """To the secretary: a word of care, and no verdict on anybody (MEM-09)."""
    return Message(html(FEATURE, "please_care", name=member.name, seen=date_words(seen_on, now)))


def _facts(stay: Stay, now: datetime) -> dict[str, object]:
    return {
        "place": stay.place,
        "host": stay.host,
        "contact": stay.contact,
        "since": date_words(stay.since, now),
        "heard": date_words(stay.heard_on, now),
        "mobile": is_mobile(stay.since, now.date()),
    }


def _kind(member: Member, stay: Stay, now: datetime) -> str:
    if is_hosted(member):
        return plain(FEATURE, "hosted")
    return plain(FEATURE, "mobile") if is_mobile(stay.since, now.date()) else ""


def _answers(*, hosted: bool) -> tuple[tuple[Button, ...], ...]:
    return (
        (*_own("label_still", Press("mbs")), *_own("label_moved", Press("mbm"))),
        _own("label_went_home" if hosted else "label_back", Press("mbb")),
    )


def _leaders(*, leads: bool) -> tuple[tuple[Button, ...], ...]:
    return (_own("label_list", Press("mbl", (0,))),) if leads else ()


def _own(label: str, press: Press) -> tuple[Button, ...]:
    return (Button(plain(FEATURE, label), press),)
