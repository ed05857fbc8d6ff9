"""「支部配置」: seen, changed in a line or by a file, shown before it is taken, and brought back with a tap (A3)."""

import asyncio
from dataclasses import dataclass
from typing import Final, TypeAlias

from domain.access import Action
from domain.configuration import Configuration, Fault, differences, read
from domain.members import Member
from domain.messages import File, Message
from domain.nodes import Node
from domain.policies import FileProblem
from services import access, dialogues, people, publishing
from services.configuration import files
from services.configuration.asking import in_force
from services.configuration.files import BadLines
from services.dialogues import Asker, Done, Draft, Problem, Question, Script, Step
from services.turn import Turn
from storage import configurations as store
from texts import configuration as say


@dataclass(frozen=True, slots=True)
class Page:
    branch: Node
    configuration: Configuration
    manages: bool


@dataclass(frozen=True, slots=True)
class Proposed:
    """What would change, and the question whether it should."""

    question: Message


@dataclass(frozen=True, slots=True)
class Unchanged:
    """It is so already."""


@dataclass(frozen=True, slots=True)
class NothingBefore:
    """There is no earlier version to bring back."""


@dataclass(frozen=True, slots=True)
class NotAllowed:
    pass


Outcome: TypeAlias = Proposed | Unchanged | NotAllowed


async def page(turn: Turn, member: Member) -> Page | NotAllowed:
    """The values in force, for whoever may see a branch's rules."""
    branch = await publishing.branch_of(turn, member, Action.SEE_ROUTES)
    if branch is None:
        return NotAllowed()
    manages = branch.id in await access.nodes_for(turn, member, Action.MANAGE_ROUTES)
    return Page(branch, await in_force(turn, branch.id), manages)


async def export(turn: Turn, member: Member) -> Message | NotAllowed:
    """The values in force as a file to change and send back."""
    branch = await publishing.branch_of(turn, member)
    if branch is None:
        return NotAllowed()
    return say.exported(File(say.file_name(), files.export(branch.name, await in_force(turn, branch.id))))


async def change(turn: Turn, member: Member, words: str) -> Outcome | Fault:
    """One value in one line: `补学 21`."""
    branch = await publishing.branch_of(turn, member)
    if branch is None:
        return NotAllowed()
    name, _, text = words.replace("：", " ").replace(":", " ").strip().partition(" ")
    found = read({name: text.strip()}, await in_force(turn, branch.id))
    return await _propose(turn, member, branch, found) if isinstance(found, Configuration) else found[0]


async def read_sent(turn: Turn, member: Member, name: str, data: bytes) -> Outcome | BadLines | FileProblem:
    """A file is here: what taking it would change. Nothing is changed yet."""
    branch = await publishing.branch_of(turn, member)
    if branch is None:
        return NotAllowed()
    found = await asyncio.to_thread(files.read_file, name, data, await in_force(turn, branch.id))
    return await _propose(turn, member, branch, found) if isinstance(found, Configuration) else found


async def restore(turn: Turn, member: Member) -> Outcome | NothingBefore:
    """Bring back the version before the one in force; before the first is what everybody begins with."""
    branch = await publishing.branch_of(turn, member)
    if branch is None:
        return NotAllowed()
    newest = await store.newest(turn.tx, branch.id)
    if newest is None:
        return NothingBefore()
    before = await store.before(turn.tx, branch.id, newest.restores or newest.id)
    kept = Configuration() if before is None else before.configuration
    return await _propose(turn, member, branch, kept, None if before is None else before.id)


async def _propose(
    turn: Turn, member: Member, branch: Node, wanted: Configuration, restores: int | None = None
) -> Proposed | Unchanged:
    changed = differences(await in_force(turn, branch.id), wanted)
    if not changed:
        return Unchanged()
    draft: Draft = {
        "branch": branch.id,
        "base": await _newest(turn, branch.id),
        "restores": restores,
        "chosen": dict(wanted.chosen),
        "preview": say.preview(branch.name, changed).html,
    }
    return Proposed(await dialogues.begin(turn, member.telegram_id or 0, SCRIPT, draft))


async def _newest(turn: Turn, branch_id: int) -> int | None:
    newest = await store.newest(turn.tx, branch_id)
    return None if newest is None else newest.id


async def _ask_confirm(_asker: Asker, draft: Draft) -> Question:
    """The preview is kept as it was said, so that the question can be put again."""
    return Question(Message(str(draft["preview"])), [say.do_use()])


async def _read_confirm(asker: Asker, draft: Draft, text: str) -> Done | Problem:
    """Between the look and the yes somebody else may have changed it, or the post may have gone."""
    if text.strip() != say.do_use():
        return Problem(say.please_press())
    turn = asker.turn
    member = await people.known(turn, asker.telegram_id)
    branch = None if member is None else await publishing.branch_of(turn, member)
    if member is None or branch is None or branch.id != draft["branch"]:
        return Done(say.no_longer_allowed())
    if await _newest(turn, branch.id) != draft["base"]:
        return Done(say.changed_meanwhile())
    chosen, restores = draft["chosen"], draft["restores"]
    wanted = Configuration({name: str(value) for name, value in chosen.items()} if isinstance(chosen, dict) else {})
    await store.publish(
        turn.tx, branch.id, wanted, member.id, turn.now, None if restores is None else int(str(restores))
    )
    return Done(say.in_use(branch.name))


SCRIPT: Final = Script("configuration", (Step("confirm", _ask_confirm, _read_confirm),))
