"""All dialogues of the bot, by name."""

from services import (
    absences,
    corrections,
    courses,
    deductions,
    directory,
    founding,
    marks,
    party_dates,
    planning,
    posts,
    publishing,
    quizzes,
    roster,
    setup,
    skills,
    tags,
    teachers,
)
from services.agendas import writing as agenda_writing
from services.backfilling import writing as backfilling
from services.broadcasts import writing as notices
from services.care import noting, reporting, talks
from services.care import rules as care_rules
from services.care_dates import adding as own_days
from services.care_dates import birth, fifty, ruling
from services.configuration import proposing
from services.contacts import duty, trusted
from services.dialogues import Script
from services.disputes import contesting, deciding
from services.duties import calendar
from services.elections import recording as elections
from services.family import asking as family
from services.joint import asking as joint
from services.make_up import writing as making_up
from services.minutes import amending as minutes_amending
from services.minutes import writing as minutes_writing
from services.mobility import sending, staying, transferring
from services.mood import answering as mood_answering
from services.mood import asking as mood_asking
from services.own_data import fixing, kin
from services.polls import asking as polls
from services.reminding import pausing
from services.requests import adding, answering, drafting, entering, moving
from services.rescheduling import cancelling
from services.rescheduling import moving as moving_meetings
from services.resolutions import recording as resolutions
from services.series import planning as series
from services.slots import asking as slots
from services.slots import sittings
from services.studying import arranging, changing, notes, own_hours
from services.suggestions import box, desk, writing
from services.surveys import opening as surveys
from services.tasks import doing as tasks
from services.tasks import giving as giving_tasks
from services.templates import writing as templates
from services.venues import writing as venue_writing

SCRIPTS: dict[str, Script] = {
    script.name: script
    for script in (
        planning.SCRIPT,
        *agenda_writing.SCRIPTS,
        venue_writing.SCRIPT,
        slots.SCRIPT,
        sittings.SCRIPT,
        joint.SCRIPT,
        series.SCRIPT,
        templates.SCRIPT,
        moving_meetings.SCRIPT,
        cancelling.SCRIPT,
        notices.SCRIPT,
        courses.SCRIPT,
        quizzes.SCRIPT,
        teachers.OFFERING,
        teachers.ADDING,
        teachers.ASKING,
        teachers.OTHER_TIME,
        arranging.SCRIPT,
        changing.SCRIPT,
        own_hours.SCRIPT,
        notes.SCRIPT,
        corrections.CORRECTION,
        corrections.LEAVE_REASON,
        marks.SCRIPT,
        contesting.SAYING,
        deciding.DECIDING,
        deductions.SCRIPT,
        backfilling.SCRIPT,
        fixing.SCRIPT,
        fixing.DECLINING,
        tags.KEEPING,
        skills.OFFERING,
        skills.ASKING,
        family.SCRIPT,
        kin.SCRIPT,
        making_up.MATERIALS,
        making_up.NOTE,
        minutes_writing.SCRIPT,
        minutes_amending.SCRIPT,
        founding.SCRIPT,
        setup.BINDING,
        roster.SCRIPT,
        party_dates.SCRIPT,
        birth.SCRIPT,
        own_days.SCRIPT,
        ruling.SCRIPT,
        fifty.SCRIPT,
        calendar.TERM,
        calendar.DUES_DAY,
        *posts.SCRIPTS,
        proposing.SCRIPT,
        *publishing.SCRIPTS,
        trusted.SCRIPT,
        duty.SCRIPT,
        directory.ADDING,
        writing.WRITING,
        writing.LOOKING,
        writing.ADDING,
        box.ANSWER,
        desk.PUBLISHING,
        desk.CHANGING,
        drafting.SCRIPT,
        drafting.CARE_SCRIPT,
        adding.SCRIPT,
        answering.REPLY,
        answering.NOTE,
        absences.SCRIPT,
        pausing.SCRIPT,
        reporting.SCRIPT,
        noting.SCRIPT,
        care_rules.BRINGS,
        talks.SCRIPT,
        talks.OTHER_TIME,
        talks.NOTE,
        moving.HAND_ON,
        moving.HAND_TO,
        entering.SCRIPT,
        staying.SCRIPT,
        sending.SCRIPT,
        transferring.DECLINING,
        mood_answering.WORDS,
        mood_asking.RHYTHM,
        surveys.SCRIPT,
        polls.SCRIPT,
        resolutions.SCRIPT,
        elections.SCRIPT,
        giving_tasks.GIVING,
        giving_tasks.HANDING,
        tasks.CLOSING,
    )
}
