"""The question of the week, in the private chat only (S14)."""

from domain.features import Feature
from domain.messages import Toast
from handlers.routing import Command, Route, Tap
from handlers.visits import Visit
from services import quizzes
from texts import quizzes as say
from texts import refusals


async def of_this_week(visit: Visit) -> None:
    quiz = await quizzes.of_week(visit.turn, visit.me.node_id, visit.turn.now.date())
    if quiz is None:
        visit.says(say.none_this_week(keeps=await quizzes.keeps(visit.turn, visit.me)))
    else:
        visit.says(await quizzes.message(visit.turn, quiz, visit.me))


async def answer(visit: Visit) -> None:
    quiz_id, chosen = visit.args
    said = await quizzes.answer(visit.turn, visit.me, quiz_id, chosen)
    if isinstance(said, quizzes.Wrong):
        visit.answers(Toast(say.gone()))
    else:
        visit.says(said)


async def write(visit: Visit) -> None:
    question = await quizzes.write(visit.turn, visit.me)
    visit.says(refusals.plain(refusals.not_allowed()) if question is None else question)


async def remove(visit: Visit) -> None:
    if await quizzes.remove(visit.turn, visit.me, visit.args[0]):
        visit.replaces(say.removed())
    else:
        visit.refuses()


ROUTES: tuple[Route, ...] = (
    Command("quiz", of_this_week, ("每周一题", "本周一题"), menu="每周一题：答着玩", feature=Feature.STUDY),
    Command("newquiz", write, ("出题",), menu="出一道每周一题", feature=Feature.STUDY, leads=True),
    Tap("qza", answer, Feature.STUDY),
    Tap("qzn", write, Feature.STUDY),
    Tap("qzr", remove, Feature.STUDY),
)
