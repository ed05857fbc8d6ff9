"""The way out of the branch: the referral to print (E18), and the asker's yes to going further up (E10)."""

from dataclasses import dataclass
from typing import TypeAlias

from domain.members import Member
from domain.nodes import KIND_NAMES, NodeKind, Tree
from domain.requests import OUTSIDE_FROM, HelpRequest, RefusedBecause, Step, StepKind, is_open, may_ever_leave
from services.requests import journal, notices, reading, voices
from services.requests.rungs import done
from services.turn import Turn
from storage import nodes, request_steps
from storage import requests as store
from storage.request_events import EventKind
from texts import ladder as say

_REMINDED = frozenset({StepKind.REMIND_SECRETARY, StepKind.REFER})


@dataclass(frozen=True, slots=True)
class Asked:
    """The asker has been asked; once a round."""


@dataclass(frozen=True, slots=True)
class GivenBefore:
    pass


@dataclass(frozen=True, slots=True)
class Nothing:
    """It is over, nobody can be asked, or this person was never reminded of it."""


AskConsent: TypeAlias = Asked | GivenBefore | Nothing


async def refer(turn: Turn, request: HelpRequest, step: Step) -> None:
    """Hand the secretary a page to print. It holds no words of the asker, who tells the matter in person."""
    if not await request_steps.fire(
        turn.tx, request.id, request.round, step.kind, step.member_id, turn.now, step.level
    ):
        return
    await journal.note(turn, request, EventKind.REFERRED, other_id=step.member_id)
    tree = await nodes.tree(turn.tx)
    shown = await notices.waiting(turn, request)
    slip = say.slip(shown, tree[request.branch_id].name, _above(tree, request), turn.now)
    asked_above = any(one.level is not None and one.level >= OUTSIDE_FROM for one in await done(turn, request))
    words = say.refer(shown, slip, turn.now, asked_above=asked_above)
    await notices.tell(turn, request, "refer", step.member_id, words, silent=False)


async def ask_consent(turn: Turn, secretary: Member, request_id: int) -> AskConsent:
    """请求助人同意转出: only by who was reminded, and only the asker answers."""
    request = await store.get(turn.tx, request_id)
    if request is None or not is_open(request):
        return Nothing()
    reminded = [one.member_id for one in await done(turn, request) if one.kind in _REMINDED]
    asker = await voices.spokesman(turn, request)
    refused = await reading.refusal(turn, secretary.id, request)
    outside = refused is not None and refused.because is not RefusedBecause.NOT_ASKED
    if secretary.id not in reminded or outside:
        await reading.log(turn, request, secretary.id, granted=False)
        return Nothing()
    if asker is None or not may_ever_leave(request):
        return Nothing()
    if request.may_leave:
        return GivenBefore()
    words = say.ask_consent(await notices.waiting(turn, request), _above(await nodes.tree(turn.tx), request))
    await notices.tell(turn, request, "consent", asker.id, words, silent=False)
    return Asked()


async def at_the_end(turn: Turn, request: HelpRequest) -> bool:
    """Whether everybody who might be asked has been, and nobody has taken it."""
    told = any(one.kind in _REMINDED for one in await done(turn, request))
    return told and request.next_step_at is not None


async def all_asked(turn: Turn, request: HelpRequest) -> bool:
    """Whether the ladder has come to its end, and nobody was asked since."""
    climbed = [one.kind for one in await done(turn, request) if one.kind in _REMINDED | {StepKind.ASK}]
    return bool(climbed) and climbed[-1] in _REMINDED


async def consent_answered(turn: Turn, request: HelpRequest) -> None:
    """The secretary who was reminded hears what the asker decided."""
    shown = await notices.waiting(turn, request)
    words = say.agreed_for_secretary(shown) if request.may_leave else say.not_agreed_for_secretary(shown)
    kind = "agreed" if request.may_leave else "not_agreed"
    for one in await done(turn, request):
        if one.kind in _REMINDED:
            await notices.tell(turn, request, kind, one.member_id, words, silent=True)


def _above(tree: Tree, request: HelpRequest) -> str:
    """What stands above the branch, by name where the bot knows it."""
    upper = tree.ancestors(request.branch_id)
    return upper[0].name if upper else KIND_NAMES[NodeKind.COMMUNITY_COMMITTEE]
