"""`python -m bot route`: one text a line in, one JSON object a line out. Needs no token, no database and no key."""

import json
from collections.abc import Iterable
from typing import BinaryIO

from domain.concerns import TO_A_HUMAN
from services import concerns


def run(lines: Iterable[bytes], out: BinaryIO) -> None:
    """Answer each line as soon as it is there. Whatever a line holds, it gets its object."""
    concerns.load()
    for line in lines:
        text = line.decode("utf-8", errors="replace").rstrip("\r\n")
        out.write(json.dumps(answer(text), ensure_ascii=False).encode() + b"\n")
        out.flush()


def answer(text: str) -> dict[str, object]:
    """What the router makes of a text; 转人工 is a topic here. `crisis` tells whether a human is called."""
    understood = concerns.understand(text)
    concern, danger = understood.concern, understood.danger
    return {
        "topic": str(concern.topic or TO_A_HUMAN),
        "topic_ranked": [str(topic) for topic, _ in concern.ranked],
        "urgency": str(concern.urgency),
        "crisis": danger.calls_human,
        "crisis_level": int(danger.level),
        "confidence": round(concern.confidence, 3),
        "because": list(concern.because),
    }
