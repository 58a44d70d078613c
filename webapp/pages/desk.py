"""The help desk: the same questions and the same result, laid out for an adviser with a client beside them.

All questions stand on one page and the assessment beside it. Each client has a token of their own in the address, so
several clients in several tabs never mix; `/desk` without a token is always a clean slate. `?with=ne` puts the
client's language beside the adviser's.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from itertools import count
from typing import Any

from flask import Blueprint, Response, redirect, request, url_for
from icalendar import Alarm, Calendar, Event
from jinja2.environment import TemplateModule
from markupsafe import Markup
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response as BaseResponse

from webapp.facts.vocabulary import BRANCHES
from webapp.pages.bar import month_cards
from webapp.pages.check import no_store, with_walk
from webapp.pages.common import guidance, haki, parts, render, voice
from webapp.questions.flow import QUESTIONS, settle
from webapp.questions.forms import KINDS, PeriodForm, field_errors, question_form, take, typed_form
from webapp.questions.options import options
from webapp.rules.assess import assess
from webapp.situation import Situation
from webapp.state import Walk
from webapp.wording.names import countries_by_name
from webapp.wording.questions import TITLES
from webapp.wording.result import ResultView, deadlines_of, result_view
from webapp.wording.slots import region_name
from webapp.wording.told import told_rows
from webapp.wording.voice import N_, Voice, voice_of

desk = Blueprint("desk", __name__)
desk.after_request(no_store)

_BLANK_ROWS = 3
_REMIND_BEFORE = timedelta(days=7)


@desk.get("/desk")
def blank() -> str:
    """A clean slate: nothing of the last client."""
    return _page(Walk(), None)


@desk.post("/desk")
@desk.post("/desk/<token>")
@with_walk
def told(walk: Walk, token: str | None) -> BaseResponse | tuple[str, int]:
    """All answers at once: on to their assessment, or the same page with what is wrong (422)."""
    typed: MultiDict[str, str] = request.form
    form = typed_form(QUESTIONS, typed)
    found = take(form, QUESTIONS, Situation(date=walk.situation.date), voice())
    if found is None:
        return _page(walk, token, form), 422
    values: dict[str, Any] = {"token": haki().box.seal(Walk(settle(found))), "with": other_tag()}
    return redirect(url_for("desk.case", **values) + "#rights", 303)


@desk.get("/desk/<token>")
@with_walk
def case(walk: Walk, token: str) -> str:
    """One client: the answers, and the assessment beside them."""
    return _page(walk, token)


@desk.get("/letter/<token>")
@with_walk
def letter(walk: Walk, token: str) -> str:
    """A page to print and hand over, in one language or two: what, why, by when, where, what to bring."""
    columns = _columns(walk.situation)
    return render(
        "letter.html",
        token=token,
        told=walk.situation,
        columns=columns,
        other=other_tag(),
        guide=guidance,
        headings=HEADINGS,
        titles=TITLES,
        branches=BRANCHES,
    )


@desk.get("/deadlines/<token>.ics")
@with_walk
def calendar(walk: Walk, token: str) -> Response:
    """The deadlines as a calendar file, made here and kept nowhere."""
    plain = voice_of(voice().language, haki().answerer.facts)
    found = assess(walk.situation, plain.facts)
    book = Calendar()
    book.add("version", "2.0")
    book.add("prodid", "-//Haki//EN")
    for number, limit in enumerate(deadlines_of(found, walk.situation, plain)):
        entry = Event()
        entry.add("uid", f"{number}@haki")
        entry.add("dtstamp", found.date)
        # Where the first day is not known, only soon is safe.
        entry.add("dtstart", limit.day or found.date + timedelta(days=1))
        entry.add("summary", plain.say(N_("Haki: %(what)s"), what=limit.what))
        entry.add("description", limit.text)
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", limit.text)
        alarm.add("trigger", -_REMIND_BEFORE if limit.day else timedelta(hours=8))
        entry.add_component(alarm)
        book.add_component(entry)
    return Response(
        book.to_ical(),
        content_type="text/calendar; charset=utf-8",
        headers={"Content-Disposition": 'attachment; filename="haki.ics"'},
    )


def other_tag() -> str | None:
    """The client's language, where the address names one that is offered and is not this page's own."""
    tag = request.args.get("with", "") or request.form.get("with", "")
    return tag if tag in haki().answerer.languages and tag != voice().language.tag else None


def _tags() -> list[str]:
    return [voice().language.tag, *filter(None, [other_tag()])]


HEADINGS = {
    "deadlines": N_("Time limits"),
    "asks": N_("These answers would tell you more"),
    "nine": N_("Nine rights, one by one"),
    "bars": N_("Your months"),
    "rights": N_("Rights at work"),
    "leaving": N_("What you can take along when you leave"),
    "measures": N_("What your own country does for you"),
    "helpers": N_("Where to get help"),
    "treaties": N_("What treaties promise"),
}
"""The parts of a result, as the worker's page names them too."""


@dataclass(frozen=True, slots=True)
class Column:
    """One language of a page in two: its voice, the parts of a result in that voice, and what they draw."""

    voice: Voice
    parts: TemplateModule
    view: ResultView
    rows: list[tuple[str, list[str]]]
    draw: Callable[..., Markup]


def _columns(told: Situation) -> list[Column]:
    """The page's language and, where one is named, the client's; the pictures' ids are unique over both."""
    numbers = count(1)
    return [_column(voice(tag), told, numbers) for tag in _tags()]


def _column(speaking: Voice, told: Situation, numbers: Iterator[int]) -> Column:
    found = assess(told, speaking.facts, with_alternatives=True)
    macros = parts("parts/result.html", speaking)
    return Column(
        voice=speaking,
        parts=macros,
        view=result_view(found, told, speaking, all_alternatives=True),
        rows=told_rows(speaking, told),
        draw=month_cards(speaking, macros, numbers),
    )


def _page(walk: Walk, token: str | None, form: Any = None) -> str:
    speaking = voice()
    facts = haki().answerer.facts
    if form is None:
        form = question_form(QUESTIONS, walk.situation)
    columns = _columns(walk.situation) if token else []
    rows = [entry.form for entry in form["history"].entries] + [PeriodForm() for _ in range(_BLANK_ROWS)]
    return render(
        "desk.html",
        token=token,
        form=form,
        kinds=KINDS,
        questions=QUESTIONS,
        titles=TITLES,
        options={name: options(name, walk.situation if token else Situation()) for name in QUESTIONS},
        rows=rows,
        countries=countries_by_name(speaking.language.locale),
        regions=list(facts.regions.values()),
        region_name=lambda code: region_name(speaking, code),
        errors=field_errors(form),
        columns=columns,
        other=other_tag(),
        branches=BRANCHES,
        headings=HEADINGS,
    )
