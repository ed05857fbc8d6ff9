"""转给 and 退回, told over the wire (H12, H13)."""

from domain.concerns import Topic
from storage import lessons, request_events
from storage.request_events import EventKind
from tests.flows.quarter import BODY, CHEN, HE, LI, MING, ZHOU, Quarter
from tests.flows.test_helping import owned, sounded


async def test_handed_on_with_a_reason_then_to_the_secretary_who_keeps_it(quarter: Quarter) -> None:
    town = quarter.town
    request, card = await owned(quarter)
    await town.toast(LI, "👁 打开看", card)
    await town.hears(LI, BODY)
    promised = request.respond_by, request.resolve_by
    question = await town.tap(LI, "↪️ 转给…", card)
    labels = [label for row in question.buttons for label in row]
    assert sorted(labels[:-1]) == ["书记 老周", "党小组长 陈姐", "副书记 小孙", "纪检委员 何委员"]
    await town.tap(LI, "党小组长 陈姐", question)
    which = await town.ask(LI, "陈姐离得近")
    assert "更像哪一类" in which.text
    assert "已转给党小组长 陈姐" in (await town.tap(LI, "不改分类", which)).text
    assert "现在由党小组长 陈姐办理" in (await town.hears(MING, "现在由")).text
    assert "内容已收起" in (await town.hears(LI, "内容已收起")).text
    hers = await town.hears(CHEN, "由您办理")
    assert await sounded(quarter, CHEN) == [True]
    assert "离得近" not in hers.text
    assert "李委员转来的" in hers.text
    now = await quarter.request(request.id)
    assert (now.owner_id, now.transfers) == (quarter.member(CHEN).id, 1)
    assert (now.respond_by, now.resolve_by) == promised
    assert (await town.toast_data(LI, card, "👁 打开看")).alert
    assert "不由您" in (await town.toast_data(LI, card, "💬 回复")).text
    await town.toast(CHEN, "👁 打开看", hers)
    assert "陈姐离得近" in (await town.hears(CHEN, BODY)).text
    settled = await town.tap(CHEN, "↪️ 转给…", hers)
    assert "这次交给 书记 老周 负责到底" in settled.text
    assert "已转给书记 老周" in (await town.ask(CHEN, "需要支部出面")).text
    his = await town.hears(ZHOU, "由您办理")
    assert "由您办到底" in (await town.tap(ZHOU, "↪️ 转给…", his)).text
    assert (await quarter.request(request.id)).owner_id == quarter.member(ZHOU).id
    town.forget_unheard()


async def test_handing_back_needs_a_reason_and_goes_to_who_gave_it(quarter: Quarter) -> None:
    town = quarter.town
    request, card = await owned(quarter)
    question = await town.tap(LI, "↩️ 退回", card)
    assert "由哪位同志接着办" in question.text
    await town.tap(LI, "纪检委员 何委员", question)
    which = await town.ask(LI, "我和当事人是亲戚")
    assert which.buttons[0] == ["权益维护", "不改分类"]
    assert "已转给纪检委员 何委员" in (await town.tap(LI, "权益维护", which)).text
    his = await town.hears(HE, "求助 26-001 · 权益维护")
    assert (await quarter.request(request.id)).topic is Topic.RIGHTS
    assert "书记 老周" in (await town.tap(HE, "↩️ 退回", his)).text
    async with town.database.read() as tx:
        kinds = [one.kind for one in await request_events.of(tx, request.id)]
        (lesson,) = await lessons.newest(tx, request.branch_id, 9)
    assert EventKind.HANDED_BACK in kinds
    assert lesson.topic is Topic.RIGHTS
    town.forget_unheard()
