"""The contract, through all three doors: the API, the command line, the Python call."""

import json
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import jsonschema
import openapi_spec_validator
import pytest
import schemathesis
from conftest import CommandLine
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from schemathesis import GenerationMode
from schemathesis.specs.openapi.checks import positive_data_acceptance
from test_wording import situations

from webapp.answering import json_text
from webapp.app import create_app
from webapp.facts.vocabulary import BRANCHES
from webapp.rules.assess import assess
from webapp.rules.json_form import assessment_json
from webapp.settings import Settings
from webapp.situation import parse

ROOT = Path(__file__).resolve().parent.parent
TOLD: dict[str, Any] = {
    "nationalities": ["NP"],
    "work_country": "MY",
    "status": "work-permit",
    "arrangement": "employee",
    "sector": "manufacturing",
    "employer_size": 40,
    "contract_months": 24,
    "months_in_country": 30,
    "age": 29,
    "sex": "male",
    "history": [{"country": "MY", "from": "2024-05", "insured": "yes"}, {"country": "QA", "months": 20}],
    "live_country": "NP",
    "family_countries": ["NP"],
    "events": ["work-injury", "unpaid"],
    "date": "2026-11-22",
}
KEYS = [
    "date",
    "regime",
    "entitlements",
    "periods",
    "work_rights",
    "leaving",
    "origin_measures",
    "remedies",
    "treaties",
    "questions",
    "sources",
]
ENTITLEMENT = [
    "branch",
    "verdict",
    "scheme",
    "country",
    "months_counted",
    "months_needed",
    "months_missing",
    "totalised_with",
    "share",
    "abroad",
    "claim_within_days",
    "depends_on",
    "treaty_gap",
    "reasons",
]


ENTRIES = {
    "periods": ["branch", "country", "own_months", "added", "needed", "verdict", "pays_alone", "share"],
    "work_rights": ["topic", "verdict", "reasons"],
    "leaving": ["kind", "scheme", "verdict", "claim_within_months", "reasons"],
    "origin_measures": ["id", "verdict", "branches", "reasons"],
    "remedies": ["topic", "institution", "time_limit_days", "irregular_status", "reasons"],
    "treaties": ["instrument", "binds", "principles", "branches", "reasons"],
}
"""The keys of the contract, in its order; an entry may hold more where the description says so."""


@pytest.fixture(scope="module")
def client() -> FlaskClient:
    app = create_app(Settings())
    app.testing = False  # a failure is to be an answer with 500, as people would get it
    return app.test_client()


def reasons_in(value: Any) -> Iterator[dict[str, Any]]:
    """Every reason in an answer, wherever it stands."""
    if isinstance(value, list):
        for item in value:
            yield from reasons_in(item)
    elif isinstance(value, dict):
        if "code" in value:
            yield value
        else:
            for item in value.values():
                yield from reasons_in(item)


def ask(client: FlaskClient, told: Any, query: str = "") -> Any:
    return client.post(f"/api/v1/check{query}", json=told)


def command(*arguments: str, told: bytes) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "webapp", *arguments], input=told, capture_output=True, cwd=ROOT, timeout=60
    )


def test_the_three_doors_give_the_same_bytes(client: FlaskClient) -> None:
    answer = ask(client, TOLD)
    assert answer.status_code == 200
    facts = client.application.extensions["haki"].answerer.facts
    called = assessment_json(assess(parse(TOLD), facts), facts)
    said = command("check", told=json.dumps(TOLD).encode())
    assert (said.returncode, said.stderr) == (0, b"")
    assert said.stdout == answer.data == json_text(called) + b"\n"
    assert said.stdout == command("check", told=json.dumps(TOLD, indent=2).encode()).stdout


def test_the_answer_has_the_keys_of_the_contract_in_its_order(client: FlaskClient) -> None:
    answer = json.loads(ask(client, TOLD).text)
    assert list(answer) == KEYS
    assert [entry["branch"] for entry in answer["entitlements"]] == list(BRANCHES)
    for entry in answer["entitlements"]:
        assert [key for key in entry if key != "region"] == ENTITLEMENT
    for name, keys in ENTRIES.items():
        assert answer[name], name
        for entry in answer[name]:
            assert [key for key in entry if key in keys] == keys, name
    for remedy in answer["remedies"]:
        assert set(remedy["institution"]) == {"id", "name", "name_local", "roles", "url", "phone"}
    reasons = list(reasons_in({key: answer[key] for key in KEYS if key != "sources"}))
    assert len(reasons) > 50
    for reason in reasons:
        assert list(reason) == ["code", "params", "sources", "checked"]
    assert {source for reason in reasons for source in reason["sources"]} == set(answer["sources"])
    for source in answer["sources"].values():
        assert list(source) == ["title", "url", "as_of", "seen"]


def test_the_same_situation_gives_the_same_bytes(client: FlaskClient) -> None:
    assert ask(client, TOLD).data == ask(client, dict(reversed(TOLD.items()))).data


def test_every_key_may_be_left_out(client: FlaskClient) -> None:
    assert ask(client, {}).status_code == 200
    for key in TOLD:
        answer = ask(client, {k: v for k, v in TOLD.items() if k != key})
        assert answer.status_code == 200, key
    for key in ("nationalities", "work_country"):
        assert key in ask(client, {}).json["questions"]


@pytest.mark.parametrize(
    ("told", "key"),
    [
        ({"shoe_size": 43}, "shoe_size"),
        ({"nationalities": "NP"}, "nationalities"),
        ({"nationalities": ["NP", "QQ"]}, "nationalities.1"),
        ({"nationalities": ["np"]}, "nationalities.0"),
        ({"work_country": "XX"}, "work_country"),
        ({"work_country": None}, "work_country"),
        ({"status": "king"}, "status"),
        ({"status": ["work-permit"]}, "status"),
        ({"age": 9}, "age"),
        ({"age": 111}, "age"),
        ({"age": True}, "age"),
        ({"age": 30.5}, "age"),
        ({"age": "30"}, "age"),
        ({"employer_size": -1}, "employer_size"),
        ({"employer_size": 10**40}, "employer_size"),
        ({"sex": "other"}, "sex"),
        ({"history": {}}, "history"),
        ({"history": [{"months": 3}]}, "history.0.country"),
        ({"history": [{"country": "MY", "to": "2020-01"}]}, "history.0.months"),
        ({"history": [{"country": "MY"}]}, "history.0.months"),
        ({"history": [{"country": "MY", "months": 0}]}, "history.0.months"),
        ({"history": [{"country": "MY", "months": 901}]}, "history.0.months"),
        ({"history": [{"country": "MY", "months": 3, "from": "2020-01"}]}, "history.0.months"),
        ({"history": [{"country": "MY", "from": "2020-13"}]}, "history.0.from"),
        ({"history": [{"country": "MY", "from": "2020-05", "to": "2020-04"}]}, "history.0.to"),
        ({"history": [{"country": "MY", "from": "2999-01"}]}, "history.0.from"),
        ({"history": [{"country": "MY", "months": 3, "insured": "maybe"}]}, "history.0.insured"),
        ({"history": [{"country": "MY", "months": 3, "boss": "Ali"}]}, "history.0.boss"),
        ({"history": [{"country": "MY", "months": 3, "region": "CN-GD"}]}, "history.0.region"),
        ({"history": [{"country": "MY", "months": 3}] * 61}, "history"),
        ({"home_region": "Sichuan"}, "home_region"),
        ({"hukou": "mixed"}, "hukou"),
        ({"events": ["party"]}, "events.0"),
        ({"date": "22-11-2026"}, "date"),
        ({"date": "2026-02-30"}, "date"),
        ({"date": 20261122}, "date"),
        ({"date": "2026-W48-4"}, "date"),
        ({"date": "20261122"}, "date"),
        ({"date": "1899-12-31"}, "date"),
        ([], ""),
        ("NP", ""),
        (None, ""),
    ],
)
def test_what_cannot_be_taken_is_refused_by_name_and_never_dropped(
    client: FlaskClient, command_line: CommandLine, told: Any, key: str
) -> None:
    answer = client.post("/api/v1/check", data=json.dumps(told), content_type="application/json")
    assert answer.status_code == 422
    assert answer.content_type == "application/problem+json"
    problem = json.loads(answer.text)
    assert set(problem) == {"type", "title", "status", "errors"}
    assert problem["status"] == 422
    assert [error["key"] for error in problem["errors"]] == [key]
    assert all(error["message"] for error in problem["errors"])
    assert command_line(["check"], json.dumps(told).encode()) == (2, b"", answer.data)


def test_every_error_is_told_at_once(client: FlaskClient) -> None:
    errors = ask(client, {"age": 5, "sex": "x", "history": [{"country": "QQ", "months": 0}]}).json["errors"]
    assert {error["key"] for error in errors} == {"age", "sex", "history.0.country", "history.0.months"}


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b'{"age": 3',
        b"{} {}",
        b"[" * 100_000,
        b'{"a":' * 100_000,
        b'{"age": NaN}',
        b'{"age": Infinity}',
        b"\xff\xfe",
        b'{"status": "\xe9"}',
        b'{"status": "\xed\xa0\x80"}',
        '{"age": 30}'.encode("utf-16"),
    ],
)
def test_what_is_no_json_is_a_400(client: FlaskClient, command_line: CommandLine, body: bytes) -> None:
    answer = client.post("/api/v1/check", data=body, content_type="application/json")
    assert answer.status_code == 400
    assert answer.content_type == "application/problem+json"
    assert command_line(["check"], body) == (2, b"", answer.data)


@pytest.mark.parametrize(
    ("body", "keys"),
    [
        (b'{"age": 5, "age": 30}', ["age"]),
        (b'{"history": [{"country": "MY", "months": 3, "months": 9}]}', ["history.0.months"]),
        (b'{"sex": "male", "age": 1, "age": 2, "sex": "male", "sex": "x"}', ["sex", "age"]),
        (b'{"x": {"y": 1, "y": 2}}', ["x.y"]),
    ],
)
def test_an_answer_given_twice_is_refused_because_one_of_them_would_be_dropped(
    client: FlaskClient, body: bytes, keys: list[str]
) -> None:
    answer = client.post("/api/v1/check", data=body)
    assert answer.status_code == 422
    assert answer.json is not None
    assert [error["key"] for error in answer.json["errors"]] == keys


@pytest.mark.parametrize(
    ("body", "key"),
    [
        (b'{"employer_size": ' + b"9" * 5000 + b"}", "employer_size"),
        (b'{"employer_size": -' + b"9" * 5000 + b"}", "employer_size"),
        (b'{"employer_size": 1e400}', "employer_size"),
        (b'{"status": "\\ud800"}', "status"),
        (b'{"\\ud800": 1}', "?"),
        (b'{"a":' * 900 + b"1" + b"}" * 900, "a"),
    ],
)
def test_what_no_program_can_hold_is_refused_by_name_too(client: FlaskClient, body: bytes, key: str) -> None:
    answer = client.post("/api/v1/check", data=body)
    assert answer.status_code == 422
    assert answer.json is not None
    assert [error["key"] for error in answer.json["errors"]] == [key]


@pytest.mark.parametrize(
    "told",
    [
        {"date": "1900-01-01", "history": [{"country": "TH", "months": 900}], "events": ["left"]},
        {"date": "2200-12-31", "history": [{"country": "TH", "from": "1900-01"}], "events": ["left"]},
        {"history": [{"country": "TH", "months": 1}] * 60},
        {"history": [{"country": "TH", "from": "2020-01", "to": "2020-01"}]},
        {"nationalities": ["TH", "TH"], "events": ["sick", "sick"]},
        {"nationalities": [], "history": [], "events": []},
    ],
)
def test_what_is_odd_but_within_the_contract_is_answered(client: FlaskClient, told: dict[str, Any]) -> None:
    answer = ask(client, {"work_country": "TH", "age": 60, **told}, "?lang=en&alternatives=1")
    assert answer.status_code == 200


def test_a_whole_number_may_be_written_with_a_point(client: FlaskClient) -> None:
    """JSON has one kind of number, and JSON Schema calls 40.0 an integer."""
    assert ask(client, {**TOLD, "employer_size": 40.0}).data == ask(client, TOLD).data


def test_a_mark_before_the_text_changes_nothing(client: FlaskClient) -> None:
    told = json.dumps(TOLD).encode()
    assert client.post("/api/v1/check", data=b"\xef\xbb\xbf" + told).data == ask(client, TOLD).data


@pytest.mark.parametrize(
    ("door", "query", "key"),
    [
        ("check", "lang=xx", "lang"),
        ("check", "lang=", "lang"),
        ("check", "lang=EN", "lang"),
        ("check", "alternatives=2", "alternatives"),
        ("next", "lang=xx", "lang"),
        ("next", "skip=shoe_size", "skip"),
        ("next", "skip=age,,sex", "skip"),
    ],
)
def test_an_unknown_word_in_the_address_is_refused_too(
    client: FlaskClient, door: str, query: str, key: str
) -> None:
    answer = client.post(f"/api/v1/{door}?{query}", json={})
    assert (answer.status_code, answer.content_type) == (422, "application/problem+json")
    assert answer.json is not None
    assert [error["key"] for error in answer.json["errors"]] == [key]


def test_a_body_that_is_too_large_is_a_413_and_a_wrong_method_a_405(client: FlaskClient) -> None:
    answer = client.post("/api/v1/check", data=b" " * 5_000_000)
    assert (answer.status_code, answer.content_type) == (413, "application/problem+json")
    answer = client.get("/api/v1/check")
    assert (answer.status_code, answer.content_type) == (405, "application/problem+json")
    assert "POST" in answer.headers["Allow"]
    for path in ("/api/v1/nowhere", "/api/v1/", "/api/", "/api/v1/countries/th", "/api/v1/corridors/KH/XX"):
        answer = client.get(path)
        assert (answer.status_code, answer.content_type) == (404, "application/problem+json"), path


def test_texts_come_in_every_offered_language_and_in_no_other(client: FlaskClient) -> None:
    for tag in client.application.extensions["haki"].answerer.languages:
        answer = ask(client, TOLD, f"?lang={tag}").json
        assert all(entry["text"] and entry["title"] for entry in answer["entitlements"])
        assert all(reason["text"] for entry in answer["entitlements"] for reason in entry["reasons"])
        assert answer["regime"]["text"]
    said = command("check", "--lang", "ne", told=json.dumps(TOLD).encode())
    assert said.stdout == ask(client, TOLD, "?lang=ne").data
    said = command("check", "--lang", "xx", told=json.dumps(TOLD).encode())
    assert (said.returncode, said.stdout, said.stderr) == (2, b"", ask(client, TOLD, "?lang=xx").data)


def test_errors_speak_the_language_of_the_request(client: FlaskClient) -> None:
    there = client.post("/api/v1/check?lang=es", json={"age": 5}).json
    assert there is not None
    assert there["errors"][0]["message"] == "Escriba un número de 10 a 110."
    browser = client.post("/api/v1/check", json={"age": 5}, headers={"Accept-Language": "es"}).json
    assert browser == there


def test_alternatives_say_which_one_answer_would_change_a_verdict(client: FlaskClient) -> None:
    given = ask(client, TOLD, "?alternatives=1")
    assert command("check", "--alternatives", told=json.dumps(TOLD).encode()).stdout == given.data
    answer = given.json
    for entry in answer["entitlements"]:
        assert ("alternatives" in entry) == (entry["verdict"] != "yes")
        for other in entry.get("alternatives", ()):
            changed = ask(client, {**TOLD, **other["answers"]}).json["entitlements"]
            verdict = next(e["verdict"] for e in changed if e["branch"] == entry["branch"])
            assert verdict == other["verdict"] != entry["verdict"]
    lost = next(e for e in answer["entitlements"] if e["branch"] == "unemployment")
    assert {"status": "permanent-resident"} in [other["answers"] for other in lost["alternatives"]]


def test_next_asks_until_nothing_more_would_change_the_answer(client: FlaskClient) -> None:
    told: dict[str, Any] = {}
    skipped: list[str] = []
    asked: list[str] = []
    while True:
        answer = client.post(f"/api/v1/next?lang=en&skip={','.join(skipped)}", json=told).json
        assert answer is not None
        if answer.get("done"):
            break
        asked.append(answer["question"])
        assert answer["text"]
        if answer["question"] in ("nationalities", "work_country", "history", "family_countries", "events"):
            told[answer["question"]] = TOLD[answer["question"]]
        elif answer["options"]:
            told[answer["question"]] = answer["options"][0]["value"]
        else:
            skipped.append(answer["question"])
    assert asked[:2] == ["nationalities", "work_country"]
    assert len(asked) == len(set(asked))
    assert "events" in asked


def test_facts_of_countries_and_corridors_are_given(client: FlaskClient) -> None:
    thailand = client.get("/api/v1/countries/TH").json
    assert thailand is not None
    assert thailand["country"] == "TH"
    assert thailand["scheme"]
    corridor = client.get("/api/v1/corridors/KH/TH").json
    assert corridor is not None
    assert (corridor["origin"], corridor["destination"]) == ("KH", "TH")
    assert client.get("/api/v1/countries/ZZ").status_code == 404


def test_the_description_is_valid_and_real_answers_fit_it(client: FlaskClient) -> None:
    description = json.loads(client.get("/api/v1/openapi.json").text)
    assert description["openapi"].startswith("3.1")
    openapi_spec_validator.validate(description)
    schema = {**description["components"]["schemas"]["Assessment"], "components": description["components"]}
    check = jsonschema.Draft202012Validator(schema)
    facts = client.application.extensions["haki"].answerer.facts
    people = [TOLD, {}, {"work_country": "CN", "nationalities": ["CN"], "status": "internal-migrant"}]
    for place, told in enumerate((*people, *situations(facts, 48))):
        query = ("", "?lang=ar", "?alternatives=1")[place % 3]
        errors = list(check.iter_errors(json.loads(ask(client, told, query).text)))
        assert errors == [], told


def operations() -> list[Any]:
    description = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", create_app(Settings()))
    return [operation.ok() for operation in description.get_all_operations()]


@pytest.mark.parametrize("fits", [True, False], ids=["fits", "does-not-fit"])
@pytest.mark.parametrize("operation", operations(), ids=lambda operation: operation.label)
def test_whatever_is_sent_is_answered_as_the_description_says(operation: Any, fits: bool) -> None:
    """Status, kind and shape of the answer, for requests that fit the description and for those that do not.

    A request that fits may still be refused: no schema can say that a period does not end before it begins.
    """
    mode = GenerationMode.POSITIVE if fits else GenerationMode.NEGATIVE
    statuses: Counter[int] = Counter()

    @settings(
        max_examples=40,
        deadline=timedelta(seconds=5),
        derandomize=True,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(case=operation.as_strategy(generation_mode=mode))
    def sent(case: Any) -> None:
        answer = case.call(headers={"Accept-Encoding": "identity"})
        assert answer.status_code < 500
        case.validate_response(answer, excluded_checks=[positive_data_acceptance])
        statuses[answer.status_code] += 1

    sent()
    assert sum(statuses.values()) >= 40
    if fits:
        assert statuses[200] > 10


def test_other_origins_may_ask(client: FlaskClient) -> None:
    answer = client.post("/api/v1/check", json={}, headers={"Origin": "https://chat.example"})
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert client.options("/api/v1/check").status_code == 200


def test_batch_answers_line_by_line_in_order() -> None:
    lines = [json.dumps(TOLD), "{", json.dumps({"age": 5}), "", json.dumps({"work_country": "TH"})]
    said = command("batch", "--jsonl", told="\n".join(lines).encode())
    assert said.returncode == 0
    found = [json.loads(line) for line in said.stdout.splitlines()]
    assert [answer.get("status", 200) for answer in found] == [200, 400, 422, 200]
    assert found[0]["entitlements"]
