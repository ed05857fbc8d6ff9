"""「接收」 by the new secretary, 「撤回」 by the old one, and what the member says in between (O11, MEM-05)."""

from dataclasses import dataclass
from typing import Final, TypeAlias

from domain.access import Action
from domain.members import Member, is_here
from domain.messages import Message
from domain.names import tidy_line
from domain.transfers import Transfer, TransferState
from services import access, dialogues, secrecy
from services.dialogues import Asker, Done, Draft, Problem, Question, Script, Step
from services.mobility import moving
from services.turn import Turn
from storage import mobility_transfers as store
from storage import nodes
from storage import people as members
from texts import mobility_transfers as say
from texts import refusals
from texts.dialogues import classified

LONGEST_REASON: Final = 150


@dataclass(frozen=True, slots=True)
class Moved:
    member: Member
    transfer: Transfer


@dataclass(frozen=True, slots=True)
class TakenBack:
    member: Member


@dataclass(frozen=True, slots=True)
class SettledBefore:
    pass


@dataclass(frozen=True, slots=True)
class Refused:
    pass


Outcome: TypeAlias = Moved | TakenBack | SettledBefore | Refused


async def accept(turn: Turn, secretary: Member, transfer_id: int) -> Outcome:
    """接收; where the new branch is not with us, the old one says that it has done so."""
    found = await _open_to(turn, secretary, transfer_id, of_new=True)
    if not isinstance(found, Moved):
        return found
    if not await store.settle(turn.tx, transfer_id, TransferState.ACCEPTED, secretary.id, turn.now):
        return SettledBefore()
    await moving.carry_out(turn, found.transfer, found.member)
    await tell_member(turn, found.member, say.you_moved(found.transfer))
    await _tell_starter(turn, secretary, found.transfer, say.has_moved(found.member, found.transfer))
    return found


async def decline(turn: Turn, secretary: Member, transfer_id: int) -> Message | SettledBefore | Refused:
    """暂不接收: never without a reason (教管 Art. 25)."""
    found = await _open_to(turn, secretary, transfer_id, of_new=True)
    if not isinstance(found, Moved):
        return found
    return await dialogues.begin(turn, secretary.telegram_id or 0, DECLINING, {"transfer": transfer_id})


async def take_back(turn: Turn, secretary: Member, transfer_id: int) -> Outcome:
    """撤回, by the branch the member still belongs to."""
    found = await _open_to(turn, secretary, transfer_id, of_new=False)
    if not isinstance(found, Moved):
        return found
    if not await store.settle(turn.tx, transfer_id, TransferState.WITHDRAWN, secretary.id, turn.now):
        return SettledBefore()
    await tell_member(turn, found.member, say.you_stay(found.transfer))
    return TakenBack(found.member)


async def let_read_on(turn: Turn, member: Member, transfer_id: int, *, yes: bool) -> bool:
    """The member says whether the old branch goes on with what they have asked for; False where that is over."""
    transfer = await store.get(turn.tx, transfer_id)
    if transfer is None or transfer.member_id != member.id or transfer.state is not TransferState.ASKED:
        return False
    await store.may_read_on(turn.tx, transfer_id, yes=yes)
    return True


async def _open_to(turn: Turn, secretary: Member, transfer_id: int, *, of_new: bool) -> Moved | SettledBefore | Refused:
    """The transfer with its member, for who answers for that end of it; nobody settles their own."""
    transfer = await store.get(turn.tx, transfer_id)
    member = await members.get(turn.tx, transfer.member_id) if transfer is not None else None
    if transfer is None or member is None or member.id == secretary.id:
        return Refused()
    end = transfer.to_branch_id if of_new and transfer.to_branch_id is not None else transfer.from_branch_id
    if not await access.may(turn, secretary, Action.APPOINT, end, about=member.id):
        return Refused()
    still = is_here(member) and member.node_id in (await nodes.tree(turn.tx)).subtree(transfer.from_branch_id)
    return Moved(member, transfer) if still and transfer.state is TransferState.ASKED else SettledBefore()


async def tell_member(turn: Turn, member: Member, words: Message) -> None:
    """Whoever has no telephone hears it from a person."""
    if member.telegram_id is not None:
        turn.tell(member.telegram_id, words)


async def _tell_starter(turn: Turn, secretary: Member, transfer: Transfer, words: Message) -> None:
    starter = await members.get(turn.tx, transfer.started_by)
    if starter is not None and starter.id != secretary.id and starter.telegram_id is not None:
        turn.tell(starter.telegram_id, words, silent=True)


async def _ask_why(_asker: Asker, _draft: Draft) -> Question:
    return Question(say.ask_why())


async def _read_why(asker: Asker, draft: Draft, text: str) -> Done | Problem:
    reason = tidy_line(text)
    if not reason or len(reason) > LONGEST_REASON:
        return Problem(say.why_unclear(LONGEST_REASON))
    if await secrecy.typed(asker, text):
        return Problem(classified())
    turn, secretary = asker.turn, await dialogues.member(asker)
    found = await _open_to(turn, secretary, dialogues.number(draft, "transfer"), of_new=True)
    if not isinstance(found, Moved):
        return Done(refusals.plain(refusals.stale_button()))
    if await store.settle(turn.tx, found.transfer.id, TransferState.DECLINED, secretary.id, turn.now, reason):
        await _tell_starter(turn, secretary, found.transfer, say.not_received(found.member, found.transfer, reason))
        await tell_member(turn, found.member, say.you_stay(found.transfer))
    return Done(say.declined(found.member))


DECLINING: Final = Script("transfer_no", (Step("why", _ask_why, _read_why),), to_another=True)
