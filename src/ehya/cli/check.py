"""What in this text does not add up, and how does one ask that of a file?"""

import json
import sys
from datetime import date
from pathlib import Path
from typing import Annotated, Literal, NoReturn

import typer

from ehya.cli import BAD_INPUT, FOUND
from ehya.engine.claims.model import Claim
from ehya.engine.refusal import Refusal

MOST_BYTES = 8_000_000  # far above any report; the reader's own limit in letters is lower
STDIN = "-"
_INPUT = "check.stdin"  # what messages call it
_NOT_TEXT = {
    b"%PDF": "PDF",
    b"PK\x03\x04": "Word, Excel or ZIP",
    b"\xd0\xcf\x11\xe0": "Word or Excel",
    b"{\\rtf": "RTF",
    b"\x1f\x8b": "gzip",
    b"\x89PNG": "PNG",
    b"\xff\xd8\xff": "JPEG",
}
_ENCODINGS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}


def check(
    file: Annotated[str, typer.Argument(metavar="FILE|-", help="A text file, or - to read it in.")],
    published_on: Annotated[
        str | None,
        typer.Option(metavar="DATE", help="When it was published: 2024-08-12 or 1403-05-22."),
    ] = None,
    against_record: Annotated[
        bool, typer.Option("--against-record", help="Also beside all that was public by then.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object.")] = False,
    strict: Annotated[bool, typer.Option(help="Exit 1 when there is a contradiction.")] = False,
    language: Annotated[Literal["en", "fa"], typer.Option(help="Of the report.")] = "en",
) -> None:
    """Read a text and say what in it does not add up, with the passages and the arithmetic."""
    try:
        contradicted = _check(
            read_text(file), _day(published_on), against_record, as_json, language
        )
    except Refusal as no:
        _refuse(no, language)
    raise typer.Exit(FOUND if strict and contradicted else 0)


def _check(text: str, day: date | None, against: bool, as_json: bool, language: str) -> bool:
    from ehya.publish.checking import check_text

    record: tuple[Claim, ...] = ()
    if against:
        from ehya.cli.record import known_record

        if day is None:
            reading, _ = check_text(text)
            day = reading.published_on
        record = known_record(day)
    reading, verdict = check_text(text, day, record=record)
    from ehya.cli import report

    if as_json:
        told = report.as_json(reading, verdict, record)
        sys.stdout.write(json.dumps(told, ensure_ascii=False) + "\n")
    else:
        report.show(reading, verdict, record, language)
    return any(found.severity == "contradiction" for found in verdict.findings)


def read_text(file: str) -> str:
    """Return a file's text, or that of standard input.

    Args:
        file: a path, or "-".

    Returns:
        The text, as given.

    Raises:
        Refusal: "check.no_such_file", "check.is_a_folder", "check.cannot_read", "check.too_big",
            "check.not_text", "check.empty".
    """
    raw, file = _bytes(file), _INPUT if file == STDIN else file
    if len(raw) > MOST_BYTES:
        raise Refusal("check.too_big", file=file, limit=MOST_BYTES // 1_000_000)
    for start, kind in _NOT_TEXT.items():
        if raw.startswith(start):
            raise Refusal("check.not_text", file=file, kind=kind)
    text = _decoded(raw, file)
    if not text.strip():
        raise Refusal("check.empty", file=file)
    return text


def _bytes(file: str) -> bytes:
    if file == STDIN:
        return sys.stdin.buffer.read(MOST_BYTES + 1)
    path = Path(file)
    try:
        if path.is_dir():
            raise Refusal("check.is_a_folder", file=file)
        with path.open("rb") as given:
            return given.read(MOST_BYTES + 1)
    except FileNotFoundError:
        raise Refusal("check.no_such_file", file=file) from None
    except (OSError, ValueError) as trouble:
        why = getattr(trouble, "strerror", None) or str(trouble)
        raise Refusal("check.cannot_read", file=file, why=why) from None


def _decoded(raw: bytes, file: str) -> str:
    encoding = next((name for mark, name in _ENCODINGS.items() if raw.startswith(mark)), "utf-8")
    try:
        text = raw.decode(encoding)
    except UnicodeDecodeError as bad:
        raise Refusal("check.not_utf8", file=file, position=bad.start) from None
    if "\x00" in text:
        raise Refusal("check.not_text", file=file, kind="binary")
    return text


def _day(told: str | None) -> date | None:
    if told is None:
        return None
    from ehya.engine.calendar import parse_day

    return parse_day(told)


def _refuse(no: Refusal, language: str) -> NoReturn:
    from ehya.web.messages import sentence

    sys.stderr.write(f"ehya: {sentence(no, language)}\n")
    raise typer.Exit(BAD_INPUT)
