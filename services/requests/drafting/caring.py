"""替别人说: without the person's own consent only 请关心 X goes out, to X's group leader (H24)."""

from dataclasses import replace

from domain.members import Member, is_here
from domain.names import tidy_line
from domain.requests import Audience
from services import dialogues
from services.dialogues import Asker, Became, Done, Draft, Goto, Problem, Question, Step
from services.requests.draft import HelpDraft
from services.requests.drafting import sending
from services.requests.drafting.reviewing import preview, shown
from services.requests.drafting.steps import goto, held
from storage import nodes
from storage import people as members
from texts import drafts as say

FOR_WHOM, CARE = "for_whom", "care"


async def _ask_for_whom(_asker: Asker, _draft: Draft) -> Question:
    return Question(say.for_whom())


async def _read_for_whom(asker: Asker, _draft: Draft, text: str) -> Goto | Problem:
    name = tidy_line(text)
    found = [one for one in await _neighbours(asker) if one.name == name]
    if len(found) != 1:
        return Problem(say.nobody_called(name[:12]))
    return goto(HelpDraft(about_id=found[0].id, chosen=True, audience=Audience.GROUP_LEADER), CARE)


async def _ask_care(asker: Asker, draft: Draft) -> Question:
    written = held(draft)
    seen = await preview(asker.turn, await dialogues.member(asker), written)
    return Question(say.review(shown(written), seen), (say.SEND, say.DETAILS), numbered=True)


async def _read_care(asker: Asker, draft: Draft, text: str) -> Goto | Done | Became | Problem:
    """Whatever is typed here about somebody else is not kept."""
    written = held(draft)
    if text == say.SEND:
        return await sending.send(asker, replace(written, may_leave=False))
    about = await members.get(asker.turn.tx, written.about_id or 0)
    return Problem(say.only_the_person_can(about.name if about is not None else ""))


async def _neighbours(asker: Asker) -> list[Member]:
    """Everybody else on the roster of the branch."""
    me = await dialogues.member(asker)
    tree = await nodes.tree(asker.turn.tx)
    branch = tree.branch_of(me.node_id) or tree[me.node_id]
    everybody = await members.in_nodes(asker.turn.tx, tree.subtree(branch.id))
    return [one for one in everybody if one.id != me.id and is_here(one)]


STEPS = (Step(FOR_WHOM, _ask_for_whom, _read_for_whom), Step(CARE, _ask_care, _read_care))
