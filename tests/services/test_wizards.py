"""Every dialogue of the bot, walked step by step: nonsense, /取消 and a restart at each of them.

The walk takes whatever leads to a step it has not seen: each option, then answers that people give. Everything is
undone behind it, so no step depends on what another one stored.
"""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Final, TypeAlias

import pytest

from domain.backfilling import Was
from domain.meetings import MeetingKind, Method, window
from domain.members import Member, MemberStatus, Role
from domain.messages import Message
from domain.minutes import Content, Point, packed
from domain.nodes import NodeKind
from domain.privacy import Scope
from domain.skills import SeenBy, Skill
from domain.tags import Tag
from domain.votes import Matter
from services import dialogues, privacy
from services import meetings as closing
from services.dialogues import Became, Draft, Script
from services.scripts import SCRIPTS
from services.turn import Turn
from storage import agendas, attendance, disputes, minutes, nodes, people, skills, tags, teachers
from storage import dialogues as store
from storage import tasks as tasks_store
from storage.attendance import Presence
from storage.database import alone
from storage.meetings import Plan
from tests.services.conftest import Somebody

ME: Final = 7001
GONE: Final = 999_999  # the row a dialogue was about may be gone by the time it is answered
NONSENSE: Final = ("🤷‍♂️", "%%%", "。", "asdf qwer" * 40)
ANSWERS: Final = (
    *("好", "小明", "王奶奶", "周五下午三点", "下周五", "2026-12-04", "15:00", "12月4日 15:00", "3", "10", "2", "没有"),
    *("党群服务中心", "8 0 1", "https://www.12371.cn", "每周五", "支部党员大会", "2027年", "发布", "跳过", "小雨"),
)


class _Undone(Exception):
    """What was tried is not to be."""


@dataclass
class Walk:
    """One script, the steps seen so far, those of this beginning, and where nonsense was met with silence."""

    turn: Turn
    script: Script
    seen: set[str] = field(default_factory=set)
    here: set[str] = field(default_factory=set)
    unkind: list[str] = field(default_factory=list)
    ended: int = 0

    async def begin(self, draft: Draft, step: str | None) -> None:
        self.here.clear()

        async def beginning() -> None:
            await dialogues.begin(self.turn, ME, self.script, draft, step)
            await self.look_around()

        await self._apart(beginning)

    async def look_around(self) -> None:
        """At one step: try everything, then go on to where nobody has been."""
        opened = await store.open_with(self.turn.tx, ME)
        assert opened is not None
        if opened.step in self.here:
            return
        self.here.add(opened.step)
        self.seen.add(opened.step)
        await self._apart(self._start_again)
        await self._apart(self._cancel)
        for words in NONSENSE:
            await self._apart(lambda words=words: self._nonsense(opened.step, words))  # type: ignore[misc]  # a lambda that keeps its words
        options = opened.draft.get("_options")
        assert isinstance(options, list)
        for words in (*map(str, options), *SPECIAL.get(self.script.name, ()), *ANSWERS):
            if self.ended and len(self.seen) == len(self.script.steps):
                return
            await self._apart(lambda words=words: self._answer(words))  # type: ignore[misc]  # a lambda that keeps its words

    async def _start_again(self) -> None:
        again = await dialogues.resume(self.turn, ME, SCRIPTS)
        assert again is not None
        assert again.html

    async def _cancel(self) -> None:
        assert await dialogues.cancel(self.turn, ME)
        assert await dialogues.hear(self.turn, ME, "好", SCRIPTS) is None

    async def _nonsense(self, step: str, words: str) -> None:
        said = await dialogues.hear(self.turn, ME, words, SCRIPTS)
        if not isinstance(said, Became) and (said is None or len(said.html) < len("请再说")):
            self.unkind.append(f"{step}: {words[:9]}")

    async def _answer(self, words: str) -> None:
        said = await dialogues.hear(self.turn, ME, words, SCRIPTS)
        if await store.open_with(self.turn.tx, ME) is None:
            assert isinstance(said, Message | Became)
            self.ended += 1
        else:
            await self.look_around()

    async def _apart(self, work: Callable[[], Awaitable[None]]) -> None:
        async def undone() -> None:
            await work()
            raise _Undone

        letters = list(self.turn.letters)
        error = await alone(self.turn.tx, undone())
        self.turn.letters = letters
        if not isinstance(error, _Undone) and error is not None:
            raise error


Beginning: TypeAlias = tuple[Draft, str | None]

# Each needs what only a whole conversation makes: a sent request, a death, a file, rules that break a promise.
ELSEWHERE: Final = {
    "tests/flows/test_help_bad_input.py": {"request", "help_reply", "help_hand_on", "help_hand_to", "suggestion_token"},
    "tests/services/test_care_questions.py": {"visit_report", "kin"},
    "tests/flows/test_policies.py": {"publish", "branch_word", "quiet_hours"},
    "tests/flows/test_roster.py": {"roster"},
}
SPECIAL: Final[Mapping[str, Sequence[str]]] = {
    "slots": ("周四上午九点\n周五下午三点",),
    "agenda_items": ("学习党章\n讨论走访",),
    "series": ("每月第一个周五 15:00",),
    "backfill": ("昨天 15:00", "11月16日 15:00", "2026-11-16 15:00", "那天没有网"),
    "deduction": ("2026-03-01", "2026-03-20"),
    "resolution": ("2 0 0", "0"),
    "election": ("支部委员", "5 2", "2 2 0", "老周 2"),
    "family": ("王奶奶",),
    "born": ("1946-05-03",),
    "party_dates": ("入党日期 小雨 2025-12-20", "小雨 入党 2025-12-20"),
    "study_plan": ("学习党章\n学习党史",),
    "quiz": ("党章共几章？\nA. 十章\nB. 十一章", "A. 十章\nB. 十一章", "B"),
}


@pytest.fixture
async def zhou(branch: Turn, somebody: Somebody) -> Turn:
    """老周, the secretary, has an account of ours, has agreed to everything, and leads the group as well."""
    for number, name in enumerate(("老周", "小明", "陈姐"), ME):
        one = await somebody(name)
        await people.unbind(branch.tx, one.id)
        await people.bind(branch.tx, one.id, number)
        for scope in Scope:
            await privacy.give(branch, one.id, scope)
    me = await somebody("老周")
    await people.appoint(branch.tx, me.id, me.node_id, Role.GROUP_LEADER, branch.now)
    return branch


@pytest.fixture
async def beginnings(zhou: Turn, somebody: Somebody) -> Mapping[str, Sequence[Beginning]]:
    """What the buttons that begin a dialogue know: a meeting ahead, one that is over, a member, a node."""
    me, ming = await somebody("老周"), await somebody("小明")
    tree = await nodes.tree(zhou.tx)
    branch = tree.branch_of(me.node_id)
    assert branch is not None
    await nodes.add(zhou.tx, branch.id, NodeKind.PARTY_GROUP, "第四党小组", zhou.now)
    await people.add(zhou.tx, me.node_id, ming.name, MemberStatus.FULL_MEMBER, zhou.now)
    ahead = {"meeting": await _meeting(zhou, me, timedelta(days=3))}
    over = {"meeting": await _meeting(zhou, me, -timedelta(days=1), MeetingKind.GENERAL_MEETING)}
    there = [Presence(over["meeting"], one.id, zhou.now - timedelta(days=1), Method.PAPER, me.id) for one in (me, ming)]
    await attendance.record(zhou.tx, there, zhou.now)
    assert await closing.close(zhou, me, over["meeting"])
    await agendas.add_items(zhou.tx, ahead["meeting"], ["学习党章"], me.id, zhou.now)
    [item] = await agendas.items(zhou.tx, ahead["meeting"])
    dispute = await disputes.open_one(zhou.tx, over["meeting"], ming.id, None, zhou.now)
    task = await tasks_store.give(zhou.tx, over["meeting"], None, "买书", me.id, zhou.now.date(), me.id, zhou.now)
    assert await minutes.add(zhou.tx, over["meeting"], 1, Content(points=(Point("学习党章", ""),)), "", me.id, zhou.now)
    tag = await tags.put(zhou.tx, ming.id, Tag.RETIRED, me.id, zhou.now)
    await skills.offer(zhou.tx, ming.id, Skill.LAW, "合同", 2, SeenBy.BRANCH, zhou.now)
    [offer] = await skills.of_member(zhou.tx, ming.id)
    teacher = await teachers.put(zhou.tx, branch.id, "张老师", "党史", None, me.id, zhou.now)
    request: Draft = {"request": GONE, "number": "26-001"}
    proposal: Draft = {"proposal": GONE, "summary": "修灯", "status": "open", "answer": "在办"}
    settings: Draft = {"branch": branch.id, "base": None, "restores": None, "chosen": {}, "preview": "改一处"}
    at_branch: Draft = {"branch": branch.id}
    post: Draft = {**at_branch, "node": branch.id, "role": str(Role.ORGANIZATION_MEMBER), "skip": 0}
    return {
        **{name: [({**ahead}, None)] for name in ("agenda_items", "material", "second_sitting", "joint")},
        **{name: [({**ahead}, None)] for name in ("meeting_move", "meeting_cancel")},
        **{name: [({**over}, None)] for name in ("marks", "dispute", "election")},
        "resolution": [({**over}, None), ({**over, "matter": str(Matter.ADMISSION), "text": "接收小雨"}, "votes")],
        **{
            name: [({**at_branch}, None)] for name in ("appointing", "relieving", "post_terms", "branch_groups", "duty")
        },
        **{name: [({**post}, None)] for name in ("branch_term", "branch_backup")},
        **{name: [({"suggestion": GONE}, None)] for name in ("suggestion_addition", "suggestion_answer", "proposal")},
        **{name: [({**request}, None)] for name in ("request_more", "help_note")},
        **{name: [({"talk": GONE}, None)] for name in ("talk_time", "talk_note")},
        "study_note": [({"piece": GONE}, None)],
        "study_change": [({"piece": GONE, "programme": GONE}, step.name) for step in SCRIPTS["study_change"].steps],
        "proposal_change": [({**proposal}, None)],
        "leave_reason": [({"leave": GONE}, None)],
        "visit_note": [({"visit": GONE}, None)],
        "visit_brings": [({"trigger": "hospital"}, None)],
        "mood_words": [({"answer": GONE}, None)],
        "fix_declining": [({"fix": GONE}, None)],
        "care_rule_years": [({"rule": "aged"}, None)],
        "lecture": [({"teacher": teacher}, None)],
        "lecture_time": [({"lecture": GONE}, None)],
        "make_up": [({**over}, None), ({**over}, "course")],
        "make_up_note": [({"make_up": GONE}, None)],
        "binding": [({"chat": -1, "thread": None, "title": "学习群", "nodes": [branch.id]}, None)],
        "founding": [({"link": GONE}, None)],
        "configuration": [({**settings}, None)],
        "tag_stands": [({"tag": tag}, None)],
        "skill_ask": [({"skill": offer.id}, None)],
        "transfer_no": [({"transfer": GONE}, None)],
        "minutes_amend": [({**over, "base": 1}, None)],
        "task": [({**over, "resolution": None}, None)],
        "minutes": [({**over, "content": packed(Content(points=(Point("学习党章", ""),)))}, None)],
        "agenda_item": [({**ahead, "item": item.id, "before": item.text}, None)],
        "dispute_answer": [({"dispute": dispute, "change": True}, None)],
        "backfill": [({}, None), (_ticked(zhou, me), "who")],
        "venue": [({"node": branch.id}, None)],
        "correction": [({**over, "member": ming.id, "present": True}, None)],
        "stay": [({"member": ming.id, "hosted": False}, None)],
        "task_done": [({"task": task}, None)],
        "task_to_another": [({**over, "task": task}, None)],
        "away": [({"member": me.id}, None)],
        "course": [({"node": branch.id}, None)],
        "talk": [({}, None), ({"other": ming.id}, "why")],
        "template": [({"use": "invitation", "node": branch.id}, None)],
        "family": [({"way": "for_another"}, None), ({"way": "for_me"}, None)],
    }


def _ticked(turn: Turn, leader: Member) -> Draft:
    """A meeting that was held without us, with one who was there."""
    held = (turn.now - timedelta(days=2)).isoformat()
    kind: Draft = {"kind": str(MeetingKind.GROUP_MEETING), "node": leader.node_id, "starts_at": held}
    return {**kind, "title": "碰个头", "place": "活动室", "were": {str(leader.id): str(Was.THERE)}}


async def _meeting(turn: Turn, leader: Member, away: timedelta, kind: MeetingKind = MeetingKind.GROUP_MEETING) -> int:
    at = turn.now + away
    opens_at, closes_at = window(at, kind)
    plan = Plan(leader.node_id, kind, "碰个头", "活动室", at, opens_at, closes_at, None, leader.id)
    meeting = await closing.announce(turn, leader, plan)
    assert meeting is not None
    return meeting.id


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)  # what is asked and read is the same on both
async def test_every_step(zhou: Turn, beginnings: Mapping[str, Sequence[Beginning]]) -> None:
    elsewhere = set[str]().union(*ELSEWHERE.values())
    assert elsewhere <= set(SCRIPTS)
    wrong: list[str] = []
    for name, script in SCRIPTS.items():
        if name in elsewhere:
            continue
        walk = Walk(zhou, script)
        try:
            for draft, step in beginnings.get(name, [({}, None)]):
                await walk.begin(draft, step)
        except Exception as error:
            wrong.append(f"{name} at {sorted(walk.seen)}: {error!r}")
            continue
        wrong += [f"{name}: {one}" for one in walk.unkind]
        if missed := {step.name for step in script.steps} - walk.seen:
            wrong.append(f"{name} never reached {sorted(missed)}")
        if not walk.ended:
            wrong.append(f"{name} never ended")
    assert wrong == [], "\n".join(wrong)
