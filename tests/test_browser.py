"""Haki in a real browser: the ways people take, on a small screen, without script; weight, frames, print, offline."""

import io
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pypdf
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page
from walk import NEPALI_HURT_IN_MALAYSIA, go, walk

from webapp.settings import Settings
from webapp.wording.language import load_languages

pytestmark = pytest.mark.browser

SETTINGS = Settings(secret_keys=("unused",))
LANGUAGES = load_languages(SETTINGS.content_dir, SETTINGS.translations_dir)
ONE_WINDOW = 14_600
"""Bytes: what comes in the first round trip (ten segments of 1,460)."""


def small(browser: Browser, **more: Any) -> Page:
    return browser.new_context(viewport={"width": 360, "height": 740}, **more).new_page()


@pytest.mark.parametrize("tag", LANGUAGES)
def test_without_script_on_a_small_screen_the_way_leads_to_the_rights(
    browser: Browser, site: str, tag: str
) -> None:
    page = small(browser, java_script_enabled=False)
    asked = walk(page, f"{site}/{tag}/", NEPALI_HURT_IN_MALAYSIA)
    assert asked[:3] == ["nationalities", "work_country", "status"]
    assert page.get_attribute("html", "lang") == tag
    assert page.locator(".first").count() >= 2
    assert page.locator("#employment-injury .mark.yes").count() == 1
    assert page.locator("#unemployment .mark.no").count() == 1
    text = page.inner_text("main")
    assert "Skim Bencana Pekerjaan" in text
    page.context.close()


@pytest.mark.parametrize("tag", LANGUAGES)
def test_nothing_is_cut_and_nothing_scrolls_sideways_on_the_smallest_screen(
    browser: Browser, site: str, tag: str
) -> None:
    page = browser.new_context(viewport={"width": 320, "height": 640}).new_page()
    seen = {f"{site}/{tag}/", f"{site}/{tag}/rights", f"{site}/{tag}/privacy", f"{site}/{tag}/desk"}
    page.on("framenavigated", lambda frame: seen.add(frame.url))
    walk(page, f"{site}/{tag}/", NEPALI_HURT_IN_MALAYSIA)
    for address in sorted(seen):
        page.goto(address)
        width = page.evaluate("document.documentElement.scrollWidth")
        assert width <= 320, (address.split("/")[-1], width)
        cut = page.evaluate(
            "[...document.querySelectorAll('main *')].filter(e => getComputedStyle(e).overflowX == 'hidden'"
            " && e.scrollWidth > e.clientWidth + 1 && !e.closest('.hear,svg,progress'))"
            ".map(e => e.tagName + '.' + e.className)"
        )
        assert cut == [], (address.split("/")[-1], cut)
    page.context.close()


def weights(browser: Browser, addresses: list[str], encoding: str) -> dict[str, int]:
    """Bytes on the wire of each address on a first visit, all it loads together."""
    found: dict[str, int] = {}
    for address in addresses:
        context = browser.new_context(extra_http_headers={"Accept-Encoding": encoding})
        page = context.new_page()
        session = context.new_cdp_session(page)
        session.send("Network.enable")
        total = [0]
        session.on(
            "Network.loadingFinished", lambda e, t=total: t.__setitem__(0, t[0] + int(e["encodedDataLength"]))
        )
        page.goto(address, wait_until="networkidle")
        found[address] = total[0]
        context.close()
    return found


@pytest.mark.parametrize("tag", LANGUAGES)
def test_every_page_of_the_check_comes_in_one_window_and_the_result_in_two(
    browser: Browser, site: str, tag: str
) -> None:
    page = small(browser, java_script_enabled=False)
    seen: dict[str, None] = {f"{site}/{tag}/": None}
    page.on("framenavigated", lambda frame: seen.setdefault(frame.url.split("#")[0]))
    walk(page, f"{site}/{tag}/", NEPALI_HURT_IN_MALAYSIA)
    page.context.close()
    for encoding in ("br", "gzip"):
        for address, weight in weights(browser, list(seen), encoding).items():
            most = 2 * ONE_WINDOW if "/result/" in address else ONE_WINDOW
            assert weight <= most, (address.split("/")[-1], encoding, weight)


PLACES = (
    "",
    "privacy",
    "rights",
    "rights/old-age",
    "help/injury",
    "countries",
    "countries/TH",
    "corridors/NP/MY",
    "instruments",
    "instruments/C118",
    "coverage",
    "sources",
    "languages",
    "check",
    "desk",
    "desk/cases",
    "desk/prorata",
    "embed?nationality=NP&work_country=MY",
    "poster",
    "shared",
    "offline",
    "nowhere",
)


def serious(page: Page) -> list[str]:
    found = Axe().run(page).response["violations"]
    return [f"{v['id']}: {v['nodes'][0]['target']} {v['nodes'][0]['failureSummary']}" for v in found]


@pytest.mark.parametrize("tag", LANGUAGES)
def test_axe_finds_nothing_on_any_page(browser: Browser, site: str, tag: str) -> None:
    page = small(browser)
    seen: dict[str, None] = {}
    page.on("framenavigated", lambda frame: seen.setdefault(frame.url.split("#")[0]))
    walk(page, f"{site}/{tag}/", NEPALI_HURT_IN_MALAYSIA)
    token = page.url.rsplit("/", 1)[1]
    personal = [f"{site}/{tag}/{place}/{token}" for place in ("share", "desk", "letter")]
    wrong = {}
    for address in [*seen, *personal, *(f"{site}/{tag}/{place}" for place in PLACES)]:
        page.goto(address)
        found = serious(page)
        if found:
            wrong[address.replace(token, "TOKEN")] = found
    assert wrong == {}
    page.context.close()


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_at_other_widths_in_the_dark_and_with_large_text(
    browser: Browser, site: str, width: int, scheme: Any
) -> None:
    page = browser.new_context(viewport={"width": width, "height": 740}, color_scheme=scheme).new_page()
    tag = "ar" if "ar" in LANGUAGES else "en"
    walk(page, f"{site}/{tag}/", NEPALI_HURT_IN_MALAYSIA)
    for address in (page.url, f"{site}/{tag}/check", f"{site}/{tag}/countries/TH", f"{site}/{tag}/desk"):
        page.goto(address)
        page.evaluate("document.documentElement.style.fontSize = '200%'")
        assert serious(page) == [], address
    page.context.close()


def test_two_tabs_with_two_people_never_mix_and_the_back_button_works(browser: Browser, site: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    one, other = context.new_page(), context.new_page()
    for page, nationality in ((one, "NP"), (other, "PH")):
        page.goto(f"{site}/en/check")
        page.select_option("select[name=nationalities]", nationality)
        go(page, "button.go")
    for page, country in ((one, "MY"), (other, "KW")):
        page.select_option("select[name=work_country]", country)
        go(page, "button.go")
        go(page, "text=See all my answers")
    assert "Nepal" in one.inner_text("main")
    assert "Malaysia" in one.inner_text("main")
    assert "Philippines" in other.inner_text("main")
    assert "Nepal" not in other.inner_text("main")
    one.go_back()
    one.go_back()
    assert one.locator("option[value=MY]:checked").count() == 0
    one.select_option("select[name=work_country]", "QA")
    go(one, "button.go")
    go(one, "text=See all my answers")
    assert "Qatar" in one.inner_text("main")
    assert context.cookies() == []
    context.close()


@pytest.fixture
def partner(site: str) -> Iterator[str]:
    """A page on another origin with Haki in a frame."""
    body = (
        "<!doctype html><title>Consulate</title>"
        f'<iframe data-haki src="{site}/embed/en?nationality=PH&amp;work_country=AE" width="400" height="300"></iframe>'
        f'<script src="{site}/static/embed.js"></script>'
    ).encode()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://localhost:{server.server_port}/"
    server.shutdown()


@pytest.mark.parametrize("script", [True, False])
def test_a_frame_on_another_origin_works_with_and_without_script_and_sets_no_cookie(
    browser: Browser, partner: str, script: bool
) -> None:
    context = browser.new_context(java_script_enabled=script)
    page = context.new_page()
    page.goto(partner)
    frame = page.frames[1]
    frame.wait_for_selector("main")
    for _ in range(20):
        if frame.url.endswith("/answers"):
            break
        before = frame.url
        frame.click("button[name=skip]")
        frame.wait_for_url(lambda address, before=before: address != before)
    assert "came with the link" in frame.inner_text("main")
    frame.click("main a.go >> nth=-1")
    frame.wait_for_selector("#old-age")
    if script:
        page.wait_for_function("document.querySelector('iframe').offsetHeight > 1000")
    assert context.cookies() == []
    context.close()


def test_no_other_page_can_be_framed(browser: Browser, site: str) -> None:
    page = browser.new_page()
    page.set_content(f'<iframe src="{site}/en/check"></iframe>')
    page.wait_for_timeout(500)
    assert page.frames[1].query_selector("main") is None
    page.close()


@pytest.mark.parametrize("tag", [tag for tag in ("en", "ar", "my", "ne") if tag in LANGUAGES])
def test_the_letter_prints_on_paper_in_one_language_and_in_two(browser: Browser, site: str, tag: str) -> None:
    page = small(browser)
    walk(page, f"{site}/en/", NEPALI_HURT_IN_MALAYSIA)
    token = page.url.rsplit("/", 1)[1]
    query = "" if tag == "en" else f"?with={tag}"
    page.goto(f"{site}/en/letter/{token}{query}")
    paper = pypdf.PdfReader(io.BytesIO(page.pdf(format="A4")))
    text = "".join(sheet.extract_text() for sheet in paper.pages)
    assert 1 <= len(paper.pages) <= 14
    assert "Rights of a worker" in text
    assert "Leave quickly" not in text
    page.context.close()


def test_a_kept_page_opens_without_a_network_and_forgetting_wipes_it(browser: Browser, site: str) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{site}/en/rights/old-age")
    assert page.evaluate("caches.keys()") == []
    page.click("[data-keep]")
    page.wait_for_selector("[data-forget]:not([hidden])")
    page.reload()
    context.set_offline(True)
    page.goto(f"{site}/en/help/injury")
    assert "Hurt at work" in page.inner_text("h1")
    page.goto(f"{site}/en/countries/TH")
    assert "offline" in page.inner_text("h1")
    context.set_offline(False)
    page.goto(f"{site}/en/rights/old-age")
    page.click("[data-forget]")
    page.wait_for_selector("[data-keep]:not([hidden])")
    assert page.evaluate("caches.keys()") == []
    context.close()


def test_leaving_quickly_replaces_the_page_in_the_history(browser: Browser, site: str) -> None:
    context = browser.new_context()
    context.route("https://www.wikipedia.org/**", lambda route: route.fulfill(body="elsewhere"))
    page = context.new_page()
    page.goto("about:blank")
    page.goto(f"{site}/en/check")
    page.click("[data-leave]")
    page.wait_for_url("https://www.wikipedia.org/")
    page.go_back()
    assert page.url == "about:blank"
    context.close()


def test_on_a_slow_line_the_first_question_is_there_after_two_round_trips(
    browser: Browser, site: str
) -> None:
    context = browser.new_context()
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    session.send(
        "Network.emulateNetworkConditions",
        {"offline": False, "latency": 400, "downloadThroughput": 50_000 / 8, "uploadThroughput": 50_000 / 8},
    )
    documents: list[str] = []
    session.on("Network.requestWillBeSent", lambda e: documents.append(e["request"]["url"]))
    page.goto(f"{site}/en/check", wait_until="domcontentloaded")
    blocking = [
        address for address in documents if not address.endswith("/check") and "haki.js" not in address
    ]
    assert [address for address in blocking if not address.startswith("data:")] == []
    shift = page.evaluate(
        "new Promise(r => { let s = 0; new PerformanceObserver(l => l.getEntries().forEach(e => s += e.value))"
        ".observe({type: 'layout-shift', buffered: true}); setTimeout(() => r(s), 300) })"
    )
    assert shift == 0
    context.close()


def test_the_keyboard_alone_leads_through_a_question(browser: Browser, site: str) -> None:
    page = small(browser, java_script_enabled=False)
    page.goto(f"{site}/en/check")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip-link"
    page.keyboard.press("Enter")
    for _ in range(6):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.name") == "nationalities":
            break
    page.keyboard.type("Nepal")
    for _ in range(4):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.className") == "go":
            break
    page.keyboard.press("Enter")
    page.wait_for_url("**/work_country")
    page.context.close()


def test_targets_are_large_enough_for_a_thumb(browser: Browser, site: str) -> None:
    page = small(browser)
    page.goto(f"{site}/en/check")
    page.select_option("select[name=nationalities]", "NP")
    go(page, "button.go")
    page.select_option("select[name=work_country]", "MY")
    go(page, "button.go")
    sizes = page.evaluate(
        "[...document.querySelectorAll('.choice,.go,.bar a,.bar summary,footer nav a,.back a')]"
        ".map(e => [e.innerText, e.getBoundingClientRect().height])"
    )
    assert [name for name, height in sizes if height < 43.9] == []
    page.context.close()
