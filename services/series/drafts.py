"""A series while it is being set: what its dialogue has heard so far, and what that makes."""

from datetime import time

from domain.meetings import MeetingKind
from domain.series import USUAL_AHEAD, OnHoliday, Rule, SeriesPlan, rule_of
from services import dialogues
from services.dialogues import Draft


def packed(series_id: int, plan: SeriesPlan) -> Draft:
    draft: Draft = {
        "series": series_id,
        "kind": str(plan.kind),
        "node": plan.node_id,
        "place": plan.place,
        "rule": plan.rule.kept(),
        "clock": f"{plan.clock:%H:%M}",
        "holiday": str(plan.on_holiday),
        "ahead": plan.ahead,
    }
    return draft if plan.title is None else {**draft, "title": plan.title}


def rule(draft: Draft) -> Rule:
    kept = draft["rule"]
    if not isinstance(kept, dict):
        raise TypeError("the draft's rule is none")
    return rule_of(kept)


def plan(draft: Draft) -> SeriesPlan:
    title, ahead = draft.get("title"), draft.get("ahead")
    return SeriesPlan(
        node_id=dialogues.number(draft, "node"),
        kind=MeetingKind(str(draft["kind"])),
        title=title if isinstance(title, str) else None,
        place=str(draft["place"]),
        rule=rule(draft),
        clock=time.fromisoformat(str(draft["clock"])),
        on_holiday=OnHoliday(str(draft["holiday"])),
        ahead=ahead if isinstance(ahead, int) else USUAL_AHEAD,
    )
