"""A real server of its own on the tests' tables, that can be killed and comes back."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, Request, build_opener, urlopen

ROOT = Path(__file__).parents[2]
PATIENCE = 60.0  # for the server to come [s]


def free_port():
    """A port that nobody listens at now."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


class Server:
    """`ehya serve` on a port."""

    def __init__(self, port=None, *, workers=1):
        self.port, self.workers = port or free_port(), workers
        self.address = f"http://127.0.0.1:{self.port}"
        self.running = None

    def start(self):
        """Serve; return once a page answers."""
        from django.db import connection

        at = connection.get_connection_params()
        url = f"postgresql://{at['user']}@/{at['dbname']}?host={at['host']}"
        env = {**os.environ, "DATABASE_URL": url, "EHYA_MODE": "development"}
        command = [sys.executable, "-m", "ehya", "serve", "--port", str(self.port)]
        self.running = subprocess.Popen(
            [*command, "--workers", str(self.workers)], cwd=ROOT, env=env, start_new_session=True
        )
        until = time.monotonic() + PATIENCE
        while not self.answers():
            assert time.monotonic() < until, "the server did not come"
            time.sleep(0.05)
        return self

    def answers(self):
        """Whether a page answers."""
        try:
            return urlopen(f"{self.address}/healthz", timeout=2).status == 200  # noqa: S310
        except OSError:
            return False

    def kill(self):
        """End it with all its processes at once, whatever it does (kill -9)."""
        os.killpg(self.running.pid, signal.SIGKILL)
        self.running.wait()

    def stop(self):
        """End it as Ctrl+C does."""
        if self.running and self.running.poll() is None:
            self.running.send_signal(signal.SIGINT)
            try:
                self.running.wait(20)
            except subprocess.TimeoutExpired:
                self.kill()


class Operator:
    """Somebody's browser without a screen: signs nobody in, takes the session that is given."""

    def __init__(self, server, session):
        self.server = server
        self.opener = build_opener(HTTPCookieProcessor())
        self.cookie = f"sessionid={session}"

    def page(self, address):
        """Return a page."""
        asked = Request(self.server.address + address, headers={"Cookie": self.cookie})  # noqa: S310
        with self.opener.open(asked, timeout=10) as answer:
            found = re.search(r"csrftoken=([^;]+)", answer.headers.get("Set-Cookie", ""))
            if found:
                self.cookie = f"{self.cookie.partition(';')[0]}; csrftoken={found[1]}"
            return answer.read().decode()

    def send(self, address, told, page):
        """Send a form of a page."""
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)[1]
        body = urlencode({**told, "csrfmiddlewaretoken": token}).encode()
        headers = {"Cookie": self.cookie, "Referer": self.server.address + address}
        asked = Request(self.server.address + address, body, headers)  # noqa: S310
        with self.opener.open(asked, timeout=10) as answer:
            return answer.status
