"""A gunicorn worker that slow clients cannot hold up: no thread is taken before a request has arrived.

Gunicorn's threads read requests themselves, so a few phones on a bad line, or a few people of ill will who send a
letter now and then, would hold every thread. Here the one loop that watches all connections gathers the head of a
request, and the body of a form, and only then gives the request to a thread. Larger bodies (a table of many cases)
are read by the thread; there a proxy in front that holds requests back until they are whole helps more.
"""

import contextlib
import re
import selectors
import socket
import struct
import time
from functools import partial
from typing import Any

from gunicorn.workers.gthread import ThreadWorker

_SECONDS = 20
"""How long the head of a request, and the body of a form, may take; and how long a reader may read nothing."""
_LAST_SECONDS = 2
"""How long, when the worker stops, a connection that has sent nothing may still begin."""
_MOST_HEAD = 65_536
_MOST_BODY = 65_536
"""Bytes of body that are gathered; no form is longer."""

_LENGTH = re.compile(rb"\r\ncontent-length:[ \t]*([0-9]{1,12})[ \t]*\r\n", re.IGNORECASE)
_EXPECT = re.compile(rb"\r\nexpect:", re.IGNORECASE)
_TOO_SLOW = b"HTTP/1.1 408 Request Timeout\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"


def has_arrived(held: bytearray) -> bool:
    """Whether `held` is a whole request, or so much of one that a thread must look at it."""
    end = held.find(b"\r\n\r\n")
    if end < 0:
        return len(held) > _MOST_HEAD
    head = held[: end + 4]
    length = _LENGTH.search(head)
    if length is None or int(length[1]) > _MOST_BODY or _EXPECT.search(head):
        return True
    return len(held) >= len(head) + int(length[1])


class PatientWorker(ThreadWorker):
    """Gunicorn's threaded worker; connections stay with its loop until their request has arrived."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.arriving: dict[Any, bytearray] = {}
        """Connection → what has come of its next request; the one that waits longest first."""

    def enqueue_req(self, conn: Any) -> None:
        """A new connection, or an old one that sends again: gather the request first."""
        if conn.parser is None:
            wait = struct.pack("ll", _SECONDS, 0)
            conn.sock.setsockopt(socket.SOL_SOCKET, socket.SO_RCVTIMEO, wait)
            conn.sock.setsockopt(socket.SOL_SOCKET, socket.SO_SNDTIMEO, wait)
        conn.sock.setblocking(False)
        conn.timeout = time.monotonic() + _SECONDS
        self.arriving[conn] = bytearray(conn.parser.unreader.take_buffered() if conn.parser else b"")
        self.poller.register(conn.sock, selectors.EVENT_READ, partial(self._gather, conn))
        self._gather(conn, conn.sock)

    def _gather(self, conn: Any, sock: socket.socket) -> None:
        held = self.arriving[conn]
        if not has_arrived(held):
            try:
                piece = sock.recv(_MOST_BODY)
            except BlockingIOError:
                return
            except OSError:
                piece = b""
            if not piece:
                self._give_up(conn)
                return
            held += piece
            if not has_arrived(held):
                return
        self._forget(conn)
        conn.init()
        conn.parser.unreader.unread(bytes(held))
        super().enqueue_req(conn)

    def _forget(self, conn: Any) -> None:
        del self.arriving[conn]
        with contextlib.suppress(OSError, KeyError, ValueError):
            self.poller.unregister(conn.sock)

    def _give_up(self, conn: Any) -> None:
        self._forget(conn)
        self.nr_conns -= 1
        conn.close()

    def murder_pending(self) -> None:
        """Called each second: connections whose request takes too long are closed; idle ones sooner when stopping."""
        super().murder_pending()
        now = time.monotonic()
        for conn, held in list(self.arriving.items()):
            left = conn.timeout - now
            if left > 0 and (self.alive or held or left > _SECONDS - _LAST_SECONDS):
                continue
            if held:
                with contextlib.suppress(OSError):
                    conn.sock.send(_TOO_SLOW)
            self._give_up(conn)
