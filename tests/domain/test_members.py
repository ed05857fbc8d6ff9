import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.members import (
    COMMITTEE_ROLES,
    ROLE_NAMES,
    ROLE_WORDS,
    STATUS_NAMES,
    STATUS_WORDS,
    MemberFlag,
    MemberStatus,
    Role,
    clean_name,
    is_counted,
    is_voter,
)
from domain.names import NameProblem, tidy_line
from tests.domain.people import member


@pytest.mark.parametrize(
    ("status", "flags", "votes", "counts"),
    [
        pytest.param(MemberStatus.FULL_MEMBER, (), True, True, id="QRM-01"),
        pytest.param(MemberStatus.PROBATIONARY_MEMBER, (), False, True, id="QRM-03"),
        pytest.param(
            MemberStatus.FULL_MEMBER, (MemberFlag.ON_DISCIPLINE_PROBATION,), False, True, id="QRM-02 留党察看"
        ),
        pytest.param(MemberStatus.FULL_MEMBER, (MemberFlag.RIGHTS_SUSPENDED,), False, True, id="QRM-02 留置"),
        pytest.param(MemberStatus.FULL_MEMBER, (MemberFlag.MOBILE_MEMBER,), True, True, id="QRM-12 流动"),
        pytest.param(MemberStatus.MEMBERSHIP_SUSPENDED, (), False, False, id="QRM-13"),
        pytest.param(MemberStatus.REMOVED, (), False, False, id="removed"),
        pytest.param(MemberStatus.HOSTED_MEMBER, (), False, False, id="QRM-09 流入"),
        pytest.param(MemberStatus.APPLICANT_ACTIVIST, (), False, False, id="MTG-01 no member yet"),
    ],
)
def test_who_votes_and_who_counts(
    status: MemberStatus, flags: tuple[MemberFlag, ...], votes: bool, counts: bool
) -> None:
    one = member(1, 1, status, *flags)
    assert (is_voter(one), is_counted(one)) == (votes, counts)


@pytest.mark.parametrize(
    ("word", "role"),
    [
        ("书记", Role.BRANCH_SECRETARY),
        ("支部书记", Role.BRANCH_SECRETARY),
        ("副书记", Role.DEPUTY_SECRETARY),
        ("纪律委员", Role.DISCIPLINE_MEMBER),
        ("组长", Role.GROUP_LEADER),
        ("小组长", Role.GROUP_LEADER),
        ("网格员", Role.GRID_MEMBER),
        ("联络员", Role.LIAISON),
    ],
)
def test_o2_words_for_roles(word: str, role: Role) -> None:
    assert ROLE_WORDS[word] is role


def test_every_role_and_status_has_a_word_that_reads_back() -> None:
    assert {ROLE_WORDS[word] for word in ROLE_NAMES.values()} == set(Role)
    assert {STATUS_WORDS[word] for word in STATUS_NAMES.values()} == set(MemberStatus)
    assert set(Role) - COMMITTEE_ROLES == {Role.GROUP_LEADER, Role.GRID_MEMBER, Role.LIAISON}


@pytest.mark.parametrize(
    ("raw", "kept"),
    [
        ("  陈　静 ", "陈静"),
        ("张 三", "张三"),
        ("John  \t Smith", "John Smith"),
        ("\u202e陈静\u202c", "陈静"),
        ("陈\u2066静\u2069\u200f", "陈静"),
        ("陈\u200b静\ufeff", "陈静"),
        ("陈\x00静\ud800", "陈静"),
        ("买买提•吐尔逊", "买买提·吐尔逊"),
        ("小雨🌸", "小雨🌸"),
        ("👩\u200d🔧师傅", "👩\u200d🔧师傅"),
        ("陈\u200d静", "陈静"),
        ("", NameProblem.EMPTY),
        ("\u3164\u2800\u200b \u115f", NameProblem.EMPTY),
        ("长" * 32, "长" * 32),
        ("长" * 33, NameProblem.TOO_LONG),
    ],
)
def test_names_are_cleaned(raw: str, kept: str | NameProblem) -> None:
    assert clean_name(raw) == kept


@given(
    st.text(st.characters()) | st.text(st.sampled_from("陈静 \u3000\u200d\u200b\u202e·•a\u0301👩🔧\ufe0f\x00\ud800"))
)
def test_clean_names_stay_clean(raw: str) -> None:
    name = clean_name(raw)
    if isinstance(name, str):
        assert clean_name(name) == name
        assert 1 <= len(name) <= 32
        assert name == name.strip()
        assert "  " not in name
        name.encode()
        assert all(unicodedata.category(character) not in {"Cc", "Cs"} for character in name)
        assert not set(name) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u200b\ufeff")


@pytest.mark.parametrize(
    ("raw", "line"),
    [
        (" 第四季度\n党员大会 ", "第四季度 党员大会"),
        ("活动室\u202e二楼", "活动室二楼"),
        ("社区•书屋", "社区•书屋"),
        ("\u200b\n\t", ""),
        ("很长" * 100, "很长" * 100),
    ],
)
def test_a_line_is_tidied(raw: str, line: str) -> None:
    assert tidy_line(raw) == line
    assert tidy_line(line) == line
