"""Looking at a series, pausing it, leaving the next one out, ending it (M28)."""

from domain.access import Action
from domain.features import Feature
from domain.members import Member
from domain.series import Series, SeriesState, Shown
from services import access, features
from services.series import announcing, days
from services.turn import Turn
from storage import nodes
from storage import series as store


async def of_leader(turn: Turn, leader: Member) -> list[Series] | None:
    """The series of what somebody leads; None for who leads nothing."""
    own = await access.nodes_for(turn, leader, Action.MANAGE_MEETING)
    if not own:
        return None
    return await store.in_nodes(turn.tx, await features.where_on(turn, Feature.SERIES, own))


async def look(turn: Turn, leader: Member, series_id: int) -> Shown | None:
    """None where it is none of theirs."""
    one = await _theirs(turn, leader, series_id)
    return None if one is None else await _shown(turn, one)


async def pause(turn: Turn, leader: Member, series_id: int) -> Shown | None:
    """Nothing is announced until it goes on; what is announced stays."""
    return await _change(turn, leader, series_id, SeriesState.PAUSED)


async def go_on(turn: Turn, leader: Member, series_id: int) -> Shown | None:
    return await _change(turn, leader, series_id, SeriesState.ACTIVE)


async def end(turn: Turn, leader: Member, series_id: int) -> Shown | None:
    """For good; what is announced stays."""
    return await _change(turn, leader, series_id, SeriesState.ENDED)


async def leave_out(turn: Turn, leader: Member, series_id: int, day: int) -> Shown | None:
    """The next one is not held. `day` is its ordinal as the button showed it: a second tap leaves out no second one."""
    one = await _theirs(turn, leader, series_id)
    if one is None:
        return None
    following = await announcing.next_day(turn, one, await days.calendar_of(turn, one.plan.node_id))
    if following.nominal.toordinal() == day:
        await store.note_day(turn.tx, series_id, following.nominal, None)
        await store.look_again(turn.tx, series_id, turn.now)
    return await _shown(turn, one)


async def _change(turn: Turn, leader: Member, series_id: int, state: SeriesState) -> Shown | None:
    if await _theirs(turn, leader, series_id) is None:
        return None
    await store.change_state(turn.tx, series_id, state, turn.now)
    return await look(turn, leader, series_id)


async def _theirs(turn: Turn, leader: Member, series_id: int) -> Series | None:
    one = await store.get(turn.tx, series_id)
    if one is None or not await access.may(turn, leader, Action.MANAGE_MEETING, one.plan.node_id):
        return None
    return one


async def _shown(turn: Turn, one: Series) -> Shown:
    tree = await nodes.tree(turn.tx)
    calendar = await days.calendar_of(turn, one.plan.node_id)
    done = await store.days_done(turn.tx, one.id)
    ahead = days.of_series(one, turn.now.astimezone(calendar.zone).date(), calendar)
    six = days.next_six(each for each in ahead if each.nominal not in done)
    return Shown(one.plan, tree[one.plan.node_id].name, six, days.unknown_years(six, calendar), one)
