"""A word in the group, of a member who has agreed to it and of nobody else (K1, PRV-11)."""

from datetime import date, datetime, time
from typing import Final

from domain.care_dates import Said
from domain.features import Feature
from domain.members import Member, is_here
from domain.messages import Lane, Letter, Message, Method
from domain.privacy import Scope
from domain.workdays import Calendar
from services import features, policies, privacy
from services.care_dates import facts, greeting
from services.care_dates.facts import Facts
from services.turn import Turn
from storage import cards, nodes, outbox
from storage import congratulations as store
from storage import people as members
from texts import care_dates as say

AT_ONCE: Final = 20


async def plan(turn: Turn, known: Facts, calendar: Calendar) -> None:
    """Today's, for those who have agreed."""
    today = turn.now.date()
    for member in known.people.values():
        found = greeting.of_day(known, member, today)
        if found.anniversary and await privacy.has(turn, member.id, Scope.PUBLISH):
            await store.plan(turn.tx, member.id, today, greeting.morning(today, calendar))


async def congratulate(turn: Turn) -> bool:
    """A chore: what is due is said in the group, if everything still stands as it did."""
    due = await store.due(turn.tx, turn.now, AT_ONCE)
    for one in due:
        member = await members.get(turn.tx, one.member_id)
        if member is not None and one.on == turn.now.date() and await _may(turn, member, one.on):
            await _show(turn, member, one.id)
            await store.note_posted(turn.tx, [one.id], turn.now)
        else:
            await store.drop(turn.tx, [one.id])
    return len(due) == AT_ONCE


async def agree(turn: Turn, member: Member, day: date) -> bool:
    """One tap under the greeting: this year at once, later years by themselves. False where the day is over."""
    if day != turn.now.date() or not await _is_theirs(turn, member, day):
        return False
    await privacy.give(turn, member.id, Scope.PUBLISH)
    calendar = (await policies.in_force(turn, member.node_id)).calendar
    await store.plan(turn.tx, member.id, day, greeting.morning(day, calendar))
    return True


async def take_back(turn: Turn, member: Member) -> int:
    """The consent is gone: nothing more is said, and what stands in the group is without the name now."""
    mine = await store.of_member(turn.tx, member.id)
    for one in mine:
        await outbox.drop_waiting(turn.tx, _topic(one.id))
        said = await cards.get(turn.tx, _topic(one.id))
        if said is not None:
            letter = Letter(said.chat_id, Method.EDIT, say.taken_back_in_group(), message_id=said.message_id)
            turn.letters.append(letter)
            await cards.drop(turn.tx, _topic(one.id))
    return await store.drop(turn.tx, [one.id for one in mine])


async def draw(turn: Turn, congratulation_id: int) -> Message | None:
    """The words in the group as they may stand now."""
    one = await store.get(turn.tx, congratulation_id)
    member = None if one is None else await members.get(turn.tx, one.member_id)
    if one is None or member is None:
        return None
    if not is_here(member) or not await privacy.has(turn, member.id, Scope.PUBLISH):
        return None
    known = await facts.of_member(turn, member)
    years = greeting.of_day(known, member, one.on).standing if known.has_said(member.id, Said.WITH_YEARS) else None
    return say.in_group(member, years)


async def _may(turn: Turn, member: Member, day: date) -> bool:
    return await privacy.has(turn, member.id, Scope.PUBLISH) and await _is_theirs(turn, member, day)


async def _is_theirs(turn: Turn, member: Member, day: date) -> bool:
    if not is_here(member) or not await features.on_at(turn, Feature.GREETINGS, member.node_id):
        return False
    found = greeting.of_day(await facts.of_member(turn, member), member, day)
    return found.anniversary and not await greeting.mourns(turn, member, day)


async def _show(turn: Turn, member: Member, congratulation_id: int) -> None:
    """In the group of the member's own 党小组, else of the branch; till the evening, without a sound."""
    tree = await nodes.tree(turn.tx)
    branch = tree.branch_of(member.node_id)
    places = [member.node_id] if branch is None else [member.node_id, branch.id]
    chats = {one.node_id: one for one in await nodes.chats_of(turn.tx, frozenset(places))}
    chat = next((chats[place] for place in places if place in chats), None)
    if chat is not None:
        midnight = datetime.combine(turn.now.date(), time.max, turn.now.tzinfo)
        turn.show(
            _topic(congratulation_id),
            chat.chat_id,
            "congratulation",
            congratulation_id,
            lane=Lane.REMINDER,
            thread_id=chat.thread_id,
            expires_at=midnight,
        )


def _topic(congratulation_id: int) -> str:
    return f"congratulation:{congratulation_id}"
