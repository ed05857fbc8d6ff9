"""Every button of courses, teachers, questions and paper, pressed by everybody it was not made for (V5).

A tap that stands in no table fails the first test: whoever adds one says here whose it is.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

import pytest
import sqlalchemy as sa

from domain.courses import Course, CourseKind
from domain.messages import Press
from domain.quizzes import Quiz, week_of
from domain.teachers import LectureState
from handlers import ROUTES
from handlers.keys import ButtonKeys
from handlers.routing import Routes, Tap
from services import dialogues
from services.turn import Turn
from storage import courses, lectures, quizzes, teachers
from storage.schema import metadata
from storage.sealing import Keyring
from tests.conftest import SHANGHAI
from tests.flows.intruders import PASSING, QIAN, all_press, anchors, next_door
from tests.flows.quarter import CHEN, HE, LI, MING, SUN, WU, YU, ZHOU, Quarter
from tests.flows.town import STRANGER

COURSE, TOPIC, QUESTION = "红船精神导读", "家风家教这一课", "红船停在哪个湖上？"
SECRET: Final = (COURSE, TOPIC, QUESTION)
FRIDAY = datetime(2026, 11, 27, 15, 0, tzinfo=SHANGHAI)
ELSEWHERE = (WU, QIAN, STRANGER)
NOT_KEEPERS = (MING, HE, CHEN, YU, *ELSEWHERE)  # of what belongs to the branch: a group leader keeps the group's
PASSES = PASSING | {"burden"}

OF_THE_BRANCH: Final = ("coe", "cor", "tek", "tec", "teg", "tef", "qzr")
OF_ANY_KEEPER_BELOW: Final = ("tep",)  # a group leader may ask the branch's teacher for the group
OF_A_PLACE: Final = ("prp", "pra", "prt", "prx", "prf")
OF_A_KEEPER: Final = ("con", "qzn", "tea", "tem")
OF_THE_TEACHER: Final = ("tey", "ten", "tes")
OF_ONES_OWN_PLACE: Final = ("co", "tel", "tej", "teu", "qza")
ONES_OWN: Final = ("cop", "teo", "tew")  # a page of one's own library, one's own offer; tew has a test of its own


@dataclass(frozen=True)
class Made:
    """Ids of what the branch has."""

    course: int
    teacher: int
    lecture: int
    quiz: int

    def args(self, action: str) -> tuple[int, ...]:
        """What a press of this action carries; the second number is a way back, an option or an opinion."""
        of = {"co": self.course, "qz": self.quiz, "te": self.lecture}[action[:2]]
        first = self.teacher if action in {"tep", "tew"} else of
        return (first, 0) if action in {"cor", "teu", "qza"} else (first,)


async def made(quarter: Quarter, state: LectureState = LectureState.ASKED) -> Made:
    """A course, a lecture of 小明's that 老周 asked for, and a question, all of the branch."""
    town, zhou, ming = quarter.town, quarter.member(ZHOU), quarter.member(MING)
    now, branch = town.clock.now(), town.branch_id
    async with town.database.write() as tx:
        course = Course(0, branch, COURSE, CourseKind.ARTICLE, "", None, "https://a.cn/x", None, "")
        teacher = await teachers.put(tx, branch, MING, "家风", ming.id, zhou.id, now)
        lecture = await lectures.ask(tx, teacher, branch, TOPIC, FRIDAY, state, zhou.id, now)
        if state is LectureState.OTHER_TIME:
            await lectures.change(tx, lecture, state, other_at=FRIDAY + timedelta(days=7))
        quiz = Quiz(0, branch, week_of(now.date()), QUESTION, ("南湖", "西湖"), 0, "嘉兴南湖。")
        found = Made(
            await courses.add(tx, course, zhou.id, now), teacher, lecture, await quizzes.put(tx, quiz, zhou.id, now)
        )
    await next_door(quarter)
    return found


async def rows(quarter: Quarter) -> dict[str, list[tuple[object, ...]]]:
    async with quarter.town.database.read() as tx:
        return {
            name: [tuple(row) for row in await tx.execute(sa.select(table).order_by(*table.primary_key.columns))]
            for name, table in metadata.tables.items()
            if name not in PASSES
        }


async def in_dialogue(quarter: Quarter, names: tuple[str, ...]) -> list[str]:
    async with quarter.town.database.read() as tx:
        turn = Turn(tx, quarter.town.clock.now())
        return [name for name in names if await dialogues.opened(turn, quarter.town[name].id) is not None]


async def assert_nothing_comes_of_it(quarter: Quarter, names: tuple[str, ...], presses: list[Press]) -> None:
    """No row changes, no question is asked, nothing of the branch's is heard, no file comes."""
    on = await anchors(quarter, names)
    before = await rows(quarter)
    for press in presses:
        for attempt in await all_press(quarter, on, press):
            assert not attempt.holds(SECRET), attempt
            assert not any("王奶奶" in heard for heard in attempt.heard), attempt
    assert await rows(quarter) == before
    assert await in_dialogue(quarter, names) == []
    quarter.town.forget_unheard()


def test_every_tap_stands_in_a_table() -> None:
    taps = {name for name, tap in Routes.of(ROUTES).taps.items() if isinstance(tap, Tap)}
    ours = {name for name in taps if len(name) <= 3 and name[:2] in {"co", "te", "qz", "pr"} and len(name) != 2} | {
        "co"
    }
    assert ours - {"cos", "cox", "coo"} == {  # these are of a sign-in code
        *OF_THE_BRANCH,
        *OF_ANY_KEEPER_BELOW,
        *OF_A_PLACE,
        *OF_A_KEEPER,
        *OF_THE_TEACHER,
        *OF_ONES_OWN_PLACE,
        *ONES_OWN,
    }


@pytest.mark.parametrize("state", [LectureState.ASKED, LectureState.OTHER_TIME, LectureState.AGREED])
async def test_what_the_branch_keeps(quarter: Quarter, state: LectureState) -> None:
    found = await made(quarter, state)
    presses = [Press(action, found.args(action)) for action in OF_THE_BRANCH]
    await assert_nothing_comes_of_it(quarter, NOT_KEEPERS, presses)
    below = [Press(action, found.args(action)) for action in OF_ANY_KEEPER_BELOW]
    await assert_nothing_comes_of_it(quarter, (MING, HE, YU, *ELSEWHERE), below)


async def test_who_keeps_nothing_writes_nothing(quarter: Quarter) -> None:
    await made(quarter)
    await assert_nothing_comes_of_it(quarter, (MING, HE, YU, WU, STRANGER), [Press(one) for one in OF_A_KEEPER])


async def test_paper_is_for_who_leads_there(quarter: Quarter) -> None:
    """The names of those without a telephone, and their sheets."""
    await made(quarter)
    town, wang = quarter.town, quarter.member("王奶奶")
    for node_id, others in ((town.branch_id, NOT_KEEPERS), (town.group_id, (MING, HE, YU, *ELSEWHERE))):
        more = {"pra": (node_id, 0), "prt": (node_id, wang.id), "prx": (node_id, wang.id)}
        await assert_nothing_comes_of_it(
            quarter, others, [Press(action, more.get(action, (node_id,))) for action in OF_A_PLACE]
        )


async def test_a_leader_adds_nobody_of_another_place(quarter: Quarter) -> None:
    """陈姐 leads the group; 李委员 stands at the branch."""
    await made(quarter)
    press = Press("prt", (quarter.town.group_id, quarter.member(LI).id))
    before = await rows(quarter)
    await all_press(quarter, await anchors(quarter, (CHEN,)), press)
    assert await rows(quarter) == before
    quarter.town.forget_unheard()


async def test_only_the_teacher_answers(quarter: Quarter) -> None:
    found = await made(quarter)
    presses = [Press(action, found.args(action)) for action in OF_THE_TEACHER]
    await assert_nothing_comes_of_it(quarter, (LI, SUN, HE, ZHOU, CHEN, YU, *ELSEWHERE), presses)


async def test_nobody_from_elsewhere_looks_in(quarter: Quarter) -> None:
    found = await made(quarter, LectureState.AGREED)
    quarter.town.at(FRIDAY + timedelta(hours=1))
    presses = [Press(action, found.args(action)) for action in OF_ONES_OWN_PLACE]
    await assert_nothing_comes_of_it(quarter, ELSEWHERE, presses)


async def test_a_lecture_is_for_who_keeps_and_who_gives_it(quarter: Quarter) -> None:
    found = await made(quarter)
    await assert_nothing_comes_of_it(quarter, (HE, CHEN, YU), [Press("tel", (found.lecture,))])


async def test_nobody_takes_another_out_of_the_pool(quarter: Quarter) -> None:
    found = await made(quarter)
    await assert_nothing_comes_of_it(quarter, (HE, CHEN, YU, *ELSEWHERE), [Press("tew", (found.teacher,))])


async def test_numbers_that_belong_to_nothing(quarter: Quarter) -> None:
    """Even of who may: ids that are not there."""
    await made(quarter)
    presses = [Press(action, (999,)) for action in (*OF_THE_BRANCH, *OF_THE_TEACHER, *OF_ONES_OWN_PLACE, "tew", "prp")]
    presses = [Press(one.action, (*one.args, 0)) if one.action in {"cor", "teu", "qza"} else one for one in presses]
    await assert_nothing_comes_of_it(quarter, (ZHOU,), presses)


async def test_in_a_group_nothing_opens_but_an_opinion(quarter: Quarter) -> None:
    """What is answered there everybody reads."""
    found = await made(quarter)
    town = quarter.town
    board, _ = await town.plan()
    town.forget_unheard()
    keys = ButtonKeys(Keyring.from_file(town.settings.key_file).signer("buttons"))
    told = []
    for action in (*OF_THE_BRANCH, *OF_ONES_OWN_PLACE[:3], "qza"):
        town.forward(seconds=4)
        data = keys.pack(Press(action, found.args(action)))
        told.append((await town[ZHOU].toast(town[ZHOU].presses_data(data, on=board))).text)
    assert {words for words in told if "过期" not in words} == set()
    await town.settle()
    assert town.stage.unread() == []
