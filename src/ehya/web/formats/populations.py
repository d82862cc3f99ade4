"""What does a claim count, in Persian?

The record tells populations in short English phrases. The commonest have Persian names here;
any other stands as it was entered.
"""

from collections.abc import Mapping

from ehya.engine.calendar import Language

PERSIAN: Mapping[str, str] = {
    "industrial parks": "شهرک‌های صنعتی",
    "idle industrial units": "واحدهای صنعتی راکد",
    "small and medium": "واحدهای کوچک و متوسط",
    "idle units": "واحدهای راکد",
    "industrial units": "واحدهای صنعتی",
    "inside and outside parks": "درون و بیرون شهرک‌ها",
    "production units": "واحدهای تولیدی",
    "idle production units": "واحدهای تولیدی راکد",
    "small mines": "معدن‌های کوچک",
    "inactive units": "واحدهای غیرفعال",
    "20 projects": "۲۰ طرح",
    "SMEs in parks": "واحدهای کوچک و متوسط شهرک‌ها",
    "SMEs and semi-finished projects": "واحدهای کوچک و متوسط و طرح‌های نیمه‌تمام",
    "outside parks": "بیرون شهرک‌ها",
    "production and employment loans": "تسهیلات تولید و اشتغال",
    "small-scale": "واحدهای کوچک",
    "enterprises": "بنگاه‌ها",
    "new units": "واحدهای تازه",
    "revived units": "واحدهای احیاشده",
    "economic units": "واحدهای اقتصادی",
    "parks and zones": "شهرک‌ها و ناحیه‌ها",
    "industrial parks and zones": "شهرک‌ها و ناحیه‌های صنعتی",
    "industrial enterprises": "بنگاه‌های صنعتی",
    "new production project contracts": "قراردادهای طرح‌های تازهٔ تولیدی",
    "below 50% of capacity": "زیر ۵۰٪ ظرفیت",
    "units below 50% of capacity": "واحدهای زیر ۵۰٪ ظرفیت",
    "below 50% of capacity, in parks": "زیر ۵۰٪ ظرفیت، در شهرک‌ها",
    "idle and semi-active industrial units": "واحدهای صنعتی راکد و نیمه‌فعال",
    "idle and semi-active": "واحدهای راکد و نیمه‌فعال",
    "inactive or semi-active": "واحدهای غیرفعال یا نیمه‌فعال",
    "stagnant and semi-stagnant": "واحدهای راکد و نیمه‌راکد",
    "facilitation headquarters": "ستاد تسهیل",
    "facilitation taskforce": "کارگروه تسهیل",
    "infrastructure projects": "طرح‌های زیربنایی",
    "industrial projects": "طرح‌های صنعتی",
    "idle units in the event": "واحدهای راکد همان رویداد",
    "working-capital loans": "تسهیلات سرمایه در گردش",
    "renovation of industrial units": "نوسازی واحدهای صنعتی",
    "production flourishing plan": "طرح رونق تولید",
    "revival plan": "طرح احیا",
    "closed production units": "واحدهای تولیدی تعطیل",
    "closed units in parks": "واحدهای تعطیل شهرک‌ها",
    "industrial and production": "صنعتی و تولیدی",
    "industrial towns": "شهرک‌های صنعتی",
    "parks, zones and special zones": "شهرک‌ها، ناحیه‌ها و مناطق ویژه",
    "park infrastructure projects": "طرح‌های زیربنایی شهرک‌ها",
    "whole country": "سراسر کشور",
    "chemical": "شیمیایی",
    "metal": "فلزی",
    "food": "غذایی",
    "electrical": "برق و الکترونیک",
    "cellulose": "سلولزی",
    "non-metallic mineral": "کانی غیرفلزی",
    "chemical, of units in parks": "شیمیایی، از واحدهای شهرک‌ها",
    "cellulose, of units in parks": "سلولزی، از واحدهای شهرک‌ها",
    "textile, of units in parks": "نساجی، از واحدهای شهرک‌ها",
    "metal, of units in parks": "فلزی، از واحدهای شهرک‌ها",
    "metal, of revived units": "فلزی، از واحدهای احیاشده",
    "chemical, of revived units": "شیمیایی، از واحدهای احیاشده",
    "capacity increased units": "واحدهای با ظرفیت افزوده",
    "industry clinics": "کلینیک‌های صنعت",
    "industrial units (part of the economic units)": "واحدهای صنعتی (بخشی از واحدهای اقتصادی)",
    "provincial working groups": "کارگروه‌های استانی",
    "mostly SMEs": "بیشتر کوچک و متوسط",
}


def population_name(population: str, language: Language) -> str:
    """Return what a claim counts, in the reader's language where Ehya has the words.

    Args:
        population: as the record tells it, e.g. "industrial parks".
        language: "en" or "fa".
    """
    return PERSIAN.get(population, population) if language == "fa" else population
