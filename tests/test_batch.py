"""`batch --jsonl`: many situations through one pipe."""

import io
import json
import subprocess
import sys
from collections.abc import Iterator
from typing import IO, Any

import pytest

from webapp import batch
from webapp.answering import Answerer, json_text
from webapp.settings import Settings


@pytest.fixture(scope="module")
def answerer() -> Answerer:
    return Answerer.from_settings(Settings(secret_keys=("unused",)))


@pytest.fixture(autouse=True)
def _facts_are_read_once(answerer: Answerer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Answerer, "from_settings", lambda _settings: answerer)


def answers_to(*lines: bytes) -> list[dict[str, object]]:
    out, log = io.BytesIO(), io.StringIO()
    assert batch.run_batch(io.BytesIO(b"\n".join(lines)), out, log, None) == 0
    assert log.getvalue() == "", "nothing but errors is told where no terminal is"
    return [json.loads(line) for line in out.getvalue().splitlines()]


def situation(months: int) -> bytes:
    return json.dumps({"work_country": "DE", "history": [{"country": "DE", "months": months}]}).encode()


def alone(answerer: Answerer, line: bytes) -> Any:
    """The answer to one line by itself, as JSON."""
    return json.loads(json_text(answerer.answer(line)))


def test_each_line_is_answered_as_it_would_be_alone(answerer: Answerer) -> None:
    assert answers_to(situation(24)) == [alone(answerer, situation(24))]


def test_bad_lines_are_answered_where_they_stand() -> None:
    found = answers_to(situation(1), b"no JSON", b'{"age": 5}', b"", situation(2))
    assert [answer.get("status") for answer in found] == [None, 400, 422, None]


def test_half_a_letter_in_a_line_costs_no_other_line_its_answer() -> None:
    found = answers_to(b'{"\\ud800": 1}', situation(1))
    assert [answer.get("status") for answer in found] == [422, None]


def test_many_lines_are_answered_by_all_cores_in_their_order(answerer: Answerer) -> None:
    lines = [situation(months) for months in range(1, 701)]
    assert answers_to(*lines) == [alone(answerer, line) for line in lines]


def test_a_line_longer_than_what_is_read_at_once_is_one_line() -> None:
    periods = [{"country": "DE", "months": 1, "insured": "unknown"}] * 60
    nationalities = ["NP"] * 20
    line = json.dumps({"history": periods, "nationalities": nationalities}, indent=300).replace("\n", " ")
    assert len(line) > 20_000
    assert [answer.get("status") for answer in answers_to(line.encode(), situation(1))] == [None, None]


def test_a_mistake_of_ours_on_one_line_is_told_without_what_stood_in_it(
    answerer: Answerer, monkeypatch: pytest.MonkeyPatch
) -> None:
    right = Answerer.answer

    def fails_on_nine(self: Answerer, body: bytes, tag: str | None = None) -> dict[str, object]:
        if b"9" in body:
            raise KeyError(body)
        return right(self, body, tag)

    monkeypatch.setattr(Answerer, "answer", fails_on_nine)
    out, log = io.BytesIO(), io.StringIO()
    lines = io.BytesIO(situation(8) + b"\n" + situation(9) + b"\n" + situation(10))
    assert batch.run_batch(lines, out, log, None) == 1
    assert [json.loads(line).get("status") for line in out.getvalue().splitlines()] == [None, 500, None]
    assert log.getvalue() == "Haki could not answer a line: KeyError\n"


@pytest.fixture
def running() -> Iterator[subprocess.Popen[bytes]]:
    with subprocess.Popen(
        [sys.executable, "-m", "webapp", "batch", "--jsonl"], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as process:
        yield process
        process.kill()


def test_a_program_that_waits_for_each_answer_gets_it(running: subprocess.Popen[bytes]) -> None:
    def ask(line: bytes, to: IO[bytes], answers: IO[bytes]) -> dict[str, object]:
        to.write(line + b"\n")
        to.flush()
        found: dict[str, object] = json.loads(answers.readline())
        return found

    assert running.stdin is not None
    assert running.stdout is not None
    assert "entitlements" in ask(situation(1), running.stdin, running.stdout)
    assert ask(b"[]", running.stdin, running.stdout)["status"] == 422


def test_nothing_in_gives_nothing_out() -> None:
    assert answers_to() == []
