"""`batch --jsonl`: a situation a line in, an assessment or an error object a line out; streamed, order kept.

Every core works. The facts are read once and shared: the workers are forked from the process that read them.
However long the input is, only a few blocks of lines are in memory.
"""

import gc
import multiprocessing
import os
import signal
import stat
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass, field
from io import BufferedIOBase
from typing import IO, NamedTuple

from webapp.answering import Answerer, Refused, json_text
from webapp.settings import Settings
from webapp.wording.language import SOURCE_LANGUAGE
from webapp.wording.voice import N_

_BLOCK = 8192
"""Bytes read at once: about a hundred situations, so that a block's answers are a few megabytes."""
_AHEAD = 2
"""Blocks a worker may be ahead of the writing."""
_SHOW_EVERY_SECONDS = 0.2


class _Answers(NamedTuple):
    """The answers to one block of lines, and how many there are of each kind."""

    text: bytes
    read: int
    """Bytes of the block."""
    done: int
    bad: int
    failed: tuple[str, ...]
    """What went wrong here, not in the input: the kinds of error, without anything from the line."""


def run_batch(lines: BufferedIOBase, out: IO[bytes], log: IO[str], tag: str | None) -> int:
    """Answer each line as it comes; a bad line gives its error object and the next one is read.

    `log` shows progress where it is a terminal. Returns 0 (a bad line is answered, too), or 1 where Haki itself
    failed on a line: that line's object says so, and `log` the kind of error.
    """
    answerer = Answerer.from_settings(Settings.from_environ(os.environ))
    # The collector leaves alone what was read at start, so that the workers go on sharing its memory.
    gc.collect()
    gc.freeze()
    progress = _Progress(log, _size(lines))
    failed = 0
    for answers in _in_order(_blocks(lines), lambda block: _answer(answerer, block, tag)):
        out.write(answers.text)
        out.flush()
        for kind in answers.failed:
            failed += 1
            print(f"Haki could not answer a line: {kind}", file=log)
        progress.add(answers)
    progress.end()
    return 1 if failed else 0


def _answer(answerer: Answerer, block: bytes, tag: str | None) -> _Answers:
    texts: list[bytes] = []
    failed: list[str] = []
    bad = 0
    for line in block.split(b"\n"):
        if not line.strip():
            continue
        try:
            answer = answerer.answer(line, tag)
        except Refused as refused:
            answer = refused.problem
            bad += 1
        except Exception as error:  # whatever it is, it must not cost the other lines their answers
            title = answerer.voice(tag or SOURCE_LANGUAGE).say(N_("Haki made a mistake"))
            answer = {"type": "about:blank", "title": title, "status": 500, "errors": []}
            failed.append(type(error).__name__)
        texts.append(json_text(answer))
    text = b"".join(text + b"\n" for text in texts)
    return _Answers(text, len(block), len(texts), bad, tuple(failed))


# ---- reading -------------------------------------------------------------------------------------


class _Block(NamedTuple):
    lines: bytes
    """Whole lines."""
    more_waits: bool
    """Whether more input was there already; if not, somebody may be waiting for our answers before going on."""


def _blocks(lines: BufferedIOBase) -> Iterator[_Block]:
    rest: list[bytes] = []
    while read := lines.read1(_BLOCK):
        end = read.rfind(b"\n") + 1
        if not end:
            rest.append(read)
            continue
        yield _Block(b"".join((*rest, read[:end])), len(read) == _BLOCK)
        rest = [read[end:]]
    last = b"".join(rest)
    if last:
        yield _Block(last, False)


def _size(lines: BufferedIOBase) -> int:
    """Bytes to read, where the input is a file; 0: not known."""
    try:
        about = os.fstat(lines.fileno())
    except OSError:
        return 0
    return about.st_size if stat.S_ISREG(about.st_mode) else 0


# ---- working -------------------------------------------------------------------------------------


def _in_order(blocks: Iterable[_Block], answer: Callable[[bytes], _Answers]) -> Iterator[_Answers]:
    """`answer` of each block, in order, by as many processes as there are cores."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    if cores == 1 or "fork" not in multiprocessing.get_all_start_methods():
        yield from (answer(block.lines) for block in blocks)
        return
    fork = multiprocessing.get_context("fork")
    with ProcessPoolExecutor(cores, mp_context=fork, initializer=_start, initargs=(answer,)) as pool:
        under_way: deque[Future[_Answers]] = deque()
        for block in blocks:
            if not under_way and not block.more_waits:
                yield answer(block.lines)  # a line now and then: not worth starting processes for
                continue
            under_way.append(pool.submit(_work, block.lines))
            while under_way and (not block.more_waits or len(under_way) > cores * _AHEAD):
                yield under_way.popleft().result()
        while under_way:
            yield under_way.popleft().result()


_worker: list[Callable[[bytes], _Answers]] = []
"""What a worker process does; inherited when it is forked, since facts are too large to send."""


def _start(answer: Callable[[bytes], _Answers]) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the process that writes
    _worker.append(answer)


def _work(lines: bytes) -> _Answers:
    return _worker[0](lines)


# ---- telling -------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Progress:
    """A bar on a terminal, and nothing anywhere else."""

    log: IO[str]
    size: int
    """Bytes to read in all; 0: not known, and then there is no bar, only figures."""
    read: int = 0
    done: int = 0
    bad: int = 0
    started: float = field(default_factory=time.monotonic)
    shown: float = 0.0

    def add(self, answers: _Answers) -> None:
        self.read += answers.read
        self.done += answers.done
        self.bad += answers.bad
        now = time.monotonic()
        if self.log.isatty() and now - self.shown > _SHOW_EVERY_SECONDS:
            self.shown = now
            bar = ""
            if self.size:
                part = min(1.0, self.read / self.size)
                bar = f"[{'#' * round(part * 30):<30}] {part:4.0%}  "
            rate = self.done / max(now - self.started, 0.001)
            self.log.write(f"\r{bar}{self.done} done, {self.bad} bad, {rate:.0f} a second ")
            self.log.flush()

    def end(self) -> None:
        if self.log.isatty():
            print(f"\r{self.done} done, {self.bad} bad.{' ' * 60}", file=self.log)
