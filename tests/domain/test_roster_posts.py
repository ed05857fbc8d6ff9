"""A file is no appointment by itself (A4), and what waits for a yes holds no more than it must (V4)."""

from domain import roster as rules
from domain.members import Member, MemberStatus, Office, Role
from domain.roster import PostNote, RosterPlan

GROUPS = {"第三党小组": 2}
CHEN = Member(1, 2, "陈姐", MemberStatus.FULL_MEMBER)
MING = Member(2, 1, "小明", MemberStatus.FULL_MEMBER)
OFFICES = [Office(1, Role.GROUP_LEADER, 2)]
HELD = {1: frozenset({Role.GROUP_LEADER})}


def settled(
    *rows: list[str], may_appoint: bool = True, above: frozenset[Role] = frozenset()
) -> tuple[RosterPlan, frozenset[PostNote]]:
    plan = rules.read_table([["姓名", "党小组", "职务"], *rows], [CHEN, MING], GROUPS, OFFICES)
    assert isinstance(plan, RosterPlan)
    return rules.settle_posts(plan, CHEN.id, {CHEN.id}, HELD, may_appoint=may_appoint, above=above)


def test_nobody_changes_their_own_posts() -> None:
    plan, notes = settled(["陈姐", "第三党小组", "书记"])
    assert (plan.update, plan.same, notes) == ((), (CHEN,), frozenset({PostNote.OWN}))


def test_who_may_not_appoint_changes_no_posts() -> None:
    plan, notes = settled(["小明", "第三党小组", "书记"], ["小雨", "", "组织委员"], may_appoint=False)
    (change,) = plan.update
    assert (change.group, change.roles) == ("第三党小组", None)
    assert plan.add[0].roles == frozenset()
    assert notes == {PostNote.NOT_YOURS}


def test_nobody_gives_or_takes_a_post_above_their_own() -> None:
    """A deputy's file makes nobody secretary, whoever it names; the rest of it counts."""
    above = frozenset({Role.BRANCH_SECRETARY})
    plan, notes = settled(["小明", "", "书记、组织委员"], ["小雨", "", "书记"], above=above)
    assert plan.update[0].roles == frozenset({Role.ORGANIZATION_MEMBER})
    assert plan.add[0].roles == frozenset()
    assert notes == {PostNote.ABOVE}


def test_nobody_leads_a_group_without_belonging_to_one() -> None:
    plan, notes = settled(["小明", "", "党小组长"])
    assert (plan.update, plan.same, notes) == ((), (MING,), frozenset({PostNote.LEADER_WITHOUT_GROUP}))
    plan, notes = settled(["小明", "第三党小组", "党小组长"])
    assert (plan.update[0].roles, notes) == (frozenset({Role.GROUP_LEADER}), frozenset())


def test_a_leader_who_moves_leads_the_new_group_where_the_file_says_so() -> None:
    plan = rules.read_table([["姓名", "党小组", "职务"], ["陈姐", "第四党小组", "党小组长"]], [CHEN], GROUPS, OFFICES)
    assert isinstance(plan, RosterPlan)
    assert plan.update[0].roles == frozenset({Role.GROUP_LEADER})
    plan = rules.read_table([["姓名", "党小组", "职务"], ["陈姐", "第四党小组", ""]], [CHEN], GROUPS, OFFICES)
    assert isinstance(plan, RosterPlan)
    assert plan.update[0].roles is None


def test_only_known_columns_wait_for_the_yes() -> None:
    table = [
        ["幸福社区第一党支部花名册"],
        ["序号", "姓名", "电话", "职务"],
        ["1", "小明", "13900000000", "书记"],
        ["2", "小雨", "11010519491231002X"],
        ["3", "小李"],
    ]
    assert rules.only_known(table) == [["姓名", "职务"], ["小明", "书记"], ["小李", ""]]
    assert rules.only_known([["名单"], ["小明"]]) == []
    assert rules.only_known([["姓名", "身份证号"], ["小明", "1"]]) == []
