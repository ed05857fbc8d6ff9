"""Who must not know, never hears: the excluded, whoever is outside without a consent, who has lost the post, who is not
told the name (H10, H14, E10, V5, V14)."""

import pytest
import sqlalchemy as sa

from domain.concerns import Topic
from domain.members import Role
from domain.messages import MediaKind
from domain.requests import RequestStatus
from sandbox.play.roles import PlayedGroup
from sandbox.world.files import FileKind
from services.requests import closing, handing, helping, leaving, pressing, reading, relieving
from services.turn import Turn
from storage import log_chats, request_words
from storage import requests as store
from storage.request_words import WordsKind
from tests.flows.asked import over, send
from tests.flows.cries import called, cries
from tests.flows.intruders import (
    ADDED,
    ASKED,
    NUMBER,
    REPLIED,
    WHY,
    all_press,
    anchors,
    by_services,
    pressing_it,
    told,
)
from tests.flows.quarter import CHEN, HE, LI, MING, SUN, WU, YU, ZHENG, ZHOU, Quarter
from tests.flows.test_ladder import A_DAY, asked

HELPERS = (CHEN, HE, LI, SUN, WU, YU, ZHENG, ZHOU)


async def committee_group(quarter: Quarter) -> PlayedGroup:
    """A log group with everybody of the committee in it."""
    town = quarter.town
    chat = town.box.world.add_group("支委群", [town[ZHOU].person, town[LI].person], with_bot=True)
    await town.settle()
    async with town.database.write() as tx:
        await log_chats.choose(tx, chat.id, town.branch_id, None, "支委群", town.clock.now())
    return town.stage.group("支委群")


@pytest.mark.parametrize("kept", [ZHOU, LI, CHEN])
@pytest.mark.parametrize("may_leave", [True, False])
async def test_who_is_kept_from_it_never_hears_of_it(quarter: Quarter, kept: str, may_leave: bool) -> None:
    """Not as the next rung, a stand-in, the secretary of the list, a reader of the log, nor by any button."""
    town = quarter.town
    group = await committee_group(quarter)
    await quarter.stands_in(kept, Role.DISCIPLINE_MEMBER)
    if kept != LI:
        await quarter.stands_in(kept, Role.ORGANIZATION_MEMBER)
    await quarter.away(HE, days=20)
    request = await quarter.submit(topic=Topic.HEALTH, excluded=[kept], may_leave=may_leave, body=ASKED)
    for _ in range(6):
        await quarter.wait(hours=A_DAY)
    ming = quarter.member(MING)
    await by_services(quarter, lambda turn: pressing.nudge(turn, ming, request.id))
    await by_services(quarter, lambda turn: pressing.go_up(turn, ming, request.id))
    helper = (await asked(quarter, request.id))[-1]
    await by_services(quarter, lambda turn: helping.take(turn, quarter.member(helper), request.id))
    assert (await quarter.request(request.id)).owner_id == quarter.member(helper).id
    for _ in range(8):
        await quarter.wait(hours=A_DAY)
    on = await anchors(quarter, [kept])
    for action in ("to", "tm", "tt", "tw", "wt", "wo", "wq"):
        (attempt,) = await all_press(quarter, on, pressing_it(action, request))
        assert attempt.holds([ASKED, NUMBER, MING]) == []
    assert NUMBER not in (await town.ask(kept, "待办")).text
    assert NUMBER not in (await town.ask(kept, "求助进展")).text
    assert NUMBER not in (await town.ask(kept, "状态")).text
    assert NUMBER not in told(quarter, kept)
    assert NUMBER not in "".join(one.text for one in group.chat.messages.values())
    async with town.database.read() as tx:
        turn = Turn(tx, town.clock.now())
        readers = await reading.readers(turn, request.id)
    assert {one.member_id for one in readers if not one.granted} == {quarter.member(kept).id}
    town.forget_unheard()


async def test_whom_a_word_of_care_is_about_does_not_meet_it_on_the_list(quarter: Quarter) -> None:
    request = await quarter.submit(topic=Topic.HEALTH)
    async with quarter.town.database.write() as tx:
        table = store.help_requests
        await tx.execute(sa.update(table).where(table.c.id == request.id).values(about_id=quarter.member(ZHOU).id))
    assert NUMBER not in (await quarter.town.ask(ZHOU, "求助进展")).text
    assert NUMBER in (await quarter.town.ask(SUN, "求助进展")).text
    quarter.town.forget_unheard()


async def test_who_was_refused_is_not_among_those_who_have_seen_it(quarter: Quarter) -> None:
    """H29: the asker reads who opened it; a refused attempt is the keeper's business."""
    card = await send(quarter)
    await quarter.settle()
    request = await quarter.request(1)
    on = await anchors(quarter, [YU, HE, LI])
    await all_press(quarter, on, pressing_it("to", request))
    seen = await quarter.town.tap(MING, "谁看过", card)
    assert LI in seen.text
    assert YU not in seen.text
    assert HE not in seen.text
    await over(quarter)


async def test_a_hidden_name_comes_out_nowhere(quarter: Quarter) -> None:
    """H14: through transfers, files, reminders, taking over, the slip, reopening; and danger still has a name."""
    town = quarter.town
    group = await committee_group(quarter)
    request = await quarter.submit(topic=Topic.HEALTH, may_leave=True, body=ASKED)
    ming, li, zhou = (quarter.member(name) for name in (MING, LI, ZHOU))
    stored = town.box.world.files.put("单子.pdf", b"%PDF", kind=FileKind.DOCUMENT)
    async with town.database.write() as tx:
        await store.change(tx, request.id, hide_name=True)
        at, said = town.clock.now(), WordsKind.FROM_ASKER
        await request_words.add(
            tx, request.id, ming.id, said, ADDED, at, file_kind=str(MediaKind.DOCUMENT), file=stored.file_id
        )
    await by_services(
        quarter,
        lambda turn: helping.open_words(turn, li, request.id),
        lambda turn: helping.open_files(turn, li, request.id),
        lambda turn: pressing.nudge(turn, ming, request.id),
        lambda turn: helping.take(turn, li, request.id),
        lambda turn: helping.reply(turn, li, request.id, REPLIED),
        lambda turn: handing.hand_on(turn, li, request.id, quarter.member(HE).id, WHY, back=False),
        lambda turn: pressing.go_up(turn, ming, request.id),
    )
    assert (await quarter.request(request.id)).owner_id == quarter.member(HE).id
    for _ in range(8):
        await quarter.wait(hours=A_DAY)
    (over_to,) = await by_services(quarter, lambda turn: relieving.take_over(turn, zhou, request.id))
    assert over_to is not None
    await by_services(
        quarter,
        lambda turn: helping.open_words(turn, zhou, request.id),
        lambda turn: helping.done(turn, zhou, request.id),
        lambda turn: closing.confirm(turn, ming, request.id),
        lambda turn: closing.reopen(turn, ming, request.id),
    )
    for name in HELPERS:
        slips = [
            one.document.data.decode() for one in town.stage.unheard if one.document and b"<html" in one.document.data
        ]
        assert MING not in told(quarter, name), name
        assert MING not in "".join(slips)
    assert NUMBER in "".join(one.text for one in group.chat.messages.values())
    assert MING not in "".join(one.text for one in group.chat.messages.values())
    town.forget_unheard()
    await cries(town, MING)
    await quarter.settle()
    assert MING in (await called(town, ZHOU)).text
    town.forget_unheard()


async def test_nobody_outside_hears_of_it_without_a_yes(quarter: Quarter) -> None:
    """E10: and when the yes is taken back it ends at once, also for who was asked, or has it in hand."""
    town = quarter.town
    request = await quarter.submit(topic=Topic.HEALTH, body=ASKED)
    ming, wu = quarter.member(MING), quarter.member(WU)
    for _ in range(8):
        await quarter.wait(hours=A_DAY)
    assert NUMBER not in told(quarter, WU) + told(quarter, ZHENG)

    async def yes(turn: Turn) -> object:
        return await leaving.decide(turn, ming, request.id, may_leave=True)

    async def no(turn: Turn) -> object:
        return await leaving.decide(turn, ming, request.id, may_leave=False)

    await by_services(quarter, yes)
    assert NUMBER in told(quarter, WU)
    await by_services(quarter, lambda turn: helping.open_words(turn, wu, request.id))
    assert ASKED in told(quarter, WU)
    await by_services(quarter, no)
    after = told(quarter, WU).splitlines()[-40:]
    assert ASKED not in "".join(one.text for one in town[WU].chat.messages.values())
    assert after
    town.forget_unheard()
    await quarter.wait(hours=A_DAY)
    nudged, up = await by_services(
        quarter,
        lambda turn: pressing.nudge(turn, ming, request.id),
        lambda turn: pressing.go_up(turn, ming, request.id),
    )
    assert isinstance(nudged, pressing.Nudged)
    assert WU not in (nudged.name or "")
    assert WU not in str(up)
    assert quarter.heard(WU) + quarter.heard(ZHENG) == []
    await by_services(quarter, yes, lambda turn: helping.take(turn, wu, request.id))
    assert (await quarter.request(request.id)).owner_id == wu.id
    await by_services(quarter, no)
    again = await quarter.request(request.id)
    assert (again.owner_id, again.status, again.round) == (None, RequestStatus.NEW, 2)
    assert [one for one in quarter.heard(LI) if NUMBER in one.text]
    on = await anchors(quarter, [WU])
    for action in ("to", "tm", "tt", "tr", "tn", "tf", "tb", "td", "tw", "wt", "wo"):
        (attempt,) = await all_press(quarter, on, pressing_it(action, request))
        assert attempt.holds([ASKED, NUMBER, MING]) == []
    town.forget_unheard()


async def test_a_wish_to_go_up_is_not_granted_outside_once_the_yes_is_gone(quarter: Quarter) -> None:
    """请上级看看 said at night for the morning, and the consent taken back before that."""
    request = await quarter.submit(topic=Topic.HEALTH, may_leave=True, excluded=[])
    ming = quarter.member(MING)
    await by_services(quarter, lambda turn: helping.take(turn, quarter.member(LI), request.id))
    await by_services(quarter, lambda turn: pressing.go_up(turn, ming, request.id))  # the secretary
    quarter.town.forward(hours=12)
    (later,) = await by_services(quarter, lambda turn: pressing.go_up(turn, ming, request.id))
    assert WU in str(later)
    await by_services(quarter, lambda turn: leaving.decide(turn, ming, request.id, may_leave=False))
    await quarter.wait(hours=12)
    assert NUMBER not in told(quarter, WU)
    quarter.town.forget_unheard()
