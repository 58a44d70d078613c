"""The JSON API under /api/v1: the same answers as the pages, for other programs.

Nothing of a request is kept. Requests from other origins are welcome: there is no cookie and no account
that another site could misuse.
"""

from typing import Any

from flask import Blueprint, Response, request

from webapp.answering import Refused, json_text
from webapp.facts.countries import COUNTRIES
from webapp.facts.json_form import corridor_json, country_json
from webapp.pages.common import browser_tag, haki
from webapp.pages.openapi import description
from webapp.questions.flow import QUESTIONS, next_question
from webapp.questions.options import options
from webapp.situation import Invalid
from webapp.state import Walk
from webapp.wording.questions import TITLES

api = Blueprint("api", __name__, url_prefix="/api/v1")


def json_response(data: Any, status: int = 200, kind: str = "application/json") -> Response:
    """`data` as JSON, in the order in which it was built, so that the same answer has the same bytes."""
    return Response(json_text(data) + b"\n", status=status, content_type=kind)


def problem_response(problem: dict[str, Any]) -> Response:
    """A problem object (RFC 9457) with its own status."""
    return json_response(problem, problem["status"], "application/problem+json")


@api.after_request
def open_to_other_origins(response: Response) -> Response:
    """CORS: any page may ask; no credentials are ever involved."""
    response.headers.extend(_OPEN)
    return response


_OPEN = (
    ("Access-Control-Allow-Origin", "*"),
    ("Access-Control-Allow-Headers", "Content-Type, Accept-Language"),
    ("Access-Control-Allow-Methods", "GET, POST, OPTIONS"),
    ("Cross-Origin-Resource-Policy", "cross-origin"),
)


@api.post("/check")
def check() -> Response:
    """One situation in, one assessment out (the contract)."""
    wanted = request.args.get("alternatives", "0")
    if wanted not in ("0", "1"):
        return _unknown_word("alternatives")
    try:
        answer = haki().answerer.answer(
            request.get_data(),
            request.args.get("lang"),
            alternatives=wanted == "1",
            message_tag=browser_tag(),
        )
    except Refused as refused:
        return problem_response(refused.problem)
    return json_response(answer)


@api.post("/next")
def next_step() -> Response:
    """The next question worth asking, for chat and voice front ends; `?skip=a,b` names those declined."""
    answerer = haki().answerer
    tag = request.args.get("lang")
    names = request.args.get("skip", "")
    skipped = tuple(names.split(",")) if names else ()
    if not set(skipped) <= set(QUESTIONS):
        return _unknown_word("skip")
    try:
        situation = answerer.situation(request.get_data(), tag, message_tag=browser_tag())
    except Refused as refused:
        return problem_response(refused.problem)
    name = next_question(Walk(situation, skipped), answerer.facts)
    if name is None:
        return json_response({"done": True})
    speaking = answerer.voice(tag or browser_tag())
    return json_response(
        {
            "question": name,
            "text": speaking.say(TITLES[name]),
            "options": [
                {"value": word, "text": speaking.say(label)}
                for word, label in options(name, situation).items()
            ],
        }
    )


def _unknown_word(name: str) -> Response:
    """The refusal of a word of the query string that is none of its words; in `lang` where that is offered."""
    answerer, tag = haki().answerer, request.args.get("lang", "")
    speaking = tag if tag in answerer.languages else browser_tag()
    return problem_response(answerer.problem(speaking, [Invalid(name, "unknown-word", {})]))


@api.get("/countries/<code>")
def country(code: str) -> Response:
    """The facts of one country."""
    answerer = haki().answerer
    if code not in COUNTRIES:
        return problem_response(answerer.not_found(browser_tag()))
    return json_response(country_json(answerer.facts, code))


@api.get("/corridors/<origin>/<destination>")
def corridor(origin: str, destination: str) -> Response:
    """What holds between two countries."""
    answerer = haki().answerer
    if origin not in COUNTRIES or destination not in COUNTRIES:
        return problem_response(answerer.not_found(browser_tag()))
    return json_response(corridor_json(answerer.facts, origin, destination))


@api.get("/openapi.json")
def openapi() -> Response:
    """The description of this API."""
    return json_response(description(haki().answerer.languages))
