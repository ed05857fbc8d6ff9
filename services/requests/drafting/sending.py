"""From the preview to the request: what has to be asked first, and then everything in one turn (PRV-03, E10, H7)."""

from dataclasses import replace

from domain.privacy import Scope
from domain.requests import Medium
from services import dialogues, people, privacy
from services.dialogues import Asker, Became, Done, Draft, Goto, Problem, Question, Step
from services.requests import asking, submitting
from services.requests.draft import HelpDraft
from services.requests.drafting.steps import CONSENT, LEAVE, goto, held
from storage import nodes
from texts import drafts as say


async def send(asker: Asker, draft: HelpDraft) -> Goto | Became:
    """发送. A consent that is missing is asked for first, the draft waits meanwhile."""
    turn, member = asker.turn, await dialogues.member(asker)
    if draft.medium is not Medium.CARE:
        if not await privacy.has(turn, member.id, Scope.HELP):
            return goto(draft, CONSENT)
        if draft.may_leave is None and await _somebody_above(asker):
            return goto(draft, LEAVE)
    request = await submitting.submit(turn, member, draft)
    return Became(asking.topic(request))


async def _somebody_above(asker: Asker) -> bool:
    """Asked wherever there is a community or a street, joined or not: they may join while the request runs (E10)."""
    tree = await nodes.tree(asker.turn.tx)
    branch = tree.branch_of((await dialogues.member(asker)).node_id)
    return branch is not None and bool(tree.ancestors(branch.id))


async def _ask_consent(_asker: Asker, _draft: Draft) -> Question:
    return Question(say.consent(), [(say.AGREE, say.AGREE), (say.DO_NOT_AGREE, say.DO_NOT_AGREE)], 1, numbered=True)


async def _read_consent(asker: Asker, draft: Draft, text: str) -> Goto | Done | Became | Problem:
    member = await dialogues.member(asker)
    if text.strip() and say.AGREE.startswith(text.strip()):
        await privacy.give(asker.turn, member.id, Scope.HELP)
        return await send(asker, held(draft))
    if text == say.DO_NOT_AGREE:
        leaders = [await people.title(asker.turn, one) for one in await people.leaders_of(asker.turn, member)]
        return Done(say.no_consent(leaders))
    return Problem(say.agree_or_not())


async def _ask_leave(_asker: Asker, _draft: Draft) -> Question:
    """E10: asked once, at submission; no is the first button."""
    return Question(
        say.may_leave(), [(say.STAY_INSIDE, say.STAY_INSIDE), (say.MAY_LEAVE, say.MAY_LEAVE)], 1, numbered=True
    )


async def _read_leave(asker: Asker, draft: Draft, text: str) -> Goto | Became | Problem:
    if text not in {say.STAY_INSIDE, say.MAY_LEAVE}:
        return Problem(say.stay_or_leave())
    return await send(asker, replace(held(draft), may_leave=text == say.MAY_LEAVE))


STEPS = (Step(CONSENT, _ask_consent, _read_consent), Step(LEAVE, _ask_leave, _read_leave))
