"""Which tests of the register can be run here?"""

import shutil
from importlib.util import find_spec

# Linking on Spark needs its extra and Java (`make test-all` installs the one and asks for the other).
collect_ignore = (
    [] if find_spec("pyspark") and shutil.which("java") else ["test_duplicates_on_spark.py"]
)
