import json
from datetime import date

import pytest

from ehya import cli
from ehya.register.actions.particulars import add_identifier
from ehya.register.actions.units import add_unit

pytestmark = pytest.mark.django_db


@pytest.fixture
def twins(steward):
    from ehya.register.models import Province

    told = {"name_en": "Semnan", "name_fa": "سمنان", "sort_key": "1", "lat": 35, "lon": 53}
    Province.objects.get_or_create(iso="IR-20", defaults=told)
    for name in ("لوله‌سازی نمونه", "لوله سازی نمونه"):
        facts = {"name_fa": name, "province": "IR-20"}
        number = add_unit(facts, by=steward, on=date(2019, 3, 21))
        add_identifier(number, "permit", "20-3311", by=steward)


def say(monkeypatch, capsys, *words):
    monkeypatch.setattr("sys.argv", ["ehya", "duplicates", *words])
    monkeypatch.setattr("ehya.cli.prepare.bring_up_to_date", lambda: None)
    monkeypatch.setattr("ehya.cli.duplicates.bring_up_to_date", lambda: None)
    with pytest.raises(SystemExit) as ended:
        cli.main()
    return ended.value.code, capsys.readouterr()


def test_the_command_counts_what_it_found(twins, monkeypatch, capsys):
    code, told = say(monkeypatch, capsys, "--json")
    found = json.loads(told.out)
    assert not code
    assert {name: found[name] for name in ("units", "pairs", "added", "dropped")} == {
        "units": 2,
        "pairs": 1,
        "added": 1,
        "dropped": 0,
    }


def test_the_command_speaks_persian(twins, monkeypatch, capsys):
    _code, told = say(monkeypatch, capsys, "--language", "fa")
    assert "۲ واحد" in told.out and "۱ جفت" in told.out


def test_somebody_nobody_knows_is_refused_in_one_line(twins, monkeypatch, capsys):
    code, told = say(monkeypatch, capsys, "--by", "nobody-here")
    assert code == 2
    assert told.err.strip().count("\n") <= 1
