"""Text as the rules read it: one way of writing, whatever was done to hide or to decorate a word."""

import re
import unicodedata
from typing import Final

from domain.concerns.danger.phrases import BREAK

# Only characters of the danger vocabulary: a whole converter would be a library, and danger depends on nothing.
_TO_SIMPLIFIED: Final = str.maketrans(
    "殺殘傷燒遺書樓藥輕沒義撐脫離開這個給無過結斷說話頭頂農醫悶應氣讓為麼還來們對媽爺兒孫嗎覺難壓長車軌橋繩動處劃準備計親愛"
    "絕棄會後從將盡縊弔誰幫訣別與戶窗隻鬧險現時間條攢歲罵發負擔該門關煙體膚臉狀況電變壞願聽見點濟償裡裏樣當終於邊燈沖慘遠"
    "鬆腦臟喪臨瀕倆煩爛熱惡夢總幾萬廢連貓嚴暈噴滿掙紮樂餓凍",
    "杀残伤烧遗书楼药轻没义撑脱离开这个给无过结断说话头顶农医闷应气让为么还来们对妈爷儿孙吗觉难压长车轨桥绳动处划准备计亲爱"
    "绝弃会后从将尽缢吊谁帮诀别与户窗只闹险现时间条攒岁骂发负担该门关烟体肤脸状况电变坏愿听见点济偿里里样当终于边灯冲惨远"
    "松脑脏丧临濒俩烦烂热恶梦总几万废连猫严晕喷满挣扎乐饿冻",
)
# One pronoun each, so that a rule need not list them; two pictures that stand for a means.
_TO_ONE_FORM: Final = str.maketrans(
    {"您": "你", "咱": "我", "俺": "我", "她": "他", "它": "他", "🔪": "刀", "💊": "药", "亖": "死"}
)

_INVISIBLE: Final = re.compile("[\u00ad\u034f\u061c\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff]+")
_STOP: Final = re.compile(r"[^\w]*[,，。!！?？;；:：、…\n][^\w]*")  # where a clause ends
_STRAY: Final = re.compile(r"[\W_]+")

# Spellings that slip past filters. Each needs company that lets it mean nothing else: 紫砂壶 is a teapot, ZS a road.
_DODGES: Final = tuple(
    (re.compile(found), meant)
    for found, meant in (
        (r"自刀杀|自(?:sha(?![a-z])|鲨|刹|砂|殇)|(?<![来出源亲])自s(?![a-z0-9弯形型曲市区县镇店])|紫[鲨杀]", "自杀"),
        (r"(?<=[想要去])紫砂(?![壶锅杯茶陶泥])|zi\|?sha(?![a-z])", "自杀"),
        (r"(?<=[想要去会就])zs(?![a-z0-9])|(?<![a-z0-9])zs(?=算了|了吧|的(?:念头|想法|方[法式]))", "自杀"),
        (
            r"歹匕|(?<=[想去不])(?:si|s|4)(?=[了算吧啊呀呢又但可的死]|$|\|)|(?<=想)鼠一鼠|(?<=想)西(?=[了啊]|$|\|)|(?<=[想去])[鼠似寺](?=[了算吧啊呀掉]|$|\|)|(?<![老田松硕仓袋])鼠了(?=得了|算了|吧|$|\|)",
            "死",
        ),
        (r"(?<![a-z0-9])s(?=了算了|了之|掉算)", "死"),
        (r"想die(?![a-z])|xiang\|?si(?![a-z])|want\|?to\|?die(?![a-z])|wanna\|?die(?![a-z])", "想死"),
        (r"不想(?:huo|活ing)|bu\|?xiang\|?huo", "不想活"),
        (r"割wan(?![a-z])|ge\|?wan(?![a-z])", "割腕"),
        (r"跳lou?(?![a-z])|跳l(?![a-z])", "跳楼"),
    )
)


def readings(text: str) -> tuple[str, ...]:
    """`text` with one BREAK wherever letters stop, and, where that differs, with what was strewn between them undone.

    The first keeps 「不想，活动取消了」 from meaning something else, the second sees through 「不.想 活」. Both count.
    """
    plain = _INVISIBLE.sub("", unicodedata.normalize("NFKC", text)).casefold()
    plain = plain.translate(_TO_SIMPLIFIED).translate(_TO_ONE_FORM)
    clauses = _STRAY.sub(BREAK, plain).strip(BREAK)
    return tuple(dict.fromkeys(_undodged(reading) for reading in (clauses, _gathered(plain))))


def _gathered(plain: str) -> str:
    """Blanks and signs are taken out; a comma or full stop only beside a scrap of one or two letters."""
    gathered: list[str] = []
    scrap = False  # whether what stood before was one
    for clause in _STOP.split(plain):
        letters = _STRAY.sub("", clause)
        if not letters:
            continue
        was_scrap, scrap = scrap, len(letters) <= 2
        if gathered and not (scrap or was_scrap):
            gathered.append(BREAK)
        gathered.append(letters)
    return "".join(gathered)


def _undodged(said: str) -> str:
    for found, meant in _DODGES:
        said = found.sub(meant, said)
    return said
