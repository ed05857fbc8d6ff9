"""What is said about when a member wishes to be asked how they are; never is as near as any day."""

from datetime import datetime

from domain.messages import Button, Message, Press
from domain.mood import HOURS, Often, Rhythm
from texts.rendering import html, message, plain

FEATURE = "mood_rhythm"
_MONTH_DAYS = (1, 5, 10, 15, 20, 25)
_DAY_HOURS = (8, 10, 12, 15, 18, 20)
_WEEKDAYS = "一二三四五六日"


def ask_often() -> Message:
    return message(FEATURE, "ask_often")


def often_options(usual: Rhythm) -> list[str]:
    return [rhythm_words(usual), plain(FEATURE, "monthly"), plain(FEATURE, "weekly"), label_no_rhythm()]


def read_often(text: str, usual: Rhythm) -> Rhythm | Often | None:
    """What somebody chose or typed: the usual rhythm as a whole, or how often; None where it is neither."""
    said = "".join(text.split())
    if said == "".join(rhythm_words(usual).split()):
        return usual
    if "每周" in said or "每星期" in said:
        return Often.WEEKLY
    return Often.MONTHLY if "每月" in said or "每个月" in said else None


def often_unclear() -> str:
    return html(FEATURE, "often_unclear")


def ask_day(often: Often) -> Message:
    return message(FEATURE, f"ask_day_{often}")


def day_options(often: Often) -> list[str]:
    return [f"周{one}" for one in _WEEKDAYS] if often is Often.WEEKLY else [f"{day}日" for day in _MONTH_DAYS]


def day_unclear(often: Often) -> str:
    return html(FEATURE, f"day_unclear_{often}")


def ask_hour() -> Message:
    return message(FEATURE, "ask_hour")


def hour_options() -> list[str]:
    return [f"{hour}点" for hour in _DAY_HOURS]


def hour_unclear() -> str:
    return html(FEATURE, "hour_unclear", first=HOURS[0], last=HOURS[-1])


def label_no_rhythm() -> str:
    return plain(FEATURE, "label_no_rhythm")


def rhythm_kept(rhythm: Rhythm, first: datetime, now: datetime) -> Message:
    """When it is asked first; the faces at once, for whoever wants to say it now."""
    words = html(FEATURE, "rhythm_kept", rhythm=rhythm_words(rhythm), first=first, now=now)
    return Message(
        words,
        (
            (
                Button(plain(FEATURE, "label_now"), Press("moa")),
                Button(plain(FEATURE, "label_stop"), Press("moq", (0,))),
            ),
        ),
    )


def rhythm_words(rhythm: Rhythm | None) -> str:
    """`每月1日10点`; empty where nothing is asked."""
    if rhythm is None:
        return ""
    day = f"{rhythm.day}日" if rhythm.often is Often.MONTHLY else _WEEKDAYS[rhythm.day]
    return plain(FEATURE, "rhythm", often=str(rhythm.often), day=day, hour=rhythm.hour)
