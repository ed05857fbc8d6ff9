"""A branch's values as a document: read with all that is wrong with it, compared, written for people (A3)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeVar

from domain.configuration.fixed import FIXED
from domain.configuration.keys import SETTINGS
from domain.configuration.setting import Setting
from domain.policies import Plain

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Configuration:
    """What a branch has chosen, by name, as it is written; what is not there is as everybody begins."""

    chosen: Mapping[str, str] = field(default_factory=dict)

    def value(self, setting: Setting[T]) -> T:
        written = self.chosen.get(setting.name)
        return setting.default if written is None else setting.taken(written)


class Wrong(StrEnum):
    """What can be wrong with one line."""

    NO_NAMES = "no_names"
    NOT_KNOWN = "not_known"
    IS_FIXED = "is_fixed"
    NOT_ONE_VALUE = "not_one_value"
    NOT_READ = "not_read"
    TOO_LOOSE = "too_loose"


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong: at which name, what stands there, and what is `right` (what may stand there, or its source)."""

    wrong: Wrong
    name: str = ""
    value: str = ""
    right: str = ""


@dataclass(frozen=True, slots=True)
class Difference:
    """One value that would change, as it is written."""

    name: str
    before: str
    after: str


def read(data: Plain, base: Configuration) -> Configuration | list[Fault]:
    """The values a document asks for; what it does not name stays as in `base`. Or all faults, in their order."""
    if not isinstance(data, dict):
        return [Fault(Wrong.NO_NAMES)]
    faults = [fault for name, value in data.items() if (fault := _fault(name, value)) is not None]
    if faults:
        return faults
    named = {name: str(value).strip() for name, value in data.items()}
    return _tidy({**base.chosen, **named})


def written(configuration: Configuration) -> dict[str, str]:
    """Every value as it is in force, in the order in which a person reads them."""
    return {name: setting.writes(configuration.value(setting)) for name, setting in SETTINGS.items()}


def differences(before: Configuration, after: Configuration) -> list[Difference]:
    old, new = written(before), written(after)
    return [Difference(name, old[name], new[name]) for name in SETTINGS if old[name] != new[name]]


def is_meant(data: Plain) -> bool:
    """Whether a document speaks of a branch's values: one of its names is one of ours, or one nobody may set."""
    return isinstance(data, dict) and any(name in SETTINGS or name in FIXED for name in data)


def _fault(name: str, value: Plain) -> Fault | None:
    setting = SETTINGS.get(name)
    if setting is None:
        return Fault(Wrong.IS_FIXED, name, right=FIXED[name]) if name in FIXED else Fault(Wrong.NOT_KNOWN, name)
    if not isinstance(value, str):
        return Fault(Wrong.NOT_ONE_VALUE, name)
    found = setting.reads(value.strip())
    if found is None:
        return Fault(Wrong.NOT_READ, name, value.strip(), setting.expected)
    if not setting.allows(found):
        return Fault(Wrong.TOO_LOOSE, name, setting.writes(setting.default), setting.source)
    return None


def _tidy(chosen: Mapping[str, str]) -> Configuration:
    """Only what differs from the default: a default of ours that is mended later reaches everybody else."""
    settings = [(SETTINGS[name], text) for name, text in chosen.items() if name in SETTINGS]
    return Configuration({one.name: text for one, text in settings if one.taken(text) != one.default})
