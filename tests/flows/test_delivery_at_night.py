"""What still waits when the night comes goes on in the morning, whatever it waited for (S8)."""

from datetime import datetime, timedelta

import pytest

from domain.messages import Lane, Message
from services import views
from services.turn import Turn, post
from tests.conftest import SHANGHAI
from tests.flows.town import MING, YU, Town
from tests.flows.troubles import calls, count

NIGHT = datetime(2026, 11, 23, 21, 0, tzinfo=SHANGHAI), datetime(2026, 11, 24, 8, 0, tzinfo=SHANGHAI)
LATE, MORNING = NIGHT[0] - timedelta(seconds=10), NIGHT[1]


@pytest.fixture(autouse=True)
def _a_piece_of_paper(monkeypatch: pytest.MonkeyPatch) -> None:
    """A living message whose words are its number, so that the test says what waits."""

    async def paper(_turn: Turn, ref: int) -> Message:
        return Message(f"第{ref}张")

    monkeypatch.setitem(views.VIEWS, "paper", paper)


async def show(town: Town, who: str, ref: int, *, expires_at: datetime | None = None, rests: bool = True) -> None:
    """A letter that nobody asked for."""
    async with town.database.write() as tx:
        turn = Turn(tx, town.clock.now())
        turn.show(
            f"paper:{ref}",
            town[who].id,
            "paper",
            ref,
            lane=Lane.REMINDER,
            expires_at=expires_at,
            rests=NIGHT if rests else None,
        )
        await post(tx, [turn])
    await town.app.ring()
    await town.settle()


async def hushed(town: Town, seconds: int) -> None:
    """Telegram wants silence in the chat of 小明 until the night has come."""
    town.at(LATE)
    town.box.world.faults.too_many_requests(1, retry_after=seconds, chat_id=town[MING].id, method="sendMessage")
    await show(town, MING, 1)
    assert town.stage.unread() == []


async def settled(town: Town, at: datetime) -> None:
    town.at(at)
    await town.app.delivery.rest()


async def test_what_telegram_put_off_does_not_come_in_the_night(town: Town) -> None:
    await hushed(town, 30)
    for hour in (0, 3, 9):
        await settled(town, NIGHT[0] + timedelta(hours=hour, minutes=1))
        assert town.stage.unread() == []
    await settled(town, MORNING)
    assert (await town[MING].hears()).text == "第1张"


async def test_nor_in_the_next_night(town: Town) -> None:
    """The bot was down all day, and comes back when it is dark again."""
    await hushed(town, 30)
    await settled(town, NIGHT[0] + timedelta(minutes=1))
    await town.stop()
    town.at(NIGHT[0] + timedelta(days=1, hours=2))
    await town.start()
    await town.settle()
    assert town.stage.unread() == []
    await settled(town, MORNING + timedelta(days=1))
    assert (await town[MING].hears()).text == "第1张"


async def test_what_is_worth_nothing_in_the_morning_is_not_said(town: Town) -> None:
    town.at(NIGHT[0] + timedelta(hours=1))
    await show(town, MING, 1, expires_at=MORNING)
    await show(town, YU, 2, expires_at=MORNING + timedelta(hours=1))
    assert await count(town.database, "outbox", state="expired", error="at_rest") == 1
    await settled(town, MORNING)
    assert (await town[YU].hears()).text == "第2张"
    assert await count(town.database, "outbox", state="waiting") == 0


async def test_what_waits_for_telegram_does_not_come_in_the_night(town: Town) -> None:
    """It was away, and is back while people sleep; what somebody asked for comes at once."""
    town.at(LATE)
    town.box.world.faults.away = True
    await show(town, MING, 1)
    await show(town, YU, 2, rests=False)
    town.box.world.faults.away = False
    await settled(town, NIGHT[0] + timedelta(hours=2))
    assert (await town[YU].hears()).text == "第2张"
    await settled(town, MORNING)
    assert (await town[MING].hears()).text == "第1张"


async def test_chat_after_chat_is_too_fast_so_everybody_waits(town: Town) -> None:
    """L6: it is the bot that Telegram means then; the pause is kept to the letter, and nothing is lost."""
    chats = [town[name].id for name in ("陈姐", "小明", "小雨")]
    for chat_id in chats:
        town.box.world.faults.too_many_requests(1, retry_after=20, chat_id=chat_id, method="sendMessage")
    for ref, name in enumerate(("陈姐", "小明", "小雨"), start=1):
        await show(town, name, ref, rests=False)
    await show(town, "老周", 4, rests=False)
    assert town.stage.unread() == []
    refused = len(calls(town, "sendMessage"))
    town.forward(seconds=19)
    await town.settle()
    assert len(calls(town, "sendMessage")) == refused
    town.forward(seconds=1)
    await town.settle()
    heard = [(await town[name].hears()).text for name in ("陈姐", "小明", "小雨", "老周")]
    assert heard == ["第1张", "第2张", "第3张", "第4张"]


async def test_a_clock_that_is_put_back_stops_nothing(town: Town) -> None:
    town.box.world.faults.too_many_requests(1, retry_after=20, chat_id=town[MING].id, method="sendMessage")
    await show(town, MING, 1, rests=False)
    town.at(town.clock.now() - timedelta(hours=1))
    await show(town, YU, 2, rests=False)
    assert (await town[YU].hears()).text == "第2张"
    town.forward(seconds=20)
    assert (await town[MING].hears()).text == "第1张"


async def test_how_much_was_said_unasked_is_counted(town: Town) -> None:
    """X7: new messages a person and day; answers are not counted, nor what is edited."""
    await show(town, MING, 1)
    await show(town, MING, 1)
    await show(town, MING, 2)
    await town.ask(MING, "菜单")
    await town.settle()
    assert await count(town.database, "burden", chat_id=town[MING].id, messages=2, day=town.clock.now().date()) == 1
    assert await count(town.database, "burden") == 1
    town.forget_unheard()
