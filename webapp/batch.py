"""`batch --jsonl`: a situation a line in, an assessment or an error object a line out; streamed, order kept."""

import json
import time
from typing import IO

from webapp.answering import Answerer, Refused
from webapp.settings import Settings

_SHOW_EVERY_SECONDS = 0.2


def run_batch(lines: IO[bytes], out: IO[str], log: IO[str], tag: str | None) -> int:
    """Answer each line as it comes; a bad line gives its error object and the next one is read.

    `log` gets a line of progress where it is a terminal. Always returns 0: a bad line is answered, too.
    """
    answerer = Answerer.from_settings(Settings(secret_keys=("unused",)))
    show = log.isatty()
    shown = started = time.monotonic()
    done = bad = 0
    for line in lines:
        if not line.strip():
            continue
        try:
            answer = answerer.answer(line, tag)
        except Refused as refused:
            answer = refused.problem
            bad += 1
        out.write(json.dumps(answer, ensure_ascii=False, separators=(",", ":")) + "\n")
        done += 1
        now = time.monotonic()
        if show and now - shown > _SHOW_EVERY_SECONDS:
            shown = now
            log.write(f"\r{done} done, {bad} bad, {done / (now - started):.0f} a second ")
            log.flush()
    out.flush()
    if show:
        print(f"\r{done} done, {bad} bad.{' ' * 20}", file=log)
    return 0
