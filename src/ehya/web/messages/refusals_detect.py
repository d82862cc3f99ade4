"""How does Ehya say no to somebody who asks which units stand idle?"""

from collections.abc import Mapping

DETECT: Mapping[str, Mapping[str, str]] = {
    "detect.no_such_file": {
        "en": "There is no file {file}. Check its name and folder.",
        "fa": "پرونده‌ای به نام {file} نیست. نام و پوشه را وارسی کنید.",
    },
    "detect.not_a_table": {
        "en": "{file} cannot be read as a table: {why}. Save it as CSV in UTF-8 or as Parquet.",
        "fa": "{file} را نمی‌توان چون جدول خواند: {why}. آن را CSV با UTF-8 یا Parquet ذخیره کنید.",
    },
    "detect.no_column": {
        "en": "{file} has no column “{column}”. Its columns are: {columns}.",
        "fa": "{file} ستونی به نام «{column}» ندارد. ستون‌هایش این‌هاست: {columns}.",
    },
    "detect.no_signal": {
        "en": "No signal was named. Name the columns that were read, e.g. --signal kwh,workers.",
        "fa": "نشانه‌ای نام برده نشد. ستون‌های قرائت را بگویید، مانند ‎--signal kwh,workers.",
    },
    "detect.column_twice": {
        "en": "The column “{column}” was named for two things. Name a column of its own for each.",
        "fa": "ستون «{column}» برای دو چیز نام برده شد. برای هر کدام ستونی جدا بگویید.",
    },
    "detect.no_rows": {
        "en": "{file} has no rows below its headings, so there is nothing to tell. Send a table with"
        " readings.",
        "fa": "{file} زیر سرستون‌ها ردیفی ندارد و چیزی برای گفتن نیست. جدولی با قرائت بفرستید.",
    },
    "detect.no_readings": {
        "en": "{file} holds no reading at all in {columns}: every cell is empty. Name the columns that"
        " were read.",
        "fa": "{file} در {columns} هیچ قرائتی ندارد و همهٔ خانه‌ها خالی است. ستون‌های قرائت را نام"
        " ببرید.",
    },
    "detect.no_unit": {
        "en": "{file}, row {row:d}: “{column}” is empty, so nobody knows whose reading it is. Fill it in"
        " or take the row out.",
        "fa": "{file}، ردیف {row:d}: «{column}» خالی است و روشن نیست قرائت از آنِ کدام واحد است. آن را پر"
        " کنید یا ردیف را بردارید.",
    },
    "detect.bad_time": {
        "en": "{file}, row {row:d}: “{value}” in “{column}” is no year, quarter, month or day. Write 2024,"
        " 2024Q3, 2024-07 or 2024-07-31, in either calendar.",
        "fa": "{file}، ردیف {row:d}: «{value}» در «{column}» سال، فصل، ماه یا روز نیست. چنین بنویسید: 1403،"
        " 1403Q2، 1403-05 یا 1403-05-31، در هر یک از دو تقویم.",
    },
    "detect.two_kinds_of_time": {
        "en": "{file}, row {row:d}: “{value}” in “{column}” is not written as “{first}” in the first row"
        " is. Write all times alike: years, quarters, months or days.",
        "fa": "{file}، ردیف {row:d}: «{value}» در «{column}» مانند «{first}» در ردیف نخست نوشته نشده است."
        " همهٔ زمان‌ها را یکسان بنویسید: سال، فصل، ماه یا روز.",
    },
    "detect.too_many_periods": {
        "en": "{file} spans {periods} periods; at most {limit} are told. Look for a mistyped year.",
        "fa": "{file} روی {periods} دوره کشیده شده است؛ تا {limit} دوره پذیرفته است. دنبال سالی بگردید که"
        " اشتباه نوشته شده است.",
    },
    "detect.bad_number": {
        "en": "{file}, row {row:d}: “{value}” in “{column}” is not a number. Write the reading in digits,"
        " or leave the cell empty where nothing was read.",
        "fa": "{file}، ردیف {row:d}: «{value}» در «{column}» عدد نیست. قرائت را با رقم بنویسید یا اگر چیزی"
        " خوانده نشده، خانه را خالی بگذارید.",
    },
    "detect.negative": {
        "en": "{file}, row {row:d}: “{value}” in “{column}” cannot be a reading: it is below zero or"
        " without end. Correct it, or leave the cell empty.",
        "fa": "{file}، ردیف {row:d}: «{value}» در «{column}» قرائت نیست: از صفر کمتر یا بی‌پایان است. آن را"
        " درست کنید یا خانه را خالی بگذارید.",
    },
    "detect.row_twice": {
        "en": "{file}, row {row:d}: {unit} has another row for {time}, row {first:d}. Keep one row for"
        " each unit and time (several in a month: add them up first).",
        "fa": "{file}، ردیف {row:d}: {unit} برای {time} پیش‌تر ردیفی دارد، ردیف {first:d}. برای هر واحد و هر"
        " زمان یک ردیف نگه دارید (اگر در ماه چند ردیف است نخست جمع بزنید).",
    },
    "detect.no_such_form": {
        "en": "{file} must end in one of {wanted}. Name the file to be written so.",
        "fa": "نام {file} باید به یکی از {wanted} پایان یابد. نام پروندهٔ خروجی را چنین بنویسید.",
    },
    "detect.over_itself": {
        "en": "{file} is the table that was given; it is not written over. Name another file.",
        "fa": "{file} همان جدول داده‌شده است و رویش نوشته نمی‌شود. نام دیگری بدهید.",
    },
    "detect.cannot_write": {
        "en": "{file} could not be written: {why}. Nothing half-written was left.",
        "fa": "{file} نوشته نشد: {why}. چیز نیمه‌کاره‌ای نماند.",
    },
}
