"""The headers of every answer: what a browser may load, who may frame a page, what may be kept, what is told to whom.

Only the pages under /embed/ may stand in a frame, and only on the origins that the operator names. Personal pages
are kept in no cache and in no search engine.
"""

from functools import lru_cache

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
        wanted = _FOR_FILES
    else:
        haki: Haki = current_app.extensions["haki"]
        settings = haki.settings
        wanted = _for_pages(
            settings.frame_ancestors if request.path.startswith("/embed/") else (),
            request.blueprint in _FROM_ANYWHERE,
            settings.hsts_seconds,
            request.blueprint in PERSONAL or response.status_code >= 400,
        )
    headers = response.headers
    set_already = {name.lower() for name, _ in headers}
    headers.extend([header for header in wanted if header[0].lower() not in set_already])
    return response


_FOR_FILES: tuple[tuple[str, str], ...] = (
    ("X-Content-Type-Options", "nosniff"),
    ("Cross-Origin-Resource-Policy", "cross-origin"),
)


@lru_cache(maxsize=64)
def _for_pages(
    ancestors: tuple[str, ...], open_: bool, hsts_seconds: int, personal: bool
) -> tuple[tuple[str, str], ...]:
    """The headers of a page that these origins may frame, that other origins may use, that is about a person."""
    policy = (*_POLICY, f"frame-ancestors {' '.join(ancestors) or _NOBODY}")
    headers = [
        ("Content-Security-Policy", "; ".join(policy)),
        ("Referrer-Policy", "no-referrer"),
        ("Permissions-Policy", _PERMISSIONS),
        ("X-Content-Type-Options", "nosniff"),
        ("Cross-Origin-Opener-Policy", "same-origin"),
        ("Cross-Origin-Resource-Policy", "cross-origin" if open_ else "same-origin"),
    ]
    if not ancestors:
        headers.append(("X-Frame-Options", "DENY"))
    if hsts_seconds:
        headers.append(("Strict-Transport-Security", f"max-age={hsts_seconds}; includeSubDomains"))
    if personal:
        headers += [("Cache-Control", "no-store"), ("X-Robots-Tag", "noindex, nofollow")]
    return tuple(headers)
