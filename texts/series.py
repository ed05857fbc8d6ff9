"""What is said about meetings on fixed days."""

from collections.abc import Sequence
from datetime import datetime

from domain.dates import WEEKDAYS, date_words
from domain.meetings import KINDS, MeetingKind, Period
from domain.messages import Button, Message, Press, Rows
from domain.series import LAST, Every, Occurrence, OnHoliday, Rule, RuleProblem, Series, SeriesState, Shown, Why
from texts import dialogues
from texts.meetings import shortened
from texts.rendering import html, plain

FEATURE = "series"
CHOICES = ("settle", "rule", "place", "holiday", "title", "ahead")
_MONTHLY = ("每月第一个周五", "每月第二个周三", "每月最后一个周五", "每月5号")
_QUARTERLY = ("每季度第一个月第二个周五", "每季度第二个月第二个周五", "每季度最后一个月第二个周五")
_NTHS = {1: "第一个", 2: "第二个", 3: "第三个", 4: "第四个", LAST: "最后一个"}
_MONTHS = {1: "第一个月", 2: "第二个月", 3: "第三个月"}
_EVERY = {Every.WEEK: "每周", Every.FORTNIGHT: "隔周周", Every.MONTH: "每月", Every.QUARTER: "每季度"}


def rule_words(rule: Rule) -> str:
    """`每月第一个周五`; `domain.series.read_rule` reads it back."""
    weekday = "" if rule.weekday is None else WEEKDAYS[rule.weekday]
    if rule.every in {Every.WEEK, Every.FORTNIGHT}:
        return f"{_EVERY[rule.every]}{weekday}"
    month = _MONTHS[rule.month] if rule.every is Every.QUARTER else ""
    day = "最后一天" if rule.day == 31 else f"{rule.day}号"
    return f"{_EVERY[rule.every]}{month}{day if rule.weekday is None else _NTHS[rule.nth or 1] + '周' + weekday}"


def usual_rules(kind: MeetingKind) -> Sequence[str]:
    """What is offered, by how often that kind is held."""
    frequency = KINDS[kind].frequency
    return _QUARTERLY if frequency is not None and frequency.per is Period.QUARTER else _MONTHLY


def options(names: Sequence[str]) -> list[str]:
    return [_label(name) for name in names]


def choice(text: str, names: Sequence[str]) -> str | None:
    return dialogues.choice(text, names, _label)


def ask_rule() -> Message:
    return Message(html(FEATURE, "ask_rule"))


def rule_problem(problem: RuleProblem) -> str:
    return html(FEATURE, f"rule_{problem}")


def ask_clock(rule: Rule) -> Message:
    return Message(html(FEATURE, "ask_clock", rule=rule_words(rule)))


def unclear_clock() -> str:
    return html(FEATURE, "unclear_clock")


def ask_holiday() -> Message:
    return Message(html(FEATURE, "ask_holiday"))


def holiday_label(wish: OnHoliday) -> str:
    return plain(FEATURE, f"on_{wish}")


def usual_title(kind: MeetingKind, at: datetime) -> str:
    return plain(FEATURE, "usual_title", month=at.month, word=KINDS[kind].word)


def ask_title(usual: str) -> Message:
    return Message(html(FEATURE, "ask_title", usual=usual))


def by_month() -> str:
    return plain(FEATURE, "by_month")


def title_problem(most: int) -> str:
    return html(FEATURE, "title_problem", most=most)


def ask_ahead(most: int) -> Message:
    return Message(html(FEATURE, "ask_ahead", most=most))


def ahead_label(days: int) -> str:
    return plain(FEATURE, "ahead_label", days=days)


def preview(shown: Shown, now: datetime) -> Message:
    return Message(html(FEATURE, "preview", shown=_series(shown, now)))


def settled() -> Message:
    return Message(html(FEATURE, "settled"))


def card(shown: Shown, now: datetime) -> Message:
    """One series with its next days, and what can be done with it."""
    one = shown.series
    state = SeriesState.ACTIVE if one is None else one.state
    words = html(FEATURE, "card", shown=_series(shown, now), state=str(state))
    return Message(words, () if one is None else _card_rows(one, shown))


def _card_rows(one: Series, shown: Shown) -> Rows:
    if one.state is SeriesState.ENDED:
        return ()
    end = _button("label_end", Press("see", (one.id,)))
    if one.state is SeriesState.PAUSED:
        return ((_button("label_go_on", Press("seg", (one.id,))), end),)
    following = next((day.nominal for day in shown.days if day.day is not None), None)
    pause = _button("label_pause", Press("sep", (one.id,)))
    change = _button("label_change", Press("sec", (one.id,)))
    if following is None:
        return ((change,), (pause, end))
    skip = _button("label_skip", Press("ses", (one.id, following.toordinal())))
    return ((change, skip), (pause, end))


def ask_end(series_id: int) -> Message:
    yes = _button("label_end_now", Press("sex", (series_id,)))
    no = _button("label_keep", Press("seo", (series_id,)))
    return Message(html(FEATURE, "ask_end"), ((yes, no),))


def listing(some: Sequence[Series]) -> Message:
    """A leader's series as buttons, and the one to make a new one."""
    rows: list[tuple[Button, ...]] = [
        (
            _button(
                "label_open", Press("seo", (one.id,)), word=KINDS[one.plan.kind].word, rule=rule_words(one.plan.rule)
            ),
        )
        for one in some
    ]
    rows.append((_button("label_new", Press("sen")),))
    return Message(html(FEATURE, "listing", some=bool(some)), tuple(rows))


def announced(rule: Rule, on: Occurrence, series_id: int, now: datetime) -> Message:
    """To the organiser: it was announced in their name, and what a holiday did to the day."""
    words = html(FEATURE, "announced", rule=rule_words(rule), moved=_note(on, now))
    return Message(words, ((_button("label_look", Press("seo", (series_id,))),),))


def _series(shown: Shown, now: datetime) -> dict[str, object]:
    plan = shown.plan
    return {
        "word": KINDS[plan.kind].word,
        "title": plan.title,
        "node": shown.node,
        "rule": rule_words(plan.rule),
        "clock": f"{plan.clock:%H:%M}",
        "place": plan.place,
        "holiday": holiday_label(plan.on_holiday),
        "ahead": plan.ahead,
        "lines": [_line(day, now) for day in shown.days],
        "unknown": "、".join(f"{year}年" for year in shown.unknown_years),
    }


def _line(on: Occurrence, now: datetime) -> str:
    """`10月9日（周五），原定10月2日（周五）放假`."""
    if on.day is None:
        return _note(on, now)
    was = date_words(on.nominal, now)
    why = plain(FEATURE, f"line_{on.why}", was=was) if on.why in {Why.HOLIDAY, Why.WEEKEND, Why.WORKED} else ""
    return date_words(on.day, now) + why


def _note(on: Occurrence, now: datetime) -> str:
    """What happened to a day, said in a sentence; nothing where it is as the rule says."""
    if on.why in {Why.AS_PLANNED, Why.DOUBLED}:
        return ""
    was = date_words(on.nominal, now)
    return plain(FEATURE, f"why_{on.why}", was=was, day="" if on.day is None else date_words(on.day, now))


def _button(block: str, press: Press, **values: object) -> Button:
    return Button(shortened(plain(FEATURE, block, **values)), press)


def _label(name: str) -> str:
    return plain(FEATURE, f"label_{name}")
