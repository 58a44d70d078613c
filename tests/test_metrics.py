"""What an operator can count: the sum of all workers, by route, method and status; nothing about anyone."""

import os
import re
import signal
from pathlib import Path

import pytest
from running import running, until

from webapp.app import create_app
from webapp.settings import Settings


def counts(text: str) -> dict[str, int]:
    """`route method status` → how many."""
    line = r'haki_request_seconds_count\{route="(.*?)",method="(.*?)",status="(.*?)"\} (\d+)'
    return {f"{m[1]} {m[2]} {m[3]}": int(m[4]) for m in re.finditer(line, text)}


def test_all_workers_are_counted_together_and_a_killed_one_is_not_forgotten(tmp_path: Path) -> None:
    with running(tmp_path / "log", workers=3) as server:
        for _ in range(60):
            assert server.ask("/en/privacy")[0] == 200
        before = server.workers()
        os.kill(before[0], signal.SIGKILL)
        until(lambda: len(server.workers()) == 3 and server.workers() != before)
        for _ in range(40):
            assert server.ask("/en/privacy")[0] == 200
        found = {counts(server.ask("/metrics")[1])["/<lang>/privacy GET 2xx"] for _ in range(10)}
        assert found == {100}


def test_a_histogram_only_grows_and_ends_in_the_total() -> None:
    client = create_app(Settings()).test_client()
    client.get("/en/")
    text = client.get("/metrics").text
    line = r'_bucket\{route="/<lang>/",method="GET",status="2xx",le="(.*?)"\} (\d+)'
    buckets = re.findall(line, text)
    assert [most for most, _ in buckets][-1] == "+Inf"
    numbers = [int(number) for _, number in buckets]
    assert numbers == sorted(numbers)
    assert numbers[-1] == counts(text)["/<lang>/ GET 2xx"] >= 1


def test_no_label_holds_anything_that_was_sent() -> None:
    client = create_app(Settings()).test_client()
    client.get("/en/PRIVATE/PRIVATE/PRIVATE?PRIVATE=PRIVATE")
    client.get("/PRIVATE/check/PRIVATE")
    client.open("/en/", method="PRIVATE")
    text = client.get("/metrics").text
    assert counts(text)["- GET 4xx"] >= 1
    assert "PRIVATE" not in text


def test_who_asks_through_a_proxy_is_told_nothing() -> None:
    client = create_app(Settings(trusted_proxies=1)).test_client()
    assert client.get("/metrics", headers={"X-Forwarded-For": "192.0.2.1"}).status_code == 404


@pytest.mark.parametrize("path", ["/healthz", "/readyz", "/metrics"])
def test_what_an_operator_asks_is_answered(path: str) -> None:
    assert create_app(Settings()).test_client().get(path).status_code == 200
