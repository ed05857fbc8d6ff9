"""Files people send: what a file is for shows in its name."""

from handlers import files, policies, roster
from handlers.routing import Event, Route
from handlers.visits import Visit
from services import publishing
from texts import refusals


async def document(visit: Visit) -> None:
    """What an open question waits for; rules, which come as YAML; a roster from who keeps one; an addition (H15)."""
    message = visit.update.message
    if message is None or message.document is None or await visit.member() is None:
        visit.says(refusals.not_on_roster())
        return
    file = message.document
    name = file.file_name or ""
    if await files.asked_for(visit):
        await files.bring(visit)
    elif publishing.is_policy(name):
        await policies.document(visit, name, file.file_size, file.file_id)
    elif await files.may_belong(visit) and not await roster.takes(visit, name, file.file_size):
        await files.bring(visit)
    else:
        await roster.document(visit, name, file.file_size, file.file_id)


ROUTES: tuple[Route, ...] = (Event("document", document),)
