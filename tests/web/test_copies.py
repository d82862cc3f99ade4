"""A stranger gets a copy while nothing was made public; nobody gets what was made for another."""

import asyncio

import pytest

from ehya.web.copies import Copies, key_of

ADDRESS, STAMP = "/public/", "/public/stamp.json"
KEPT = [(b"Content-Type", b"text/html"), (b"Cache-Control", b"public, max-age=60")]


class House:
    """What stands behind the copies: how often it was asked, and what it says."""

    def __init__(self):
        self.stamp, self.text, self.asked = b"1", b"first", []
        self.status, self.headers, self.now = 200, [*KEPT, (b"ETag", b'"a"')], 0.0
        self.copies = Copies(clock=lambda: self.now)

    async def ask(self, scope):
        self.asked.append(scope["path"])
        await asyncio.sleep(0)
        if scope["path"] == STAMP:
            if dict(scope["headers"]).get(b"host") == b"elsewhere":
                return 400, [], b"bad"
            return 200, [], self.stamp
        return self.status, self.headers, self.text

    def get(self, path=ADDRESS, method="GET", query=b"", **headers):
        return asyncio.run(self.give(path, method, query, **headers))

    async def give(self, path=ADDRESS, method="GET", query=b"", **headers):
        told = [
            (name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()
        ]
        told.append((b"host", b"ours")) if "host" not in headers else None
        scope = {"type": "http", "path": path, "method": method, "query_string": query}
        sent = []

        async def send(message):
            sent.append(message)

        given = await self.copies.give({**scope, "headers": told}, None, send, self.ask)
        return (sent[0]["status"], sent[1]["body"], dict(sent[0]["headers"])) if given else None

    def made(self):
        return [path for path in self.asked if path != STAMP]


@pytest.fixture
def house():
    return House()


def test_the_second_stranger_gets_a_copy(house):
    assert house.get()[:2] == (200, b"first")
    house.now = 30.0
    status, body, headers = house.get()
    assert (status, body, headers[b"age"]) == (200, b"first", b"30")
    assert house.made() == [ADDRESS]


def test_a_release_throws_every_copy_away_within_a_second(house):
    house.get()
    house.stamp, house.text, house.now = b"2", b"second", 0.9
    assert house.get()[1] == b"first"
    house.now = 1.0
    assert house.get()[1] == b"second"


def test_a_copy_is_made_anew_after_a_minute(house):
    house.get()
    house.text, house.now = b"second", 60.0
    assert house.get()[1] == b"second"


def test_a_hall_that_asks_at_once_has_the_page_made_once(house):
    async def hall():
        return await asyncio.gather(*(house.give() for _ in range(20)))

    assert {answer[1] for answer in asyncio.run(hall())} == {b"first"}
    assert house.made() == [ADDRESS]


@pytest.mark.parametrize(
    "cookie", ["sessionid=x", "a=b; sessionid=y", 'broken="; sessionid=z', "sessionid"]
)
def test_who_carries_a_session_gets_no_copy(house, cookie):
    house.get()
    assert house.get(cookie=cookie) is None


@pytest.mark.parametrize(
    "path",
    ["/", "/figures/", "/figures/1/", "/api/counts/units_idle/", STAMP, "/publicly/"],
)
def test_other_addresses_are_never_copied(house, path):
    scope = {"method": "GET", "path": path, "query_string": b"", "headers": []}
    assert key_of(scope) is None


def test_nothing_but_looking_is_answered(house):
    assert house.get(method="POST") is None


@pytest.mark.parametrize(
    "headers",
    [
        {"accept_language": "en"},
        {"cookie": "ehya_language=en"},
        {"cookie": "ehya_theme=dark"},
        {"host": "another"},
        {"x_forwarded_proto": "https"},
    ],
)
def test_who_reads_otherwise_or_asks_another_host_gets_a_copy_of_their_own(house, headers):
    house.get(accept_language="fa")
    house.text = b"second"
    assert house.get(**headers)[1] == b"second"


def test_browsers_of_one_language_share_a_copy(house):
    house.get(accept_language="en-GB,en;q=0.9")
    house.get(accept_language="en-US", cookie="other=1")
    assert house.made() == [ADDRESS]


@pytest.mark.parametrize(
    ("status", "more"),
    [(404, []), (429, []), (200, [(b"Set-Cookie", b"a=b")])],
)
def test_what_is_not_for_all_is_given_once_and_not_kept(house, status, more):
    house.status, house.headers = status, [*house.headers, *more]
    assert [house.get()[0], house.get()[0]] == [status, status]
    assert house.made() == [ADDRESS, ADDRESS]


def test_what_is_private_is_not_kept(house):
    house.headers = [(b"Cache-Control", b"private, no-cache")]
    house.get()
    house.get()
    assert len(house.made()) == 2


def test_who_has_it_already_is_told_so_and_a_head_has_no_body(house):
    house.get()
    status, body, headers = house.get(if_none_match='"a"')
    assert (status, body) == (304, b"") and b"Content-Type" not in headers
    assert house.get(method="HEAD")[:2] == (200, b"")
    assert house.get(if_none_match='"b"')[0] == 200


def test_a_host_that_is_not_ours_throws_no_copy_away(house):
    house.get()
    house.now = 5.0
    assert house.get(host="elsewhere") is None
    house.now = 5.1
    assert house.get()[1] == b"first"
    assert house.made() == [ADDRESS]


def test_there_is_room_for_so_many_copies_only(house):
    for number in range(1_100):
        house.get(query=f"q={number}".encode())
    assert len(house.copies._kept) == 1_024
    assert house.copies._bytes == 1_024 * len(b"first")
