"""Tags as tables: whose choice they are, what they set, what may be contested (O7)."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.members import MemberFlag, MemberStatus
from domain.tags import (
    FLAGS,
    GIVEN,
    OWN,
    TAG_NAMES,
    Tag,
    Tagged,
    flags_with,
    flags_without,
    may_contest,
    may_take_off,
    of_roster,
)

NOW = datetime(2026, 11, 23, 1, tzinfo=UTC)
MEMBER, KEEPER = 1, 2


def test_each_has_a_name_and_nobody_honours_themselves() -> None:
    assert set(TAG_NAMES) == set(Tag)
    assert Tag.PROBATIONARY not in GIVEN
    assert set(GIVEN) - set(OWN) == {Tag.HONORARY, Tag.HOME_STUDY}


@pytest.mark.parametrize(
    ("tag", "set_by", "contested", "contestable", "at_once"),
    [
        (Tag.RETIRED, MEMBER, None, True, True),
        (Tag.RETIRED, KEEPER, None, True, False),
        (Tag.RETIRED, None, None, True, False),
        (Tag.RETIRED, KEEPER, NOW, False, False),
        (Tag.PROBATIONARY, None, None, False, False),
    ],
)
def test_contesting(tag: Tag, set_by: int | None, contested: datetime | None, contestable: bool, at_once: bool) -> None:
    one = Tagged(1, MEMBER, tag, set_by, NOW, contested)
    assert may_contest(one) is contestable
    assert may_take_off(one) is at_once
    assert one.waits is (contested is not None)


def test_what_the_roster_says() -> None:
    assert of_roster(MemberStatus.PROBATIONARY_MEMBER, {MemberFlag.MOBILE_MEMBER}) == [Tag.PROBATIONARY, Tag.MOBILE]
    assert of_roster(MemberStatus.FULL_MEMBER, {MemberFlag.RIGHTS_SUSPENDED}) == []


@given(st.frozensets(st.sampled_from(MemberFlag)), st.sampled_from(Tag))
def test_a_tag_touches_its_own_flag_alone(flags: frozenset[MemberFlag], tag: Tag) -> None:
    """Above all never the rights of a member: those are not a tag's to give or take."""
    own = {FLAGS[tag]} if tag in FLAGS else set()
    assert flags_with(flags, tag) - own == flags - own
    assert flags_without(flags, tag) == flags - own
    assert own.isdisjoint({MemberFlag.RIGHTS_SUSPENDED, MemberFlag.ON_DISCIPLINE_PROBATION})
