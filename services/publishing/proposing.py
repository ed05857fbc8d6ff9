"""From a changed policy to its publication: tried, shown, confirmed; twice where it understands less (A5)."""

import asyncio
import json
from dataclasses import dataclass, replace
from typing import Final

from domain.access import Action
from domain.members import Member
from domain.messages import Message
from domain.nodes import BRANCH_KINDS, Node
from domain.policies import Policy, changes, kept, written
from services import access, concerns, dialogues, people, policies
from services.dialogues import Asker, Done, Draft, Goto, Problem, Question, Script, Step
from services.publishing.rehearsal import rehearse
from services.turn import Turn
from storage import nodes
from storage import policies as store
from texts import publishing as say


@dataclass(frozen=True, slots=True)
class Proposed:
    """What would change, and the question whether it should."""

    question: Message


@dataclass(frozen=True, slots=True)
class Unchanged:
    """The branch has these rules already."""


async def branch_of(turn: Turn, member: Member, action: Action = Action.MANAGE_ROUTES) -> Node | None:
    """The branch whose rules somebody may change (or see): their own before any other; a refusal is logged.

    Who may see the rules of a group sees those of its branch; who changes them has to answer for the branch itself.
    """
    tree = await nodes.tree(turn.tx)
    allowed = await access.nodes_for(turn, member, action)
    if action is not Action.MANAGE_ROUTES:
        allowed = [branch.id for branch in map(tree.branch_of, allowed) if branch is not None]
    branches = [node_id for node_id in allowed if tree[node_id].kind in BRANCH_KINDS]
    own = tree.branch_of(member.node_id)
    if own is not None and own.id in branches:
        return own
    if not branches:
        await access.may(turn, member, action, member.node_id)
        return None
    return tree[branches[0]]


async def propose(
    turn: Turn, member: Member, branch: Node, policy: Policy, restores: int | None = None
) -> Proposed | Unchanged:
    draft = await drafted(turn, branch, policy, restores)
    if draft is None:
        return Unchanged()
    return Proposed(await dialogues.begin(turn, member.telegram_id or 0, PUBLISH, draft))


async def drafted(turn: Turn, branch: Node, policy: Policy, restores: int | None = None) -> Draft | None:
    """What has to be known to publish it later; None where nothing would change.

    Words are kept as texts are compared: one width, simplified, without blanks.
    """
    in_force = await policies.in_force(turn, branch.id)
    words = ((concerns.tidied_text(word), topic) for word, topic in policy.words.items())
    policy = replace(policy, words={word: topic for word, topic in words if word})
    changed = changes(in_force.policy, policy)
    if not changed:
        return None
    tried = await asyncio.to_thread(rehearse, in_force.policy.words, policy.words)
    return {
        "branch": branch.id,
        "base": in_force.policy_id,
        "restores": restores,
        "document": json.dumps(written(policy), ensure_ascii=False),
        "preview": say.preview(branch.name, changed, tried).html,
        "worse": say.worse(tried).html if tried.is_worse else None,
    }


async def _ask_confirm(_asker: Asker, draft: Draft) -> Question:
    """The preview is kept as it was said, so that the question can be put again."""
    return Question(Message(str(draft["preview"])), [say.publish()])


async def _confirm(asker: Asker, draft: Draft, text: str) -> Goto | Done | Problem:
    if text.strip() != say.publish():
        return Problem(say.please_press())
    return Goto(draft, "anyway") if draft["worse"] is not None else await _publish(asker, draft)


async def _ask_anyway(_asker: Asker, draft: Draft) -> Question:
    return Question(Message(str(draft["worse"])), [say.publish_anyway()])


async def _confirm_anyway(asker: Asker, draft: Draft, text: str) -> Done | Problem:
    if text.strip() != say.publish_anyway():
        return Problem(say.please_press())
    return await _publish(asker, draft)


async def _publish(asker: Asker, draft: Draft) -> Done:
    """Between the preview and the yes somebody else may have published, or the post may have gone."""
    turn = asker.turn
    branch = await branch_of_asker(asker)
    if branch is None or branch.id != draft["branch"]:
        return Done(say.no_longer_allowed())
    if (await policies.in_force(turn, branch.id)).policy_id != draft["base"]:
        return Done(say.changed_meanwhile())
    member = await people.known(turn, asker.telegram_id)
    if member is None:
        return Done(say.no_longer_allowed())
    policy = kept(json.loads(str(draft["document"])))
    restores = draft["restores"]
    await store.publish(
        turn.tx, branch.id, written(policy), member.id, turn.now, int(str(restores)) if restores is not None else None
    )
    return Done(say.published(branch.name, asker.telegram_id))


async def branch_of_asker(asker: Asker) -> Node | None:
    member = await people.known(asker.turn, asker.telegram_id)
    return None if member is None else await branch_of(asker.turn, member)


CONFIRM: Final = Step("confirm", _ask_confirm, _confirm)
ANYWAY: Final = Step("anyway", _ask_anyway, _confirm_anyway)
PUBLISH: Final = Script("publish", (CONFIRM, ANYWAY))
