"""Where are things kept, and is the secret a secret?"""

import os
import stat

import pytest

from ehya.engine.refusal import Refusal
from ehya.ledger import home

STRONG = "k3J-9sPq_77vTz1LmW0aYbXcDfGhRnEu"


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    monkeypatch.setenv("EHYA_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


def refused(**how):
    with pytest.raises(Refusal) as no:
        home.secret_key(**how)
    return no.value.code


def test_the_key_is_made_on_first_use_and_stays(folder):
    key = home.secret_key(production=False)

    assert len(key) >= 60
    assert home.secret_key(production=False) == key
    assert stat.S_IMODE((folder / "secret-key").stat().st_mode) == 0o600


def test_production_makes_no_key_of_its_own(folder):
    assert refused(production=True) == "ledger.secret_missing"
    assert not folder.exists()


@pytest.mark.parametrize(
    "known", ["secret", "django-insecure-" + STRONG, "change-me-" * 9, "a" * 64, "short-7Hq"]
)
def test_production_wants_no_key_that_the_world_knows(known, monkeypatch):
    monkeypatch.setenv("EHYA_SECRET_KEY", known)
    assert refused(production=True) == "ledger.secret_weak"


def test_a_told_key_goes_before_the_kept_one(monkeypatch):
    home.secret_key(production=False)
    monkeypatch.setenv("EHYA_SECRET_KEY", STRONG)
    assert home.secret_key(production=True) == STRONG


def test_a_home_that_cannot_be_made_is_refused(tmp_path, monkeypatch):
    (tmp_path / "file").write_text("not a folder")
    monkeypatch.setenv("EHYA_HOME", str(tmp_path / "file/home"))
    with pytest.raises(Refusal, match=r"ledger\.home_not_writable"):
        home.make_home()


@pytest.mark.parametrize(("account", "mode"), [(1000, 0o700), (0, 0o711)])
def test_nobody_else_may_look_into_the_home(folder, account, mode, monkeypatch):
    monkeypatch.setattr(os, "geteuid", lambda: account)
    home.make_home("lake")
    assert stat.S_IMODE(folder.stat().st_mode) == mode  # root's server walks through as another


def test_root_keeps_its_things_where_others_can_walk(monkeypatch):
    monkeypatch.delenv("EHYA_HOME")
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    assert str(home.home()) == "/var/lib/ehya"


def test_anybody_else_keeps_them_among_their_own(monkeypatch, tmp_path):
    monkeypatch.delenv("EHYA_HOME")
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert home.home().name == "ehya"
    assert home.home().parent != tmp_path.root
