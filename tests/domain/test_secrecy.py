"""Markings that must not enter a chat, and words that only look like them (SEC-04, V13)."""

import pytest

from domain.secrecy import is_marked


@pytest.mark.parametrize(
    "text",
    [
        "绝密",
        "机密★10年",
        "秘密★ 一年",
        "秘 密 ★",
        "内部资料 请勿外传",
        "名单_机_密.pdf",
        "不得外传",
        "这是工作秘密",
        "机密文件.docx",
        "随机密件？不，这份机密材料",
        "機密",
        "這是內部資料",
        "不得外傳",
        "工作祕密",
        "机　密",
        "绝\u200b密",
        "内部\u00ad资料.docx",
        "秘密⭐",
        "祕　密★五年",
        "秘密*5年",
        "秘密＊１０年",
        "密级：秘密",
        "这份是秘密级文件",
    ],
)
def test_markings(text: str) -> None:
    assert is_marked(text)


@pytest.mark.parametrize(
    "text",
    [
        "请保管好手机密码",
        "不要把随机密码告诉别人",
        "杜绝密切接触",
        "杜绝密集聚集",
        "门禁换了，隔绝密封条",
        "飞机密闭舱",
        "这是我们俩的小秘密",
        "手機密碼不要告訴別人",
        "保密宣传月活动",
        "保密级别要讲清楚",
        "长寿的秘密：少盐、多走路",
        "*长寿的秘密* 讲座",
        "",
    ],
)
def test_ordinary_words(text: str) -> None:
    assert not is_marked(text)
