"""Servers to measure, started and stopped here, on this machine only; and a bounded load on them."""

import contextlib
import http.client
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from cryptography.fernet import Fernet

from benchmarks.situations import ROOT

HOST = "127.0.0.1"
KEY = Fernet.generate_key().decode()
_READY_SECONDS = 60.0
_CONNECTIONS = 4
_MOST_REQUESTS = 20_000


@dataclass(frozen=True, slots=True)
class Server:
    """A running server: its address, its first process, and how long it took until it answered."""

    port: int
    pid: int
    start_seconds: float

    def workers(self) -> list[int]:
        """The processes that answer."""
        return [int(pid) for pid in Path(f"/proc/{self.pid}/task/{self.pid}/children").read_text().split()]


@contextlib.contextmanager
def running(
    command: Sequence[str], port: int, path: str, environment: Mapping[str, str] | None = None
) -> Iterator[Server]:
    """The server that `command` starts, once GET `path` answers 200. Raises RuntimeError if it does not."""
    started = time.perf_counter()
    process = subprocess.Popen(
        command,
        cwd=ROOT,
        env={**os.environ, **(environment or {})},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        while not _answers(port, path):
            if process.poll() is not None or time.perf_counter() - started > _READY_SECONDS:
                raise RuntimeError(f"{command[0]} does not serve")
            time.sleep(0.01)
        yield Server(port, process.pid, time.perf_counter() - started)
    finally:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(15)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def haki(
    workers: int = 2, environment: Mapping[str, str] | None = None
) -> contextlib.AbstractContextManager[Server]:
    """Haki itself, as an operator runs it."""
    port = free_port()
    command = [sys.executable, "-m", "webapp", "serve", "--port", str(port), "--workers", str(workers)]
    return running(command, port, "/healthz", {"HAKI_SECRET_KEYS": KEY, **(environment or {})})


def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as found:
        found.bind((HOST, 0))
        return int(found.getsockname()[1])


def _answers(port: int, path: str) -> bool:
    connection = http.client.HTTPConnection(HOST, port, timeout=2)
    try:
        connection.request("GET", path)
        return connection.getresponse().status == 200
    except OSError:
        return False
    finally:
        connection.close()


@dataclass(frozen=True, slots=True)
class Request:
    method: str
    path: str
    body: bytes | None = None
    headers: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Load:
    """What a burst came to. `cpu_seconds`: what the server's processes used, all requests together."""

    a_second: float
    cpu_seconds_each: float


def burst(server: Server, requests: Sequence[Request], seconds: float) -> Load:
    """Ask for so long over a few connections, each request again and again. Raises RuntimeError if one fails.

    It shares the cores with what it measures, so it does as little as it can: requests are written out before, and of
    an answer only the status and the length are read.
    """
    written = [(one.path, _written(one)) for one in requests]
    done = [0] * _CONNECTIONS
    wrong: list[str] = []

    def ask(place: int) -> None:
        at = place
        asker = _Asker(server.port)
        try:
            while time.perf_counter() < end and done[place] < _MOST_REQUESTS // _CONNECTIONS:
                path, text = written[at % len(written)]
                head = asker.ask(text)
                if head.split(b" ", 2)[1] != b"200":
                    wrong.append(f"{path}: {head[:200]!r}")
                    return
                done[place] += 1
                at += _CONNECTIONS
        except (OSError, IndexError, ValueError) as error:
            wrong.append(f"{requests[0].path}: {error!r}")
        finally:
            asker.close()

    before = _cpu_seconds(server)
    started = time.perf_counter()
    end = started + seconds
    threads = [threading.Thread(target=ask, args=(place,)) for place in range(_CONNECTIONS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if wrong:
        raise RuntimeError(wrong[0])
    took = time.perf_counter() - started
    return Load(sum(done) / took, (_cpu_seconds(server) - before) / max(1, sum(done)))


def _written(request: Request) -> bytes:
    """`request` as it goes over the wire."""
    body = request.body or b""
    lines = [f"{request.method} {request.path} HTTP/1.1", f"Host: {HOST}", f"Content-Length: {len(body)}"]
    lines += [f"{name}: {value}" for name, value in request.headers]
    return "\r\n".join((*lines, "", "")).encode() + body


class _Asker:
    """One connection, opened again where the server closes it after an answer."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._socket: socket.socket | None = None

    def ask(self, text: bytes) -> bytes:
        """The head of the answer to a request; its body is read and dropped. Raises OSError if none comes."""
        if self._socket is None:
            self._socket = socket.create_connection((HOST, self._port), timeout=10)
        self._socket.sendall(text)
        held = b""
        while (at := held.find(b"\r\n\r\n")) < 0:
            held += self._piece()
        head = held[:at].lower()
        left = int(head.split(b"content-length:", 1)[1].split(b"\r\n", 1)[0]) - (len(held) - at - 4)
        while left > 0:
            left -= len(self._piece())
        if b"connection: close" in head:
            self.close()
        return head

    def _piece(self) -> bytes:
        assert self._socket is not None
        piece = self._socket.recv(262_144)
        if not piece:
            raise OSError("the server closed the connection")
        return piece

    def close(self) -> None:
        if self._socket is not None:
            self._socket.close()
            self._socket = None


def _cpu_seconds(server: Server) -> float:
    ticks = 0
    for pid in (server.pid, *server.workers()):
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        ticks += int(fields[11]) + int(fields[12])
    return ticks / os.sysconf("SC_CLK_TCK")


def pss_megabytes(pid: int) -> float:
    """Memory of a process, what it shares with others being divided among them (kernel: smaps_rollup)."""
    for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1]) / 1024
    raise RuntimeError("no Pss")


def rss_megabytes(pid: int) -> float:
    """Memory of a process, all that is shared counted in full."""
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) / 1024
    raise RuntimeError("no VmRSS")
