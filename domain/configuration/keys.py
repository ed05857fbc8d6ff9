"""Every value of a branch, by the names in which the code asks for it. What rules mark Y is free, L may be stricter."""

from collections.abc import Mapping
from operator import gt
from types import MappingProxyType
from typing import Any, Final

from domain.configuration.setting import Setting, one_of, share, whole, yes_no
from domain.meetings import Period
from domain.quorum.sums import HALF


class Key:
    """`services.configuration.value(turn, node_id, Key.…)` answers with the type of the default."""

    QUORUM_INCLUSIVE: Final = yes_no(
        "半数以上含本数", True, "应到是双数、正好到一半时，算不算够", "QRM-07，条文没有写明", unsure=True
    )
    GENERAL_QUORUM: Final = share(
        "党员大会到会", HALF, "有表决权的党员到多少才能开会", "QRM-04，《支部工作条例》第十一条"
    )
    COMMITTEE_QUORUM: Final = share("支委会到会", HALF, "委员到多少才能开会", "QRM-06，《支部工作条例》第十二条")
    DEDUCT_RETURNED_RETIREES: Final = yes_no(
        "长期回乡的退休党员可不计入应到",
        False,
        "有的地方这样办；仍要上级同意、党员大会通过",
        "QRM-11 第六类，地方做法",
        unsure=True,
    )
    LECTURE_EVERY: Final = one_of(
        "党课",
        Period.QUARTER,
        {"每月": Period.MONTH, "每季度": Period.QUARTER, "每年": Period.YEAR},
        "多久至少上一次党课",
        "MTG-04，《支部工作条例》第十六条没有写次数",
    )
    MINUTES_WITHIN: Final = whole("会议记录", 3, (1, 30), "会后几个工作日内写好", "REC-03，地方做法")
    SIGN_OUT: Final = yes_no("签退", False, "散会时要不要也点一下，记下时长", "M10")
    BACKFILL_WITHIN: Final = whole("补录", 90, (1, 366), "多少天以内开过的会可以补录", "M23")
    FEEDBACK_FROM: Final = whole(
        "会后反馈", 5, (1, 50), "几个人答了才看得到结果", "M34；人太少就认得出是谁", stricter=gt
    )
    MAKE_UP_DAYS: Final = whole("补学", 14, (7, 60), "会后多少天内补学", "ATT-05，没有全国规定")
    COMMITTEE_HOURS: Final = whole("书记和委员学时", 56, (32, 200), "一年多少学时", "EDU-02")
    TERM_NOTICE_MONTHS: Final = whole(
        "换届提醒", 6, (2, 12), "任期满前几个月先提醒一次", "ORG-10，《支部工作条例》第二十二条"
    )
    MOBILE_PING_MONTHS: Final = whole("流动党员报平安", 1, (1, 6), "几个月问一次还在不在原处", "MOB-07，没有全国规定")
    MOBILE_CALL_MONTHS: Final = whole("流动党员联系", 3, (1, 12), "几个月没有音信就打个电话", "MOB-07，没有全国规定")
    WARN_CONTACT_MONTHS: Final = whole(
        "久未参加提醒联系人", 2, (1, 5), "几个月没参加组织生活，请联系人去看看", "MEM-08"
    )
    WARN_SECRETARY_MONTHS: Final = whole("久未参加提醒书记", 3, (1, 5), "几个月没参加组织生活，请书记关心", "MEM-08")


SETTINGS: Final[Mapping[str, Setting[Any]]] = MappingProxyType(
    {each.name: each for each in vars(Key).values() if isinstance(each, Setting)}
)
