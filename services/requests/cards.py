"""The messages about a request that live: the asker's card, each helper's card, and the words a helper has opened.

None of them carries words in a letter: they are drawn when they are sent, so that what is withdrawn or handed on
vanishes from the chats by itself.
"""

from domain.members import Member
from domain.messages import Letter, Method
from domain.requests import HelpRequest, Level, Refused, RefusedBecause, StepKind, is_open
from services.requests import files, journal, reading, voices
from services.requests.reading import Opened
from services.turn import Turn
from storage import cards as living
from storage import people, request_events, request_steps, request_watch
from storage import requests as store
from storage.request_events import EventKind
from storage.request_steps import Fired
from texts import helping as say
from texts import requests as say_asker


async def refresh(turn: Turn, request: HelpRequest) -> None:
    """Bring everybody's card up to date, quietly."""
    await to_asker(turn, request, anew=False)
    opened, asks = await _openers(turn, request), await _first_asks(turn, request)
    helpers = {one.id: one for one in await people.many(turn.tx, [step.member_id for step in asks])}
    for step in asks:
        helper = helpers.get(step.member_id)
        if helper is not None and helper.telegram_id is not None:
            await _redraw(turn, request, helper.telegram_id, step, opened=helper.id in opened)


async def put_away(turn: Turn, member: Member, *, goes: bool = False) -> None:
    """Somebody has lost a post, or `goes` for good: what they may read no more is emptied in their chat."""
    seen: set[int] = set()
    for step in await request_steps.asked_of(turn.tx, member.id):
        request = await store.get(turn.tx, step.request_id)
        if request is None or request.id in seen or not is_open(request) or member.telegram_id is None:
            continue
        seen.add(request.id)
        opened = member.id in await _openers(turn, request)
        await _redraw(turn, request, member.telegram_id, step, opened=opened)
        if goes:
            await files.take_back(turn, step)
    await _pass_on(turn, member, goes=goes)


async def _pass_on(turn: Turn, member: Member, *, goes: bool) -> None:
    """Nobody waits for an answer that cannot come any more: the next one, often their successor, is asked at once."""
    for request in await request_watch.waiting_for(turn.tx, member.id):
        over = goes or await reading.refusal(turn, member.id, request) is not None
        if over and request.next_step_at is not None:
            await store.change(turn.tx, request.id, next_step_at=turn.now)
    for request in await request_watch.in_hand(turn.tx, member.id):
        if goes or await reading.refusal(turn, member.id, request) is not None:
            await request_watch.look_again(turn.tx, request.id, turn.now)


async def _redraw(turn: Turn, request: HelpRequest, chat_id: int, step: Fired, *, opened: bool) -> None:
    _show(turn, _task(step), chat_id, "task", step.id)
    if opened:
        _show(turn, _words(step), chat_id, "words", step.id)
        if not is_open(request) or await reading.refusal(turn, step.member_id, request) is not None:
            await files.take_back(turn, step)


async def ask(
    turn: Turn, request: HelpRequest, member: Member, level: Level | None = None, *, silent: bool = False
) -> bool:
    """Ask a person: the step, and a card, with sound unless it is night. False where this round has asked them before.

    `level` is the rung they stand on; None where a person chose them.
    """
    asked = await request_steps.fire(turn.tx, request.id, request.round, StepKind.ASK, member.id, turn.now, level)
    if asked:
        await journal.note(turn, request, EventKind.ASKED, other_id=member.id)
        await bring(turn, request, member, silent=silent)
    return asked


async def bring(turn: Turn, request: HelpRequest, member: Member, *, silent: bool = True) -> None:
    """Show a helper's card at the bottom of their chat."""
    step = await _step_of(turn, request, member)
    if step is not None and member.telegram_id is not None:
        turn.show_anew(_task(step), member.telegram_id, "task", step.id, silent=silent)


async def bring_words(turn: Turn, request: HelpRequest, member: Member, *, silent: bool = True) -> None:
    """Show a helper the words at the bottom of their chat; the message above that held them is emptied."""
    step = await _step_of(turn, request, member)
    if step is None or member.telegram_id is None:
        return
    before = await living.get(turn.tx, _words(step))
    if before is not None:
        below = say.words_below(request.number)
        turn.letters.append(Letter(before.chat_id, Method.EDIT, below, message_id=before.message_id))
    turn.show_anew(_words(step), member.telegram_id, "words", step.id, silent=silent)


async def bring_files(turn: Turn, request: HelpRequest, member: Member) -> Opened | Refused:
    """Show a helper the pictures, files and voices; the opening is written down like that of the words."""
    step = await _step_of(turn, request, member)
    if step is None:
        await reading.log(turn, request, member.id, granted=False)
        return Refused(RefusedBecause.NOT_ASKED)
    return await files.bring(turn, member, step)


async def to_asker(turn: Turn, request: HelpRequest, *, anew: bool) -> None:
    """The asker's status card: edited where it stands, or brought down with sound."""
    voice = await voices.spokesman(turn, request)
    if voice is None or voice.telegram_id is None:
        return
    topic = f"request:{request.id}"
    if anew:
        before = await living.get(turn.tx, topic)
        if before is not None:
            below = say_asker.card_below(request.number)
            turn.letters.append(Letter(before.chat_id, Method.EDIT, below, message_id=before.message_id))
        turn.show_anew(topic, voice.telegram_id, "request", request.id, silent=False)
    else:
        _show(turn, topic, voice.telegram_id, "request", request.id)


async def was_shown(turn: Turn, request: HelpRequest, member: Member) -> bool:
    """Whether somebody has a card of this request."""
    return await _step_of(turn, request, member) is not None


async def again(turn: Turn, request: HelpRequest) -> HelpRequest:
    """The request as it is after what this turn did to it."""
    found = await store.get(turn.tx, request.id)
    return found if found is not None else request


async def _step_of(turn: Turn, request: HelpRequest, member: Member) -> Fired | None:
    steps = await _first_asks(turn, request)
    return next((step for step in steps if step.member_id == member.id), None)


async def _first_asks(turn: Turn, request: HelpRequest) -> list[Fired]:
    """The first step of each person ever asked: it names their one card for all rounds, so that none is forgotten."""
    first: dict[int, Fired] = {}
    for step in await request_steps.asks(turn.tx, request.id):
        first.setdefault(step.member_id, step)
    return list(first.values())


async def _openers(turn: Turn, request: HelpRequest) -> set[int]:
    events = await request_events.of(turn.tx, request.id)
    return {event.actor_id for event in events if event.kind is EventKind.OPENED and event.actor_id is not None}


def _show(turn: Turn, topic: str, chat_id: int, view: str, ref: int) -> None:
    """Unless this turn shows it already: what is drawn later shows everything, and a sound is not lost."""
    if not any(letter.topic == topic for letter in turn.letters):
        turn.show(topic, chat_id, view, ref)


def _task(step: Fired) -> str:
    return f"task:{step.id}"


def _words(step: Fired) -> str:
    return f"words:{step.id}"
