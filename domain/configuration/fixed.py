"""What no branch may set, because a text of the Party has settled it (N in the rules), and which text that is."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

_BRANCH: Final = "《中国共产党支部工作条例（试行）》"
_EDUCATION: Final = "《中国共产党党员教育管理工作条例》"
_CHARTER: Final = "《中国共产党章程》"
_ELECTION: Final = "《中国共产党基层组织选举工作条例》"

# By the names people would write. The value is where it stands, for people.
FIXED: Final[Mapping[str, str]] = MappingProxyType(
    {
        "党员大会": f"{_BRANCH}第十一条、第十四条：一般每季度一次",
        "支委会": f"{_BRANCH}第十二条、第十四条：一般每月一次",
        "党小组会": f"{_BRANCH}第十三条、第十四条：一般每月一次",
        "主题党日": f"{_EDUCATION}第十六条：每月一次",
        "组织生活会": f"{_BRANCH}第十七条：每年至少一次",
        "民主评议党员": f"{_BRANCH}第十八条：一般每年一次",
        "表决通过": f"{_BRANCH}第十一条：赞成的超过应到会有表决权党员的半数",
        "表决权": f"{_CHARTER}第七条、{_ELECTION}第五条：正式党员才有表决权",
        "选举到会": f"{_ELECTION}：到会不少于应到会的五分之四",
        "群里投票": "群里投票不能代替正式表决和选举",
        "任期": f"{_BRANCH}第二十一条：村和社区五年，其他一般三年",
        "支委会人数": f"{_BRANCH}第二十条：三至五人，一般不超过七人",
        "学时": f"{_EDUCATION}第二十条：一般不少于三十二学时",
        "预备期": f"{_CHARTER}第七条：一年，最多再延长一年",
        "党龄": f"{_CHARTER}第七条：从转为正式党员那天算起",
        "停止党籍": f"{_EDUCATION}第二十四条：由组织研究决定，小伴只提醒",
        "会议记录修改": "会议记录只能补充说明、写明理由，原来的话一直留着",
        "打卡": "《关于防治“指尖上的形式主义”的若干意见》：不搞强制打卡",
        "积分排名": "国办函〔2026〕12号：不搞积分排名",
    }
)
