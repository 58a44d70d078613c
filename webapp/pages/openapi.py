"""The API's description (OpenAPI 3.1), built from the vocabulary, so that it cannot say other words than the rules."""

from collections.abc import Iterable
from typing import Any, get_args

from webapp.facts.countries import COUNTRIES
from webapp.facts.vocabulary import (
    ARRANGEMENTS,
    BRANCHES,
    EVENTS,
    PRINCIPLES,
    SECTORS,
    STATELESS,
    STATUSES,
    Checked,
    DepartureKind,
    Hukou,
    Insured,
    RemedyTopic,
    RightTopic,
    Sex,
    Unsure,
)
from webapp.questions.flow import QUESTIONS
from webapp.rules.assessment import Abroad, Binds, RegimeId, Verdict
from webapp.situation import LATEST_YEAR, MAX_COUNTRIES, MAX_PERIODS

_MONTH = {
    "type": "string",
    "pattern": f"^((19|20|21)[0-9]{{2}}|{LATEST_YEAR})-(0[1-9]|1[0-2])$",
    "description": "YYYY-MM",
}


def _words(words: Iterable[str]) -> dict[str, Any]:
    return {"type": "string", "enum": list(words)}


def _whole(least: int, most: int | None = None) -> dict[str, Any]:
    found: dict[str, Any] = {"type": "integer", "minimum": least}
    return found if most is None else {**found, "maximum": most}


def _list(items: dict[str, Any], most: int | None = None) -> dict[str, Any]:
    found: dict[str, Any] = {"type": "array", "items": items}
    return found if most is None else {**found, "maxItems": most}


def _object(properties: dict[str, Any], optional: Iterable[str] = (), closed: bool = True) -> dict[str, Any]:
    found: dict[str, Any] = {
        "type": "object",
        "properties": properties,
        "required": [name for name in properties if name not in set(optional)],
    }
    if closed:
        found["additionalProperties"] = False
    return found


def _ref(name: str) -> dict[str, str]:
    return {"$ref": f"#/components/schemas/{name}"}


def _or_null(schema: dict[str, Any]) -> dict[str, Any]:
    return {"anyOf": [schema, {"type": "null"}]}


_COUNTRY = _ref("Country")
_REGION = _ref("Region")
_TEXT = {"type": "string", "description": "in the language asked for with `lang`"}
_WITH_TEXT = ("text", "title", "scheme_text")
_VERDICT = _words(get_args(Verdict))
_REASONS = _list(_ref("Reason"))


def _schemas() -> dict[str, Any]:
    period = {
        "country": _COUNTRY,
        "months": _whole(1, 900),
        "from": _MONTH,
        "to": _MONTH,
        "insured": _words(get_args(Insured)),
        "region": _REGION,
    }
    situation = {
        "nationalities": _list(
            {"anyOf": [_COUNTRY, {"const": STATELESS}], "description": f"{STATELESS}: stateless"},
            MAX_COUNTRIES,
        ),
        "work_country": _COUNTRY,
        "status": _words(STATUSES),
        "arrangement": _words(ARRANGEMENTS),
        "sector": _words(SECTORS),
        "employer_size": _whole(0, 10_000_000),
        "contract_months": _whole(0, 1200),
        "months_in_country": _whole(0, 1320),
        "age": _whole(10, 110),
        "sex": _words(get_args(Sex)),
        "history": _list(_ref("Period"), MAX_PERIODS),
        "home_region": _REGION,
        "hukou": _words(get_args(Hukou)),
        "live_country": _COUNTRY,
        "family_countries": _list(_COUNTRY, MAX_COUNTRIES),
        "events": _list(_words(EVENTS), len(EVENTS)),
        "date": {
            "type": "string",
            "format": "date",
            "pattern": f"^((19|20|21)[0-9]{{2}}|{LATEST_YEAR})-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$",
            "description": "the day for which the law is read",
        },
    }
    share = _or_null(_object({"numerator": _whole(0), "denominator": _whole(1)}))
    added = _list(
        _object(
            {"country": _COUNTRY, "months": _whole(0), "agreement": {"type": "string"}, "region": _REGION},
            optional=("region",),
        )
    )
    months = _or_null(_whole(0))
    texts = {"text": _TEXT, "title": _TEXT}
    return {
        "Country": {**_words(sorted(COUNTRIES)), "description": "ISO 3166-1 alpha-2"},
        "Region": {
            "type": "string",
            "pattern": f"^({'|'.join(sorted(COUNTRIES))})-[A-Z0-9]{{1,3}}$",
            "description": "ISO 3166-2",
        },
        "Period": {
            **_object(period, optional=period.keys() - {"country"}),
            "oneOf": [{"required": ["months"]}, {"required": ["from"]}],
            "dependentRequired": {"to": ["from"]},
            "description": "a period of work: so many months, or from one month to another, both inclusive",
        },
        "Situation": _object(situation, optional=situation),
        "Reason": _object(
            {
                "code": {"type": "string"},
                "params": {"type": "object"},
                "sources": _list({"type": "string"}),
                "checked": _words(get_args(Checked)),
                "text": _TEXT,
            },
            optional=("text",),
        ),
        "Entitlement": _object(
            {
                "branch": _words(BRANCHES),
                "verdict": _VERDICT,
                "scheme": _or_null({"type": "string"}),
                "country": _or_null(_COUNTRY),
                "region": _REGION,
                "months_counted": months,
                "months_needed": months,
                "months_missing": months,
                "totalised_with": added,
                "share": share,
                "abroad": _words(get_args(Abroad)),
                "claim_within_days": _whole(0),
                "depends_on": _list({"type": "string"}),
                "treaty_gap": _list(
                    _object({"instrument": {"type": "string"}, "article": {"type": "string"}})
                ),
                "reasons": _REASONS,
                "alternatives": _list(_object({"answers": _ref("Situation"), "verdict": _VERDICT})),
                "scheme_text": _TEXT,
                **texts,
            },
            optional=("region", "alternatives", *_WITH_TEXT),
        ),
        "Periods": _object(
            {
                "branch": _words(BRANCHES),
                "country": _COUNTRY,
                "region": _REGION,
                "own_months": _whole(0),
                "added": added,
                "needed": months,
                "verdict": _VERDICT,
                "pays_alone": {"type": "boolean"},
                "share": share,
                "below_one_year": {"type": "boolean"},
                "reasons": _REASONS,
                **texts,
            },
            optional=("region", *_WITH_TEXT),
        ),
        "WorkRight": _object(
            {
                "topic": _words(get_args(RightTopic)),
                "verdict": _VERDICT,
                "reasons": _REASONS,
                "figures": {"type": "object", "additionalProperties": {"type": "integer"}},
                **texts,
            },
            optional=("figures", *_WITH_TEXT),
        ),
        "Leaving": _object(
            {
                "kind": _words(get_args(DepartureKind)),
                "scheme": _or_null({"type": "string"}),
                "verdict": _VERDICT,
                "claim_within_months": _whole(0),
                "claim_by": {"type": "string", "format": "date"},
                "days_of_pay": _whole(0),
                "reasons": _REASONS,
                **texts,
            },
            optional=("claim_by", "days_of_pay", *_WITH_TEXT),
        ),
        "OriginMeasure": _object(
            {
                "id": {"type": "string"},
                "verdict": _VERDICT,
                "branches": _list(_words(BRANCHES)),
                "reasons": _REASONS,
                **texts,
            },
            optional=_WITH_TEXT,
        ),
        "Institution": _object(
            {
                "id": {"type": "string"},
                "name": {"type": "string"},
                "name_local": {"type": "string"},
                "roles": _list({"type": "string"}),
                "url": {"type": "string"},
                "phone": _list({"type": "string"}),
                "text": _TEXT,
            },
            optional=("text",),
        ),
        "Remedy": _object(
            {
                "topic": _words(get_args(RemedyTopic)),
                "institution": _ref("Institution"),
                "time_limit_days": _whole(0),
                "irregular_status": _words(get_args(Unsure)),
                "reasons": _REASONS,
                **texts,
            },
            optional=_WITH_TEXT,
        ),
        "Treaty": _object(
            {
                "instrument": {"type": "string"},
                "binds": _words(get_args(Binds)),
                "principles": _list(_words(PRINCIPLES)),
                "branches": _list(_words(BRANCHES)),
                "reasons": _REASONS,
                **texts,
            },
            optional=_WITH_TEXT,
        ),
        "Source": _object(
            {
                "title": {"type": "string"},
                "url": {"type": "string"},
                "as_of": {"type": "string", "format": "date"},
                "seen": _words(("excerpt", "memory")),
            }
        ),
        "Assessment": _object(
            {
                "date": {"type": "string", "format": "date"},
                "regime": _object(
                    {"id": _words(get_args(RegimeId)), "reasons": _REASONS, "text": _TEXT}, optional=("text",)
                ),
                "entitlements": {**_list(_ref("Entitlement"), 9), "minItems": 9},
                "periods": _list(_ref("Periods")),
                "work_rights": _list(_ref("WorkRight")),
                "leaving": _list(_ref("Leaving")),
                "origin_measures": _list(_ref("OriginMeasure")),
                "remedies": _list(_ref("Remedy")),
                "treaties": _list(_ref("Treaty")),
                "questions": _list({"type": "string"}),
                "sources": {"type": "object", "additionalProperties": _ref("Source")},
            }
        ),
        "Next": {
            "oneOf": [
                _object({"done": {"type": "boolean", "const": True}}),
                _object(
                    {
                        "question": {"type": "string"},
                        "text": {"type": "string"},
                        "options": _list(_object({"value": {"type": "string"}, "text": {"type": "string"}})),
                    }
                ),
            ]
        },
        "Problem": _object(
            {
                "type": {"type": "string"},
                "title": {"type": "string"},
                "status": {"type": "integer"},
                "errors": _list(_object({"key": {"type": "string"}, "message": {"type": "string"}})),
            }
        ),
    }


def _problem(text: str) -> dict[str, Any]:
    return {"description": text, "content": {"application/problem+json": {"schema": _ref("Problem")}}}


def _answer(text: str, schema: dict[str, Any]) -> dict[str, Any]:
    return {"description": text, "content": {"application/json": {"schema": schema}}}


def description(languages: Iterable[str]) -> dict[str, Any]:
    """The whole OpenAPI object; `languages`: the tags that `lang` may take."""
    lang = {
        "name": "lang",
        "in": "query",
        "description": "adds `text` in this language to each reason, verdict and title",
        "schema": _words(languages),
    }
    country = {"in": "path", "required": True, "schema": _COUNTRY}
    body = {"required": True, "content": {"application/json": {"schema": _ref("Situation")}}}
    refusals = {
        "400": _problem("the body is no JSON"),
        "413": _problem("the body is too large"),
        "422": _problem("some answers cannot be taken; each is named"),
    }
    missing = {"404": _problem("no such country")}
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Haki",
            "version": "1",
            "summary": "Which social security and work rights a migrant worker holds, why, and what to do next.",
            "description": "Nothing that is sent is kept. Every key of a situation may be left out.",
            "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
        },
        "paths": {
            "/api/v1/check": {
                "post": {
                    "operationId": "check",
                    "summary": "One situation in, one assessment out",
                    "parameters": [
                        lang,
                        {
                            "name": "alternatives",
                            "in": "query",
                            "description": "1: say which one answer would change a verdict",
                            "schema": _words(("0", "1")),
                        },
                    ],
                    "requestBody": body,
                    "responses": {"200": _answer("the assessment", _ref("Assessment")), **refusals},
                }
            },
            "/api/v1/next": {
                "post": {
                    "operationId": "next",
                    "summary": "The next question worth asking",
                    "parameters": [
                        lang,
                        {
                            "name": "skip",
                            "in": "query",
                            "description": "questions that the person does not want to answer, separated by commas",
                            "style": "form",
                            "explode": False,
                            "schema": _list(_words(QUESTIONS)),
                        },
                    ],
                    "requestBody": body,
                    "responses": {"200": _answer("a question, or done", _ref("Next")), **refusals},
                }
            },
            "/api/v1/countries/{code}": {
                "get": {
                    "operationId": "country",
                    "summary": "The facts of one country",
                    "parameters": [{**country, "name": "code"}],
                    "responses": {"200": _answer("its facts", {"type": "object"}), **missing},
                }
            },
            "/api/v1/corridors/{origin}/{destination}": {
                "get": {
                    "operationId": "corridor",
                    "summary": "What holds between two countries",
                    "parameters": [{**country, "name": "origin"}, {**country, "name": "destination"}],
                    "responses": {"200": _answer("what holds", {"type": "object"}), **missing},
                }
            },
        },
        "components": {"schemas": _schemas()},
    }
