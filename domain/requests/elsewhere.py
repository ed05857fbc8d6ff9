"""Matters that are not for the bot and have an office of their own (HELP-06, SEC-04): nothing of them is kept."""

import re
from enum import StrEnum
from typing import Final

from domain.secrecy import is_marked


class Elsewhere(StrEnum):
    """Where a matter belongs: to discipline inspection or the police, to 信访, or nowhere near a chat at all."""

    REPORT = "report"
    PETITION = "petition"
    CLASSIFIED = "classified"


_REPORT: Final = re.compile(
    r"举报|检举|揭发|控告|贪污|受贿|行贿|索贿|收受(?:贿赂|红包|礼金)|侵占公款|挪用公款|违纪|违法乱纪|滥用职权|以权谋私|徇私舞弊"
    r"|吃拿卡要|套取(?:资金|补贴|补助)|贩毒|杀人案|黑社会"
)
_PETITION: Final = re.compile(r"信访|上访|联名信|请愿|申诉信|越级反映")


def belongs_elsewhere(text: str) -> Elsewhere | None:
    """Where a text belongs, judged by a few plain words; None where it is an ordinary matter."""
    if is_marked(text):
        return Elsewhere.CLASSIFIED
    if _REPORT.search(text):
        return Elsewhere.REPORT
    return Elsewhere.PETITION if _PETITION.search(text) else None
