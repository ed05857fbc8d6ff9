"""The rules of a branch: which post answers for what, how soon, and in which hours nobody is disturbed."""

from domain.policies.changes import Change, ChangeKind, changes
from domain.policies.faults import Fault, Problem, fault_of_word
from domain.policies.policy import CLOCKS, DEFAULT, ROUTES, Policy
from domain.policies.posts import Holder, Post, Posts, filled, routed, vacant
from domain.policies.reading import Plain, kept, read
from domain.policies.times import NEVER, hours_words, read_hours, span_words
from domain.policies.trial import BadLine, FileProblem, Moved, Rehearsal
from domain.policies.writing import written

__all__ = [
    "CLOCKS",
    "DEFAULT",
    "NEVER",
    "ROUTES",
    "BadLine",
    "Change",
    "ChangeKind",
    "Fault",
    "FileProblem",
    "Holder",
    "Moved",
    "Plain",
    "Policy",
    "Post",
    "Posts",
    "Problem",
    "Rehearsal",
    "changes",
    "fault_of_word",
    "filled",
    "hours_words",
    "kept",
    "read",
    "read_hours",
    "routed",
    "span_words",
    "vacant",
    "written",
]
