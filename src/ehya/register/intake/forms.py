"""What does the form for units look like, that somebody may fill and hand in?"""

from collections.abc import Iterable

from ehya.register.classes import CLASSES
from ehya.register.intake import papers
from ehya.register.intake.fields import COLUMNS, EXAMPLES, WORDS
from ehya.register.intake.rates_fields import EXAMPLES as RATE_EXAMPLES
from ehya.register.intake.rates_fields import HEADINGS, Kind
from ehya.register.intake.rates_fields import WORDS as RATE_WORDS
from ehya.register.intake.readings import headings
from ehya.register.places import COUNTIES, PROVINCES
from ehya.register.signals import signals

_SIDE = {"en": 0, "fa": 1}
_SHEETS = {"en": "units", "fa": "واحدها"}


def template_workbook(parks: Iterable[tuple[str, str, str, str]] = ()) -> bytes:
    """Return a workbook to fill: a sheet a language with an example, and the words to choose from.

    Args:
        parks: those that stand, as (code, province, Latin name, Persian name).
    """
    words = [
        (written[1], written[0], ours, name)
        for name, list_ in WORDS.items()
        for ours, written in list_.items()
    ]
    provinces = [(p.iso, p.name_en, p.name_fa) for p in PROVINCES.values()]
    counties = [(c.code, c.province, c.name_en, c.name_fa) for c in COUNTIES.values()]
    classes = [(c.code, c.title_en, c.title_fa) for c in CLASSES.values()]
    return papers.template_workbook(
        COLUMNS,
        [_form(language) for language in ("en", "fa")],
        [
            papers.WordList("words واژه‌ها", ("فارسی", "English", "code", "of"), words),
            papers.WordList("provinces استان‌ها", ("ISO 3166-2", "English", "فارسی"), provinces),
            papers.WordList("counties شهرستان‌ها", ("code", "of", "English", "فارسی"), counties),
            papers.WordList("parks شهرک‌ها", ("code", "of", "English", "فارسی"), [*parks]),
            papers.WordList("ISIC آیسیک", ("code", "English", "فارسی"), classes),
        ],
    )


def readings_workbook() -> bytes:
    """Return a workbook to fill with readings: a sheet a language, and the signals."""
    told = [(s.name_fa, s.name_en, s.name, s.measure_en) for s in signals().values()]
    wanted = ("electricity", "number", "signal", "period", "first", "last", "value")
    named = {column.name: column for column in headings().columns}
    return papers.template_workbook(
        [named[name] for name in wanted],
        [
            papers.Form(_READINGS[language], language, example, {"signal": words})
            for language, example, words in (
                ("en", READING_EXAMPLES["en"], [name for _, name, _, _ in told]),
                ("fa", READING_EXAMPLES["fa"], [name for name, _, _, _ in told]),
            )
        ],
        [papers.WordList("signals نشانه‌ها", ("فارسی", "English", "code", "measure"), told)],
    )


_READINGS = {"en": "readings", "fa": "خوانده‌ها"}
READING_EXAMPLES = {
    "en": {
        "electricity": "EXAMPLE",
        "signal": "Electricity",
        "period": "1402/05",
        "value": "12,400",
    },
    "fa": {"electricity": "نمونه", "signal": "برق", "period": "۱۴۰۲/۰۵", "value": "۱۲٬۴۰۰"},
}


def _form(language: str) -> papers.Form:
    offered = {
        name: [written[_SIDE[language]] for written in list_.values()]
        for name, list_ in WORDS.items()
    }
    return papers.Form(_SHEETS[language], language, EXAMPLES[language], offered)


def rates_workbook(kind: Kind) -> bytes:
    """Return a workbook to fill with rates, or with a price index: a sheet a language."""
    columns = HEADINGS[kind].columns
    names = [column.name for column in columns if column.name in RATE_WORDS]
    words = [
        (told[1], told[0], ours, name) for name in names for ours, told in RATE_WORDS[name].items()
    ]
    return papers.template_workbook(
        columns,
        [
            papers.Form(
                _RATES[kind][language],
                language,
                RATE_EXAMPLES[kind][language],
                {
                    name: [told[_SIDE[language]] for told in RATE_WORDS[name].values()]
                    for name in names
                },
            )
            for language in ("en", "fa")
        ],
        [papers.WordList("words واژه‌ها", ("فارسی", "English", "code", "of"), words)],
    )


_RATES: dict[Kind, dict[str, str]] = {
    "rates": {"en": "rates", "fa": "نرخ‌ها"},
    "index": {"en": "price index", "fa": "شاخص بها"},
}
