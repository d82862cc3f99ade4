"""Past one machine the same pairs are found, with the same chances."""

import shutil

import polars as pl
import pytest

from ehya.ledger.rules import load
from ehya.register.duplicates import find_pairs
from ehya.register.duplicates.spark import find_pairs_on_spark, session

pytestmark = pytest.mark.heavy


@pytest.fixture(scope="module")
def spark():
    assert shutil.which("java"), "Spark needs Java: install a JRE of version 17 or newer."
    cluster = session("local-cluster[2,1,1024]", partitions=4)
    yield cluster
    cluster.stop()


def works(number, name, **more):
    return {"id": number, "name_fa": name, "province": "IR-20", "county": "c1", **more}


def test_spark_finds_what_one_machine_finds(spark):
    names = [
        f"{kind} {word}" for kind in ("کاشی", "نساجی", "قند") for word in ("آفتاب", "مهر", "بلوط")
    ]
    rows = [works(n, name, permit=f"20-{n:04}") for n, name in enumerate(names, 1)]
    rows += [
        works(101, "شرکت کاشی آفتاب", permit="20-0001", phone="02333334444"),
        works(102, "کاشی افتاب", phone="02333334444", lat=35.5, lon=53.4),
        works(103, None, name_en="Kashi Aftab", lat=35.5, lon=53.4),
    ]
    raw = pl.DataFrame(rows, infer_schema_length=None)
    rules = {**load("duplicates"), "shown_from": 0.01}
    here = find_pairs(raw, rules)
    there = find_pairs_on_spark(raw, rules, spark=spark)
    assert len(here) >= 3
    assert here.select("one", "other").rows() == there.select("one", "other").rows()
    assert there["probability"].to_list() == pytest.approx(here["probability"].to_list(), rel=1e-6)
    assert there["name_level"].to_list() == here["name_level"].to_list()
