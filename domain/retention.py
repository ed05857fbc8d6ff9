"""What is kept, for how long, and why (PRV-08): the one table that the daily clearing, the page and the guide read.

A line is added here for everything that is remembered; `services/tidying.py` names by `code` what deletes it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from domain.burden import A_WEEK
from domain.calls import KEPT as CALLS_KEPT
from domain.danger import GENTLY_EVERY
from domain.requests.closing import FORGOTTEN_AFTER
from domain.suggestions import KEPT_FOR

A_DAY: Final = timedelta(days=1)
TWO_DAYS: Final = timedelta(days=2)  # Telegram brings an update again for a day at most
SEVEN_DAYS: Final = timedelta(days=7)
NINETY_DAYS: Final = timedelta(days=90)
THIRTY_DAYS: Final = timedelta(days=30)
A_YEAR: Final = timedelta(days=365)
FOUR_HUNDRED_DAYS: Final = timedelta(days=400)  # what a look back over twelve months needs
THREE_YEARS: Final = timedelta(days=1096)
TWO_YEARS: Final = timedelta(days=731)  # study: the year before can still be looked up

_SPAN_WORDS: Final[Mapping[timedelta, str]] = MappingProxyType(
    {
        GENTLY_EVERY: "十二小时",
        A_DAY: "一天",
        TWO_DAYS: "两天",
        SEVEN_DAYS: "七天",
        A_YEAR: "一年",
        TWO_YEARS: "两年",
        THREE_YEARS: "三年",
        timedelta(): "",
    }
)


class Basis(StrEnum):
    """Why something may be kept that long."""

    NEEDED = "够用就删（个人信息保护法第十九条）"
    ASKED = "本人同意（第十三条），撤回就删"
    SENSITIVE = "本人单独同意（第二十九条），撤回就删"
    ARCHIVE = "支部按档案规定留存"
    SAFETY = "为了安全和可查（第五十一条）"


@dataclass(frozen=True, slots=True)
class Kept:
    """One thing that is remembered.

    `span` runs from what `since` says; None is as long as the branch keeps it. `sealed` and `also` are words for
    the table; `mine` is true where it is about a member, so that it stands on their page.
    """

    code: str
    what: str
    span: timedelta | None
    basis: Basis
    sealed: str = "否"
    since: str = ""
    also: str = ""
    mine: bool = True

    @property
    def how_long(self) -> str:
        """`办结后 180 天；本人撤回，立刻`."""
        words = "一直" if self.span is None else _SPAN_WORDS.get(self.span, f"{self.span.days} 天")
        gap = " " if self.since and words[:1].isdigit() else ""
        return f"{self.since}{gap}{words}" + (f"；{self.also}" if self.also else "")


_AT_ONCE: Final = "本人删掉、退出，立刻"

RETENTION: Final[tuple[Kept, ...]] = (
    Kept("inbox", "收到的消息", TWO_DAYS, Basis.NEEDED, "是", also="内容办完即清空", mine=False),
    Kept("outbox", "发出的消息", SEVEN_DAYS, Basis.NEEDED, "是", also="内容发完即清空", mine=False),
    Kept("inbox_failed", "没办成、放到一边的消息", THIRTY_DAYS, Basis.NEEDED, "是", mine=False),
    Kept("cards", "退出的人私聊里哪几条是小伴的", A_DAY, Basis.NEEDED, since="退出后", mine=False),
    Kept("dialogues", "没办完的对话、没发送的草稿", timedelta(), Basis.NEEDED, "是", "停下一天即删"),
    Kept("invitations", "没用过的加入链接", timedelta(), Basis.NEEDED, since="过期即删", mine=False),
    Kept(
        "requests",
        "求助的内容、回复、备注、附件的编号（文件本身不存）",
        FORGOTTEN_AFTER,
        Basis.SENSITIVE,
        "是",
        "办结后",
        "本人撤回，立刻",
    ),
    Kept(
        "request_facts", "求助的编号、类别、进展、经手的同志", None, Basis.ARCHIVE, also="本人撤回后不再写着是谁求助的"
    ),
    Kept(
        "lessons",
        "从求助里学到的词（只有通用的词，没有人名、数字）",
        None,
        Basis.NEEDED,
        "是",
        also="只用最近 500 条，撤回的立刻",
        mine=False,
    ),
    Kept(
        "suggestions",
        "建议和答复（没有姓名、账号，只有哪一天）",
        KEPT_FOR,
        Basis.NEEDED,
        "是，密文里没有时间",
        mine=False,
    ),
    Kept("series", "固定会期、会议改期取消的记录、模板", None, Basis.ARCHIVE, "原因、模板是", mine=False),
    Kept("public", "公开栏、资源卡、分工的各个版本", None, Basis.ARCHIVE, mine=False),
    Kept("leave_reasons", "请假原因", A_YEAR, Basis.SENSITIVE, "是"),
    Kept("access_log", "谁看过求助、建议、请假原因、走访记录，谁被拒绝", A_YEAR, Basis.SAFETY),
    Kept("reminders", "要提醒谁什么、提醒过没有", A_YEAR, Basis.NEEDED, since="说过、作废后"),
    Kept("told", "各人今天收到几条（只有数）", TWO_DAYS, Basis.NEEDED),
    Kept("burden", "各人最近七天从小伴收到几条（只有数）", A_WEEK, Basis.NEEDED),
    Kept(
        "notices",
        "通知的内容、附件的编号，发给了谁",
        NINETY_DAYS,
        Basis.NEEDED,
        "是",
        "结束后",
        "发过这一条的事实一直留着",
    ),
    Kept("calls", "电话单：该给谁打、为什么、打过没有（没有号码）", CALLS_KEPT, Basis.NEEDED),
    Kept("study_plans", "学习的安排、课程、每周一题、师资", None, Basis.ARCHIVE, mine=False),
    Kept("lectures", "讲过的课、听课说了什么（只有合计）", TWO_YEARS, Basis.NEEDED, mine=False),
    Kept("surveys", "需求调查的合计（没有姓名，满五个人才写）", None, Basis.ARCHIVE, mine=False),
    Kept("upward", "每个季度的合计（没有姓名，不满五的不写）", None, Basis.ARCHIVE, mine=False),
    Kept("survey_settled", "进行中的需求调查您办过没有（没有内容）", timedelta(), Basis.NEEDED, since="截止即删"),
    Kept("teachers", "不再讲课的师资", TWO_YEARS, Basis.NEEDED, mine=False),
    Kept("study_marks", "谁点了「已学」", TWO_YEARS, Basis.ASKED, also="本人退出，立刻"),
    Kept("study_hours", "学时，自己补记的名目", TWO_YEARS, Basis.ASKED, "名目是", also="本人退出，立刻"),
    Kept("study_notes", "学习体会（写几句）", TWO_YEARS, Basis.ASKED, "是", also=_AT_ONCE),
    Kept("study_notes_erased", "删掉的学习体会（只剩编号）", SEVEN_DAYS, Basis.NEEDED, mine=False),
    Kept("moods", "您点的心情、给自己写的几句", NINETY_DAYS, Basis.SENSITIVE, "是，密文里没有时间", also=_AT_ONCE),
    Kept("mood_rhythms", "什么时候问您心情", None, Basis.SENSITIVE, also="随时能停，停了立刻删"),
    Kept("mood_totals", "支部心情：一个月一个说法（没有数，没有名字）", TWO_YEARS, Basis.NEEDED, mine=False),
    Kept(
        "visits",
        "走访：什么事、谁去、哪天，您写的、记下的话",
        A_YEAR,
        Basis.SENSITIVE,
        "话是",
        also="您说不用了、撤回，立刻；没有回答的七天",
    ),
    Kept("talks", "谈过心：哪天、谁和谁（谈什么不记）", TWO_YEARS, Basis.NEEDED, also=_AT_ONCE),
    Kept("talks_unheld", "没有谈成的约", THIRTY_DAYS, Basis.NEEDED, "地方是", "约的时间过后"),
    Kept(
        "talk_notes", "谈心以后两个人都同意留的一句", None, Basis.SENSITIVE, "是", also="随谈心的记录；哪一位删掉，立刻"
    ),
    Kept("talk_notes_waiting", "对方还没有点头的那一句", SEVEN_DAYS, Basis.NEEDED, "是", "谈过后"),
    Kept("contacts", "组织上最近一次联系您是哪天（没有内容）", FOUR_HUNDRED_DAYS, Basis.NEEDED),
    Kept("contact_asks", "您请谁联系您", NINETY_DAYS, Basis.NEEDED),
    Kept("mourning", "哪天以前不给您发祝贺", timedelta(), Basis.SENSITIVE, since="过了那天即删"),
    Kept("deaths", "去世的记录记错了怎么改回来", A_DAY, Basis.NEEDED, "是", mine=False),
    Kept("make_ups", "谁补学了", None, Basis.ARCHIVE, also="随签到"),
    Kept("make_up_words", "补学的内容、本人写的几句", A_YEAR, Basis.NEEDED, "是", also=_AT_ONCE),
    Kept("party_dates", "入党、转正、换届的日期，党费日（没有金额）", None, Basis.ARCHIVE),
    Kept("duties", "书记日历里办好了什么", A_YEAR, Basis.NEEDED, since="过期后", mine=False),
    Kept("born", "出生日期（可以不写）", None, Basis.ASKED, "是", also=_AT_ONCE),
    Kept("own_days", "我的日子", THIRTY_DAYS, Basis.ASKED, "是", "那天过后", "每年的一直留着；本人删掉、退出，立刻"),
    Kept("own_days_shared", "让组长知道哪些「我的日子」", None, Basis.SENSITIVE, also="本人撤回，只有自己知道"),
    Kept("congratulations", "群里祝贺过谁的政治生日", A_YEAR, Basis.ASKED, since="祝贺后", also="本人撤回，立刻"),
    Kept("care_lists", "春节、七一走访名单，五十年名单的核对，提前告诉过谁", A_YEAR, Basis.NEEDED, since="日子过后"),
    Kept(
        "wishes",
        "想怎么收提醒，谁看纸质的，谁不作学习硬性要求，不过生日",
        None,
        Basis.ASKED,
        also="随时能改，退出立刻删",
    ),
    Kept("meeting_wishes", "某次会想怎么收提醒", timedelta(), Basis.ASKED, since="会开始即删"),
    Kept("danger", "遇到危险时叫过谁（没有本人的话）", A_YEAR, Basis.SAFETY),
    Kept("danger_left", "退出当天叫过谁", A_DAY, Basis.SAFETY, mine=False),
    Kept("gentle", "问过「您现在是不是很难受」的时间", GENTLY_EVERY, Basis.NEEDED),
    Kept("trusted", "信任的人", A_YEAR, Basis.ASKED, since="结束后"),
    Kept("tags", "标签：谁加的，您说过哪条不对", A_YEAR, Basis.NEEDED, "是", "拿掉后", "本人退出，立刻"),
    Kept("skills", "您写的特长", None, Basis.ASKED, "是", also="本人删掉、退出，立刻"),
    Kept("skill_asks", "请谁帮过忙、怎么答复的", NINETY_DAYS, Basis.NEEDED, "是", "问的那天起", "本人退出，立刻"),
    Kept("proxies", "谁替谁代办", A_YEAR, Basis.ASKED, since="停下后", also="本人退出，立刻"),
    Kept("proxy_deeds", "代办过哪一件", A_YEAR, Basis.NEEDED, also="本人退出，立刻"),
    Kept("absences", "记过的不在、免打扰到哪天（没有原因）", A_YEAR, Basis.NEEDED, since="结束后"),
    Kept("ledger_answers", "会前回答的能不能来", None, Basis.ARCHIVE, also="本人退出，立刻"),
    Kept("backups", "替别人的职务（AB岗）", None, Basis.ARCHIVE, also="本人退出，立刻"),
    Kept("corrections", "更正签到的理由", None, Basis.ARCHIVE, "是"),
    Kept("marks", "迟到、早退、签退，补录会议的原因", None, Basis.ARCHIVE, "原因是"),
    Kept("disputes", "对签到记录的异议和答复", A_YEAR, Basis.NEEDED, "是", also=_AT_ONCE),
    Kept("deductions", "不计入应到：哪一类、哪天同意、哪天通过", None, Basis.ARCHIVE),
    Kept("codes", "签到码的密钥", A_DAY, Basis.NEEDED, "是", "签到截止后", mine=False),
    Kept("minutes", "会议记录，每一次更正", None, Basis.ARCHIVE, "是", mine=False),
    Kept("filings", "请谁写会议记录", A_YEAR, Basis.NEEDED, since="到期后", also="本人退出，立刻"),
    Kept("poll_answers", "还没有截止的问意见选了什么（没有姓名）", None, Basis.ASKED, "是", also="截止即删，只留合计"),
    Kept("feedback_given", "说过哪次会开得怎样（没有姓名、没有内容）", None, Basis.NEEDED, also="散会三天后即删"),
    Kept("feedback", "会开得怎样，只有合计", A_YEAR, Basis.NEEDED, "公布前是", "公布后", mine=False),
    Kept("polls", "截止了的问意见：题目和合计", A_YEAR, Basis.NEEDED, since="截止后", mine=False),
    Kept("tasks", "会上分给谁的事，办完写的一句", None, Basis.ARCHIVE, "是", also="本人退出，没办完的另请人办"),
    Kept("ledger", "会议、签到、花名册", None, Basis.ARCHIVE, also="由支部按归档规定处理"),
    Kept("homes", "您家作家庭党校：名字、片区、地址", None, Basis.ASKED, "地址是", also="本人收回、退出，立刻"),
    Kept("venue_asks", "请您开放家庭党校的询问", THIRTY_DAYS, Basis.NEEDED),
    Kept("meeting_cards", "您手里有哪几次会的会议卡", THIRTY_DAYS, Basis.NEEDED, since="会后"),
    Kept("slot_polls", "约时间时您说哪几个时间方便", NINETY_DAYS, Basis.NEEDED, also="本人退出，立刻"),
    Kept("agendas", "会议的议题和材料，和哪个支部合开", None, Basis.ARCHIVE, mine=False),
    Kept(
        "stays",
        "外出登记：在哪里、那边的支部、怎么联系",
        A_YEAR,
        Basis.ASKED,
        "是",
        "回来后",
        "写的地方回来那天就删；本人退出，立刻",
    ),
    Kept("affiliations", "在哪里双报到、列席过哪些会", None, Basis.ARCHIVE, also="本人退出，立刻"),
    Kept("transfers", "组织关系转出、接收", None, Basis.ARCHIVE),
    Kept("transfer_reasons", "为什么暂不接收", A_YEAR, Basis.NEEDED, "是", "答复后", mine=False),
    Kept("consents", "您同意过什么、哪天撤回的", None, Basis.SAFETY, also="除名、转出、去世一年后删"),
    Kept(
        "leavers",
        "除名、转出、去世的同志的姓名、日期、称谓",
        A_YEAR,
        Basis.NEEDED,
        since="离开后",
        also="之后只写「已离开的同志」",
    ),
    Kept("fixes", "请人更正资料时写的话", A_YEAR, Basis.NEEDED, "是", "办完后", "本人退出，立刻"),
    Kept("kin", "已故同志的亲属谁来查过", THREE_YEARS, Basis.SAFETY, "是", mine=False),
    Kept("purges", "每天清理了几条", A_YEAR, Basis.SAFETY, mine=False),
)

SPANS: Final[Mapping[str, timedelta]] = MappingProxyType(
    {one.code: one.span for one in RETENTION if one.span is not None}
)
