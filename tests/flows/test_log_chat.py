"""The leaders' group: numbers, categories, steps; never a word, never a name (A8)."""

from domain.requests import HelpRequest
from sandbox.play.roles import PlayedGroup
from sandbox.world import membership
from services.requests import journal, withdrawing
from services.turn import Turn, post
from storage.request_events import EventKind
from tests.flows.asked import stored
from tests.flows.test_moves import rows_about
from tests.flows.town import CHEN, MING, ZHOU, Town

WORDS = "老伴住院自费部分撑不住"


async def leaders_group(town: Town, title: str = "支委群") -> PlayedGroup:
    """A group of the committee with the bot in it."""
    chat = town.box.world.add_group(title, [town[ZHOU].person, town[CHEN].person], with_bot=True)
    await town.settle()
    town.forget_unheard()
    group = town.stage.group(title)
    assert group.chat.id == chat.id
    return group


async def says_in(town: Town, who: str, group: PlayedGroup) -> str:
    town.forward(seconds=4)
    town[who].says("/logchat@xiaoban_bot", to=group)
    return (await group.hears()).text


async def request(town: Town, excluded: tuple[int, ...] = ()) -> HelpRequest:
    """A request as it is stored."""
    async with town.database.write() as tx:
        return await stored(tx, town, MING, WORDS, excluded)


async def happens(town: Town, made: HelpRequest, *kinds: EventKind) -> None:
    """The clock's own turn: these things happen to a request."""
    async with town.database.write() as tx:
        turn = Turn(tx, town.clock.now())
        for kind in kinds:
            await journal.note(turn, made, kind, actor_id=town.members[CHEN].id)
        await post(tx, [turn])
    await town.app.ring()
    await town.settle()


async def test_one_silent_message_a_day_without_words_or_names(town: Town) -> None:
    group = await leaders_group(town)
    assert "幸福社区第一党支部的求助进展" in await says_in(town, ZHOU, group)
    made = await request(town)
    await happens(town, made, EventKind.SUBMITTED, EventKind.ASKED, EventKind.OPENED)
    line = await group.hears()
    assert f"求助 {made.number} 医疗健康：已提交" in line.text
    assert line.text.count("求助 26") == 1, "who was asked and who opened is between them"
    town.forward(seconds=5)
    await happens(town, made, EventKind.TAKEN, EventKind.REPLIED, EventKind.RESOLVED)
    edited = await group.hears()
    assert "已接手" in edited.text
    assert "待本人确认" in edited.text
    assert edited.message_id == line.message_id
    for private in (WORDS, MING, CHEN):
        assert private not in edited.text
    town.forward(days=1)
    await happens(town, made, EventKind.CONFIRMED)
    tomorrow = await group.hears()
    assert tomorrow.message_id != line.message_id
    assert "已办结" in tomorrow.text
    assert "已接手" not in tomorrow.text


async def test_a_request_kept_from_somebody_is_kept_from_the_group(town: Town) -> None:
    """H10: who is complained of may sit there."""
    group = await leaders_group(town)
    await says_in(town, ZHOU, group)
    await happens(town, await request(town, excluded=(town.members[CHEN].id,)), EventKind.SUBMITTED)
    assert town.stage.unread() == []
    other = await request(town)
    await happens(town, other, EventKind.SUBMITTED)
    assert (await group.hears()).text.count("求助 26") == 1


async def test_withdrawn_it_is_still_kept_from_the_group(town: Town) -> None:
    """H10, H23: the line of the day is drawn anew, and does not tell now what it did not tell before."""
    group = await leaders_group(town)
    await says_in(town, ZHOU, group)
    made = await request(town, excluded=(town.members[CHEN].id,))
    await happens(town, made, EventKind.SUBMITTED)
    async with town.database.write() as tx:
        assert await withdrawing.withdraw(Turn(tx, town.clock.now()), town.members[MING], made.id) == made.number
    await happens(town, await request(town), EventKind.SUBMITTED)
    assert (await group.hears()).text.count("求助 26") == 1


async def test_on_off_and_by_whom(town: Town) -> None:
    group = await leaders_group(town)
    assert "书记或副书记来设" in await says_in(town, CHEN, group)
    await says_in(town, ZHOU, group)
    assert "不再往这个群里记" in await says_in(town, ZHOU, group)
    await happens(town, await request(town), EventKind.SUBMITTED)
    assert town.stage.unread() == []
    assert "只有支委的群" in (await town.ask(ZHOU, "记录群")).text


async def test_never_where_the_members_are(town: Town) -> None:
    assert "请另建一个只有支委的群" in await says_in(town, ZHOU, town.group)
    group = await leaders_group(town)
    await says_in(town, ZHOU, group)
    town.forward(seconds=4)
    town[ZHOU].says("/setup@xiaoban_bot", to=group)
    assert "幸福社区第一党支部" in (await group.hears()).text
    await town.settle()
    town.forget_unheard()
    await happens(town, await request(town), EventKind.SUBMITTED)
    assert town.stage.unread() == [], "the group has become the branch's own: everybody may sit there"


async def test_it_follows_the_group(town: Town) -> None:
    """L8: a group that becomes a supergroup keeps its log, on the same day in a message of its own."""
    group = await leaders_group(town)
    await says_in(town, ZHOU, group)
    made = await request(town)
    await happens(town, made, EventKind.SUBMITTED)
    await group.hears()
    old = group.chat
    new = membership.migrate(town.box.world, old)
    await town.settle()
    assert await rows_about(town, old.id) == {}
    town.forward(seconds=5)
    await happens(town, made, EventKind.TAKEN)
    moved = await town.stage.group("支委群").hears()
    assert moved.chat is new
    assert "已提交" in moved.text
    assert "已接手" in moved.text


async def test_thrown_out_and_brought_back_by_anybody(town: Town) -> None:
    """A group that a secretary chose is ours, whoever adds us again."""
    group = await leaders_group(town)
    await says_in(town, ZHOU, group)
    world, bot = town.box.world, town.stage.bot
    membership.remove_bot(world, group.chat, bot, by=town[ZHOU].person)
    await happens(town, await request(town), EventKind.SUBMITTED)
    membership.add_bot(world, group.chat, bot, by=town[CHEN].person)
    await town.settle()
    town.forward(seconds=5)
    await happens(town, await request(town), EventKind.SUBMITTED)
    assert (await group.hears()).text.count("求助 26") == 2
