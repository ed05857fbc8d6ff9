"""The ladder as a whole: real services, a real database, and a clock that anything may happen under (E4 to E10)."""

import asyncio
from collections.abc import Coroutine
from dataclasses import replace
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import Any, TypeVar

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule, run_state_machine_as_test

from domain.concerns import Topic, Urgency
from domain.policies import DEFAULT, Policy
from domain.requests import OUTSIDE_FROM, Audience, HelpRequest, RequestStatus, StepKind, next_step
from services.requests import climbing, leaving, rungs
from services.turn import Turn
from storage import requests as store
from storage import standins
from storage.request_steps import Fired
from tests.conftest import SHANGHAI
from tests.databases import Databases
from tests.services.neighbourhood import BODY, NAMES, POSTS, Neighbourhood

T = TypeVar("T")
ABOVE = {"leader": 1, "organization": 2, "discipline": 2, "deputy": 2, "secretary": 3, "community": 4, "street": 5}
LAST_RESORT = {"discipline", "organization", "stand-in", "deputy"}
STARTS = (
    datetime(2026, 9, 24, 16, 0, tzinfo=SHANGHAI),  # before Mid-Autumn, 调休 and National Day
    datetime(2026, 2, 13, 20, 50, tzinfo=SHANGHAI),  # before the Spring Festival
    datetime(2026, 11, 27, 23, 59, tzinfo=SHANGHAI),  # a Friday, before midnight
)


def hurried(step_hours: int, topics: dict[Topic, Any]) -> Policy:
    """Other rules: another time between two people, other posts."""
    clocks = {urgency: replace(one, step=timedelta(hours=step_hours)) for urgency, one in DEFAULT.clocks.items()}
    return replace(DEFAULT, clocks=MappingProxyType(clocks), routes=MappingProxyType({**DEFAULT.routes, **topics}))


class Months(RuleBasedStateMachine):
    """Weeks of a branch; after each step, what was done is held against what may ever be done."""

    def __init__(self, databases: Databases) -> None:
        super().__init__()
        self._runner = asyncio.Runner()
        self._databases = databases
        self.requests: list[HelpRequest] = []
        self.seen: dict[int, list[Fired]] = {}
        self.away: dict[str, datetime] = {}
        self.policies: dict[int, Policy] = {}
        self.policy = DEFAULT
        self.pushed: set[int] = set()
        self.excluded: dict[int, set[str]] = {}

    def run(self, doing: Coroutine[Any, Any, T]) -> T:
        return self._runner.run(doing)

    @initialize(start=st.sampled_from(STARTS))
    def begin(self, start: datetime) -> None:
        self.url = self.run(self._databases.fresh("sqlite"))
        self.place = self.run(Neighbourhood.built(self.url, start))

    def teardown(self) -> None:
        try:
            self._see_it_out()
        finally:
            self.run(self.place.database.close())
            self.run(self._databases.drop(self.url))
            self._runner.close()

    @precondition(lambda self: len(self.requests) < 3)
    @rule(
        topic=st.sampled_from([Topic.HEALTH, Topic.HOUSING, Topic.RIGHTS, Topic.OTHER]),
        urgency=st.sampled_from(Urgency),
        audience=st.sampled_from(Audience),
        excluded=st.sets(st.sampled_from([name for name, _, _ in POSTS]), max_size=2),
        may_leave=st.booleans(),
    )
    def submit(self, topic: Topic, urgency: Urgency, audience: Audience, excluded: set[str], may_leave: bool) -> None:
        made = self.run(self.place.submit(topic, urgency, audience, excluded, may_leave=may_leave))
        self.requests.append(made)
        self.seen[made.id] = []
        self.policies[made.id] = self.policy
        self.excluded[made.id] = excluded
        self._look()

    @rule(hours=st.sampled_from([0.2, 1, 8, 13, 24, 24, 49, 100]))
    def wait(self, hours: float) -> None:
        self.place.now += timedelta(hours=hours)
        self.run(self.place.ring())
        self._look()

    @precondition(lambda self: self.requests)
    @rule(data=st.data())
    def somebody_takes_it(self, data: st.DataObject) -> None:
        request = data.draw(st.sampled_from(self.requests))
        asked = self.run(self.place.asked(request.id))
        if asked:
            self.run(self.place.take(request, data.draw(st.sampled_from(asked))))

    @rule(name=st.sampled_from([name for name in NAMES if name != "asker"]), hours=st.sampled_from([5, 30, 200]))
    def goes_away(self, name: str, hours: float) -> None:
        self.run(self.place.be_away(name, hours))
        self.away[name] = max(self.away.get(name, self.place.now), self.place.now + timedelta(hours=hours))

    @rule(name=st.sampled_from(NAMES))
    def comes_back(self, name: str) -> None:
        member_id = self.place.members[name].id
        self.run(self.place.turn(lambda turn: standins.come_back(turn.tx, member_id, turn.now)))
        self.away.pop(name, None)

    @rule(step_hours=st.sampled_from([2, 24, 72]), role=st.sampled_from([role for _, role, _ in POSTS]))
    def publishes_rules(self, step_hours: int, role: Any) -> None:
        self.policy = hurried(step_hours, {Topic.HEALTH: role})
        self.run(self.place.publish(self.policy))

    @rule()
    def restarts(self) -> None:
        self.run(self.place.restart())
        self.run(self.place.ring())
        self.run(self.place.ring())
        self._look()

    @precondition(lambda self: self.requests)
    @rule(data=st.data(), may_leave=st.booleans())
    def the_asker_decides(self, data: st.DataObject, may_leave: bool) -> None:
        request, asker = data.draw(st.sampled_from(self.requests)), self.place.members["asker"]
        bound = replace(asker, telegram_id=5000)
        self.run(self.place.turn(lambda turn: leaving.decide(turn, bound, request.id, may_leave=may_leave)))
        self.pushed.add(request.id)
        self._look()

    @precondition(lambda self: self.requests)
    @rule(data=st.data())
    def the_asker_wants_it_higher(self, data: st.DataObject) -> None:
        request = data.draw(st.sampled_from(self.requests))
        self.run(self.place.turn(lambda turn: self._upwards(turn, request)))
        self.pushed.add(request.id)
        self._look()

    @staticmethod
    async def _upwards(turn: Turn, request: HelpRequest) -> None:
        await climbing.upwards(turn, request)

    def _see_it_out(self) -> None:
        """With time alone every ladder comes to its end."""
        for _ in range(24):
            self.wait(hours=245)
        self.run(self.place.turn(self._all_at_their_end))

    async def _all_at_their_end(self, turn: Turn) -> None:
        for request in self.requests:
            now = await store.get(turn.tx, request.id)
            assert now is not None
            if now.status is RequestStatus.NEW:
                assert next_step(await rungs.ladder_of(turn, now), await rungs.done(turn, now)) is None

    def _went_away(self, asked: Fired, at: datetime) -> bool:
        """Who goes away while being asked is not waited for."""
        name = next(one for one, member in self.place.members.items() if member.id == asked.member_id)
        return self.away.get(name, at) > at

    def _look(self) -> None:
        for request in self.requests:
            steps = self.run(self.place.steps(request.id))
            now = self.run(self.place.request(request.id))
            before = self.seen[request.id]
            assert steps[: len(before)] == before
            for step in steps[len(before) :]:
                if step.kind is StepKind.ASK:
                    self._check_asked(now, step, before)
                before.append(step)
            assert len({(one.kind, one.member_id) for one in steps}) == len(steps)
            assert len([one for one in steps if one.kind is StepKind.REMIND_SECRETARY]) <= 1
            assert len([one for one in steps if one.kind is StepKind.REFER]) <= 1
            taken = now.status is not RequestStatus.NEW
            assert (now.next_step_at is None) == taken

    def _check_asked(self, request: HelpRequest, step: Fired, before: list[Fired]) -> None:
        name = next(one for one, member in self.place.members.items() if member.id == step.member_id)
        assert request.owner_id is None, "somebody has it"
        assert name != "asker"
        assert name not in self.excluded[request.id]
        assert self.away.get(name, step.fired_at) <= step.fired_at, f"{name} is away"
        assert step.level is not None
        levels = [one.level for one in before if one.level is not None]
        assert step.level >= max(levels, default=0)
        assert step.level < OUTSIDE_FROM or request.may_leave
        highest = max((ABOVE[one] for one in self.excluded[request.id]), default=0)
        assert step.level > highest or name in LAST_RESORT
        policy = self.policies[request.id]
        assert request.urgency is Urgency.URGENT or step.fired_at.astimezone(SHANGHAI).time() not in policy.quiet
        earlier = [one for one in before if one.kind is StepKind.ASK]
        if earlier and request.id not in self.pushed and not self._went_away(earlier[-1], step.fired_at):
            waited = step.fired_at - earlier[-1].fired_at
            assert waited >= policy.clocks_for(request.topic, request.urgency).step


def test_whatever_happens_for_weeks(databases: Databases) -> None:
    class Here(Months):
        def __init__(self) -> None:
            super().__init__(databases)

    run_state_machine_as_test(
        Here,
        settings=settings(
            max_examples=15,
            stateful_step_count=30,
            deadline=None,
            phases=(Phase.generate,),  # making a case smaller takes minutes here
            suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
        ),
    )


async def test_everybody_is_asked_in_the_end(databases: Databases) -> None:
    """Nothing is forgotten: with time alone, the ladder comes to its end, and says so."""
    url = await databases.fresh("sqlite")
    place = await Neighbourhood.built(url, STARTS[0])
    request = await place.submit(Topic.HOUSING, may_leave=True)
    for _ in range(40):
        place.now += timedelta(hours=25)
        await place.ring()
    order = ["leader", "organization", "stand-in", "secretary", "deputy", "community", "street"]
    assert await place.asked(request.id) == order
    steps = await place.steps(request.id)
    assert [one.kind for one in steps][len(order) :] == [StepKind.REFER]
    await place.database.close()
    await databases.drop(url)


async def test_a_policy_published_meanwhile_changes_nothing_for_it(databases: Databases) -> None:
    """E8: neither who is asked next nor when."""
    url = await databases.fresh("sqlite")
    place = await Neighbourhood.built(url, datetime(2026, 11, 24, 9, 0, tzinfo=SHANGHAI))
    await place.publish(hurried(4, {}))
    request = await place.submit(Topic.HEALTH)
    await place.publish(hurried(48, {Topic.HEALTH: POSTS[0][1]}))
    place.now += timedelta(hours=4)
    await place.ring()
    assert await place.asked(request.id) == ["organization", "stand-in"]
    newer = await place.submit(Topic.HEALTH)
    place.now += timedelta(hours=4)
    await place.ring()
    assert await place.asked(request.id) == ["organization", "stand-in", "secretary"]
    assert await place.asked(newer.id) == ["leader"]
    assert BODY not in str(await place.steps(request.id))
    await place.database.close()
    await databases.drop(url)
