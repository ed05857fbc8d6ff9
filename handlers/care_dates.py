"""「我的日子」 and birth, for members: what comes by itself, what they put in, and one tap to be spared each."""

from datetime import date

from domain.features import Feature
from domain.messages import Message, Toast
from handlers.routing import Command, Route, Tap
from handlers.visits import Visit
from services.care_dates import adding, birth, congratulating, mine
from texts import benefits as say_benefits
from texts import care_dates as say
from texts import own_days as say_days
from texts import refusals


async def show(visit: Visit) -> None:
    visit.replaces(say_days.my_days(await mine.page(visit.turn, visit.me), visit.turn.now))


async def want_anniversary(visit: Visit) -> None:
    """不过政治生日, and back."""
    await mine.want_anniversary(visit.turn, visit.me, wanted=bool(visit.args[0]))
    await _noted(visit)


async def say_so(visit: Visit) -> None:
    """不过生日, 不用来走访, 写上党龄, and back."""
    number, stands = visit.args
    await mine.say(visit.turn, visit.me, say.SAYINGS[number], stands=bool(stands))
    await _noted(visit)


async def publish(visit: Visit) -> None:
    """Whether the group may hear of the political birthday."""
    await mine.publish(visit.turn, visit.me, wanted=bool(visit.args[0]))
    await _noted(visit)


async def publish_today(visit: Visit) -> None:
    """The same under the greeting, for this very day."""
    if await congratulating.agree(visit.turn, visit.me, date.fromordinal(visit.args[0])):
        visit.replaces(say.agreed(with_years=await mine.with_years(visit.turn, visit.me)))
    else:
        visit.answers(Toast(say.too_late()))


async def drop(visit: Visit) -> None:
    await _noted(visit, await mine.drop(visit.turn, visit.me, visit.args[0]))


async def keep_to_oneself(visit: Visit) -> None:
    await _noted(visit, await mine.keep_to_oneself(visit.turn, visit.me, visit.args[0]))


async def add(visit: Visit) -> None:
    visit.says(await adding.add(visit.turn, visit.me))


async def ask_born(visit: Visit) -> None:
    visit.says(await birth.ask(visit.turn, visit.me))


async def write_born(visit: Visit) -> None:
    """`生日 1946-05-03`; a keeper of the roster writes `生日 王奶奶 1941`."""
    if not visit.text:
        await ask_born(visit)
        return
    match await birth.write(visit.turn, visit.me, visit.text):
        case birth.Written(about, born):
            visit.says(say.born_written(about, born, own=about.id == visit.me.id))
        case birth.NobodyOrSeveral(name, count):
            visit.says(Message(say.nobody_or_several(name, count)))
        case birth.NotAllowed():
            visit.says(refusals.plain(refusals.not_allowed()))
        case birth.Unclear():
            visit.says(Message(say.born_unclear()))


async def show_benefits(visit: Visit) -> None:
    page = await mine.page(visit.turn, visit.me)
    visit.says(say_benefits.cards(page.benefits, visit.turn.now))


async def _noted(visit: Visit, done: bool = True) -> None:
    visit.answers(Toast(say_days.my_days_toast() if done else refusals.stale_button()))
    if done:
        await show(visit)


_ON = Feature.GREETINGS
ROUTES: tuple[Route, ...] = (
    Command(
        "mydays", show, ("我的日子", "不过生日", "不过政治生日"), menu="我的日子：生日、提醒、不过生日", feature=_ON
    ),
    Command("born", write_born, ("生日", "出生日期"), feature=_ON, takes_text=True),
    Command("benefits", show_benefits, ("优待",), menu="老年优待的线索", feature=_ON),
    Tap("cdm", show, _ON),
    Tap("cda", want_anniversary),
    Tap("cdw", say_so),
    Tap("cdh", publish),
    Tap("cdy", publish_today, _ON),
    Tap("cdx", drop),
    Tap("cdo", keep_to_oneself),
    Tap("cdn", add, _ON),
    Tap("cdi", ask_born, _ON),
    Tap("cdb", show_benefits, _ON),
)
