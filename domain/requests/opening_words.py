"""Words that come before the matter: a call, a greeting (在吗), or the name of a button (催一下). None is a request."""

from typing import Final

from domain.requests.closing_words import LONGEST, cut, is_only_thanks, letters_of

_CALLS: Final = (
    "在吗", "在么", "在嘛", "在不在", "在没在", "有人吗", "有人在吗", "有人么", "人呢", "喂", "听得到吗", "能听到吗",
    "你好", "您好", "大家好", "早上好", "上午好", "中午好", "下午好", "晚上好", "早安", "早", "hello", "hi", "嗨",
    "请问", "问一下", "问一问", "问问", "问个事", "问件事", "问个问题", "问您", "问你", "咨询一下", "打扰一下",
    "有事", "有个事", "有件事", "有点事", "有个问题", "说个事", "说件事", "说点事", "那个", "这个", "小伴",
    "帮帮我", "帮个忙", "能帮我吗", "返回", "试试", "试一下", "测试",
)  # fmt: skip
_AROUND: Final = (
    "您", "你", "我", "大家", "同志", "书记", "组长", "委员", "老师", "想", "要", "能", "可以", "跟", "和", "向", "下",
    "一下", "吗", "呢", "吧", "啊", "呀", "的", "了", "就", "还", "嗯", "哦", "唉", "哎",
)  # fmt: skip
_OF_A_CARD: Final = frozenset({
    "催", "催催", "催一下", "请上级看看", "谁看过", "撤回", "撤回求助", "撤回并删除", "补充", "重新打开", "更多…",
    "解决了", "还没有", "还没解决", "没解决", "没有解决", "进展", "我的进展", "怎么样了", "到哪一步了", "有消息吗",
    "有回音吗", "有结果吗", "办好了吗", "办得怎么样了",
})  # fmt: skip
_CARD: Final = frozenset(map(letters_of, _OF_A_CARD))


def is_only_calling(text: str) -> bool:
    """Whether a text calls or greets and says no more."""
    if len(text) > LONGEST:
        return False
    words = cut(letters_of(text), {*_CALLS, *_AROUND})
    return words is not None and not words.isdisjoint(_CALLS)


def says_nothing_yet(text: str) -> bool:
    """Words to which an open question is simply asked again."""
    return is_only_thanks(text) or is_only_calling(text)


def names_a_button(text: str) -> bool:
    """Whether somebody types what stands on the card of a request, or asks how it is going."""
    return letters_of(text) in _CARD
