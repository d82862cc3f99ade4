"""What are obstacles, severities and purposes of visits called, in both languages?"""

from collections.abc import Mapping

from ehya.diagnose.obstacles import obstacles_on
from ehya.ledger.rules import load

Words = Mapping[str, Mapping[str, str]]

OBSTACLES: Words = {
    **{f"obstacle.{kind.name}": kind.words for kind in obstacles_on().kinds},
    **{f"obstacle.{name}": one.words for name, one in obstacles_on().by_name.items()},
    "obstacle.": {"en": "no obstacle chosen", "fa": "مانعی برگزیده نشده"},
}
SEVERITIES: Words = {
    "1": {"en": "slows it", "fa": "کند می‌کند"},
    "2": {"en": "halves it", "fa": "نصف می‌کند"},
    "3": {"en": "stops it", "fa": "متوقف می‌کند"},
}
PURPOSES: Words = {
    "diagnosis": {"en": "diagnosis", "fa": "عارضه‌یابی"},
    "check": {"en": "check", "fa": "بازبینی"},
    "sample": {"en": "check drawn by lot", "fa": "بازبینی به قرعه"},
}
PRESENT_AS: Words = {
    "owner": {"en": "owner", "fa": "مالک"},
    "manager": {"en": "manager", "fa": "مدیر"},
    "worker": {"en": "worker", "fa": "کارگر"},
    "guard": {"en": "guard", "fa": "نگهبان"},
    "bank": {"en": "of a bank", "fa": "از بانک"},
    "official": {"en": "of an authority", "fa": "از یک دستگاه"},
    "consultant": {"en": "consultant", "fa": "مشاور"},
    "other": {"en": "somebody else", "fa": "دیگری"},
}
BODIES: Words = {
    "bank": {"en": "a bank", "fa": "بانک"},
    "tax": {"en": "the tax office", "fa": "امور مالیاتی"},
    "insurance": {"en": "social insurance", "fa": "تأمین اجتماعی"},
    "electricity": {"en": "the electricity company", "fa": "شرکت برق"},
    "gas": {"en": "the gas company", "fa": "شرکت گاز"},
    "water": {"en": "the water company", "fa": "شرکت آب"},
    "customs": {"en": "customs", "fa": "گمرک"},
    "court": {"en": "a court", "fa": "دادگستری"},
    "environment": {"en": "the environment authority", "fa": "محیط زیست"},
    "municipality": {"en": "the municipality", "fa": "شهرداری"},
    "industry": {"en": "the industry department", "fa": "ادارهٔ صمت"},
    "parks": {"en": "the parks company", "fa": "شرکت شهرک‌ها"},
    "governor": {"en": "the governor’s office", "fa": "استانداری"},
    "other": {"en": "another body", "fa": "دستگاهی دیگر"},
}
INTERVENTIONS: Words = {
    row["name"]: {"en": row["name_en"], "fa": row["name_fa"]}
    for row in load("interventions")["kind"]
}
