"""The style sheet as it stands in every page, and its hash for the Content-Security-Policy."""

import base64
import hashlib
import re
from pathlib import Path

from markupsafe import Markup

STATIC = Path(__file__).resolve().parent.parent / "static"


def _packed(sheet: str) -> str:
    """The sheet without comments, line breaks and indents."""
    sheet = re.sub(r"/\*.*?\*/", "", sheet, flags=re.DOTALL)
    return re.sub(r"\s*\n\s*", "", sheet)


STYLE = Markup(_packed((STATIC / "style.css").read_text(encoding="utf-8")))  # noqa: S704  (our own file)
STYLE_HASH = "sha256-" + base64.b64encode(hashlib.sha256(STYLE.encode()).digest()).decode()

VERSIONS = {
    path.name: hashlib.sha256(path.read_bytes()).hexdigest()[:8]
    for path in STATIC.iterdir()
    if path.is_file()
}
"""Static file → a text that changes with its content."""
