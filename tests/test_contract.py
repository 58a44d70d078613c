"""The contract, through all three doors: the API, the command line, the Python call."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import jsonschema
import openapi_spec_validator
import pytest
from flask.testing import FlaskClient

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
ENTITLEMENT = {
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
}


@pytest.fixture(scope="module")
def client() -> FlaskClient:
    return create_app(Settings()).test_client()


def ask(client: FlaskClient, told: Any, query: str = "") -> Any:
    return client.post(f"/api/v1/check{query}", json=told)


def command(*arguments: str, told: bytes) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "webapp", *arguments], input=told, capture_output=True, cwd=ROOT, timeout=60
    )


def test_the_three_doors_give_the_same_answer(client: FlaskClient) -> None:
    answer = ask(client, TOLD)
    assert answer.status_code == 200
    facts = client.application.extensions["haki"].answerer.facts
    called = assessment_json(assess(parse(TOLD), facts), facts)
    said = command("check", told=json.dumps(TOLD).encode())
    assert said.returncode == 0, said.stderr
    assert json.loads(said.stdout) == answer.json == json.loads(json.dumps(called))


def test_the_answer_has_the_keys_of_the_contract_in_its_order(client: FlaskClient) -> None:
    answer = json.loads(ask(client, TOLD).text)
    assert list(answer) == KEYS
    assert [entry["branch"] for entry in answer["entitlements"]] == list(BRANCHES)
    for entry in answer["entitlements"]:
        assert set(entry) - {"region"} == ENTITLEMENT
        for reason in entry["reasons"]:
            assert set(reason) == {"code", "params", "sources", "checked"}
    cited = {
        source
        for entry in answer["entitlements"]
        for reason in entry["reasons"]
        for source in reason["sources"]
    }
    assert cited <= set(answer["sources"])
    for source in answer["sources"].values():
        assert set(source) == {"title", "url", "as_of", "seen"}


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
        ([], ""),
        ("NP", ""),
        (None, ""),
    ],
)
def test_what_cannot_be_taken_is_refused_by_name_and_never_dropped(
    client: FlaskClient, told: Any, key: str
) -> None:
    answer = client.post("/api/v1/check", data=json.dumps(told), content_type="application/json")
    assert answer.status_code == 422
    assert answer.content_type == "application/problem+json"
    problem = json.loads(answer.text)
    assert set(problem) == {"type", "title", "status", "errors"}
    assert problem["status"] == 422
    assert [error["key"] for error in problem["errors"]] == [key]
    assert all(error["message"] for error in problem["errors"])
    said = command("check", told=json.dumps(told).encode())
    assert (said.returncode, said.stdout) == (2, b"")
    assert json.loads(said.stderr) == problem


def test_every_error_is_told_at_once(client: FlaskClient) -> None:
    errors = ask(client, {"age": 5, "sex": "x", "history": [{"country": "QQ", "months": 0}]}).json["errors"]
    assert {error["key"] for error in errors} == {"age", "sex", "history.0.country", "history.0.months"}


@pytest.mark.parametrize("body", [b"", b"{", b"\xff\xfe", b"[" * 100_000, b"NaN{", b'{"age": 3'])
def test_what_is_no_json_is_a_400(client: FlaskClient, body: bytes) -> None:
    answer = client.post("/api/v1/check", data=body, content_type="application/json")
    assert answer.status_code == 400
    assert answer.content_type == "application/problem+json"
    assert command("check", told=body).returncode == 2


def test_a_body_that_is_too_large_is_a_413_and_a_wrong_method_a_405(client: FlaskClient) -> None:
    answer = client.post("/api/v1/check", data=b" " * 5_000_000)
    assert (answer.status_code, answer.content_type) == (413, "application/problem+json")
    answer = client.get("/api/v1/check")
    assert (answer.status_code, answer.content_type) == (405, "application/problem+json")
    assert "POST" in answer.headers["Allow"]
    answer = client.get("/api/v1/nowhere")
    assert (answer.status_code, answer.content_type) == (404, "application/problem+json")


def test_texts_come_in_every_offered_language_and_in_no_other(client: FlaskClient) -> None:
    for tag in client.application.extensions["haki"].answerer.languages:
        answer = ask(client, TOLD, f"?lang={tag}").json
        assert all(entry["text"] and entry["title"] for entry in answer["entitlements"])
        assert all(reason["text"] for entry in answer["entitlements"] for reason in entry["reasons"])
        assert answer["regime"]["text"]
    assert ask(client, TOLD, "?lang=xx").status_code == 422
    said = command("check", "--lang", "ne", told=json.dumps(TOLD).encode())
    assert json.loads(said.stdout) == ask(client, TOLD, "?lang=ne").json


def test_errors_speak_the_language_of_the_request(client: FlaskClient) -> None:
    there = client.post("/api/v1/check?lang=es", json={"age": 5}).json
    assert there is not None
    assert there["errors"][0]["message"] == "Escriba un número de 10 a 110."
    browser = client.post("/api/v1/check", json={"age": 5}, headers={"Accept-Language": "es"}).json
    assert browser == there


def test_alternatives_say_which_one_answer_would_change_a_verdict(client: FlaskClient) -> None:
    answer = ask(client, TOLD, "?alternatives=1").json
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
    for told in (TOLD, {}, {"work_country": "CN", "nationalities": ["CN"], "status": "internal-migrant"}):
        for query in ("", "?lang=ar", "?alternatives=1"):
            errors = list(check.iter_errors(json.loads(ask(client, told, query).text)))
            assert errors == []


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
