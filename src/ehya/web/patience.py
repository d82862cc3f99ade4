"""How often may one stranger ask before the others have to wait?

Counted in each process for itself, by the caller's address: copies of what was asked before cost
nothing and are not counted. This keeps one hurried program from slowing everybody; it is no wall
against many machines, which a proxy before Ehya has to be.
"""

import time
from collections import OrderedDict
from threading import Lock

from django.http import HttpRequest
from ninja.throttling import BaseThrottle

from ehya.web.address import caller
from ehya.web.reader import signed_in

ASKED = 240  # questions of one address, of the API and of open pages each
WITHIN = 60.0  # [s]
CALLERS = 10_000  # addresses remembered


class Patience(BaseThrottle):
    """So many questions a minute from one address; whoever is signed in is not counted."""

    def __init__(self, asked: int = ASKED, within: float = WITHIN) -> None:
        self.asked, self.within = asked, within
        self._seen: OrderedDict[str, tuple[float, int]] = OrderedDict()
        self._lock = Lock()

    def allow_request(self, request: HttpRequest) -> bool:
        """Tell whether a question may be answered now."""
        if signed_in(request):
            return True
        return self.count(caller(request), time.monotonic())

    def count(self, caller: str, now: float) -> bool:
        """Count one question of a caller at a moment. [s]"""
        with self._lock:
            begun, asked = self._seen.pop(caller, (now, 0))
            if now - begun >= self.within:
                begun, asked = now, 0
            self._seen[caller] = begun, asked + 1
            while len(self._seen) > CALLERS:
                self._seen.popitem(last=False)
        return asked < self.asked

    def wait(self) -> float:
        """Return after how long to ask again, at the latest. [s]"""
        return self.within
