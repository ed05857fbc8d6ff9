"""A request that is not sent yet: what its sealed draft holds."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from domain.concerns import Concern, Topic, Urgency
from domain.members import Role
from domain.messages import Json, Media, MediaKind
from domain.requests import Audience, Medium
from domain.requests.areas import Area, also, best, is_sure


@dataclass(frozen=True, slots=True)
class HelpDraft:
    """`topic` is None until it is known. `guess` is what we would have taken; `chosen` says that the asker did choose.

    `unsorted` goes to the dispatcher (转人工). `may_leave` is None until it was asked. `about_id` is the member whom
    a word of care is about; such a draft has no text. `ours` says that the asker insists that it is for us (HELP-06).
    """

    text: str = ""
    files: tuple[Media, ...] = ()
    area: Area | None = None
    topic: Topic | None = None
    second: Topic | None = None
    guess: Topic | None = None
    chosen: bool = False
    unsorted: bool = False
    offered: tuple[Topic, ...] = ()
    because: tuple[str, ...] = ()
    urgency: Urgency = Urgency.ORDINARY
    audience: Audience = Audience.RESPONSIBLE
    excluded: tuple[int, ...] = ()
    hide_name: bool = False
    may_leave: bool | None = None
    about_id: int | None = None
    ours: bool = False

    @property
    def medium(self) -> Medium:
        if self.about_id is not None:
            return Medium.CARE
        spoken = any(file.kind is MediaKind.VOICE for file in self.files)
        return Medium.VOICE if spoken and not self.text else Medium.TEXT

    @property
    def routed(self) -> Topic:
        """The topic under which it is sent."""
        return self.topic if self.topic is not None else Topic.OTHER

    def understood(self, concern: Concern, role_for: Callable[[Topic], Role]) -> "HelpDraft":
        """The draft with what its text seems to be about; what the asker chose stays."""
        if self.chosen:
            return replace(self, urgency=concern.urgency)
        offered = best(concern, self.area)
        sure, lost = is_sure(concern, self.area, role_for), concern.topic is None and self.area is None
        return replace(
            self,
            topic=offered[0] if sure and not lost else None,
            second=also(concern, self.area) if sure else None,
            guess=offered[0],
            unsorted=lost,
            offered=offered,
            because=concern.because,
            urgency=concern.urgency,
        )

    def about(self, topic: Topic) -> "HelpDraft":
        """The asker said what it is about."""
        return replace(self, topic=topic, second=None, chosen=True, unsorted=False, because=())

    def for_a_human(self) -> "HelpDraft":
        """The asker leaves the sorting to a person."""
        return replace(self, topic=None, second=None, chosen=True, unsorted=True, because=())

    def with_more(self, text: str, files: tuple[Media, ...] = ()) -> "HelpDraft":
        return replace(self, text="\n".join(filter(None, (self.text, text))), files=(*self.files, *files))

    def packed(self) -> dict[str, Json]:
        return {
            "text": self.text,
            "files": [[str(file.kind), file.file_id] for file in self.files],
            "area": _word(self.area),
            "topic": _word(self.topic),
            "second": _word(self.second),
            "guess": _word(self.guess),
            "chosen": self.chosen,
            "unsorted": self.unsorted,
            "offered": [str(topic) for topic in self.offered],
            "because": list(self.because),
            "urgency": str(self.urgency),
            "audience": str(self.audience),
            "excluded": list(self.excluded),
            "hide_name": self.hide_name,
            "may_leave": self.may_leave,
            "about_id": self.about_id,
            "ours": self.ours,
        }


def unpacked(draft: Mapping[str, Any]) -> HelpDraft:
    """Reads back what `packed` wrote; an empty draft is a new one."""
    if not draft:
        return HelpDraft()
    return HelpDraft(
        text=draft["text"],
        files=tuple(Media(MediaKind(kind), file_id) for kind, file_id in draft["files"]),
        area=Area(draft["area"]) if draft["area"] else None,
        topic=_topic(draft["topic"]),
        second=_topic(draft["second"]),
        guess=_topic(draft["guess"]),
        chosen=draft["chosen"],
        unsorted=draft["unsorted"],
        offered=tuple(Topic(topic) for topic in draft["offered"]),
        because=tuple(draft["because"]),
        urgency=Urgency(draft["urgency"]),
        audience=Audience(draft["audience"]),
        excluded=tuple(draft["excluded"]),
        hide_name=draft["hide_name"],
        may_leave=draft["may_leave"],
        about_id=draft["about_id"],
        ours=draft["ours"],
    )


def _word(value: Area | Topic | None) -> str | None:
    return None if value is None else str(value)


def _topic(word: str | None) -> Topic | None:
    return Topic(word) if word else None
