"""首接负责: who may get a request next (H12, H13, H4, E16)."""

import dataclasses
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.concerns import Topic, Urgency
from domain.members import Role
from domain.requests import (
    TRANSFERS_BEFORE_SECRETARY,
    Audience,
    HelpRequest,
    Ladder,
    Level,
    Medium,
    Person,
    RequestStatus,
    Rung,
)
from domain.requests.handing import Choose, NextOwner, Settled, Stays, may_receive, next_owner

NOW = datetime(2026, 11, 23, 10, tzinfo=ZoneInfo("Asia/Shanghai"))
CHEN, LI, SUN, ZHOU, ASKER, GROUP, BRANCH = 1, 2, 3, 4, 5, 20, 10
REQUEST = HelpRequest(
    id=1,
    number="26-001",
    asker_id=ASKER,
    node_id=GROUP,
    branch_id=BRANCH,
    topic=Topic.HEALTH,
    urgency=Urgency.ORDINARY,
    status=RequestStatus.ACKNOWLEDGED,
    audience=Audience.RESPONSIBLE,
    medium=Medium.TEXT,
    about_id=None,
    hide_name=False,
    may_leave=False,
    owner_id=CHEN,
    policy_id=None,
    transfers=0,
    round=1,
    created_at=NOW,
    acknowledged_at=NOW,
    answered_at=None,
    worked_at=None,
    respond_by=NOW + timedelta(days=1),
    update_by=None,
    resolve_by=NOW + timedelta(days=7),
    next_step_at=None,
    resolved_at=None,
    closed_at=None,
    outcome=None,
    rating=None,
    reminded_at=None,
)
CHEN_LEADS = Person(CHEN, Role.GROUP_LEADER, GROUP)
LI_ORGANISES = Person(LI, Role.ORGANIZATION_MEMBER, BRANCH)
SUN_DEPUTISES = Person(SUN, Role.DEPUTY_SECRETARY, BRANCH)
ZHOU_LEADS = Person(ZHOU, Role.BRANCH_SECRETARY, BRANCH)
HOLDERS = {
    (GROUP, Role.GROUP_LEADER): [CHEN_LEADS],
    (BRANCH, Role.ORGANIZATION_MEMBER): [LI_ORGANISES],
    (BRANCH, Role.DEPUTY_SECRETARY): [SUN_DEPUTISES, Person(LI, Role.DEPUTY_SECRETARY, BRANCH, stands_in=True)],
    (BRANCH, Role.BRANCH_SECRETARY): [ZHOU_LEADS],
}
ALL = (CHEN, LI, SUN, ZHOU)
NO_LADDER = Ladder((), closed_above=False, secretaries=())


@pytest.mark.parametrize(
    ("transfers", "owner", "secretaries", "next_is"),
    [
        (0, CHEN, (ZHOU, SUN), Choose((LI, SUN, ZHOU))),
        (0, ZHOU, (ZHOU, SUN), Choose((CHEN, LI, SUN))),
        (1, LI, (ZHOU, SUN), Settled(ZHOU)),
        (1, LI, (SUN,), Settled(SUN)),
        (1, ZHOU, (ZHOU, SUN), Stays()),
        (2, ZHOU, (ZHOU, SUN), Stays()),
        (2, LI, (ZHOU, SUN), Settled(ZHOU)),
        (1, LI, (), Choose((CHEN, SUN, ZHOU))),
    ],
    ids=[
        "free",
        "the secretary may hand on once",
        "the second goes to the secretary",
        "who must not see it is passed by",
        "the secretary keeps it",
        "and keeps it",
        "a secretary who came later",
        "a branch without one",
    ],
)
def test_who_is_next(transfers: int, owner: int, secretaries: tuple[int, ...], next_is: NextOwner) -> None:
    assert next_owner(transfers, owner, secretaries, ALL) == next_is


def test_nobody_else_means_it_stays() -> None:
    assert next_owner(0, CHEN, (), (CHEN,)) == Stays()


@given(
    st.lists(st.sampled_from(ALL), unique=True, min_size=1),
    st.lists(st.sampled_from(ALL), unique=True, min_size=1),
    st.data(),
)
def test_after_two_transfers_the_secretary_has_it(
    others: list[int], secretaries: list[int], data: st.DataObject
) -> None:
    """Whatever people choose on the way, and never to oneself."""
    owner, transfers = data.draw(st.sampled_from(ALL)), 0
    while not isinstance(step := next_owner(transfers, owner, secretaries, others), Stays):
        to = step.member_id if isinstance(step, Settled) else data.draw(st.sampled_from(step.member_ids))
        assert to != owner
        owner, transfers = to, transfers + 1
        assert transfers <= TRANSFERS_BEFORE_SECRETARY
    assert transfers < TRANSFERS_BEFORE_SECRETARY or owner == secretaries[0]


def _receiving(request: HelpRequest, climbed: Ladder = NO_LADDER, *apart: int) -> list[int]:
    return [person.member_id for person in may_receive(request, HOLDERS, climbed, apart)]


def test_all_posts_of_the_branch_may_receive_each_once() -> None:
    assert _receiving(REQUEST) == [CHEN, LI, SUN, ZHOU]


def test_neither_the_asker_nor_who_it_is_about() -> None:
    assert _receiving(dataclasses.replace(REQUEST, asker_id=LI, about_id=CHEN)) == [SUN, ZHOU]


def test_for_the_secretarys_ears_alone() -> None:
    assert _receiving(dataclasses.replace(REQUEST, audience=Audience.SECRETARY)) == [SUN, LI, ZHOU]


def test_where_somebody_must_not_see_it_only_those_the_ladder_asks() -> None:
    """A complaint about 李 goes past everybody whom the ladder passes by."""
    climbed = Ladder((Rung(Level.SECRETARY, (ZHOU_LEADS, SUN_DEPUTISES)),), closed_above=False, secretaries=(ZHOU,))
    assert _receiving(REQUEST, climbed, LI) == [ZHOU, SUN]
