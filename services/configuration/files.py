"""A branch's values as a file that leaders read, change and send back (A3)."""

from dataclasses import dataclass

from domain.configuration import SETTINGS, Configuration, Fault, is_meant, read, written
from domain.policies import FileProblem
from services import yaml_files


@dataclass(frozen=True, slots=True)
class BadLine:
    """One thing to mend; no `fault` where the line cannot be read at all. `twice` is the name that stands twice."""

    line: int
    fault: Fault | None = None
    twice: str | None = None


@dataclass(frozen=True, slots=True)
class BadLines:
    """Everything that is wrong with a file, from the top down."""

    lines: tuple[BadLine, ...]


def is_ours(name: str, data: bytes | None) -> bool:
    """Whether a file speaks of these values, and not of who answers for what."""
    taken = None if data is None else yaml_files.take_apart(name, data)
    return isinstance(taken, yaml_files.Taken) and taken.data is not None and is_meant(taken.data)


def export(branch: str, configuration: Configuration) -> bytes:
    heading = f"{branch}的支部配置。改好以后把这个文件发给小伴，先看改动，再启用。"
    notes = {name: f"{setting.note}。{setting.expected}（{setting.source}）" for name, setting in SETTINGS.items()}
    return yaml_files.put_together(dict(written(configuration)), notes, heading)


def read_file(name: str, data: bytes, base: Configuration) -> Configuration | BadLines | FileProblem:
    """The values in a file; what it does not name stays as in `base`. Never raises."""
    taken = yaml_files.take_apart(name, data)
    if isinstance(taken, FileProblem):
        return taken
    if taken.bad or taken.data is None:
        return BadLines(tuple(BadLine(one.line, twice=one.twice) for one in taken.bad))
    found = read(taken.data, base)
    if isinstance(found, Configuration):
        return found
    return BadLines(tuple(BadLine(taken.line_of((fault.name,)), fault) for fault in found))
