"""The headers of every answer: what a browser may load, who may frame a page, what may be kept, what is told to whom.

Only the pages under /embed/ may stand in a frame, and only on the origins that the operator names. Personal pages
are kept in no cache and in no search engine.
"""

from flask import Flask, Response, current_app, request

from webapp.pages.common import Haki
from webapp.pages.look import STYLE_HASH

PERSONAL: frozenset[str] = frozenset({"check", "embed", "desk", "share", "shares", "cases"})
"""Blueprints whose pages hold, or are reached by, a person's answers."""
_FROM_ANYWHERE: frozenset[str] = frozenset({"api", "embed", "embedding"})
"""Blueprints that other origins may use: the API, and what stands on partners' pages."""

_POLICY = (
    "default-src 'none'",
    f"style-src '{STYLE_HASH}'",
    "script-src 'self'",
    "img-src 'self' data:",
    "connect-src 'self'",
    "manifest-src 'self'",
    "worker-src 'self'",
    "frame-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
)
_NOBODY = "'none'"
_PERMISSIONS = "camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()"


def add_headers(app: Flask) -> None:
    """Give every answer of `app` its headers; what a view has set itself stays."""
    app.after_request(_headers)


def _headers(response: Response) -> Response:
    if request.endpoint == "static":
        # A file is no page: what a page may do says nothing about it, and each header costs bytes on a slow line.
        response.headers.setdefault("X-Content-Type-Options", "nosniff")
        response.headers.setdefault("Cross-Origin-Resource-Policy", "cross-origin")
        return response
    haki: Haki = current_app.extensions["haki"]
    settings = haki.settings
    may_be_framed = request.path.startswith("/embed/")
    ancestors = " ".join(settings.frame_ancestors) if may_be_framed else ""
    policy = (*_POLICY, f"frame-ancestors {ancestors or _NOBODY}")
    headers = response.headers
    headers.setdefault("Content-Security-Policy", "; ".join(policy))
    if not ancestors:
        headers.setdefault("X-Frame-Options", "DENY")
    headers.setdefault("Referrer-Policy", "no-referrer")
    headers.setdefault("Permissions-Policy", _PERMISSIONS)
    headers.setdefault("X-Content-Type-Options", "nosniff")
    headers.setdefault("Cross-Origin-Opener-Policy", "same-origin")
    open_ = request.blueprint in _FROM_ANYWHERE
    headers.setdefault("Cross-Origin-Resource-Policy", "cross-origin" if open_ else "same-origin")
    if settings.hsts_seconds:
        headers.setdefault("Strict-Transport-Security", f"max-age={settings.hsts_seconds}; includeSubDomains")
    if request.blueprint in PERSONAL or response.status_code >= 400:
        headers.setdefault("Cache-Control", "no-store")
        headers.setdefault("X-Robots-Tag", "noindex, nofollow")
    return response
