"""Surveys of needs in words: the invitation, two questions, and the totals with their picture."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Final

from domain.messages import Button, Message, Press
from domain.pictures import Bars, Picture
from domain.surveys import FEWEST, MOST_NEEDS, NEEDS, Results, Standing, Survey, Table, chosen, toggled
from texts.rendering import html, plain

FEATURE = "surveys"
RESULTS_WORTH: Final = timedelta(days=7)  # so long the totals are news to who opened the survey
STANDINGS: Final = tuple(Standing)
EVERYBODY: Final = 0  # as a view of the results; the classes follow


def invitation(survey: Survey, now: datetime) -> Message:
    return Message(html(FEATURE, "invitation", survey=survey, now=now), _may_answer(survey.id))


def overview(open_one: Survey | None, closed: Survey | None, now: datetime, *, settled: bool, leads: bool) -> Message:
    """「需求调查」: what can be answered, what has been answered, and what may be opened or ended."""
    words = html(FEATURE, "overview", survey=open_one, closed=closed, settled=settled, leads=leads, now=now)
    rows: list[tuple[Button, ...]] = []
    if open_one is not None and not settled:
        rows += _may_answer(open_one.id)
    if open_one is not None and leads:
        paper = Button(plain(FEATURE, "label_paper"), Press("svp", (open_one.id, 1)))
        rows.append((paper, Button(plain(FEATURE, "label_end"), Press("sve", (open_one.id,)))))
    if closed is not None:
        rows.append((_show(closed.id),))
    if open_one is None and leads:
        rows.append((_new(),))
    return Message(words, tuple(rows))


def ask_standing(survey: Survey, *, on_paper: bool) -> Message:
    buttons = [
        Button(str(standing), Press("svc", (survey.id, int(on_paper), place)))
        for place, standing in enumerate(STANDINGS)
    ]
    rows = _paired(buttons)
    if not on_paper:
        rows.append((_decline(survey.id),))
    return Message(html(FEATURE, "ask_standing", survey=survey, on_paper=on_paper), tuple(rows))


def ask_needs(survey: Survey, place: int, mask: int, *, on_paper: bool) -> Message:
    """Twelve needs to tick, three at most, and 交上去 once there is one."""
    picked = chosen(mask)
    held = (survey.id, int(on_paper), place)
    buttons = [
        Button(
            plain(FEATURE, "label_need", need=need, on=need in picked),
            Press("svn", (*held, toggled(mask, number))),
        )
        for number, need in enumerate(NEEDS)
    ]
    rows = _paired(buttons)
    if picked:
        rows.append((Button(plain(FEATURE, "label_hand_in", count=len(picked)), Press("svh", (*held, mask))),))
    words = html(FEATURE, "ask_needs", standing=STANDINGS[place], most=MOST_NEEDS, on_paper=on_paper, picked=picked)
    return Message(words, tuple(rows))


def counted(survey: Survey, now: datetime, *, on_paper: bool) -> Message:
    if not on_paper:
        return Message(html(FEATURE, "counted", survey=survey, now=now))
    another = Button(plain(FEATURE, "label_paper_next"), Press("svp", (survey.id, 1)))
    return Message(html(FEATURE, "counted_paper"), ((another,),))


def closed(survey: Survey) -> Message:
    return Message(html(FEATURE, "closed", survey=survey), ((_show(survey.id),),))


def declined() -> Message:
    return Message(html(FEATURE, "declined"))


def settled_before() -> str:
    return plain(FEATURE, "settled_before")


def settled_surveys() -> str:
    """The name of this part of a member's own file."""
    return plain(FEATURE, "settled_surveys")


def is_over() -> str:
    return plain(FEATURE, "is_over")


def not_yours() -> str:
    return plain(FEATURE, "not_yours")


def no_branch() -> Message:
    return Message(html(FEATURE, "no_branch"))


def sure_to_end(survey: Survey) -> Message:
    yes = Button(plain(FEATURE, "label_end_now"), Press("svz", (survey.id,)))
    no = Button(plain(FEATURE, "label_back"), Press("svb", ()))
    return Message(html(FEATURE, "sure_to_end", survey=survey), ((yes, no),))


def results(survey: Survey, standing: Standing | None, *, dark: bool, leads: bool) -> Message:
    """The totals of everybody or of one class, as a picture with the same numbers in words under it."""
    shown = survey.results or Results()
    table = shown.overall if standing is None else shown.classes.get(standing)
    view = EVERYBODY if standing is None else STANDINGS.index(standing) + 1
    picture = None
    if table is not None and table.needs:
        picture = Picture(_bars(survey, standing, table), dark)
    words = html(FEATURE, "results", survey=survey, standing=standing, table=table, fewest=FEWEST)
    rows = _paired(_views(survey.id, shown, standing, dark=dark))
    if picture is not None:
        rows.append((_look(plain(FEATURE, "label_light" if dark else "label_dark"), survey.id, view, dark=not dark),))
    if leads:
        rows.append((_new(),))
    return Message(words, tuple(rows), picture=picture)


def one_is_open() -> Message:
    return Message(html(FEATURE, "one_is_open"))


def ask_title() -> Message:
    return Message(html(FEATURE, "ask_title"))


def usual_title(now: datetime) -> str:
    return plain(FEATURE, "usual_title", year=now.year, first_half=now.month <= 6)


def title_wrong(longest: int) -> str:
    return html(FEATURE, "title_wrong", longest=longest)


def ask_until() -> Message:
    return Message(html(FEATURE, "ask_until"))


def until_wrong() -> str:
    return html(FEATURE, "until_wrong")


def preview(title: str, closes_at: datetime, now: datetime) -> Message:
    return Message(html(FEATURE, "preview", title=title, closes_at=closes_at, now=now, fewest=FEWEST))


def open_it() -> str:
    return plain(FEATURE, "label_open")


def again() -> str:
    return plain(FEATURE, "label_again")


def too_late_to_open() -> Message:
    return Message(html(FEATURE, "too_late_to_open"))


def opened(survey: Survey, now: datetime) -> Message:
    return Message(html(FEATURE, "opened", survey=survey, now=now))


def _bars(survey: Survey, standing: Standing | None, table: Table) -> Bars:
    rows = tuple((str(need), count) for need, count in table.ranked())
    title = plain(FEATURE, "picture_title", title=survey.title, standing=standing)
    note = plain(FEATURE, "picture_note", answers=table.answers, fewest=FEWEST)
    return Bars(title, rows, plain(FEATURE, "picture_unit"), note)


def _views(survey_id: int, shown: Results, standing: Standing | None, *, dark: bool) -> list[Button]:
    """The other tables there are."""
    buttons = [] if standing is None else [_look(plain(FEATURE, "label_everybody"), survey_id, EVERYBODY, dark=dark)]
    others = [one for one in STANDINGS if one in shown.classes and shown.classes[one].needs and one is not standing]
    return buttons + [_look(str(one), survey_id, STANDINGS.index(one) + 1, dark=dark) for one in others]


def _show(survey_id: int) -> Button:
    """As a message of its own; what the button stands under may say other things besides."""
    return Button(plain(FEATURE, "label_results"), Press("svs", (survey_id,)))


def _look(label: str, survey_id: int, view: int, *, dark: bool) -> Button:
    return Button(label, Press("svr", (survey_id, view, int(dark))))


def _may_answer(survey_id: int) -> tuple[tuple[Button, ...], ...]:
    return ((Button(plain(FEATURE, "label_answer"), Press("svp", (survey_id, 0))), _decline(survey_id)),)


def _decline(survey_id: int) -> Button:
    return Button(plain(FEATURE, "label_decline"), Press("svx", (survey_id,)))


def _new() -> Button:
    return Button(plain(FEATURE, "label_new"), Press("svo"))


def _paired(buttons: Iterable[Button]) -> list[tuple[Button, ...]]:
    listed = list(buttons)
    return [tuple(listed[at : at + 2]) for at in range(0, len(listed), 2)]
