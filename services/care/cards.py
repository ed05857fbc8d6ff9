"""The cards of a visit that live: the visitor's, and that of the member it is for; drawn when they are sent."""

from domain.care import UNASKED, Visit, VisitState, Wish
from domain.members import Member, is_here
from domain.messages import Letter, Message, Method
from services import people
from services.care import rules
from services.reminding.promising import hushed
from services.turn import Turn
from storage import cards as living
from storage import care_visits as store
from storage import outbox
from storage import people as members
from texts import care as say


async def refresh(turn: Turn, visit_id: int, *, anew: bool = False) -> None:
    """Bring both cards up to date; `anew` where something new has to be read: with a sound, but not in quiet hours.

    What is urgent is heard at any hour by the one who goes, and by nobody else.
    """
    visit = await store.get(turn.tx, visit_id)
    if visit is None:
        return
    if visit.visitor_id is not None:
        visitor = await members.get(turn.tx, visit.visitor_id)
        if visitor is not None and visitor.telegram_id is not None and is_here(visitor):
            silent = not anew or (visit.trigger not in UNASKED and await hushed(turn, visitor))
            _show(turn, _theirs(visit.id, visitor.id), visitor.telegram_id, "visit", visit.id, anew=anew, silent=silent)
    about = await members.get(turn.tx, visit.about_id)
    if about is not None and about.telegram_id is not None and is_here(about):
        asks = anew and visit.state is VisitState.ASKED
        silent = not asks or await hushed(turn, about)
        _show(turn, _own(visit.id), about.telegram_id, "visit_own", visit.id, anew=anew, silent=silent)


async def bring(turn: Turn, visit: Visit, member: Member) -> None:
    """Show one of the two their card at the bottom of the chat."""
    if member.telegram_id is None:
        return
    if member.id == visit.about_id:
        _show(turn, _own(visit.id), member.telegram_id, "visit_own", visit.id, anew=True)
    elif member.id == visit.visitor_id:
        _show(turn, _theirs(visit.id, member.id), member.telegram_id, "visit", visit.id, anew=True)


async def take_from(turn: Turn, visit: Visit) -> None:
    """Somebody else goes: the card says so, and nothing of the matter stays in the chat of who was to go."""
    if visit.visitor_id is not None:
        await _empty(turn, _theirs(visit.id, visit.visitor_id), say.no_longer_yours())


async def close(turn: Turn, visit: Visit, *, declined: bool) -> None:
    """Nobody goes, and nothing is kept: both cards are emptied. `declined`: the member has said so just now."""
    if visit.visitor_id is not None:
        await _empty(turn, _theirs(visit.id, visit.visitor_id), say.nobody_goes())
    await _empty(turn, _own(visit.id), say.not_needed() if declined else say.visit_over())


async def for_visitor(turn: Turn, visit_id: int) -> Message | None:
    """What the one who goes sees."""
    visit = await store.get(turn.tx, visit_id)
    about = await members.get(turn.tx, visit.about_id) if visit is not None else None
    if visit is None or about is None or visit.visitor_id is None:
        return say.visit_over()
    rule = await rules.rule_of(turn, about, visit.trigger)
    return say.visitor_card(visit, about, rule, turn.now)


async def for_member(turn: Turn, visit_id: int) -> Message | None:
    """What the member it is for sees: who comes, by when, what was promised."""
    visit = await store.get(turn.tx, visit_id)
    if visit is None:
        return say.visit_over()
    visitor = await members.get(turn.tx, visit.visitor_id) if visit.visitor_id is not None else None
    title = await people.title(turn, visitor) if visitor is not None else None
    if visit.state is VisitState.ASKED:
        reporter = await members.get(turn.tx, visit.reported_by) if visit.reported_by is not None else None
        return say.ask_wish(visit, reporter)
    note = await store.note(turn.tx, visit.id) if visit.has_note else None
    return say.own_card(visit, title, note, turn.now)


def wants_call(visit: Visit) -> bool:
    return visit.wish is Wish.CALL


def _show(turn: Turn, topic: str, chat_id: int, view: str, ref: int, *, anew: bool, silent: bool = True) -> None:
    if anew:
        turn.show_anew(topic, chat_id, view, ref, silent=silent)
    else:
        turn.show(topic, chat_id, view, ref)


async def _empty(turn: Turn, topic: str, words: Message) -> None:
    turn.letters = [one for one in turn.letters if one.topic != topic]  # what this very turn has just put in line too
    await outbox.drop_waiting(turn.tx, topic)
    before = await living.get(turn.tx, topic)
    if before is not None:
        turn.letters.append(Letter(before.chat_id, Method.EDIT, words, message_id=before.message_id))
        await living.drop(turn.tx, topic)


def _theirs(visit_id: int, visitor_id: int) -> str:
    return f"visit:{visit_id}:{visitor_id}"


def _own(visit_id: int) -> str:
    return f"visit_own:{visit_id}"
