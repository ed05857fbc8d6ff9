"""All dialogues of the bot, by name."""

from services import (
    absences,
    corrections,
    courses,
    directory,
    founding,
    party_dates,
    planning,
    publishing,
    quizzes,
    roster,
    setup,
    teachers,
)
from services.broadcasts import writing as notices
from services.care import noting, reporting, talks
from services.care import rules as care_rules
from services.care_dates import adding as own_days
from services.care_dates import birth, fifty, ruling
from services.contacts import duty, trusted
from services.dialogues import Script
from services.duties import calendar
from services.make_up import writing as making_up
from services.mood import answering as mood_answering
from services.mood import asking as mood_asking
from services.own_data import fixing, kin
from services.reminding import pausing
from services.requests import adding, answering, drafting, entering, moving
from services.studying import arranging, changing, notes, own_hours
from services.suggestions import box, desk, writing
from services.surveys import opening as surveys

SCRIPTS: dict[str, Script] = {
    script.name: script
    for script in (
        planning.SCRIPT,
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
        fixing.SCRIPT,
        fixing.DECLINING,
        kin.SCRIPT,
        making_up.MATERIALS,
        making_up.NOTE,
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
        mood_answering.WORDS,
        mood_asking.RHYTHM,
        surveys.SCRIPT,
    )
}
