"""信任的人 and 值班: who is told when somebody is in danger."""

from domain.messages import Toast
from handlers.routing import Command, Route, Tap
from handlers.visits import Visit
from services.contacts import duty, trusted
from texts import contacts as say
from texts import refusals


async def show_trusted(visit: Visit) -> None:
    page = await trusted.page(visit.turn, visit.me)
    visit.says(say.page(page.mine, page.others, page.called, visit.turn.now, visit.telegram_id))


async def name_somebody(visit: Visit) -> None:
    visit.says(await trusted.begin(visit.turn, visit.telegram_id))


async def accept(visit: Visit) -> None:
    match await trusted.accept(visit.turn, visit.me, visit.args[0]):
        case trusted.Accepted(member):
            visit.replaces(say.willing(member.name))
        case trusted.Over():
            visit.answers(Toast(say.over()))


async def end(visit: Visit) -> None:
    match await trusted.end(visit.turn, visit.me, visit.args[0]):
        case trusted.Ended(other, declined):
            visit.replaces(say.declined() if declined else say.ended(other.name))
        case trusted.Over():
            visit.answers(Toast(say.over()))


async def show_duty(visit: Visit) -> None:
    page = await duty.page(visit.turn, visit.me)
    visit.says(say.duty(page.names, visit.telegram_id, may_set=page.may_set))


async def set_duty(visit: Visit) -> None:
    question = await duty.begin(visit.turn, visit.me)
    visit.says(question if question is not None else refusals.plain(refusals.not_allowed()))


ROUTES: tuple[Route, ...] = (
    Command("trusted", show_trusted, ("信任的人", "安全联系人"), menu="信任的人：危急时先找谁"),
    Command("duty", show_duty, ("值班", "值班联系人"), menu="值班联系人", leads=True),
    Tap("xt", name_somebody),
    Tap("xy", accept),
    Tap("xe", end),
    Tap("xd", set_duty),
)
