"""Who may know an address, and what words give one away (M31)."""

import pytest

from domain.meetings import Rsvp
from domain.venues import Venue, VenueKind, may_see_address, near, shows_a_door


@pytest.mark.parametrize("rsvp", [None, *Rsvp])
@pytest.mark.parametrize("still_on", [True, False])
def test_of_the_invited_only_who_comes_and_only_until_it_is_over(rsvp: Rsvp | None, still_on: bool) -> None:
    seen = may_see_address(leads=False, hosts=False, rsvp=rsvp, still_on=still_on)
    assert seen is (still_on and rsvp is Rsvp.GOING)
    assert may_see_address(leads=True, hosts=False, rsvp=rsvp, still_on=still_on)
    assert may_see_address(leads=False, hosts=True, rsvp=rsvp, still_on=still_on)


@pytest.mark.parametrize("words", ["3栋", "二单元", "501室", "幸福路8号", "小明家 1203", "12-3-501", "3 号楼"])
def test_a_door_is_known(words: str) -> None:
    assert shows_a_door(words)


@pytest.mark.parametrize("words", ["小明家", "幸福小区北区", "三里屯", "王奶奶家", "2区", "五一路口"])
def test_an_area_is_no_door(words: str) -> None:
    assert not shows_a_door(words)


def test_near_by_comes_first_and_nothing_is_left_out_where_nothing_is_near() -> None:
    north = Venue(1, 1, VenueKind.HOME_SCHOOL, "甲家", "幸福小区北区", None)
    south = Venue(2, 1, VenueKind.HOME_SCHOOL, "乙家", "幸福小区南区", None)
    assert near([south, north], "北区")[0] == north
    assert near([south, north], "火车站") == near([north, south], "")
