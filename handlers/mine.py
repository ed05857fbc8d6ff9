"""我的: one page of one's own."""

from handlers.routing import Command, Route
from handlers.visits import Visit
from services import mine
from texts import mine as say


async def show(visit: Visit) -> None:
    shown = await mine.page(visit.turn, visit.me)
    posts = [(office.role, where) for office, where in shown.posts]
    visit.says(
        say.page(
            visit.me,
            shown.branch,
            shown.place,
            posts,
            shown.tags,
            shown.offers,
            shown.record,
            shown.study,
            shown.on,
            visit.turn.now,
        )
    )


ROUTES: tuple[Route, ...] = (Command("my", show, words=("我的",), menu="我的：资料、标签、特长、今年的记录"),)
