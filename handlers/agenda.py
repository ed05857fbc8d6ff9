"""今天, 本周, 日历: one's own agenda (S18)."""

from domain.features import Feature
from handlers.routing import Command, Handler, Route
from handlers.visits import Visit
from services import agenda
from services.agenda import Reach
from texts import agenda as say


def _looking(reach: Reach) -> Handler:
    async def look(visit: Visit) -> None:
        found = await agenda.look(visit.turn, visit.me, reach)
        head = say.Head(found.reach, found.first, found.last, found.lunar, found.festival, found.coming)
        visit.says(say.agenda(head, found.meetings, found.items, visit.turn.now, found.on))

    return look


ROUTES: tuple[Route, ...] = (
    Command("today", _looking(Reach.TODAY), ("今天",), menu="今天的安排", feature=Feature.CALENDAR),
    Command("week", _looking(Reach.WEEK), ("本周", "这周"), menu="本周的安排", feature=Feature.CALENDAR),
    Command("calendar", _looking(Reach.AHEAD), ("日历", "我的会议"), menu="我的日程", feature=Feature.CALENDAR),
)
