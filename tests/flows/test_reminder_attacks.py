"""Every button of meetings, reminders, study and make-up study, pressed by everybody it was not made for (V5).

A tap that stands in no attack table fails the first test: whoever adds one says here, or in the table of its feature,
whose it is.
"""

from collections.abc import Mapping
from typing import Final

from domain.messages import Press
from handlers import ROUTES
from handlers.routing import Routes, Tap
from storage import leave as leaves
from tests.flows import test_broadcasts_attacks as notices
from tests.flows import test_care_attacks as care
from tests.flows import test_care_dates_attacks as dates
from tests.flows import test_decisions_attacks as decisions
from tests.flows import test_duties_attacks as duties
from tests.flows import test_help_attacks as helps
from tests.flows import test_meeting_attacks as meetings
from tests.flows import test_mood_kept_apart as moods
from tests.flows import test_own_data as own_data
from tests.flows import test_series_attacks as series
from tests.flows import test_signing_attacks as signing
from tests.flows import test_study_attacks as courses
from tests.flows import test_survey_attacks as surveys
from tests.flows import test_visits as visits
from tests.flows.beside import (
    BRANCH,
    ENTRY,
    LEAVE,
    MAKE_UP,
    MEETING,
    MEMBER,
    PROGRAMME,
    REASON,
    REMINDER,
    SECRETS,
    SERIAL,
    STUDY_NOTE,
    STUDY_PIECE,
    TIAN,
    attacked,
    made,
)
from tests.flows.intruders import QIAN, all_press, anchors, state
from tests.flows.quarter import CHEN, LI, MING, WU, YU, ZHOU, Quarter
from tests.flows.town import STRANGER

OTHERS: Final = (YU, TIAN, WU, QIAN, STRANGER)
FAR: Final = (TIAN, WU, QIAN, STRANGER)  # who were not at that meeting either
OF_A_LEADER: Final[Mapping[str, tuple[int, ...]]] = {
    **dict.fromkeys(("po", "ca", "cc", "sh", "muw", "muc"), (MEETING,)),
    **dict.fromkeys(("pl", "ll", "cl"), (MEETING, 0)),
    **dict.fromkeys(("pt", "lt", "ct"), (MEETING, MEMBER, 0)),
    **dict.fromkeys(("mur", "mux"), (MAKE_UP, 0)),
    "ls": (LEAVE,),
    "ld": (LEAVE, 1),
    **dict.fromkeys(("stpv", "stpr", "stpa"), (PROGRAMME,)),
    "stpw": (PROGRAMME, 0),
    "stpp": (STUDY_PIECE,),
    **dict.fromkeys(("stpx", "stpc", "stpd"), (STUDY_PIECE, 0)),
    "stpm": (STUDY_PIECE, MEMBER, 0),
    "stz": (MEMBER, 0),
    "invite": (MEMBER,),
    "feat": (BRANCH, 0),
    "topic": (0,),
}
OF_ANY_LEADER: Final[Mapping[str, tuple[int, ...]]] = {  # a page of one's own people, for who leads any
    **dict.fromkeys(("nm", "stpn", "roster", "ready"), ()),
    **dict.fromkeys(("mug", "stzp", "invites"), (0,)),
}
OF_THE_MEMBER: Final[Mapping[str, tuple[int, ...]]] = {
    **dict.fromkeys(("muo", "mut", "mun", "mue"), (MAKE_UP,)),
    "mud": (MAKE_UP, REMINDER),
    **dict.fromkeys(("remg", "reml"), (REMINDER,)),
    **dict.fromkeys(("stx", "stb"), (ENTRY,)),
    **dict.fromkeys(("stnv", "stns", "stng", "stnw", "stnd"), (STUDY_NOTE,)),
    "stnb": (STUDY_NOTE, MEMBER),
    "lb": (LEAVE,),
    "d": (SERIAL, 0),
}
OF_WHO_IS_MEANT: Final[Mapping[str, tuple[int, ...]]] = {  # everybody of the group, and nobody else
    **dict.fromkeys(("s", "l", "g", "m", "lk", "hm"), (MEETING,)),
    **dict.fromkeys(("la", "remo"), (MEETING, 0)),
    **dict.fromkeys(("stv", "stf", "stu", "stn"), (STUDY_PIECE,)),
    "stm": (STUDY_PIECE, 0),
}
# What they bring, change or begin is the presser's own, or nobody's. A reason (lr, ly) is asked for, and refused when
# it is given for somebody else's leave: `test_a_reason_is_written_by_its_member`.
ONES_OWN: Final = {
    *("remc", "rems", "remp", "remq", "sta", "stl", "str", "sto", "stc", "ste", "stq", "stk", "stnl"),
    *("lr", "ly", "ln", "cn", "template", "agree", "notnow", "revoke", "quit", "stay"),
}
IN_A_GROUP: Final = {"s", "l", "g", "m", "teu", "topic", "voc"}  # on the board, under a lecture or poll, in a topic


def test_somebody_has_thought_about_every_tap() -> None:
    elsewhere = {*helps.help_taps(), *duties.our_taps(), "bcn", *notices.OF_A_NOTICE, *notices.OF_A_LIST}
    elsewhere |= {*courses.OF_THE_BRANCH, *courses.OF_ANY_KEEPER_BELOW, *courses.OF_A_PLACE, *courses.OF_A_KEEPER}
    elsewhere |= {*courses.OF_THE_TEACHER, *courses.OF_ONES_OWN_PLACE, *courses.ONES_OWN}
    elsewhere |= {*care.our_taps(), *dates.our_taps(), *surveys.our_taps(), *moods.our_taps()}
    elsewhere |= {*series.our_taps(), *signing.our_taps(), *decisions.our_taps(), *meetings.our_taps()}
    elsewhere |= {*own_data.OF_ONESELF, *own_data.OF_A_KEEPER, *visits.OF_AN_ASK}
    here = {*OF_A_LEADER, *OF_ANY_LEADER, *OF_THE_MEMBER, *OF_WHO_IS_MEANT, *ONES_OWN}
    assert set(Routes.of(ROUTES).taps) - elsewhere == here


def test_few_of_them_work_in_a_group() -> None:
    taps = Routes.of(ROUTES).taps
    assert {action for action, tap in taps.items() if not (isinstance(tap, Tap) and tap.private)} == IN_A_GROUP


async def test_nobody_gets_at_what_is_a_leaders(quarter: Quarter) -> None:
    """A member of the group, the leader beside, the levels above, next door, a stranger."""
    found = await made(quarter)
    tried = [found.press(action, args) for action, args in OF_A_LEADER.items()]
    assert await attacked(quarter, OTHERS, tried) == []
    pages = [found.press(action, args) for action, args in OF_ANY_LEADER.items()]
    assert await attacked(quarter, (YU, STRANGER), pages) == []


async def test_a_leader_beside_sees_their_own_people_alone(quarter: Quarter) -> None:
    found = await made(quarter)
    on = await anchors(quarter, (TIAN, QIAN))
    for action in ("mug", "stzp", "invites", "roster", "ready"):
        for attempt in await all_press(quarter, on, found.press(action, OF_ANY_LEADER[action])):
            assert attempt.holds(SECRETS) == []
    quarter.town.forget_unheard()


async def test_nobody_gets_at_what_is_the_members(quarter: Quarter) -> None:
    """Not their leader, not the secretary: answers, notes, hours, what they were told, their open question."""
    found = await made(quarter)
    tried = [found.press(action, args) for action, args in OF_THE_MEMBER.items() if action != "mut"]
    assert await attacked(quarter, (CHEN, ZHOU, LI, *OTHERS), tried) == []
    assert await attacked(quarter, OTHERS, [found.press("mut", OF_THE_MEMBER["mut"])]) == []


async def test_nobody_from_elsewhere_takes_part(quarter: Quarter) -> None:
    found = await made(quarter)
    tried = [found.press(action, args) for action, args in OF_WHO_IS_MEANT.items()]
    assert await attacked(quarter, FAR, tried) == []


async def test_numbers_that_belong_to_nothing(quarter: Quarter) -> None:
    """Even of who may: ids that are not there."""
    found = await made(quarter)
    tables = {**OF_A_LEADER, **OF_THE_MEMBER, **OF_WHO_IS_MEANT}
    tried = [Press(action, (9999, *args[1:])) for action, args in tables.items() if action != "topic"]
    assert await attacked(quarter, (ZHOU,), [found.press(one.action, one.args) for one in tried]) == []


async def test_pressed_under_the_board_nothing_is_said_to_all(quarter: Quarter) -> None:
    """By who may in private: a list of who did not come, a note, hours; and nobody draws over the board."""
    found = await made(quarter)
    town = quarter.town
    board = town.group.board
    stood = {number: one.text for number, one in town.group.chat.messages.items()}
    before = await state(quarter)
    tables = {**OF_A_LEADER, **OF_ANY_LEADER, **OF_THE_MEMBER, **OF_WHO_IS_MEANT, **dict.fromkeys(ONES_OWN, ())}
    for action in sorted(set(tables) - IN_A_GROUP):
        for who in (MING, CHEN):
            town.forward(minutes=1)
            (attempt,) = await all_press(quarter, {who: board}, found.press(action, tables[action]))
            assert attempt.heard == ("这个按钮已经过期了，请用最新的那条消息。",), attempt
    assert {number: one.text for number, one in town.group.chat.messages.items()} == stood
    assert await state(quarter) == before
    town.forget_unheard()


async def test_a_reason_is_written_by_its_member(quarter: Quarter) -> None:
    found = await made(quarter)
    town = quarter.town
    on = await anchors(quarter, (YU,))
    await all_press(quarter, on, found.press("ly", (LEAVE,)))
    await town.ask(YU, "编一个别人的原因")
    await quarter.settle()
    async with town.database.read() as tx:
        assert await leaves.reason(tx, found.numbers[LEAVE]) == REASON
    assert REASON not in "".join(one.text for one in quarter.heard(YU))
    town.forget_unheard()
