"""我的学时: one's own year, for oneself (EDU-01, EDU-05)."""

from domain.features import Feature
from domain.messages import Toast
from handlers.routing import Command, Route, Tap
from handlers.visits import Visit
from services import dialogues, meetings
from services.studying import exempting, hours, own_hours
from texts import meetings as say_meetings
from texts import refusals
from texts import studying_hours as say


async def year(visit: Visit) -> None:
    visit.says(say.year(await hours.of_year(visit.turn, visit.me)))


async def attended(visit: Visit) -> None:
    """The meetings one was at this year, whether they count or not."""
    new_year = visit.turn.now.replace(month=1, day=1, hour=0, minute=0, second=0, microsecond=0)
    there = [meeting for meeting, one in await meetings.mine(visit.turn, visit.me, new_year) if one.present]
    visit.says(say_meetings.studied(there, visit.turn.now))


async def correct(visit: Visit) -> None:
    found = await own_hours.correctable(visit.turn, visit.me, visit.args[0])
    visit.says(say.correct(found.entries, found.number, further=found.further))


async def strike(visit: Visit) -> None:
    entry = await hours.strike(visit.turn, visit.me, visit.args[0], back=False)
    if entry is None:
        visit.answers(Toast(say.gone()))
    else:
        visit.replaces(say.struck(entry))


async def put_back(visit: Visit) -> None:
    entry = await hours.strike(visit.turn, visit.me, visit.args[0], back=True)
    if entry is None:
        visit.answers(Toast(say.gone()))
    else:
        visit.replaces(say.put_back(entry))


async def own(visit: Visit) -> None:
    visit.says(await dialogues.begin(visit.turn, visit.telegram_id, own_hours.SCRIPT))


async def to_print(visit: Visit) -> None:
    visit.says(await own_hours.sheet(visit.turn, visit.me))


async def exempt(visit: Visit) -> None:
    await _exempt(visit, 0)


async def exempt_page(visit: Visit) -> None:
    await _exempt(visit, visit.args[0])


async def _exempt(visit: Visit, number: int) -> None:
    listed = await exempting.page(visit.turn, visit.me, number)
    if listed is None:
        visit.says(refusals.plain(refusals.not_allowed()))
    else:
        visit.replaces(say.exempt(listed.people, listed.number, further=listed.further))


async def switch_exempt(visit: Visit) -> None:
    member_id, number = visit.args
    switched = await exempting.switch(visit.turn, visit.me, member_id)
    if switched is None:
        visit.refuses()
    else:
        visit.answers(Toast(say.exempt_toast(exempt=switched)))
        await _exempt(visit, number)


ROUTES: tuple[Route, ...] = (
    Command("hours", year, ("我的学时", "学时"), menu="我的学时：只有自己看得到", feature=Feature.STUDY),
    Command("exempt", exempt, ("学时要求",), menu="哪些同志学习不作硬性要求", feature=Feature.STUDY, leads=True),
    Tap("stz", switch_exempt, Feature.STUDY),
    Tap("stzp", exempt_page, Feature.STUDY),
    Tap("ste", own, Feature.STUDY),
    Tap("stq", attended, Feature.STUDY),
    Tap("stc", correct, Feature.STUDY),
    Tap("stx", strike, Feature.STUDY),
    Tap("stb", put_back, Feature.STUDY),
    Tap("stk", to_print, Feature.STUDY),
)
