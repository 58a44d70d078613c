"""What share of the phrases each language has, also of languages that are begun and not yet offered."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path

from babel import Locale
from babel.messages.pofile import read_po


def shares_translated(translations: Path) -> Mapping[Locale, float]:
    """Locale → share of its catalogue's phrases (0 to 1) that are translated and not doubtful."""
    files = sorted(translations.glob("*/LC_MESSAGES/messages.po"))
    return {Locale.parse(file.parent.parent.name): _share(file, file.stat().st_mtime_ns) for file in files}


@lru_cache(maxsize=256)
def _share(file: Path, _changed: int) -> float:
    with file.open("rb") as opened:
        messages = [message for message in read_po(opened) if message.id]
    done = [message for message in messages if not message.fuzzy and _is_whole(message.string)]
    return len(done) / len(messages) if messages else 0.0


def _is_whole(text: str | Sequence[str] | None) -> bool:
    """Whether every form of a phrase is there."""
    return bool(text) and (isinstance(text, str) or all(text or ()))
