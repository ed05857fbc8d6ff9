"""Who is asked, in which order, and who never (E4, E5, E10, E11, E16, HELP-05)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.members import Office, Role
from domain.nodes import Node, NodeKind, Tree
from domain.requests import (
    OUTSIDE_FROM,
    Audience,
    Done,
    Ladder,
    Level,
    Person,
    Step,
    StepKind,
    highest,
    ladder,
    level_of,
    next_step,
    reached,
    step_up,
)
from tests.domain.people import BRANCH, COMMUNITY, FIRST_GROUP, HUB, OTHER_BRANCH, SECOND_GROUP, STREET, TREE

ASKER, HUB_LEADER, LEADER, ORGANIZATION, PUBLICITY, DISCIPLINE, SECRETARY, DEPUTY, B_SECRETARY, WU, ZHENG = range(1, 12)
POSTS = {
    HUB_LEADER: Office(HUB_LEADER, Role.GROUP_LEADER, HUB),
    LEADER: Office(LEADER, Role.GROUP_LEADER, FIRST_GROUP),
    ORGANIZATION: Office(ORGANIZATION, Role.ORGANIZATION_MEMBER, BRANCH),
    PUBLICITY: Office(PUBLICITY, Role.PUBLICITY_MEMBER, BRANCH),
    DISCIPLINE: Office(DISCIPLINE, Role.DISCIPLINE_MEMBER, BRANCH),
    SECRETARY: Office(SECRETARY, Role.BRANCH_SECRETARY, BRANCH),
    DEPUTY: Office(DEPUTY, Role.DEPUTY_SECRETARY, BRANCH),
    WU: Office(WU, Role.BRANCH_SECRETARY, COMMUNITY),
    ZHENG: Office(ZHENG, Role.BRANCH_SECRETARY, STREET),
}
BACKUPS = (Person(B_SECRETARY, Role.BRANCH_SECRETARY, BRANCH, stands_in=True),)
Held = dict[tuple[int, Role], list[Person]]


def there(*away: int, backups: Iterable[Person] = BACKUPS) -> Held:
    """Who can be asked where, without those who are away."""
    found: Held = {}
    for person in (*(Person(one.member_id, one.role, one.node_id) for one in POSTS.values()), *backups):
        if person.member_id not in away:
            found.setdefault((person.node_id, person.role), []).append(person)
    return found


def climbed(
    responsible: Role = Role.PUBLICITY_MEMBER,
    audience: Audience = Audience.RESPONSIBLE,
    holders: Held | None = None,
    excluded: Sequence[int] = (),
    *,
    may_leave: bool = False,
    node_id: int = FIRST_GROUP,
    tree: Tree = TREE,
) -> Ladder:
    return ladder(
        tree,
        node_id,
        responsible,
        audience,
        there() if holders is None else holders,
        avoid={ASKER, *excluded},
        above=highest([POSTS[one] for one in excluded if one in POSTS], node_id, tree),
        may_leave=may_leave,
    )


def ids(found: Ladder) -> list[int]:
    return [person.member_id for person in found.people]


@pytest.mark.parametrize(
    ("responsible", "audience", "order"),
    [
        (Role.PUBLICITY_MEMBER, Audience.RESPONSIBLE, [PUBLICITY, SECRETARY, B_SECRETARY, DEPUTY]),
        (Role.PUBLICITY_MEMBER, Audience.GROUP_LEADER, [LEADER, PUBLICITY, SECRETARY, B_SECRETARY, DEPUTY]),
        (Role.PUBLICITY_MEMBER, Audience.SECRETARY, [SECRETARY, B_SECRETARY, DEPUTY]),
        (Role.GROUP_LEADER, Audience.RESPONSIBLE, [LEADER, ORGANIZATION, SECRETARY, B_SECRETARY, DEPUTY]),
        (Role.BRANCH_SECRETARY, Audience.RESPONSIBLE, [SECRETARY, B_SECRETARY, DEPUTY]),
        (Role.BRANCH_SECRETARY, Audience.GROUP_LEADER, [LEADER, ORGANIZATION, SECRETARY, B_SECRETARY, DEPUTY]),
        (Role.YOUTH_MEMBER, Audience.RESPONSIBLE, [SECRETARY, B_SECRETARY, DEPUTY]),  # the post is vacant
        (Role.GRID_MEMBER, Audience.GROUP_LEADER, [LEADER, SECRETARY, B_SECRETARY, DEPUTY]),
    ],
)
def test_inside_the_branch(responsible: Role, audience: Audience, order: list[int]) -> None:
    assert ids(climbed(responsible, audience)) == order


def test_a_hub_has_two_leaders_the_nearest_first() -> None:
    assert ids(climbed(Role.GROUP_LEADER, node_id=HUB))[:2] == [HUB_LEADER, LEADER]


def test_who_stands_above_all_branches_is_helped_there() -> None:
    assert ids(climbed(node_id=COMMUNITY)) == [WU]
    assert ids(climbed(node_id=COMMUNITY, may_leave=True)) == [WU, ZHENG]
    assert climbed(node_id=COMMUNITY).closed_above


def test_outside_only_with_consent() -> None:
    closed, opened = climbed(), climbed(may_leave=True)
    assert closed.closed_above
    assert not {WU, ZHENG} & set(ids(closed))
    assert ids(opened)[-2:] == [WU, ZHENG]
    assert not opened.closed_above
    assert [rung.level for rung in opened.rungs] == [Level.COMMITTEE, Level.SECRETARY, Level.COMMUNITY, Level.STREET]


@pytest.mark.parametrize(
    ("about", "may_leave", "order"),
    [
        ((HUB_LEADER,), False, [ORGANIZATION, SECRETARY, B_SECRETARY, DEPUTY]),
        ((LEADER,), False, [ORGANIZATION, SECRETARY, B_SECRETARY, DEPUTY]),
        ((ORGANIZATION,), False, [SECRETARY, B_SECRETARY, DEPUTY]),
        ((PUBLICITY,), False, [SECRETARY, B_SECRETARY, DEPUTY]),
        ((DISCIPLINE,), False, [SECRETARY, B_SECRETARY, DEPUTY]),
        ((DEPUTY,), False, [SECRETARY, B_SECRETARY]),
        ((SECRETARY,), False, [DISCIPLINE, ORGANIZATION, DEPUTY]),
        ((SECRETARY, DISCIPLINE), False, [ORGANIZATION, DEPUTY]),
        ((SECRETARY,), True, [WU, ZHENG]),
        ((WU,), True, [ZHENG]),
        ((WU,), False, [DISCIPLINE, ORGANIZATION, DEPUTY]),
        ((ZHENG,), True, [DISCIPLINE, ORGANIZATION, DEPUTY]),
        ((77,), False, [HUB_LEADER, LEADER, ORGANIZATION, SECRETARY, B_SECRETARY, DEPUTY]),
    ],
)
def test_a_complaint_passes_by_the_level_it_is_about(about: Sequence[int], may_leave: bool, order: list[int]) -> None:
    """E16 for each post; a member without one is only left out."""
    assert ids(climbed(Role.GROUP_LEADER, excluded=about, may_leave=may_leave, node_id=HUB)) == order


def test_a_matter_about_the_secretary_is_not_laid_before_the_deputy_first() -> None:
    assert climbed(excluded=[SECRETARY]).secretaries == (DISCIPLINE, ORGANIZATION, DEPUTY)
    assert climbed(holders=there(SECRETARY)).secretaries[0] == B_SECRETARY
    assert climbed(holders=there(SECRETARY, B_SECRETARY)).secretaries[0] == DEPUTY


def test_a_post_elsewhere_in_the_tree_is_no_superior() -> None:
    assert highest([Office(LEADER, Role.GROUP_LEADER, SECOND_GROUP)], FIRST_GROUP, TREE) is None
    assert highest([Office(LEADER, Role.BRANCH_SECRETARY, OTHER_BRANCH)], FIRST_GROUP, TREE) is None


def test_a_general_branch_is_outside_the_branch_below_it() -> None:
    """And whatever hangs above a street stands no lower than the street."""
    tree = Tree(
        [
            Node(1, 9, NodeKind.STREET_COMMITTEE, "街道"),
            Node(9, None, NodeKind.COMMUNITY_COMMITTEE, "大社区"),
            Node(2, 1, NodeKind.GENERAL_BRANCH, "总支"),
            Node(3, 2, NodeKind.BRANCH, "支部"),
        ]
    )
    posts = [Office(one, Role.BRANCH_SECRETARY, one) for one in (3, 2, 1, 9)]
    levels = [level_of(post, 3, tree) for post in posts]
    assert levels == [Level.SECRETARY, Level.COMMUNITY, Level.STREET, Level.STREET]
    assert level_of(posts[1], 2, tree) is Level.SECRETARY
    holders = {(post.node_id, post.role): [Person(post.member_id, post.role, post.node_id)] for post in posts}
    found = ladder(tree, 3, Role.BRANCH_SECRETARY, Audience.RESPONSIBLE, holders, avoid=(), above=None, may_leave=True)
    assert ids(found) == [3, 2, 1, 9]


def asks(*member_ids: int, level: Level = Level.COMMITTEE) -> list[Done]:
    return [Done(StepKind.ASK, member_id, level) for member_id in member_ids]


def test_it_never_goes_down_again() -> None:
    """Who is back after the ladder has passed their rung is not asked."""
    done = asks(SECRETARY, level=Level.SECRETARY)
    assert next_step(climbed(), done) == Step(StepKind.ASK, B_SECRETARY, Level.SECRETARY)


def test_at_the_end_the_secretary_is_told_once() -> None:
    done = asks(PUBLICITY) + asks(SECRETARY, B_SECRETARY, DEPUTY, level=Level.SECRETARY)
    reminder = next_step(climbed(), done)
    assert reminder == Step(StepKind.REMIND_SECRETARY, SECRETARY, Level.SECRETARY)
    done.append(Done(StepKind.REMIND_SECRETARY, SECRETARY, Level.SECRETARY))
    assert next_step(climbed(), done) is None
    assert next_step(climbed(may_leave=True), done) == Step(StepKind.ASK, WU, Level.COMMUNITY)
    assert next_step(climbed(holders=there(WU, ZHENG), may_leave=True), done) == Step(
        StepKind.REFER, SECRETARY, Level.SECRETARY
    )


def test_without_anybody_there_is_nothing_to_do() -> None:
    assert next_step(climbed(holders={}), []) is None
    assert step_up(climbed(holders={}), []) is None


def test_the_asker_goes_up_one_level() -> None:
    found = climbed(Role.GROUP_LEADER, may_leave=True)
    assert step_up(found, asks(LEADER, level=Level.GROUP_LEADER)) == Step(StepKind.ASK, ORGANIZATION, Level.COMMITTEE)
    assert step_up(found, []) == Step(StepKind.ASK, ORGANIZATION, Level.COMMITTEE)
    assert step_up(found, asks(ORGANIZATION), SECRETARY) == Step(StepKind.ASK, B_SECRETARY, Level.SECRETARY)
    wished = [*asks(LEADER, level=Level.GROUP_LEADER), Done(StepKind.UP, SECRETARY, Level.SECRETARY)]
    assert next_step(found, wished) == Step(StepKind.ASK, SECRETARY, Level.SECRETARY)
    assert step_up(found, asks(ZHENG, level=Level.STREET)) is None
    at_the_secretarys = step_up(found, asks(LEADER, level=Level.GROUP_LEADER), SECRETARY)
    assert at_the_secretarys == Step(StepKind.ASK, B_SECRETARY, Level.SECRETARY), "never below who has it"


def test_a_person_chosen_by_hand_does_not_move_the_ladder() -> None:
    by_hand = [Done(StepKind.ASK, DEPUTY)]
    assert reached(by_hand) is None
    assert next_step(climbed(), by_hand) == Step(StepKind.ASK, PUBLICITY, Level.COMMITTEE)


PEOPLE = st.integers(1, 14)
NODES = st.sampled_from([STREET, COMMUNITY, BRANCH, FIRST_GROUP, SECOND_GROUP, HUB, OTHER_BRANCH])
OFFICES = st.lists(st.builds(Office, PEOPLE, st.sampled_from(Role), NODES), max_size=14)


@dataclass
class Branch:
    """A branch as it changes under a running request."""

    offices: list[Office]
    stand_ins: list[Office]
    away: set[int] = field(default_factory=set)

    def holders(self) -> Held:
        found: Held = {}
        for offices, stands_in in ((self.offices, False), (self.stand_ins, True)):
            for one in offices:
                if one.member_id not in self.away:
                    person = Person(one.member_id, one.role, one.node_id, stands_in)
                    found.setdefault((one.node_id, one.role), []).append(person)
        return found


@given(
    offices=OFFICES,
    stand_ins=OFFICES,
    node_id=NODES,
    responsible=st.sampled_from(Role),
    audience=st.sampled_from(Audience),
    excluded=st.sets(PEOPLE, max_size=3),
    changes=st.lists(
        st.tuples(st.sampled_from(["wait", "away", "back", "consent", "no consent", "up", "relieve"]), PEOPLE),
        max_size=40,
    ),
)
def test_whatever_happens_while_it_climbs(
    offices: list[Office],
    stand_ins: list[Office],
    node_id: int,
    responsible: Role,
    audience: Audience,
    excluded: set[int],
    changes: list[tuple[str, int]],
) -> None:
    branch, may_leave, done = Branch(offices, stand_ins), False, list[Done]()
    way_up = {node.id for node in TREE.ladder(node_id)}
    top = (TREE.branch_of(node_id) or TREE[node_id]).id
    for change, member_id in [*changes, *[("wait", 0)] * 20]:
        match change:
            case "away":
                branch.away.add(member_id)
            case "back":
                branch.away.discard(member_id)
            case "consent" | "no consent":
                may_leave = change == "consent"
            case "relieve":
                branch.offices = [one for one in branch.offices if one.member_id != member_id]
        found = ladder(
            TREE,
            node_id,
            responsible,
            audience,
            branch.holders(),
            avoid={ASKER, *excluded},
            above=highest([one for one in branch.offices if one.member_id in excluded], node_id, TREE),
            may_leave=may_leave,
        )
        step = step_up(found, done) if change == "up" else next_step(found, done)
        if step is None:
            continue
        assert step.member_id not in {ASKER, *excluded, *branch.away}
        if step.kind is StepKind.ASK:
            assert step.member_id not in {one.member_id for one in done if one.kind is StepKind.ASK}
            assert step.level >= (reached(done) or Level.GROUP_LEADER)
            person = next(one for one in found.people if one.member_id == step.member_id)
            assert person.node_id in way_up
            if step.level >= OUTSIDE_FROM:
                assert may_leave
                assert TREE.ladder(top).index(TREE[person.node_id]) > 0
        else:
            assert step.kind not in {one.kind for one in done}
        done.append(Done(step.kind, step.member_id, step.level))
    assert len([one for one in done if one.kind is not StepKind.ASK]) <= 2


@given(offices=OFFICES, responsible=st.sampled_from(Role), audience=st.sampled_from(Audience), may_leave=st.booleans())
def test_no_level_below_the_one_complained_of_is_asked_before_a_higher_one(
    offices: list[Office], responsible: Role, audience: Audience, may_leave: bool
) -> None:
    """E16: at or below that level only as the last resort, where nobody higher is to be had."""
    branch = Branch(offices, [])
    for about in {one.member_id for one in offices}:
        above = highest([one for one in offices if one.member_id == about], FIRST_GROUP, TREE)
        found = ladder(
            TREE,
            FIRST_GROUP,
            responsible,
            audience,
            branch.holders(),
            avoid={ASKER, about},
            above=above,
            may_leave=may_leave,
        )
        assert about not in ids(found)
        assert about not in found.secretaries
        levels = [rung.level for rung in found.rungs]
        assert above is None or all(level > above for level in levels) or levels == [Level.COMMITTEE]
