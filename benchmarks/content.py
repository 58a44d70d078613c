"""Content with fewer or more countries than there are, to see what a country costs."""

import re
import shutil
from pathlib import Path

from benchmarks.situations import CONTENT
from webapp.facts.countries import COUNTRIES


def with_countries(count: int, folder: Path) -> Path:
    """A copy of the content in `folder` with `count` countries: some left out, or some copied under other codes."""
    content = folder / f"content-{count}"
    shutil.copytree(CONTENT, content)
    files = sorted((content / "facts" / "countries").glob("*.toml"))
    for path in files[count:]:
        path.unlink()
    free = sorted(COUNTRIES - {path.stem for path in files})
    for place in range(count - len(files)):
        path, code = files[place % len(files)], free[place]
        old = path.stem
        text = re.sub(
            rf'^country = "{old}"', f'country = "{code}"', path.read_text("utf-8"), flags=re.MULTILINE
        )
        # Ids begin with the country's code; "in-person" and "in-force" are words, not ids of India.
        text = re.sub(rf'"{old.lower()}-(?!person"|force")', f'"{code.lower()}-', text)
        path.with_stem(code).write_text(text, "utf-8")
    return content
