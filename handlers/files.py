"""What people send besides words: pictures, voices and files (H15, H16)."""

from telegram import Message as TelegramMessage

from domain.features import Feature
from domain.messages import Media, MediaKind
from handlers import agendas, asking, broadcasts, courses
from handlers.routing import Event, Route
from handlers.visits import Visit
from services import features, joining
from services.requests import asking as requests
from services.requests import drafting
from texts import asking as say
from texts import refusals


async def asked_for(visit: Visit) -> bool:
    """Whether a question is open that a file may answer: about a request, for a course, for a notice."""
    member = await visit.member()
    if member is None:
        return False
    ours = await courses.waits_for_file(visit) or await broadcasts.waits_for_file(visit)
    ours = ours or await agendas.waits_for_file(visit)
    return ours or await drafting.asks_for_files(visit.turn, member)


async def may_belong(visit: Visit) -> bool:
    """Whether there is a request on its way that a file may belong to."""
    member = await visit.member()
    return member is not None and bool(await requests.open_requests(visit.turn, member))


async def bring(visit: Visit) -> None:
    member, message = await visit.member(), visit.update.message
    sent = _media(message) if message is not None else None
    if member is None or sent is None:
        visit.says(refusals.not_on_roster())
    elif await joining.needs_notice(visit.turn, member):
        visit.says(await joining.notice(visit.turn, member, visit.telegram_id))
    elif message is not None and await courses.waits_for_file(visit):
        await courses.bring(visit, sent[0], f"{_name(message)}\n{message.caption or ''}")
    elif message is not None and await broadcasts.waits_for_file(visit):
        await broadcasts.bring_file(visit, sent[0], message.caption or "", _name(message))
    elif message is not None and await agendas.waits_for_file(visit):
        await agendas.bring_file(visit, sent[0], _name(message), message.caption or "")
    elif not await features.on_at(visit.turn, Feature.HELP, member.node_id):
        visit.says(say.no_file_now())
    else:
        media, size = sent
        caption = (message.caption or "") if message is not None else ""
        began = await drafting.bring_file(visit.turn, member, media, size, caption, _name(message))
        asking.show(visit, began)


def _name(message: TelegramMessage | None) -> str:
    return (message.document.file_name or "") if message is not None and message.document is not None else ""


def _media(message: TelegramMessage) -> tuple[Media, int | None] | None:
    if message.voice is not None:
        return Media(MediaKind.VOICE, message.voice.file_id), message.voice.file_size
    if message.photo:
        largest = message.photo[-1]
        return Media(MediaKind.PHOTO, largest.file_id), largest.file_size
    if message.document is not None:
        return Media(MediaKind.DOCUMENT, message.document.file_id), message.document.file_size
    return None


ROUTES: tuple[Route, ...] = (Event("photo", bring), Event("voice", bring))
