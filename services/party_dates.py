"""入党日期, 转正日期, 预备期: written down one by one by who keeps the roster, or with a sheet (`importing`)."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Final, TypeAlias

from domain.access import Action
from domain.members import Member
from domain.messages import Message
from domain.names import NameProblem, clean_name
from domain.nodes import BRANCH_KINDS
from domain.party_dates import (
    DATE_WORDS,
    DateKind,
    DateProblem,
    PartyDates,
    problem_of,
    read_date,
)
from domain.standing import probation_ends, probation_of
from services import access, dialogues, people
from services.dialogues import Asker, Done, Draft, Problem, Question, Script, Step
from services.turn import Turn
from storage import duty_settings, nodes
from storage import party_dates as store
from storage import people as members
from texts import party_dates as say
from texts import refusals

_NOTHING: Final = frozenset({"无", "删", "删除", "删掉"})
_PARTS: Final = re.compile(r"(?P<name>.*?)[ ,，：:]*(?P<day>\d{4}\D.*|\d{8}|无|删|删除|删掉)")


@dataclass(frozen=True, slots=True)
class Written:
    """What is known of the member now."""

    member: Member
    dates: PartyDates


@dataclass(frozen=True, slots=True)
class Unclear:
    """No name and whole date were found in the words."""


@dataclass(frozen=True, slots=True)
class NobodyOrSeveral:
    """How many people of this name there are on the roster: none, or more than one."""

    name: str
    count: int


@dataclass(frozen=True, slots=True)
class Impossible:
    problem: DateProblem


@dataclass(frozen=True, slots=True)
class NotAllowed:
    pass


Outcome: TypeAlias = Written | Unclear | NobodyOrSeveral | Impossible | NotAllowed


async def own(turn: Turn, member: Member) -> PartyDates:
    """A member's own dates."""
    return await store.of(turn.tx, member.id)


async def write(turn: Turn, keeper: Member, kind: DateKind, words: str) -> Outcome:
    """`小雨 2025-12-20`: the date of somebody on the roster that this person keeps; 无 takes it away."""
    kept = await _kept(turn, keeper)
    if not kept:
        await access.may(turn, keeper, Action.MANAGE_ROSTER, keeper.node_id)
        return NotAllowed()
    found = _PARTS.fullmatch(" ".join(words.split()))
    name = clean_name(found["name"]) if found is not None else NameProblem.EMPTY
    if found is None or isinstance(name, NameProblem):
        return Unclear()
    day = None if found["day"] in _NOTHING else read_date(found["day"])
    if day is None and found["day"] not in _NOTHING:
        return Unclear()
    meant = [one for one in await members.in_nodes(turn.tx, kept) if one.name == name]
    if len(meant) != 1:
        return NobodyOrSeveral(name, len(meant))
    return await _write(turn, meant[0], kind, day)


async def ask(turn: Turn, keeper: Member) -> Message | None:
    """The same as a dialogue; None for who keeps no roster."""
    if not await _kept(turn, keeper):
        await access.may(turn, keeper, Action.MANAGE_ROSTER, keeper.node_id)
        return None
    return await dialogues.begin(turn, keeper.telegram_id or 0, SCRIPT)


async def _write(turn: Turn, member: Member, kind: DateKind, day: date | None) -> Written | Impossible:
    dates = (await store.of(turn.tx, member.id)).changed(kind, day)
    problem = problem_of(dates, turn.now.date(), probation_of(dates))
    if problem is not None:
        return Impossible(problem)
    await store.write(turn.tx, member.id, dates, turn.now)
    branch = (await nodes.tree(turn.tx)).branch_of(member.node_id)
    if branch is not None:
        await duty_settings.look_again(turn.tx, branch.id)
    return Written(member, dates)


async def _kept(turn: Turn, keeper: Member) -> list[int]:
    """The nodes whose people somebody keeps the roster of: those of their own branch, else of the first they keep."""
    tree = await nodes.tree(turn.tx)
    kept = await access.nodes_for(turn, keeper, Action.MANAGE_ROSTER)
    branches = [node_id for node_id in kept if tree[node_id].kind in BRANCH_KINDS]
    own_branch = tree.branch_of(keeper.node_id)
    chosen = own_branch.id if own_branch is not None and own_branch.id in branches else next(iter(branches), None)
    return [node_id for node_id in kept if (found := tree.branch_of(node_id)) is not None and found.id == chosen]


async def _ask_line(_asker: Asker, _draft: Draft) -> Question:
    return Question(say.ask_line())


async def _read_line(asker: Asker, _draft: Draft, text: str) -> Done | Problem:
    keeper = await people.known(asker.turn, asker.telegram_id)
    word = next((word for word in DATE_WORDS if word in text), None)
    if keeper is None:
        return Done(refusals.not_on_roster())
    if word is None:
        return Problem(say.unclear())
    before, _, after = text.partition(word)
    said = f"{before.replace('预备期', '')} {after.removeprefix('日期').removeprefix('到')}"
    match await write(asker.turn, keeper, DATE_WORDS[word], said):
        case Written(member, dates):
            return Done(say.written(member, dates, probation_ends(dates), asker.turn.now))
        case Unclear():
            return Problem(say.unclear())
        case NobodyOrSeveral(name, count):
            return Problem(say.nobody_or_several(name, count))
        case Impossible(problem):
            return Problem(say.impossible(problem))
        case NotAllowed():
            return Done(refusals.plain(refusals.not_allowed()))


SCRIPT: Final = Script("party_dates", (Step("line", _ask_line, _read_line),))
