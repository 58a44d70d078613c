"""Haki on somebody else's page: the frame's door, oEmbed, a page that builds link, frame and poster, the poster.

Only the routes under /embed/ may be framed. They need no cookie and no script; `embed.js` only sizes the frame.
"""

import json
import mimetypes
from typing import Any
from urllib.parse import urlsplit

from flask import Blueprint, Response, abort, redirect, request, send_file, url_for
from werkzeug.routing import BuildError
from werkzeug.wrappers import Response as BaseResponse

from webapp.facts.countries import COUNTRIES
from webapp.pages.common import haki, render, voice
from webapp.pages.share import qr
from webapp.wording.names import countries_by_name, country_code

embedding = Blueprint("embedding", __name__)

_HEIGHT = 720
_PREFILL = ("nationality", "work_country")


@embedding.get("/embed/<lang>")
def door() -> BaseResponse:
    """The first page in a frame, with what the partner's page already knows."""
    return redirect(url_for("embed.begin", **_prefill()), 303)


@embedding.get("/embed/logo")
def logo() -> Response:
    """The partner's logo, an image file that the operator named."""
    path = haki().settings.partner_logo
    if path is None:
        abort(404)
    return send_file(path, mimetype=mimetypes.guess_type(path)[0], max_age=86_400, conditional=True)


@embedding.get("/<lang>/embed")
def builder() -> str:
    """Builds a link, a frame and a poster for a partner's page, and shows what they will look like."""
    speaking = voice()
    given = _prefill()
    tag = speaking.language.tag
    link = url_for("check.begin", _external=True, **given) if given else url_for("start.home", _external=True)
    frame = url_for("embedding.door", _external=True, **given)
    return render(
        "embed.html",
        given=given,
        countries=countries_by_name(speaking.language.locale),
        link=link,
        frame=frame_code(frame, tag),
        preview=url_for("embedding.door", **given),
        poster=url_for("embedding.poster", **given),
        corridor=_corridor(given),
        height=_HEIGHT,
    )


@embedding.get("/<lang>/poster")
def poster() -> str:
    """An A4 sheet with a QR code, to print and put up."""
    given = _prefill()
    address = (
        url_for("check.begin", _external=True, **given) if given else url_for("start.home", _external=True)
    )
    return render("poster.html", given=given, address=address, picture=qr(address, 8))


@embedding.get("/oembed")
def oembed() -> Response:
    """oEmbed 1.0, for sites that turn a pasted Haki address into a frame. 404 for addresses that are not ours."""
    address = urlsplit(request.args.get("url", ""))
    if request.args.get("format", "json") != "json":
        abort(501)
    own = urlsplit(request.host_url)
    if address.netloc != own.netloc:
        abort(404)
    tag = address.path.strip("/").split("/")[0]
    if tag not in haki().answerer.languages:
        abort(404)
    frame = url_for("embedding.door", lang=tag, _external=True)
    answer: dict[str, Any] = {
        "version": "1.0",
        "type": "rich",
        "provider_name": "Haki",
        "provider_url": request.host_url,
        "title": haki().guidance[tag]["start"].title,
        "width": _number("maxwidth", 640),
        "height": _number("maxheight", _HEIGHT),
    }
    answer["html"] = frame_code(frame, tag)
    return Response(json.dumps(answer, ensure_ascii=False), content_type="application/json; charset=utf-8")


def _number(name: str, most: int) -> int:
    text = request.args.get(name, "")
    return min(most, int(text)) if text.isdecimal() and 0 < len(text) < 6 and int(text) else most


def frame_code(address: str, tag: str) -> str:
    """The HTML that a web editor pastes: a frame, and the optional script that sizes it."""
    script = url_for("static", filename="embed.js", _external=True)
    title = haki().guidance[tag]["start"].title.replace('"', "&quot;")
    return (
        f'<iframe src="{address.replace("&", "&amp;")}" title="{title}" lang="{tag}" data-haki loading="lazy"'
        f' width="100%" height="{_HEIGHT}" referrerpolicy="no-referrer"></iframe>\n'
        f'<script src="{script}" async></script>'
    )


def _prefill() -> dict[str, Any]:
    """The countries named in the address, by code; what is no country is left out."""
    found: dict[str, Any] = {}
    for key in _PREFILL:
        code = country_code(request.args.get(key, "").strip(), voice())
        if code in COUNTRIES:
            found[key] = code
    return found


def _corridor(given: dict[str, Any]) -> str | None:
    if len(given) < len(_PREFILL):
        return None
    try:
        return url_for(
            "reference.corridor",
            origin=given["nationality"],
            destination=given["work_country"],
            _external=True,
        )
    except BuildError:
        return None
