"""How does Ehya say no to a file that somebody hands in, and to a row of it?"""

from collections.abc import Mapping

INTAKE: Mapping[str, Mapping[str, str]] = {
    "import.line_too_long": {
        "en": "row {row:d} of {file} has more than {most} letters, so it is no table. Save the table"
        " as CSV UTF-8 or .xlsx and hand it in again.",
        "fa": "ردیف {row:d} در {file} بیش از {most} نویسه دارد، پس جدول نیست. جدول را «CSV UTF-8» یا"
        " .xlsx ذخیره کنید و دوباره بفرستید.",
    },
    "import.too_many_cells": {
        "en": "a sheet of {file} is {rows} rows by {columns} columns; a workbook is read up to {most}"
        " cells. Delete what stands far from the table, or save it as CSV.",
        "fa": "برگه‌ای از {file} به اندازهٔ {rows} ردیف در {columns} ستون است؛ کارپوشه تا {most} خانه"
        " خوانده می‌شود. آنچه دور از جدول است پاک کنید یا آن را CSV ذخیره کنید.",
    },
    "import.hidden_only": {
        "en": "all filled sheets of {file} are hidden, and hidden sheets are not read. Show the sheet"
        " that is meant and hand the file in again.",
        "fa": "همهٔ برگه‌های پرِ {file} پنهان است و برگهٔ پنهان خوانده نمی‌شود. برگهٔ موردنظر را آشکار"
        " کنید و دوباره بفرستید.",
    },
    "import.broken_parquet": {
        "en": "{file} is a damaged Parquet file. Write it again, or save the table as CSV.",
        "fa": "{file} پروندهٔ Parquet آسیب‌دیده‌ای است. آن را از نو بسازید یا جدول را CSV ذخیره کنید.",
    },
}
