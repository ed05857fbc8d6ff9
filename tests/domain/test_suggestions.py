"""H30, H31: whom a suggestion can be given to, its token, and how many a day."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.members import Role
from domain.suggestions import MOST_A_DAY, READING, Quota, Readers, is_in_hand, may_read, offered
from domain.tokens import LETTERS, TOKEN_LENGTH, grouped, read_token

SECRETARY, DEPUTY, DISCIPLINE = Role.BRANCH_SECRETARY, Role.DEPUTY_SECRETARY, Role.DISCIPLINE_MEMBER
tokens = st.text(alphabet=LETTERS, min_size=TOKEN_LENGTH, max_size=TOKEN_LENGTH)


@pytest.mark.parametrize(
    ("held", "choices"),
    [
        ([], []),
        ([Role.GROUP_LEADER, Role.ORGANIZATION_MEMBER], []),
        ([SECRETARY], [Readers.SECRETARY]),
        ([SECRETARY, DISCIPLINE], [Readers.SECRETARY, Readers.DISCIPLINE]),
        ([SECRETARY, DEPUTY], [Readers.LEADERS, Readers.SECRETARY, Readers.DEPUTY]),
        ([DEPUTY, DISCIPLINE, SECRETARY], [Readers.LEADERS, Readers.SECRETARY, Readers.DEPUTY, Readers.DISCIPLINE]),
    ],
)
def test_h30_only_who_is_there_is_offered(held: list[Role], choices: list[Readers]) -> None:
    assert offered(held) == choices


@given(st.sampled_from(Readers), st.lists(st.sampled_from(Role)))
def test_h30_nobody_reads_but_those_chosen(readers: Readers, posts: list[Role]) -> None:
    assert may_read(readers, posts) == bool(READING[readers] & set(posts))


@given(tokens, st.sampled_from(["", " ", "-", "—", "　"]), st.booleans())
def test_h30_a_token_is_read_however_it_is_copied(token: str, gap: str, lower: bool) -> None:
    typed = gap.join(grouped(token).split("-"))
    assert read_token(typed.lower() if lower else typed) == token


@given(st.text(max_size=30))
def test_h30_what_is_read_as_a_token_looks_like_one(text: str) -> None:
    read = read_token(text)
    assert read is None or (len(read) == TOKEN_LENGTH and set(read) <= set(LETTERS))


@given(st.lists(st.sampled_from([1, 2]), max_size=12))
def test_h30_three_a_day_each(tries: list[int]) -> None:
    quota, given_ = Quota(), {1: 0, 2: 0}
    for who in tries:
        if quota.is_left(who, date(2026, 11, 23)):
            quota.take(who, date(2026, 11, 23))
            given_[who] += 1
    assert all(given_[who] == min(tries.count(who), MOST_A_DAY) for who in given_)
    assert quota.is_left(1, date(2026, 11, 24))


@pytest.mark.parametrize(("day", "seen"), [(22, True), (23, False), (24, False)])
def test_h30_todays_words_wait(day: int, seen: bool) -> None:
    assert is_in_hand(date(2026, 11, day), date(2026, 11, 23)) is seen
