"""Walk ⇄ token: the answers travel in the address as one encrypted, expiring text, and nowhere else.

A token is a version byte and the compressed JSON of the answers, inside Fernet (AES-128-CBC with
HMAC-SHA256). The first key encrypts, every key decrypts, so keys can be exchanged while people are half-way.
"""

import base64
import json
import re
import time
import zlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from cryptography.fernet import Fernet, InvalidToken, MultiFernet

from webapp.situation import BadSituation, Situation, parse, to_json

MAX_TOKEN = 6000
"""Characters; a longer text cannot come from here. The whole address stays below what servers accept."""

# The decoder would take + for - and pass over foreign letters: one walk must have one spelling.
_LETTERS = re.compile(r"[A-Za-z0-9_-]+")
_MAX_PLAIN = 40_000
_CLOCK_SKEW_SECONDS = 600
"""How far the clocks of two replicas may differ before one rejects what the other has just written."""

_VERSION = b"\x01"
# What compression may take for granted: part of version 1, so it must never change without a new version.
_DICTIONARY = (
    b'{"s":{"nationalities":["work_country":"status":"national""permanent-resident""work-permit"'
    b'"seasonal-permit""posted""refugee""asylum-seeker""irregular""internal-migrant""arrangement":"employee"'
    b'"agency""platform""self-employed""unregistered""sector":"domestic-work""agriculture""fishing""seafaring"'
    b'"construction""manufacturing""hospitality""care-and-health""transport-and-delivery"'
    b'"cleaning-and-security""mining""trade""other""employer_size":"contract_months":"months_in_country":"age":'
    b'"sex":"female""male""home_region":"hukou":"rural""urban""live_country":"family_countries":["events":['
    b'"work-injury""sick""pregnant""new-child""job-lost""unpaid""leaving""left""retiring""cannot-work"'
    b'"relative-died""passport-taken""abused""dismissed""refused""date":"20"history":[{"country":"","months":'
    b'"from":"20-0","to":"20-1","insured":"yes"},{"country":""no""unknown""region":"CN-"}],"k":["'
)


class TokenExpired(Exception):
    """The token was written here, but lay untouched for longer than it may."""


class TokenUnreadable(Exception):
    """The text is no token of ours: cut, forged, too long, or from a key that is no longer kept."""


@dataclass(frozen=True, slots=True)
class Walk:
    """How far someone has come: what they answered, and which questions they chose not to answer."""

    situation: Situation = field(default_factory=Situation)
    skipped: tuple[str, ...] = ()
    given: tuple[str, ...] = ()
    """Keys whose answers came with the link that the person followed, and that they have not confirmed."""


class TokenBox:
    """Seals and opens walks with the operator's keys. `idle_seconds`: how long a token may lie untouched."""

    def __init__(self, keys: Sequence[str], idle_seconds: int) -> None:
        self._box = MultiFernet([Fernet(key) for key in keys])
        self._idle_seconds = idle_seconds

    def seal(self, walk: Walk) -> str:
        """The token of `walk`, good for the idle time from now."""
        told: dict[str, object] = {"s": to_json(walk.situation), "k": list(walk.skipped)}
        if walk.given:
            told["g"] = list(walk.given)
        plain = json.dumps(told, separators=(",", ":"), ensure_ascii=False)
        packer = zlib.compressobj(9, zdict=_DICTIONARY)
        packed = packer.compress(plain.encode()) + packer.flush()
        return self._box.encrypt(_VERSION + packed).decode().rstrip("=")

    def open(self, token: str) -> Walk:
        """The walk in `token`. Raises TokenExpired or TokenUnreadable."""
        if len(token) > MAX_TOKEN or not _LETTERS.fullmatch(token):
            raise TokenUnreadable
        padded = (token + "=" * (-len(token) % 4)).encode()
        try:
            content = self._box.decrypt(padded)
        except InvalidToken:
            raise TokenUnreadable from None
        age = time.time() - _written(padded)
        if age > self._idle_seconds:
            raise TokenExpired
        if age < -_CLOCK_SKEW_SECONDS:
            raise TokenUnreadable
        return _unpack(content)


def _written(padded: bytes) -> int:
    """When a Fernet token was written, in seconds since 1970 (its bytes 1 to 8)."""
    return int.from_bytes(base64.urlsafe_b64decode(padded)[1:9], "big")


def _unpack(content: bytes) -> Walk:
    read = _READERS.get(content[:1])
    if read is None:
        raise TokenUnreadable
    return read(content[1:])


def _read_version_1(packed: bytes) -> Walk:
    try:
        unpacker = zlib.decompressobj(zdict=_DICTIONARY)
        plain = unpacker.decompress(packed, _MAX_PLAIN)
        if unpacker.unconsumed_tail or not unpacker.eof:
            raise TokenUnreadable
        told = json.loads(plain)
        return Walk(
            parse(told["s"]),
            tuple(str(name) for name in told["k"]),
            tuple(str(name) for name in told.get("g", ())),
        )
    except (zlib.error, ValueError, KeyError, TypeError, BadSituation):
        raise TokenUnreadable from None


_READERS: Mapping[bytes, Callable[[bytes], Walk]] = {b"\x01": _read_version_1}
"""Version → how it is read. A version is kept for as long as one of its tokens may live: a new Haki reads the old."""
