"""The cards that ship: whole, dated, without an amount, a person's number or a promise (H18, H28)."""

import re
from datetime import datetime

import pytest

from domain.concerns import Topic
from domain.directory import PolicyCard, ResourceCard
from domain.forbidden_words import forbidden_in
from tests.conftest import SHANGHAI
from texts import cards

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=SHANGHAI)


@pytest.mark.parametrize("card", cards.resources(), ids=lambda card: card.name)
def test_h28_an_office_says_what_for_and_since_when(card: ResourceCard) -> None:
    said = cards.resource(card, NOW)
    assert re.fullmatch(r"\d{5}", card.call), "a national line, not a person's telephone"
    assert card.purpose in said
    assert f"来源：{card.source}" in said
    assert card.keywords
    assert "请核实" not in said


@pytest.mark.parametrize("card", cards.policies(), ids=lambda card: card.name)
def test_h18_a_policy_says_where_to_apply_and_on_what_ground(card: PolicyCard) -> None:
    said = cards.policy(card, NOW)
    assert "以当地为准" in said
    assert "《" in card.basis or "国发" in card.basis
    assert card.topics
    assert not re.search(r"\d+\s*(元|块|%|％)", said), "amounts are local"
    assert "请核实" in cards.policy(card, NOW.replace(year=2028))


def test_h18_the_commonest_needs_have_a_card() -> None:
    covered = {topic for card in cards.policies() for topic in card.topics}
    assert covered >= {Topic.HARDSHIP, Topic.HEALTH, Topic.EMPLOYMENT, Topic.RIGHTS, Topic.ELDER_CHILD_CARE}


def test_c8_no_keyword_asks_what_somebody_believes() -> None:
    keywords = [*(card.keywords for card in cards.resources()), *(card.keywords for card in cards.policies())]
    words = {word for some in keywords for word in some}
    assert words
    assert [word for word in words if forbidden_in(word) is not None] == []


def test_names_are_given_once() -> None:
    names = [*(card.name for card in cards.resources()), *(card.name for card in cards.policies())]
    assert len(names) == len(set(names))
