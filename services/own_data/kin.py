"""亲属查阅 (PRV-18): close kin of a member who died ask the secretary, who writes down who they are and hands it over.

They get what the roster and the sign-in book say, and may have the rest deleted. What the dead member confided (mood,
requests, reasons, talks, notes) goes to nobody: no document told us that they wished it.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Final, TypeAlias

from domain.access import Action, Grant
from domain.members import Member, MemberStatus
from domain.messages import Message
from domain.names import clean_name, tidy_line
from services import access, dialogues, secrecy
from services.dialogues import Asker, Done, Draft, Goto, Problem, Question, Script, Step
from services.own_data import exporting, forgetting
from services.turn import Turn
from storage import access_log
from storage import kin as store
from storage import people as members
from texts import kin as say
from texts import refusals
from texts.dialogues import classified

HANDED_OVER: Final = "kin_copy"
LONGEST: Final = 100


@dataclass(frozen=True, slots=True)
class NotAllowed:
    pass


_Act: TypeAlias = Callable[[Turn, Member, Member, str], Awaitable[Message | NotAllowed]]


async def begin(turn: Turn, keeper: Member) -> Message:
    """For the secretary and the deputy alone."""
    if not await _branches(turn, keeper):
        return refusals.plain(refusals.not_allowed())
    return await dialogues.begin(turn, keeper.telegram_id or 0, SCRIPT)


async def hand_over(turn: Turn, keeper: Member, member: Member, kin: str) -> Message | NotAllowed:
    """The copy, for the secretary to give them in person; it is written down."""
    if not await _may(turn, keeper, member):
        return NotAllowed()
    await _note(turn, keeper, member, kin, deleted=False)
    data, count = await exporting.for_kin(turn, member)
    turn.tell(keeper.telegram_id or 0, say.kin_copy(member.name, data, count, turn.now))
    return say.kin_handed_over(member.name)


async def delete(turn: Turn, keeper: Member, member: Member, kin: str) -> Message | NotAllowed:
    """All that need not be kept, as the member could have done."""
    if not await _may(turn, keeper, member):
        return NotAllowed()
    await _note(turn, keeper, member, kin, deleted=True)
    gone = await forgetting.forget_everything(turn, member)
    return say.kin_deleted(member.name, gone)


async def _note(turn: Turn, keeper: Member, member: Member, kin: str, *, deleted: bool) -> None:
    await store.note(turn.tx, member.id, kin, keeper.id, turn.now, deleted=deleted)
    await access_log.note(
        turn.tx, turn.now, keeper.id, HANDED_OVER, granted=True, node_id=member.node_id, member_id=member.id
    )


async def _may(turn: Turn, keeper: Member, member: Member) -> bool:
    """A secretary's or deputy's post, not the founder's right; and only for who has died."""
    granted = await access.ask(turn, keeper, Action.APPOINT, member.node_id, about=member.id)
    return member.status is MemberStatus.DECEASED and isinstance(granted, Grant) and granted.role is not None


async def _branches(turn: Turn, keeper: Member) -> list[int]:
    return await access.nodes_for(turn, keeper, Action.APPOINT)


async def _ask_name(_asker: Asker, _draft: Draft) -> Question:
    return Question(say.kin_ask_name())


async def _read_name(asker: Asker, draft: Draft, text: str) -> Goto | Problem:
    keeper = await dialogues.member(asker)
    name = clean_name(text)
    there = await members.in_nodes(asker.turn.tx, await _branches(asker.turn, keeper))
    found = [one for one in there if one.name == name and one.status is MemberStatus.DECEASED]
    if len(found) != 1:
        return Problem(say.kin_nobody())
    return Goto({**draft, "member": found[0].id}, "kin")


async def _ask_kin(_asker: Asker, _draft: Draft) -> Question:
    return Question(say.kin_ask_who())


async def _read_kin(asker: Asker, draft: Draft, text: str) -> Goto | Problem:
    kin = tidy_line(text)
    if not kin or len(kin) > LONGEST:
        return Problem(say.kin_who_wrong(LONGEST))
    if await secrecy.typed(asker, kin):
        return Problem(classified())
    return Goto({**draft, "kin": kin}, "what")


async def _ask_what(asker: Asker, draft: Draft) -> Question:
    member = await members.get(asker.turn.tx, dialogues.number(draft, "member"))
    words = say.kin_ask_what(member.name if member else "", str(draft["kin"]))
    return Question(words, say.kin_choices(), per_row=1)


async def _read_what(asker: Asker, draft: Draft, text: str) -> Goto | Done | Problem:
    copy, deletion = say.kin_choices()
    if text == deletion:
        return Goto(draft, "sure")
    return await _do(asker, draft, hand_over) if text == copy else Problem(say.kin_choose())


async def _ask_sure(asker: Asker, draft: Draft) -> Question:
    member = await members.get(asker.turn.tx, dialogues.number(draft, "member"))
    label = say.kin_sure_label()
    return Question(say.kin_sure(member.name if member else ""), [label], per_row=1)


async def _read_sure(asker: Asker, draft: Draft, text: str) -> Done | Problem:
    return await _do(asker, draft, delete) if text == say.kin_sure_label() else Problem(say.kin_choose())


async def _do(asker: Asker, draft: Draft, act: _Act) -> Done | Problem:
    keeper = await dialogues.member(asker)
    member = await members.get(asker.turn.tx, dialogues.number(draft, "member"))
    if member is None:
        return Problem(say.kin_nobody())
    done = await act(asker.turn, keeper, member, str(draft["kin"]))
    return Done(refusals.plain(refusals.not_allowed()) if isinstance(done, NotAllowed) else done)


SCRIPT: Final = Script(
    "kin",
    (
        Step("name", _ask_name, _read_name),
        Step("kin", _ask_kin, _read_kin),
        Step("what", _ask_what, _read_what),
        Step("sure", _ask_sure, _read_sure),
    ),
)
