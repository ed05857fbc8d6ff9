"""When somebody was born: written by themselves or by who keeps the roster, and seen by nobody else."""

import re
from dataclasses import dataclass
from typing import Final, TypeAlias

from domain.access import Action
from domain.care_dates import Born, may_be_born, read_day
from domain.members import Member
from domain.messages import Message
from domain.names import NameProblem, clean_name
from services import access, dialogues, people
from services.care_dates import falling, looking
from services.dialogues import Asker, Done, Draft, Problem, Question, Script, Step
from services.turn import Turn
from storage import care_dates as store
from storage import people as members
from texts import care_dates as say
from texts import refusals

_NOTHING: Final = frozenset({"无", "不写", "删", "删除", "删掉"})
_NAMED: Final = re.compile(r"(?P<name>\S+?)[ ,，：:]+(?P<day>.+)")


@dataclass(frozen=True, slots=True)
class Written:
    """What is known of the member now; None: nothing any more."""

    member: Member
    born: Born | None


@dataclass(frozen=True, slots=True)
class Unclear:
    pass


@dataclass(frozen=True, slots=True)
class NobodyOrSeveral:
    name: str
    count: int


@dataclass(frozen=True, slots=True)
class NotAllowed:
    pass


Outcome: TypeAlias = Written | Unclear | NobodyOrSeveral | NotAllowed


async def write(turn: Turn, actor: Member, words: str) -> Outcome:
    """`1946-05-03`, `农历1946年四月初三`, `1946`: one's own; with a name before it somebody's of one's roster."""
    said = " ".join(words.split())
    if _is_day(said):
        return await _write(turn, actor, said)
    found = _NAMED.fullmatch(said)
    name = NameProblem.EMPTY if found is None else clean_name(found["name"])
    if found is None or isinstance(name, NameProblem) or not _is_day(found["day"]):
        return Unclear()
    kept = await access.nodes_for(turn, actor, Action.MANAGE_ROSTER)
    meant = [one for one in await members.in_nodes(turn.tx, kept) if one.name == name]
    if not meant and actor.name == name:
        return await _write(turn, actor, found["day"])
    if not kept:
        await access.may(turn, actor, Action.MANAGE_ROSTER, actor.node_id)
        return NotAllowed()
    return await _write(turn, meant[0], found["day"]) if len(meant) == 1 else NobodyOrSeveral(name, len(meant))


async def ask(turn: Turn, member: Member) -> Message:
    return await dialogues.begin(turn, member.telegram_id or 0, SCRIPT)


def _is_day(said: str) -> bool:
    return said in _NOTHING or read_day(said) is not None


async def _write(turn: Turn, about: Member, said: str) -> Written | Unclear:
    if said in _NOTHING:
        await store.write_born(turn.tx, about.id, None, turn.now)
        await looking.again(turn, about)
        return Written(about, None)
    written = read_day(said)
    if written is None or written.year is None or not may_be_born(written, turn.now.date()):
        return Unclear()
    born = Born(written.year, written.day)
    on = falling.born_on(born)
    if born.day is not None and (not falling.exists(born.day, born.year) or on is None or on > turn.now.date()):
        return Unclear()
    await store.write_born(turn.tx, about.id, born, turn.now)
    await looking.again(turn, about)
    return Written(about, born)


async def _ask_day(asker: Asker, _draft: Draft) -> Question:
    member = await people.known(asker.turn, asker.telegram_id)
    keeps = member is not None and bool(await access.nodes_for(asker.turn, member, Action.MANAGE_ROSTER))
    return Question(say.ask_born(keeps=keeps))


async def _read_day(asker: Asker, _draft: Draft, text: str) -> Done | Problem:
    member = await people.known(asker.turn, asker.telegram_id)
    if member is None:
        return Done(refusals.not_on_roster())
    match await write(asker.turn, member, text):
        case Written(about, born):
            return Done(say.born_written(about, born, own=about.id == member.id))
        case NobodyOrSeveral(name, count):
            return Problem(say.nobody_or_several(name, count))
        case NotAllowed():
            return Done(refusals.plain(refusals.not_allowed()))
        case Unclear():
            return Problem(say.born_unclear())


SCRIPT: Final = Script("born", (Step("day", _ask_day, _read_day),))
