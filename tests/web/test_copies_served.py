"""A real server gives copies, and a release throws them away in every process."""

import time
from datetime import date
from urllib.request import Request, urlopen

import pytest
from tests.invest.serving import Server
from tests.web.conftest import public

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.heavy]
PATIENCE = 5.0  # much more than the second after which every process asks [s]


def read(server, address):
    asked = Request(server.address + address, headers={"Accept-Language": "en"})  # noqa: S310
    with urlopen(asked, timeout=20) as answer:  # noqa: S310
        return answer.read().decode(), answer.headers


def test_a_release_is_seen_by_strangers_at_once(open_told, analyst, director):
    server = Server(workers=2).start()
    try:
        for _process in range(6):
            page, headers = read(server, "/public/")
        assert "3 figures that can be proven" in page
        assert headers["Age"] is not None and "Set-Cookie" not in headers
        assert headers["Content-Security-Policy"] and headers["ETag"]
        public(analyst, director, date(2024, 5, 20), {})
        until = time.monotonic() + PATIENCE
        seen = 0
        while seen < 6:  # one after the other, so that both processes answer
            assert time.monotonic() < until, "an old copy is still given"
            seen = seen + 1 if "4 figures that" in read(server, "/public/")[0] else 0
        document, _headers = read(server, "/api/figures/?limit=1")
        assert '"as_of": "2024-05-20"' in document
    finally:
        server.kill()
