"""特长: what one offers, and who offers what one looks for."""

from domain.features import Feature
from domain.messages import Toast
from domain.skills import SKILL_NAMES
from handlers.routing import Command, Route, Tap
from handlers.visits import Visit
from services import skills
from texts import refusals
from texts import skills as say


async def show(visit: Visit) -> None:
    visit.says(say.own(await skills.own(visit.turn, visit.me), visit.telegram_id))


async def offer(visit: Visit) -> None:
    visit.says(await skills.begin(visit.turn, visit.me))


async def pause(visit: Visit) -> None:
    await _changed(visit, changed=await skills.pause(visit.turn, visit.me, visit.args[0]))


async def drop(visit: Visit) -> None:
    await _changed(visit, changed=await skills.drop(visit.turn, visit.me, visit.args[0]))


async def _changed(visit: Visit, *, changed: bool) -> None:
    if changed:
        visit.replaces(say.own(await skills.own(visit.turn, visit.me), visit.telegram_id))
    else:
        visit.answers(Toast(refusals.stale_button()))


async def find(visit: Visit) -> None:
    wanted = visit.text.strip()
    if wanted:
        visit.says(say.found(await skills.find(visit.turn, visit.me, wanted), wanted))
    else:
        visit.says(say.ask_wanted())


async def find_kind(visit: Visit) -> None:
    wanted = list(SKILL_NAMES.values())[visit.args[0]]
    visit.replaces(say.found(await skills.find(visit.turn, visit.me, wanted), wanted))


async def ask(visit: Visit) -> None:
    question = await skills.ask(visit.turn, visit.me, visit.args[0])
    visit.says(say.gone() if question is None else question)


async def accept(visit: Visit) -> None:
    await _answer(visit, said=True)


async def decline(visit: Visit) -> None:
    await _answer(visit, said=False)


async def _answer(visit: Visit, *, said: bool) -> None:
    match await skills.answer(visit.turn, visit.me, visit.args[0], said=said):
        case skills.Answered(asker=asker, said=True):
            visit.replaces(say.answered_yes(asker))
        case skills.Answered(asker=asker):
            visit.replaces(say.answered_no(asker))
        case skills.AnsweredBefore():
            visit.answers(Toast(say.answered_before()))


ROUTES: tuple[Route, ...] = (
    Command("skills", show, words=("特长", "我的特长"), menu="特长：我能帮什么", feature=Feature.SKILLS),
    Command(
        "find_skill",
        find,
        words=("找特长",),
        menu="找特长：谁会水电、法律、外语",
        feature=Feature.SKILLS,
        takes_text=True,
    ),
    Tap("ska", offer, Feature.SKILLS),
    Tap("skp", pause),
    Tap("skd", drop),
    Tap("skf", find, Feature.SKILLS),
    Tap("skk", find_kind, Feature.SKILLS),
    Tap("skq", ask, Feature.SKILLS),
    Tap("sky", accept),
    Tap("skn", decline),
)
