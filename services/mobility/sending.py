"""「转出」 by the old secretary: who, and where to. Until the new one says 接收 nothing has changed (O11, MEM-05)."""

from typing import Final

from domain.access import Action
from domain.members import Member, Role, is_here
from domain.messages import Message
from domain.names import NameProblem, clean_name
from domain.nodes import BRANCH_KINDS, Node
from services import access, dialogues, people
from services.dialogues import Asker, Done, Draft, Goto, Problem, Question, Script, Step
from services.mobility import moving
from services.mobility.transferring import tell_member
from services.turn import Turn
from storage import mobility_transfers as store
from storage import nodes
from storage import people as members
from texts import mobility_transfers as say
from texts import refusals

OFFERED: Final = 6  # branches with a button; the others are typed
_SECRETARIES: Final = (Role.BRANCH_SECRETARY, Role.DEPUTY_SECRETARY)


async def begin(turn: Turn, secretary: Member) -> Message | None:
    """转出: who, and where to? None for who answers for no branch."""
    if not await access.nodes_for(turn, secretary, Action.APPOINT):
        await access.may(turn, secretary, Action.APPOINT, secretary.node_id)
        return None
    return await dialogues.begin(turn, secretary.telegram_id or 0, SCRIPT)


async def _start(turn: Turn, secretary: Member, draft: Draft) -> Message:
    member = await members.get(turn.tx, dialogues.number(draft, "member"))
    tree = await nodes.tree(turn.tx)
    branch = tree.branch_of(member.node_id) if member is not None else None
    if member is None or branch is None or not await _may_send(turn, secretary, member):
        return refusals.plain(refusals.not_allowed())
    to_id = draft["to_id"] if isinstance(draft["to_id"], int) else None
    receivers = [] if to_id is None else await _secretaries_at(turn, to_id)
    if to_id is not None and not receivers:
        return say.nobody_receives(str(draft["to"]))
    transfer = await store.start(turn.tx, member.id, branch.id, (to_id, str(draft["to"])), secretary.id, turn.now)
    if transfer is None:
        return say.under_way(member)
    waiting = len(await moving.open_requests(turn, member))
    await tell_member(turn, member, say.you_are_moving(transfer, waiting))
    for one in receivers:
        turn.tell(
            one.telegram_id or 0, say.please_receive(member, branch, transfer), key=f"transfer:{transfer.id}:{one.id}"
        )
    return say.started(member, transfer)


async def _may_send(turn: Turn, secretary: Member, member: Member) -> bool:
    if member.id == secretary.id or not is_here(member):
        return False
    return await access.may(turn, secretary, Action.APPOINT, member.node_id, about=member.id)


async def _secretaries_at(turn: Turn, branch_id: int) -> list[Member]:
    """Who can say 接收 there: the secretary, else the deputy."""
    offices = await members.offices_at(turn.tx, [branch_id])
    there = await members.reachable(turn.tx, [one.member_id for one in offices])
    for role in _SECRETARIES:
        ids = [one.member_id for one in offices if one.role is role and one.member_id in there]
        if ids:
            return await members.many(turn.tx, ids)
    return []


async def _branches(turn: Turn, own: Node | None) -> list[Node]:
    tree = await nodes.tree(turn.tx)
    there = (tree[node_id] for node_id in sorted(await nodes.all_ids(turn.tx)))
    return [one for one in there if one.kind in BRANCH_KINDS and one != own]


async def _ask_who(_asker: Asker, _draft: Draft) -> Question:
    return Question(say.ask_who())


async def _read_who(asker: Asker, draft: Draft, text: str) -> Goto | Done | Problem:
    secretary = await people.known(asker.turn, asker.telegram_id)
    name = clean_name(text)
    if secretary is None:
        return Done(refusals.not_on_roster())
    if isinstance(name, NameProblem):
        return Problem(say.name_unclear())
    reach = await access.nodes_for(asker.turn, secretary, Action.APPOINT)
    meant = [one for one in await members.in_nodes(asker.turn.tx, reach) if one.name == name and is_here(one)]
    if len(meant) != 1:
        return Problem(say.nobody_or_several(name, len(meant)))
    if meant[0].id == secretary.id:
        return Problem(say.not_oneself())
    return Goto({**draft, "member": meant[0].id, "name": name}, "where")


async def _ask_where(asker: Asker, draft: Draft) -> Question:
    member = await members.get(asker.turn.tx, dialogues.number(draft, "member"))
    own = (await nodes.tree(asker.turn.tx)).branch_of(member.node_id) if member is not None else None
    offered = [(one.name, one.name) for one in (await _branches(asker.turn, own))[:OFFERED]]
    return Question(say.ask_where(str(draft["name"]), some=bool(offered)), offered, per_row=1)


async def _read_where(asker: Asker, draft: Draft, text: str) -> Goto | Problem:
    name = clean_name(text)
    if isinstance(name, NameProblem):
        return Problem(say.where_unclear())
    member = await members.get(asker.turn.tx, dialogues.number(draft, "member"))
    own = (await nodes.tree(asker.turn.tx)).branch_of(member.node_id) if member is not None else None
    if own is not None and own.name == name:
        return Problem(say.same_branch(name))
    ours = [one for one in await _branches(asker.turn, own) if one.name == name]
    return Goto({**draft, "to": name, "to_id": ours[0].id if len(ours) == 1 else None}, "sure")


async def _ask_sure(_asker: Asker, draft: Draft) -> Question:
    words = say.is_it_so(str(draft["name"]), str(draft["to"]), with_us=draft["to_id"] is not None)
    return Question(words, (say.label_send(), say.label_again()))


async def _read_sure(asker: Asker, draft: Draft, text: str) -> Goto | Done | Problem:
    if text.strip() == say.label_again():
        return Goto({}, "who")
    if text.strip() != say.label_send():
        return Problem(say.press_a_button())
    return Done(await _start(asker.turn, await dialogues.member(asker), draft))


SCRIPT: Final = Script(
    "transfer",
    (Step("who", _ask_who, _read_who), Step("where", _ask_where, _read_where), Step("sure", _ask_sure, _read_sure)),
)
