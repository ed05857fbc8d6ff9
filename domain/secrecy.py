"""Markings of secrecy that must not enter a chat (SEC-03, SEC-04, V13)."""

import re
import unicodedata
from typing import Final

# 手机密码, 随机密钥, 杜绝密切接触 are no markings: who warns of swindlers writes them.
_MARKING: Final = re.compile(
    r"绝密(?![切集闭封度室码接])"
    r"|(?<![手司])机密(?![码钥封闭集])"
    r"|秘密[★☆⭐✩✭🌟]|秘密\*\d|秘密级|密级:?秘密"
    r"|内部资料|内部文件|不得外传|工作秘密|涉密文件|涉密材料"
)
_BETWEEN: Final = re.compile(r"[\s_·.\-]+")
_TRADITIONAL: Final = str.maketrans("絕機祕內資傳碼鑰閉", "绝机秘内资传码钥闭")
_UNSEEN: Final = frozenset({"Cf", "Mn", "Cc"})


def is_marked(text: str) -> bool:
    """Whether a text or a file's name bears a marking, however it is written: `机 密 ★ 10年` and `內部資料` do."""
    plain = unicodedata.normalize("NFKC", text).translate(_TRADITIONAL)
    seen = "".join(one for one in plain if one.isspace() or unicodedata.category(one) not in _UNSEEN)
    return _MARKING.search(_BETWEEN.sub("", seen)) is not None
