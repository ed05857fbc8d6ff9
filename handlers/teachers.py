"""The teacher pool and lectures in the private chat; what the audience thinks, in the group too (S2)."""

from domain.features import Feature
from domain.messages import Message, Toast
from handlers.routing import Command, Route, Tap, privately
from handlers.visits import Visit
from services import teachers
from texts import lectures as say_lectures
from texts import refusals
from texts import teachers as say


async def pool(visit: Visit) -> None:
    page = await teachers.page(visit.turn, visit.me)
    visit.says(say.pool(page.teachers, page.own, page.lectures, page.heard, visit.turn.now, keeps=page.keeps))


async def offer(visit: Visit) -> None:
    visit.says(await teachers.offer(visit.turn, visit.me))


async def add(visit: Visit) -> None:
    visit.says_if_allowed(await teachers.add(visit.turn, visit.me), refusals.not_allowed())


async def manage(visit: Visit) -> None:
    page = await teachers.page(visit.turn, visit.me)
    if page.keeps:
        visit.says(say.manage([one for one in page.teachers if one != page.own]))
    else:
        visit.refuses()


async def withdraw(visit: Visit) -> None:
    gone = await teachers.withdraw(visit.turn, visit.me, visit.args[0])
    if gone is None:
        visit.refuses()
    else:
        visit.replaces(say.withdrawn() if gone.member_id == visit.me.id else say.removed(gone))


async def propose(visit: Visit) -> None:
    visit.says_if_allowed(await teachers.ask(visit.turn, visit.me, visit.args[0]), refusals.not_allowed())


async def say_yes(visit: Visit) -> None:
    settled = await teachers.say_yes(visit.turn, visit.me, visit.args[0])
    _replace(visit, None if settled is None else say_lectures.agreed(settled.lecture, visit.turn.now))


async def decline(visit: Visit) -> None:
    settled = await teachers.decline(visit.turn, visit.me, visit.args[0])
    _replace(visit, None if settled is None else say_lectures.declined())


async def other_time(visit: Visit) -> None:
    visit.says_if_allowed(await teachers.other_time(visit.turn, visit.me, visit.args[0]), say_lectures.too_late_toast())


async def take_other_time(visit: Visit) -> None:
    settled = await teachers.take_other_time(visit.turn, visit.me, visit.args[0])
    _replace(visit, None if settled is None else say_lectures.settled(settled.teacher, settled.lecture, visit.turn.now))


async def cancel(visit: Visit) -> None:
    settled = await teachers.cancel(visit.turn, visit.me, visit.args[0])
    _replace(visit, None if settled is None else say_lectures.cancelled())


async def show(visit: Visit) -> None:
    card = await teachers.card(visit.turn, visit.me, visit.args[0])
    if card is None:
        visit.refuses()
        return
    gives = card.teacher.member_id == visit.me.id
    visit.says(
        say_lectures.card(card.lecture, card.teacher, card.opinions, visit.turn.now, keeps=card.keeps, gives=gives)
    )


async def as_meeting(visit: Visit) -> None:
    visit.says_if_allowed(await teachers.as_meeting(visit.turn, visit.me, visit.args[0]), refusals.not_allowed())


async def judge(visit: Visit) -> None:
    page = await teachers.page(visit.turn, visit.me)
    found = next((pair for pair in page.heard if pair[0].id == visit.args[0]), None)
    if found is None:
        visit.answers(Toast(say_lectures.not_now()))
    else:
        visit.says(say_lectures.opinions_wanted(*found))


async def say_opinion(visit: Visit) -> None:
    lecture_id, opinion = visit.args
    match await teachers.say_opinion(visit.turn, visit.me, lecture_id, say_lectures.NUMBERED[opinion]):
        case teachers.Heard():
            visit.answers(Toast(say_lectures.heard()))
        case teachers.SaidBefore():
            visit.answers(Toast(say_lectures.said_before()))
        case teachers.NotNow():
            visit.answers(Toast(say_lectures.not_now()))


async def ask_audience(visit: Visit) -> None:
    match await teachers.ask_audience(visit.turn, visit.me, visit.args[0]):
        case True:
            visit.answers(Toast(say_lectures.audience_asked()))
        case False:
            visit.answers(Toast(say_lectures.no_group(), alert=True))
        case None:
            visit.refuses()


def _replace(visit: Visit, words: Message | None) -> None:
    if words is None:
        visit.answers(Toast(say_lectures.too_late_toast()))
    else:
        visit.replaces(words)


ROUTES: tuple[Route, ...] = (
    Command("teachers", pool, ("师资", "师资库"), menu="师资：请谁讲课，我来讲一课", feature=Feature.STUDY),
    *privately(
        Tap("teo", offer, Feature.STUDY),
        Tap("tea", add, Feature.STUDY),
        Tap("tem", manage, Feature.STUDY),
        Tap("tew", withdraw),
        Tap("tep", propose, Feature.STUDY),
        Tap("tey", say_yes, Feature.STUDY),
        Tap("ten", decline),
        Tap("tes", other_time, Feature.STUDY),
        Tap("tek", take_other_time, Feature.STUDY),
        Tap("tec", cancel),
        Tap("tel", show, Feature.STUDY),
        Tap("teg", as_meeting, Feature.STUDY),
        Tap("tej", judge, Feature.STUDY),
        Tap("tef", ask_audience, Feature.STUDY),
    ),
    Tap("teu", say_opinion, Feature.STUDY),
)
