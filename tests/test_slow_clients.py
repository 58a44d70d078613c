"""Phones on bad lines, and people of ill will who send a letter now and then, do not keep others waiting."""

import socket
import time
from collections.abc import Iterator
from contextlib import ExitStack

import pytest
from running import Running, running

from webapp.patient import has_arrived

MANY = 120
"""More than all threads of two workers."""


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    with running(tmp_path_factory.mktemp("slow") / "log") as one:
        yield one


def connections(stack: ExitStack, server: Running, beginning: bytes) -> list[socket.socket]:
    lines = [
        stack.enter_context(socket.create_connection(("127.0.0.1", server.port), 10)) for _ in range(MANY)
    ]
    for line in lines:
        line.sendall(beginning)
    return lines


def assert_answers_soon(server: Running) -> None:
    for _ in range(5):
        began = time.monotonic()
        assert server.ask("/healthz")[0] == 200
        assert time.monotonic() - began < 3


@pytest.mark.parametrize(
    "beginning",
    [
        b"",
        b"GET /healthz HT",
        b"GET /en/ HTTP/1.1\r\nHost: localhost\r\nX-Slow: ",
        b"POST /en/check HTTP/1.1\r\nHost: localhost\r\nContent-Length: 900\r\n\r\nnationalities",
        # A whole request first, and a second one that does not end.
        b"GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\nGET /healthz HT",
    ],
    ids=["nothing", "first line", "headers", "form", "second request"],
)
def test_requests_that_come_by_the_letter_hold_no_thread(server: Running, beginning: bytes) -> None:
    with ExitStack() as stack:
        lines = connections(stack, server, beginning)
        assert_answers_soon(server)
        for line in lines:
            line.sendall(b"x")
        assert_answers_soon(server)


def test_a_request_that_comes_in_pieces_is_answered_all_the_same(server: Running) -> None:
    with socket.create_connection(("127.0.0.1", server.port), 10) as line:
        body = b'{"work_country": "TH"}'
        whole = b"POST /api/v1/check HTTP/1.1\r\nHost: localhost\r\nContent-Length: %d\r\n\r\n%s" % (
            len(body),
            body,
        )
        for start in range(0, len(whole), 7):
            line.sendall(whole[start : start + 7])
            time.sleep(0.01)
        assert line.recv(15) == b"HTTP/1.1 200 OK"


def test_two_requests_sent_at_once_get_two_answers(server: Running) -> None:
    with socket.create_connection(("127.0.0.1", server.port), 10) as line:
        line.sendall(b"GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n" * 2)
        line.settimeout(5)
        said = b""
        while said.count(b"200 OK") < 2:
            piece = line.recv(4096)
            assert piece, said
            said += piece


def test_readers_that_do_not_read_hold_nobody_up(server: Running) -> None:
    with ExitStack() as stack:
        connections(stack, server, b"GET /en/countries HTTP/1.1\r\nHost: localhost\r\n\r\n")
        assert_answers_soon(server)


@pytest.mark.parametrize(
    ("held", "whole"),
    [
        (b"GET / HTTP/1.1\r\nHost: a\r\n", False),
        (b"GET / HTTP/1.1\r\nHost: a\r\n\r\n", True),
        (b"POST / HTTP/1.1\r\ncontent-length: 3\r\n\r\nab", False),
        (b"POST / HTTP/1.1\r\nContent-Length: 3\r\n\r\nabc", True),
        (b"POST / HTTP/1.1\r\nContent-Length: 900000\r\n\r\n", True),
        (b"POST / HTTP/1.1\r\nContent-Length: 3\r\nExpect: 100-continue\r\n\r\n", True),
        (b"POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n", True),
        (b"x" * 70_000, True),
    ],
)
def test_a_thread_gets_a_request_when_it_is_whole_or_too_large_to_wait_for(held: bytes, whole: bool) -> None:
    assert has_arrived(bytearray(held)) is whole
