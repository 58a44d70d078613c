"""The production server: gunicorn, run and set up here and nowhere else.

One process (the master) reads the facts and makes the key if none is set; the workers are forked from it, so
that all share both. SIGHUP reads the content again; where that fails, what was read before goes on serving.
"""

import gc
import logging
import os
import sys
import traceback
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path
from types import TracebackType
from typing import Any

from flask import Flask, has_request_context, request, request_started
from gunicorn.app.base import BaseApplication
from gunicorn.arbiter import Arbiter
from gunicorn.glogging import Logger

from webapp.app import create_app
from webapp.facts.load import BadFacts
from webapp.pages.metrics import take_row
from webapp.patient import PatientWorker
from webapp.settings import Settings

log = logging.getLogger("haki")

# The work is computing; nothing waits for a database, so more processes than cores would only use memory.
# Two at least, so that one still answers when the other dies; four at most, because a container often sees
# the cores of its whole host.
_FEWEST_WORKERS = 2
_MOST_WORKERS = 4

# Threads cost little and wait for slow phones, so that one slow phone does not keep others waiting.
_THREADS = 16

# A method can be any word the client likes; only these reach the log.
_METHODS = frozenset({"GET", "HEAD", "POST", "OPTIONS", "PUT", "PATCH", "DELETE"})


def serve(host: str, port: int, workers: int | None = None) -> int:
    """Serve Haki on `host` and `port` until told to stop, with `workers` processes (None: as many as suit).

    Settings come from the environment; all logs go to standard error. Returns 1 where a setting or a content
    file cannot be used (the log says which). Once it serves it does not return: gunicorn ends the process,
    with status 0 when it was told to stop.
    """
    _log_to_standard_error()
    try:
        settings = Settings.from_environ(os.environ)
        app = create_app(settings)
    except (ValueError, OSError, BadFacts) as error:
        log.error("Haki cannot start.\n%s", error)
        return 1
    if settings.key_was_made:
        log.warning(
            "HAKI_SECRET_KEYS is not set, so a key was made for this run."
            " At the next start, people who are half-way through must begin again."
        )
    _Server(app, settings, host, port, workers or _sensible_workers()).run()
    return 0


def _sensible_workers() -> int:
    return max(_FEWEST_WORKERS, min(len(os.sched_getaffinity(0)), _MOST_WORKERS))


class _Server(BaseApplication):
    """Gunicorn in this process, with an application that is already made."""

    def __init__(self, app: Flask, settings: Settings, host: str, port: int, workers: int) -> None:
        self.settings = settings
        self.options = _options(host, port, workers)
        super().__init__()
        self.callable: Any = app

    def load_config(self) -> None:
        for name, value in self.options.items():
            self.cfg.set(name, value)

    def load(self) -> Any:
        return create_app(self.settings)

    def reload(self) -> None:
        """On SIGHUP: the new content if it can be used, else what is being served now."""
        try:
            self.callable = self.load()
        except Exception as error:  # whatever is wrong with the new content, people are being served
            log.error("The content was not read again; what was read before goes on serving.\n%s", error)
        else:
            log.info("The content was read again.")
        super().reload()


def _options(host: str, port: int, workers: int) -> Mapping[str, object]:
    address = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"

    def when_ready(_arbiter: Arbiter) -> None:
        log.info("Haki serves on http://%s with %d workers. Ctrl-C stops it.", address, workers)
        # The collector leaves alone what was read at start, so that the workers go on sharing its memory.
        gc.collect()
        gc.freeze()
        # A page makes thousands of objects that go by themselves; looking through them ten times a page finds nothing.
        gc.set_threshold(20_000, 20, 20)

    shared_memory = Path("/dev/shm")  # noqa: S108  (gunicorn makes an unnamed file there)
    return {
        "bind": address,
        "workers": workers,
        "worker_class": PatientWorker,
        "threads": _THREADS,
        # A worker's number is that of its row of counts.
        "post_fork": lambda _arbiter, worker: take_row(worker.age),
        "when_ready": when_ready,
        # Pages take milliseconds; the longest request is a table of many cases, which is streamed.
        "timeout": 30,
        "graceful_timeout": 10,
        # Long enough, on a slow line, for the next page to come over the same connection.
        "keepalive": 15,
        # Tokens stand in the address; this is the most gunicorn allows.
        "limit_request_line": 8190,
        "limit_request_fields": 60,
        # Only the number of proxies in the settings decides what is believed of X-Forwarded-*.
        "forwarded_allow_ips": "",
        # The heartbeat needs one writable place, also where the file system is read-only.
        "worker_tmp_dir": str(shared_memory) if os.access(shared_memory, os.W_OK) else None,
        # One more way in, and a file to write: not wanted.
        "control_socket_disable": True,
        "logger_class": _QuietLogger,
        "loglevel": "warning",
        "accesslog": "-",
    }


# ---- logs that hold nothing about anyone ---------------------------------------------------------


def _note_route(_app: Flask, **_: object) -> None:
    # Flask forgets the request before gunicorn writes its line.
    request.environ["haki.route"] = request.url_rule


request_started.connect(_note_route)


class _QuietLogger(Logger):
    """Gunicorn's log without address, query, token, IP or time of a request."""

    def setup(self, cfg: Any) -> None:
        super().setup(cfg)
        for logger in (self.error_log, self.access_log):
            logger.handlers.clear()
        self.error_log.propagate = True
        # No time here: beside somebody else's log of who called when, it would say who looked at what.
        self.access_log.addHandler(logging.StreamHandler(sys.stderr))

    def access(self, resp: Any, req: Any, environ: Mapping[str, Any], request_time: timedelta) -> None:
        """One line a request: method, the route's pattern (not the address), status, milliseconds."""
        method = environ.get("REQUEST_METHOD")
        self.access_log.info(
            "%s %s %s %d ms",
            method if method in _METHODS else "other",
            environ.get("haki.route") or "-",
            str(resp.status).split(" ", 1)[0],
            request_time / timedelta(milliseconds=1),
        )

    def warning(self, msg: object, *args: object, **kwargs: Any) -> None:
        # "Invalid request from ip=...": the noise of the internet, with an address in it.
        if not str(msg).startswith("Invalid request"):
            super().warning(msg, *args, **kwargs)

    def exception(self, msg: object, *args: object, **kwargs: Any) -> None:
        # A reader that went away or stood still: the noise of bad lines.
        if str(msg).startswith("Socket error processing request"):
            return
        # "Error handling request GET /...": the address may hold a token.
        if str(msg).startswith("Error handling request"):
            super().exception("A request could not be handled.", **kwargs)
        else:
            super().exception(msg, *args, **kwargs)


class _WithoutValues(logging.Formatter):
    """Tracebacks without the exceptions' own messages: these often repeat what a person typed."""

    def formatException(  # noqa: N802  (the name is logging's)
        self,
        ei: tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None],
    ) -> str:
        lines: list[str] = []
        error = ei[1]
        while error is not None:
            lines.append(f"{type(error).__module__}.{type(error).__qualname__}, raised in:\n")
            lines += traceback.format_tb(error.__traceback__)
            error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
        return "".join(lines).rstrip()


def _without_address(record: logging.LogRecord) -> bool:
    # Flask's "Exception on /en/check/... [GET]": the address may hold a token.
    if str(record.msg).startswith("Exception on ") and has_request_context():
        record.msg, record.args = "A page failed: %s", (request.url_rule,)
    return True


def _log_to_standard_error() -> None:
    handler = logging.StreamHandler(sys.stderr)
    handler.addFilter(_without_address)
    handler.setFormatter(_WithoutValues("%(asctime)s %(levelname)s %(message)s", "%Y-%m-%d %H:%M:%S"))
    logging.basicConfig(level=logging.WARNING, handlers=[handler], force=True)
    log.setLevel(logging.INFO)
