"""When both are reminded of a talk they agreed on: never in the quiet hours, though they asked for it (C15, S8)."""

from datetime import timedelta

import pytest

from domain.care import Place, TalkState
from services.care.talks import reminding
from services.turn import Turn
from storage import care_talks, people, reminders
from tests.conftest import SHANGHAI
from tests.services.conftest import Somebody


@pytest.mark.parametrize(
    ("hour", "expected"), [(15, ["08:00", "13:00"]), (10, ["08:00"]), (9, ["08:00"]), (7, []), (21, ["08:00", "19:00"])]
)
async def test_nobody_is_woken_for_a_talk(branch: Turn, somebody: Somebody, hour: int, expected: list[str]) -> None:
    chen, ming = await somebody("陈姐"), await somebody("小明")
    for number, one in enumerate((chen, ming), 7001):
        await people.unbind(branch.tx, one.id)
        await people.bind(branch.tx, one.id, number)
    at = (branch.now.astimezone(SHANGHAI) + timedelta(days=2)).replace(hour=hour, minute=0)
    talk = await care_talks.ask(branch.tx, chen.id, ming.id, at, Place.WALK, None, TalkState.AGREED, None, branch.now)
    await reminding.promise_both(branch, talk)
    for one in (chen, ming):
        waiting = await reminders.waiting_of(branch.tx, one.id)
        assert sorted(f"{each.at.astimezone(SHANGHAI):%H:%M}" for each in waiting) == expected
