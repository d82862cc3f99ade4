"""Who hears by mail what is late, what is due today and what has climbed to them?

One mail a person and day. It is a file in the outbox, made whole or not at all: whoever made it has
taken the day, so that two who send at once never send twice. Where a mail server is told, the same
file is also handed to it.
"""

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from email.message import EmailMessage
from email.utils import format_datetime
from pathlib import Path
from smtplib import SMTP, SMTPException
from typing import Any

from django.conf import settings
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from ehya.engine.refusal import Refusal
from ehya.ledger import roles
from ehya.ledger.home import make_home
from ehya.ledger.queries import people_with_mail, sight_of
from ehya.register.queries.within import here_and_now
from ehya.revive.queries.cases import kinds_there
from ehya.web.reader import Reader, reading
from ehya.web.work_words import Card, Day, day_of, finding

OUTBOX = "outbox"
SEE = "revive.see_cases"
PATIENCE = 20  # for the mail server [s]


def send_digests() -> int:
    """Write today's mails, and hand them to the mail server where one is told.

    Returns:
        How many were new: people without an address, without work or with today's mail are passed.

    Raises:
        Refusal: "ledger.home_not_writable", "web.mail_refused".
    """
    folder, moment, sent = outbox(), here_and_now(), 0
    for person in people_with_mail():
        if not roles.may(person, SEE):
            continue
        name = folder / f"{moment.as_of.isoformat()}-{person.pk}.eml"
        if name.exists():
            continue
        with _in_words_of(person):
            mail = _mail(person)
        if mail is not None and _kept(name, mail):
            _hand_over(mail, name)
            sent += 1
    return sent


def outbox() -> Path:
    """Return the folder of the mails, made where it is missing.

    Raises:
        Refusal: "ledger.home_not_writable".
    """
    if not settings.OUTBOX:
        return make_home(OUTBOX)
    folder = Path(settings.OUTBOX)
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as trouble:
        why = trouble.strerror
        raise Refusal("ledger.home_not_writable", folder=str(folder), why=why) from trouble
    return folder


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
    mail = EmailMessage()
    mail["Subject"] = _("Ehya: {finding}").format(finding=finding(day))
    mail["From"] = settings.MAIL_FROM
    mail["To"] = person.email
    mail["Date"] = format_datetime(timezone.now())
    mail["Message-ID"] = f"<{moment.as_of.isoformat()}.{person.pk}@ehya>"
    mail.set_content(_words(day, synthetic=made_up and not real))
    return mail


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


def _kept(name: Path, mail: EmailMessage) -> bool:
    """Put a mail into the outbox; False where somebody else has done it meanwhile."""
    unfinished = name.with_suffix(f".{os.getpid()}.part")
    unfinished.write_bytes(mail.as_bytes())
    try:
        os.link(unfinished, name)
    except FileExistsError:
        return False
    finally:
        unfinished.unlink()
    return True


def _hand_over(mail: EmailMessage, name: Path) -> None:
    """Give a mail to the server; one that it refuses is tried again next time."""
    if not settings.MAIL_SERVER:
        return
    host, _colon, port = settings.MAIL_SERVER.partition(":")
    try:
        with SMTP(host, int(port or 25), timeout=PATIENCE) as server:
            server.send_message(mail)
    except (OSError, SMTPException) as trouble:
        name.unlink()
        raise Refusal(
            "web.mail_refused", server=settings.MAIL_SERVER, why=str(trouble)
        ) from trouble
