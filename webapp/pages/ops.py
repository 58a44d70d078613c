"""For those who run it: is it alive, can it serve, how much did it serve. No label comes from an answer."""

from flask import Blueprint, Response, jsonify

from webapp.pages.common import haki

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
