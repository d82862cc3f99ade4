"""Past one machine the same is told of every unit, to the bit."""

import shutil
from dataclasses import replace

import numpy as np
import pyarrow as pa
import pytest
from benchmarks.detect_made import made

from ehya.detect.batch import SCHEMA, Form, packed, panel_of
from ehya.detect.looking import Task, looks_of
from ehya.detect.spark import FOLDER, looks_on_spark, session
from ehya.engine.detect import pool
from ehya.engine.refusal import Refusal
from ehya.ledger.rules import idleness_thresholds

pytestmark = pytest.mark.heavy

UNITS, MONTHS = 700, 36


@pytest.fixture(scope="module")
def spark():
    assert shutil.which("java"), "Spark needs Java: install a JRE of version 17 or newer."
    cluster = session("local-cluster[2,1,1024]")
    yield cluster
    cluster.stop()


@pytest.fixture
def lake(tmp_path, monkeypatch):
    monkeypatch.setenv("EHYA_LAKE", str(tmp_path))
    return tmp_path


@pytest.fixture(scope="module")
def whole():
    """Return made-up units in one batch; the last hundred were never read."""
    panel = made(UNITS, MONTHS, lost=0.03, seed=5).panel
    readings = panel.readings.astype(np.float32)
    readings[-100:] = np.nan
    rows = {
        "unit": np.arange(UNITS) + 1000,
        "group": panel.group,
        "told": ["active", "idle"] * (UNITS // 2),
        "readings": list(readings.reshape(UNITS, -1)),
        "capacity": list(np.full((UNITS, 2), np.nan, dtype=np.float32)),
    }
    return pa.RecordBatch.from_pydict(rows, schema=SCHEMA)


@pytest.fixture(scope="module")
def task(whole):
    form = Form(MONTHS, (False, True))
    rules = idleness_thresholds()
    return Task(form, pool(panel_of(whole, form), rules), rules)


def dealt(whole, size):
    return [whole.slice(start, size) for start in range(0, UNITS, size)]


def test_the_cluster_tells_what_a_loop_tells_to_the_bit(spark, lake, whole, task):
    batches = dealt(whole, 50)
    here = [packed(looks_of(batch, task)) for batch in batches]
    there = [packed(looks) for looks in looks_on_spark(iter(batches), task)]
    assert len(here) == 14
    assert there == here


def test_units_that_were_never_read_are_told_of_by_nobody(spark, lake, whole, task):
    told = list(looks_on_spark(iter(dealt(whole, 100)), task))
    assert [looks.num_rows for looks in told] == [100] * 6 + [0]


def test_nothing_is_left_beside_the_readings(spark, lake, whole, task):
    (lake / FOLDER / "of-a-killed-sweep").mkdir(parents=True)
    looks = looks_on_spark(iter(dealt(whole, 350)), task)
    next(looks)
    assert (lake / FOLDER).exists()
    assert not (lake / FOLDER / "of-a-killed-sweep").exists()
    looks.close()
    assert not (lake / FOLDER).exists()


def test_a_worker_with_another_method_is_refused_and_nothing_is_left(spark, lake, whole, task):
    older = replace(task.pooled, method="detect.states/0")
    with pytest.raises(Refusal) as refused:
        list(looks_on_spark(iter(dealt(whole, 350)), task._replace(pooled=older)))
    assert refused.value.code == "detect.spark_failed"
    assert "install the same" in refused.value.facts["why"]
    assert not (lake / FOLDER).exists()


def test_an_object_stores_address_is_gone_to_as_a_folder_is(
    spark, tmp_path, monkeypatch, whole, task
):
    monkeypatch.setenv("EHYA_LAKE", (tmp_path / "far").as_uri())
    batches = dealt(whole, 350)
    there = [packed(looks) for looks in looks_on_spark(iter(batches), task)]
    assert there == [packed(looks_of(batch, task)) for batch in batches]
    assert not (tmp_path / "far" / FOLDER).exists()


def test_a_session_that_was_open_stays_open(spark, lake, whole, task):
    list(looks_on_spark(iter([whole]), task))
    assert spark.range(3).count() == 3
