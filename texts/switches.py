"""What is said about features that a branch switches on and off."""

from collections.abc import Sequence

from domain.features import Feature
from domain.messages import Button, Message, Press
from texts.rendering import html, plain

FEATURE = "switches"


def panel(branch: str, branch_id: int, lines: Sequence[str], off_here: Sequence[bool], telegram_id: int) -> Message:
    """One line and one button for each feature, in the order of `Feature`."""
    buttons = [
        Button(
            plain(FEATURE, "turn_on" if off else "turn_off", name=feature_name(feature)),
            Press("feat", (branch_id, number), telegram_id),
        )
        for number, (feature, off) in enumerate(zip(Feature, off_here, strict=True))
    ]
    rows = tuple(tuple(buttons[at : at + 2]) for at in range(0, len(buttons), 2))
    return Message(html(FEATURE, "panel", branch=branch, lines=lines), rows)


def line(feature: Feature, above: str | None, needs: Feature | None, *, on: bool) -> str:
    """One feature as plain words; the panel escapes them."""
    return plain(
        FEATURE,
        "line",
        name=feature_name(feature),
        on=on,
        above=above,
        needs=None if needs is None else feature_name(needs),
    )


def feature_name(feature: Feature) -> str:
    return plain(FEATURE, "feature_name", key=str(feature))


def stays_off(feature: Feature) -> str:
    return plain(FEATURE, "stays_off", name=feature_name(feature))
