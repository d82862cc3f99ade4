"""By which numbers do others know a unit, who gives them, and when is one right?

Each scheme has one `settle`: it returns the one writing that the register keeps, or refuses and
says what is wrong. Most come from spreadsheets, so what spreadsheets do is known: foreign
digits, blanks, hyphens, a point and zero behind, zeros lost in front, digits rounded away.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

from ehya.engine.refusal import Refusal
from ehya.engine.text import normalise
from ehya.register import numbering

Digits = NDArray[np.int64]
Truths = NDArray[np.bool_]

LEGAL_ID, WORKSHOP, BILL, POSTAL = 11, 10, 13, 10  # digits
OLD_ECONOMIC, PERSONS_ECONOMIC = 12, 14
SHORTEST_BILL = 6
GAS_SUBSCRIPTIONS = (12, 15)
ELECTRICITY_SERVICE, GAS_SERVICE = 2, 3
LONGEST_PERMIT = 40
MOST_ZEROS_LOST = 2

_BETWEEN = re.compile(r"[\s\u200c\-\u2010-\u2015_./'\\,]+")
_ROUNDED = re.compile(r"[0-9]+([.,][0-9]+)?[eE]\+?[0-9]+")
_WHOLE = re.compile(r"([0-9]{3,})[.,]0+")
_PERMIT = re.compile(r"[^\W_]+([/-][^\W_]+)*")
_LEGAL_WEIGHTS = np.array([29, 27, 23, 19, 17] * 2)


@dataclass(frozen=True, slots=True)
class Scheme:
    """A kind of number that somebody gives units.

    Attributes:
        key: its name in `Identifier.scheme` and in files.
        name: what it is called. language -> words
        issuer: who gives it. language -> words
        form: what it looks like. language -> words
        names_one: whether no two units may bear the same.
        source: where its rule is written.
        settle: from a cell's text to the writing that is kept; refuses.
        plain: the writings that need no second look, as a regular expression.
        proves: of plain writings, which prove themselves; shape (texts, digits) -> (texts,).
    """

    key: str
    name: dict[str, str]
    issuer: dict[str, str]
    form: dict[str, str]
    names_one: bool
    source: str
    settle: Callable[[str], str]
    plain: str = r"^$"
    proves: Callable[[Digits], Truths] | None = None


@dataclass(frozen=True, slots=True)
class Settled:
    """A column's identifiers.

    Attributes:
        values: the writing that is kept; null where the cell was empty or refused.
        refusals: why a cell was refused, by the cell's text.
    """

    values: pl.Series
    refusals: dict[str, Refusal]


def settle(scheme: str, text: str) -> str:
    """Return an identifier in the one writing that the register keeps.

    Args:
        scheme: one of `SCHEMES`.
        text: a cell as somebody filled it in.

    Raises:
        Refusal: "register.identifier_not_digits", "register.identifier_length",
            "register.identifier_check", "register.identifier_filler",
            "register.identifier_rounded", "register.identifier_service",
            "register.postal_digit", "register.permit_form"; each with scheme and value.
    """
    return SCHEMES[scheme].settle(text)


def settle_column(scheme: str, column: pl.Series) -> Settled:
    """Return a column's identifiers as they are kept; a wrong one never stops the others.

    What stands there as it should is proven all at once; only the rest is looked at cell by cell,
    each different text once.

    Args:
        scheme: one of `SCHEMES`.
        column: texts as in the file; null and blank say nothing.
    """
    kind = SCHEMES[scheme]
    texts = column.cast(pl.String).str.strip_chars().replace("", None).alias(column.name)
    plain = texts.str.contains(kind.plain).fill_null(False)
    if kind.proves is not None and plain.any():
        where = plain.arg_true()
        digits = digits_of(texts.gather(where))
        proven = kind.proves(digits) & _varied(digits)
        plain = plain.scatter(where.filter(pl.Series(~proven)), False)
    odd = texts.filter(~plain).drop_nulls().unique()
    kept: dict[str, str | None] = {}
    refusals: dict[str, Refusal] = {}
    for text in odd.to_list():
        try:
            kept[text] = kind.settle(text)
        except Refusal as refusal:
            kept[text] = None
            refusals[text] = refusal
    if kept:
        texts = texts.replace(list(kept), pl.Series(list(kept.values()), dtype=pl.String))
    return Settled(texts, refusals)


def digits_of(texts: pl.Series) -> Digits:
    """Return texts of as many digits each as numbers. shape (texts, digits)"""
    row = np.frombuffer("".join(texts.to_list()).encode("ascii"), dtype=np.uint8)
    return row.reshape(len(texts), -1).astype(np.int64) - ord("0")


def legal_check(digits: Digits) -> Digits:
    """Return the check digit of legal persons' national ids.

    Args:
        digits: the ten digits before it. shape (ids, 10)

    Source:
        The algorithm of the Organization for Registration of Deeds and Properties as
        persian-tools (MIT) has it, `modules/legalId`; tried on ids of companies in print.
    """
    shifted = digits + digits[:, 9:10] + 2
    rest: Digits = (shifted * _LEGAL_WEIGHTS).sum(axis=1) % 11
    return rest % 10


def bill_check(digits: Digits) -> Digits:
    """Return the check digit of a bill's id: weights 2 to 7 from the right, modulo 11.

    Args:
        digits: those before it, zeros in front. shape (bills, 12)

    Source:
        The banks' rule for utilities' bills as arsin.ir/posts/bill-generator tells it: file up
        to 8 digits, company 3, service 1 (2 electricity, 3 gas), check 1.
    """
    weights = np.arange(digits.shape[1])[::-1] % 6 + 2
    rest: Digits = (digits * weights).sum(axis=1) % 11
    return np.where(rest < 2, 0, 11 - rest)


def _legal_proves(digits: Digits) -> Truths:
    """Tell whose check digit is right; six zeros in the middle are no company's."""
    right: Truths = (legal_check(digits[:, :10]) == digits[:, 10]) & digits[:, 3:9].any(axis=1)
    return right


def _bill_proves(service: int) -> Callable[[Digits], Truths]:
    def proves(digits: Digits) -> Truths:
        right: Truths = (bill_check(digits[:, :12]) == digits[:, 12]) & (digits[:, 11] == service)
        return right

    return proves


def _postal_proves(digits: Digits) -> Truths:
    return ~np.isin(digits[:, :5], (0, 2)).any(axis=1)


def _varied(digits: Digits) -> Truths:
    varied: Truths = (digits != digits[:, :1]).any(axis=1)
    return varied


def _proves(scheme: str, value: str) -> bool:
    rule = SCHEMES[scheme].proves
    return rule is None or bool(rule(digits_of(pl.Series([value])))[0])


def _digits(scheme: str, text: str) -> str:
    """Return the digits of a cell.

    Raises:
        Refusal: "register.identifier_rounded", "register.identifier_not_digits",
            "register.identifier_filler".
    """
    plain = normalise(text)
    if _ROUNDED.fullmatch(plain):
        raise Refusal("register.identifier_rounded", scheme=scheme, value=text[:60])
    whole = _WHOLE.fullmatch(plain)
    digits = whole[1] if whole else _BETWEEN.sub("", plain)
    if digits and not (digits.isascii() and digits.isdigit()):
        raise Refusal("register.identifier_not_digits", scheme=scheme, value=text[:60])
    if len(digits) > 1 and len(set(digits)) == 1:
        raise Refusal("register.identifier_filler", scheme=scheme, value=text[:60])
    return digits


def _of_length(scheme: str, text: str, *wanted: int) -> str:
    digits = _digits(scheme, text)
    if len(digits) not in wanted:
        raise _length(scheme, text, digits, *wanted)
    return digits


def _length(scheme: str, text: str, digits: str, *wanted: int) -> Refusal:
    return Refusal(
        "register.identifier_length",
        scheme=scheme,
        value=text[:60],
        digits=len(digits),
        wanted=list(wanted),
    )


def _check(scheme: str, text: str) -> Refusal:
    return Refusal("register.identifier_check", scheme=scheme, value=text[:60])


def _number(text: str) -> str:
    digits = _of_length("number", text, numbering.DIGITS)
    if not numbering.is_number(digits):
        raise _check("number", text)
    return digits


def _permit(text: str) -> str:
    """Return a permit's number: offices write letters, slashes and hyphens into it."""
    if _ROUNDED.fullmatch(normalise(text)):
        raise Refusal("register.identifier_rounded", scheme="permit", value=text[:60])
    bare = re.sub(r"\s*([/\-])\s*", r"\1", re.sub(r"[\u2010-\u2015\\]", "-", normalise(text)))
    whole = _WHOLE.fullmatch(bare)
    bare = whole[1] if whole else re.sub(r"[\s\u200c]", "", bare).upper()
    right = _PERMIT.fullmatch(bare) and re.search("[0-9]", bare) and len(bare) <= LONGEST_PERMIT
    if not right:
        raise Refusal("register.permit_form", value=text[:60], most=LONGEST_PERMIT)
    return bare


def _national_id(text: str) -> str:
    digits = _of_length("national_id", text, LEGAL_ID)
    if not _proves("national_id", digits):
        raise _check("national_id", text)
    return digits


def _economic_code(text: str) -> str:
    digits = _of_length("economic_code", text, LEGAL_ID, OLD_ECONOMIC, PERSONS_ECONOMIC)
    if len(digits) == LEGAL_ID and not _proves("national_id", digits):
        raise _check("economic_code", text)
    return digits


def _workshop(text: str) -> str:
    """Return a workshop's code; zeros that a spreadsheet took from its front come back."""
    digits = _digits("insurance_workshop", text)
    if not WORKSHOP - MOST_ZEROS_LOST <= len(digits) <= WORKSHOP:
        raise _length("insurance_workshop", text, digits, WORKSHOP)
    return digits.zfill(WORKSHOP)


def _bill(scheme: str, service: int, text: str, *others: int) -> str:
    digits = _digits(scheme, text)
    if len(digits) in others and not _is_bill(digits, service):
        return digits
    if not SHORTEST_BILL <= len(digits) <= BILL:
        raise _length(scheme, text, digits, BILL, *others)
    if not _proves(scheme, digits.zfill(BILL)):
        other = digits[-2] != str(service)
        code = "register.identifier_service" if other else "register.identifier_check"
        raise Refusal(code, scheme=scheme, value=text[:60])
    return digits.zfill(BILL)


def _is_bill(digits: str, service: int) -> bool:
    row = digits_of(pl.Series([digits.zfill(BILL)[-BILL:]]))
    return len(digits) <= BILL and bool(_bill_proves(service)(row)[0])


def _postal_code(text: str) -> str:
    digits = _of_length("postal_code", text, POSTAL)
    if not _proves("postal_code", digits):
        raise Refusal("register.postal_digit", value=text[:60])
    return digits


_BILL_SOURCE = "arsin.ir/posts/bill-generator; nigc-boushehr.ir, how to read a gas bill"
SCHEMES: dict[str, Scheme] = {
    scheme.key: scheme
    for scheme in (
        Scheme(
            key="number",
            name={"en": "Ehya number", "fa": "شمارهٔ احیا"},
            issuer={"en": "Ehya", "fa": "احیا"},
            form={"en": "8 digits, the last a check", "fa": "۸ رقم که آخری رقم کنترل است"},
            names_one=True,
            source="H. M. Damm, Total anti-symmetrische Quasigruppen, Marburg 2004",
            settle=_number,
        ),
        Scheme(
            key="permit",
            name={"en": "permit number", "fa": "شمارهٔ پروانه"},
            issuer={
                "en": "provincial office of industry, mine and trade",
                "fa": "ادارهٔ کل صنعت، معدن و تجارت استان",
            },
            form={
                "en": "letters, digits, - and /; at least one digit",
                "fa": "حرف، رقم، - و /؛ دست‌کم یک رقم",
            },
            names_one=True,
            source="No public rule: offices number by themselves.",
            settle=_permit,
            plain=r"^[0-9]+([/-][0-9]+)*$",
        ),
        Scheme(
            key="national_id",
            name={"en": "national id of a legal person", "fa": "شناسهٔ ملی"},
            issuer={
                "en": "State Organization for Registration of Deeds and Properties",
                "fa": "سازمان ثبت اسناد و املاک کشور",
            },
            form={"en": "11 digits, the last a check", "fa": "۱۱ رقم که آخری رقم کنترل است"},
            names_one=False,
            source="persian-tools, modules/legalId (algorithm)",
            settle=_national_id,
            plain=rf"^[0-9]{{{LEGAL_ID}}}$",
            proves=_legal_proves,
        ),
        Scheme(
            key="economic_code",
            name={"en": "economic number", "fa": "شمارهٔ اقتصادی"},
            issuer={"en": "Iranian National Tax Administration", "fa": "سازمان امور مالیاتی کشور"},
            form={
                "en": "11 digits of a company, 14 of a person, 12 until Mehr 1401",
                "fa": "۱۱ رقم برای شرکت، ۱۴ رقم برای شخص، ۱۲ رقم تا مهر ۱۴۰۱",
            },
            names_one=False,
            source="Tax circular 234/17831 of 23 Aban 1401 (hesabdanan.com/circulars-s-234-17831);"
            " notice 36 of 1403 (accpress.com)",
            settle=_economic_code,
            plain=rf"^[0-9]{{{LEGAL_ID}}}$",
            proves=_legal_proves,
        ),
        Scheme(
            key="insurance_workshop",
            name={"en": "insurance workshop code", "fa": "کد کارگاه بیمه"},
            issuer={"en": "Social Security Organization", "fa": "سازمان تأمین اجتماعی"},
            form={
                "en": "10 digits: branch 3, activity 3, file 4",
                "fa": "۱۰ رقم: شعبه ۳، فعالیت ۳، پرونده ۴",
            },
            names_one=True,
            source="finolaw.net, what a workshop code is; no check digit is told",
            settle=_workshop,
            plain=rf"^[0-9]{{{WORKSHOP}}}$",
            proves=_varied,
        ),
        Scheme(
            key="electricity",
            name={"en": "electricity bill id", "fa": "شناسهٔ قبض برق"},
            issuer={"en": "electricity distribution company", "fa": "شرکت توزیع نیروی برق"},
            form={
                "en": "13 digits; the last but one is 2, the last a check",
                "fa": "۱۳ رقم؛ یکی مانده به آخر ۲ و آخری رقم کنترل",
            },
            names_one=True,
            source=_BILL_SOURCE,
            settle=lambda text: _bill("electricity", ELECTRICITY_SERVICE, text),
            plain=rf"^[0-9]{{{BILL}}}$",
            proves=_bill_proves(ELECTRICITY_SERVICE),
        ),
        Scheme(
            key="gas",
            name={"en": "gas bill id or subscription", "fa": "شناسهٔ قبض یا اشتراک گاز"},
            issuer={"en": "provincial gas company", "fa": "شرکت گاز استان"},
            form={
                "en": "13 digits (the last but one is 3, the last a check), or a subscription of"
                " 12 or 15",
                "fa": "۱۳ رقم (یکی مانده به آخر ۳ و آخری رقم کنترل) یا اشتراک ۱۲ یا ۱۵ رقمی",
            },
            names_one=True,
            source=_BILL_SOURCE,
            settle=lambda text: _bill("gas", GAS_SERVICE, text, *GAS_SUBSCRIPTIONS),
            plain=rf"^[0-9]{{{BILL}}}$",
            proves=_bill_proves(GAS_SERVICE),
        ),
        Scheme(
            key="postal_code",
            name={"en": "postal code", "fa": "کد پستی"},
            issuer={"en": "Post Company", "fa": "شرکت ملی پست"},
            form={
                "en": "10 digits; no 0 or 2 among the first five",
                "fa": "۱۰ رقم؛ پنج رقم نخست بدون ۰ و ۲",
            },
            names_one=False,
            source="khabarkhan.molisy.ir, what a postal address is; holds for all 73 codes of"
            " ir_amirkabir_town",
            settle=_postal_code,
            plain=rf"^[0-9]{{{POSTAL}}}$",
            proves=_postal_proves,
        ),
    )
}
