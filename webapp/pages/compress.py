"""Answers as small as the browser can take them: Brotli where it can, else gzip."""

import gzip

import brotli
from flask import Flask, Response, request

_WORTH_IT = 500
"""Bytes below which packing saves nothing."""
_KINDS = (
    "text/",
    "application/json",
    "application/problem+json",
    "application/manifest+json",
    "image/svg+xml",
)


def add_compression(app: Flask) -> None:
    """Pack what `app` answers with. There is no secret beside what a person sends in one answer, so nothing leaks."""
    app.after_request(_pack)


def _pack(response: Response) -> Response:
    if response.direct_passthrough or response.is_streamed or response.status_code in (204, 304):
        return response
    if "Content-Encoding" in response.headers or not response.content_type.startswith(_KINDS):
        return response
    response.vary.add("Accept-Encoding")
    body = response.get_data()
    if len(body) < _WORTH_IT:
        return response
    wishes = request.accept_encodings
    if wishes["br"] > 0:
        response.set_data(brotli.compress(body, mode=brotli.MODE_TEXT, quality=5))
        response.headers["Content-Encoding"] = "br"
    elif wishes["gzip"] > 0:
        response.set_data(gzip.compress(body, 6, mtime=0))
        response.headers["Content-Encoding"] = "gzip"
    return response
