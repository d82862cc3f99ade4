"""How are units looked at when one machine is too small?

On Apache Spark: each batch goes whole to one of its workers, which does with it what a loop would do
here (how far that is the same to the bit: docs/how-to/detect-on-spark.md). Needs the extra `spark` (pyspark, pandas) and Java;
what else of Ehya imports this module does so only when asked for Spark.
"""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from uuid import uuid4

import pyarrow as pa
import pyarrow.parquet as pq
from py4j.protocol import Py4JError
from pyarrow import fs
from pyspark import Broadcast
from pyspark.errors import PySparkException
from pyspark.sql import DataFrame, SparkSession

from ehya.detect.batch import packed, unpacked
from ehya.detect.looking import Task, looks_of
from ehya.engine import detect
from ehya.engine.refusal import Refusal
from ehya.register.lake import location

THIS_MACHINE: Final = "local[*]"
LOOPBACK: Final = "127.0.0.1"
FOLDER: Final = "ehya-spark"  # beside the readings: what is on its way to the workers and back
_GIVEN = ".arrow"
_TOLD = "place long, looks binary"
_WHOLE = str(1 << 40)  # of files so dear to open no two are put into one task [bytes]

Batches = Iterator[pa.RecordBatch]


def session(master: str | None = None) -> SparkSession:
    """Return a session on a cluster, or on this machine.

    Args:
        master: the cluster, e.g. "spark://head:7077"; what EHYA_SPARK names unless told.

    Raises:
        Refusal: "detect.no_spark" where there is no Java, or no such cluster.
    """
    master = master or os.environ.get("EHYA_SPARK", "").strip() or THIS_MACHINE
    settings = {
        "spark.sql.files.maxPartitionBytes": _WHOLE,
        "spark.sql.files.openCostInBytes": _WHOLE,
        "spark.sql.execution.arrow.maxRecordsPerBatch": "1",
        "spark.ui.enabled": "false",
    }
    if master.startswith("local"):  # speak to nobody else, with this very Python
        os.environ.setdefault("SPARK_LOCAL_IP", LOOPBACK)
        os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
        settings |= {"spark.driver.bindAddress": LOOPBACK, "spark.driver.host": LOOPBACK}
    builder = SparkSession.builder.master(master).appName("ehya-detect")
    for name, value in settings.items():
        builder = builder.config(name, value)
    try:
        return builder.getOrCreate()
    except (PySparkException, Py4JError) as trouble:
        raise Refusal("detect.no_spark", why=_why(trouble)) from trouble


def looks_on_spark(batches: Batches, task: Task) -> Batches:
    """Yield what is told of each batch, in their order.

    No more than one batch at a time is held here. What is on its way lies beside the readings and is
    taken away at the end, whatever happens; what a killed sweep left there goes with the next. A
    session that was open before stays open.

    Args:
        batches: as `batch.SCHEMA`.
        task: what was learnt, and the thresholds in force.

    Raises:
        Refusal: "detect.no_spark"; "detect.spark_failed" where a worker could not do it.
    """
    with _cluster() as spark, _staging() as staged:
        count = staged.give(batches)
        if count:
            _look(staged, task, spark)
            yield from staged.told(count)


@dataclass(frozen=True, slots=True)
class _Staging:
    """A folder that the workers see as well: in the home folder, or wherever EHYA_LAKE points."""

    files: fs.FileSystem
    root: str
    address: str  # of the root, as Spark calls it

    def give(self, batches: Batches) -> int:
        """Write batches, one a file, and return how many."""
        self.files.create_dir(f"{self.root}/given", recursive=True)
        count = 0
        for count, batch in enumerate(batches, 1):
            with self.files.open_output_stream(f"{self.root}/given/{count - 1:08}{_GIVEN}") as file:
                file.write(packed(batch))
        return count

    def told(self, count: int) -> Batches:
        """Yield the looks of so many batches, in their order."""
        found = self.files.get_file_info(fs.FileSelector(f"{self.root}/told"))
        paths = [info.path for info in found if info.path.endswith(".parquet")]
        at = {place: path for path in paths for place in self._read(path, "place")}
        for place in range(count):
            places, looks = self._read(at[place], "place"), self._read(at[place], "looks")
            yield unpacked(looks[places.index(place)])

    def _read(self, path: str, column: str) -> list[object]:
        table = pq.read_table(path, columns=[column], filesystem=self.files)
        return list(table.column(column).to_pylist())


@contextmanager
def _staging() -> Iterator[_Staging]:
    base = f"{location().rpartition('/')[0]}/{FOLDER}"
    files, folder = fs.FileSystem.from_uri(base)
    name = uuid4().hex
    _take_away(files, folder)
    try:
        yield _Staging(files, f"{folder}/{name}", f"{_as_spark_says(base)}/{name}")
    finally:
        _take_away(files, folder)


def _as_spark_says(address: str) -> str:
    if "://" not in address:
        return Path(address).as_uri()
    return address.replace("s3://", "s3a://", 1)


def _take_away(files: fs.FileSystem, folder: str) -> None:
    if files.get_file_info(folder).type != fs.FileType.NotFound:
        files.delete_dir(folder)


@contextmanager
def _cluster() -> Iterator[SparkSession]:
    own = SparkSession.getActiveSession() is None
    found = session()
    try:
        yield found
    finally:
        if own:
            found.stop()


def _look(staged: _Staging, task: Task, spark: SparkSession) -> None:
    shared = spark.sparkContext.broadcast(task)
    try:
        given = spark.read.format("binaryFile").load(f"{staged.address}/given")
        rows: DataFrame = given.select("path", "content").mapInArrow(_worker(shared), _TOLD)
        rows.write.parquet(f"{staged.address}/told")
    except (PySparkException, Py4JError) as trouble:
        raise Refusal("detect.spark_failed", why=_why(trouble)) from trouble
    finally:
        shared.destroy()


def _worker(shared: "Broadcast[Task]") -> Callable[[Batches], Batches]:
    """Return what a worker does; it goes there by value, and imports no more than it names."""

    def look(files: Batches) -> Batches:
        task = shared.value
        if task.pooled.method != detect.METHOD:
            raise ValueError(f"this worker's Ehya tells by {detect.METHOD}: install the same")
        for file in files:
            for path, content in zip(file.column("path"), file.column("content"), strict=True):
                place = int(path.as_py().rpartition("/")[2].split(".")[0])
                looks = packed(looks_of(unpacked(content.as_buffer()), task))
                yield pa.RecordBatch.from_pydict({"place": [place], "looks": [looks]})

    return look


def _why(trouble: Exception) -> str:
    """Return the one line of a cluster's many that says what was wrong."""
    lines = [line.strip() for line in str(trouble).splitlines() if line.strip()]
    telling = [line for line in lines if "Error: " in line or "Exception: " in line]
    return (telling or lines or [type(trouble).__name__])[-1][:300]
