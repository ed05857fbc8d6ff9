"""Files people send: what a file is for shows in its name."""

from handlers import files, policies, roster
from handlers.routing import Event, Route
from handlers.visits import Visit
from services import publishing, secrecy
from texts import asking as say
from texts import refusals


async def document(visit: Visit) -> None:
    """What an open question waits for; rules, which come as YAML; a roster from who keeps one; an addition (H15).

    What its name or its words mark as secret is not even looked at (V13).
    """
    message = visit.update.message
    if message is None or message.document is None or await visit.member() is None:
        visit.says(refusals.not_on_roster())
        return
    file = message.document
    name = file.file_name or ""
    if await files.asked_for(visit):
        await files.bring(visit)
    elif await secrecy.seen(visit.turn, visit.me, f"{name}\n{message.caption or ''}"):
        visit.says(say.classified())
    elif publishing.is_policy(name):
        await policies.document(visit, name, file.file_size, file.file_id)
    elif await _is_for_a_request(visit, name, file.file_size):
        await files.bring(visit)
    else:
        await roster.document(visit, name, file.file_size, file.file_id)


async def _is_for_a_request(visit: Visit, name: str, size: int | None) -> bool:
    """Where one is on its way, whatever is no roster of theirs; else what has nothing to do with a roster."""
    if await files.may_belong(visit):
        return not await roster.takes(visit, name, size)
    return not await roster.is_meant(visit, name, size)


ROUTES: tuple[Route, ...] = (Event("document", document),)
