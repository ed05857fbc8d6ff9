"""Changing the rules of a branch: tried first, shown, then published with one tap, and brought back with another (A5).

Nothing is rewritten: each publication is a new version, and running requests keep theirs (E8).
"""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final, TypeAlias

from domain.concerns import Topic
from domain.members import Member, Role
from domain.messages import File, Message
from domain.policies import FileProblem, Policy
from services import dialogues, policies
from services.dialogues import Script
from services.publishing import files
from services.publishing.choosing import QUIET, WORD
from services.publishing.files import BadLines, is_policy
from services.publishing.proposing import PUBLISH, Proposed, Unchanged, branch_of, propose
from services.turn import Turn
from storage import policies as store
from texts import publishing as say

__all__ = [
    "SCRIPTS",
    "BadLines",
    "Fetch",
    "FileProblem",
    "Lost",
    "NotAllowed",
    "NothingBefore",
    "Outcome",
    "Proposed",
    "Unchanged",
    "add_word",
    "branch_of",
    "drop_word",
    "export",
    "is_policy",
    "offered",
    "read_sent",
    "reroute",
    "restore",
    "set_quiet",
]


@dataclass(frozen=True, slots=True)
class NothingBefore:
    """There is no earlier version to bring back."""


@dataclass(frozen=True, slots=True)
class NotAllowed:
    pass


@dataclass(frozen=True, slots=True)
class Fetch:
    """The file may be read; it has to be fetched first."""


@dataclass(frozen=True, slots=True)
class Lost:
    """Telegram did not give us the file."""


Outcome: TypeAlias = Proposed | Unchanged | NotAllowed
Read: TypeAlias = Outcome | BadLines | FileProblem | Lost


async def reroute(turn: Turn, member: Member, topic: Topic | None, role: Role) -> Outcome:
    """Give a topic to another post; no topic is what nobody could sort."""
    if topic is None:
        return await _change(turn, member, lambda policy: replace(policy, dispatcher=role))
    return await _change(turn, member, lambda policy: replace(policy, routes={**policy.routes, topic: role}))


async def drop_word(turn: Turn, member: Member, number: int) -> Outcome:
    """Take one of the branch's own words away, by its place in the list; out of place is no change."""

    def without(policy: Policy) -> Policy:
        dropped = list(policy.words)[number : number + 1]
        return replace(policy, words={word: to for word, to in policy.words.items() if word not in dropped})

    return await _change(turn, member, without)


async def restore(turn: Turn, member: Member) -> Outcome | NothingBefore:
    """Bring back the version before the one in force. The rules everybody begins with come before the first."""
    branch = await branch_of(turn, member)
    if branch is None:
        return NotAllowed()
    newest = await store.newest(turn.tx, branch.id)
    if newest is None:
        return NothingBefore()
    before = await store.before(turn.tx, branch.id, newest.restores or newest.id)
    return await propose(turn, member, branch, policies.policy_of(before), None if before is None else before.id)


async def add_word(turn: Turn, member: Member) -> Message | NotAllowed:
    """Begin to give a word of the branch's own a topic."""
    return await _begin(turn, member, WORD)


async def set_quiet(turn: Turn, member: Member) -> Message | NotAllowed:
    """Begin to choose the quiet hours."""
    return await _begin(turn, member, QUIET)


async def export(turn: Turn, member: Member) -> Message | NotAllowed:
    """The rules in force as a file to change and send back."""
    branch = await branch_of(turn, member)
    if branch is None:
        return NotAllowed()
    in_force = await policies.in_force(turn, branch.id)
    return say.exported(File(say.file_name(), files.export(branch.name, in_force.policy)))


async def offered(turn: Turn, member: Member, name: str, size: int | None) -> Fetch | FileProblem | NotAllowed:
    """Somebody sent a file: whether it is worth fetching."""
    if await branch_of(turn, member) is None:
        return NotAllowed()
    return files.wrong_from_outside(name, size) or Fetch()


async def read_sent(turn: Turn, member: Member, name: str, data: bytes | None) -> Read:
    """The file is here: what publishing it would change. Nothing is changed yet."""
    branch = await branch_of(turn, member)
    if branch is None:
        return NotAllowed()
    if data is None:
        return Lost()
    in_force = await policies.in_force(turn, branch.id)
    policy = await asyncio.to_thread(files.read_file, name, data, in_force.policy)
    return await propose(turn, member, branch, policy) if isinstance(policy, Policy) else policy


async def _change(turn: Turn, member: Member, change: Callable[[Policy], Policy]) -> Outcome:
    branch = await branch_of(turn, member)
    if branch is None:
        return NotAllowed()
    in_force = await policies.in_force(turn, branch.id)
    return await propose(turn, member, branch, change(in_force.policy))


async def _begin(turn: Turn, member: Member, script: Script) -> Message | NotAllowed:
    if await branch_of(turn, member) is None:
        return NotAllowed()
    return await dialogues.begin(turn, member.telegram_id or 0, script)


SCRIPTS: Final = (PUBLISH, WORD, QUIET)
