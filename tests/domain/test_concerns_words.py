"""Normalising, the lexicon and urgency: rules as tables."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.concerns import Topic, Urgency, evidence, lexicon, urgency
from domain.concerns.normalising import tidy


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("老 伴 住 院", "老伴住院"),
        ("住-院 费 太~高", "住院费太高"),
        ("住，院，了", "住院了"),
        ("住院，报销", "住院,报销"),
        ("孩子，家", "孩子,家"),
        ("ＡＢＣ１２３", "ABC123"),
        ("住\u200b院", "住院"),
        ("  交党费  ", "交党费"),
        ("用 Word 写", "用 Word 写"),
    ],
)
def test_a_text_is_the_same_however_it_was_typed(typed: str, meant: str) -> None:
    assert tidy(typed, lambda text: text) == meant


@given(st.text())
def test_tidying_takes_any_text_and_does_not_change_what_is_tidy(text: str) -> None:
    once = tidy(text, lambda said: said)
    assert "\u200b" not in once
    assert once == once.strip()


def test_the_longest_word_wins_and_is_stepped_over() -> None:
    read = lexicon.read("[医疗健康]\n住院! 自费\n# 说明\n[生活困难/经济救助]\n住院费\n")
    assert read.found_in("住院费自费住院") == ["住院费", "自费", "住院"]


def test_a_word_may_speak_for_several_topics() -> None:
    read = lexicon.read("[医疗健康]\n大病!\n[生活困难/经济救助]\n大病\n")
    said = dict(zip(Topic, read.words["大病"], strict=True))
    assert (said[Topic.HEALTH], said[Topic.HARDSHIP], said[Topic.OTHER]) == (2.0, 1.0, 0.0)


@pytest.mark.parametrize("text", ["住院", "[没有这个主题]\n住院"])
def test_a_lexicon_written_wrongly_names_its_line(text: str) -> None:
    with pytest.raises(lexicon.LexiconProblem, match="第 1 行"):
        lexicon.read(text)


@pytest.mark.parametrize("word", ["信教", "政治立场", "思想动态", "退党"])
def test_what_somebody_believes_or_stands_for_is_no_topic(word: str) -> None:
    """(C8)"""
    assert lexicon.forbidden([word, "组织生活"]) == [word]


def test_signs_are_words_and_pairs_of_characters_but_no_masked_place() -> None:
    text = evidence.without_masks("B9市老伴住院")
    assert evidence.signs(text, ["B9", "市", "老伴", "住院"]) == {"老伴", "住院", "~老伴", "~伴住", "~住院"}


PHRASES = urgency.read("[紧急]\n着火\n[较急]\n着急 急\n[普通]\n不着急 急性\n")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("我很着急", Urgency.PRESSING),
        ("我不着急", Urgency.ORDINARY),
        ("不着急，可是厨房着火了", Urgency.URGENT),
        ("急性肠炎", Urgency.ORDINARY),
        ("", Urgency.ORDINARY),
    ],
)
def test_a_negated_phrase_says_the_opposite(text: str, expected: Urgency) -> None:
    assert PHRASES.urgency(text) is expected


@pytest.mark.parametrize("text", ["着急", "[很急]\n着急"])
def test_phrases_written_wrongly_name_their_line(text: str) -> None:
    with pytest.raises(urgency.PhrasesProblem, match="第 1 行"):
        urgency.read(text)
