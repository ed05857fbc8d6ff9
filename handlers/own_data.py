"""「我的数据」: see, copy, correct, delete, take a consent back."""

from domain.messages import Message, Toast
from domain.privacy import Scope
from handlers.routing import Command, Route, Tap
from handlers.visits import Visit
from services.own_data import fixing, kin, page, withdrawing
from texts import fixing as say_fixing
from texts import own_data as say


async def show(visit: Visit) -> None:
    visit.says(await page.page(visit.turn, visit.me))


async def back(visit: Visit) -> None:
    visit.replaces(await page.page(visit.turn, visit.me))


async def copy(visit: Visit) -> None:
    visit.says(await page.copy(visit.turn, visit.me))


async def as_text(visit: Visit) -> None:
    visit.says(await page.as_text(visit.turn, visit.me))


async def seen(visit: Visit) -> None:
    visit.replaces(await page.seen(visit.turn, visit.me))


async def kept(visit: Visit) -> None:
    visit.replaces(say.kept_short(visit.telegram_id))


async def kept_all(visit: Visit) -> None:
    visit.replaces(say.kept(visit.telegram_id))


async def fix(visit: Visit) -> None:
    visit.says(await fixing.ask(visit.turn, visit.me))


async def delete(visit: Visit) -> None:
    goes = await withdrawing.foretell(visit.turn, visit.me, Scope.BASIC)
    visit.says(say.foretold(Scope.BASIC, goes, visit.telegram_id))


async def for_kin(visit: Visit) -> None:
    visit.says(await kin.begin(visit.turn, visit.me))


async def open_fix(visit: Visit) -> None:
    opened = await fixing.read(visit.turn, visit.me, visit.args[0])
    if opened is None:
        visit.refuses()
    else:
        visit.replaces(opened)


async def fixed(visit: Visit) -> None:
    _say(visit, await fixing.settle(visit.turn, visit.me, visit.args[0], None, done=True))


async def not_fixed(visit: Visit) -> None:
    outcome = await fixing.decline(visit.turn, visit.me, visit.args[0])
    if isinstance(outcome, Message):
        visit.says(outcome)
    else:
        _say(visit, outcome)


def _say(visit: Visit, outcome: fixing.Outcome) -> None:
    match outcome:
        case fixing.Settled(member, done):
            visit.replaces(say_fixing.fix_settled(member.name, done=done))
        case fixing.SettledBefore():
            visit.answers(Toast(say_fixing.fix_settled_before()))
        case fixing.Refused():
            visit.refuses()


ROUTES: tuple[Route, ...] = (
    Command("mydata", show, words=("我的数据",), menu="我的数据：要一份、更正、删除"),
    Command("correct", fix, words=("更正",)),
    Command("forget", delete, words=("删除我的数据",)),
    Command("kin", for_kin, words=("亲属查阅",), leads=True),
    Tap("myp", back),
    Tap("myx", copy),
    Tap("myr", as_text),
    Tap("myw", seen),
    Tap("myk", kept),
    Tap("mya", kept_all),
    Tap("myf", fix),
    Tap("myd", delete),
    Tap("myo", open_fix),
    Tap("myg", fixed),
    Tap("myn", not_fixed),
)
