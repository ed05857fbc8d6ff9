"""Texts that are meant to break something, in every question that today's features ask (U4, L16, V13, X1)."""

from typing import Final

import pytest

from tests.flows.quarter import MING, ZHOU, Quarter
from tests.flows.test_help_bad_input import NASTY, refused

WORDS: Final = {
    **NASTY,
    "ten thousand": "学" * 10_000,
    "one line of it": "长" * 4_000,
    "a picture alone": "🎉",
    "nothing but joiners": "\u200d\u200b\ufeff",
    "a day there is not": "2月30日",
    "and its hour": "2月30日25点61分",
    "a year there is not": "0000-13-45",
    "numbers": "-1",
    "a huge number": "9" * 400,
    "other numbers": "١٢٣ ⅷ ² 九百亿",
    "formula": '=HYPERLINK("http://x.example","点我")',
    "a link that is none": "https://[::1",
    "a link of another kind": "javascript:alert(1) 40分钟 file:///etc/passwd",
}
QUESTIONS: Final = {  # who -> what they say, and then which button, before the question
    ZHOU: (
        ("通知",),
        ("学习安排", "➕ 新安排", "幸福社区第一党支部"),
        ("课程", "➕ 新课程"),
        ("书记日历",),
        ("换届日期",),
        ("党费日",),
        ("入党日期",),
        ("师资", "➕ 请进一位"),
    ),
    MING: (("免打扰",), ("我的学时", "➕ 补记一次"), ("师资", "🙋 我愿意讲一课")),
}
ONE_LINE: Final = ("换届日期", "党费日", "入党日期", "转正日期", "预备期延长", "免打扰", "已学", "学习", "补学", "通知")
STEPS: Final = 4


async def said(quarter: Quarter, who: str, words: str) -> list[str]:
    """Say it, and have it answered without a fault; returns the answers."""
    town = quarter.town
    town.forward(minutes=1)
    town[who].says(words)
    await quarter.settle()
    answers = quarter.heard(who)
    assert answers, (who, words[:30])
    assert not [one.text for one in answers if "没有办成" in one.text], (who, words[:30])
    for one in answers:
        assert not [each for each in one.message.entities if each["type"] in {"text_link", "text_mention", "pre"}]
    return [one.text for one in answers]


@pytest.mark.parametrize("kind", list(WORDS))
async def test_every_question_survives_it(quarter: Quarter, kind: str) -> None:
    town, words = quarter.town, WORDS[kind][:4096]
    for who, openings in QUESTIONS.items():
        for opening, *buttons in openings:
            heard = await town.ask(who, opening)
            for label in buttons:
                assert label in str(heard.buttons), (opening, heard.buttons)
                heard = await town.tap(who, label, heard)
            await quarter.settle()
            quarter.heard(who)
            before: list[str] = []
            for _ in range(STEPS):
                answers = await said(quarter, who, words)
                if answers == before:
                    break  # the same question stands, and would a third time
                before = answers
            await said(quarter, who, "/cancel")
        for word in ONE_LINE:
            await said(quarter, who, f"/{word} {words}"[:4096])
            await said(quarter, who, "/cancel")
    assert refused(quarter) == []
    town.forget_unheard()
