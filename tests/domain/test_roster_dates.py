"""入党日期 and 转正日期 in a sheet: optional, whole, possible; and the same sheet again changes nothing."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.members import Member
from domain.party_dates import PartyDates
from domain.roster import ForbiddenColumn, RosterPlan, RowProblem, read_roster, read_table
from tests.domain.people import FIRST_GROUP, member

HEADER = ("姓名", "党小组", "入党日期", "转正日期")
GROUPS = {"第一党小组": FIRST_GROUP}
TODAY = date(2026, 11, 23)
YU, MING = member(1, FIRST_GROUP, name="小雨"), member(2, FIRST_GROUP, name="小明")
KNOWN = {2: PartyDates(date(2015, 12, 5), date(2016, 12, 5), None)}


def plan(
    rows: Sequence[Sequence[str]],
    existing: Sequence[Member] = (YU, MING),
    dates: Mapping[int, PartyDates] = KNOWN,
    header: Sequence[str] = HEADER,
) -> RosterPlan:
    made = read_roster(header, rows, existing, GROUPS, dates=dates, today=TODAY)
    assert isinstance(made, RosterPlan)
    return made


def test_a_date_that_is_new_or_another_is_a_change() -> None:
    made = plan([("小雨", "第一党小组", "2025-12-20", ""), ("小明", "第一党小组", "2015/12/5", "2016年12月6日")])
    assert [(one.member, one.dates) for one in made.update] == [
        (YU, PartyDates(date(2025, 12, 20))),
        (MING, PartyDates(date(2015, 12, 5), date(2016, 12, 6))),
    ]
    assert made.errors == ()


def test_an_empty_cell_and_a_missing_column_change_nothing() -> None:
    assert plan([("小明", "第一党小组", "", "无")]).same == (MING,)
    assert plan([("小明", "第一党小组")], header=("姓名", "党小组")).same == (MING,)
    extended = {2: replace(KNOWN[2], full_member_date=None, probation_until=date(2017, 6, 5))}
    assert plan([("小明", "第一党小组", "2015-12-05", "")], dates=extended).same == (MING,)


def test_a_new_member_brings_their_dates() -> None:
    (new,) = plan([("小红", "第一党小组", "20241001", "")]).add
    assert new.dates == PartyDates(date(2024, 10, 1))


@pytest.mark.parametrize(
    ("joined", "full", "shown"),
    [
        ("1976.5", "", "1976.5"),
        ("不详", "", "不详"),
        ("2026-11-24", "", "2026-11-24"),
        ("1900-01-01", "", "1900-01-01"),
        ("2015-12-05", "2015-12-04", "2015-12-04"),
        ("2015-12-05", "2027-01-01", "2027-01-01"),
    ],
)
def test_a_date_that_cannot_be_stops_its_row_alone(joined: str, full: str, shown: str) -> None:
    made = plan([("小雨", "第一党小组", joined, full), ("小明", "第一党小组", "", "")])
    (error,) = made.errors
    assert (error.row, error.problem, error.value) == (2, RowProblem.BAD_DATE, shown)
    assert made.same == (MING,)
    assert made.update == ()


def test_half_a_date_does_not_contradict_what_is_known() -> None:
    made = plan([("小明", "第一党小组", "", "2015-12-04")])
    (error,) = made.errors
    assert (error.problem, error.value) == (RowProblem.BAD_DATE, "2015-12-04")
    assert (made.same, made.update, made.not_mentioned) == ((), (), (YU,))


@pytest.mark.parametrize("words", ["入党时间", "加入中国共产党日期", "*入党日期（必填）", "入 党 日 期"])
def test_the_column_has_many_names(words: str) -> None:
    (change,) = plan([("小雨", "2025-12-20")], header=("姓名", words)).update
    assert change.dates == PartyDates(date(2025, 12, 20))


def test_v4_identity_numbers_stay_refused_beside_dates() -> None:
    table = [["姓名", "入党日期", "身份证号"], ["小雨", "2025-12-20", "110101199003071234"]]
    assert read_table(table, [YU], GROUPS, today=TODAY) == ForbiddenColumn("身份证号")
    (error,) = plan([("小雨", "第一党小组", "110101199003071234", "")]).errors
    assert (error.problem, error.value) == (RowProblem.ID_NUMBER, None)


dates = st.sampled_from(["", "2015-12-05", "2016年1月2日", "20251220", "1976.5", "2030-01-01", "无"])


@given(st.lists(st.tuples(st.sampled_from(["小雨", "小明", "小红"]), st.just("第一党小组"), dates, dates), max_size=5))
def test_a2_the_same_sheet_again_changes_nothing(rows: list[tuple[str, ...]]) -> None:
    first = plan(rows)
    after = [YU, MING]
    known = dict(KNOWN)
    for change in first.update:
        assert change.dates is not None
        known[change.member.id] = change.dates
    for number, new in enumerate(first.add, 100):
        after.append(member(number, FIRST_GROUP, name=new.name))
        known[number] = new.dates
    second = plan(rows, after, known)
    assert (second.add, second.update) == ((), ())
