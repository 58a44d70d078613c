"""Many cases as a table: CSV in, CSV out, row by row and in memory alone.

Takes what spreadsheets write: a byte order mark, semicolons, tabs or commas, UTF-16, Windows-1252. A row that
cannot be taken gives a row that says why; the others go on.
"""

import csv
import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import IO, Any

from webapp.facts.vocabulary import BRANCHES
from webapp.rules.assess import assess
from webapp.situation import KEYS, BadSituation, Situation, parse
from webapp.wording import labels
from webapp.wording.invalid import invalid_text
from webapp.wording.names import country_code
from webapp.wording.result import deadlines_of
from webapp.wording.voice import N_, Voice

LISTS = frozenset({"nationalities", "family_countries", "events"})
COUNTRY_KEYS = frozenset({"nationalities", "work_country", "live_country", "family_countries"})
NUMBERS = frozenset({"employer_size", "contract_months", "months_in_country", "age"})
HEADERS = ("case", *KEYS)
"""The columns of a table of cases. `case` is the adviser's own word for it and comes back unchanged."""

OUT_HEADERS = (
    "line",
    "case",
    "error",
    "date",
    "regime",
    *BRANCHES,
    *(f"{branch}: months missing" for branch in ("old-age", "invalidity", "survivors")),
    "deadlines",
)
EXAMPLES = (
    {
        "case": "1",
        "nationalities": "NP",
        "work_country": "MY",
        "status": "work-permit",
        "arrangement": "employee",
        "sector": "manufacturing",
        "history": "MY 30 yes",
        "events": "work-injury unpaid",
    },
    {
        "case": "2",
        "nationalities": "EC ES",
        "work_country": "ES",
        "status": "national",
        "arrangement": "employee",
        "sector": "construction",
        "age": "64",
        "history": "ES 2001-03..2012-08 yes | FR 2012-09..2020-12 yes | EC 96 yes",
        "events": "retiring",
    },
)
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


class BadTable(Exception):
    """The text is no table of cases; the message is a phrase."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table that came in (its number as a spreadsheet shows it) and its cells by header."""

    line: int
    cells: Mapping[str, str]


def decode(body: bytes) -> str:
    """The text of a CSV file in the encodings that spreadsheets write."""
    if body.startswith((b"\xff\xfe", b"\xfe\xff")):
        return body.decode("utf-16", errors="replace")
    try:
        return body.decode("utf-8-sig")
    except UnicodeDecodeError:
        return body.decode("cp1252", errors="replace")


def rows(text: str) -> tuple[str, Iterator[Row]]:
    """The separator of a table and its rows, one by one. Raises BadTable where the first line is not ours."""
    first = text.split("\n", 1)[0]
    separator = max((",", ";", "\t"), key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    header = [name.strip().lower() for name in next(reader, [])]
    if not set(header) & set(KEYS):
        raise BadTable(N_("The first line must name the columns, as the template does."))
    unknown = [name for name in header if name and name not in HEADERS]
    if unknown:
        raise BadTable(N_("The first line has a column that is not known. Use the names of the template."))
    return separator, _rows(reader, header)


def _rows(reader: Any, header: list[str]) -> Iterator[Row]:
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield Row(reader.line_num, dict(zip(header, (cell.strip() for cell in cells), strict=False)))
    except csv.Error:
        yield Row(reader.line_num, {"case": "", "_broken": "1"})


def situation_of(row: Row, voice: Voice) -> Situation:
    """The situation of one row. Raises BadSituation."""
    told: dict[str, Any] = {}
    for key in KEYS:
        text = row.cells.get(key, "")
        if not text:
            continue
        if key == "history":
            told[key] = [_period(part, voice) for part in text.split("|") if part.strip()]
        elif key in LISTS:
            parts = [part for part in re.split(r"[\s,;]+", text) if part]
            told[key] = [country_code(part, voice) for part in parts] if key in COUNTRY_KEYS else parts
        elif key in NUMBERS:
            told[key] = _number(text)
        elif key in COUNTRY_KEYS:
            told[key] = country_code(text, voice)
        else:
            told[key] = text
    return parse(told)


_PERIOD = re.compile(
    r"(?P<place>[^\d|]+?(?:-[A-Z0-9]{1,3})?)[\s:]+"
    r"(?:(?P<months>\d+)|(?P<from>\d{4}-\d{2})\.\.(?P<to>\d{4}-\d{2})?)"
    r"(?:[\s:]+(?P<insured>\w+))?"
)


def _period(text: str, voice: Voice) -> dict[str, Any]:
    """A row of a history: "MY 30 yes", "Malaysia 2019-03..2021-08", "CN-GD 2001-01..2009-12 yes"."""
    match = _PERIOD.fullmatch(text.strip())
    if match is None:
        return {"months": text.strip()[:40]}
    place = match["place"].strip()
    region = re.fullmatch(r"[A-Z]{2}-[A-Z0-9]{1,3}", place)
    found: dict[str, Any] = {"country": place[:2] if region else country_code(place, voice)}
    if region:
        found["region"] = place
    if match["months"]:
        found["months"] = int(match["months"][:6])
    else:
        found["from"] = match["from"]
        if match["to"]:
            found["to"] = match["to"]
    if match["insured"]:
        found["insured"] = match["insured"]
    return found


def _number(text: str) -> int | str:
    whole = re.fullmatch(r"(\d{1,10})(?:[.,]0+)?", text)
    return int(whole[1]) if whole else text


def answer(row: Row, voice: Voice, day: date | None = None) -> list[str]:
    """The cells of OUT_HEADERS for one row: its verdicts and deadlines, or what is wrong with it."""
    case = row.cells.get("case", "")
    head = [str(row.line), case]
    try:
        if "_broken" in row.cells:
            raise BadSituation([])
        told = situation_of(row, voice)
    except BadSituation as bad:
        said = [f"{error.key}: {invalid_text(voice, error)}" for error in bad.errors]
        message = "; ".join(said) or voice.say(N_("This line cannot be read."))
        return [_safe(cell) for cell in (*head, message)] + [""] * (len(OUT_HEADERS) - 3)
    found = assess(told, voice.facts, today=day)
    missing = {entry.branch: entry.months_missing for entry in found.entitlements}
    cells = [
        *head,
        "",
        found.date.isoformat(),
        voice.say(labels.REGIMES[found.regime.id]),
        *(voice.say(labels.VERDICTS[entry.verdict]) for entry in found.entitlements),
        *(str(missing[branch] or "") for branch in ("old-age", "invalidity", "survivors")),
        " | ".join(f"{limit.what}: {limit.text}" for limit in deadlines_of(found, told, voice)),
    ]
    return [_safe(cell) for cell in cells]


def _safe(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def written(cells: list[str] | tuple[str, ...], separator: str) -> str:
    """One line of CSV."""
    line = io.StringIO(newline="")
    csv.writer(line, delimiter=separator).writerow(cells)
    return line.getvalue()


def template(separator: str = ",") -> str:
    """The table to fill in: the columns and two examples."""
    return written(HEADERS, separator) + "".join(
        written([example.get(name, "") for name in HEADERS], separator) for example in EXAMPLES
    )


def run_cases(body: bytes, out: IO[str], log: IO[str], voice: Voice) -> None:
    """Answer the table in `body` row by row; `log` gets a line of progress where it is a terminal. Raises BadTable."""
    text = decode(body)
    separator, found = rows(text)
    total = max(text.count("\n"), 1)
    out.write(written(OUT_HEADERS, separator))
    for done, row in enumerate(found, 1):
        out.write(written(answer(row, voice), separator))
        if log.isatty() and done % 50 == 0:
            log.write(f"\r{done} of about {total} ")
            log.flush()
    if log.isatty():
        log.write("\n")
