from hypothesis import given
from hypothesis import strategies as st

from domain.features import Feature, effective
from tests.domain.people import BRANCH, COMMUNITY, HUB, OTHER_BRANCH, TREE

off_by_node = st.dictionaries(st.sampled_from([COMMUNITY, BRANCH, HUB]), st.frozensets(st.sampled_from(Feature)))


def path(node_id: int) -> list[int]:
    return [node.id for node in TREE.path(node_id)]


def test_a12_off_above_is_off_below_and_not_beside() -> None:
    off = {BRANCH: frozenset({Feature.CALENDAR})}
    assert Feature.CALENDAR not in effective(off, path(HUB))
    assert Feature.CALENDAR in effective(off, path(COMMUNITY))
    assert effective(off, path(OTHER_BRANCH)) == set(Feature)


def test_a12_without_meetings_nothing_about_meetings_is_left() -> None:
    off = {BRANCH: frozenset({Feature.MEETINGS})}
    about_meetings = {Feature.MEETINGS, Feature.RSVP, Feature.LEAVE, Feature.PAPER, Feature.SERIES, Feature.CODES}
    about_meetings |= {Feature.RECORDS, Feature.MEETING_FEEDBACK}
    assert effective(off, path(BRANCH)) == set(Feature) - about_meetings


@given(off_by_node)
def test_a12_going_down_nothing_comes_back(off: dict[int, frozenset[Feature]]) -> None:
    assert effective(off, path(HUB)) <= effective(off, path(BRANCH)) <= effective(off, path(COMMUNITY))
    assert not effective(off, path(BRANCH)) & off.get(BRANCH, frozenset())
