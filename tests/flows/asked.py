"""Somebody has asked for help: the steps that many conversations begin with."""

from datetime import timedelta

from domain.concerns import Topic, Urgency
from domain.requests import Audience, HelpRequest, Medium
from sandbox.play.heard import Heard
from storage import requests
from storage.schema import Tx
from tests.flows.quarter import LI, MING, Quarter
from tests.flows.town import Town

SURE = "住院的医药费医保怎么报销"
ONE_POST = "老伴住院快一个月了，自费部分有点撑不住"
UNSURE = "孩子生病住院没人照顾"
LOST = "唔知点讲"


async def send(quarter: Quarter, who: str = MING, words: str = SURE) -> Heard:
    """Write, press 发送, give the consent and stay in the branch; returns the card."""
    town = quarter.town
    draft = await town.ask(who, words)
    if "「医疗健康」" not in draft.text and ["医疗健康"] in draft.buttons:
        draft = await town.tap(who, "医疗健康", draft)
    heard = await town.tap(who, "✅ 发送", draft)
    if "同意，继续" in labels(heard):
        heard = await town.tap(who, "同意，继续", heard)
    return await town.tap(who, "只在支部里办", heard)


async def taken(quarter: Quarter, who: str = LI, asker: str = MING) -> tuple[Heard, Heard]:
    """... and somebody opens and takes it. Returns the helper's card, and the asker's."""
    town = quarter.town
    await send(quarter, asker)
    task = await town.hears(who, "求助 26-001")
    town.forward(seconds=4)
    await town.toast(who, "🙋 我来办", task)
    await quarter.settle()
    mine, theirs = quarter.heard(who), quarter.heard(asker)
    return mine[-1], next(one for one in reversed(theirs) if "已提交" in one.text)


async def done(quarter: Quarter, who: str = LI, asker: str = MING) -> Heard:
    """... and says that it is done. Returns the asker's card, which asks."""
    task, _ = await taken(quarter, who, asker)
    await quarter.town.toast(who, "✅ 办好了", task)
    await quarter.settle()
    quarter.heard(who)
    return next(one for one in reversed(quarter.heard(asker)) if "您看解决了吗" in one.text)


async def over(quarter: Quarter) -> None:
    """What was said up to now is none of this test's business; nothing is on its way any more."""
    await quarter.settle()
    quarter.town.forget_unheard()


def labels(heard: Heard) -> list[str]:
    return [label for row in heard.buttons for label in row]


async def stored(tx: Tx, town: Town, who: str, words: str, excluded: tuple[int, ...] = ()) -> HelpRequest:
    """A request as it lies in the database; nobody is asked about it."""
    asker, now = town.members[who], town.clock.now()
    return await requests.add(
        tx,
        words,
        excluded,
        now,
        asker_id=asker.id,
        node_id=asker.node_id,
        branch_id=town.branch_id,
        topic=Topic.HEALTH,
        urgency=Urgency.ORDINARY,
        audience=Audience.RESPONSIBLE,
        medium=Medium.TEXT,
        about_id=None,
        hide_name=False,
        may_leave=False,
        policy_id=None,
        respond_by=now + timedelta(days=1),
        resolve_by=now + timedelta(days=15),
        next_step_at=None,
    )
