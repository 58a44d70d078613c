"""A made-up language has letters of its own: whatever Latin letters a page still shows were never translated."""

import gettext
import threading
from collections.abc import Iterator
from dataclasses import replace

import pytest
from cryptography.fernet import Fernet
from playwright.sync_api import Browser
from walk import NEPALI_HURT_IN_MALAYSIA, walk
from werkzeug.serving import make_server

from webapp.app import create_app
from webapp.settings import Settings

pytestmark = pytest.mark.browser

TAG = "ar"
"""Its countries, dates, numbers and guidance have no Latin letters either."""

LATIN = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
MADE_UP = str.maketrans(LATIN, "".join(chr(0x10A0 + place) for place in range(len(LATIN))))
"""Letter for letter into a script that no language of Haki is written in."""


class MadeUp(gettext.NullTranslations):
    """English in other letters; the slots stay."""

    def gettext(self, message: str) -> str:
        pieces = message.split("%(")
        kept = [pieces[0].translate(MADE_UP)]
        for piece in pieces[1:]:
            slot, end, text = piece.partition(")s")
            kept.append(f"%({slot}{end}{text.translate(MADE_UP)}")
        return "".join(kept)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return self.gettext(msgid1 if n == 1 else msgid2)


@pytest.fixture(scope="module")
def made_up_site() -> Iterator[str]:
    """Haki, where Arabic speaks in made-up letters."""
    app = create_app(Settings(secret_keys=(Fernet.generate_key().decode(),)))
    haki = app.extensions["haki"]
    languages = dict(haki.answerer.languages)
    languages[TAG] = replace(languages[TAG], phrases=MadeUp())
    app.extensions["haki"] = replace(haki, answerer=replace(haki.answerer, languages=languages))
    server = make_server("127.0.0.1", 0, app, threaded=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


# What is in no language: code, keys, numbers of telephones, addresses, names of regions (an option can hold no markup);
# and what says of itself that it is in another.
LEFT = """
() => {
  const page = document.documentElement.lang, left = [];
  const foreign = e => e.closest('script,style,code,kbd,[dir=ltr]:not(html),option[value^="CN-"]')
    || (e.closest('[lang]') && e.closest('[lang]').lang !== page);
  const words = text => /[A-Za-z]{2,}/.test(text.replace(/\\b[IV]+\\b/g, ''));  // regimes have Roman numbers
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const node = texts.currentNode;
    if (words(node.data) && !foreign(node.parentElement)) left.push(node.data.trim());
  }
  for (const e of document.querySelectorAll('[aria-label],[alt],[placeholder],[title],[data-failed]')) {
    for (const name of ['aria-label', 'alt', 'placeholder', 'title', 'data-failed']) {
      if (words(e.getAttribute(name) || '') && !foreign(e)) left.push(name + ': ' + e.getAttribute(name));
    }
  }
  if (words(document.title)) left.push('title: ' + document.title);
  return left;
}
"""

PLACES = (
    "", "privacy", "rights", "rights/old-age", "help/injury", "countries", "countries/TH", "corridors",
    "corridors/NP/MY", "corridors/EC/ES", "instruments", "instruments/C118", "agreements", "coverage", "sources",
    "sources/TH", "languages", "rules", "check", "desk", "desk/cases", "desk/prorata", "poster", "shared", "offline",
    "nowhere", "embed?nationality=NP&work_country=MY",
)  # fmt: skip


def test_no_page_shows_a_word_that_was_not_translated(browser: Browser, made_up_site: str) -> None:
    page = browser.new_context(viewport={"width": 360, "height": 740}).new_page()
    seen: dict[str, None] = {}
    page.on("framenavigated", lambda frame: seen.setdefault(frame.url.split("#")[0]))
    walk(page, f"{made_up_site}/{TAG}/", NEPALI_HURT_IN_MALAYSIA)
    token = page.url.rsplit("/", 1)[1]
    personal = [
        f"{made_up_site}/{TAG}/{place}/{token}" for place in ("share", "desk", "letter", "desk/prorata")
    ]
    left = {}
    for address in [*seen, *personal, *(f"{made_up_site}/{TAG}/{place}" for place in PLACES)]:
        page.goto(address)
        found = page.evaluate(LEFT)
        if found:
            left[address.replace(token, "TOKEN").removeprefix(made_up_site)] = sorted(set(found))
    assert left == {}
    page.context.close()


def test_the_made_up_language_itself_is_seen(browser: Browser, made_up_site: str) -> None:
    """The test above can fail: the same look at the English page finds its words."""
    page = browser.new_page()
    page.goto(f"{made_up_site}/en/check")
    assert "Leave quickly" in page.evaluate(LEFT)
    page.goto(f"{made_up_site}/{TAG}/check")
    assert "Leave quickly".translate(MADE_UP) in page.inner_text("header")
    page.close()
