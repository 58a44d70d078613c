"""Pages that can be looked up: stable, cacheable, in every language, with nothing personal in them."""

import re
import shutil
from pathlib import Path

import pytest
from catalogue import TRANSLATIONS
from rule_index import INDEX, held_by, written
from strict import StrictClient, strict_client

from webapp.app import create_app
from webapp.settings import Settings
from webapp.wording.rules import TITLES

PLACES = (
    "rights",
    "rights/old-age",
    "help/injury",
    "countries",
    "countries/TH",
    "countries/AQ",
    "corridors",
    "corridors/KH/TH",
    "instruments",
    "instruments/C118",
    "agreements",
    "sources",
    "sources/TH",
    "coverage",
    "languages",
    "rules",
    "privacy",
)


@pytest.fixture(scope="module")
def client() -> StrictClient:
    return strict_client(create_app(Settings()))


def tags(client: StrictClient) -> list[str]:
    return list(client.application.extensions["haki"].answerer.languages)


@pytest.mark.parametrize("place", PLACES)
def test_every_page_opens_in_every_language(client: StrictClient, place: str) -> None:
    for tag in tags(client):
        assert client.get(f"/{tag}/{place}").status_code == 200


@pytest.mark.parametrize("place", [place for place in PLACES if place != "privacy"])
def test_a_page_that_has_not_changed_is_not_sent_again(client: StrictClient, place: str) -> None:
    first = client.get(f"/en/{place}")
    assert "public" in first.headers["Cache-Control"]
    again = client.get(f"/en/{place}", headers={"If-None-Match": first.headers["ETag"]})
    assert again.status_code == 304
    assert again.data == b""


def test_nothing_that_one_visitor_wrote_in_the_address_is_shown_to_the_next(client: StrictClient) -> None:
    """The page is drawn once for everybody: the links on it repeat no query."""
    assert "Maria" not in client.get("/en/countries/NP?name=Maria").text
    assert "Maria" not in client.get("/en/countries/NP").text


def test_the_pages_that_are_kept_stay_small_together(monkeypatch: pytest.MonkeyPatch) -> None:
    """Thousands of days and pairs can be asked for: what is kept of them is bounded in bytes."""
    most = 200_000
    monkeypatch.setattr("webapp.pages.reference._MOST_KEPT_BYTES", most)
    app = create_app(Settings())
    for day in range(1, 29):
        assert app.test_client().get(f"/en/instruments/on/2020-02-{day:02d}").status_code == 200
        kept = app.extensions["haki-pages"].values()
        assert 0 < sum(len(body) + sum(map(len, packed.values())) for body, packed, _ in kept) <= most


def test_what_does_not_exist_is_not_found(client: StrictClient) -> None:
    for place in (
        "rights/happiness",
        "help/start",
        "countries/ZZ",
        "countries/th",
        "corridors/TH/TH",
        "instruments/C1",
    ):
        assert client.get(f"/en/{place}").status_code == 404, place


def test_every_country_and_every_instrument_has_a_page(client: StrictClient) -> None:
    facts = client.application.extensions["haki"].answerer.facts
    for code in facts.countries:
        assert client.get(f"/en/countries/{code}").status_code == 200
    for id_ in facts.instruments:
        assert client.get(f"/en/instruments/{id_}").status_code == 200


def test_the_busiest_corridors_all_have_a_page(client: StrictClient) -> None:
    page = client.get("/en/corridors").text
    addresses = re.findall(r'href="(/en/corridors/[A-Z]{2}/[A-Z]{2})"', page)
    assert len(addresses) > 90
    for address in addresses:
        assert client.get(address).status_code == 200


def test_the_sitemap_names_every_page_in_every_language(client: StrictClient) -> None:
    body = client.get("/sitemap.xml").text
    for tag in tags(client):
        for place in ("", "rights/old-age", "countries/TH", "instruments/C118"):
            assert f"<loc>http://localhost/{tag}/{place}</loc>" in body


def test_a_scheme_that_is_not_yet_running_says_when_it_starts_and_one_that_ended_is_gone(
    client: StrictClient,
) -> None:
    from datetime import date

    facts = client.application.extensions["haki"].answerer.facts
    today = date.today()
    for code, country in facts.countries.items():
        for scheme in country.scheme:
            if scheme.until is not None and scheme.until < today and scheme.benefit:
                name = scheme.name_local or scheme.name
                assert client.get(f"/en/countries/{code}").text.count(name) == 0, scheme.id


def test_every_rule_is_told_with_its_legal_source_and_the_tests_that_hold_it() -> None:
    assert INDEX.read_text(encoding="utf-8") == written(), "run: python tests/rule_index.py"
    held = held_by()
    assert set(TITLES) == set(held)
    assert [name for name, tests in held.items() if not tests] == []


def test_the_languages_page_says_how_much_of_each_language_is_there(tmp_path: Path) -> None:
    """Also of one that is begun: Swahili with one phrase of two, and one doubtful."""
    translations = shutil.copytree(TRANSLATIONS, tmp_path / "translations")
    begun = translations / "sw" / "LC_MESSAGES"
    begun.mkdir(parents=True)
    (begun / "messages.po").write_text(
        'msgid "Countries"\nmsgstr "Nchi"\n\nmsgid "Sources"\nmsgstr ""\n\n'
        '#, fuzzy\nmsgid "Languages"\nmsgstr "Lugha"\n\nmsgid "Help"\nmsgstr "Msaada"\n'
    )
    app = create_app(Settings(translations_dir=translations))
    page = app.test_client().get("/en/languages").text
    assert re.search(r'<dt><bdi lang="es">Español</bdi></dt>\s*<dd>translated: 100%', page)
    assert '<dt><bdi lang="sw">Kiswahili</bdi></dt><dd>translated: 50%</dd>' in page
