"""What does a large file of units look like, for measuring how it is taken in?

Made by rule from a seed: names of Persian words, right check digits, both calendars, Persian digits
here and there, as offices send them. Nothing in it is a real firm.
"""

from pathlib import Path

import numpy as np
import polars as pl
import xlsxwriter
from numpy.typing import NDArray

from ehya.register.identifiers import bill_check, legal_check
from ehya.register.places import COUNTIES, PROVINCES

KINDS = (
    "فولاد",
    "صنایع غذایی",
    "نساجی",
    "پلاستیک",
    "سیمان",
    "کاشی",
    "قطعه‌سازی",
    "چوب",
    "دارویی",
    "لبنیات",
)
NAMES = (
    "البرز",
    "زاگرس",
    "کویر",
    "سپهر",
    "آریا",
    "پارس",
    "نوین",
    "تلاش",
    "گستر",
    "آسمان",
    "مهر",
    "دماوند",
)
NAMES_EN = (
    "Alborz",
    "Zagros",
    "Kavir",
    "Sepehr",
    "Arya",
    "Pars",
    "Novin",
    "Talash",
    "Gostar",
    "Aseman",
    "Mehr",
    "Damavand",
)
PLACES = ("شهر", "دشت", "کوه", "رود", "سار", "بان", "راد", "فام", "سان", "مند")
CLASSES = ("2410", "1050", "1311", "2220", "2394", "2392", "2930", "1629", "2100", "1030")
STATUS = ("فعال", "active", "راکد", "نیمه‌فعال")
SIZES = ("خرد", "کوچک", "متوسط", "بزرگ")
_PERSIAN = str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")


def units_frame(rows: int, seed: int = 1403) -> pl.DataFrame:
    """Return a file of so many new units, each with numbers of its own, as text."""
    rng = np.random.default_rng(seed)
    serial = np.arange(rows)
    county = rng.integers(0, len(COUNTIES), rows)
    counties = list(COUNTIES.values())
    kind, first, second = (rng.integers(0, n, rows) for n in (len(KINDS), len(NAMES), len(NAMES)))
    place = rng.integers(0, len(PLACES), rows)
    jobs = rng.integers(1, 400, rows)
    year, month, day = (
        rng.integers(1365, 1403, rows),
        rng.integers(1, 13, rows),
        rng.integers(1, 29, rows),
    )
    days = [f"{y}/{m:02d}/{d:02d}" for y, m, d in zip(year, month, day, strict=True)]
    return pl.DataFrame(
        {
            "نام فارسی": [
                f"شرکت {KINDS[k]} {NAMES[a]} {NAMES[b]}{PLACES[p]}"
                for k, a, b, p in zip(kind, first, second, place, strict=True)
            ],
            "Latin name": [f"{NAMES_EN[a]} {NAMES_EN[b]} Co." for a, b in zip(first, second, strict=True)],
            "استان": [PROVINCES[counties[c].province].name_fa for c in county],
            "شهرستان": [counties[c].name_fa for c in county],
            "نشانی": [f"خیابان صنعت {n % 90 + 1}، پلاک {n % 400 + 1}" for n in serial],
            "عرض جغرافیایی": np.round(rng.uniform(26, 39, rows), 5).astype(str),
            "طول جغرافیایی": np.round(rng.uniform(45, 62, rows), 5).astype(str),
            "آیسیک": [CLASSES[k] for k in kind],
            "محصول": [KINDS[k] for k in kind],
            "وضعیت": [STATUS[s] for s in rng.choice(4, rows, p=(0.6, 0.15, 0.15, 0.1))],
            "اندازه": [SIZES[min(3, int(j) // 50)] for j in jobs],
            "تاریخ پروانه": days,
            "ظرفیت": [f"{c:,}" for c in rng.integers(10, 90_000, rows)],
            "یکای ظرفیت": ["تن"] * rows,
            "اشتغال پروانه": [str(j).translate(_PERSIAN) if j % 7 == 0 else str(j) for j in jobs],
            "بیمه‌شدگان": (jobs * 8 // 10).astype(str),
            "دیماند": (jobs * 3).astype(str),
            "شماره پروانه": [f"1{n:08d}" for n in serial + seed * 10_000_000 % 90_000_000],
            "شناسه ملی": _legal_ids(serial, seed),
            "کد کارگاه": [f"{n + seed * 3:010d}" for n in serial],
            "شناسه قبض برق": _bills(serial, seed),
            "تلفن همراه": [f"0912{n % 10_000_000:07d}" for n in serial],
        }
    )  # fmt: skip


def _digits(numbers: NDArray[np.int64], width: int) -> NDArray[np.int64]:
    return (numbers[:, None] // 10 ** np.arange(width - 1, -1, -1)) % 10


def _legal_ids(serial: NDArray[np.int64], seed: int) -> list[str]:
    body = 10_120_000_00 + serial + seed
    checks = legal_check(_digits(body, 10))
    return [f"{b}{c}" for b, c in zip(body, checks, strict=True)]


def _bills(serial: NDArray[np.int64], seed: int) -> list[str]:
    body = (10_000_000_000 + (serial + seed) * 7) * 10 + 2
    checks = bill_check(_digits(body, 12))
    return [f"{b}{c}" for b, c in zip(body, checks, strict=True)]


def write_xlsx(frame: pl.DataFrame, path: Path) -> None:
    """Write a workbook row by row, in little memory."""
    with xlsxwriter.Workbook(path, {"constant_memory": True}) as book:
        page = book.add_worksheet("units")
        page.write_row(0, 0, frame.columns)
        for at, row in enumerate(frame.iter_rows(), start=1):
            page.write_row(at, 0, row)
