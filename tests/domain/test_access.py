import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.access import Action, Grant, Refusal, RefusalReason, decide
from domain.members import Role
from domain.nodes import Node, NodeKind, Tree
from tests.domain.people import (
    BRANCH,
    COMMUNITY,
    FIRST_GROUP,
    HUB,
    OTHER_BRANCH,
    SECOND_GROUP,
    STREET,
    TREE,
)

NODES = [STREET, COMMUNITY, BRANCH, FIRST_GROUP, SECOND_GROUP, HUB, OTHER_BRANCH]


@pytest.mark.parametrize(
    ("role", "at", "action", "target", "allowed"),
    [
        pytest.param(Role.GROUP_LEADER, FIRST_GROUP, Action.SEE_NAMES, FIRST_GROUP, True, id="own group"),
        pytest.param(Role.GROUP_LEADER, FIRST_GROUP, Action.RECORD_PAPER, HUB, True, id="own group's hub"),
        pytest.param(Role.GROUP_LEADER, FIRST_GROUP, Action.SEE_NAMES, SECOND_GROUP, False, id="other group"),
        pytest.param(Role.GROUP_LEADER, FIRST_GROUP, Action.SEE_NAMES, BRANCH, False, id="not the branch"),
        pytest.param(Role.GROUP_LEADER, FIRST_GROUP, Action.SEE_LEAVE_REASON, HUB, True, id="approver reads"),
        pytest.param(Role.GROUP_LEADER, FIRST_GROUP, Action.MANAGE_ROSTER, FIRST_GROUP, False, id="no roster"),
        pytest.param(Role.GROUP_LEADER, BRANCH, Action.SEE_NAMES, BRANCH, False, id="leader of no group"),
        pytest.param(Role.ORGANIZATION_MEMBER, BRANCH, Action.MANAGE_ROSTER, HUB, True, id="roster"),
        pytest.param(Role.ORGANIZATION_MEMBER, BRANCH, Action.RECORD_PAPER, HUB, True, id="paper"),
        pytest.param(Role.ORGANIZATION_MEMBER, BRANCH, Action.SEE_LEAVE_REASON, HUB, False, id="reads no reason"),
        pytest.param(Role.ORGANIZATION_MEMBER, BRANCH, Action.DECIDE_LEAVE, HUB, False, id="decides no leave"),
        pytest.param(Role.PUBLICITY_MEMBER, BRANCH, Action.SEE_NAMES, BRANCH, False, id="own subject only"),
        pytest.param(Role.DISCIPLINE_MEMBER, BRANCH, Action.SEE_NAMES, BRANCH, True, id="own subject: discipline"),
        pytest.param(Role.BRANCH_SECRETARY, BRANCH, Action.SEE_LEAVE_REASON, FIRST_GROUP, True, id="secretary"),
        pytest.param(Role.DEPUTY_SECRETARY, BRANCH, Action.APPOINT, BRANCH, True, id="deputy"),
        pytest.param(Role.BRANCH_SECRETARY, BRANCH, Action.SEE_NAMES, OTHER_BRANCH, False, id="other branch"),
        pytest.param(Role.BRANCH_SECRETARY, BRANCH, Action.SEE_TOTALS, COMMUNITY, False, id="not upwards"),
        pytest.param(Role.BRANCH_SECRETARY, COMMUNITY, Action.SEE_TOTALS, BRANCH, True, id="superior: totals"),
        pytest.param(Role.BRANCH_SECRETARY, COMMUNITY, Action.SEE_NAMES, BRANCH, False, id="superior: no names"),
        pytest.param(Role.BRANCH_SECRETARY, STREET, Action.MANAGE_NODE, STREET, False, id="superior: totals only"),
        pytest.param(Role.GRID_MEMBER, BRANCH, Action.SEE_NAMES, BRANCH, False, id="grid member"),
        pytest.param(Role.DEPUTY_SECRETARY, BRANCH, Action.MANAGE_ROUTES, BRANCH, True, id="deputy routes"),
        pytest.param(Role.ORGANIZATION_MEMBER, BRANCH, Action.MANAGE_ROUTES, BRANCH, False, id="changes no routes"),
        pytest.param(Role.ORGANIZATION_MEMBER, BRANCH, Action.SEE_ROUTES, BRANCH, True, id="sees routes"),
        pytest.param(Role.GROUP_LEADER, FIRST_GROUP, Action.SEE_ROUTES, FIRST_GROUP, True, id="leader sees routes"),
        pytest.param(Role.BRANCH_SECRETARY, COMMUNITY, Action.MANAGE_ROUTES, BRANCH, False, id="not from above"),
    ],
)
def test_prv_16_least_privilege(role: Role, at: int, action: Action, target: int, allowed: bool) -> None:
    decision = decide(action, [(role, at)], target, TREE)
    assert isinstance(decision, Grant) is allowed
    if isinstance(decision, Grant):
        assert decision == Grant(role, at)


def test_prv_16_a_general_branch_sees_totals_of_its_branches() -> None:
    tree = Tree([Node(1, None, NodeKind.GENERAL_BRANCH, "总支"), Node(2, 1, NodeKind.BRANCH, "支部")])
    roles = [(Role.BRANCH_SECRETARY, 1)]
    assert isinstance(decide(Action.SEE_NAMES, roles, 1, tree), Grant)
    assert isinstance(decide(Action.SEE_TOTALS, roles, 2, tree), Grant)
    assert isinstance(decide(Action.SEE_NAMES, roles, 2, tree), Refusal)


@pytest.mark.parametrize(
    ("roles", "target", "reason"),
    [
        ([], BRANCH, RefusalReason.NO_ROLE),
        ([(Role.BRANCH_SECRETARY, OTHER_BRANCH)], BRANCH, RefusalReason.OUTSIDE),
        ([(Role.BRANCH_SECRETARY, 999)], BRANCH, RefusalReason.OUTSIDE),
        ([(Role.YOUTH_MEMBER, BRANCH), (Role.BRANCH_SECRETARY, OTHER_BRANCH)], BRANCH, RefusalReason.NOT_THIS_ROLE),
        ([(Role.BRANCH_SECRETARY, BRANCH)], 999, RefusalReason.UNKNOWN_NODE),
    ],
)
def test_v5_a_refusal_says_why(roles: list[tuple[Role, int]], target: int, reason: RefusalReason) -> None:
    assert decide(Action.SEE_NAMES, roles, target, TREE) == Refusal(reason)


@pytest.mark.parametrize("action", [Action.SEE_NAMES, Action.SEE_LEAVE_REASON, Action.DECIDE_LEAVE])
def test_prv_16_the_operator_does_not_see_members(action: Action) -> None:
    assert isinstance(decide(action, [], BRANCH, TREE, actor_is_owner=True), Refusal)


@pytest.mark.parametrize("action", [Action.MANAGE_NODE, Action.MANAGE_ROSTER, Action.APPOINT])
def test_the_operator_sets_up(action: Action) -> None:
    assert decide(action, [], BRANCH, TREE, actor_is_owner=True) == Grant(None, None)


@given(
    st.sampled_from(Action),
    st.lists(st.tuples(st.sampled_from(Role), st.sampled_from([*NODES, 999]))),
    st.sampled_from([*NODES, 999]),
)
def test_v5_nothing_is_granted_outside_the_subtrees_of_ones_posts(
    action: Action, roles: list[tuple[Role, int]], target: int
) -> None:
    decision = decide(action, roles, target, TREE)
    if isinstance(decision, Grant):
        assert decision.node_id is not None
        assert decision.role is not None
        assert (decision.role, decision.node_id) in roles
        assert target in TREE.subtree(decision.node_id)
        if action is Action.SEE_LEAVE_REASON:
            assert decision.role in {Role.GROUP_LEADER, Role.BRANCH_SECRETARY, Role.DEPUTY_SECRETARY}
