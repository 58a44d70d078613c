"""Answers as small as the browser can take them: Brotli where it can, else gzip."""

import gzip
import re
from collections.abc import Callable, Mapping

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
    if request.endpoint == "static" and response.status_code == 200:
        # A static file is small, and its address changes with its content.
        response.direct_passthrough = False
        content = response.get_data()
        is_script = response.content_type.startswith("text/javascript")
        response.set_data(_without_comments(content) if is_script else content)
        if "v" in request.args:
            response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
    if response.direct_passthrough or response.is_streamed or response.status_code in (204, 304):
        return response
    if "Content-Encoding" in response.headers or not response.content_type.startswith(_KINDS):
        return response
    response.vary.add("Accept-Encoding")
    body = response.get_data()
    if len(body) < _WORTH_IT:
        return response
    for encoding, pack in _PACKERS.items():
        if request.accept_encodings[encoding] > 0:
            response.set_data(pack(body, _QUICKLY[encoding]))
            response.headers["Content-Encoding"] = encoding
            break
    return response


def _without_comments(script: bytes) -> bytes:
    """One of our scripts without its comments and indents; line breaks stay."""
    return re.sub(rb"\n\s+", b"\n", re.sub(rb"/\*.*?\*/\s*", b"", script, flags=re.DOTALL))


def packed_forms(body: bytes) -> dict[str, bytes]:
    """`body` packed as small as can be, by encoding, the best first: for what is packed once and sent often."""
    return {encoding: pack(body, _BEST[encoding]) for encoding, pack in _PACKERS.items()}


def _brotli(body: bytes, quality: int) -> bytes:
    return bytes(brotli.compress(body, mode=brotli.MODE_TEXT, quality=quality))


def _gzip(body: bytes, level: int) -> bytes:
    return gzip.compress(body, level, mtime=0)


_PACKERS: Mapping[str, Callable[[bytes, int], bytes]] = {"br": _brotli, "gzip": _gzip}
_QUICKLY: Mapping[str, int] = {"br": 5, "gzip": 6}
_BEST: Mapping[str, int] = {"br": 9, "gzip": 9}
