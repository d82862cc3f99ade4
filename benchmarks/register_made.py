"""A register of any size with a past, made by COPY for measuring pages; no unit of it is real.

Each unit has one, two or three rows: told once; told and corrected; told and changed. That makes
about two rows a unit, with identifiers and contacts beside them.
"""

import json
import os
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.harness import ROOT
from ehya.engine.text import search_words, sort_key

TRADES = (
    *(("تولیدی", "Tolidi"), ("صنعتی", "Industrial"), ("فولاد", "Foolad"), ("پلاستیک", "Plastic")),
    *(("نساجی", "Textile"), ("آجر", "Brick"), ("سیمان", "Cement"), ("لبنیات", "Dairy")),
    *(("چوب", "Wood"), ("شیمی", "Chemie"), ("قطعات", "Parts"), ("دارو", "Pharma")),
    *(("کاشی", "Tile"), ("شیشه", "Glass"), ("ریخته‌گری", "Foundry"), ("چاپ", "Print")),
    *(("بسته‌بندی", "Packaging"), ("کنسرو", "Canning"), ("ماشین", "Machine"), ("کابل", "Cable")),
)
ROOTS = (
    *(("آریا", "Aria"), ("البرز", "Alborz"), ("مهر", "Mehr"), ("پارس", "Pars")),
    *(("کویر", "Kavir"), ("زاگرس", "Zagros"), ("سپید", "Sepid"), ("نوین", "Novin")),
    *(("آذر", "Azar"), ("هامون", "Hamoon"), ("خزر", "Khazar"), ("دنا", "Dena")),
    *(("سهند", "Sahand"), ("الوند", "Alvand"), ("تفتان", "Taftan"), ("بینالود", "Binalood")),
    *(("گلستان", "Golestan"), ("ارس", "Aras"), ("کارون", "Karoon"), ("شرق", "Shargh")),
    *(("یاس", "Yas"), ("طوس", "Toos"), ("راز", "Raz"), ("چکاد", "Chakad")),
)
ENDS = (
    *(("گستر", "Gostar"), ("سازان", "Sazan"), ("پرداز", "Pardaz"), ("کاران", "Karan")),
    *(("نگین", "Negin"), ("پایدار", "Paydar"), ("طلایی", "Talaei"), ("بهین", "Behin")),
    *(("کیمیا", "Kimia"), ("پویا", "Pooya"), ("آسمان", "Aseman"), ("نیک", "Nik")),
    *(("سبز", "Sabz"), ("درخشان", "Derakhshan"), ("یگانه", "Yeganeh"), ("فردا", "Farda")),
)
STATUSES, STATUS_SHARES = ("active", "semi_active", "idle", "gone"), (0.72, 0.12, 0.12, 0.04)
SIZES, SIZE_SHARES = ("micro", "small", "medium", "large"), (0.35, 0.5, 0.12, 0.03)
OWNERS, OWNER_SHARES = ("private", "cooperative", "public", "bank_held"), (0.88, 0.06, 0.03, 0.03)
SEED = 1403
# Proper names by rule, the commonest first: 48 beginnings, 24 middles; no firm's name is meant.
BEGINNINGS = [(fa, en) for fa, en in ROOTS] + [
    *(("رو", "Ro"), ("بر", "Bar"), ("سا", "Sa"), ("نو", "No"), ("ما", "Ma"), ("کا", "Ka")),
    *(("دل", "Del"), ("تا", "Ta"), ("پر", "Par"), ("شا", "Sha"), ("گل", "Gol"), ("مه", "Mah")),
    *(("آر", "Ar"), ("به", "Beh"), ("خو", "Kho"), ("زر", "Zar"), ("فر", "Far"), ("لا", "La")),
    *(("هو", "Hoo"), ("وا", "Va"), ("یا", "Ya"), ("جا", "Ja"), ("چا", "Cha"), ("را", "Ra")),
]
MIDDLES = [
    *(("", ""), ("مان", "man"), ("دیس", "dis"), ("تاب", "tab"), ("وند", "vand"), ("زاد", "zad")),
    *(("نوش", "noosh"), ("فام", "fam"), ("گون", "goon"), ("دشت", "dasht"), ("رود", "rood")),
    *(("سان", "san"), ("یار", "yar"), ("بان", "ban"), ("کوه", "kooh"), ("ستان", "stan")),
    *(("پاد", "pad"), ("داد", "dad"), ("شید", "shid"), ("مند", "mand"), ("نام", "nam")),
    *(("گیر", "gir"), ("بخش", "bakhsh"), ("ناز", "naz")),
]
PROPER = [(a + b, c + d) for b, d in MIDDLES for a, c in BEGINNINGS if b or (a, c) in ROOTS]
CHUNK = 20_000
KNOWN_FIRST, KNOWN_THEN = datetime(2022, 3, 21, tzinfo=UTC), datetime(2026, 3, 21, tzinfo=UTC)
TABLES = ("register_unitversion", "register_identifier", "register_contact", "register_unit")


def home_of(units: int) -> Path:
    """Return the home folder of a made register."""
    return ROOT / "build" / f"register-pages-{units}"


def prepare(units: int) -> bool:
    """Make the register where it is not made yet; tell whether it had to be made.

    The caller has set EHYA_HOME to `home_of(units)` and set Django up.
    """
    from ehya.cli.prepare import bring_up_to_date
    from ehya.ledger.actions import add_person, the_house

    mark = home_of(units) / "made.json"
    bring_up_to_date()  # a register made earlier gets the tables of today
    if mark.exists():
        return False
    add_person("reader", "a long password to measure", role="analyst", by=the_house(), chosen=True)
    _fill(units)
    mark.write_text(json.dumps({"units": units, "at": datetime.now(UTC).isoformat()}), "utf-8")
    return True


def _fill(units: int) -> None:
    from django.db import connection, transaction

    from ehya.ledger.actions import note, the_house

    event = note("register.make_synthetic", by=the_house(), units=units, seed=SEED)
    with transaction.atomic(), connection.cursor() as cursor:
        undone = _bare(cursor)
        cursor.execute(
            "INSERT INTO register_unit (id, number, synthetic)"
            " SELECT i, register_number(i), true FROM generate_series(1, %s) i",
            [units],
        )
        parks = _parks(cursor, event.pk)
        counties = _counties(cursor)
        with cursor.copy(f"COPY register_unitversion ({', '.join(COLUMNS)}) FROM STDIN") as out:
            for row in _rows(units, event.pk, parks, counties):
                out.write_row(row)
        _beside(cursor, event.pk)
        for line in undone:
            cursor.execute(line)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")


COLUMNS = (
    *("unit_id", "valid", "known", "event_id", "name_fa", "name_en", "sort_key", "words"),
    *("province_id", "county_id", "park_id", "address", "isic", "product", "status", "size"),
    *("ownership", "licensed_on", "capacity_unit", "licensed_jobs", "insured_jobs"),
    "contracted_kw",
)


def _rows(units: int, event: Any, parks: Any, counties: Any) -> Iterator[tuple[Any, ...]]:
    chance = np.random.default_rng(SEED)
    provinces = sorted(counties)
    weight = 1 / np.arange(2, 2 + len(provinces))
    sectors = [f"{c}" for c in _sectors()]
    sector_weight = 1 / np.arange(3, 3 + len(sectors))
    for start in range(0, units, CHUNK):
        size = min(CHUNK, units - start)
        pick = partial(_pick, chance, size)
        trade = pick(TRADES, _zipf(len(TRADES), 1.5))
        names = _zipf(len(PROPER), 0.8)
        root, end, root2 = pick(PROPER, names), pick(ENDS), pick(PROPER, names)
        where = pick(provinces, weight / weight.sum())
        sector = pick(sectors, sector_weight / sector_weight.sum())
        status, later = pick(STATUSES, STATUS_SHARES), pick(STATUSES, STATUS_SHARES)
        scale, owner = pick(SIZES, SIZE_SHARES), pick(OWNERS, OWNER_SHARES)
        kind, jobs = chance.random(size), chance.poisson(18, size)
        inside, nearby = chance.random(size) < 0.25, chance.integers(0, 1 << 30, size)
        days = chance.integers(0, 8000, size)
        for i in range(size):
            province = provinces[where[i]]
            told = {
                "fa": " ".join((TRADES[trade[i]][0], PROPER[root[i]][0], ENDS[end[i]][0])),
                "en": " ".join((PROPER[root[i]][1], ENDS[end[i]][1], TRADES[trade[i]][1])),
            }
            if nearby[i] % 3 == 0:
                told = {"fa": f"{told['fa']} {PROPER[root2[i]][0]}", "en": told["en"]}
            facts = (
                province,
                counties[province][nearby[i] % len(counties[province])],
                parks[province][nearby[i] % len(parks[province])] if inside[i] else None,
                f"بلوار صنعت، قطعهٔ {nearby[i] % 900 + 1}",
                sectors[sector[i]],
                TRADES[trade[i]][0],
            )
            rest = (SIZES[scale[i]], OWNERS[owner[i]], date(2000, 1, 1) + timedelta(int(days[i])))
            tail = (None if facts[2] else "", int(jobs[i]) + 2, int(jobs[i]), float(jobs[i]) * 6)
            yield from _past(
                start + i + 1,
                event,
                told,
                facts,
                rest,
                (STATUSES[status[i]], STATUSES[later[i]]),
                tail,
                kind[i],
            )


def _past(unit, event, told, facts, rest, statuses, tail, kind) -> Iterator[tuple[Any, ...]]:  # type: ignore[no-untyped-def] # noqa: PLR0913, ANN001
    born, changed = rest[2], max(rest[2] + timedelta(400), date(2025, 3, 21))
    first, second = statuses
    known, both, after = (
        f"[{KNOWN_FIRST.isoformat()},)",
        f"[{KNOWN_FIRST.isoformat()},{KNOWN_THEN.isoformat()})",
        f"[{KNOWN_THEN.isoformat()},)",
    )
    line = lambda valid, known, status, name: (
        unit,
        valid,
        known,
        event,
        name,
        told["en"],
        sort_key(name),
        search_words(name, told["en"], facts[3], facts[5]),
        *facts,
        status,
        *rest,
        "",
        tail[1],
        tail[2],
        tail[3],
    )
    always = f"[{born},)"
    if kind < 0.4:
        yield line(always, known, first, told["fa"])
    elif kind < 0.7:
        yield line(always, both, first, told["fa"].replace("ی", "ي", 1))
        yield line(always, after, first, told["fa"])
    else:
        yield line(always, both, first, told["fa"])
        yield line(f"[{born},{changed})", after, first, told["fa"])
        yield line(f"[{changed},)", after, second, told["fa"])


def _pick(chance: Any, size: int, many: Any, shares: Any = None) -> Any:
    return chance.choice(len(many), size, p=shares)


def _zipf(many: int, power: float) -> Any:
    weight = 1 / np.arange(1, many + 1) ** power
    return weight / weight.sum()


def _sectors() -> list[int]:
    return [division * 100 + group for division in range(10, 34) for group in (10, 20, 29, 30, 91)]


def _counties(cursor: Any) -> dict[str, list[str]]:
    cursor.execute("SELECT province_id, code FROM register_county ORDER BY 1, 2")
    found: dict[str, list[str]] = {}
    for province, code in cursor.fetchall():
        found.setdefault(province, []).append(code)
    return found


def _parks(cursor: Any, event: Any) -> dict[str, list[str]]:
    cursor.execute("SELECT iso, name_en, name_fa FROM register_province ORDER BY iso")
    found: dict[str, list[str]] = {}
    number = 0
    for iso, name_en, name_fa in cursor.fetchall():
        for nth in range(1, 28):
            number += 1
            code = f"P-{number:04d}"
            found.setdefault(iso, []).append(code)
            cursor.execute("INSERT INTO register_park (code, synthetic) VALUES (%s, true)", [code])
            cursor.execute(
                "INSERT INTO register_parkversion (park_id, valid, known, event_id, name_en,"
                " name_fa, sort_key, kind, province_id, services) VALUES"
                " (%s, '[2000-01-01,)', %s, %s, %s, %s, %s, 'town', %s, '{}')",
                [
                    code,
                    f"[{KNOWN_FIRST.isoformat()},)",
                    event,
                    f"{name_en} Park {nth}",
                    f"شهرک {nth} {name_fa}",
                    sort_key(f"شهرک {nth} {name_fa}"),
                    iso,
                ],
            )
    return found


def _beside(cursor: Any, event: Any) -> None:
    """Three numbers and one contact a unit."""
    for scheme, value in (
        ("permit", "'117/' || id"),
        ("national_id", "(10000000000 + id / 2)::text"),
        ("electricity", "(9000000000000 + id)::text"),
    ):
        columns = "unit_id, scheme, value, issuer, valid, known, event_id"
        told = f"SELECT id, '{scheme}', {value}, '', '[2010-01-01,)', %s, %s FROM register_unit"  # noqa: S608
        facts = [f"[{KNOWN_FIRST.isoformat()},)", event]
        cursor.execute(f"INSERT INTO register_identifier ({columns}) {told}", facts)
    cursor.execute(
        "INSERT INTO register_contact (unit_id, kind, value, known, event_id)"
        " SELECT id, 'phone', '021' || id, %s, %s FROM register_unit",
        [f"[{KNOWN_FIRST.isoformat()},)", event],
    )


def _bare(cursor: Any) -> list[str]:
    """Take indexes and exclusions off the tables; return what puts them on again."""
    again = []
    cursor.execute(
        "SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint"
        " WHERE contype IN ('x', 'f') AND conrelid = ANY(%s::regclass[])",
        [list(TABLES)],
    )
    for table, name, told in cursor.fetchall():
        cursor.execute(f'ALTER TABLE {table} DROP CONSTRAINT "{name}"')
        again.append(f'ALTER TABLE {table} ADD CONSTRAINT "{name}" {told}')
    cursor.execute(
        "SELECT indexname, indexdef FROM pg_indexes i WHERE tablename = ANY(%s) AND NOT EXISTS"
        " (SELECT FROM pg_constraint c WHERE c.conname = i.indexname)",
        [list(TABLES)],
    )
    found = cursor.fetchall()
    for name, _ in found:
        cursor.execute(f'DROP INDEX "{name}"')
    return [told for _, told in found] + again


def at_home(units: int) -> None:
    """Point this process at the home of a made register, and wake Django."""
    folder = home_of(units)
    folder.mkdir(parents=True, exist_ok=True)
    os.environ["EHYA_HOME"] = str(folder)
    os.environ["DJANGO_SETTINGS_MODULE"] = "ehya.web.settings"
    os.environ.pop("DATABASE_URL", None)
    import django

    django.setup()
