"""What has to be done by the clock: each chore does one thing, and says whether there may be more."""

from collections.abc import Awaitable, Callable
from typing import TypeAlias

from services import absences, boards, tidying
from services.broadcasts import feeding
from services.calls import mentioning
from services.care import asking
from services.care.talks import yearly
from services.care_dates import congratulating
from services.care_dates import looking as care_dates
from services.codes import screen
from services.danger import calling, hearing
from services.duties import looking
from services.make_up import giving
from services.meeting_feedback import asking as feedback
from services.mobility import asking as away
from services.mood import asking as mood
from services.mood import totals as mood_totals
from services.polls import answering as polls
from services.reminding import gate, meetings
from services.requests import climbing, closing, watching
from services.series import announcing
from services.studying import november, telling
from services.suggestions import box
from services.surveys import closing as surveys
from services.turn import Turn
from services.upward import making as upward

Chore: TypeAlias = Callable[[Turn], Awaitable[bool]]

CHORES: tuple[Chore, ...] = (
    calling.ring_again,
    hearing.follow_up,
    absences.begin,
    screen.rotate,
    climbing.climb,
    watching.watch,
    closing.close_silent,
    feeding.feed,
    mentioning.mention,
    announcing.announce,
    meetings.plan,
    giving.look,
    telling.plan,
    november.look,
    looking.look,
    away.plan,
    mood.plan,
    mood_totals.close,
    surveys.close_overdue,
    polls.close_overdue,
    feedback.ask,
    feedback.publish,
    care_dates.look,
    congratulating.congratulate,
    asking.look,
    yearly.look,
    gate.remind,
    boards.turn_page,
    box.open_box,
    upward.make,
    tidying.tidy,
)
