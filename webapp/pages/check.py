"""The way through: one question a page, the answers to look over, the rights. Nothing is kept between requests.

The answers so far travel in the address as a token. A form is posted and answered with a redirect (303) to the
next address, so that reload and the back button do what people expect. The same routes serve a frame on another
site under /embed/, where the blueprint is registered a second time.
"""

import re
from collections.abc import Callable
from dataclasses import replace
from functools import wraps
from typing import Any

from flask import Blueprint, Response, abort, make_response, redirect, request, url_for
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response as BaseResponse

from webapp.facts.vocabulary import BRANCHES
from webapp.pages.bar import month_cards
from webapp.pages.common import haki, mark_of, parts, personal_address, render, render_main, voice
from webapp.questions.flow import QUESTIONS, is_answered, open_questions, settle
from webapp.questions.forms import KINDS, PeriodForm, field_errors, question_form, take, typed_form
from webapp.questions.likely import likely_countries
from webapp.questions.options import options
from webapp.rules.assess import assess
from webapp.situation import KEYS, BadSituation, Situation, parse, to_json
from webapp.state import TokenExpired, TokenUnreadable, Walk
from webapp.wording import labels
from webapp.wording.names import UNINHABITED, countries_by_name
from webapp.wording.questions import HINTS, TITLES
from webapp.wording.result import result_view
from webapp.wording.slots import region_name
from webapp.wording.told import period_text, told_chips, told_rows
from webapp.wording.voice import N_

check = Blueprint("check", __name__)

View = Callable[..., Any]


def with_walk(view: View) -> View:
    """The view with the walk of the address's token; a token that cannot be opened leads to a friendly page (410)."""

    @wraps(view)
    def opened(token: str | None = None, **values: Any) -> Any:
        if token is None:
            return view(Walk(), None, **values)
        try:
            walk = haki().box.open(token)
        except TokenExpired:
            return make_response(render("gone.html", expired=True), 410)
        except TokenUnreadable:
            return make_response(render("gone.html", expired=False), 410)
        return view(walk, token, **values)

    return opened


@check.get("/check")
def begin() -> BaseResponse | str:
    """The first question; or, where a link brings answers along (`?nationality=PH&work_country=AE`), the next one."""
    if not request.args:
        return _ask(Walk(), None, FIRST)
    walk = given_walk(request.args)
    if walk is None:
        return _ask(
            Walk(),
            None,
            FIRST,
            notice=N_("The link held an answer that cannot be used. Please answer yourself."),
        )
    return _next(walk)


@check.post("/check")
def begin_answer() -> BaseResponse | str | tuple[str, int]:
    """The answer to the first question."""
    return _answer(Walk(), None, FIRST)


@check.get("/check/<token>")
@with_walk
def go_on(walk: Walk, _token: str) -> BaseResponse:
    """Where this person was: the next open question, or the answers to look over."""
    return _next(walk)


@check.get("/check/<token>/<name>")
@with_walk
def question(walk: Walk, token: str, name: str) -> BaseResponse | str:
    """One question, with the answer given before, if any."""
    if name not in QUESTIONS:
        abort(404)
    return _ask(walk, token, name)


@check.post("/check/<token>/<name>")
@with_walk
def answer(walk: Walk, token: str, name: str) -> BaseResponse | str | tuple[str, int]:
    """The answer to one question: on to the next, or the same page with what is wrong (422)."""
    if name not in QUESTIONS:
        abort(404)
    return _answer(walk, token, name)


@check.get("/check/<token>/answers")
@with_walk
def answers(walk: Walk, token: str) -> str:
    """All answers to look over; each can be changed without losing the others."""
    facts = haki().answerer.facts
    return render(
        "answers.html",
        token=token,
        rows=told_rows(voice(), walk.situation),
        skipped=[
            name for name in walk.skipped if name in QUESTIONS and not is_answered(name, walk.situation)
        ],
        open=list(open_questions(walk, facts)),
        titles=TITLES,
        given=walk.given,
    )


@check.get("/result/<token>")
@with_walk
def result(walk: Walk, token: str) -> str:
    """The rights of the person whose answers are in the token."""
    facts = haki().answerer.facts
    told = walk.situation
    found = assess(told, facts, with_alternatives=told.status is None)
    speaking = voice()
    before, after = personal_address(".question", token, name=_NAME).split(_NAME)
    return render_main(
        "result.html",
        {"ask": before, "asked": after},
        token=token,
        told=told,
        chips=told_chips(speaking, told),
        view=result_view(found, told, speaking),
        ask_address=_ask_address,
        rights_texts=BRANCHES,
        months_card=month_cards(speaking, parts("parts/result.html", speaking)),
        minutes=haki().settings.token_idle_minutes,
    )


FIRST = QUESTIONS[0]
_NAME = "~name~"


def _ask_address(name: str) -> str:
    """A question's address, but for what is before and after its name, which holds the answers: filled in last."""
    return f"{mark_of('ask')}{name}{mark_of('asked')}"


_USUAL = 7
"""About so many questions most people are asked: how many are left is not known at the first ones."""
_HISTORY_KEY = re.compile(r"history-([0-9]{1,2})-(country|region|months|from|to|insured)")


def given_walk(args: MultiDict[str, str]) -> Walk | None:
    """The walk that a link's plain answers begin; None where one cannot be taken.

    Keys and words are those of a situation; `nationality` may stand for `nationalities`. Lists by repeating a key.
    Other parameters, such as a campaign's, are nobody's answers and are passed over.
    """
    told: dict[str, Any] = {}
    for key in (*KEYS, "nationality"):
        values = [value for value in args.getlist(key) if value]
        if not values:
            continue
        if key == "nationality":
            told["nationalities"] = [value.upper() for value in values]
        elif KINDS.get(key) in ("countries", "choices"):
            told[key] = values
        elif KINDS.get(key) in ("number", "duration"):
            told[key] = int(values[0]) if values[0].isdecimal() and len(values[0]) < 10 else values[0]
        elif key == "history":
            told[key] = values
        else:
            told[key] = values[0]
    rows: dict[str, dict[str, Any]] = {}
    for name, value in args.items():
        match = _HISTORY_KEY.fullmatch(name)
        if match is not None and value:
            rows.setdefault(match[1], {})[match[2]] = (
                int(value) if match[2] == "months" and value.isdecimal() and len(value) < 5 else value
            )
    if rows:
        told["history"] = list(rows.values())
    try:
        return Walk(parse(told), given=tuple(told))
    except BadSituation:
        return None


def _next(walk: Walk) -> BaseResponse:
    """On to the next open question, or to the answers where none is open."""
    name = next(open_questions(walk, haki().answerer.facts), None)
    token = haki().box.seal(walk)
    if name is None:
        return redirect(url_for(".answers", token=token), 303)
    return redirect(url_for(".question", token=token, name=name), 303)


def _answer(walk: Walk, token: str | None, name: str) -> BaseResponse | str | tuple[str, int]:
    typed: MultiDict[str, str] = request.form
    given = tuple(key for key in walk.given if key != name)
    if "skip" in typed:
        told = parse({key: value for key, value in to_json(walk.situation).items() if key != name})
        skipped = tuple(dict.fromkeys((*walk.skipped, name)))
        return _next(Walk(settle(told), skipped, given))
    form = typed_form((name,), typed)
    told_or_none = take(form, (name,), walk.situation, voice())
    if told_or_none is None:
        return _ask(walk, token, name, form), 422
    told = told_or_none
    if name == "work_country" and typed.get("status") == "internal-migrant":
        told = _inside_own_country(told)
    skipped = tuple(key for key in walk.skipped if key != name)
    if not is_answered(name, told):
        if name not in ("events", "history", "family_countries"):
            form[name].errors = [voice().say(N_("Choose or write an answer, or skip this question."))]
            return _ask(walk, token, name, form), 422
        skipped = (*skipped, name)  # an empty list is an answer: nothing of these
    walk = Walk(settle(told), skipped, given)
    if "more" in typed:
        return redirect(url_for(".question", token=haki().box.seal(walk), name=name) + "#add", 303)
    return _next(walk)


def _inside_own_country(told: Situation) -> Situation:
    """Work in another part of one's own country: the country is told by the nationality, where it was not chosen."""
    own = next((code for code in told.nationalities if code != "XX"), None)
    country = told.work_country or own
    nationalities = told.nationalities or ((country,) if country else ())
    if country is None or country not in nationalities:
        return told
    return replace(told, work_country=country, nationalities=nationalities, status="internal-migrant")


def _ask(walk: Walk, token: str | None, name: str, form: Any = None, notice: str = "") -> str:
    """The page of one question; `form` where what was typed could not be taken."""
    facts = haki().answerer.facts
    told = walk.situation
    still_open = [other for other in open_questions(walk, facts) if other != name]
    done = sum(
        1 for other in QUESTIONS if other != name and (is_answered(other, told) or other in walk.skipped)
    )
    speaking = voice()
    is_typed = form is not None
    if form is None:
        form = question_form((name,), told)
    kept_rows: list[tuple[Any, str]] = []
    new_row: Any = None
    if KINDS[name] == "periods":
        rows = list(form["history"].entries)
        new_row = rows.pop().form if is_typed and rows else PeriodForm()
        kept_rows = list(zip(rows, (period_text(speaking, period) for period in told.history), strict=False))
    likely = likely_countries(name, told, facts, speaking.language.locale.language)
    names = dict(countries_by_name(speaking.language.locale))
    return render(
        "question.html",
        token=token,
        name=name,
        kind=KINDS[name],
        form=form,
        told=told,
        title=TITLES[name],
        hint=HINTS[name],
        options=options(name, told),
        likely=[(code, names[code]) for code in likely if code in names],
        others=[(code, label) for code, label in names.items() if code not in (*likely, *UNINHABITED)],
        country_names=names,
        hints=labels.STATUS_HINTS if name == "status" else {},
        region_name=lambda code: region_name(speaking, code),
        kept_rows=kept_rows,
        new_row=new_row,
        regions=sorted(
            (region for region in facts.regions.values() if region.country == told.work_country),
            key=lambda region: region.name,
        ),
        errors=field_errors(form),
        given=name in walk.given,
        notice=notice,
        place=done + 1,
        total=max(done + 1 + len(still_open), _USUAL),
    )


def no_store(response: Response) -> Response:
    """Nothing of a person stays in a cache."""
    response.headers["Cache-Control"] = "no-store"
    return response


check.after_request(no_store)
