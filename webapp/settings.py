"""What an operator can set, from the environment. README.md has the same list with examples."""

import difflib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from cryptography.fernet import Fernet

_CHECKOUT: Final = Path(__file__).resolve().parent.parent
_LOGO_TYPES: Final = (".svg", ".png", ".jpg", ".jpeg", ".webp")

# A host as it stands in a Host header; a leading dot takes in its subdomains.
_HOST: Final = re.compile(r"\.?[a-z0-9]([a-z0-9.-]*[a-z0-9])?(:[0-9]{1,5})?", re.IGNORECASE)
# An origin as a Content-Security-Policy names it: no path, and nothing that could end the directive.
_ORIGIN: Final = re.compile(r"https?://(\*\.)?[a-z0-9]([a-z0-9.-]*[a-z0-9])?(:[0-9]{1,5})?", re.IGNORECASE)
_MAIL: Final = re.compile(r"[^\s@<>\"]+@[^\s@<>\"]+\.[^\s@<>\"]+")
_WEB: Final = re.compile(r"https://[^\s<>\"]+")


@dataclass(frozen=True, slots=True)
class Settings:
    """How this Haki runs. Every field has a default that is right for a first try on one machine.

    `secret_keys`: Fernet keys; the first encrypts, all decrypt. Never empty.
    `key_was_made`: no key was set, so one was made for this process and those it forks.
    `token_idle_minutes`: how long answers can lie untouched before they expire.
    `trusted_hosts`: host names answered to, a leading dot takes in subdomains; empty means any.
    `trusted_proxies`: how many proxies stand in front and set X-Forwarded-* headers.
    `hsts_seconds`: `max-age` of Strict-Transport-Security; 0 sends none.
    `frame_ancestors`: origins whose pages may frame the embed pages; ("*",) means any and () means none.
    `partner_logo`: an image file on this machine, so that no page loads anything from another host.
    `contact`: where "something is wrong here" leads, a mail address or an https address; empty: no such link.
    `max_body_bytes`: a longer request body is answered with 413.
    """

    secret_keys: tuple[str, ...] = field(default=(), repr=False)
    key_was_made: bool = field(default=False, init=False)
    token_idle_minutes: int = 120
    trusted_hosts: tuple[str, ...] = ()
    trusted_proxies: int = 0
    hsts_seconds: int = 0
    frame_ancestors: tuple[str, ...] = ("*",)
    partner_name: str = ""
    partner_logo: Path | None = None
    contact: str = ""
    content_dir: Path = _CHECKOUT / "content"
    translations_dir: Path = _CHECKOUT / "translations"
    max_body_bytes: int = 4 * 1024 * 1024

    def __post_init__(self) -> None:
        if not self.secret_keys:
            object.__setattr__(self, "secret_keys", (Fernet.generate_key().decode(),))
            object.__setattr__(self, "key_was_made", True)

    @classmethod
    def from_environ(cls, environ: Mapping[str, str]) -> "Settings":
        """The settings in `environ` (such as os.environ); a name that is absent or empty takes its default.

        Raises ValueError, naming the variable, for a value that cannot be used and for a name that looks
        misspelt: a misspelt HAKI_SECRET_KEYS would otherwise pass unnoticed until the next restart.
        """
        _refuse_misspelt(environ)
        default = cls(secret_keys=("unused",))
        logo = environ.get("HAKI_PARTNER_LOGO")
        return cls(
            secret_keys=_secret_keys(environ),
            token_idle_minutes=_integer(
                environ, "HAKI_TOKEN_IDLE_MINUTES", default.token_idle_minutes, 5, 10_080
            ),
            trusted_hosts=_trusted_hosts(environ),
            trusted_proxies=_integer(environ, "HAKI_TRUSTED_PROXIES", default.trusted_proxies, 0, 10),
            hsts_seconds=_integer(environ, "HAKI_HSTS", default.hsts_seconds, 0, 10 * 366 * 86_400),
            frame_ancestors=_frame_ancestors(environ, default.frame_ancestors),
            partner_name=environ.get("HAKI_PARTNER_NAME", "").strip(),
            partner_logo=_logo(Path(logo)) if logo else None,
            contact=_contact(environ),
            content_dir=_folder(environ, "HAKI_CONTENT_DIR", default.content_dir),
            translations_dir=_folder(environ, "HAKI_TRANSLATIONS_DIR", default.translations_dir),
            max_body_bytes=_integer(environ, "HAKI_MAX_BODY_BYTES", default.max_body_bytes, 16_384, 2**30),
        )


_NAMES: Final = (
    "HAKI_SECRET_KEYS",
    "HAKI_TOKEN_IDLE_MINUTES",
    "HAKI_TRUSTED_HOSTS",
    "HAKI_TRUSTED_PROXIES",
    "HAKI_HSTS",
    "HAKI_FRAME_ANCESTORS",
    "HAKI_PARTNER_NAME",
    "HAKI_PARTNER_LOGO",
    "HAKI_CONTACT",
    "HAKI_CONTENT_DIR",
    "HAKI_TRANSLATIONS_DIR",
    "HAKI_MAX_BODY_BYTES",
)


def _refuse_misspelt(environ: Mapping[str, str]) -> None:
    # Only close misses: Kubernetes itself sets names such as HAKI_PORT beside a service called haki.
    for name in sorted(environ.keys() - set(_NAMES)):
        near = difflib.get_close_matches(name, _NAMES, n=1, cutoff=0.85)
        if name.startswith("HAKI_") and near:
            raise ValueError(f"{name} is not a setting of Haki; did you mean {near[0]}?")


def _secret_keys(environ: Mapping[str, str]) -> tuple[str, ...]:
    keys = _split(environ.get("HAKI_SECRET_KEYS", ""))
    for place, key in enumerate(keys, start=1):
        try:
            Fernet(key)
        except ValueError:
            # The key itself stays out of the message: messages end in logs.
            raise ValueError(
                f"HAKI_SECRET_KEYS: key {place} is not a Fernet key. Make one with: python -c"
                ' "from cryptography.fernet import Fernet; print(Fernet.generate_key().decode())"'
            ) from None
    return keys


def _integer(environ: Mapping[str, str], name: str, default: int, low: int, high: int) -> int:
    text = environ.get(name, "").strip()
    if not text:
        return default
    if not re.fullmatch(r"[0-9]{1,12}", text) or not low <= int(text) <= high:
        raise ValueError(f"{name} must be a whole number from {low} to {high}, not {text!r}")
    return int(text)


def _list(environ: Mapping[str, str], name: str, shape: re.Pattern[str], wanted: str) -> tuple[str, ...]:
    found = _split(environ.get(name, ""))
    for entry in found:
        if not shape.fullmatch(entry):
            raise ValueError(f"{name}: {entry!r} is not {wanted}")
    return found


def _trusted_hosts(environ: Mapping[str, str]) -> tuple[str, ...]:
    hosts = _list(environ, "HAKI_TRUSTED_HOSTS", _HOST, "a host name such as haki.example.org")
    # The container's health check asks from inside.
    return (*hosts, "127.0.0.1") if hosts else ()


def _frame_ancestors(environ: Mapping[str, str], default: tuple[str, ...]) -> tuple[str, ...]:
    text = environ.get("HAKI_FRAME_ANCESTORS", "").strip()
    if not text:
        return default
    if text == "*":
        return ("*",)
    if text == "none":
        return ()
    return _list(
        environ, "HAKI_FRAME_ANCESTORS", _ORIGIN, "an origin such as https://example.org, and not * or none"
    )


def _logo(path: Path) -> Path:
    if path.suffix.lower() not in _LOGO_TYPES or not path.is_file():
        raise ValueError(f"HAKI_PARTNER_LOGO: {str(path)!r} is not an image file ({', '.join(_LOGO_TYPES)})")
    return path


def _contact(environ: Mapping[str, str]) -> str:
    text = environ.get("HAKI_CONTACT", "").strip()
    if text and not _MAIL.fullmatch(text) and not _WEB.fullmatch(text):
        raise ValueError(f"HAKI_CONTACT must be a mail address or an https:// address, not {text!r}")
    return text


def _folder(environ: Mapping[str, str], name: str, default: Path) -> Path:
    text = environ.get(name, "")
    if not text:
        return default
    if not Path(text).is_dir():
        raise ValueError(f"{name}: {text!r} is not a folder")
    return Path(text)


def _split(text: str) -> tuple[str, ...]:
    return tuple(part for part in (piece.strip() for piece in text.split(",")) if part)
