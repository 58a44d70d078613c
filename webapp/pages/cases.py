"""Many cases at once: a table in, a table out. Read and answered in memory, streamed, written nowhere."""

from collections.abc import Iterator

from flask import Blueprint, Response, request

from webapp.cases import OUT_HEADERS, BadTable, answer, decode, rows, template, written
from webapp.pages.check import no_store
from webapp.pages.common import haki, render, voice
from webapp.wording.voice import N_, voice_of

cases = Blueprint("cases", __name__)
cases.after_request(no_store)

_BOM = "\ufeff"
"""Tells a spreadsheet that the file is UTF-8."""


@cases.get("/desk/cases")
def form() -> str:
    """Where a table is chosen."""
    return render("cases.html", error="")


@cases.get("/desk/cases.csv")
def empty() -> Response:
    """The table to fill in."""
    return _download(_BOM + template(), "haki-template.csv")


@cases.post("/desk/cases")
def results() -> Response | tuple[str, int]:
    """The verdicts and deadlines of every row, as they are worked out; a bad row says what is wrong with it."""
    upload = request.files.get("table")
    body = upload.read() if upload is not None else b""
    try:
        if not body.strip():
            raise BadTable(N_("Choose a file with a table."))
        separator, found = rows(decode(body))
    except BadTable as bad:
        return render("cases.html", error=str(bad)), 422
    plain = voice_of(voice().language, haki().answerer.facts)

    def lines() -> Iterator[str]:
        yield _BOM + written(OUT_HEADERS, separator)
        for row in found:
            yield written(answer(row, plain), separator)

    return _download(lines(), "haki-results.csv")


def _download(body: str | Iterator[str], name: str) -> Response:
    return Response(
        body,
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
