"""The policy as a file: YAML that leaders read, change and send back (H8)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from domain.policies import BadLine, FileProblem, Policy, read, written
from domain.policies.reading import PARTS
from services import yaml_files
from services.yaml_files import LARGEST, wrong_from_outside

__all__ = ["LARGEST", "BadLines", "export", "is_policy", "read_file", "wrong_from_outside"]

# What the file says about each part; read by people only.
NOTES: Final[Mapping[str, str]] = dict(
    zip(
        PARTS,
        (
            "哪一类事归哪个岗位；岗位空着时，会顺着往上找",
            "看不出是哪一类的，交给谁分",
            "多久有人接手、多久换下一位、多久有新进展、多久办完；全天：是 = 夜里和休息日也算",
            "个别事情另外的时限，写法和上面一样，前面加上是哪一类；没有就空着",
            "这段时间不发求助提醒（紧急的除外）；不要静音就写：不设",
            "上班时间",
            "放假也有人值班的日子，写法：- 2026-10-01",
            "本支部自己的词归哪一类，写法：健康小屋: 医疗健康",
        ),
        strict=True,
    )
)


@dataclass(frozen=True, slots=True)
class BadLines:
    """Everything that is wrong with a file, from the top down."""

    lines: tuple[BadLine, ...]


def is_policy(name: str) -> bool:
    """Whether a file is meant for us, by its name."""
    return wrong_from_outside(name, None) is None


def export(branch: str, policy: Policy) -> bytes:
    heading = f"{branch}：求助归谁管、多久办。改好以后把这个文件发给小伴，先看改动，再发布。"
    return yaml_files.put_together(written(policy), NOTES, heading)


def read_file(name: str, data: bytes, base: Policy) -> Policy | BadLines | FileProblem:
    """The policy in a file; what the file does not name stays as it is in `base`. Never raises."""
    taken = yaml_files.take_apart(name, data)
    if isinstance(taken, FileProblem):
        return taken
    if taken.bad or taken.data is None:
        return BadLines(tuple(BadLine(one.line, twice=one.twice) for one in taken.bad))
    policy = read(taken.data, base)
    if isinstance(policy, Policy):
        return policy
    bad = [BadLine(taken.line_of(problem.path), problem) for problem in policy]
    return BadLines(tuple(sorted(bad, key=lambda each: each.line)))
