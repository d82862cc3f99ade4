"""Which kinds of file can a list become, and who writes each?"""

from collections.abc import Mapping

from ehya.register.exporting.workbook import write_xlsx
from ehya.register.exporting.writing import Writer, write_csv, write_geojson, write_parquet

WRITERS: Mapping[str, Writer] = {
    "xlsx": write_xlsx,
    "csv": write_csv,
    "parquet": write_parquet,
    "geojson": write_geojson,
}
