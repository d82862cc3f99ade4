"""How does a mail go out: as a file in the outbox, made whole or not at all?

Whoever made a file has sent it, so that two who send at once never send twice. Where a mail server is
told, the same file is also handed to it.
"""

import os
from email.header import Header
from email.message import EmailMessage
from email.policy import EmailPolicy
from email.utils import format_datetime
from pathlib import Path
from smtplib import SMTP, SMTPException, SMTPRecipientsRefused

from django.conf import settings
from django.utils import timezone

from ehya.engine.refusal import Refusal
from ehya.ledger.home import make_home

OUTBOX = "outbox"
NOT_TAKEN = "web.recipient_refused"  # one address, while others may be taken
PATIENCE = 20  # for the mail server [s]


class Lines(EmailPolicy):
    """Writes a Persian subject so that it is read as it was written.

    `EmailPolicy` itself loses or adds blanks where it breaks such a line (Python 3.13.0, as told in
    CPython's issue 120930).
    """

    def fold(self, name: str, value: str) -> str:
        """Return a header as lines."""
        if value.isascii() or name != "Subject":
            return str(super().fold(name, value))
        told = Header(value, "utf-8", header_name=name).encode(linesep=self.linesep)
        return f"{name}: {told}{self.linesep}"

    def fold_binary(self, name: str, value: str) -> bytes:
        """Return a header as bytes."""
        return self.fold(name, value).encode("ascii", "surrogateescape")


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


def mail_to(address: str, subject: str, words: str, *, number: str) -> EmailMessage:
    """Return a mail that can be sent.

    Args:
        address: of whoever reads it.
        subject: its one line.
        words: its text.
        number: what no other mail of this installation is called.
    """
    mail = EmailMessage(policy=Lines())
    mail["Subject"] = subject
    mail["From"] = settings.MAIL_FROM
    mail["To"] = address
    mail["Date"] = format_datetime(timezone.now())
    mail["Message-ID"] = f"<{number}@ehya>"
    mail.set_content(words)
    return mail


def send(mail: EmailMessage, name: Path) -> bool:
    """Put a mail into the outbox, and hand it to the mail server where one is told.

    Args:
        mail: the mail.
        name: of its file, told by what it says, so that it goes out once.

    Returns:
        Whether it went out now; False where somebody has sent it before.

    Raises:
        Refusal: "web.mail_refused", "web.recipient_refused"; its file is taken back, so that it is
            tried again.
    """
    if not _kept(name, mail):
        return False
    _hand_over(mail, name)
    return True


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
    except SMTPRecipientsRefused as trouble:
        name.unlink()
        answers = "; ".join(
            said.decode(errors="replace") for _, said in trouble.recipients.values()
        )
        raise Refusal(NOT_TAKEN, to=str(mail["To"]), why=answers) from trouble
    except (OSError, SMTPException) as trouble:
        name.unlink()
        raise Refusal(
            "web.mail_refused", server=settings.MAIL_SERVER, why=str(trouble)
        ) from trouble
