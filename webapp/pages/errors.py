"""What a person sees when something is not there or cannot be taken: a page in their language, or a problem object."""

from flask import Flask, request
from werkzeug.exceptions import HTTPException, SecurityError
from werkzeug.wrappers import Response

from webapp.pages.common import browser_tag, haki, render
from webapp.wording.voice import N_

_PAGES: dict[int, tuple[str, str]] = {
    400: (N_("This request cannot be read"), N_("Something was sent that Haki does not understand.")),
    404: (N_("There is no such page"), N_("The address may be wrong, or the page may have moved.")),
    405: (N_("This cannot be done here"), N_("Go back and use the buttons on the page.")),
    413: (N_("This is too large"), N_("What was sent is larger than Haki can read. Send less at once.")),
    429: (N_("Too many requests"), N_("Please wait a minute and try again.")),
    500: (
        N_("Haki made a mistake"),
        N_("It is not your fault, and your answers are not lost. Go back and try again."),
    ),
}
_OTHER = _PAGES[400]


def add_error_pages(app: Flask) -> None:
    """Every error of `app` gets its page: HTML in the person's language, or problem+json under /api/."""
    app.register_error_handler(HTTPException, _error)


def _error(error: HTTPException) -> Response | tuple[str, int]:
    code = error.code or 500
    if error.response is not None or code < 400:
        return error.get_response()
    if isinstance(error, SecurityError):
        # A host name that is not ours: no page of ours has an address there.
        return Response("400\n", code, content_type="text/plain; charset=utf-8")
    if request.path.startswith("/api/"):
        return _problem(error, code)
    title, text = _PAGES.get(code, _OTHER if code < 500 else _PAGES[500])
    page = Response(
        render("error.html", title=title, text=text), code, content_type="text/html; charset=utf-8"
    )
    for name, value in error.get_headers():
        if name == "Allow":
            page.headers[name] = value
    return page


def _problem(error: HTTPException, code: int) -> Response:
    from webapp.pages.api import problem_response

    title, _ = _PAGES.get(code, _OTHER if code < 500 else _PAGES[500])
    answer = problem_response(
        {
            "type": "about:blank",
            "title": haki().answerer.voice(browser_tag()).say(title),
            "status": code,
            "errors": [],
        }
    )
    if "Allow" in dict(error.get_headers()):
        answer.headers["Allow"] = dict(error.get_headers())["Allow"]
    return answer
