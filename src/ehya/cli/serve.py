"""How do Ehya's pages get served?"""

import os
import subprocess
from collections.abc import Callable
from typing import Annotated, Any

import typer

from ehya.cli.prepare import LOOPBACK, brand_new, bring_up_to_date, free_port, pending, say, wake
from ehya.engine.refusal import Refusal

PATIENCE = 10.0  # for the worker to finish what it does [s]
SILENT = 120  # so long a process may say nothing, as while it loads on a slow machine [s]
WATCHERS = 4_000  # connections of one process, boards that wait among them


def serve(
    port: Annotated[
        int | None,
        typer.Option(min=1, max=65_535, help="Where to listen; the first free from 8000."),
    ] = None,
    host: Annotated[str, typer.Option(help="Address to listen at.")] = "127.0.0.1",
    workers: Annotated[int, typer.Option(min=1, help="Processes.")] = 2,
    threads: Annotated[int, typer.Option(min=1, help="Threads in each process.")] = 4,
    migrate: Annotated[
        bool,
        typer.Option(help="In production: bring the tables up to date first (after a backup)."),
    ] = False,
) -> None:
    """Run Ehya's pages until stopped with Ctrl+C."""
    wake()
    from django.conf import settings

    if settings.PRODUCTION:
        _refuse_unready(migrate=migrate)
    elif host not in LOOPBACK:
        raise Refusal("web.host_needs_production", host=host)
    bring_up_to_date()
    refuse_without_static()
    port = free_port(port, host)
    run(host, port, workers, threads, on_ready=lambda: say(f"Ehya: {address(host, port)}"))


def address(host: str, port: int) -> str:
    """Return what to type into a browser."""
    return f"http://[{host}]:{port}/" if ":" in host else f"http://{host}:{port}/"


def refuse_without_static() -> None:
    """Say no where pages would come without their style sheet.

    Raises:
        Refusal: "web.static_missing".
    """
    from django.contrib.staticfiles import finders

    if not finders.find("vendor/tabler.min.css"):
        raise Refusal("web.static_missing")


def run(host: str, port: int, workers: int, threads: int, *, on_ready: Callable[[], None]) -> None:
    """Serve until stopped. gunicorn runs in this process, so that the database stops with it."""
    from django.db import connections
    from gunicorn.app.base import BaseApplication

    connections.close_all()  # what is open here must not be shared with the workers

    helper = Helper()

    def ready(_server: object) -> None:
        helper.start()
        on_ready()

    class Pages(BaseApplication):  # type: ignore[misc]
        def load_config(self) -> None:
            for name, value in {
                "bind": f"[{host}]:{port}" if ":" in host else f"{host}:{port}",
                "worker_class": "asgi",
                "workers": workers,
                "timeout": SILENT,
                "worker_connections": WATCHERS,
                "post_worker_init": lambda worker: worker.asgi.ends_when(lambda: not worker.alive),
                "loglevel": "warning",
                "control_socket_disable": True,
                "when_ready": ready,
                "on_exit": lambda _server: helper.stop(),
            }.items():
                self.cfg.set(name, value)

        def load(self) -> Any:
            from ehya.web.asgi import Serving

            return Serving(threads)

    Pages().run()


class Helper:
    """The worker beside the pages: one process more, stopped with them."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it, in a session of its own: Ctrl+C is for the pages, which then stop it."""
        from ehya.web.worker import command

        self._process = subprocess.Popen(command(os.getpid()), start_new_session=True)  # noqa: S603

    def stop(self) -> None:
        """Let it finish what it does; what takes longer is cut off and taken up at the next start."""
        from ehya.ledger.server import forget_the_dead

        if self._process is None:
            return
        self._process.terminate()
        try:
            self._process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        forget_the_dead()  # where it could not sign off, the database would wait for it for ever


def _refuse_unready(*, migrate: bool) -> None:
    from django.conf import settings

    from ehya.ledger.queries import people_for_show

    if not settings.ALLOWED_HOSTS:
        raise Refusal("web.hosts_missing")
    if (steps := pending()) and not migrate and not brand_new():
        raise Refusal("ledger.not_migrated", steps=len(steps))
    if not pending() and people_for_show():
        raise Refusal("ledger.people_for_show", names=", ".join(map(str, people_for_show())))
