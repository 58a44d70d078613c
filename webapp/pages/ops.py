"""For those who run it: is it alive, can it serve, how much did it serve. No label comes from an answer."""

from flask import Blueprint, Response, abort, current_app, jsonify, request

from webapp.pages.common import haki
from webapp.pages.metrics import metrics_text

ops = Blueprint("ops", __name__)


@ops.get("/healthz")
def healthz() -> Response:
    """The process answers."""
    return Response("ok\n", content_type="text/plain; charset=utf-8")


@ops.get("/readyz")
def readyz() -> Response:
    """The facts are loaded; how many."""
    facts = haki().answerer.facts
    return jsonify(
        ready=True,
        countries=len(facts.countries),
        schemes=len(facts.schemes),
        agreements=len(facts.agreements),
        instruments=len(facts.instruments),
        sources=len(facts.sources),
        languages=len(haki().answerer.languages),
    )


@ops.get("/metrics")
def metrics() -> Response:
    """Totals and times by route, for Prometheus; not told through a proxy, where outsiders ask."""
    if "X-Forwarded-For" in request.headers:
        abort(404)
    text = metrics_text(current_app._get_current_object())  # type: ignore[attr-defined]
    return Response(text, content_type="text/plain; version=0.0.4; charset=utf-8")
