"""A site on a stick: every link is relative and leads somewhere, with no server and no network."""

import re
from pathlib import Path

import pytest

from webapp.app import create_app
from webapp.pages.export import export
from webapp.settings import Settings


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    app = create_app(Settings())
    tags = list(app.extensions["haki"].answerer.languages)[:2]
    assert export(app, folder, tags, ["MY"], [("NP", "MY")], "") == len(tags) * 20
    return folder


def test_every_link_leads_to_a_file_of_the_site(site: Path) -> None:
    for page in site.rglob("*.html"):
        for address in re.findall(r'\b(?:href|action|src)="([^"]*)"', page.read_text(encoding="utf-8")):
            if address.startswith(("https:", "http:", "mailto:", "tel:", "data:", "#")):
                continue
            assert not address.startswith("/"), (page, address)
            assert (page.parent / address.split("#")[0]).resolve().is_file(), (page, address)


def test_a_page_needs_no_script_and_no_manifest(site: Path) -> None:
    text = (site / "en" / "corridors" / "NP" / "MY.html").read_text(encoding="utf-8")
    assert "<script" not in text
    assert "manifest" not in text


def test_links_that_need_a_server_lead_to_it_where_one_is_named(tmp_path: Path) -> None:
    export(create_app(Settings()), tmp_path, ["en"], ["MY"], [], "https://haki.example/")
    page = (tmp_path / "en" / "countries" / "MY.html").read_text(encoding="utf-8")
    assert 'href="https://haki.example/en/check?work_country=MY"' in page


def test_a_language_that_is_not_offered_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="no such page"):
        export(create_app(Settings()), tmp_path, ["xx"], [], [], "")
