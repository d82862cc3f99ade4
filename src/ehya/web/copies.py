"""Which copy of an open page may a stranger be given without asking anybody?

Each process keeps the open pages and files that it gave last, by what they hang on: the address, the
host, and how the stranger reads. A copy is good for a minute, and only while no figure was made
public or put right: once a second at most, one page tells the stamp of that. Who carries a session
is never given a copy, nor is one kept of what they were given.

A copy that is a little too old goes on being given while one caller waits for the new one: a hall
that asks at once does not make the page a hundred times.
"""

import asyncio
import re
import time
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from http.cookies import CookieError, SimpleCookie
from typing import Final

from django.conf import settings

from ehya.web.open_pages import FRESH
from ehya.web.reader import chosen
from ehya.web.watching import Message, Receive, Send

OPEN = re.compile(
    r"/public/(?!stamp\.json)[\w./-]*|/api/(?!counts/)[\w./-]*"
    r"|/figures/[0-9]{1,9}/(certificate\.json|code\.svg)",
    re.ASCII,
)
STAMP: Final = "/public/stamp.json"
ASKED_ANEW: Final = 1.0  # between two questions for the stamp [s]
MOST, LARGEST = 1_024, 8_000_000  # copies of one process; bytes of one
ROOM = 64_000_000  # bytes of all
LONGEST = 400  # letters of a query that is worth a copy
LEFT_OUT = {b"date", b"server", b"server-timing", b"connection", b"transfer-encoding"}

Headers = Sequence[tuple[bytes, bytes]]
Ask = Callable[[Message], Awaitable[tuple[int, Headers, bytes]]]


@dataclass(frozen=True, slots=True)
class Copy:
    """An answer as it was given.

    Attributes:
        status: 200 of what is kept.
        headers: as they are sent again.
        body: its bytes.
        etag: by which a browser knows it.
        stamp: what it rests on.
        until: when it is too old. [s, of this process's clock]
    """

    status: int
    headers: Headers
    body: bytes
    etag: bytes
    stamp: bytes
    until: float


@dataclass(slots=True)
class Copies:
    """The copies of one process.

    Attributes:
        clock: tells the time. [s]
    """

    clock: Callable[[], float] = time.monotonic
    _kept: "OrderedDict[object, Copy]" = field(default_factory=OrderedDict)
    _bytes: int = 0
    _stamp: bytes = b""
    _stamped: float = float("-inf")
    _asking: bool = False
    _making: dict[object, asyncio.Lock] = field(default_factory=dict)

    async def give(self, scope: Message, receive: Receive, send: Send, ask: Ask) -> bool:
        """Answer by a copy, made anew where there is none; False where this is not to be copied.

        Args:
            scope: the request.
            receive: its body; nothing is read of it.
            send: takes the answer.
            ask: makes an answer: its status, headers and body.
        """
        key = key_of(scope)
        if key is None:
            return False
        stamp = await self._stamp_now(scope, ask)
        if not stamp:
            return False
        copy = self._kept.get(key)
        if (
            copy is None
            or copy.stamp != stamp
            or (copy.until <= self.clock() and not self._lock(key).locked())
        ):
            copy = await self._made(key, stamp, scope, ask)
        if copy is None:
            return False
        if key in self._kept:
            self._kept.move_to_end(key)
        await _send(scope, send, copy, self.clock())
        return True

    async def _stamp_now(self, scope: Message, ask: Ask) -> bytes:
        """Return the stamp, at most a second old; b"" where nobody can tell it."""
        if self.clock() - self._stamped < ASKED_ANEW or (self._asking and self._stamp):
            return self._stamp
        self._asking = True
        try:
            told = {**scope, "path": STAMP, "raw_path": STAMP.encode(), "query_string": b""}
            status, _headers, body = await ask({**told, "method": "GET"})
        finally:
            self._asking = False
        if status != 200:
            return b""  # for this caller, whose host is not ours or who should come by HTTPS
        self._stamp, self._stamped = body, self.clock()
        return body

    async def _made(self, key: object, stamp: bytes, scope: Message, ask: Ask) -> Copy | None:
        """Return a new answer, made once for all who wait for it; None for one that is too long."""
        lock = self._lock(key)
        async with lock:
            kept = self._kept.get(key)
            if kept is not None and kept.stamp == stamp and kept.until > self.clock():
                return kept
            headers = [(name, value) for name, value in scope["headers"] if name[:3] != b"if-"]
            status, told, body = await ask({**scope, "method": "GET", "headers": headers})
            names = {name.lower(): value for name, value in told}
            headers = [(name, value) for name, value in told if name.lower() not in LEFT_OUT]
            etag, until = names.get(b"etag", b""), self.clock() + FRESH
            copy = Copy(status, headers, body, etag, stamp, until)
            if len(body) <= LARGEST and _is_for_all(status, names):
                self._keep(key, copy)
        self._making.pop(key, None)
        return copy if len(body) <= LARGEST else None

    def _keep(self, key: object, copy: Copy) -> None:
        old = self._kept.pop(key, None)
        self._bytes += len(copy.body) - (len(old.body) if old else 0)
        self._kept[key] = copy
        while len(self._kept) > MOST or self._bytes > ROOM:
            _key, gone = self._kept.popitem(last=False)
            self._bytes -= len(gone.body)

    def _lock(self, key: object) -> asyncio.Lock:
        return self._making.setdefault(key, asyncio.Lock())


def key_of(scope: Message) -> object | None:
    """Return what a copy hangs on; None for a request that no copy answers."""
    if scope["method"] not in ("GET", "HEAD") or not OPEN.fullmatch(scope["path"]):
        return None
    query = scope.get("query_string", b"")
    if len(query) > LONGEST:
        return None
    told = dict(scope["headers"])
    cookies = _cookies(told.get(b"cookie", b""))
    if settings.SESSION_COOKIE_NAME in cookies:
        return None
    accept = told.get(b"accept-language", b"").decode("latin-1")
    proto = told.get(b"x-forwarded-proto", b"")
    reads = chosen(cookies, accept)
    return scope["path"], query, told.get(b"host", b""), proto, scope.get("scheme"), reads


def _cookies(header: bytes) -> Mapping[str, str]:
    if not header:
        return {}
    try:
        told = SimpleCookie(header.decode("latin-1"))
    except CookieError:  # what cannot be read may be a session
        return {settings.SESSION_COOKIE_NAME: ""}
    if settings.SESSION_COOKIE_NAME.encode() in header:
        return {settings.SESSION_COOKIE_NAME: ""}
    return {name: one.value for name, one in told.items()}


def _is_for_all(status: int, names: Mapping[bytes, bytes]) -> bool:
    """Tell whether an answer may be given to others too."""
    public = b"public" in names.get(b"cache-control", b"")
    return status == 200 and public and b"set-cookie" not in names


async def _send(scope: Message, send: Send, copy: Copy, now: float) -> None:
    """Send a copy; 304 to who has it already, no body to who asked for none."""
    wanted = dict(scope["headers"]).get(b"if-none-match", b"")
    same = bool(copy.etag) and copy.etag in [one.strip() for one in wanted.split(b",")]
    body = b"" if same or scope["method"] == "HEAD" else copy.body
    age = max(int(now - copy.until + FRESH), 0)
    headers = [*copy.headers, (b"age", str(age).encode())]
    if same:
        headers = [
            (name, value)
            for name, value in headers
            if name.lower() not in (b"content-length", b"content-type")
        ]
    status = 304 if same else copy.status
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
