"""Choosing, in a topic of a forum group, what is posted there (U10)."""

from domain.forums import Purpose
from handlers.routing import Command, Route, Tap
from handlers.visits import Visit
from services import forums
from texts import forums as say


async def show(visit: Visit) -> None:
    if visit.private:
        visit.says(say.how())
        return
    if visit.thread_id is None:
        visit.says(say.no_topic())
        return
    match await forums.topics(visit.turn, visit.me, visit.chat_id, visit.thread_id):
        case forums.Topics(here):
            visit.says(say.topic(here, visit.telegram_id))
        case forums.NotBound():
            visit.says(say.not_bound())
        case forums.NotAllowed():
            visit.says(say.who_can())


async def switch(visit: Visit) -> None:
    purpose = list(Purpose)[visit.args[0]]
    match await forums.switch(visit.turn, visit.me, visit.chat_id, visit.thread_id, purpose):
        case forums.Topics(here):
            visit.replaces(say.topic(here, visit.telegram_id))
        case forums.NotBound() | forums.NotAllowed():
            visit.refuses()


ROUTES: tuple[Route, ...] = (
    Command("topic", show, ("话题",), menu="群里的话题放什么（书记、组长）", in_group=True, leads=True),
    Tap("topic", switch),
)
