"""A test client that is the style guide: every page fetched through it is checked before a test sees it."""

from collections import Counter
from typing import Any
from urllib.parse import urlsplit

import html5lib
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.exceptions import HTTPException, MethodNotAllowed
from werkzeug.test import TestResponse

from webapp.pages.common import Haki

XHTML = "{http://www.w3.org/1999/xhtml}"


class StrictClient(FlaskClient):
    """Valid HTML, one h1, unique ids, labels tied, lang and dir right, links that resolve, no cookie, no style
    attribute, no inline script, nothing from another host."""

    def open(self, *args: Any, **kwargs: Any) -> TestResponse:
        response = super().open(*args, **kwargs)
        assert "Set-Cookie" not in response.headers, "a cookie was set"
        if (response.content_type or "").startswith("text/html") and response.status_code not in (
            301,
            302,
            303,
        ):
            check_page(self.application, response.text, response.request.path)
        return response


def strict_client(app: Flask) -> StrictClient:
    """The strict client of `app`."""
    app.test_client_class = StrictClient
    client = app.test_client()
    assert isinstance(client, StrictClient)
    return client


def check_page(app: Flask, page: str, path: str) -> None:
    """Raises AssertionError, naming the path, where a page breaks a rule."""
    where = f"{path}: "
    tree = html5lib.HTMLParser(strict=True).parse(page)
    every = list(tree.iter())
    headings = [element for element in every if element.tag == f"{XHTML}h1"]
    assert len(headings) == 1, f"{where}{len(headings)} h1"
    ids = Counter(element.get("id") for element in every if element.get("id"))
    assert all(count == 1 for count in ids.values()), (
        f"{where}ids twice: {[i for i, n in ids.items() if n > 1]}"
    )
    haki: Haki = app.extensions["haki"]
    language = haki.answerer.languages.get(tree.get("lang") or "")
    assert language is not None, f"{where}lang={tree.get('lang')}"
    assert tree.get("dir") == language.direction, f"{where}dir={tree.get('dir')}"
    labelled = {element.get("for") for element in every if element.tag == f"{XHTML}label"}
    parents = {child: parent for parent in every for child in parent}
    for element in every:
        name = str(element.tag).removeprefix(XHTML)
        assert element.get("style") is None, f"{where}<{name}> has a style attribute"
        assert not any(key.startswith("on") for key in element.attrib), (
            f"{where}<{name}> has an inline handler"
        )
        if name == "script":
            assert element.get("src") or element.get("type") == "application/ld+json", f"{where}inline script"
        for key in ("src", "srcset"):
            assert not (element.get(key) or "").startswith(("http:", "https:", "//")), (
                f"{where}{key} elsewhere"
            )
        if name in ("input", "select", "textarea") and element.get("type") not in ("hidden", "submit"):
            above = parents.get(element)
            wrapped = False
            while above is not None:
                wrapped = wrapped or above.tag == f"{XHTML}label"
                above = parents.get(above)
            tied = (
                element.get("id") in labelled or element.get("aria-label") or element.get("aria-labelledby")
            )
            assert wrapped or tied, f"{where}no label for {element.get('name')}"
        for key in ("aria-describedby", "aria-labelledby"):
            for id_ in (element.get(key) or "").split():
                assert id_ in ids, f"{where}{key} names no element: {id_}"
        if name in ("a", "link", "form"):
            _check_address(app, element.get("action" if name == "form" else "href") or "", set(ids), where)


def _check_address(app: Flask, address: str, ids: set[str], where: str) -> None:
    parts = urlsplit(address)
    if parts.scheme or parts.netloc:
        return
    if not parts.path:
        assert not parts.fragment or parts.fragment in ids, f"{where}#{parts.fragment} leads nowhere"
        return
    if parts.path.startswith("/"):
        try:
            app.url_map.bind("localhost").match(parts.path, method="GET")
        except MethodNotAllowed:
            pass
        except HTTPException as error:
            if not 300 <= (error.code or 0) < 400:
                raise AssertionError(f"{where}{address} is no route") from error
