"""谈心 in the private chat: booking, answering, 谈过了, and a line both agree to keep."""

from domain.features import Feature
from domain.messages import Toast
from handlers.routing import Command, Route, Tap, privately
from handlers.visits import Visit
from services.care import talks
from services.care.talks import cards, keeping, listing, settling
from texts import refusals
from texts import talks as say


async def page(visit: Visit) -> None:
    found = await talks.page(visit.turn, visit.me)
    counts = [say.coverage_line(one.branch, one.first, one.until, one.talked, one.of) for one in found.coverage or ()]
    visit.says(say.page(found.talks, counts, visit.turn.now, keeps=found.keeps))


async def book(visit: Visit) -> None:
    visit.says(await talks.begin(visit.turn, visit.me))


async def invite(visit: Visit) -> None:
    visit.says_if_allowed(await talks.invite(visit.turn, visit.me, visit.args[0]), refusals.not_allowed())


async def show(visit: Visit) -> None:
    talk_id = visit.args[0]
    if await settling.is_party(visit.turn, visit.me, talk_id):
        await cards.bring(visit.turn, talk_id, visit.me.id)
    else:
        visit.answers(Toast(say.too_late_toast()))


async def say_yes(visit: Visit) -> None:
    done = await settling.say_yes(visit.turn, visit.me, visit.args[0])
    visit.answers(Toast(say.yes_toast() if done else say.too_late_toast()))


async def call_off(visit: Visit) -> None:
    done = await settling.call_off(visit.turn, visit.me, visit.args[0])
    visit.answers(Toast(say.off_toast() if done else say.too_late_toast()))


async def held(visit: Visit) -> None:
    done = await settling.held(visit.turn, visit.me, visit.args[0])
    visit.answers(Toast(say.held_toast() if done else say.too_late_toast()))


async def other_time(visit: Visit) -> None:
    visit.says_if_allowed(await talks.other_time(visit.turn, visit.me, visit.args[0]), say.too_late_toast())


async def write_note(visit: Visit) -> None:
    visit.says_if_allowed(await keeping.begin(visit.turn, visit.me, visit.args[0]), say.too_late_toast())


async def keep_note(visit: Visit) -> None:
    done = await keeping.agree(visit.turn, visit.me, visit.args[0])
    visit.answers(Toast(say.kept_toast() if done else say.too_late_toast()))


async def drop_note(visit: Visit) -> None:
    done = await keeping.drop(visit.turn, visit.me, visit.args[0])
    visit.answers(Toast(say.dropped_toast() if done else say.too_late_toast()))


async def read_note(visit: Visit) -> None:
    note = await keeping.read(visit.turn, visit.me, visit.args[0])
    visit.answers(Toast(say.note_shown(note), alert=note is not None))


async def triggers(visit: Visit) -> None:
    _listed(visit, await listing.listed(visit.turn, visit.me))


async def switch(visit: Visit) -> None:
    trigger = say.TRIGGERS[visit.args[0] % len(say.TRIGGERS)]
    _listed(visit, await listing.switch(visit.turn, visit.me, trigger))


def _listed(visit: Visit, found: listing.Listed | None) -> None:
    if found is None:
        visit.refuses()
    else:
        visit.replaces(say.triggers(found.branch, found.off))


ROUTES: tuple[Route, ...] = (
    Command("talk", page, ("谈心", "约谈心"), menu="谈心：约一位同志聊聊", feature=Feature.CARE),
    *privately(
        Tap("tka", book, Feature.CARE),
        Tap("tki", invite, Feature.CARE),
        Tap("tko", show, Feature.CARE),
        Tap("tky", say_yes, Feature.CARE),
        Tap("tkx", call_off),
        Tap("tkd", held, Feature.CARE),
        Tap("tkt", other_time, Feature.CARE),
        Tap("tkl", write_note, Feature.CARE),
        Tap("tkp", keep_note, Feature.CARE),
        Tap("tkq", drop_note),
        Tap("tks", read_note),
        Tap("tkg", triggers, Feature.CARE),
        Tap("tkh", switch, Feature.CARE),
    ),
)
