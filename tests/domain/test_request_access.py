"""Who may open the words of a request (V5, H4, H10, E10, H23)."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.nodes import Node, NodeKind, Tree
from domain.requests import Reader, Refused, RefusedBecause, RequestStatus, may_open
from tests.domain.people import BRANCH, COMMUNITY, FIRST_GROUP, HUB, OTHER_BRANCH, SECOND_GROUP, STREET, TREE
from tests.domain.requests import request

LI = 7
ASKED = True
NODES = st.sampled_from([STREET, COMMUNITY, BRANCH, FIRST_GROUP, SECOND_GROUP, HUB, OTHER_BRANCH])


@pytest.mark.parametrize(
    ("changed", "posts", "asked", "excluded", "refused"),
    [
        ({}, {BRANCH}, True, (), None),
        ({}, {FIRST_GROUP}, True, (), None),
        ({}, {BRANCH}, False, (), RefusedBecause.NOT_ASKED),
        ({}, {SECOND_GROUP}, True, (), RefusedBecause.OUTSIDE),
        ({}, {HUB}, True, (), RefusedBecause.OUTSIDE),
        ({}, {OTHER_BRANCH}, True, (), RefusedBecause.OUTSIDE),
        ({}, set(), True, (), RefusedBecause.OUTSIDE),
        ({}, {404}, True, (), RefusedBecause.OUTSIDE),
        ({}, {BRANCH}, True, (LI,), RefusedBecause.EXCLUDED),
        ({"about_id": LI}, {BRANCH}, True, (), RefusedBecause.EXCLUDED),
        ({}, {COMMUNITY}, True, (), RefusedBecause.NO_CONSENT),
        ({}, {COMMUNITY, BRANCH}, True, (), None),
        ({"may_leave": True}, {COMMUNITY}, True, (), None),
        ({"may_leave": True}, {STREET}, True, (), None),
        ({"may_leave": True}, {STREET}, False, (), RefusedBecause.NOT_ASKED),
        ({"owner_id": 8, "status": RequestStatus.ACKNOWLEDGED}, {BRANCH}, True, (), RefusedBecause.NOT_ASKED),
        ({"owner_id": LI, "status": RequestStatus.ACKNOWLEDGED}, {BRANCH}, False, (), None),
        ({"owner_id": LI, "status": RequestStatus.ACKNOWLEDGED}, {COMMUNITY}, True, (), RefusedBecause.NO_CONSENT),
        ({"owner_id": LI, "status": RequestStatus.ACKNOWLEDGED}, {BRANCH}, True, (LI,), RefusedBecause.EXCLUDED),
        ({"owner_id": LI, "status": RequestStatus.RESOLVED}, {BRANCH}, True, (), None),
        ({"owner_id": LI, "status": RequestStatus.CLOSED}, {BRANCH}, True, (), RefusedBecause.NOT_ASKED),
        ({"status": RequestStatus.CLOSED}, {BRANCH}, True, (), RefusedBecause.NOT_ASKED),
        ({"owner_id": LI, "status": RequestStatus.WITHDRAWN}, {BRANCH}, True, (), RefusedBecause.GONE),
        ({"asker_id": None, "owner_id": LI}, {BRANCH}, True, (), RefusedBecause.GONE),
        ({"node_id": COMMUNITY, "branch_id": COMMUNITY}, {COMMUNITY}, True, (), None),
    ],
)
def test_may_open(
    changed: dict[str, Any], posts: set[int], asked: bool, excluded: tuple[int, ...], refused: RefusedBecause | None
) -> None:
    found = may_open(request(**changed), Reader(LI, frozenset(posts), asked), TREE, excluded)
    assert found == (None if refused is None else Refused(refused))


def test_a_group_that_has_moved_takes_its_matters_along() -> None:
    """To the new branch, and away from the old one."""
    moved = Tree(
        Node(FIRST_GROUP, OTHER_BRANCH, NodeKind.PARTY_GROUP, "第一党小组") if node.id == FIRST_GROUP else node
        for node in (TREE[one] for one in (STREET, COMMUNITY, BRANCH, FIRST_GROUP, SECOND_GROUP, HUB, OTHER_BRANCH))
    )
    assert may_open(request(), Reader(LI, frozenset({OTHER_BRANCH}), ASKED), moved, ()) is None
    assert may_open(request(), Reader(LI, frozenset({BRANCH}), ASKED), moved, ()) == Refused(RefusedBecause.OUTSIDE)


@given(
    node_id=NODES,
    posts=st.frozensets(NODES, max_size=3),
    asked=st.booleans(),
    excluded=st.frozensets(st.integers(6, 8)),
    may_leave=st.booleans(),
    owner_id=st.sampled_from([None, LI, 8]),
    status=st.sampled_from(RequestStatus),
)
def test_never_without_each_of_the_four(
    node_id: int,
    posts: frozenset[int],
    asked: bool,
    excluded: frozenset[int],
    may_leave: bool,
    owner_id: int | None,
    status: RequestStatus,
) -> None:
    """Node, post, consent, exclusion: one that fails is enough."""
    made = request(node_id=node_id, may_leave=may_leave, owner_id=owner_id, status=status)
    if may_open(made, Reader(LI, posts, asked), TREE, excluded) is not None:
        return
    top = TREE.branch_of(node_id) or TREE[node_id]
    over = [post for post in posts if node_id in TREE.subtree(post)]
    assert over
    assert LI not in excluded
    assert may_leave or any(post in TREE.subtree(top.id) for post in over)
    assert owner_id == LI or (owner_id is None and asked)
    assert status is not RequestStatus.WITHDRAWN
