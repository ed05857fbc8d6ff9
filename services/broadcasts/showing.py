"""What is seen of notices: the notice itself, how far it is, and who did not get it. Never who has read it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from domain.access import Action
from domain.broadcasts import TO_PHONE, Broadcast, title_of
from domain.calls import Matter
from domain.members import Member
from domain.messages import Message
from services import access, people
from services.broadcasts import audiences
from services.calls import listing
from services.turn import Turn
from storage import broadcast_recipients as recipients
from storage import broadcasts as store
from storage import nodes
from storage import people as members
from storage.broadcasts import Words
from texts import broadcasts as say

EVERY = timedelta(seconds=10)  # the author's card is edited at most so often: a hundredth of what may be sent
LISTED = 5
NAMED = 100


@dataclass(frozen=True, slots=True)
class Missed:
    """The first of those whom it did not reach, and how many there are."""

    names: Sequence[str]
    total: int


async def notice(turn: Turn, broadcast_id: int) -> Message | None:
    """The notice as each member gets it; None where it was stopped or is over: nothing is sent then."""
    words = await store.words_to_send(turn.tx, broadcast_id, turn.now)
    return None if words is None else drawn(words)


async def read_out(turn: Turn, broadcast_id: int) -> Message | None:
    """The notice, whatever has become of it; None where its words are forgotten."""
    words = await store.words(turn.tx, broadcast_id)
    return None if words is None else drawn(words)


def drawn(words: Words) -> Message:
    """One sight for the preview, the test and everybody."""
    return say.notice(words.text, words.media, words.sender)


async def sender(turn: Turn, node_id: int, author: Member) -> str:
    """How a notice is signed: where the author has their post, and what it is; the branch where they have none."""
    tree = await nodes.tree(turn.tx)
    offices = await members.offices_of(turn.tx, author.id)
    home = tree[offices[0].node_id] if offices else tree.branch_of(node_id) or tree[node_id]
    return say.sender(home.name, await people.title(turn, author))


async def card(turn: Turn, broadcast_id: int) -> Message | None:
    """How far it is, for whoever may send; with the buttons that fit."""
    broadcast = await store.get(turn.tx, broadcast_id)
    words = await store.words(turn.tx, broadcast_id)
    if broadcast is None or words is None:
        return None
    counts = await recipients.counts(turn.tx, broadcast_id)
    if broadcast.listed_to is not None:
        whom = await audiences.addressed(turn, broadcast.node_id, broadcast.audience, broadcast.author_id)
        counts = await recipients.expected(turn.tx, whom)
    later = await recipients.put_off_ones(turn.tx, broadcast_id, turn.now)
    name = (await nodes.tree(turn.tx))[broadcast.node_id].name
    return say.card(broadcast, title_of(words.text), name, counts, later, turn.now)


async def progress(turn: Turn, broadcast: Broadcast, *, at_once: bool) -> None:
    """Bring the author's card up to date, now and then while letters run."""
    before = turn.now if at_once else turn.now - EVERY
    author = await members.get(turn.tx, broadcast.author_id)
    if author is not None and await store.note_shown(turn.tx, broadcast.id, before, turn.now):
        await _show_author(turn, author, broadcast)


async def _show_author(turn: Turn, author: Member, broadcast: Broadcast) -> None:
    """Whoever has lost the post meanwhile has no more to do with it."""
    if broadcast.node_id in await access.nodes_for(turn, author, Action.BROADCAST):
        show(turn, author, broadcast.id)


def show(turn: Turn, viewer: Member, broadcast_id: int) -> None:
    if viewer.telegram_id is not None:
        turn.show(topic(viewer, broadcast_id), viewer.telegram_id, "broadcast", broadcast_id)


async def show_all(turn: Turn, broadcast: Broadcast, who_pressed: Member) -> None:
    """Its author sees what became of it, and whoever pressed."""
    author = await members.get(turn.tx, broadcast.author_id)
    if author is not None and author.id != who_pressed.id:
        await _show_author(turn, author, broadcast)
    show(turn, who_pressed, broadcast.id)


def show_anew(turn: Turn, viewer: Member, broadcast_id: int) -> None:
    if viewer.telegram_id is not None:
        turn.show_anew(topic(viewer, broadcast_id), viewer.telegram_id, "broadcast", broadcast_id)


def topic(viewer: Member, broadcast_id: int) -> str:
    """Each who looks at it has a card of their own."""
    return f"broadcast:{broadcast_id}:{viewer.id}"


async def newest(turn: Turn, member: Member) -> list[tuple[Broadcast, str]]:
    """(notice, title) of the newest ones that somebody has a say in."""
    own = await access.nodes_for(turn, member, Action.BROADCAST)
    found = []
    for broadcast in await store.newest(turn.tx, own, LISTED):
        words = await store.words(turn.tx, broadcast.id)
        found.append((broadcast, title_of(words.text if words is not None else "")))
    return found


async def open_card(turn: Turn, member: Member, broadcast_id: int) -> bool:
    """Show somebody the card again; False where it is not theirs to see."""
    broadcast = await mine(turn, member, broadcast_id)
    if broadcast is not None:
        show_anew(turn, member, broadcast_id)
    return broadcast is not None


async def mine(turn: Turn, member: Member, broadcast_id: int) -> Broadcast | None:
    """The notice, locked, where somebody may send at its place; a refusal is written down."""
    broadcast = await store.lock(turn.tx, broadcast_id)
    if broadcast is None or not await access.may(turn, member, Action.BROADCAST, broadcast.node_id):
        return None
    return broadcast


async def missed(turn: Turn, member: Member, broadcast_id: int) -> Missed | None:
    """Whom it did not reach, for whoever may send it; they stand on their leaders' phone lists."""
    if await mine(turn, member, broadcast_id) is None:
        return None
    first = await recipients.who_is(turn.tx, broadcast_id, TO_PHONE, limit=NAMED)
    counts = await recipients.counts(turn.tx, broadcast_id)
    names = [one.name for one in await members.many(turn.tx, first)]
    return Missed(names, counts.off + counts.unreached)


async def to_read_out(turn: Turn, leader: Member, broadcast_id: int) -> Message | None:
    """The notice, for whoever may send it or is to phone somebody about it."""
    broadcast = await store.get(turn.tx, broadcast_id)
    if broadcast is None:
        return None
    calls = [call for one in await listing.of_leader(turn, leader) for call in one.calls]
    phones = any(call.matter is Matter.BROADCAST and call.ref == broadcast_id for call in calls)
    if phones or await access.may(turn, leader, Action.BROADCAST, broadcast.node_id):
        return await read_out(turn, broadcast_id)
    return None
