"""A request before it is sent: a dialogue whose sealed draft is all that exists of it (H5)."""

from services.requests.drafting.opening import (
    CARE_SCRIPT,
    SCRIPT,
    Began,
    Busy,
    Drafted,
    NotForUs,
    NoWords,
    Thanks,
    TooBig,
    TooLong,
    asks_for_files,
    begin,
    begin_anyway,
    begin_area,
    begin_care,
    bring_file,
)

__all__ = [
    "CARE_SCRIPT",
    "SCRIPT",
    "Began",
    "Busy",
    "Drafted",
    "NoWords",
    "NotForUs",
    "Thanks",
    "TooBig",
    "TooLong",
    "asks_for_files",
    "begin",
    "begin_anyway",
    "begin_area",
    "begin_care",
    "bring_file",
]
