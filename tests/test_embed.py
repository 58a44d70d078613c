"""Haki in somebody else's page: the door, what is prefilled, the code to paste, the poster, oEmbed."""

import html
import re
from pathlib import Path

import pytest
from cryptography.fernet import Fernet
from strict import StrictClient, strict_client

from webapp.app import create_app
from webapp.settings import Settings

KEY = Fernet.generate_key().decode()


@pytest.fixture(scope="module")
def client() -> StrictClient:
    return strict_client(create_app(Settings(secret_keys=(KEY,), partner_name="Consulate of Examples")))


def test_the_door_takes_what_the_partners_page_knows_and_stays_inside_the_frame(client: StrictClient) -> None:
    answer = client.get("/embed/en?nationality=PH&work_country=AE")
    while answer.status_code == 303:
        assert answer.headers["Location"].startswith("/embed/en/")
        answer = client.get(answer.headers["Location"])
    assert answer.status_code == 200
    assert "Consulate of Examples" in answer.text
    for address in re.findall(r'(?:href|action)="(/[^"]*)"', answer.text):
        assert address.startswith("/embed/"), address


def test_the_whole_way_through_stays_inside_the_frame(client: StrictClient) -> None:
    address = client.get("/embed/en/check?nationality=PH&work_country=AE").headers["Location"]
    while not address.endswith("/answers"):
        assert address.startswith("/embed/en/check/")
        address = client.post(address, data={"skip": "1"}).headers["Location"]
    page = client.get(address).text
    assert "came with the link" in page
    result = re.search(r'href="(/embed/en/result/[^"]+)"', page)
    assert result is not None
    page = client.get(result[1]).text
    assert not [
        address for address in re.findall(r'href="(/[^"]*)"', page) if not address.startswith("/embed/")
    ]


def test_a_prefilled_country_that_is_none_is_left_out(client: StrictClient) -> None:
    assert client.get("/embed/en?nationality=QQ&work_country=AE").headers["Location"] == (
        "/embed/en/check?work_country=AE"
    )


def test_the_builder_gives_link_frame_and_poster(client: StrictClient) -> None:
    page = client.get("/en/embed?nationality=Philippines&work_country=AE").text
    frame = re.search(r'<textarea[^>]*id="frame"[^>]*>(.*?)</textarea>', page, re.DOTALL)
    assert frame is not None
    code = html.unescape(frame[1])
    assert '<iframe src="http://localhost/embed/en?nationality=PH&amp;work_country=AE"' in code
    assert "/static/embed.js" in code
    poster = re.search(r'href="(/en/poster[^"]*)"', page)
    assert poster is not None
    sheet = client.get(html.unescape(poster[1])).text
    assert "<svg" in sheet
    assert "United Arab Emirates" in sheet


def test_oembed_answers_for_our_own_pages_alone(client: StrictClient) -> None:
    found = client.get("/oembed?url=http://localhost/en/&maxwidth=400").json
    assert found is not None
    assert (found["type"], found["width"]) == ("rich", 400)
    assert "<iframe" in found["html"]
    assert client.get("/oembed?url=http://elsewhere.example/en/").status_code == 404
    assert client.get("/oembed?url=http://localhost/en/&format=xml").status_code == 501
    assert client.get("/oembed").status_code == 404


def test_the_script_that_sizes_the_frame_is_at_most_a_kilobyte() -> None:
    assert len((Path(__file__).parent.parent / "webapp/static/embed.js").read_bytes()) <= 1024
