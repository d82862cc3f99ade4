"""How does what the operator's hand did reach every screen that watches?

Each server process holds one LISTEN of PostgreSQL and wakes its own watchers, who wait in asyncio
and hold neither a thread nor a connection to the database. Each is sent the whole state, made once
for all who read the same language: a lost link that comes back needs no history.
"""

import asyncio
import json
import random
from collections import defaultdict
from collections.abc import AsyncIterator, Awaitable, Callable, MutableMapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import Any

import psycopg
from django.db import close_old_connections, connection
from django.utils import translation

from ehya.invest.actions.inaugurations import CHANNEL
from ehya.invest.queries.inaugurations import inauguration_of
from ehya.web.board_words import payload
from ehya.web.reader import Reader, reading

type Message = MutableMapping[str, Any]
type Receive = Callable[[], Awaitable[Message]]
type Send = Callable[[Message], Awaitable[None]]

HEARTBEAT = 12.0  # between two signs of life to a watcher [s]
WATCH = 300.0  # for so long one stream lasts: whoever may no longer watch is not let in again [s]
RETRY = (500, 1500)  # between these a browser waits before it comes back [ms]
MEND = 0.5  # between two tries to hear the database again [s]
HEADERS = [
    (b"content-type", b"text/event-stream; charset=utf-8"),
    (b"cache-control", b"no-store"),
    (b"x-accel-buffering", b"no"),
    (b"x-content-type-options", b"nosniff"),
]


class Boards:
    """The watchers of one process.

    Attributes:
        stopping: tells whether the process is about to end; streams then end first.
    """

    def __init__(self) -> None:
        self.stopping: Callable[[], bool] = lambda: False
        self._woken: dict[int, asyncio.Event] = defaultdict(asyncio.Event)
        self._turns: dict[int, int] = defaultdict(int)  # grows with each notice of an event
        self._made: dict[tuple[int, str], tuple[int, bytes]] = {}
        self._making: dict[tuple[int, str], asyncio.Lock] = defaultdict(asyncio.Lock)
        self._hands = ThreadPoolExecutor(1, thread_name_prefix="boards")
        self._tasks: list[asyncio.Task[None]] = []

    async def watch(self, key: int, language: str, receive: Receive, send: Send) -> None:
        """Send somebody a board, whole, each time that it changes, until they go."""
        self._listen()
        await send({"type": "http.response.start", "status": 200, "headers": HEADERS})
        telling = asyncio.ensure_future(self._tell(key, language, send))
        leaving = asyncio.ensure_future(_gone(receive))
        try:
            await asyncio.wait({telling, leaving}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for task in (telling, leaving):
                task.cancel()
                with suppress(asyncio.CancelledError, Exception):
                    await task

    async def _tell(self, key: int, language: str, send: Send) -> None:
        retry = random.randint(*RETRY)  # noqa: S311 - so that not all come back at once
        await _send(send, f"retry: {retry}\n\n".encode(), more=True)
        ends = asyncio.get_running_loop().time() + WATCH
        async for chunk in self._chunks(key, language, ends):
            await _send(send, chunk, more=True)
        await _send(send, b"", more=False)

    async def _chunks(self, key: int, language: str, ends: float) -> AsyncIterator[bytes]:
        """Give the state at once and after each notice; between, now and then a sign of life."""
        loop, sent = asyncio.get_running_loop(), -1
        while loop.time() < ends and not self.stopping():
            woken, turn = self._woken[key], self._turns[key]
            if turn != sent:
                sent, chunk = await self._state(key, language)
                yield chunk
                continue
            try:
                await asyncio.wait_for(woken.wait(), HEARTBEAT)
            except TimeoutError:
                yield b"event: still\ndata:\n\n"

    async def _state(self, key: int, language: str) -> tuple[int, bytes]:
        """Return a board's state as one event; made once for all who wait for it."""
        async with self._making[key, language]:
            turn = self._turns[key]
            made = self._made.get((key, language))
            if made is None or made[0] != turn:
                loop = asyncio.get_running_loop()
                told = await loop.run_in_executor(self._hands, state_of, key, language)
                made = (turn, b"event: board\ndata: " + told + b"\n\n")
                self._made[key, language] = made
            return made

    def _listen(self) -> None:
        """Begin to hear the database, with the first watcher."""
        if not self._tasks:
            begin = asyncio.get_running_loop().create_task
            self._tasks = [begin(self._hear()), begin(self._end_in_time())]

    async def _hear(self) -> None:
        """Hear the database for ever; after each silence everybody is told anew."""
        while True:
            with suppress(psycopg.Error, OSError):
                async with await _connect() as ear:
                    await ear.execute(f"LISTEN {CHANNEL}")
                    self._wake(*{*self._turns, *self._woken})
                    async for notice in ear.notifies():
                        self._wake(int(notice.payload))
            await asyncio.sleep(MEND)

    def _wake(self, *keys: int) -> None:
        for key in keys:
            self._turns[key] += 1
            self._woken.pop(key, asyncio.Event()).set()

    async def _end_in_time(self) -> None:
        """Let streams end when the process is told to, so that it need not wait for them."""
        while not self.stopping():
            await asyncio.sleep(MEND)
        self._wake(*{*self._turns, *self._woken})


def state_of(key: int, language: str) -> bytes:
    """Return a board's state as JSON on one line; in a thread of its own."""
    close_old_connections()
    try:
        by = Reader("fa" if language == "fa" else "en", theme="dark")
        with reading(by), translation.override(by.language):
            return json.dumps(payload(inauguration_of(key)), ensure_ascii=False).encode()
    finally:
        close_old_connections()


async def _connect() -> psycopg.AsyncConnection[Any]:
    told = await asyncio.to_thread(connection.get_connection_params)
    names = ("host", "port", "user", "password", "dbname", "sslmode", "sslrootcert")
    params = {name: told[name] for name in names if told.get(name)}
    return await psycopg.AsyncConnection.connect(
        **params, autocommit=True, keepalives=1, keepalives_idle=10, application_name="ehya boards"
    )


async def _send(send: Send, chunk: bytes, *, more: bool) -> None:
    await send({"type": "http.response.body", "body": chunk, "more_body": more})


async def _gone(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
