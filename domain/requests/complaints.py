"""Whether a text speaks of somebody in charge, so that the asker is shown how to keep it from that person (H10)."""

import re
from collections.abc import Collection
from typing import Final

_CUES: Final = re.compile(
    r"投诉|反映|举报|告状|不满|乱收费|吃拿卡要|违规|意见|不公|偏心|偏袒|态度|刁难|为难|欺负|推诿|推脱|敷衍|不作为|不负责|不管|不理|打压|报复|针对我|骂|摆架子|走后门|占用"
)


def speaks_of(text: str, name: str, posts: Collection[str]) -> bool:
    """By name, or by post where the text also sounds like a complaint. A hint, never a decision."""
    return name in text or (_CUES.search(text) is not None and any(post in text for post in posts))
