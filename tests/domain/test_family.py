"""Who has to say yes, and that signing in is nobody else's (U9, M35)."""

from dataclasses import replace
from datetime import UTC, datetime

from domain.family import DEED_NAMES, TIE_NAMES, Deed, Proxy, Tie, answers, read_tie

NOW = datetime(2026, 11, 23, 1, tzinfo=UTC)
MEMBER, STANDS_IN = 1, 2
ASKED = Proxy(1, MEMBER, STANDS_IN, Tie.PAIR, MEMBER, NOW)


def test_the_one_who_did_not_ask_says_yes() -> None:
    assert answers(ASKED) == STANDS_IN
    assert answers(replace(ASKED, asked_by=STANDS_IN)) == MEMBER


def test_it_stands_between_the_yes_and_the_end() -> None:
    agreed = replace(ASKED, agreed_at=NOW)
    ended = replace(agreed, ended_at=NOW)
    assert [(one.waits, one.stands) for one in (ASKED, agreed, ended)] == [(True, False), (False, True), (False, False)]


def test_signing_in_is_no_deed() -> None:
    assert set(DEED_NAMES) == set(Deed)
    assert not [name for name in (*Deed, *DEED_NAMES.values()) if "sign" in name or "签" in name]
    assert [read_tie(name) for name in TIE_NAMES.values()] == list(Tie)
    assert read_tie("邻居") is None
