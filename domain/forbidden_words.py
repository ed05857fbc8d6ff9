"""Words that no lexicon of ours may hold (C8): what somebody believes, politically or religiously, is nobody's class.

Every list of words is held to this: the ones that ship (`tests/domain/test_forbidden_words.py`) and the ones that a
branch writes for itself. The Party's own procedures (思想汇报, 政治生日, 政治面貌, 政审) are none of it.
"""

import unicodedata
from typing import Final

ANYWHERE: Final = (
    *("政治态度", "政治立场", "政治倾向", "政治观点", "政治觉悟", "政治表现", "政治不合格", "立场不", "立场问题"),
    *("思想动态", "思想倾向", "思想反动", "思想不纯", "错误思想", "不良思想", "错误倾向", "意识形态", "民族主义"),
    *("持不同政见", "异见", "言论", "忠诚", "反党", "退党", "反动", "反华", "反社会主义", "分裂国家", "民运", "维稳"),
    *("重点人员", "不满政府", "不满社会"),
    *("信仰", "宗教", "信教", "入教", "传教", "邪教", "教徒", "佛教", "基督", "天主", "伊斯兰", "穆斯林", "清真"),
    *("法轮", "法輪", "圣经", "古兰经", "念佛", "念经", "拜佛", "烧香", "做法事", "做礼拜", "迷信", "算命"),
    *("牧师", "神父", "阿訇", "喇嘛", "尼姑", "道士", "道观", "寺庙", "教堂"),
)
# Short ones stand by chance inside harmless words (街道教育, 教会孩子, 精神分裂, 礼拜天): refused as a whole word only.
WHOLE: Final = frozenset(
    {"政治", "立场", "左派", "右派", "分裂", "道教", "教会", "信徒", "上帝", "和尚", "礼拜", "祷告"}
)


def forbidden_in(word: str) -> str | None:
    """The term that makes a lexicon entry one of political attitude or religion; None where there is none.

    Blanks, punctuation and width inside the word do not hide it.
    """
    bare = "".join(char for char in unicodedata.normalize("NFKC", word) if char.isalnum())
    if bare in WHOLE:
        return bare
    return next((term for term in ANYWHERE if term in bare), None)
