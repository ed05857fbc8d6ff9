"""`python -m bot route`: a line in, an object out, whatever the line holds; no settings needed."""

import io
import json
import subprocess
import sys
from pathlib import Path

import pytest

from bot import route
from domain.concerns import Topic

FIELDS = {"topic", "topic_ranked", "urgency", "crisis", "crisis_level", "confidence", "because"}
ROOT = Path(__file__).parents[2]


def routed(*lines: bytes) -> list[dict[str, object]]:
    out = io.BytesIO()
    route.run(lines, out)
    return [json.loads(line) for line in out.getvalue().splitlines()]


def test_every_line_gets_its_object() -> None:
    answers = routed("老伴住院了\n".encode(), b"\n", b"\xff\xfe\x00\r\n", "一行里\u2028没有换行".encode(), b"")
    assert len(answers) == 5
    for answer in answers:
        assert answer.keys() == FIELDS
        ranked = answer["topic_ranked"]
        assert isinstance(ranked, list)
        assert set(ranked) == set(Topic)
        assert answer["topic"] in {ranked[0], "转人工"}


def test_what_is_said_is_understood() -> None:
    health, nothing, danger = routed("老伴住院，自费太高\n".encode(), b"???\n", "我不想活了\n".encode())
    assert (health["topic"], health["crisis"], health["because"]) == ("医疗健康", False, ["住院", "自费"])
    assert nothing["topic"] == "转人工"
    assert danger["crisis"] is True
    assert danger["urgency"] == "紧急"


def test_it_needs_no_token_no_database_and_no_key(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "bot", "route"],
        input="党费怎么交\n\n".encode(),
        capture_output=True,
        cwd=tmp_path,
        env={"PYTHONPATH": str(ROOT), "PATH": "/usr/bin"},
        timeout=60,
        check=True,
    )
    first, second = map(json.loads, done.stdout.splitlines())
    assert (first["topic"], second["topic"]) == ("组织关系/党务", "转人工")
    assert done.stderr == b""
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("text", ["", "\ud800", "🙂" * 3000])
def test_an_answer_can_always_be_written(text: str) -> None:
    assert json.dumps(route.answer(text))
