"""What every answer tells the browser: load nothing foreign, frame only the embed pages, keep nothing personal."""

import re

import pytest
from cryptography.fernet import Fernet
from strict import StrictClient, strict_client

from webapp.app import create_app
from webapp.settings import Settings
from webapp.situation import parse
from webapp.state import TokenBox, Walk

KEY = Fernet.generate_key().decode()
TOKEN = TokenBox([KEY], 7200).seal(Walk(parse({"nationalities": ["NP"], "work_country": "MY"})))
VALUES = {
    "lang": "en",
    "token": TOKEN,
    "name": "status",
    "branch": "old-age",
    "code": "TH",
    "origin": "NP",
    "destination": "MY",
    "id_": "C118",
    "filename": "haki.js",
    "day": "2022-01-31",
}
OTHER_NAMES = {"reference.trouble": "injury", "share.shared": "00000-00000"}


def make(**settings: object) -> StrictClient:
    return strict_client(create_app(Settings(secret_keys=(KEY,), **settings)))  # type: ignore[arg-type]


def addresses(client: StrictClient) -> list[tuple[str, str]]:
    """Every address that can be asked for with GET, with its endpoint."""
    found = []
    adapter = client.application.url_map.bind("localhost")
    for rule in client.application.url_map.iter_rules():
        if "GET" not in (rule.methods or ()):
            continue
        values = {name: VALUES[name] for name in rule.arguments}
        if rule.endpoint in OTHER_NAMES:
            values["name" if "name" in values else "code"] = OTHER_NAMES[rule.endpoint]
        found.append((rule.endpoint, adapter.build(rule.endpoint, values)))
    return found


@pytest.fixture(scope="module")
def client() -> StrictClient:
    return make()


def test_every_answer_loads_nothing_foreign_and_tells_nobody_where_one_was(client: StrictClient) -> None:
    assert len(addresses(client)) > 40
    for endpoint, address in addresses(client):
        answer = client.get(address)
        assert answer.status_code < 500, endpoint
        if endpoint == "static":
            assert answer.headers["X-Content-Type-Options"] == "nosniff"
            continue
        policy = answer.headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert "http" not in policy
        assert answer.headers["Referrer-Policy"] == "no-referrer"
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert "geolocation=()" in answer.headers["Permissions-Policy"]


def test_only_pages_for_frames_may_stand_in_a_frame(client: StrictClient) -> None:
    for endpoint, address in addresses(client):
        answer = client.get(address)
        ancestors = re.search(r"frame-ancestors ([^;]*)", answer.headers.get("Content-Security-Policy", ""))
        if endpoint == "static":
            continue
        assert ancestors is not None
        if address.startswith("/embed/"):
            assert ancestors[1] == "*", endpoint
            assert "X-Frame-Options" not in answer.headers
        else:
            assert ancestors[1] == "'none'", endpoint
            assert answer.headers["X-Frame-Options"] == "DENY"


def test_the_operator_names_who_may_frame() -> None:
    named = make(frame_ancestors=("https://consulate.example",))
    assert (
        "frame-ancestors https://consulate.example"
        in named.get("/embed/en/check").headers["Content-Security-Policy"]
    )
    closed = make(frame_ancestors=())
    assert "frame-ancestors 'none'" in closed.get("/embed/en/check").headers["Content-Security-Policy"]


def test_personal_pages_stay_in_no_cache_and_no_search_engine(client: StrictClient) -> None:
    for endpoint, address in addresses(client):
        answer = client.get(address)
        if TOKEN in address:
            assert answer.headers["Cache-Control"] == "no-store", endpoint
            assert "noindex" in answer.headers["X-Robots-Tag"], endpoint


def test_the_style_sheet_in_a_page_is_the_one_that_the_policy_allows(client: StrictClient) -> None:
    import base64
    import hashlib

    answer = client.get("/en/")
    style = re.search(r"<style>(.*?)</style>", answer.text, re.DOTALL)
    assert style is not None
    digest = base64.b64encode(hashlib.sha256(style[1].encode()).digest()).decode()
    assert f"style-src 'sha256-{digest}'" in answer.headers["Content-Security-Policy"]


def test_transport_security_is_sent_where_the_operator_asks_for_it(client: StrictClient) -> None:
    assert "Strict-Transport-Security" not in client.get("/en/").headers
    assert (
        make(hsts_seconds=31_536_000)
        .get("/en/")
        .headers["Strict-Transport-Security"]
        .startswith("max-age=31536000")
    )


def test_a_form_posted_from_another_site_can_do_no_harm(client: StrictClient) -> None:
    """There is nothing to forge: no cookie, no account, no state; the answer goes to whoever sent the form."""
    answer = client.post(
        "/en/check", data={"nationalities": "NP"}, headers={"Origin": "https://evil.example"}
    )
    assert answer.status_code == 303
    assert "Set-Cookie" not in answer.headers
    assert "Access-Control-Allow-Origin" not in answer.headers


def test_a_host_name_that_is_not_trusted_gets_nothing() -> None:
    client = make(trusted_hosts=("haki.example",))
    assert client.get("/en/", headers={"Host": "haki.example"}).status_code == 200
    assert client.get("/en/", headers={"Host": "evil.example"}).status_code == 400
