"""A server that is killed (-9) while an event is live: boards come back true, nothing opens twice."""

import http.client
import json
import random
import re
import threading
import time
from contextlib import suppress

import pytest
from django.contrib.sessions.models import Session
from django.test import Client

from ehya.invest.actions import inaugurations, striking
from ehya.invest.models import Stroke
from ehya.invest.queries.inaugurations import board_of, inauguration_of
from tests.invest import stage as made
from tests.invest.serving import Operator, Server

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.heavy]

BACK = 5.0  # from the server's return to a true board [s]
SEED = 1403


class Watcher(threading.Thread):
    """A screen in the hall: it keeps its stream open, and comes back as a browser does."""

    def __init__(self, server, link):
        super().__init__(daemon=True)
        self.server, self.link, self.seen, self.ends = server, link, [], False

    def run(self):
        """Follow until told to end."""
        while not self.ends:
            try:
                self._follow()
            except (OSError, http.client.HTTPException):
                time.sleep(0.3)

    def _follow(self):
        line = http.client.HTTPConnection("127.0.0.1", self.server.port, timeout=5)
        line.request("GET", f"/boards/{self.link}/stream")
        answer = line.getresponse()
        if answer.status != 200:
            raise OSError(answer.status)
        while told := answer.readline():
            if told.startswith(b"data: {"):
                state = json.loads(told[6:])
                opened = int(re.search(r'data-n="(\d+)"', state["parts"]["left"])[1])
                self.seen.append((time.monotonic(), opened))

    def sees(self, opened, since, until):
        """Whether a state with so many opened came since one moment, until another."""
        while time.monotonic() < until:
            if any(at >= since and n == opened for at, n in list(self.seen)):
                return True
            time.sleep(0.02)
        return False


def test_a_killed_server_comes_back_true_and_opens_nothing_twice(analyst):
    chance = random.Random(SEED)  # noqa: S311 - a moment, not a secret
    stage = made.set_stage(analyst)
    link = inaugurations.give_board_link(stage.event, by=analyst)
    striking.begin(stage.event, by=analyst)
    client = Client()
    client.force_login(analyst, backend="django.contrib.auth.backends.ModelBackend")
    assert Session.objects.exists()
    server = Server().start()
    watchers = [Watcher(server, link) for _ in range(10)]
    for one in watchers:
        one.start()
    hand = Operator(server, client.cookies["sessionid"].value)
    try:
        for done, opening in enumerate(stage.openings, start=1):
            address = f"/inaugurations/{stage.event}/press/"
            page = hand.page(f"/inaugurations/{stage.event}/operate/")
            told = {"act": "open", "key": f"the-button-of-{opening}", "opening": opening}
            death = threading.Timer(chance.uniform(0, 0.08), server.kill)
            death.start()
            with suppress(OSError, http.client.HTTPException):
                hand.send(address, told, page)  # nobody knows whether it arrived
            death.join()
            died = time.monotonic()
            server.start()
            returned = time.monotonic()
            hand.send(address, told, page)  # pressed again, as a person would
            late = [one.seen[-2:] for one in watchers if not one.sees(done, died, returned + BACK)]
            assert late == [], done
    finally:
        for one in watchers:
            one.ends = True
        server.stop()
    assert [row.opening_id for row in Stroke.objects.order_by("number")] == stage.openings
    assert board_of(inauguration_of(stage.event)).opened == tuple(stage.openings)


def status_of(server, address, **headers):
    """What a stream answers at once."""
    line = http.client.HTTPConnection("127.0.0.1", server.port, timeout=10)
    line.request("GET", address, headers=headers)
    return line.getresponse().status


def test_only_who_may_see_the_board_may_watch_its_stream(analyst, citizen):
    stage = made.set_stage(analyst)
    link = inaugurations.give_board_link(stage.event, by=analyst)
    server, inside = Server().start(), f"/inaugurations/{stage.event}/board/stream"
    cookies = []
    for person in (analyst, citizen):
        client = Client()
        client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
        cookies.append(f"sessionid={client.cookies['sessionid'].value}")
    try:
        assert status_of(server, inside) == 403
        assert status_of(server, inside, Cookie=cookies[0]) == 200
        assert status_of(server, inside, Cookie=cookies[1]) == 403
        assert status_of(server, f"/boards/{link}/stream") == 200
        assert status_of(server, "/boards/made-up/stream") == 404
        inaugurations.take_board_link_back(stage.event, by=analyst)
        assert status_of(server, f"/boards/{link}/stream") == 404
    finally:
        server.stop()
