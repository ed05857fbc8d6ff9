"""The desk where proposals stand for everybody to see: number, one line, how far it is, the answer; no names (H31)."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from domain.members import Member
from domain.messages import Message
from domain.names import tidy_line, tidy_text
from domain.suggestions import (
    DESK_ROLES,
    LONGEST_ANSWER,
    LONGEST_SUMMARY,
    NEEDS_ANSWER,
    ProposalStatus,
    SuggestionStatus,
)
from services import dialogues, people
from services.dialogues import Asker, Done, Draft, Goto, Problem, Question, Script, Step
from services.suggestions import box
from services.turn import Turn
from storage import nodes
from storage import people as members
from storage import proposals as store
from storage import suggestions as suggestion_store
from storage.proposals import Proposal
from texts import proposals as say
from texts import refusals

SHOWN: Final = 10


@dataclass(frozen=True, slots=True)
class Desk:
    """What a branch has published lately; `keeps` where the one who looks may add and change."""

    branch: str
    proposals: Sequence[Proposal]
    keeps: bool


async def desk(turn: Turn, member: Member) -> Desk:
    tree = await nodes.tree(turn.tx)
    branch = tree.branch_of(member.node_id)
    if branch is None:
        return Desk(tree[member.node_id].name, (), keeps=False)
    return Desk(
        branch.name, await store.of_branch(turn.tx, branch.id, SHOWN), keeps=await _keeps(turn, member, branch.id)
    )


async def publish(turn: Turn, leader: Member, suggestion_id: int) -> Message | None:
    """Begin a proposal, 0 for one that came by word of mouth; None where that is not theirs to do."""
    if await _desk_of(turn, leader, suggestion_id) is None:
        return None
    return await dialogues.begin(turn, leader.telegram_id or 0, PUBLISHING, {"suggestion": suggestion_id})


async def change(turn: Turn, leader: Member, proposal_id: int) -> Message | None:
    """Begin to say how far a proposal is now."""
    proposal = await store.get(turn.tx, proposal_id)
    if proposal is None or not await _keeps(turn, leader, proposal.branch_id):
        return None
    draft: Draft = {"proposal": proposal.id, "summary": proposal.summary}
    return await dialogues.begin(turn, leader.telegram_id or 0, CHANGING, draft)


async def _desk_of(turn: Turn, leader: Member, suggestion_id: int) -> int | None:
    """The branch where this proposal would be published; None where that is not this leader's to do."""
    if suggestion_id:
        suggestion = await box.allowed(turn, leader, suggestion_id)
        return None if suggestion is None else suggestion.branch_id
    branch = (await nodes.tree(turn.tx)).branch_of(leader.node_id)
    return branch.id if branch is not None and await _keeps(turn, leader, branch.id) else None


async def _keeps(turn: Turn, member: Member, branch_id: int) -> bool:
    offices = await members.offices_of(turn.tx, member.id)
    return any(office.node_id == branch_id and office.role in DESK_ROLES for office in offices)


async def _ask_summary(_asker: Asker, _draft: Draft) -> Question:
    return Question(say.ask_summary())


async def _read_summary(_asker: Asker, draft: Draft, text: str) -> Goto | Problem:
    summary = tidy_line(text)
    if not summary or len(summary) > LONGEST_SUMMARY:
        return Problem(say.summary_wrong(LONGEST_SUMMARY))
    return Goto({**draft, "summary": summary}, "status")


async def _ask_status(_asker: Asker, _draft: Draft) -> Question:
    return Question(say.ask_status(), [say.status_name(one) for one in ProposalStatus])


async def _read_status(_asker: Asker, draft: Draft, text: str) -> Goto | Problem:
    chosen = next((one for one in ProposalStatus if say.status_name(one) == text.strip()), None)
    return Problem(say.please_choose()) if chosen is None else Goto({**draft, "status": str(chosen)}, "answer")


async def _ask_answer(_asker: Asker, draft: Draft) -> Question:
    needed = ProposalStatus(str(draft["status"])) in NEEDS_ANSWER
    options = [] if needed else [say.no_answer_yet()]
    return Question(say.ask_answer(needed=needed), options)


async def _read_answer(_asker: Asker, draft: Draft, text: str) -> Goto | Problem:
    needed = ProposalStatus(str(draft["status"])) in NEEDS_ANSWER
    answer = tidy_text(text)
    if not needed and answer == say.no_answer_yet():
        answer = ""
    elif not answer or len(answer) > LONGEST_ANSWER:
        return Problem(say.answer_wrong(LONGEST_ANSWER))
    return Goto({**draft, "answer": answer}, "confirm")


async def _ask_confirm(_asker: Asker, draft: Draft) -> Question:
    shown = say.preview(str(draft["summary"]), ProposalStatus(str(draft["status"])), str(draft["answer"]))
    return Question(shown, [say.do_publish()])


async def _confirm_new(asker: Asker, draft: Draft, text: str) -> Done | Problem:
    if text.strip() != say.do_publish():
        return Problem(say.please_choose())
    turn = asker.turn
    leader = await people.known(turn, asker.telegram_id)
    suggestion_id = int(str(draft["suggestion"]))
    branch_id = await _desk_of(turn, leader, suggestion_id) if leader is not None else None
    if leader is None or branch_id is None:
        return Done(refusals.plain(refusals.not_allowed()))
    status = ProposalStatus(str(draft["status"]))
    published = await store.publish(
        turn.tx, branch_id, str(draft["summary"]), status, str(draft["answer"]), leader.id, turn.now.date()
    )
    if suggestion_id:
        await suggestion_store.change(turn.tx, suggestion_id, SuggestionStatus.ANSWERED, published.id)
    return Done(say.published(published.number))


async def _confirm_change(asker: Asker, draft: Draft, text: str) -> Done | Problem:
    if text.strip() != say.do_publish():
        return Problem(say.please_choose())
    turn = asker.turn
    leader = await people.known(turn, asker.telegram_id)
    proposal = await store.get(turn.tx, int(str(draft["proposal"])))
    if leader is None or proposal is None or not await _keeps(turn, leader, proposal.branch_id):
        return Done(refusals.plain(refusals.not_allowed()))
    status = ProposalStatus(str(draft["status"]))
    await store.change(turn.tx, proposal.id, status, str(draft["answer"]), leader.id, turn.now.date())
    return Done(say.published(proposal.number))


_STATUS: Final = Step("status", _ask_status, _read_status)
_ANSWER: Final = Step("answer", _ask_answer, _read_answer)
PUBLISHING: Final = Script(
    "proposal",
    (
        Step("summary", _ask_summary, _read_summary),
        _STATUS,
        _ANSWER,
        Step("confirm", _ask_confirm, _confirm_new),
    ),
)
CHANGING: Final = Script("proposal_change", (_STATUS, _ANSWER, Step("confirm", _ask_confirm, _confirm_change)))
