"""All dialogues of the bot, by name."""

from services import absences, corrections, directory, founding, planning, publishing, roster, setup
from services.contacts import duty, trusted
from services.dialogues import Script
from services.requests import adding, answering, drafting, entering, moving
from services.suggestions import box, desk, writing

SCRIPTS: dict[str, Script] = {
    script.name: script
    for script in (
        planning.SCRIPT,
        corrections.CORRECTION,
        corrections.LEAVE_REASON,
        founding.SCRIPT,
        setup.BINDING,
        roster.SCRIPT,
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
        moving.HAND_ON,
        moving.HAND_TO,
        entering.SCRIPT,
    )
}
