"""Who finds an offer, by what words, and when it is enough (O12)."""

import pytest

from domain.skills import (
    SEEN_NAMES,
    SKILL_NAMES,
    Offer,
    SeenBy,
    Skill,
    fits,
    is_free,
    is_shown,
    read_seen_by,
    read_skill,
)


def offer(seen_by: SeenBy = SeenBy.BRANCH, *, paused: bool = False) -> Offer:
    return Offer(1, 1, Skill.REPAIRS, "换灯泡、通下水道", 2, seen_by, paused)


@pytest.mark.parametrize(
    ("seen_by", "leads", "same_group", "same_branch", "shown"),
    [
        (SeenBy.LEADERS, True, False, False, True),
        (SeenBy.LEADERS, False, True, True, False),
        (SeenBy.GROUP, False, True, True, True),
        (SeenBy.GROUP, False, False, True, False),
        (SeenBy.GROUP, True, False, True, True),
        (SeenBy.BRANCH, False, False, True, True),
        (SeenBy.BRANCH, False, False, False, False),
    ],
)
def test_as_far_as_its_owner_says(
    seen_by: SeenBy, leads: bool, same_group: bool, same_branch: bool, shown: bool
) -> None:
    assert is_shown(offer(seen_by), leads=leads, same_group=same_group, same_branch=same_branch) is shown
    rests = offer(seen_by, paused=True)
    assert not is_shown(rests, leads=leads, same_group=same_group, same_branch=same_branch)


@pytest.mark.parametrize("wanted", ["", "水电", "修水管", "漏水", "家里漏水了", "灯泡", "下水道", "水 电"])
def test_found_by_its_kind_its_words_and_words_for_its_kind(wanted: str) -> None:
    assert fits(offer(), wanted)


@pytest.mark.parametrize("wanted", ["法律", "英语", "低保"])
def test_not_found_otherwise(wanted: str) -> None:
    assert not fits(offer(), wanted)


def test_enough_is_enough() -> None:
    assert [is_free(offer(), promised) for promised in (0, 1, 2, 3)] == [True, True, False, False]


def test_names_are_read_back() -> None:
    assert [read_skill(f" {name} ") for name in SKILL_NAMES.values()] == list(Skill)
    assert [read_seen_by(name) for name in SEEN_NAMES.values()] == list(SeenBy)
    assert read_skill("炒股") is None
    assert read_seen_by("所有人") is None
