"""All dialogues of the bot, by name."""

from services import corrections, founding, planning, roster, setup
from services.dialogues import Script

SCRIPTS: dict[str, Script] = {
    script.name: script
    for script in (
        planning.SCRIPT,
        corrections.CORRECTION,
        corrections.LEAVE_REASON,
        founding.SCRIPT,
        setup.BINDING,
        roster.SCRIPT,
    )
}
