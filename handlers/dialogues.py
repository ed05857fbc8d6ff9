"""Going on with an open dialogue, by word or by button, and leaving it."""

from domain.messages import Message, Toast
from handlers import asking
from handlers.routing import Command, Event, Route, Tap
from handlers.visits import Visit
from services import dialogues, joining
from services.scripts import SCRIPTS
from texts import dialogues as say
from texts import refusals


async def heard(visit: Visit) -> None:
    """Words that are no command: the answer to an open question, or nothing we know."""
    said = await dialogues.hear(visit.turn, visit.telegram_id, visit.text, SCRIPTS)
    if isinstance(said, Message):
        visit.says(said)
    elif said is not None:
        return
    elif await visit.member() is None:
        visit.says(refusals.not_on_roster())
    elif await joining.needs_notice(visit.turn, visit.me):
        visit.says(await joining.notice(visit.turn, visit.me, visit.telegram_id))
    else:
        await asking.heard(visit)


async def pressed(visit: Visit) -> None:
    serial, option = visit.args
    if option < 0:
        await _cancel_pressed(visit)
        return
    said = await dialogues.press(visit.turn, visit.telegram_id, serial, option, SCRIPTS)
    if said is None:
        visit.answers(Toast(say.old_question()))
    elif isinstance(said, dialogues.Became):
        visit.becomes(said.topic)
    elif said.menu is not None:
        visit.says(said)  # the big buttons come with a new message only
    else:
        visit.replaces(said)


async def _cancel_pressed(visit: Visit) -> None:
    await dialogues.cancel(visit.turn, visit.telegram_id)
    visit.replaces(Message(say.cancelled()))


async def cancel(visit: Visit) -> None:
    """/取消 and /cancel always work."""
    cancelled = await dialogues.cancel(visit.turn, visit.telegram_id)
    visit.says(refusals.plain(say.cancelled() if cancelled else say.nothing_to_cancel()))


async def too_fast(visit: Visit) -> None:
    visit.says(refusals.plain(refusals.too_fast()))


ROUTES: tuple[Route, ...] = (
    Command("cancel", cancel, ("取消",), menu="取消正在办的事", anyone=True),
    Tap(dialogues.ACTION, pressed, anyone=True),
    Event("text", heard),
    Event("too_fast", too_fast),
)
