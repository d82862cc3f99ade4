"""How does a web server that waits in asyncio reach Ehya?

Pages run in threads as before (`ehya.web.wsgi`); only the streams of boards wait here, and copies of
open pages are given from here (`ehya.web.copies`). Whether
somebody may watch is asked of the page that gives the same state: with the browser's own cookies,
through all that every request passes through.
"""

import json
import re
from collections.abc import Callable
from typing import Any, cast

from a2wsgi import WSGIMiddleware
from django.template.loader import get_template
from django.urls import get_resolver
from django.utils import translation

from ehya.web.charts.outlines import outlines
from ehya.web.copies import LARGEST, Copies, Headers
from ehya.web.watching import Boards, Message, Receive, Send
from ehya.web.wsgi import application as pages

STREAM = re.compile(r"(/inaugurations/[0-9]{1,9}/board/|/boards/[A-Za-z0-9_-]{1,64}/)stream")
STATE = "state.json"  # beside `stream`: who may ask for the one may watch the other
LONGEST_ANSWER = LARGEST + 1  # bytes; a copy that is longer is not kept


class Serving:
    """The whole of Ehya for one process."""

    def __init__(self, threads: int) -> None:
        _warm()
        self.boards = Boards()
        self.copies = Copies()
        self._pages: Any = WSGIMiddleware(cast(Any, pages), workers=threads)

    def ends_when(self, stopping: Callable[[], bool]) -> None:
        """Let streams end as soon as the process is told to stop."""
        self.boards.stopping = stopping

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        """Answer a request."""
        if scope["type"] != "http":
            await self._pages(scope, receive, send)
            return
        told = _without_likenesses(scope)
        found = STREAM.fullmatch(scope["path"])
        if found is None or scope["method"] != "GET":
            if not await self.copies.give(told, receive, send, self._ask):
                await self._pages(told, receive, send)
            return
        status, _headers, body = await self._ask({**told, "path": found[1] + STATE})
        if status != 200:
            await _refuse(send, 403 if 300 <= status < 400 else status)
            return
        seen = json.loads(body)
        await self.boards.watch(seen["event"], seen["language"], receive, send)

    async def _ask(self, scope: Message) -> tuple[int, Headers, bytes]:
        """Ask a page; return its status, its headers and its body."""
        begun: list[Message] = []
        parts: list[bytes] = []

        async def nothing() -> Message:
            return {"type": "http.request", "body": b"", "more_body": False}

        async def keep(message: Message) -> None:
            if message["type"] == "http.response.start":
                begun.append(message)
            elif sum(map(len, parts)) <= LONGEST_ANSWER:
                parts.append(message.get("body", b""))

        await self._pages(scope, nothing, keep)
        return begun[0]["status"], begun[0]["headers"], b"".join(parts)


def _warm() -> None:
    """Read what a board needs before the first one asks: after a crash a whole hall asks at once."""
    get_resolver().url_patterns  # noqa: B018 - reads every page's module
    outlines()
    for language in ("fa", "en"):
        with translation.override(language):
            get_template("inaugurations/live.html")
            translation.gettext("Next:")


def _without_likenesses(scope: Message) -> Message:
    """Leave out headers with an underscore: `x_forwarded_proto` would pass for a proxy's own."""
    headers = [(name, value) for name, value in scope["headers"] if b"_" not in name]
    return {**scope, "headers": headers}


async def _refuse(send: Send, status: int) -> None:
    headers = [(b"content-type", b"text/plain"), (b"content-length", b"0")]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": b""})
