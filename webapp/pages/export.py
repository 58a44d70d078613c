"""`export`: guidance, country and corridor pages as files with relative links, for a USB stick or a kiosk.

The pages are those that the server shows; only their addresses change. Links to what needs a server lead to the
server's address where one is named, else to the page that says what is here.
"""

import re
from collections.abc import Iterable
from pathlib import Path, PurePosixPath
from posixpath import relpath
from urllib.parse import urlsplit

from flask import Flask

from webapp.facts.vocabulary import BRANCHES
from webapp.wording.guidance import TROUBLES

_HREF = re.compile(r'\b(href|action)="(/[^"#]*)(#[^"]*)?"')
_NEEDS_A_SERVER = re.compile(
    r'<script[^>]*></script>|<link rel="manifest"[^>]*>|<link rel="alternate"[^>]*>\n?|<a class="leave".*?</a>',
    re.DOTALL,
)


def export(
    app: Flask,
    folder: Path,
    tags: Iterable[str],
    countries: Iterable[str],
    corridors: Iterable[tuple[str, str]],
    base: str,
) -> int:
    """Write the pages of these languages into `folder`; how many there are.

    `countries`: alpha-2 codes; `corridors`: (origin, destination); `base`: the address of a running Haki, or "".
    Raises ValueError for a language or country that the server does not have.
    """
    tags = tuple(tags)
    places = [
        "",
        "privacy",
        "offline",
        "rights",
        *(f"rights/{branch}" for branch in BRANCHES),
        *(f"help/{name}" for name in TROUBLES),
        *(f"countries/{code}" for code in countries),
        *(f"corridors/{origin}/{destination}" for origin, destination in corridors),
    ]
    files = {f"/{tag}/{place}": _file_of(tag, place) for tag in tags for place in places}
    client = app.test_client()
    for address, file in files.items():
        answer = client.get(address)
        if answer.status_code != 200:
            raise ValueError(f"{address}: there is no such page")
        target = folder / file
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(_as_file(answer.text, file, files, base), encoding="utf-8")
    first = _file_of(tags[0], "")
    (folder / "index.html").write_text(
        f'<!doctype html><html lang="{tags[0]}"><meta charset="utf-8"><title>Haki</title>'
        f'<meta http-equiv="refresh" content="0;url={first}"><a href="{first}">Haki</a></html>\n',
        encoding="utf-8",
    )
    return len(files)


def _file_of(tag: str, place: str) -> str:
    return f"{tag}/{place or 'index'}.html"


def _as_file(page: str, file: str, files: dict[str, str], base: str) -> str:
    here = str(PurePosixPath(file).parent)
    tag = file.split("/", 1)[0]

    def link(match: re.Match[str]) -> str:
        name, address, part = match[1], match[2], match[3] or ""
        target = files.get(urlsplit(address).path)
        if target is not None:
            return f'{name}="{relpath(target, here)}{part}"'
        if base:
            return f'{name}="{base.rstrip("/")}{address}{part}"'
        return f'{name}="{relpath(_file_of(tag, "offline"), here)}"'

    return _HREF.sub(link, _NEEDS_A_SERVER.sub("", page))
