"""The group that is told how requests are getting on."""

from handlers.routing import Command, Route
from handlers.visits import Visit
from services import log_chats
from texts import log_chats as say


async def switch(visit: Visit) -> None:
    chat = visit.update.effective_chat
    if visit.private or chat is None:
        visit.says(say.how())
        return
    member = await visit.member()
    if member is None:
        visit.says(say.who_can())
        return
    match await log_chats.switch(visit.turn, member, visit.chat_id, visit.thread_id, chat.title or ""):
        case log_chats.Chosen(branch):
            visit.says(say.chosen(branch))
        case log_chats.Dropped():
            visit.says(say.dropped())
        case log_chats.OfMembers():
            visit.says(say.of_members())
        case log_chats.NotAllowed():
            visit.says(say.who_can())


ROUTES: tuple[Route, ...] = (
    Command(
        "logchat", switch, ("记录群",), menu="设一个求助进展的记录群（书记）", in_group=True, anyone=True, leads=True
    ),
)
