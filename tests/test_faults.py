"""What goes wrong on real machines: killed workers, restarts, dead replicas, wrong clocks, disks that take nothing.

Through all of it nobody's answers are lost, no answer is wrong, and the log says what happened.
"""

import http.client
import json
import os
import re
import resource
import shutil
import signal
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from cryptography.fernet import Fernet
from running import CHECKOUT, Running, free_port, running, until

from webapp.app import create_app
from webapp.facts.load import BadFacts
from webapp.settings import Settings
from webapp.situation import parse
from webapp.state import TokenBox, Walk

KEY = Fernet.generate_key().decode()
BOX = TokenBox([KEY], 7200)
WALK = Walk(
    parse({"nationalities": ["NP"], "work_country": "MY", "status": "work-permit", "sector": "manufacturing"})
)
NGINX = shutil.which("nginx", path=f"{os.environ.get('PATH', '')}:/usr/sbin")


@dataclass
class People:
    """Four people who walk through questions without pause; everything they are answered is checked."""

    ask: Callable[[str, bytes | None], tuple[int, str, str]]
    walks: int = 0
    repeated: int = 0
    """Requests whose connection broke, and that were sent once more to the same address, as a browser does."""
    wrong: list[str] = field(default_factory=list)
    _stop: threading.Event = field(default_factory=threading.Event)

    @contextmanager
    def walking(self) -> Iterator["People"]:
        threads = [threading.Thread(target=self._walk, args=(person,)) for person in range(4)]
        for thread in threads:
            thread.start()
        try:
            yield self
        finally:
            self._stop.set()
            for thread in threads:
                thread.join(timeout=30)

    def _patiently(self, path: str, data: bytes | None = None) -> tuple[int, str, str]:
        for _ in range(5):
            try:
                return self.ask(path, data)
            except (urllib.error.URLError, http.client.HTTPException, ConnectionError):
                self.repeated += 1
                time.sleep(0.05)
        return 0, "", ""

    def _walk(self, person: int) -> None:
        told = json.dumps({"work_country": "TH", "age": 20 + person}).encode()
        expected = self._patiently("/api/v1/check", told)[1]
        while not self._stop.is_set():
            age = 20 + (self.walks + person) % 60
            status, _, where = self._patiently(f"/en/check/{BOX.seal(WALK)}/age", f"age={age}".encode())
            found = re.search(r"/check/([^/]+)/", where)
            if status != 303 or found is None or BOX.open(found[1]).situation.age != age:
                self.wrong.append(f"step: {status} {where}")
                return
            status, page, _ = self._patiently(f"/en/result/{found[1]}")
            if status != 200 or found[1] not in page:
                self.wrong.append(f"result: {status}")
            if self._patiently("/api/v1/check", told)[1] != expected:
                self.wrong.append("another assessment than before")
            self.walks += 1


def once(port: int) -> Callable[[str, bytes | None], tuple[int, str, str]]:
    """Ask, without another try."""

    def ask(path: str, data: bytes | None = None) -> tuple[int, str, str]:
        line = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
        try:
            kind = {"Content-Type": "application/x-www-form-urlencoded"} if data else {}
            line.request("POST" if data else "GET", path, data, kind)
            answer = line.getresponse()
            return answer.status, answer.read().decode(), answer.headers.get("Location") or ""
        finally:
            line.close()

    return ask


def test_workers_killed_under_load_lose_nobodys_answers(tmp_path: Path) -> None:
    with running(tmp_path / "log", HAKI_SECRET_KEYS=KEY) as server:
        with People(once(server.port)).walking() as people:
            killed = 0
            for _ in range(6):
                time.sleep(0.6)
                for worker in server.workers()[:1]:
                    os.kill(worker, signal.SIGKILL)
                    killed += 1
        assert people.wrong == []
        assert killed == 6
        assert people.walks > 10
        until(lambda: len(server.workers()) == 2)


def test_content_read_again_under_load_breaks_no_connection(tmp_path: Path) -> None:
    with running(tmp_path / "log", HAKI_SECRET_KEYS=KEY) as server:
        with People(once(server.port)).walking() as people:
            for turn in range(2):
                time.sleep(0.5)
                before = server.workers()
                server.process.send_signal(signal.SIGHUP)
                until(lambda turn=turn: server.log.read_text().count("was read again.") == turn + 1)
                until(lambda before=before: not set(before) & set(server.workers()))
        assert people.wrong == []
        assert people.repeated == 0
        assert people.walks > 5


def test_broken_content_at_reload_changes_no_answer_and_the_log_says_why(tmp_path: Path) -> None:
    content = shutil.copytree(CHECKOUT / "content", tmp_path / "content")
    with running(tmp_path / "log", HAKI_CONTENT_DIR=str(content)) as server:
        told = b'{"work_country": "TH", "nationalities": ["KH"], "status": "work-permit"}'
        before = server.ask("/api/v1/check", told)[1]
        thailand = content / "facts" / "countries" / "TH.toml"
        thailand.write_bytes(thailand.read_bytes()[:3000])
        server.process.send_signal(signal.SIGHUP)
        until(lambda: "was not read again" in server.log.read_text())
        assert "TH.toml" in server.log.read_text()
        assert server.ask("/api/v1/check", told)[1] == before


def _cut(content: Path) -> None:
    file = content / "facts" / "agreements.toml"
    file.write_bytes(file.read_bytes()[:5000])


def _no_text(content: Path) -> None:
    (content / "facts" / "countries" / "TH.toml").write_bytes(b"\xff\xfe\x00\x01" * 100)


def _zeros(content: Path) -> None:
    (content / "facts" / "ratifications.csv").write_bytes(b"\0" * 4096)


def _gone(content: Path) -> None:
    (content / "facts" / "instruments.toml").unlink()


def _no_languages(content: Path) -> None:
    (content / "languages.toml").write_text("language = ")


def _no_guidance(content: Path) -> None:
    shutil.rmtree(content / "guidance" / "en")


@pytest.mark.parametrize("spoil", [_cut, _no_text, _zeros, _gone, _no_languages, _no_guidance])
def test_content_that_is_spoilt_is_never_served(tmp_path: Path, spoil: Callable[[Path], None]) -> None:
    content = shutil.copytree(CHECKOUT / "content", tmp_path / "content")
    spoil(content)
    with pytest.raises((BadFacts, ValueError, OSError)) as refused:
        create_app(Settings(content_dir=content))
    assert str(refused.value)


def test_it_serves_where_no_disk_takes_a_byte(tmp_path: Path) -> None:
    """A limit of the system forbids every write to a file: read-only, or full, or both."""
    read, write = os.pipe()
    port = free_port()
    own = {name: value for name, value in os.environ.items() if not name.startswith("HAKI_")}
    nowhere = {
        "TMPDIR": str(tmp_path / "none"),
        "HOME": str(tmp_path / "none"),
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    process = subprocess.Popen(
        [sys.executable, "-m", "webapp", "serve", "--port", str(port)],
        cwd=CHECKOUT,
        env={**own, **nowhere, "HAKI_SECRET_KEYS": KEY},
        stdout=write,
        stderr=write,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0)),
    )
    os.close(write)
    try:
        server = Running(process, port, tmp_path / "log")
        said = b""
        while b"Haki serves on" not in said:
            piece = os.read(read, 4096)
            assert piece, said
            said += piece
        assert server.ask(f"/en/result/{BOX.seal(WALK)}")[0] == 200
        # Larger than what a web framework keeps in memory by itself.
        table = b"nationalities,work_country\r\n" + b"NP,MY\r\n" * 100_000
        body = (
            b'--x\r\nContent-Disposition: form-data; name="table"; filename="a.csv"\r\n\r\n'
            + table
            + b"\r\n--x--\r\n"
        )
        request = urllib.request.Request(
            f"http://127.0.0.1:{port}/en/desk/cases",
            body,
            {"Content-Type": "multipart/form-data; boundary=x"},
        )
        with urllib.request.urlopen(request, timeout=30) as answer:
            assert answer.status == 200
            assert answer.readline()
        os.kill(server.workers()[0], signal.SIGKILL)
        until(lambda: len(server.workers()) >= 2)
        assert server.ask("/healthz")[0] == 200
    finally:
        process.terminate()
        process.wait(timeout=20)
        os.close(read)


def test_replicas_whose_clocks_are_minutes_apart_share_the_work(tmp_path: Path) -> None:
    with (
        running(tmp_path / "slow", workers=1, skew=-240, HAKI_SECRET_KEYS=KEY) as slow,
        running(tmp_path / "fast", workers=1, skew=240, HAKI_SECRET_KEYS=KEY) as fast,
    ):
        token = BOX.seal(WALK)
        for one, other in ((slow, fast), (fast, slow)):
            status, _, where = one.ask(f"/en/check/{token}/age", b"age=33")
            assert status == 303
            assert other.ask(where)[0] == 200


@contextmanager
def nginx(folder: Path, ports: list[int]) -> Iterator[int]:
    """deploy/nginx.conf as it is, but for the addresses and the folder it writes to; the port it listens on."""
    assert NGINX is not None
    port = free_port()
    written = (CHECKOUT / "deploy" / "nginx.conf").read_text()
    for number, replica in enumerate(ports, start=1):
        written = written.replace(f"haki-{number}:8000", f"127.0.0.1:{replica}")
    written = written.replace("listen 8080", f"listen 127.0.0.1:{port}").replace(
        "/tmp/nginx", f"{folder}/nginx"
    )
    # Here one machine sends what a hundred would.
    written = written.replace("rate=100r/s", "rate=10000r/s")
    file = folder / "nginx.conf"
    file.write_text(written)
    process = subprocess.Popen(
        [NGINX, "-p", str(folder), "-c", str(file), "-g", "daemon off;"], stderr=subprocess.PIPE
    )
    try:
        until(lambda: answers(port) or process.poll() is not None)
        assert process.poll() is None, process.stderr and process.stderr.read()
        yield port
    finally:
        process.terminate()
        process.communicate(timeout=20)


def answers(port: int) -> bool:
    try:
        return once(port)("/healthz", None)[0] == 200
    except OSError:
        return False


@pytest.mark.skipif(NGINX is None, reason="no nginx on this machine")
def test_of_two_replicas_behind_a_proxy_one_may_die(tmp_path: Path) -> None:
    with (
        running(tmp_path / "1", HAKI_SECRET_KEYS=KEY, HAKI_TRUSTED_PROXIES="1") as first,
        running(tmp_path / "2", HAKI_SECRET_KEYS=KEY, HAKI_TRUSTED_PROXIES="1") as second,
        nginx(tmp_path, [first.port, second.port]) as port,
    ):
        assert once(port)("/metrics", None)[0] == 404
        with People(once(port)).walking() as people:
            time.sleep(1.5)
            for process in [first.process.pid, *first.workers()]:
                os.kill(process, signal.SIGKILL)
            done = people.walks
            until(lambda: people.walks > done + 8 or bool(people.wrong))
        assert people.wrong == []
        # The proxy gives every request to the other one; only an answer already half-way breaks off, one a person.
        assert people.repeated <= 4
        for replica in (first, second):
            assert "/<lang>/result/<token> 200" in replica.log.read_text()
