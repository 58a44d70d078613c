"""The first page in each language, privacy, and the way out."""

import json

from flask import Blueprint, Response, make_response, redirect, send_from_directory, url_for
from werkzeug.wrappers import Response as BaseResponse

from webapp.facts.vocabulary import BRANCHES
from webapp.pages.common import browser_tag, guidance, language, render
from webapp.pages.look import STATIC
from webapp.wording.guidance import TROUBLES

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


@start.get("/<lang>/offline")
def offline() -> str:
    """What is shown without a network in place of a page that was not kept."""
    return render(
        "offline.html",
        rights=[(branch, guidance(branch).title) for branch in BRANCHES],
        troubles=[(name, guidance(name).title) for name in TROUBLES],
    )


@start.get("/sw.js")
def service_worker() -> Response:
    """The optional service worker; at the root, so that it may show any kept page."""
    return send_from_directory(STATIC, "sw.js", mimetype="text/javascript", max_age=3600)


@start.get("/<lang>/manifest.webmanifest")
def manifest() -> Response:
    """How a phone shows Haki on its home screen."""
    home_address = url_for("start.home")
    body = {
        "name": guidance("start").title,
        "short_name": "Haki",
        "lang": language().tag,
        "dir": language().direction,
        "start_url": home_address,
        "scope": "/",
        "display": "minimal-ui",
        "background_color": "#f6f3ec",
        "theme_color": "#0b4f4a",
        "icons": [{"src": url_for("static", filename="icon.svg"), "sizes": "any", "type": "image/svg+xml"}],
    }
    response = Response(json.dumps(body, ensure_ascii=False), content_type="application/manifest+json")
    response.headers["Cache-Control"] = "public, max-age=3600"
    return response


@start.get("/<lang>/leave")
def leave() -> Response:
    """Away at once, to a page about nothing. What this browser has of Haki in its cache goes, too.

    The list of visited pages is the browser's alone: no site can erase it, and the privacy page says so.
    """
    response = make_response(redirect(_NEUTRAL, 303))
    response.headers["Clear-Site-Data"] = '"cache", "storage"'
    response.headers["Cache-Control"] = "no-store"
    return response
