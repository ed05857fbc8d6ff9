"""Whoever is no longer here stands for nobody, is asked for nothing, and leaves no tag behind (O7, O12, U9, C19)."""

from collections.abc import Awaitable, Callable
from datetime import timedelta

import pytest

from domain.family import Deed, Tie
from domain.members import Member
from domain.skills import SeenBy, Skill
from domain.tags import Tag
from services import skills, tags, tidying
from services.care import death, stopping
from services.family import arranging
from services.own_data import forgetting
from services.turn import Turn
from storage import family as proxies
from storage import skills as offers
from storage import tags as tag_rows
from storage.family import deeds
from storage.skills import asks
from tests.services.conftest import Somebody


async def _settled(turn: Turn, somebody: Somebody) -> tuple[Member, Member]:
    """小明 offers repairs, has a tag, is asked by 小雨, and stands for her."""
    ming, yu = await somebody("小明"), await somebody("小雨")
    await offers.offer(turn.tx, ming.id, Skill.REPAIRS, "修水管", 1, SeenBy.BRANCH, turn.now)
    [offer] = await offers.of_member(turn.tx, ming.id)
    await offers.ask(turn.tx, offer, yu.id, "水龙头漏水", turn.now)
    await tags.give_own(turn, ming, Tag.RETIRED)
    made = await proxies.ask(turn.tx, yu.id, ming.id, Tie.PAIR, yu.id, turn.now)
    assert await arranging.agree(turn, ming, made.id) is not None
    await proxies.note(turn.tx, yu.id, ming.id, Deed.GOING, None, turn.now)
    assert await arranging.stands_for(turn, ming, yu.id)
    assert [one.member.name for one in await skills.find(turn, yu, "水电")] == ["小明"]
    turn.letters.clear()
    return ming, yu


async def _dies(turn: Turn, member: Member) -> None:
    await death.write_down(turn, member, member)


async def _moves_away(turn: Turn, member: Member) -> None:
    await stopping.part(turn, member)


async def _deletes_everything(turn: Turn, member: Member) -> None:
    gone = await forgetting.forget_everything(turn, member)
    assert [gone[code] for code in ("tags", "skills", "skill_asks", "proxies", "proxy_deeds")] == [1, 1, 1, 1, 1]


@pytest.mark.parametrize("leaves", [_dies, _moves_away, _deletes_everything])
async def test_nothing_runs_on(
    branch: Turn, somebody: Somebody, leaves: Callable[[Turn, Member], Awaitable[None]]
) -> None:
    ming, yu = await _settled(branch, somebody)
    await leaves(branch, ming)
    assert not await arranging.stands_for(branch, ming, yu.id)
    assert await proxies.of_person(branch.tx, yu.id) == []
    if leaves is not _moves_away:  # who only moved offers what they offered, in the new branch
        assert await skills.find(branch, yu, "水电") == []


async def test_what_is_over_is_cleared_in_its_time(branch: Turn, somebody: Somebody) -> None:
    ming, yu = await _settled(branch, somebody)
    [tag] = await tag_rows.of_member(branch.tx, ming.id)
    await tag_rows.end(branch.tx, tag.id, ming.id, branch.now)
    [proxy] = await proxies.of_person(branch.tx, yu.id)
    await arranging.end(branch, yu, proxy.id)
    for days, cleared in ((89, 0), (91, 1)):
        later = Turn(branch.tx, branch.now + timedelta(days=days))
        await tidying.tidy(later)
        assert len((await branch.tx.execute(asks.select())).all()) == 1 - cleared
    assert len((await branch.tx.execute(deeds.select())).all()) == 1
    await tidying.tidy(Turn(branch.tx, branch.now + timedelta(days=367)))
    assert (await branch.tx.execute(deeds.select())).all() == []
    assert await proxies.get(branch.tx, proxy.id) is None
    assert (await branch.tx.execute(tag_rows.tags.select())).all() == []
