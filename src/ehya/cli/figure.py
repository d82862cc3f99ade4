"""How many is it, with a birth certificate; and does a certificate still hold?"""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ehya.cli.files import TOLD_LANGUAGE, Language, write_file
from ehya.cli.prepare import bring_up_to_date, wake
from ehya.engine.refusal import Refusal

if TYPE_CHECKING:
    from ehya.publish.counting import Asked

VERIFY = "verify"
LARGEST = 200_000_000  # of a certificate with its list [bytes]

WORDS = {
    "en": {
        "value": "{name}: {value} {unit}, {first} to {last}, as of {as_of}, known at {known}",
        "looked": "counted {number} of {looked} {what}; {counts}",
        "kept": "kept as figure {figure}, {digest}",
        "sound": "sound: signature, list, record and ledger hold. {value} {unit}.",
        "then": "then {then}, now known {now}: {entered} entered late, {withdrawn} withdrawn, {changed} changed",
        "unsound": "NOT sound: {faults}",
    },
    "fa": {
        "value": "{name}: {value} {unit}، {first} تا {last}، وضعیت {as_of}، دانستهٔ {known}",
        "looked": "{number} شمرده از {looked} {what}؛ {counts}",
        "kept": "به نام رقم {figure} نگه داشته شد، {digest}",
        "sound": "درست: امضا، فهرست، ثبت و دفتر برقرار است. {value} {unit}.",
        "then": "آن روز {then}، دانستهٔ امروز {now}: {entered} دیر ثبت‌شده، {withdrawn} پس‌گرفته، {changed} دگرگون‌شده",
        "unsound": "نادرست: {faults}",
    },
}
_DAY = "In either calendar."


def figure(  # noqa: PLR0913 - a question has this many parts
    what: Annotated[str, typer.Argument(help="A metric's name, or “verify”.")],
    file: Annotated[Path | None, typer.Argument(help="The certificate to verify.")] = None,
    province: Annotated[str, typer.Option(help="ISO code, e.g. IR-20.")] = "",
    park: Annotated[str, typer.Option(help="The park's code.")] = "",
    parks: Annotated[str, typer.Option(help="“inside” or “outside” industrial parks.")] = "",
    sector: Annotated[str, typer.Option(help="Division of ISIC Rev.4, two digits.")] = "",
    size: Annotated[str, typer.Option(help="micro, small, medium or large.")] = "",
    cause: Annotated[str, typer.Option(help="First level of an obstacle.")] = "",
    year: Annotated[str, typer.Option(help="Solar Hijri year; else the year so far.")] = "",
    first: Annotated[str, typer.Option(help=_DAY)] = "",
    last: Annotated[str, typer.Option(help=_DAY)] = "",
    as_of: Annotated[str, typer.Option(help=_DAY)] = "",
    known_at: Annotated[str, typer.Option(help=_DAY)] = "",
    synthetic: Annotated[bool, typer.Option(help="The made-up programme.")] = False,
    by: Annotated[str, typer.Option(help="Parted by province, park, sector, size, cause.")] = "",
    keep: Annotated[bool, typer.Option("--keep", help="Sign it and keep it.")] = False,
    person: Annotated[str, typer.Option(help="Who keeps it, by sign-in name.")] = "",
    out: Annotated[Path | None, typer.Option(help="Write certificate and list here.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object on stdout.")] = False,
    language: Annotated[Language, typer.Option(help="Of what is told.")] = TOLD_LANGUAGE,
) -> None:
    """Count a metric, keep it with its certificate, or verify a certificate (exit code 1: unsound)."""
    wake()
    bring_up_to_date()
    if what == VERIFY:
        _verify(file, as_json=as_json, language=language)
        return
    from ehya.publish.counting import asked_typed
    from ehya.web.clock import clock_on

    moment = clock_on(as_of, known_at).moment
    words = {"province": province, "park": park, "parks": parks, "sector": sector, "size": size}
    words |= {"cause": cause, "year": year, "first": first, "last": last}
    asked = asked_typed(
        what, words, as_of=moment.as_of, known_at=moment.known_at, synthetic=synthetic
    )
    told = _kept(asked, person, out) if keep or out else _counted(asked, by)
    if as_json:
        typer.echo(json.dumps(told, ensure_ascii=False))
    else:
        _show(told, asked, language)


def _counted(asked: "Asked", by: str) -> dict[str, Any]:
    from ehya.publish.actions.figures import certificate_of, count
    from ehya.publish.counting import cells, plain

    counted = count(asked)
    told = certificate_of(asked, counted, asked.known_at)
    del told["made_at"]  # nothing was made: it is only told
    if by:
        told["parts"] = [
            {by: cell.key, "number": cell.members, "amount": plain(cell.amount)}
            for cell in cells(asked, by=by)
        ]
    return told


def _kept(asked: "Asked", person: str, out: Path | None) -> dict[str, Any]:
    from ehya.ledger.actions import the_house
    from ehya.ledger.queries import person_named
    from ehya.ledger.scopes import ALL
    from ehya.publish.actions.figures import make_figure
    from ehya.publish.queries.figures import sheet_of

    made = make_figure(asked, by=person_named(person) if person else the_house())
    if out:
        write_file(out, sheet_of(made, ALL).text().encode())
    return {**made.certificate, "figure": made.pk, "digest": made.digest}


def _show(told: dict[str, Any], asked: "Asked", language: Language) -> None:
    words, metric = WORDS[language], asked.metric
    typer.echo(
        words["value"].format(
            name=metric.told("name", language),
            value=told["value"],
            unit=metric.unit,
            first=told["period"]["first"],
            last=told["period"]["last"],
            as_of=told["as_of"],
            known=told["known_at"][:16],
        )
    )
    looked = told["looked_at"]
    number, counts = told["counted"]["number"], metric.told("counts", language)
    typer.echo(
        words["looked"].format(
            number=number, looked=looked["number"], what=looked["what"], counts=counts
        )
    )
    for part in told.get("parts", []):
        typer.echo("  " + "  ".join(str(value) for value in part.values()))
    if "figure" in told:
        typer.echo(words["kept"].format(figure=told["figure"], digest=told["digest"]))


def _verify(file: Path | None, *, as_json: bool, language: Language) -> None:
    """Hold a certificate against its signature, its list, what is kept, and the ledger."""
    from django.utils import timezone

    from ehya.ledger.signing import public_key
    from ehya.publish.certificate import faults_of, read_sheet
    from ehya.publish.counting import plain
    from ehya.publish.queries.figures import faults_kept, figure_digested, since_then

    sheet = read_sheet(_text(file))
    faults = faults_of(sheet, key=public_key())
    kept = None if faults else figure_digested(sheet.digest)
    if not faults:
        faults = faults_kept(kept, key=public_key()) if kept else ["unknown"]
    told: dict[str, Any] = {"sound": not faults, "faults": faults, "digest": sheet.digest}
    if kept and not faults:
        since = since_then(kept, timezone.now())
        told |= {
            "figure": kept.pk,
            "then": plain(kept.value),
            "now": plain(since.value),
            "entered": len(since.entered),
            "withdrawn": len(since.withdrawn),
            "changed": len(since.changed),
        }
    if as_json:
        typer.echo(json.dumps(told))
    else:
        words = WORDS[language]
        certificate = sheet.certificate
        value, unit = certificate.get("value", ""), certificate.get("unit", "")
        line = words["unsound"].format(faults=", ".join(faults)) if faults else words["sound"]
        typer.echo(line.format(value=value, unit=unit) if not faults else line)
        if "then" in told:
            typer.echo(words["then"].format(**told))
    if faults:
        raise typer.Exit(1)


def _text(file: Path | None) -> str:
    if file is None:
        raise Refusal("figure.no_file")
    try:
        if file.stat().st_size > LARGEST:
            raise Refusal("figure.not_a_certificate")
        return file.read_text("utf-8")
    except UnicodeDecodeError as trouble:
        raise Refusal("figure.not_a_certificate") from trouble
    except OSError as trouble:
        why = trouble.strerror or type(trouble).__name__
        raise Refusal("figure.no_such_file", file=str(file), why=why) from trouble
