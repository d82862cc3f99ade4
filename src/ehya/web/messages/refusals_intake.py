"""How does Ehya say no to a file that somebody hands in, and to a row of it?"""

from collections.abc import Mapping

INTAKE: Mapping[str, Mapping[str, str]] = {
    # files of every kind
    "import.no_file": {
        "en": "no file was named. Name one, or write a template with --template FILE.xlsx.",
        "fa": "پرونده‌ای نام برده نشد. یکی نام ببرید یا با ‎--template FILE.xlsx الگو بگیرید.",
    },
    "import.cannot_write": {
        "en": "{file} cannot be written: {why}. Name a file in a folder of your own.",
        "fa": "{file} نوشته نمی‌شود: {why}. پرونده‌ای در پوشهٔ خودتان نام ببرید.",
    },
    "import.no_such_file": {
        "en": "{file} cannot be read: {why}. Check the name and who may read it.",
        "fa": "{file} خوانده نمی‌شود: {why}. نام پرونده و اجازهٔ خواندن آن را ببینید.",
    },
    "import.too_big": {
        "en": "{file} is larger than {megabytes} MB. Hand it in in parts.",
        "fa": "{file} از {megabytes} مگابایت بزرگ‌تر است. آن را در چند بخش بفرستید.",
    },
    "import.too_many_rows": {
        "en": "{file} has more than {most} rows. Hand it in in parts.",
        "fa": "{file} بیش از {most} ردیف دارد. آن را در چند بخش بفرستید.",
    },
    "import.too_many_columns": {
        "en": "{file} has {columns} columns; at most {most} are read. Keep the columns of"
        " the template and hand it in again.",
        "fa": "{file} دارای {columns} ستون است؛ حداکثر {most} ستون خوانده می‌شود. فقط ستون‌های"
        " الگو را نگه دارید و دوباره بفرستید.",
    },
    "import.not_a_table": {
        "en": "{file} is no table that is read here: CSV, Excel (.xlsx), OpenDocument (.ods) or Parquet."
        " Save the table as one of them.",
        "fa": "{file} جدولی نیست که اینجا خوانده شود: CSV، اکسل (.xlsx)، OpenDocument (.ods) یا Parquet."
        " جدول را به یکی از این‌ها ذخیره کنید.",
    },
    "import.old_excel": {
        "en": "{file} is an old Excel file (.xls). Open it and save it as .xlsx.",
        "fa": "{file} پروندهٔ قدیمی اکسل (.xls) است. آن را باز و به صورت .xlsx ذخیره کنید.",
    },
    "import.broken_workbook": {
        "en": "{file} is a damaged or locked workbook. Open it in a spreadsheet, save it without a"
        " password and hand it in again.",
        "fa": "{file} کارپوشه‌ای آسیب‌دیده یا قفل‌شده است. آن را در صفحه‌گسترده باز کنید، بدون گذرواژه"
        " ذخیره کنید و دوباره بفرستید.",
    },
    "import.broken_csv": {
        "en": "{file} breaks off in row {row:d}: a quotation mark is open or out of place. Mend that"
        " row, or save the table as .xlsx.",
        "fa": "{file} در ردیف {row:d} به هم ریخته است: نشانهٔ نقل‌قولی باز مانده یا نابه‌جاست. آن ردیف را"
        " درست کنید یا جدول را .xlsx ذخیره کنید.",
    },
    "import.encoding": {
        "en": "the letters of {file} cannot be read. Save it as “CSV UTF-8” or as .xlsx.",
        "fa": "حروف {file} خوانده نمی‌شود. آن را «CSV UTF-8» یا .xlsx ذخیره کنید.",
    },
    "import.empty": {
        "en": "{file} holds nothing. Fill in the template and hand it in.",
        "fa": "{file} خالی است. الگو را پر کنید و بفرستید.",
    },
    "import.no_header": {
        "en": "no row at the top of {file} names its columns; it begins with “{seen}”. Put the"
        " template's headings above the rows.",
        "fa": "در بالای {file} ردیفی نیست که ستون‌ها را نام ببرد؛ آغاز آن «{seen}» است. سرستون‌های الگو"
        " را بالای ردیف‌ها بگذارید.",
    },
    "import.column_missing": {
        "en": "the header of {file} (row {row:d}) lacks: {columns}. Add these columns and fill them in.",
        "fa": "در سرستون‌های {file} (ردیف {row:d}) این‌ها نیست: {columns}. این ستون‌ها را بیفزایید و پر"
        " کنید.",
    },
    "import.column_twice": {
        "en": "{file} names “{column}” twice in row {row:d}. Keep one of the two columns.",
        "fa": "{file} در ردیف {row:d} ستون «{column}» را دو بار دارد. یکی را نگه دارید.",
    },
    # publish: one cell of a handed-in file, or one field of a correction
    "import.cell_empty": {
        "en": "the cell is empty. Fill it in.",
        "fa": "این خانه خالی است. آن را پر کنید.",
    },
    "import.number": {
        "en": "“{value}” is not a number. Write 1811, 1,811 or 29.47.",
        "fa": "«{value}» عدد نیست. بنویسید ۱۸۱۱، ۱٬۸۱۱ یا ۲۹٫۴۷.",
    },
    "import.not_whole": {
        "en": "“{value}” is no whole number, but {unit} are counted whole. Write the exact count.",
        "fa": "«{value}» عدد صحیح نیست، ولی «{unit}» را درست می‌شمارند. شمار دقیق را بنویسید.",
    },
    "import.negative": {
        "en": "“{value}” is below zero. The record counts from zero up.",
        "fa": "«{value}» کمتر از صفر است. کارنامه از صفر به بالا می‌شمارد.",
    },
    "import.number_too_large": {
        "en": "“{value}” has more than {digits} digits or {decimals} decimals. Check the unit and write"
        " the number in full.",
        "fa": "«{value}» بیش از {digits} رقم یا {decimals} رقم اعشار دارد. واحد را ببینید و عدد را کامل"
        " بنویسید.",
    },
    "import.unit": {
        "en": "“{value}” is no unit that is known here. Use units, persons, percent, years, IRR, USD,"
        " toman or hemat; thousand, million, billion or trillion may stand before it.",
        "fa": "«{value}» واحد شناخته‌شده‌ای نیست. واحد، نفر، درصد، سال، ریال، دلار، تومان یا همت بنویسید؛"
        " هزار، میلیون یا میلیارد هم پیش از آن می‌آید.",
    },
    "import.unit_of_metric": {
        "en": "“{value}” is not what this metric is counted in: {unit}. Change the unit or the metric.",
        "fa": "«{value}» واحد این شاخص نیست؛ این شاخص با «{unit}» سنجیده می‌شود. یکی را عوض کنید.",
    },
    "import.day": {
        "en": "“{value}” is no day, month or year. Write 2024-08-12 or 1403/05/22; 2024-08 or 2024 if no"
        " more is known.",
        "fa": "«{value}» روز، ماه یا سال نیست. ۱۴۰۳/۰۵/۲۲ یا ۲۰۲۴-۰۸-۱۲ بنویسید؛ اگر بیش از این معلوم"
        " نیست ۲۰۲۴-۰۸ یا ۲۰۲۴.",
    },
    "import.period_backwards": {
        "en": "the period ends on {end}, before it begins on {start}. Exchange the two or mend one.",
        "fa": "دوره در {end} پایان می‌یابد، پیش از آغاز آن در {start}. جای دو تاریخ را عوض کنید یا یکی را"
        " درست کنید.",
    },
    "import.published_in_future": {
        "en": "“{value}” is after today, {today}. Give the day on which it was published.",
        "fa": "«{value}» پس از امروز ({today}) است. روز انتشار را بنویسید.",
    },
    "import.period_kind": {
        "en": "“{value}” is no kind of period. Use as_of, cumulative_since_year_start, full_year,"
        " target_for_year, since_government or event.",
        "fa": "«{value}» نوع دوره نیست. یکی از این‌ها را بنویسید: در تاریخ، از ابتدای سال، سال کامل، هدف"
        " سال، از ابتدای دولت، رویداد.",
    },
    "import.qualifier": {
        "en": "“{value}” does not tell how firm the number is. Use eq, over, under, approx, at_least or"
        " up_to.",
        "fa": "«{value}» قید مقدار نیست. یکی از این‌ها را بنویسید: دقیق، بیش از، کمتر از، حدود، دست‌کم، تا.",
    },
    "import.metric": {
        "en": "“{value}” is no metric of the vocabulary. Choose one from the template's sheet of metrics.",
        "fa": "«{value}» در واژگان شاخص‌ها نیست. یکی را از برگهٔ شاخص‌های الگو برگزینید.",
    },
    "import.metric_near": {
        "en": "“{value}” is no metric of the vocabulary. Is “{nearest}” meant?",
        "fa": "«{value}» در واژگان شاخص‌ها نیست. آیا «{nearest}» منظور است؟",
    },
    "import.place": {
        "en": "“{value}” is no province. Choose one from the template's sheet of places, or Iran.",
        "fa": "«{value}» استان نیست. یکی را از برگهٔ مکان‌های الگو برگزینید یا ایران بنویسید.",
    },
    "import.place_near": {
        "en": "“{value}” is no province. Is “{nearest}” meant?",
        "fa": "«{value}» استان نیست. آیا «{nearest}» منظور است؟",
    },
    "import.key": {
        "en": "“{value}” is no number of a claim. Write it like TT464008-01, or leave it empty.",
        "fa": "«{value}» شناسهٔ ادعا نیست. مانند TT464008-01 بنویسید یا خالی بگذارید.",
    },
    "import.solar_year": {
        "en": "“{value}” is no programme year. Write a Solar Hijri year such as 1403, or leave it empty.",
        "fa": "«{value}» سال برنامه نیست. سال هجری شمسی مانند ۱۴۰۳ بنویسید یا خالی بگذارید.",
    },
    "import.address": {
        "en": "“{value}” is no web address. Begin with http:// or https://, without blanks.",
        "fa": "«{value}» نشانی وب نیست. با http:// یا https:// و بدون فاصله بنویسید.",
    },
    "import.example": {
        "en": "this is the template's example, which nobody published. Delete the row.",
        "fa": "این نمونهٔ الگوست و کسی آن را منتشر نکرده است. این ردیف را پاک کنید.",
    },
    "import.formula": {
        "en": "“{value}” begins like a formula. Write the text itself.",
        "fa": "«{value}» مانند فرمول آغاز می‌شود. خود متن را بنویسید.",
    },
    "import.cell_too_long": {
        "en": "“{value}”… has {letters} letters; {most} are kept. Shorten it.",
        "fa": "«{value}»… دارای {letters} حرف است؛ حداکثر {most} حرف نگه داشته می‌شود. کوتاهش کنید.",
    },
    "import.same_claim_twice": {
        "en": "the same claim stands in row {first:d}. Keep one of the two rows, or give them different"
        " numbers of the claim.",
        "fa": "همین ادعا در ردیف {first:d} هست. یکی از دو ردیف را نگه دارید یا به هر یک شناسهٔ جدا بدهید.",
    },
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
        "fa": "«{value}» روز نیست. ۱۳۹۴/۰۳/۳۰ یا \u2066۲۰۱۵-۰۶-۲۰\u2069 بنویسید.",
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
    "import.nobody_known_by_that": {
        "en": "no unit of the register goes by a number in this row, and for a new unit a name is"
        " missing. Check the numbers, or write the name.",
        "fa": "واحدی با شماره‌های این ردیف در فهرست نیست و برای واحد تازه هم نامی نوشته نشده است."
        " شماره‌ها را وارسی کنید یا نام را بنویسید.",
    },
    "import.row_of_totals": {
        "en": "this row seems to add up the others and is no unit. Leave it out.",
        "fa": "این ردیف گویا جمع ردیف‌های دیگر است و واحدی نیست. آن را نفرستید.",
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
