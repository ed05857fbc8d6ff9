"""Messages that show a meeting: the group's board, the leader's panel, invitations where there is no group."""

from collections.abc import Sequence

from domain.access import Action
from domain.forums import Purpose
from domain.meetings import Meeting, MeetingState, tally
from domain.members import Member
from domain.messages import Message
from services import access, besides, features, forums
from services.templates import using
from services.turn import Turn
from storage import agendas, attendees, backfills, nodes, panels, people
from storage import meetings as store
from texts import backfilling as say_backfilling
from texts import meetings as say
from texts import panel as say_panel

PHASES = ("announced", "open", "begun", "over")


async def board(turn: Turn, meeting_id: int) -> Message | None:
    """The board as it is now: numbers, never names."""
    meeting = await store.get(turn.tx, meeting_id)
    if meeting is None:
        return None
    closed = meeting.state is MeetingState.CLOSED
    numbers = tally(await attendees.faceless(turn.tx, meeting_id), closed=closed)
    on = await features.all_on_at(turn, meeting.node_id)
    beside, invitation = await besides.lines(turn, meeting), await using.invitation(turn, meeting)
    return say.board(meeting, numbers, turn.now, on, beside, invitation)


async def panel(turn: Turn, meeting_id: int) -> Message | None:
    """The leader's view, with names."""
    meeting = await store.get(turn.tx, meeting_id)
    if meeting is None:
        return None
    everybody, closed = await attendees.of_meeting(turn.tx, meeting_id), meeting.state is MeetingState.CLOSED
    note = await backfilled(turn, meeting_id) if closed else ""
    beside = await besides.lines(turn, meeting, everybody)
    return say_panel.panel(meeting, everybody, tally(everybody, closed=closed), turn.now, note, beside)


async def backfilled(turn: Turn, meeting_id: int) -> str:
    """Who entered the meeting afterwards, when and why (M23); nothing where it was held with us."""
    found = await backfills.of(turn.tx, meeting_id)
    if found is None:
        return ""
    by = await people.get(turn.tx, found.made_by)
    name = by.name if by is not None else ""
    return say_backfilling.label_backfilled(name, found.made_at, found.reason, turn.now)


async def refresh(turn: Turn, meetings: Sequence[Meeting]) -> None:
    """Bring everything that shows these meetings up to date; asked once for many presses."""
    chats = await nodes.by_chat_id(turn.tx, [meeting.chat_id for meeting in meetings if meeting.chat_id is not None])
    for meeting in meetings:
        if meeting.chat_id is None:
            await _refresh_invitations(turn, meeting)
        elif meeting.chat_id in chats:
            chat = chats[meeting.chat_id]
            thread_id = await forums.thread_for(turn, chat, Purpose.MEETINGS)
            turn.show(f"board:{meeting.id}", chat.chat_id, "board", meeting.id, thread_id=thread_id)
    for meeting_id, telegram_id in await panels.of_meetings(turn.tx, [meeting.id for meeting in meetings]):
        turn.show(f"panel:{meeting_id}:{telegram_id}", telegram_id, "panel", meeting_id)


async def open_panel(turn: Turn, meeting: Meeting, telegram_id: int) -> None:
    """Give a leader a panel of this meeting; the old one, further up in the chat, is left behind."""
    await panels.keep(turn.tx, meeting.id, telegram_id)
    turn.show_anew(f"panel:{meeting.id}:{telegram_id}", telegram_id, "panel", meeting.id)


async def put_away(turn: Turn, member: Member, *, goes: bool = False) -> None:
    """Somebody has lost a post, or `goes` for good: names of meetings that are not theirs come to them no more."""
    if member.telegram_id is None:
        return
    managed = [] if goes else await access.nodes_for(turn, member, Action.MANAGE_MEETING)
    seen = await panels.seen_by(turn.tx, member.telegram_id)
    await panels.drop(turn.tx, member.telegram_id, [one.id for one in seen if one.node_id not in managed])


async def turn_page(turn: Turn) -> bool:
    """A chore: boards whose meeting has reached its next phase are drawn again."""
    stale = await store.stale_boards(turn.tx, turn.now)
    for meeting in stale:
        await store.note_phase(turn.tx, meeting.id, PHASES.index(say.phase_of(meeting, turn.now)))
    await refresh(turn, stale)
    return bool(stale)


async def _refresh_invitations(turn: Turn, meeting: Meeting) -> None:
    """Whoever has been handed the agenda has it in the same message."""
    cards = {card.member_id: card.id for card in await agendas.cards(turn.tx, meeting.id)}
    for one in await attendees.of_meeting(turn.tx, meeting.id):
        telegram_id, card_id = one.member.telegram_id, cards.get(one.member.id)
        if telegram_id is not None:
            live, ref = ("board", meeting.id) if card_id is None else ("meeting_card", card_id)
            turn.show(f"board:{meeting.id}:{telegram_id}", telegram_id, live, ref)
