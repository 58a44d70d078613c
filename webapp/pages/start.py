"""The first page in each language, privacy, and the way out."""

from flask import Blueprint, Response, make_response, redirect, url_for
from werkzeug.wrappers import Response as BaseResponse

from webapp.pages.common import browser_tag, guidance, render

start = Blueprint("start", __name__)

_NEUTRAL = "https://www.wikipedia.org/"
"""Where "Leave quickly" goes: a page that anybody may have open, in many languages, reached over HTTPS."""


@start.get("/")
def choose() -> BaseResponse:
    """To the first page in the language that the browser asks for."""
    response = redirect(url_for("start.home", lang=browser_tag()), 302)
    response.headers["Vary"] = "Accept-Language"
    return response


@start.get("/<lang>/")
def home() -> str:
    """The first page."""
    return render("home.html", text=guidance("start"))


@start.get("/<lang>/privacy")
def privacy() -> str:
    """What Haki does to protect a person, and what it cannot do."""
    return render("guidance.html", text=guidance("privacy"))


@start.get("/<lang>/leave")
def leave() -> Response:
    """Away at once, to a page about nothing. What this browser has of Haki in its cache goes, too.

    The list of visited pages is the browser's alone: no site can erase it, and the privacy page says so.
    """
    response = make_response(redirect(_NEUTRAL, 303))
    response.headers["Clear-Site-Data"] = '"cache", "storage"'
    response.headers["Cache-Control"] = "no-store"
    return response
