from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.members import Member, MemberStatus, Office, Role
from domain.roster import (
    MOST_ROWS,
    ForbiddenColumn,
    NoNameColumn,
    RosterPlan,
    RowError,
    RowProblem,
    TooMany,
    find_header,
    read_roster,
    read_table,
)
from tests.domain.people import BRANCH, FIRST_GROUP, SECOND_GROUP, member

GROUPS = {"第一党小组": FIRST_GROUP, "第二党小组": SECOND_GROUP}
HEADER = ("姓名", "党小组", "身份", "职务")
ID_NUMBER = "110101199003071234"


def plan(
    rows: Sequence[Sequence[str]],
    existing: Sequence[Member] = (),
    offices: Sequence[Office] = (),
    header: Sequence[str] = HEADER,
) -> RosterPlan:
    made = read_roster(header, rows, existing, GROUPS, offices)
    assert isinstance(made, RosterPlan)
    return made


def test_a2_a_dry_run_says_what_would_happen() -> None:
    ming = member(1, FIRST_GROUP, name="李小明")
    yu = member(2, FIRST_GROUP, MemberStatus.PROBATIONARY_MEMBER, name="张小雨")
    gone = member(3, SECOND_GROUP, name="周大海")
    made = plan(
        [
            ("李小明", "第一党小组", "正式", ""),
            ("张 小雨", "第二党小组", "正式党员", "宣传委员、党小组长"),
            ("", "", "", ""),
            ("陈静", "第三党小组", "预备党员", "组长"),
            ("王奶奶",),
        ],
        [ming, yu, gone],
    )
    assert made.same == (ming,)
    (change,) = made.update
    assert (change.row, change.member, change.group, change.status) == (
        3,
        yu,
        "第二党小组",
        MemberStatus.FULL_MEMBER,
    )
    assert change.roles == frozenset({Role.PUBLICITY_MEMBER, Role.GROUP_LEADER})
    chen, grandma = made.add
    assert (chen.row, chen.name, chen.group, chen.status) == (5, "陈静", "第三党小组", MemberStatus.PROBATIONARY_MEMBER)
    assert not chen.status_assumed
    assert (grandma.status, grandma.status_assumed, grandma.group) == (MemberStatus.FULL_MEMBER, True, None)
    assert made.new_groups == ("第三党小组",)
    assert made.not_mentioned == (gone,)
    assert made.errors == ()


def test_an_empty_cell_changes_nothing() -> None:
    leader = member(1, FIRST_GROUP, MemberStatus.PROBATIONARY_MEMBER, name="陈静")
    made = plan([("陈静", "", "", "")], [leader], [Office(1, Role.GROUP_LEADER, FIRST_GROUP)])
    assert made.same == (leader,)


@pytest.mark.parametrize(
    "column",
    [
        "身份证",
        "身份证号",
        "身份证号码",
        "公民身份号码",
        "证件号",
        "证件号码",
        "身 份 证 号",
        "身份证（必填）",
        "ID Card",
    ],
)
def test_v4_a_column_of_id_numbers_refuses_the_file(column: str) -> None:
    assert isinstance(read_roster(["姓名", column], [("陈静", "")], [], GROUPS), ForbiddenColumn)


def test_v4_an_id_number_as_header_is_not_repeated() -> None:
    assert read_roster(["姓名", ID_NUMBER], [], [], GROUPS) == ForbiddenColumn("****")


def test_v4_telephone_and_the_like_are_ignored_and_named() -> None:
    made = plan([("陈静", "13800138000", "幸福路1号", "1990-01-01")], header=["姓名", "手机", "家庭住址", "生日"])
    assert made.ignored_columns == ("手机", "家庭住址", "生日")
    assert "13800138000" not in repr(made)
    assert "幸福路" not in repr(made)


@pytest.mark.parametrize(
    "cell",
    [
        ID_NUMBER,
        "11010119900307123X",
        "１１０１０１１９９００３０７１２３４",
        "110101 19900307 1234",
        "110101-19900307-1234",
        "身份证110101199003071234。",
        "110101900307123",
        "110101199003071234.0",
        "1.1010119900307123e+17",
        "1.10101E+17",
    ],
)
@pytest.mark.parametrize("place", range(4))
def test_v4_an_id_number_in_any_cell_is_never_kept(cell: str, place: int) -> None:
    row = ["陈静", "", "", ""]
    row[place] = cell
    made = plan([row])
    assert made.errors == (RowError(2, RowProblem.ID_NUMBER),)
    assert made.add == ()
    assert "1010119" not in repr(made)


@pytest.mark.parametrize("cell", ["13800138000", "13800138000 13900139000", "2026-11-27", "1990"])
def test_other_numbers_are_no_id_numbers(cell: str) -> None:
    assert len(plan([("陈静", cell)], header=["姓名", "电话"]).add) == 1


@pytest.mark.parametrize(
    ("row", "problem", "value"),
    [
        (("", "第一党小组", "正式"), RowProblem.NO_NAME, None),
        (("长" * 33,), RowProblem.NAME_TOO_LONG, None),
        (('=HYPERLINK("http://x")',), RowProblem.NAME_LOOKS_LIKE_FORMULA, None),
        (("\u200b=1+1",), RowProblem.NAME_LOOKS_LIKE_FORMULA, None),
        (("＝1+1",), RowProblem.NAME_LOOKS_LIKE_FORMULA, None),
        (("陈静", "=A1"), RowProblem.BAD_GROUP, None),
        (("陈静", "组" * 33), RowProblem.BAD_GROUP, None),
        (("陈静", "", "团员"), RowProblem.UNKNOWN_STATUS, "团员"),
        (("陈静", "", "", "组织委员、司机"), RowProblem.UNKNOWN_ROLE, "司机"),
    ],
)
def test_a2_rows_that_cannot_be_used(row: Sequence[str], problem: RowProblem, value: str | None) -> None:
    made = plan([("李小明",), row])
    assert made.errors == (RowError(3, problem, value),)
    assert [new.name for new in made.add] == ["李小明"]


def test_a_member_in_a_row_with_an_error_is_not_called_missing() -> None:
    made = plan([("陈静", "", "团员")], [member(1, name="陈静")])
    assert made.not_mentioned == ()


def test_a_name_twice_in_the_file() -> None:
    made = plan([("王芳", "第一党小组"), ("王芳", "第二党小组"), ("王芳", "第一党小组"), ("王芳", "")])
    assert [new.group for new in made.add] == ["第一党小组", "第二党小组"]
    assert made.errors == (RowError(4, RowProblem.DUPLICATE, "王芳"), RowError(5, RowProblem.DUPLICATE, "王芳"))


def test_namesakes_are_told_apart_by_group_and_never_guessed() -> None:
    one, two = member(1, FIRST_GROUP, name="王芳"), member(2, SECOND_GROUP, name="王芳")
    assert plan([("王芳", "第二党小组")], [one, two]).same == (two,)
    unsure = plan([("王芳", "")], [one, two])
    assert unsure.errors == (RowError(2, RowProblem.AMBIGUOUS_NAME, "王芳"),)
    assert unsure.not_mentioned == ()


def test_the_header_may_stand_below_a_title() -> None:
    table = [
        ["幸福社区第一党支部党员名册", ""],
        ["2026年11月", ""],
        ["序号", " 姓　名* ", "所在党小组"],
        ["1", "陈静", "第一党小组"],
        ["2", "", "第一党小组"],
    ]
    assert find_header(table) == 2
    made = read_table(table, [], GROUPS)
    assert isinstance(made, RosterPlan)
    assert [(new.row, new.name) for new in made.add] == [(4, "陈静")]
    assert made.errors == (RowError(5, RowProblem.NO_NAME),)
    assert made.ignored_columns == ("序号",)


def test_without_a_name_column_there_is_no_plan() -> None:
    table = [["党小组", "职务"]] + [["", ""]] * 9 + [["姓名", ""]]
    assert find_header(table) is None
    assert read_table(table, [], GROUPS) == NoNameColumn()
    assert read_roster(["党小组"], [], [], GROUPS) == NoNameColumn()


def test_too_many_rows_are_a_wrong_file() -> None:
    assert read_roster(HEADER, [("陈静",)] * (MOST_ROWS + 1), [], GROUPS) == TooMany(MOST_ROWS + 1)


def test_removed_members_are_not_missed() -> None:
    assert plan([], [member(1, status=MemberStatus.REMOVED, name="陈静")]).not_mentioned == ()


def apply(
    made: RosterPlan, existing: Sequence[Member], groups: dict[str, int], offices: Sequence[Office]
) -> tuple[list[Member], dict[str, int], list[Office]]:
    """What a service does with a plan."""
    groups = groups | {name: 1000 + index for index, name in enumerate(made.new_groups)}
    people = {one.id: one for one in existing}
    held = list(offices)
    for change in made.update:
        people[change.member.id] = replace(
            change.member,
            node_id=change.member.node_id if change.group is None else groups[change.group],
            status=change.status or change.member.status,
        )
        if change.roles is not None:
            held = [office for office in held if office.member_id != change.member.id]
            held += [Office(change.member.id, role, BRANCH) for role in change.roles]
    for number, new in enumerate(made.add, 5000):
        people[number] = member(number, groups[new.group] if new.group else BRANCH, new.status, name=new.name)
        held += [Office(number, role, BRANCH) for role in new.roles]
    return list(people.values()), groups, held


names = st.sampled_from(["陈静", "李小明", "王芳", "", "=1", "陈 静"])
cells = st.tuples(
    names,
    st.sampled_from(["", "第一党小组", "第二党小组", "第三党小组", "无"]),
    st.sampled_from(["", "正式", "预备党员", "团员"]),
    st.sampled_from(["", "书记", "组织委员、党小组长", "司机", ID_NUMBER]),
)
people = st.lists(
    st.tuples(
        st.sampled_from(["陈静", "李小明", "王芳", "赵六"]),
        st.sampled_from([BRANCH, FIRST_GROUP, SECOND_GROUP]),
        st.sampled_from(MemberStatus),
    ),
    max_size=5,
).map(lambda rows: [member(index, node, status, name=name) for index, (name, node, status) in enumerate(rows)])


@given(st.lists(cells, max_size=8), people)
def test_a2_the_same_file_again_changes_nothing(rows: list[tuple[str, ...]], existing: list[Member]) -> None:
    first = plan(rows, existing)
    after, groups, offices = apply(first, existing, dict(GROUPS), [])
    second = read_roster(HEADER, rows, after, groups, offices)
    assert isinstance(second, RosterPlan)
    assert (second.add, second.update, second.new_groups) == ((), (), ())
    assert len(second.same) == len(first.same) + len(first.update) + len(first.add)
    assert {one.id for one in existing} <= {one.id for one in after}


@given(st.lists(st.text(), max_size=5), st.lists(st.lists(st.text(), max_size=5), max_size=5))
def test_no_table_raises(header: list[str], rows: list[list[str]]) -> None:
    read_roster(["姓名", *header], rows, [], GROUPS)
    read_table([header, *rows], [], GROUPS)
