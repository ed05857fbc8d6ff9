"""Danger in a text: what level, and whether somebody is called (C9)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.concerns import DangerLevel
from domain.concerns.danger import judge
from tests.domain.danger_harmless import HARMLESS
from tests.domain.danger_said import EXPLICIT, IMMINENT
from tests.domain.danger_unclear import CALLING, WEAK


def said(lines: str) -> list[str]:
    return lines.strip().splitlines()


# Said plainly enough to survive whatever is strewn between the characters.
PLAIN = ("我不想活了", "我想自杀", "真想一死了之", "我要跳楼", "遗书写好了", "老公天天打我", "活着没意思")
HARMLESS_TALK = ("今天天气很好。", "谢谢您，辛苦了！", "明天的会几点开？", "快递放门口就行，", "孙子考试得了第一名。\n")


@pytest.mark.parametrize("text", said(IMMINENT))
def test_a_plan_a_means_or_now_is_imminent(text: str) -> None:
    danger = judge(text)
    assert (danger.level, danger.calls_human) == (DangerLevel.IMMINENT, True)


@pytest.mark.parametrize("text", said(EXPLICIT))
def test_a_statement_violence_or_an_emergency_is_explicit(text: str) -> None:
    danger = judge(text)
    assert (danger.level, danger.calls_human) == (DangerLevel.EXPLICIT, True)


@pytest.mark.parametrize("text", said(WEAK))
def test_a_weak_cue_is_weak(text: str) -> None:
    assert judge(text).level is DangerLevel.WEAK


@pytest.mark.parametrize("text", said(CALLING))
def test_what_is_said_round_about_calls_somebody(text: str) -> None:
    assert judge(text).calls_human


@pytest.mark.parametrize("text", said(HARMLESS))
def test_what_only_sounds_like_danger_calls_nobody(text: str) -> None:
    danger = judge(text)
    assert not danger.calls_human
    assert danger.level <= DangerLevel.WEAK


@pytest.mark.parametrize(
    "text",
    [
        "我没有想自杀，您放心",
        "我不是想死，就是累",
        "我不会去跳楼的",
        "从来没想过要轻生",
        "他说他没打算自杀",
    ],
)
def test_negation_never_clears(text: str) -> None:
    assert judge(text).calls_human


@pytest.mark.parametrize(
    "text",
    [
        "不 想 活 了",
        "不。想。活。了",
        "想４，活着太累",
        "好想s了算了",
        "我想自sha",
        "想zs的念头又来了",
        "我想自🔪杀",
        "不想huo了",
        "自\u200b杀",
        "我不想活瞭，撐不下去",
        "好想自殺",
        "想從樓上跳下去",
        "我想歹匕",
        "ｗｏ想die",
    ],
)
def test_a_spelling_that_hides_it_does_not(text: str) -> None:
    assert judge(text).calls_human


@pytest.mark.parametrize("text", ["新买的紫砂壶不错", "ZS小区停水了", "我想去4号楼", "自S弯", "他姓佴，名鼠"])
def test_a_spelling_like_it_is_left_alone(text: str) -> None:
    assert judge(text).level is DangerLevel.NONE


def test_an_ordinary_request_that_cannot_be_borne_is_no_cue() -> None:
    assert judge("老伴住院快一个月了，自费部分有点撑不住").level is DangerLevel.NONE


@given(st.text())
def test_any_text_has_a_danger(text: str) -> None:
    assert judge(text).level in DangerLevel


@given(st.sampled_from(PLAIN), st.data())
def test_what_is_strewn_into_a_phrase_does_not_hide_it(phrase: str, data: st.DataObject) -> None:
    strewn = data.draw(
        st.lists(st.sampled_from(["", " ", "\u3000", "\u200b", "*", "·", "-", "~"]), min_size=len(phrase))
    )
    disguised = "".join(letter + between for letter, between in zip(phrase, strewn, strict=False))
    assert judge(disguised).level >= judge(phrase).level


@given(st.sampled_from(PLAIN), st.sampled_from(["，", "。", "、", "…", "！ "]))
def test_even_a_full_stop_after_every_character_does_not(phrase: str, stop: str) -> None:
    assert judge(stop.join(phrase)).level >= judge(phrase).level


@given(
    st.sampled_from(said(IMMINENT) + said(EXPLICIT) + said(CALLING)),
    st.lists(st.sampled_from(HARMLESS_TALK), max_size=3),
    st.lists(st.sampled_from(HARMLESS_TALK), max_size=3),
)
def test_harmless_talk_around_it_clears_nothing(text: str, before: list[str], after: list[str]) -> None:
    alone, within = judge(text), judge("".join([*before, text, "。", *after]))
    assert within.calls_human
    assert within.level >= min(alone.level, DangerLevel.EXPLICIT)
