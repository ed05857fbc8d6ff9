"""Every question that meetings, posts, records and people's own pages ask, answered with what is meant to break it.

Beside it: what bears a mark of secrecy is kept nowhere (SEC-04), and an answer that comes after the post has gone
changes nothing, whichever question was open (V5).
"""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any, Final

import pytest
import sqlalchemy as sa

from domain.meetings import MeetingKind, Method
from domain.members import Member, Role
from domain.minutes import Content, Point, packed
from domain.nodes import NodeKind
from domain.privacy import Scope
from domain.series import Every, Rule
from domain.skills import SeenBy, Skill
from domain.tags import Tag
from services import meetings, privacy
from services.dialogues import Asker, Became, Done, Draft, Goto, Problem, Script, Step
from services.scripts import SCRIPTS
from services.turn import Turn
from storage import agendas, attendance, disputes, minutes, nodes, people, skills, tags, tasks
from storage import mobility_transfers as transfers
from storage.attendance import Presence
from storage.database import alone
from storage.meetings import Plan
from tests.flows.test_reminder_bad_input import WORDS
from tests.services.conftest import Somebody

OF_LEADERS: Final = (
    *("agenda_items", "agenda_item", "material", "venue", "slots", "second_sitting", "joint", "series", "template"),
    *("meeting_move", "meeting_cancel", "marks", "dispute_answer", "deduction", "backfill", "tag_stands", "minutes"),
    *("minutes_amend", "appointing", "relieving", "post_terms", "branch_groups", "branch_term", "branch_backup"),
    *("configuration", "transfer", "transfer_no", "poll", "resolution", "election", "task", "task_to_another"),
    *("task_done", "meeting"),
)
ONES_OWN: Final = ("dispute", "skill", "skill_ask", "family", "stay", "correction", "leave_reason")
FITTING: Final = ("小明", "12月4日 15:00", "买几本书", "2 0 0")  # as answers go
MARKED: Final = "绝密★本件发至支部"
TWO_LINES: Final = f"{MARKED}\n另一行"
KEPT: Final = frozenset(  # where words are kept as somebody writes them
    {
        *(("meeting", "title"), ("meeting", "place"), ("slots", "title"), ("slots", "place"), ("series", "title")),
        *(("series", "place"), ("template", "words"), ("meeting_move", "place"), ("meeting_move", "reason")),
        *(("meeting_cancel", "reason"), ("agenda_items", "lines"), ("agenda_item", "line"), ("material", "material")),
        *(("venue", "name"), ("venue", "area"), ("venue", "address"), ("marks", "reason"), ("dispute", "words")),
        *(("dispute_answer", "answer"), ("backfill", "title"), ("backfill", "place"), ("backfill", "reason")),
        *(("tag_stands", "why"), ("skill", "words"), ("skill_ask", "what_for"), ("minutes", "chair")),
        *(("minutes", "recorder"), ("minutes", "guests"), ("minutes", "points"), ("minutes", "opinions")),
        *(("minutes_amend", "words"), ("minutes_amend", "reason"), ("branch_groups", "names"), ("stay", "place")),
        *(("stay", "host"), ("stay", "contact"), ("transfer_no", "why"), ("poll", "question"), ("poll", "options")),
        *(("resolution", "text"), ("election", "office"), ("task", "what"), ("task_done", "line")),
        *(("correction", "reason"), ("leave_reason", "reason")),
    }
)


class _Undone(Exception):
    """What an answer led to is not to be."""


@pytest.fixture
async def zhou(branch: Turn, somebody: Somebody) -> Member:
    """They have accounts of ours and have agreed to everything; 老周 may do everything, 小雨 holds no post."""
    for number, name in enumerate(("老周", "小明", "小雨"), 7001):
        one = await somebody(name)
        await people.unbind(branch.tx, one.id)
        await people.bind(branch.tx, one.id, number)
        for scope in Scope:
            await privacy.give(branch, one.id, scope)
    return await somebody("老周")


@pytest.fixture
async def drafts(branch: Turn, zhou: Member, somebody: Somebody) -> Mapping[str, Draft]:
    """For each script a draft that fits all of its questions."""
    turn, ming, tree = branch, await somebody("小明"), await nodes.tree(branch.tx)
    home = tree.branch_of(ming.node_id)
    assert home is not None
    other = await nodes.add(turn.tx, None, NodeKind.BRANCH, "明珠社区党支部", turn.now)
    ahead = await _meeting(turn, zhou, home.id, MeetingKind.THEME_DAY, timedelta(days=3))
    held = await _meeting(turn, zhou, home.id, MeetingKind.GENERAL_MEETING, timedelta(minutes=10))
    there = [Presence(held, one.id, turn.now, Method.PAPER, zhou.id) for one in (zhou, ming)]
    await attendance.record(turn.tx, there, turn.now)
    await agendas.add_items(turn.tx, ahead, ["学习党章"], zhou.id, turn.now)
    [item] = await agendas.items(turn.tx, ahead)
    content = Content("老周", "小明", "", (Point("学习", "讲了"),), "")
    await minutes.add(turn.tx, held, 1, content, "", zhou.id, turn.now)
    tag = await tags.put(turn.tx, ming.id, Tag.HONORARY, zhou.id, turn.now)
    await tags.contest(turn.tx, tag, turn.now)
    await skills.offer(turn.tx, zhou.id, Skill.REPAIRS, "修水管", 4, SeenBy.BRANCH, turn.now)
    [offer] = await skills.of_member(turn.tx, zhou.id)
    moving = await transfers.start(turn.tx, ming.id, home.id, (None, "外地支部"), zhou.id, turn.now)
    assert moving is not None
    day, at = date(2026, 11, 20).isoformat(), (turn.now + timedelta(days=4)).isoformat()
    task = await tasks.give(turn.tx, held, None, "买书", ming.id, date(2026, 12, 4), zhou.id, turn.now)
    plan: Draft = {
        "kind": "theme_day",
        "node": home.id,
        "title": "党日",
        "place": "活动室",
        "starts_at": at,
        "day": day,
    }
    post: Draft = {"branch": home.id, "node": home.id, "role": str(Role.PUBLICITY_MEMBER), "skip": 0}
    whom: Draft = {"member": ming.id, "name": ming.name, "whom": ming.id, "owner": ming.id, "who": ming.id}
    rule = Rule(Every.MONTH, 4, 1).kept()
    return {
        "meeting": plan,
        "slots": {**plan, "times": [at]},
        "series": {**plan, "rule": rule, "clock": "15:00", "holiday": "skip", "ahead": 7},
        "backfill": {**plan, "starts_at": (turn.now - timedelta(days=2)).isoformat(), "reason": "没网", "were": {}},
        **{name: {"meeting": ahead, "item": item.id, "before": item.text} for name in ("agenda_items", "agenda_item")},
        **{name: {"meeting": ahead} for name in ("material", "second_sitting", "joint")},
        **{name: {"meeting": ahead, "day": day, "place": "礼堂", "reason": "下雨"} for name in ("meeting_move",)},
        "meeting_cancel": {"meeting": ahead, "reason": "下雨"},
        "venue": {
            "node": home.id, "kind": "home_school", "host": zhou.id, "host_name": "老周", "name": "家", "area": "北",
        },
        "template": {"use": "notice", "node": home.id, "words": "请带笔"},
        "marks": {"meeting": held, **whom, "mark": "late"},
        "dispute": {"meeting": held},
        "dispute_answer": {
            "dispute": await disputes.open_one(turn.tx, held, ming.id, "我到了", turn.now),
            "change": 1,
        },
        "correction": {"meeting": held, **whom, "present": True},
        "deduction": {**whom, "class": 4, "agreed": day, "adopted": day},
        "tag_stands": {"tag": tag},
        "minutes": {"meeting": held, "content": packed(content), "at": 0},
        "minutes_amend": {"meeting": held, "base": 1, "part": "chair", "words": "小明"},
        **{name: {**post, **whom, "until": None} for name in ("appointing", "relieving", "post_terms")},
        "branch_groups": {"branch": home.id, "names": "第九党小组"},
        **{name: dict(post) for name in ("branch_term", "branch_backup")},
        "configuration": {
            "branch": home.id, "base": None, "restores": None, "chosen": {"make_up_days": "21"}, "preview": "改吗",
        },
        "transfer": {**whom, "to": other.name, "to_id": other.id},
        "transfer_no": {"transfer": moving.id},
        "poll": {"node": home.id, "question": "去哪儿", "options": ["甲", "乙"], "until": at},
        "resolution": {"meeting": held, "matter": "motion", "text": "买书", "votes": [2, 0, 0], "written": 0},
        "election": {
            "meeting": held, "office": "书记", "expected": 4, "present": 2, "ballots": [2, 2, 0],
            "candidates": [["老周", 2]],
        },
        **{
            name: {"meeting": held, "resolution": None, "text": "买书", **whom, "due": day, "task": task}
            for name in ("task", "task_to_another", "task_done")
        },
        "skill": {"skill": "repairs", "words": "修水管", "times": 2},
        "skill_ask": {"skill": offer.id},
        "family": {"way": "for_me", **whom, "tie": "pair"},
        "stay": {"member": zhou.id, "hosted": False, "place": "东莞", "host": "无", "contact": "微信", "since": day},
        "leave_reason": {"leave": 1},
    }  # fmt: skip


async def _meeting(turn: Turn, leader: Member, node_id: int, kind: MeetingKind, away: timedelta) -> int:
    at = turn.now + away
    plan = Plan(
        node_id, kind, "碰头", "活动室", at, at - timedelta(minutes=30), at + timedelta(hours=2), None, leader.id
    )
    meeting = await meetings.announce(turn, leader, plan)
    assert meeting is not None
    return meeting.id


async def _answered(asker: Asker, script: Script, step: Step, draft: Draft, words: str) -> str:
    """What is said to an answer, with the next question; nothing of what it led to stays."""
    said: list[str] = []

    async def attempt() -> None:
        await step.ask(asker, dict(draft))
        match await step.read(asker, dict(draft), words):
            case Problem(html):
                said.append(html)
            case Done(message):
                said.append(message.html)
            case Goto(further, name):
                said.append((await script.step(name).ask(asker, further)).message.html)
            case Became():
                pass
        raise _Undone

    asker.turn.letters.clear()
    error = await alone(asker.turn.tx, attempt())
    assert isinstance(error, _Undone), (script.name, step.name, words[:20], error)
    return "".join(said)


async def test_no_question_breaks(branch: Turn, drafts: Mapping[str, Draft]) -> None:
    """Nothing that somebody wrote becomes markup. Of all words each question gets every ninth one."""
    asker, place = Asker(branch, 7001), 0
    for name in (*OF_LEADERS, *ONES_OWN):
        for step in SCRIPTS[name].steps:
            place += 1
            for words in list(WORDS.values())[place % 9 :: 9]:
                said = await _answered(asker, SCRIPTS[name], step, drafts[name], words[:4096])
                assert said or name == "meeting"
                assert "<script" not in said, (name, step.name)
                assert "<a href" not in said, (name, step.name)


async def test_what_bears_a_mark_of_secrecy_is_kept_nowhere(branch: Turn, drafts: Mapping[str, Draft]) -> None:
    """SEC-04: refused wherever words are kept as they are written."""
    kept = []
    for name, step in sorted(KEPT):
        words = TWO_LINES if step == "options" else MARKED
        said = await _answered(Asker(branch, 7001), SCRIPTS[name], SCRIPTS[name].step(step), drafts[name], words)
        kept += [] if any(part in said for part in ("涉密", "密级", "没有保存")) else [f"{name}.{step}: {said[:40]}"]
    assert kept == []


async def test_who_has_lost_the_post_changes_nothing_any_more(branch: Turn, drafts: Mapping[str, Draft]) -> None:
    """小雨 answers each question of a leader with what fits: no row, no letter, and no name of those behind it."""
    asker, changed = Asker(branch, 7003), list[str]()
    connection = branch.tx.sync_connection

    def note(_connection: Any, _cursor: Any, statement: str, *_more: Any) -> None:
        verb, _, rest = statement.partition(" ")
        if verb in {"INSERT", "UPDATE", "DELETE"} and "access_log" not in rest.split("(")[0]:
            changed.append(f"{script.name}.{step.name}: {statement[:60]}")

    sa.event.listen(connection, "before_cursor_execute", note)
    try:
        for script in (SCRIPTS[name] for name in OF_LEADERS):
            for step in script.steps:
                offered = [said for _, said in (await step.ask(asker, dict(drafts[script.name]))).choices]
                for words in (*offered[:3], *FITTING):
                    await _answered(asker, script, step, drafts[script.name], words)
                    changed += [f"{script.name}.{step.name}: told {one.chat_id}" for one in branch.letters]
        assert changed == []
        script, step = SCRIPTS["agenda_items"], SCRIPTS["agenda_items"].steps[0]
        await _answered(Asker(branch, 7001), script, step, drafts[script.name], "买几本书")  # and who may does
    finally:
        sa.event.remove(connection, "before_cursor_execute", note)
    assert changed != []
