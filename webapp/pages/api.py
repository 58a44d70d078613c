"""The JSON API under /api/v1: the same answers as the pages, for other programs.

Nothing of a request is kept. Requests from other origins are welcome: there is no cookie and no account
that another site could misuse.
"""

import json
from typing import Any

from flask import Blueprint, Response, request

from webapp.answering import Refused
from webapp.pages.common import browser_tag, haki

api = Blueprint("api", __name__, url_prefix="/api/v1")


def json_response(data: Any, status: int = 200, kind: str = "application/json") -> Response:
    """`data` as JSON, in the order in which it was built, so that the same answer has the same bytes."""
    body = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return Response(body + "\n", status=status, content_type=kind)


def problem_response(problem: dict[str, Any]) -> Response:
    """A problem object (RFC 9457) with its own status."""
    return json_response(problem, problem["status"], "application/problem+json")


@api.after_request
def open_to_other_origins(response: Response) -> Response:
    """CORS: any page may ask; no credentials are ever involved."""
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Access-Control-Allow-Headers"] = "Content-Type, Accept-Language"
    response.headers["Access-Control-Allow-Methods"] = "GET, POST, OPTIONS"
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response


@api.post("/check")
def check() -> Response:
    """One situation in, one assessment out (the contract)."""
    try:
        answer = haki().answerer.answer(
            request.get_data(),
            request.args.get("lang"),
            alternatives=request.args.get("alternatives") == "1",
            message_tag=browser_tag(),
        )
    except Refused as refused:
        return problem_response(refused.problem)
    return json_response(answer)
