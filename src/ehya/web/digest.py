"""Who hears by mail what is late, what is due today and what has climbed to them?

One mail a person and day.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from email.message import EmailMessage
from typing import Any

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from ehya.engine.refusal import Refusal
from ehya.ledger import roles
from ehya.ledger.queries import people_with_mail, sight_of
from ehya.register.queries.within import here_and_now
from ehya.revive.queries.cases import kinds_there
from ehya.web.outbox import NOT_TAKEN, mail_to, outbox, send
from ehya.web.reader import Reader, reading
from ehya.web.work_words import Card, Day, day_of, finding

SEE = "revive.see_cases"


def send_digests() -> int:
    """Write today's mails, and hand them to the mail server where one is told.

    Returns:
        How many were new: people without an address, without work or with today's mail are passed.

    Raises:
        Refusal: "ledger.home_not_writable", "web.mail_refused", and "web.recipient_refused" after
            everybody else was written to.
    """
    folder, moment, sent = outbox(), here_and_now(), 0
    refused: Refusal | None = None
    for person in people_with_mail():
        if not roles.may(person, SEE):
            continue
        name = folder / f"{moment.as_of.isoformat()}-{person.pk}.eml"
        if name.exists():
            continue
        with _in_words_of(person):
            mail = _mail(person)
        try:
            sent += mail is not None and send(mail, name)
        except Refusal as no:
            if no.code != NOT_TAKEN:
                raise
            refused = no
    if refused is not None:
        raise refused
    return sent


@contextmanager
def _in_words_of(person: Any) -> Iterator[None]:
    with translation.override(person.language), reading(Reader(person.language, person.calendar)):
        yield


def _mail(person: Any) -> EmailMessage | None:
    """Return somebody's mail of today; None where nothing is theirs."""
    sight, moment = sight_of(person), here_and_now()
    real, made_up = kinds_there(sight)
    day = day_of(person, sight, moment, synthetic=made_up and not real)
    if not (day.late or day.today or day.climbed or _late_of_nobody(day)):
        return None
    return mail_to(
        person.email,
        _("Ehya: {finding}").format(finding=finding(day)),
        _words(day, synthetic=made_up and not real),
        number=f"{moment.as_of.isoformat()}.{person.pk}",
    )


def _words(day: Day, *, synthetic: bool) -> str:
    parts = [finding(day)]
    if synthetic:
        parts.append(_("Everything here is synthetic: no such unit exists."))
    for heading, cards in (
        (_("Late"), day.late),
        (_("Today"), day.today),
        (_("Late, and nobody has these yet"), _late_of_nobody(day)),
        (_("Late with others, and told to you"), day.climbed),
    ):
        if cards:
            parts.append("\n".join([heading, *_lines(cards)]))
    return "\n\n".join(parts) + "\n"


def _late_of_nobody(day: Day) -> list[Card]:
    return [card for card in day.nobodys if card.late]


def _lines(cards: Sequence[Card]) -> Iterator[str]:
    for card in cards:
        yield f"- {card.title} ({card.due})"
        yield f"  {card.act}: {settings.MAIL_ADDRESS}{card.address}"
