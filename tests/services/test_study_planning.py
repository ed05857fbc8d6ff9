"""What is promised about a piece always agrees with what should be, whatever happened before (S6, S7)."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from domain.members import MemberStatus
from domain.nodes import NodeKind
from domain.studying import Draft, Learners, Taste, moments
from domain.workdays import Calendar
from services.studying import marking, telling
from services.turn import Turn
from storage import nodes, people, studying, studying_marks
from storage.studying import Planned
from tests.conftest import SHANGHAI

MONDAY = date(2026, 11, 30)
STATUSES = (MemberStatus.PROBATIONARY_MEMBER, MemberStatus.FULL_MEMBER)
DEEDS = st.one_of(
    st.tuples(st.just("taste"), st.integers(0, 2), st.sampled_from(Taste)),
    st.tuples(st.sampled_from(["mark", "undo", "joins", "leaves"]), st.integers(0, 2), st.just(0)),
    st.tuples(st.just("class"), st.integers(0, 2), st.sampled_from(STATUSES)),
    st.tuples(st.just("due"), st.just(0), st.integers(0, 20)),
    st.tuples(st.just("withdraw"), st.just(0), st.booleans()),
    st.tuples(st.just("plan"), st.just(0), st.just(0)),
)


@given(st.lists(DEEDS, max_size=12))
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
async def test_promises_agree_with_a_model_of_ten_lines(turn: Turn, deeds: list[tuple[str, int, object]]) -> None:
    branch = await nodes.add(turn.tx, None, NodeKind.BRANCH, "第一党支部", turn.now)
    ids = [(await people.add(turn.tx, branch.id, f"学员{one}", STATUSES[0], turn.now)).id for one in range(3)]
    for one in ids[:2]:
        await people.bind(turn.tx, one, 10_000 + one)
    planned = Planned(Draft("党章", 30), MONDAY, MONDAY + timedelta(days=6), turn.now)
    programme_id = await studying.publish(
        turn.tx, branch.id, Learners.PROBATIONARY, "学习", [planned], ids[0], turn.now
    )
    (piece,) = await studying.of_programme(turn.tx, programme_id)
    for deed, which, what in deeds:
        await _do(turn, deed, ids[which], what, piece.id)
    await studying.plan_at(turn.tx, [piece.id], turn.now)
    await telling.plan(turn)
    promised = await studying_marks.promised(turn.tx, piece.id)
    assert {key: at for key, (at, _, waits) in promised.items() if waits} == await _model(turn, ids, piece.id)


async def _do(turn: Turn, deed: str, member_id: int, what: object, piece_id: int) -> None:
    member = await people.get(turn.tx, member_id)
    assert member is not None
    match deed, what:
        case "taste", Taste() as taste:
            await telling.like(turn, member, taste)
        case "class", MemberStatus() as status:
            await people.change(turn.tx, member_id, node_id=member.node_id, status=status)
        case "due", int() as days:
            await studying.change_piece(turn.tx, piece_id, due_on=MONDAY + timedelta(days=days))
        case "withdraw", bool() as gone:
            await studying.withdraw_piece(turn.tx, piece_id, turn.now if gone else None)
        case "mark", _:
            await marking.mark(turn, member, piece_id)
        case "undo", _:
            await marking.undo(turn, member, piece_id)
        case "joins", _:
            await people.bind(turn.tx, member_id, 10_000 + member_id)
        case "leaves", _:
            await people.unbind(turn.tx, member_id)
        case _:
            await studying.plan_at(turn.tx, [piece_id], turn.now)
            await telling.plan(turn)


async def _model(turn: Turn, ids: list[int], piece_id: int) -> Mapping[tuple[int, str], datetime]:
    """The ten lines."""
    found = await studying.piece(turn.tx, piece_id)
    assert found is not None
    marked = await studying_marks.on_piece(turn.tx, piece_id)
    wanted = {}
    for member in await people.many(turn.tx, ids):
        of_the_class = member.status is STATUSES[0] and member.telegram_id is not None
        if of_the_class and member.id not in marked and not found[1].withdrawn:
            taste = await studying_marks.taste(turn.tx, member.id)
            for step, at in moments(found[1], taste, Calendar(SHANGHAI)).items():
                wanted[member.id, step] = at
    return wanted
