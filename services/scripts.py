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
from services.contacts import duty, trusted
from services.dialogues import Script
from services.duties import calendar
from services.make_up import writing as making_up
from services.reminding import pausing
from services.requests import adding, answering, drafting, entering, moving
from services.studying import arranging, changing, notes, own_hours
from services.suggestions import box, desk, writing

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
        making_up.MATERIALS,
        making_up.NOTE,
        founding.SCRIPT,
        setup.BINDING,
        roster.SCRIPT,
        party_dates.SCRIPT,
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
        moving.HAND_ON,
        moving.HAND_TO,
        entering.SCRIPT,
    )
}
