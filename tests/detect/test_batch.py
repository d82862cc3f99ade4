"""A cluster's workers have neither the house's settings nor its database."""

import json
import subprocess
import sys

IMPORTED = "import json, sys, ehya.detect.looking; print(json.dumps(list(sys.modules)))"


def test_whoever_looks_at_a_batch_needs_neither_settings_nor_database():
    asked = [sys.executable, "-c", IMPORTED]
    done = subprocess.run(asked, env={"PATH": "/usr/bin"}, capture_output=True, check=True)
    rooms = {name.split(".")[0] for name in json.loads(done.stdout)}
    assert "pyarrow" in rooms
    assert not {"django", "psycopg", "duckdb"} & rooms
