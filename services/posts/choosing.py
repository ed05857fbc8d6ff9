"""What the dialogues about posts share: who asks, which posts there are, how one is picked by its words."""

from collections.abc import Sequence

from domain.access import Action, Grant
from domain.members import Member, Role
from domain.messages import Message
from domain.nodes import Node
from domain.posts import Unfit
from services import access, dialogues, people
from services.dialogues import Asker, Draft, Script
from services.posts import seeing
from services.posts.seeing import Holding, Post
from services.turn import Turn
from storage import access_log, nodes
from texts import posts as say


async def may_give(turn: Turn, member: Member) -> Node | None:
    """The branch whose posts somebody gives; a refusal is written down."""
    branch = await seeing.branch_of(turn, member)
    node_id = member.node_id if branch is None else branch.id
    return branch if await access.may(turn, member, Action.APPOINT, node_id) else None


async def begin(turn: Turn, member: Member, script: Script) -> Message | None:
    """The first question about the posts of one's branch; None for who may give none."""
    branch = await may_give(turn, member)
    if branch is None:
        return None
    return await dialogues.begin(turn, member.telegram_id or 0, script, {"branch": branch.id})


async def giver(asker: Asker, draft: Draft) -> tuple[Member, Role | None] | None:
    """Whose dialogue it is and by which post they give others; None where they may not, or not any more."""
    member = await people.known(asker.turn, asker.telegram_id)
    if member is None:
        return None
    decision = await access.ask(asker.turn, member, Action.APPOINT, dialogues.number(draft, "branch"))
    return (member, decision.role) if isinstance(decision, Grant) else None


async def refused(turn: Turn, member: Member, about: Member, node_id: int, unfit: Unfit) -> str:
    """Why not, in words; reaching for oneself or above oneself is written down (A4)."""
    if unfit in {Unfit.ONESELF, Unfit.ABOVE}:
        await access_log.note(
            turn.tx, turn.now, member.id, str(Action.APPOINT), granted=False, node_id=node_id, member_id=about.id
        )
    return say.unfit(unfit)


async def branch(asker: Asker, draft: Draft) -> Node:
    return (await nodes.tree(asker.turn.tx))[dialogues.number(draft, "branch")]


async def held_posts(asker: Asker, draft: Draft) -> list[tuple[str, Post, Holding]]:
    """All that is held in the branch, each with the words that pick it."""
    found = await seeing.posts_of(asker.turn, await branch(asker, draft))
    return [(say.held(post, holding.member), post, holding) for post in found for holding in post.holders]


def picked(found: Sequence[tuple[str, Post, Holding]], draft: Draft) -> tuple[Post, Holding] | None:
    """The holding that a draft speaks of, if it is still so."""
    wanted = (draft.get("node"), draft.get("role"), draft.get("whom"))
    return next(
        ((post, holding) for _, post, holding in found if (post.node.id, str(post.role), holding.member.id) == wanted),
        None,
    )
