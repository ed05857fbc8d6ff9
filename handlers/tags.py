"""标签: one's own, and for the keeper of the roster everybody's."""

from domain.messages import Toast
from handlers.routing import Command, Route, Tap
from handlers.visits import Visit
from services import tags
from texts import refusals
from texts import tags as say


async def show(visit: Visit) -> None:
    visit.says(await tags.own_page(visit.turn, visit.me))


async def back(visit: Visit) -> None:
    visit.replaces(await tags.own_page(visit.turn, visit.me))


async def choose(visit: Visit) -> None:
    sheet = await tags.own(visit.turn, visit.me)
    visit.replaces(say.choose(sheet.offered, visit.telegram_id))


async def add(visit: Visit) -> None:
    given = await tags.give_own(visit.turn, visit.me, say.NUMBERED[visit.args[0]])
    if given is None:
        visit.answers(Toast(say.there_already()))
    else:
        visit.answers(Toast(say.added(given.tag, together=given.together), alert=given.together))
    await back(visit)


async def contest(visit: Visit) -> None:
    match await tags.contest(visit.turn, visit.me, say.NUMBERED[visit.args[0]]):
        case tags.TakenOff(tag):
            visit.answers(Toast(say.taken_off(tag)))
        case tags.Passed(tag, keeper):
            visit.answers(Toast(say.passed(keeper.name, tag), alert=True))
        case tags.NoKeeper():
            visit.answers(Toast(say.no_keeper(), alert=True))
        case tags.Gone():
            visit.answers(Toast(refusals.stale_button()))
    await back(visit)


async def people(visit: Visit) -> None:
    listed = await tags.page(visit.turn, visit.me, visit.args[0])
    if listed is None:
        visit.refuses()
    else:
        visit.replaces(say.people(listed.people, listed.waiting, listed.number, further=listed.further))


async def look(visit: Visit) -> None:
    await _sheet(visit, visit.args[0])


async def give(visit: Visit) -> None:
    member_id, number = visit.args
    if not await tags.give(visit.turn, visit.me, member_id, say.NUMBERED[number]):
        visit.answers(Toast(refusals.stale_button()))
    await _sheet(visit, member_id)


async def take_off(visit: Visit) -> None:
    member_id, number = visit.args
    if not await tags.take_off(visit.turn, visit.me, member_id, say.NUMBERED[number]):
        visit.answers(Toast(refusals.stale_button()))
    await _sheet(visit, member_id)


async def agree(visit: Visit) -> None:
    member = await tags.agree(visit.turn, visit.me, visit.args[0])
    visit.replaces(say.settled_before() if member is None else say.agreed(member.name))


async def keep(visit: Visit) -> None:
    question = await tags.begin_keeping(visit.turn, visit.me, visit.args[0])
    visit.replaces(say.settled_before() if question is None else question)


async def _sheet(visit: Visit, member_id: int) -> None:
    sheet = await tags.look(visit.turn, visit.me, member_id)
    if sheet is None:
        visit.refuses()
    else:
        visit.replaces(say.sheet(sheet.member, sheet.tags, sheet.offered, visit.turn.now))


ROUTES: tuple[Route, ...] = (
    Command("tags", show, words=("标签", "我的标签"), menu="标签：看一看、加一条、说哪条不对"),
    Tap("tgo", back),
    Tap("tga", choose),
    Tap("tgs", add),
    Tap("tgx", contest),
    Tap("tgl", people),
    Tap("tgp", look),
    Tap("tgg", give),
    Tap("tgd", take_off),
    Tap("tgy", agree),
    Tap("tgk", keep),
)
