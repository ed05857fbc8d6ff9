"""A host and their home: opening it of their own accord, or answering a leader who asked."""

from domain.members import Member
from domain.messages import Message
from services import dialogues
from services.dialogues import Draft
from services.turn import Turn
from services.venues.writing import SCRIPT
from storage import nodes
from storage import people as members
from storage import venues as store
from texts import venues as say


async def open_home(turn: Turn, host: Member) -> Message | None:
    """A member opens their own home for study; None where they belong to no branch."""
    branch = (await nodes.tree(turn.tx)).branch_of(host.node_id)
    if branch is None:
        return None
    return await dialogues.begin(turn, host.telegram_id or 0, SCRIPT, {"node": branch.id, "host": host.id})


async def agree(turn: Turn, host: Member, ask_id: int) -> Message | None:
    """The host agrees, and is asked for the rest; None where the question is settled or was somebody else's."""
    asked = await store.open_ask(turn.tx, ask_id)
    branch = (await nodes.tree(turn.tx)).branch_of(host.node_id)
    if asked is None or asked.host_id != host.id or branch is None:
        return None
    draft: Draft = {"node": branch.id, "host": host.id, "kind": str(asked.kind), "asked_by": asked.asked_by}
    return await dialogues.begin(turn, host.telegram_id or 0, SCRIPT, draft, "name")


async def decline(turn: Turn, host: Member, ask_id: int) -> bool:
    """The host would rather not; no reason is asked for, and who asked hears it in one line."""
    asked = await store.open_ask(turn.tx, ask_id)
    if asked is None or asked.host_id != host.id:
        return False
    await store.settle_asks(turn.tx, host.id, turn.now)
    asker = await members.get(turn.tx, asked.asked_by)
    if asker is not None and asker.telegram_id is not None:
        turn.tell(asker.telegram_id, say.host_declined(host))
    return True
