"""Every button of visits, talks and deaths, pressed by everybody it was not made for."""

from collections.abc import Mapping
from typing import Final

from domain.care import Place, TalkState, VisitState, VisitTrigger, Wish
from domain.members import Role
from domain.messages import Press
from handlers import ROUTES
from handlers.routing import Routes, Tap
from services.care import visits
from services.turn import Turn, post
from storage import access_log, care_contacts, care_talks, care_visits, people
from storage.care_visits import Note
from tests.flows.intruders import QIAN, all_press, anchors, next_door, state
from tests.flows.quarter import CHEN, HE, LI, MING, SUN, WU, YU, Quarter
from tests.flows.town import STRANGER

OTHERS: Final = (YU, HE, SUN, WU, QIAN, STRANGER)  # 小孙 was the deputy until yesterday
WORDS, PLACE, NOTE = "床位在六楼靠窗", "老槐树底下的石桌", "说好了补栏杆"
SECRETS: Final = (WORDS, PLACE, NOTE, "住院", "床位", "确认：小明")
OF_VISITS: Final = ("viv", "vib", "vid", "vih", "vin", "vix", "vio", "vis")
OF_TALKS: Final = ("tko", "tky", "tkx", "tkd", "tkt", "tkl", "tkp", "tkq", "tks")
OF_PEOPLE: Final = ("vip", "vic", "tki", "vik", "vig", "viu")
OF_EVERYBODY: Final = ("vir", "viz", "tka")  # one's own page, and a question that is put away
OF_THE_LIST: Final[Mapping[str, tuple[int, ...]]] = {
    "vim": (0,), "vil": (), "vie": (1,), "vif": (1, 2), "viw": (1,), "tkg": (), "tkh": (1,),
}  # fmt: skip
WITH_MORE: Final = ("via", "viy", "vit", "viq", "vij")


def our_taps() -> dict[str, Tap]:
    taps = Routes.of(ROUTES).taps
    return {action: tap for action, tap in taps.items() if action[:2] in {"vi", "tk"} and isinstance(tap, Tap)}


def test_somebody_has_thought_about_every_tap() -> None:
    assert set(our_taps()) == {*OF_VISITS, *OF_TALKS, *OF_PEOPLE, *OF_EVERYBODY, *OF_THE_LIST, *WITH_MORE}


def test_none_of_them_works_in_a_group() -> None:
    assert [action for action, tap in our_taps().items() if not tap.private] == []


async def _confided(quarter: Quarter) -> list[Press]:
    """A visit and a talk between 小明 and 陈姐, as far as there is most to steal; all presses about them."""
    ming, chen, now = quarter.member(MING), quarter.member(CHEN), quarter.town.clock.now()
    async with quarter.town.database.write() as tx:
        await people.relieve(tx, quarter.member(SUN).id, quarter.town.branch_id, Role.DEPUTY_SECRETARY, now)
        turn = Turn(tx, now)
        made = await care_visits.add(
            tx, ming.id, VisitTrigger.HOSPITAL, VisitState.WAITING, ming.id, now, wish=Wish.COME, words=WORDS
        )
        assert await visits.find_visitor(turn, made) == chen
        asked = await care_visits.add(tx, ming.id, VisitTrigger.HARDSHIP, VisitState.ASKED, chen.id, now)
        done = await visits.assign(turn, ming, VisitTrigger.HOSPITAL, chen, now.date(), chen)
        await visits.went(turn, chen, done)
        await care_visits.write_note(tx, done, Note(how=NOTE), now.date())
        open_talk = await care_talks.ask(
            tx, ming.id, chen.id, now.replace(day=30), Place.OTHER, PLACE, TalkState.ASKED, None, now
        )
        held = await care_talks.ask(tx, ming.id, chen.id, now, Place.HOME, None, TalkState.HELD, None, now)
        await care_talks.change(tx, held, held_on=now.date(), note=NOTE, noted_by=ming.id, note_agreed=True)
        asked_for = await care_contacts.ask(tx, ming.id, chen.id, now)
        await post(tx, [turn])
    li = quarter.member(LI).id
    presses = [Press(action, (one,)) for action in OF_VISITS for one in (made, done)]
    presses += [Press(action, (one,)) for action in OF_TALKS for one in (open_talk, held)]
    presses += [Press(action, (ming.id,)) for action in OF_PEOPLE]
    presses += [Press(action, args) for action, args in OF_THE_LIST.items()]
    presses += [Press(action, (one, wish)) for action in ("via", "viy") for one in (made, asked) for wish in (0, 2)]
    return [*presses, Press("vit", (made, li)), Press("viq", (asked_for,)), Press("vij", (ming.id, li))]


async def test_nobody_else_reads_or_changes_it(quarter: Quarter) -> None:
    """No post, another post, a post that ended yesterday, the level above, next door, a stranger."""
    await next_door(quarter)
    presses = await _confided(quarter)
    await quarter.settle()
    quarter.town.forget_unheard()
    on = await anchors(quarter, OTHERS)
    before, found = await state(quarter), []
    for press in presses:
        # 钱书记 keeps the lists of the branch next door
        others = {name: on[name] for name in OTHERS if not (name == QIAN and press.action in OF_THE_LIST)}
        for attempt in await all_press(quarter, others, press):
            found += attempt.holds(SECRETS)
        quarter.town.forward(minutes=5)
    after = await state(quarter)
    assert found == []
    assert [name for name in before if before[name] != after[name]] == []
    async with quarter.town.database.read() as tx:
        refused = {one.actor_id for one in await access_log.refusals(tx)}
    assert {quarter.member(name).id for name in (YU, HE, SUN, WU, QIAN)} <= refused
    quarter.town.forget_unheard()
