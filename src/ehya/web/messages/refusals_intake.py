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
    "import.no_rows": {
        "en": "{file} has headings and no rows to read (the form's example rows are passed over)."
        " Fill in rows and hand it in again.",
        "fa": "{file} سرستون دارد ولی ردیفی برای خواندن ندارد (ردیف‌های نمونهٔ الگو خوانده نمی‌شود)."
        " ردیف‌ها را پر کنید و دوباره بفرستید.",
    },
    "import.no_such_column": {
        "en": "“{heading}” cannot mean “{column}”: there is no such column. There are: {wanted}.",
        "fa": "«{heading}» نمی‌تواند به معنای «{column}» باشد: چنین ستونی نیست. ستون‌ها: {wanted}.",
    },
    "import.bad_map": {
        "en": '“{value}” does not say what a heading means. Write it as "heading=column", e.g.'
        ' --map "کد=permit".',
        "fa": "«{value}» نمی‌گوید سرستون به چه معناست. به شکل «سرستون=ستون» بنویسید، مانند"
        ' ‎--map "کد=permit".',
    },
    "import.running": {
        "en": "{file} is being taken in at this very moment. Wait until that has ended.",
        "fa": "{file} همین حالا در حال ورود است. تا پایان آن صبر کنید.",
    },
    "import.not_waiting": {
        "en": "this file does not wait to be taken in: it has ended or was never read to its end."
        " Hand it in again.",
        "fa": "این پرونده در انتظار ورود نیست: کارش پایان یافته یا تا آخر خوانده نشده است. دوباره"
        " بفرستیدش.",
    },
    "import.no_such_import": {
        "en": "no such file was handed in. Choose one from the list of files.",
        "fa": "چنین پرونده‌ای فرستاده نشده است. یکی را از فهرست پرونده‌ها برگزینید.",
    },
    # one cell of a file of units
    "import.percent": {
        "en": "“{value}” is a percentage; this column takes a number. Write the number itself.",
        "fa": "«{value}» درصد است؛ این ستون عدد می‌خواهد. خود عدد را بنویسید.",
    },
    "import.counted_whole": {
        "en": "“{value}” is no whole number, and persons are counted whole. Write the exact count.",
        "fa": "«{value}» عدد صحیح نیست و نفر را درست می‌شمارند. شمار دقیق را بنویسید.",
    },
    "import.out_of_range": {
        "en": "“{value}” is outside what this column can hold, {least} to {most}. Check the number and"
        " its unit.",
        "fa": "«{value}» بیرون از گسترهٔ این ستون است: از {least} تا {most}. عدد و یکای آن را ببینید.",
    },
    "import.one_day": {
        "en": "“{value}” is no day. Write 2015-06-20 or 1394/03/30.",
        "fa": "«{value}» روز نیست. ۱۳۹۴/۰۳/۳۰ یا ۲۰۱۵-۰۶-۲۰ بنویسید.",
    },
    "import.day_to_come": {
        "en": "“{value}” is still to come; today is {today}. Write a day that has been.",
        "fa": "«{value}» هنوز نیامده است؛ امروز {today} است. روزی را بنویسید که گذشته باشد.",
    },
    "import.word": {
        "en": "“{value}” is none of the words of this column: {wanted_en}. Write one of them.",
        "fa": "«{value}» از واژه‌های این ستون نیست: {wanted_fa}. یکی از این‌ها را بنویسید.",
    },
    "import.never_empty": {
        "en": "a dash would empty this cell, and a unit is never without it. Write what it is, or"
        " leave the cell empty to say nothing.",
        "fa": "خط تیره این خانه را خالی می‌کند، ولی هیچ واحدی بی آن نیست. مقدار را بنویسید یا خانه را"
        " خالی بگذارید تا چیزی نگوید.",
    },
    # one row of a file of units
    "import.no_such_number": {
        "en": "no unit has the number {value}. Correct it, or leave the cell empty for a new unit.",
        "fa": "واحدی با شمارهٔ {value} نیست. آن را درست کنید یا برای واحد تازه خانه را خالی بگذارید.",
    },
    "import.several_units": {
        "en": "this row may mean any of these units: {numbers}. Write the number of the one that is"
        " meant.",
        "fa": "این ردیف می‌تواند هر یک از این واحدها باشد: {numbers}. شمارهٔ واحد موردنظر را بنویسید.",
    },
    "import.same_unit_twice": {
        "en": "row {first:d} speaks of the same unit. Keep one of the two rows, or tell them apart by"
        " a number.",
        "fa": "ردیف {first:d} هم دربارهٔ همین واحد است. یکی از دو ردیف را نگه دارید یا با شماره‌ای از هم"
        " جدایشان کنید.",
    },
    "import.before_unit": {
        "en": "the file speaks of {day}, and unit {number} is known from {first} on. Hand it in as of"
        " that day or a later one.",
        "fa": "پرونده از {day} سخن می‌گوید و واحد {number} از {first} شناخته است. آن را با همان روز یا روزی"
        " پس از آن بفرستید.",
    },
    "import.outside_scope": {
        "en": "this unit is in {province_en}, which is not yours to change. Leave the row to the office"
        " there.",
        "fa": "این واحد در {province_fa} است که در حوزهٔ شما نیست. این ردیف را به ادارهٔ همان‌جا بسپارید.",
    },
}
