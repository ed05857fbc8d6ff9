"""What the tests of danger share: crying for help, being called, and time passing."""

from sandbox.play.heard import Heard
from storage import contacts
from tests.flows.town import MING, Town

CRY = "我不想活了"
NUMBERS = ("120", "110", "12356", "每天不少于18小时", "不是全天有人值守", "身边留一个信得过的人")


def is_answer(heard: Heard) -> bool:
    """SAFE-01, SAFE-02: everything an answer holds, and nothing of what was said."""
    return all(part in heard.text for part in NUMBERS) and CRY not in heard.text


async def cries(town: Town, who: str = MING, words: str = CRY) -> Heard:
    """Somebody says it in the private chat; returns the answer."""
    town.forward(seconds=4)
    town[who].says(words)
    heard = await town[who].hears()
    assert is_answer(heard)
    return heard


async def called(town: Town, who: str, about: str = MING) -> Heard:
    """The call that somebody got."""
    alert = await town.hears(who, "需要马上联系")
    assert CRY not in alert.text
    assert about in alert.text
    return alert


async def after(town: Town, **by: float) -> None:
    """Time passes, and the bell rings."""
    town.forward(**by)
    await town.app.ring()
    await town.settle()


async def trusts(town: Town, who: str, whom: str) -> None:
    """Somebody has a trusted person, who agreed."""
    async with town.database.write() as tx:
        row_id = await contacts.ask_contact(tx, town.members[who].id, town.members[whom].id, town.clock.now())
        row = await contacts.contact(tx, row_id)
        assert row is not None
        await contacts.accept_contact(tx, row, town.clock.now())
