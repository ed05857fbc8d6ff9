"""The words said in danger hold what they must, and nothing they must not (SAFE-01, SAFE-02, SAFE-05, C10 to C14)."""

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest

from domain.danger import Call, TakenBack
from domain.messages import Message
from texts import danger as say
from texts import hotlines

TEMPLATE = (Path(__file__).parents[2] / "texts/zh/danger.j2").read_text("utf-8")
NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
ME = 7


def heard(called: tuple[str, ...] = (), coming: str | None = None, *, known: bool = True, again: bool = False) -> str:
    return say.heard(called, coming, known=known, again=again, may_call_more=False, telegram_id=ME).html


ANSWERS = {
    "called": heard(("陈姐", "老周")),
    "coming": heard(("陈姐",), "陈姐", again=True),
    "nobody": heard(),
    "nobody again": heard(again=True),
    "stranger": heard(known=False),
    "still nobody": say.still_nobody(["老周"]).html,
    "broken": say.broken().html,
}
TO_THE_PERSON: dict[str, Message] = {
    "violence": say.violence(),
    "illness": say.illness(),
    "gentle": say.gentle(ME),
    "fine": say.fine(),
    "mistake": say.taken_back(TakenBack.MISTAKE, ["陈姐"], 1, NOW, NOW),
    "safe": say.taken_back(TakenBack.SAFE, [], None, None, NOW),
    "follow up": say.follow_up(1, ME),
    "no follow up": say.no_follow_up(),
    "coming to you": say.coming_to_you("陈姐"),
}
# SAFE-05: no promise of secrecy, diagnosis, arguing, lecture, blame, why, method, points; C14: no plan, no therapy
NEVER = (
    *("保密", "不会告诉", "抑郁", "焦虑症", "诊断", "为什么", "怎么会", "不应该", "你要想开", "想开点", "坚强", "自私"),
    *("跳楼", "割腕", "上吊", "服药", "自杀", "轻生", "积分", "治疗", "建议您", "您应该", "24小时", "24 小时", "群"),
)


def test_who_has_reviewed_it_stands_at_the_top() -> None:
    header = TEMPLATE.partition("#}")[0]
    assert re.search(r"^Wording version: \d+$", header, re.MULTILINE)
    assert re.search(r"^Date: \d{4}-\d{2}-\d{2}$", header, re.MULTILINE)
    assert "to be reviewed by a clinician" in header
    assert "待临床心理专业人员审阅" in header


@pytest.mark.parametrize("words", ANSWERS.values(), ids=ANSWERS)
def test_each_answer_has_all_it_needs(words: str) -> None:
    first = words.splitlines()[0]
    assert "120" in first
    assert "110" in first
    assert "身边留一个信得过的人" in first
    assert "12356" in words
    assert "每天不少于18小时，具体以当地为准" in words
    assert "我是程序，不是全天有人值守" in words


@pytest.mark.parametrize(
    ("which", "part"),
    [
        ("called", "正在请陈姐、老周马上联系您"),
        ("coming", "陈姐看到了，正在联系您"),
        ("nobody", "叫不到"),
        ("nobody again", "叫不到"),
        ("stranger", "没法替您叫人"),
        ("broken", "没能替您叫人"),
    ],
)
def test_the_person_is_told_who_is_told(which: str, part: str) -> None:
    """SAFE-04; and honestly where nobody is."""
    assert part in ANSWERS[which]


@pytest.mark.parametrize(
    "words", [*ANSWERS.values(), *(each.html for each in TO_THE_PERSON.values())], ids=[*ANSWERS, *TO_THE_PERSON]
)
def test_what_is_never_said(words: str) -> None:
    assert [bad for bad in NEVER if bad in words] == []


@pytest.mark.parametrize("which", ["mistake", "safe", "follow up", "no follow up"])
def test_the_numbers_stay(which: str) -> None:
    """C11: what is taken back is no all-clear."""
    words = TO_THE_PERSON[which].html
    assert all(number in words for number in ("120", "110", "12356", "每天不少于18小时"))


def test_violence_and_illness() -> None:
    """SAFE-09, SAFE-01."""
    violence, illness = TO_THE_PERSON["violence"].html, TO_THE_PERSON["illness"].html
    assert all(number in violence for number in ("110", "12338", "12348"))
    assert "110" in violence.splitlines()[0]
    assert "120" in illness.splitlines()[0]


def test_who_is_called_hears_who_and_when() -> None:
    call = Call(1, 2, NOW, 0, None, None, None, None, None)
    words = say.alert("小明", call, ME, NOW, again=False).html
    assert all(part in words for part in ("小明 需要马上联系", "11月23日（周一）02:00", "不要转到群里"))


def test_all_numbers_are_data() -> None:
    """SAFE-11: no number stands in the words themselves."""
    assert re.findall(r"\b(?:110|119|120|12356|12338|12348|96110|12388|12345)\b", TEMPLATE) == []
    assert "12388" in hotlines.proper_channel().html
    assert "96110" in hotlines.emergency().html
