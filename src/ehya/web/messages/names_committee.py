"""What are bodies, meetings, votes, decisions and obligations called, in both languages?"""

from collections.abc import Mapping

Words = Mapping[str, Mapping[str, str]]

BODIES: Words = {
    "body.bank": {"en": "bank", "fa": "بانک"},
    "body.tax": {"en": "tax office", "fa": "ادارهٔ مالیات"},
    "body.insurance": {"en": "social insurance", "fa": "تأمین اجتماعی"},
    "body.electricity": {"en": "electricity", "fa": "برق"},
    "body.gas": {"en": "gas", "fa": "گاز"},
    "body.water": {"en": "water", "fa": "آب"},
    "body.customs": {"en": "customs", "fa": "گمرک"},
    "body.court": {"en": "court", "fa": "دادگستری"},
    "body.environment": {"en": "environment", "fa": "محیط زیست"},
    "body.municipality": {"en": "municipality", "fa": "شهرداری"},
    "body.industry": {"en": "industry office", "fa": "ادارهٔ صمت"},
    "body.parks": {"en": "parks company", "fa": "شرکت شهرک‌ها"},
    "body.governor": {"en": "governor", "fa": "استانداری"},
    "body.other": {"en": "another body", "fa": "دستگاه دیگر"},
}
MEETINGS: Words = {
    "meeting.planned": {"en": "to come", "fa": "در پیش"},
    "meeting.held": {"en": "held", "fa": "برگزارشده"},
    "meeting.sealed": {"en": "sealed", "fa": "مهرشده"},
    "meeting.cancelled": {"en": "cancelled", "fa": "لغوشده"},
}
ITEMS: Words = {
    "item.waiting": {"en": "waiting", "fa": "در انتظار"},
    "item.decided": {"en": "decided", "fa": "تصمیم‌گرفته"},
    "item.postponed": {"en": "put off", "fa": "موکول به بعد"},
    "item.dropped": {"en": "taken off", "fa": "بیرون از دستور"},
}
SAID: Words = {
    "revive.said.approved": {"en": "approved", "fa": "تصویب شد"},
    "revive.said.rejected": {"en": "rejected", "fa": "رد شد"},
    "revive.said.postponed": {"en": "put off", "fa": "به بعد موکول شد"},
}
VOTES: Words = {
    "vote.for": {"en": "for", "fa": "موافق"},
    "vote.against": {"en": "against", "fa": "مخالف"},
    "vote.abstained": {"en": "abstained", "fa": "ممتنع"},
}
OBLIGATIONS: Words = {
    "obligation.asked": {"en": "asked", "fa": "ابلاغ‌شده"},
    "obligation.accepted": {"en": "accepted", "fa": "پذیرفته"},
    "obligation.objected": {"en": "objected to", "fa": "مورد اعتراض"},
    "obligation.discharged": {"en": "carried out", "fa": "انجام‌شده"},
    "obligation.void": {"en": "void", "fa": "منتفی"},
    "obligation.reminded": {"en": "reminded", "fa": "یادآوری‌شده"},
    "obligation.put_off": {"en": "put off", "fa": "تمدیدشده"},
}
FACTS: Words = {
    "revive.fact.name_fa": {"en": "the Persian name", "fa": "نام فارسی"},
    "revive.fact.name_en": {"en": "the English name", "fa": "نام انگلیسی"},
    "revive.fact.address": {"en": "the address", "fa": "نشانی"},
    "revive.fact.phone": {"en": "the telephone number", "fa": "شمارهٔ تلفن"},
    "revive.fact.email": {"en": "the e-mail address", "fa": "نشانی رایانامه"},
    "revive.fact.member": {"en": "the member's name", "fa": "نام عضو"},
    "revive.fact.post": {"en": "the post", "fa": "سمت"},
    "revive.fact.place": {"en": "the place", "fa": "مکان"},
    "revive.fact.asks": {"en": "what is proposed", "fa": "متن پیشنهاد"},
    "revive.fact.deputy": {"en": "the deputy's name", "fa": "نام جانشین"},
    "revive.fact.decision": {"en": "the decision", "fa": "متن مصوبه"},
    "revive.fact.obligation": {"en": "what the body is to do", "fa": "متن تعهد"},
    "revive.fact.words": {"en": "what was said", "fa": "توضیح"},
    "revive.fact.letter": {"en": "the letter's number", "fa": "شمارهٔ نامه"},
}
COMMITTEE: Words = {
    **BODIES,
    **MEETINGS,
    **ITEMS,
    **SAID,
    **VOTES,
    **OBLIGATIONS,
    **FACTS,
}


def called(name: str, language: str) -> str:
    """Return what something of a committee is called; what is unknown by its own name."""
    return COMMITTEE[name][language] if name in COMMITTEE else name
