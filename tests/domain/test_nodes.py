import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.nodes import Node, NodeKind, Tree
from tests.domain.people import BRANCH, COMMUNITY, FIRST_GROUP, HUB, SECOND_GROUP, STREET, TREE


@st.composite
def nodes(draw: st.DrawFn) -> list[Node]:
    """Any forest of any depth, in any order: a parent always has a smaller id."""
    count = draw(st.integers(1, 12))
    made = [
        Node(
            index,
            draw(st.one_of(st.none(), st.integers(0, index - 1))) if index else None,
            draw(st.sampled_from(NodeKind)),
            f"节点{index}",
        )
        for index in range(count)
    ]
    return draw(st.permutations(made))


def test_o1_ladder_goes_up_and_path_comes_down() -> None:
    assert [node.id for node in TREE.ladder(HUB)] == [HUB, FIRST_GROUP, BRANCH, COMMUNITY, STREET]
    assert TREE.path(HUB) == TREE.ladder(HUB)[::-1]
    assert TREE.ancestors(HUB) == TREE.ladder(HUB)[1:]


def test_o1_branch_is_the_nearest_one_counting_the_node_itself() -> None:
    assert TREE.branch_of(HUB) == TREE[BRANCH]
    assert TREE.branch_of(BRANCH) == TREE[BRANCH]
    assert TREE.branch_of(COMMUNITY) is None


def test_o1_subtree_has_the_node_and_all_below() -> None:
    assert TREE.subtree(BRANCH) == {BRANCH, FIRST_GROUP, SECOND_GROUP, HUB}


def test_children_are_direct() -> None:
    assert [node.id for node in TREE.children(BRANCH)] == [FIRST_GROUP, SECOND_GROUP]


def test_prv_16_a_branch_below_a_general_branch_is_its_own() -> None:
    tree = Tree(
        [
            Node(1, None, NodeKind.GENERAL_BRANCH, "总支"),
            Node(2, 1, NodeKind.BRANCH, "一支部"),
            Node(3, 2, NodeKind.PARTY_GROUP, "一组"),
            Node(4, 1, NodeKind.PARTY_GROUP, "总支一组"),
        ]
    )
    assert tree.same_branch(1) == {1, 4}
    assert tree.same_branch(2) == {2, 3}
    assert tree.same_branch(3) == {3}


@pytest.mark.parametrize("method", ["ladder", "path", "ancestors", "children", "subtree", "branch_of", "group_of"])
def test_unknown_ids_are_key_errors(method: str) -> None:
    with pytest.raises(KeyError):
        getattr(TREE, method)(999)


@pytest.mark.parametrize(("node_id", "parent_id"), [(999, BRANCH), (BRANCH, 999), (999, None)])
def test_would_cycle_knows_its_nodes(node_id: int, parent_id: int | None) -> None:
    with pytest.raises(KeyError):
        TREE.would_cycle(node_id, parent_id)


def test_o1_a_circle_is_refused() -> None:
    with pytest.raises(ValueError, match="circle"):
        Tree([Node(1, 2, NodeKind.BRANCH, "甲"), Node(2, 1, NodeKind.BRANCH, "乙")])


def test_a_node_given_twice_is_refused() -> None:
    with pytest.raises(ValueError, match="twice"):
        Tree([Node(1, None, NodeKind.BRANCH, "甲"), Node(1, None, NodeKind.BRANCH, "乙")])


def test_a_parent_out_of_sight_makes_a_root() -> None:
    tree = Tree([Node(5, 99, NodeKind.BRANCH, "支部")])
    assert [node.id for node in tree.path(5)] == [5]


@given(nodes())
def test_subtree_and_ladder_are_two_views_of_one_relation(made: list[Node]) -> None:
    tree = Tree(made)
    for below in made:
        above = {node.id for node in tree.ladder(below.id)}
        assert {node.id for node in made if below.id in tree.subtree(node.id)} == above


@given(nodes(), st.data())
def test_would_cycle_says_exactly_when_a_move_breaks_the_tree(made: list[Node], data: st.DataObject) -> None:
    tree = Tree(made)
    moved = data.draw(st.sampled_from(made))
    target = data.draw(st.one_of(st.none(), st.sampled_from([node.id for node in made])))
    after = [node if node.id != moved.id else Node(node.id, target, node.kind, node.name) for node in made]
    if tree.would_cycle(moved.id, target):
        with pytest.raises(ValueError, match="circle"):
            Tree(after)
    else:
        assert Tree(after).subtree(moved.id) == tree.subtree(moved.id)
