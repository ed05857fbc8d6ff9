"""Which days are off, by a package and by the operator's hand (E2)."""

from datetime import date

import pytest

from services import holidays, policies
from services.turn import Turn
from tests.clock import FrozenClock
from tests.conftest import SHANGHAI
from tests.services.conftest import Somebody

# 国务院办公厅关于2026年部分节假日安排的通知
OFF_2026 = [
    (date(2026, 1, 1), date(2026, 1, 3)),
    (date(2026, 2, 15), date(2026, 2, 23)),
    (date(2026, 4, 4), date(2026, 4, 6)),
    (date(2026, 5, 1), date(2026, 5, 5)),
    (date(2026, 6, 19), date(2026, 6, 21)),
    (date(2026, 9, 25), date(2026, 9, 27)),
    (date(2026, 10, 1), date(2026, 10, 7)),
]
WORKED_2026 = {
    *(date(2026, 1, 4), date(2026, 2, 14), date(2026, 2, 28)),
    *(date(2026, 5, 9), date(2026, 9, 20), date(2026, 10, 10)),
}
A_YEAR_NOBODY_KNOWS = 2061


def test_e2_the_package_says_what_the_notice_says() -> None:
    notice = holidays.of_year(2026)
    assert notice is not None
    assert {day for first, last in OFF_2026 for day in notice.off if first <= day <= last} == notice.off
    assert len(notice.off) == sum((last - first).days + 1 for first, last in OFF_2026)
    assert notice.worked == WORKED_2026
    assert "2026年" in notice.source


@pytest.mark.parametrize("year", [1999, A_YEAR_NOBODY_KNOWS])
def test_e2_a_year_outside_the_package_is_no_error(year: int) -> None:
    assert holidays.of_year(year) is None


async def test_e2_a_plain_weekend_is_no_public_holiday(branch: Turn, somebody: Somebody) -> None:
    """S8: a reminder waits for the end of a public holiday, not for that of a weekend; theme days are then."""
    calendar = (await policies.in_force(branch, (await somebody("小明")).node_id)).calendar
    saturday = date(2026, 11, 28)
    assert saturday not in calendar.off
    assert not calendar.is_working_day(saturday)
    assert date(2026, 10, 1) in calendar.off
    assert calendar.is_working_day(date(2026, 10, 10))


async def test_e2_an_operator_adds_a_year_that_the_package_does_not_know(branch: Turn, somebody: Somebody) -> None:
    year = A_YEAR_NOBODY_KNOWS
    data = {"year": year, "source": "通知", "off": [[date(year, 10, 1), date(year, 10, 7)]], "worked": []}
    assert await holidays.missing(branch.tx, date(year, 11, 30)) == [year]
    await holidays.know(branch.tx, data)
    assert await holidays.missing(branch.tx, date(year, 11, 30)) == []
    assert await holidays.missing(branch.tx, date(year, 12, 1)) == [year + 1]
    calendar = (await policies.in_force(branch, (await somebody("小明")).node_id)).calendar
    assert date(year, 10, 5) in calendar.off
    assert date(2026, 10, 5) in calendar.off


async def test_e2_what_the_operator_writes_stands_in_place_of_the_package(branch: Turn, somebody: Somebody) -> None:
    data = {
        "year": 2026,
        "source": "更正的通知",
        "off": [[date(2026, 10, 1), date(2026, 10, 6)]],
        "worked": [date(2026, 10, 11)],
    }
    await holidays.know(branch.tx, data)
    calendar = (await policies.in_force(branch, (await somebody("小明")).node_id)).calendar
    assert calendar.is_working_day(date(2026, 10, 7))
    assert calendar.is_working_day(date(2026, 10, 11))
    assert not calendar.is_working_day(date(2026, 10, 10))
    assert await holidays.missing(branch.tx, date(2026, 11, 1)) == []


async def test_e2_a_year_that_nobody_knows_has_weekends(branch: Turn, somebody: Somebody, clock: FrozenClock) -> None:
    later = Turn(branch.tx, clock.now().replace(year=A_YEAR_NOBODY_KNOWS, tzinfo=SHANGHAI))
    calendar = (await policies.in_force(later, (await somebody("小明")).node_id)).calendar
    assert calendar.off == frozenset()
    assert not calendar.is_working_day(date(A_YEAR_NOBODY_KNOWS, 10, 2)), "a Sunday"
    assert calendar.is_working_day(date(A_YEAR_NOBODY_KNOWS, 10, 3))
