"""Which posts lack a stand-in (O3)."""

from domain.members import Office, Role
from domain.standins import natural, without_backup
from tests.domain.people import BRANCH, FIRST_GROUP, TREE

SECRETARY = Office(1, Role.BRANCH_SECRETARY, BRANCH)
DEPUTY = Office(2, Role.DEPUTY_SECRETARY, BRANCH)
PUBLICITY = Office(3, Role.PUBLICITY_MEMBER, BRANCH)
LEADER = Office(4, Role.GROUP_LEADER, FIRST_GROUP)
ROUTED = {Role.PUBLICITY_MEMBER}


def test_the_deputy_is_the_natural_stand_in_of_the_secretary() -> None:
    assert natural(BRANCH, Role.BRANCH_SECRETARY, [SECRETARY, DEPUTY]) == 2
    assert natural(BRANCH, Role.BRANCH_SECRETARY, [SECRETARY]) is None
    assert natural(BRANCH, Role.PUBLICITY_MEMBER, [PUBLICITY, DEPUTY]) is None
    assert natural(FIRST_GROUP, Role.BRANCH_SECRETARY, [DEPUTY]) is None


def test_posts_that_requests_come_to_need_somebody_else() -> None:
    """The rungs of every ladder, and what a topic is routed to; from the branch down."""
    everybody = [LEADER, PUBLICITY, SECRETARY]
    secretary, publicity, leader = (
        (BRANCH, Role.BRANCH_SECRETARY),
        (BRANCH, Role.PUBLICITY_MEMBER),
        (FIRST_GROUP, Role.GROUP_LEADER),
    )
    assert without_backup(everybody, set(), ROUTED, TREE) == [secretary, publicity, leader]
    assert without_backup(everybody, set(), set(), TREE) == [secretary, leader]
    assert without_backup([*everybody, DEPUTY], {leader}, ROUTED, TREE) == [publicity]
    assert without_backup([], set(), ROUTED, TREE) == []
