"""What does the form for claims look like, that somebody may fill and hand in?"""

from ehya.engine.claims.model import Vocabulary
from ehya.publish.intake.columns import COLUMNS
from ehya.publish.intake.rows import EXAMPLE
from ehya.register.intake import papers

# Made-up rows that show the forms; nobody published them, and `rows` refuses them.
EXAMPLES = {
    "en": {
        "published_on": "2024-08-12", "source": "Example News", "url": f"{EXAMPLE}1",
        "speaker_role": "ISIPO head", "metric": "units_revived", "qualifier": "over",
        "value": "116", "unit": "units", "scope_geography": "Iran",
        "scope_population": "industrial parks", "period_kind": "cumulative_since_year_start",
        "period_start": "2024-03-20", "period_end": "2024-06", "jalali_year": "1403",
        "note": "An example: delete this row.",
    },
    "fa": {
        "published_on": "۱۴۰۳/۰۵/۲۲", "source": "خبرگزاری نمونه", "url": f"{EXAMPLE}2",
        "speaker_role": "رئیس سازمان", "metric": "units_revived", "qualifier": "بیش از",
        "value": "۱٬۸۱۱", "unit": "واحد", "scope_geography": "ایران",
        "scope_population": "شهرک‌های صنعتی", "period_kind": "سال کامل",
        "period_start": "۱۴۰۲/۰۱/۰۱", "period_end": "۱۴۰۲/۱۲/۲۹", "jalali_year": "۱۴۰۲",
        "note": "نمونه است: این ردیف را پاک کنید.",
    },
}  # fmt: skip


def template_workbook(vocabulary: Vocabulary) -> bytes:
    """Return a workbook to fill: a sheet a language with an example, and the names to choose from."""
    metrics = [(m.name, m.name_en, m.name_fa, m.unit) for m in vocabulary.metrics.values()]
    places = [(p.name, p.name_fa, p.iso) for p in vocabulary.places.values()]
    return papers.template_workbook(
        COLUMNS,
        [papers.Form("claims", "en", EXAMPLES["en"]), papers.Form("ادعاها", "fa", EXAMPLES["fa"])],
        [
            papers.WordList("metrics شاخص‌ها", ("name", "English", "فارسی", "unit واحد"), metrics),
            papers.WordList("places مکان‌ها", ("name", "فارسی", "ISO 3166-2"), places),
        ],
    )
