"""How does the telling of idleness look, drawn: where it is right, and where it is wrong?

Draws `docs/pictures/detect-*.png` for `docs/reference/measures-detect.md`, from what `detect_register` kept
and from the labelled units, of which only facts of some are drawn. `pip install vl-convert-python`
where it is not there.
"""

import json
import tempfile
from pathlib import Path
from typing import Any

import altair as alt
import numpy as np
import polars as pl

from benchmarks.detect import MINES, STANDS, _hindsight, _libraries, _live, _ratio_rules
from benchmarks.detect_data import DATA, Told, coal, coal_spells, tell, washington, wells
from benchmarks.detect_register import DRAWN, _curve
from benchmarks.detect_score import Isotonic, reliability
from benchmarks.harness import ROOT
from ehya.cli.panel_file import Columns
from ehya.engine.detect import NAMES, State

PICTURES = ROOT / "docs" / "pictures"
THEME = ROOT / "src" / "ehya" / "web" / "static" / "ehya" / "chart-theme.json"
WIDTH, HEIGHT, SCALE = 620, 260, 2
INK, TEAL, AMBER, RED, GREY = "#17212b", "#0a6570", "#c4850f", "#a3301d", "#5d6a75"
EXAMPLES = 3  # found, and as many missed: the first by number
WELL = "05-001-07727"


def run() -> None:
    """Draw what can be drawn here."""
    try:
        import vl_convert
    except ImportError:
        print("  vl-convert-python is not here: nothing is drawn")
        return
    charts: dict[str, alt.TopLevelMixin] = {}
    if DRAWN.exists():
        charts |= _of_register(json.loads(DRAWN.read_text(encoding="utf-8")))
    else:
        print("  run detect_register first: the made-up register is left out")
    if (DATA / "us_coal_mines").is_dir():
        with tempfile.TemporaryDirectory() as told:
            charts |= _of_mines(Path(told)) | _of_others(Path(told))
    light = json.loads(THEME.read_text(encoding="utf-8"))["light"]
    config = {**light, "background": "#ffffff", "padding": 12, "legend": {"title": None}}
    PICTURES.mkdir(exist_ok=True)
    for name, chart in charts.items():
        spec = {**chart.to_dict(), "config": {**config, "font": "sans-serif"}}
        drawn = vl_convert.vegalite_to_png(json.dumps(spec), scale=SCALE)
        (PICTURES / f"detect-{name}.png").write_bytes(drawn)
        print(f"  detect-{name}.png")


def _plot(rows: list[dict[str, Any]], *, width: int = WIDTH, height: int = HEIGHT) -> alt.Chart:
    return alt.Chart(alt.InlineData(values=rows)).properties(width=width, height=height)


def _share(field: str, title: str, **scale: Any) -> dict[str, Any]:
    axis = alt.Axis(title=title, format=".0%", grid=True)
    return {"shorthand": f"{field}:Q", "axis": axis, "scale": alt.Scale(**scale)}


def _colours(names: list[str], colours: list[str]) -> alt.Color:
    where = alt.Legend(orient="top", title=None, labelFontSize=12)
    return alt.Color("series:N", scale=alt.Scale(domain=names, range=colours), legend=where)


# -- made-up register ------------------------------------------------------------------------


def _of_register(drawn: dict[str, Any]) -> dict[str, alt.TopLevelMixin]:
    return {
        "confusion": _confusion(drawn["confusion"]),
        "reliability-register": _reliable(
            {
                "all months known": drawn["whole"]["reliability"],
                "as of each month's end": drawn["live"]["reliability"],
            }
        ),
        "delay": _delay(drawn["live"]),
        "lost": _lost(drawn["lost"]),
        "precision-register": _precise(drawn["rivals"]["curves"]),
    }


def _confusion(kept: list[dict[str, Any]]) -> alt.TopLevelMixin:
    rows = []
    for each in kept:
        total = max(1, sum(each["told"]))
        for name, count in zip(NAMES, each["told"], strict=True):
            true = "still being built" if each["true"] == "building" else each["true"]
            rows.append(
                {
                    "true": true.replace("_", "-"),
                    "told": name.replace("_", "-"),
                    "share": count / total,
                    "text": f"{count / total:.0%}",
                }
            )
    order = ["active", "semi-active", "idle", "gone", "still being built"]
    base = _plot(rows, height=240).encode(
        x=alt.X("told:N", sort=order, axis=alt.Axis(title="told", orient="top", labelAngle=0)),
        y=alt.Y("true:N", sort=order, axis=alt.Axis(title="truly")),
    )
    shade = alt.Color(
        "share:Q", scale=alt.Scale(range=["#ffffff", "#4fa3ab"], interpolate="rgb"), legend=None
    )
    return base.mark_rect(stroke="#d8dfe2").encode(color=shade) + base.mark_text(
        color=INK, fontSize=14
    ).encode(text="text:N")


def _reliable(curves: dict[str, list[Any]]) -> alt.TopLevelMixin:
    rows = [
        {"series": name, "told": told, "came": came, "rows": count}
        for name, curve in curves.items()
        for count, told, came in curve
    ]
    line = _plot([{"a": 0, "b": 0}, {"a": 1, "b": 1}], height=360, width=420)
    even = line.mark_line(color=GREY, strokeDash=[4, 4], strokeWidth=1.2).encode(x="a:Q", y="b:Q")
    base = _plot(rows, height=360, width=420).encode(
        x=alt.X(**_share("told", "chance told to stand still", domain=[0, 1])),
        y=alt.Y(**_share("came", "share that truly stood still", domain=[0, 1])),
        color=_colours(list(curves), [TEAL, AMBER, RED]),
    )
    size = alt.Size("rows:Q", scale=alt.Scale(type="sqrt", range=[30, 500]), legend=None)
    return even + base.mark_line(strokeWidth=2) + base.mark_circle(opacity=0.8).encode(size=size)


def _delay(live: dict[str, Any]) -> alt.TopLevelMixin:
    counts = np.bincount(live["delays"], minlength=6)
    labels = ["the same month", *[f"{n} later" for n in range(1, 6)], "not in 6"]
    rows = [
        {"delay": label, "share": count / live["stops"], "missed": label == "not in 6"}
        for label, count in zip(labels, [*counts.tolist(), live["missed"]], strict=True)
    ]
    paint = alt.condition("datum.missed", alt.value(RED), alt.value(TEAL))
    return (
        _plot(rows)
        .mark_bar()
        .encode(
            x=alt.X("delay:N", sort=labels, axis=alt.Axis(title="months until told", labelAngle=0)),
            y=alt.Y(**_share("share", "share of stops")),
            color=paint,
        )
    )


def _lost(kept: list[dict[str, Any]]) -> alt.TopLevelMixin:
    names = {"right": "chain of states", "rule": "plain rule"}
    rows = [
        {"series": name, "lost": each["lost"], "right": each[key]}
        for each in kept
        for key, name in names.items()
    ]
    base = _plot(rows).encode(
        x=alt.X(**_share("lost", "readings lost besides those that are missing anyhow")),
        y=alt.Y(**_share("right", "unit-months told right", domain=[0.4, 1])),
        color=_colours(list(names.values()), [TEAL, AMBER]),
    )
    return base.mark_line(strokeWidth=2) + base.mark_circle(size=70)


def _precise(curves: dict[str, list[Any]]) -> alt.TopLevelMixin:
    rows = [
        {"series": name, "recall": recall, "precision": precision, "n": n}
        for name, curve in curves.items()
        for n, (recall, precision) in enumerate(curve)
    ]
    colours = [TEAL, "#4fa3ab", AMBER, RED, GREY, "#8f85bb"]
    names = sorted(curves, key=lambda name: not name.startswith("ours"))
    return (
        _plot(rows, height=340)
        .mark_line(strokeWidth=2)
        .encode(
            x=alt.X(**_share("recall", "of those that stood still, found", domain=[0, 1])),
            y=alt.Y(**_share("precision", "of those told, truly standing", domain=[0, 1])),
            color=_colours(names, colours[: len(names)]),
            order="n:Q",
        )
    )


# -- labelled units --------------------------------------------------------------------------


def _of_mines(folder: Path) -> dict[str, alt.TopLevelMixin]:
    rows = coal()
    parts = {"fit": rows.filter(~pl.col("reported")), "own": rows.filter(pl.col("reported"))}
    told = {half: tell(part, folder, MINES) for half, part in parts.items()}
    scored = parts["own"].filter(pl.col("scored"))
    labels = scored["label"]
    stands = labels.is_in(STANDS).to_numpy()
    producing = (labels != "active_not_producing").to_numpy()
    curves, mapped = {}, {}
    for name, as_told in (("all years known", _hindsight), ("as of each year's end", _live)):
        chance = {half: as_told(part, told[half], folder) for half, part in parts.items()}
        true = parts["fit"].filter(pl.col("scored"))["label"].is_in(STANDS).to_numpy()
        mapped[name] = reliability(stands, Isotonic(chance["fit"], true)(chance["own"]))
        curves[f"ours, {name}"] = _curve(stands[producing], chance["own"][producing])
    rivals = {**_ratio_rules(scored), **_libraries(scored)}
    for name in ("ratio labor_hours", "ratio production_short_tons", "hmmlearn", "ruptures"):
        if name in rivals:
            curves[name.replace("_", " ")] = _curve(stands[producing], rivals[name][producing])
    return {
        "reliability-mines": _reliable(mapped),
        "precision-mines": _precise(curves),
        "mines": _examples(parts["fit"], told["fit"]),
    }


def _examples(rows: pl.DataFrame, told: Told) -> alt.TopLevelMixin:
    """Draw the first mines by number whose stop was found, and the first whose stop was missed."""
    chosen: dict[bool, list[str]] = {True: [], False: []}
    spells = coal_spells().filter(pl.col("mine_id").is_in(set(told.read.units)))
    years = dict(rows.group_by("mine_id").agg(pl.len()).iter_rows())
    first = {}
    for mine, year in spells.select("mine_id", "first_idle_year").sort("mine_id").iter_rows():
        row, col = told.places([mine], [str(year)])
        hit = bool(told.found.state[row, col][0] >= State.IDLE)
        if years[mine] >= 6 and year < 2013 and mine not in first and len(chosen[hit]) < EXAMPLES:
            chosen[hit].append(mine)
            first[mine] = year
    return alt.vconcat(
        *[
            alt.hconcat(*[_mine(mine, first[mine], rows, told, found=hit) for mine in mines])
            for hit, mines in chosen.items()
        ]
    )


def _mine(
    mine: str, stop: int, rows: pl.DataFrame, told: Told, *, found: bool
) -> alt.TopLevelMixin:
    own = rows.filter(pl.col("mine_id") == mine).sort("year")
    top = float(own["labor_hours"].max() or 1)
    place, times = told.read.units.index(mine), list(told.read.times)
    drawn = [
        {"year": year, "hours": hours / top, "what": "idle or closed" if label in STANDS else label}
        for year, hours, label in own.select("year", "labor_hours", "label").iter_rows()
    ]
    chance = told.found.chance[place, :, 2:].sum(axis=-1).tolist()
    line = [{"year": year, "chance": each} for year, each in zip(times, chance, strict=True)]
    axis = alt.X("year:O", axis=alt.Axis(title=None, labelAngle=-60), scale=alt.Scale(domain=times))
    paint = alt.condition("datum.what == 'idle or closed'", alt.value(AMBER), alt.value("#a9d3d6"))
    word = "found" if found else "missed"
    title = alt.TitleParams(f"{mine}: stop of {stop} {word}", fontSize=12, anchor="start")
    size = {"width": 200, "height": 120}
    bars = _plot(drawn, **size).mark_bar()
    bars = bars.encode(x=axis, y=alt.Y(**_share("hours", "", domain=[0, 1])), color=paint)
    told_line = _plot(line, **size).mark_line(color=RED, strokeWidth=2).encode(x=axis, y="chance:Q")
    return (bars + told_line).properties(title=title)


def _of_others(folder: Path) -> dict[str, alt.TopLevelMixin]:
    rows = wells()
    told = tell(rows, folder, Columns("unit_id", "month", ("gas_mcf",)))
    own = rows.filter(
        (pl.col("unit_id") == WELL)
        & pl.col("month").is_between(pl.lit("2000-01"), pl.lit("2014-12"))
    )
    place = told.read.units.index(WELL)
    chance = told.found.chance[place, :, 2:].sum(axis=-1)
    at = {month: n for n, month in enumerate(told.read.times)}
    top = float(own["gas_mcf"].max() or 1)
    drawn = [
        {
            "month": f"{month}-01",
            "gas": (gas or 0) / top,
            "chance": float(chance[at[month]]),
            "shut": 1.0 if label == "shut_in" else 0.0,
        }
        for month, gas, label in own.select("month", "gas_mcf", "label").iter_rows()
    ]
    axis = alt.X("month:T", axis=alt.Axis(title=None, format="%Y"))
    base = _plot(drawn)
    well = base.mark_area(color="#f0dcb4", interpolate="step", opacity=1).encode(
        x=axis, y=alt.Y(**_share("shut", "gas (of its most), chance told"))
    )
    well += base.mark_line(color=TEAL, strokeWidth=1.4).encode(x=axis, y="gas:Q")
    well += base.mark_line(color=RED, strokeWidth=1.8).encode(x=axis, y="chance:Q")
    return {"well": well, "facilities": _facilities(folder)}


def _facilities(folder: Path) -> alt.TopLevelMixin:
    rows, events = washington()
    told = tell(rows, folder, Columns("unit_id", "year", ("total_tco2e",)))
    watched = events.filter(pl.col("event_type").is_in(["closed", "idle", "temporary_shutdown"]))
    charts = []
    for unit, name, kind, year in watched.select(
        "unit_id", "facility", "event_type", "event_year_by_note"
    ).iter_rows():
        own = rows.filter(pl.col("unit_id") == unit)
        top = float(own["total_tco2e"].max() or 1)
        drawn = [
            {"year": at, "read": (told_ or 0) / top, "on": int(at) >= year}
            for at, told_ in own.select("year", "total_tco2e").iter_rows()
        ]
        chance = told.found.chance[told.read.units.index(unit), :, 2:].sum(axis=-1).tolist()
        times = list(told.read.times)
        line = [{"year": at, "chance": each} for at, each in zip(times, chance, strict=True)]
        axis = alt.X(
            "year:O", axis=alt.Axis(title=None, labelAngle=-60), scale=alt.Scale(domain=times)
        )
        paint = alt.condition("datum.on", alt.value(AMBER), alt.value("#a9d3d6"))
        size = {"width": 200, "height": 110}
        words = [name[:34], f"{kind.replace('_', ' ')}, noted {year}"]
        title = alt.TitleParams(words, fontSize=11, anchor="start")
        bars = _plot(drawn, **size).mark_bar()
        bars = bars.encode(x=axis, y=alt.Y(**_share("read", "", domain=[0, 1])), color=paint)
        line_ = _plot(line, **size).mark_line(color=RED, strokeWidth=2)
        charts.append((bars + line_.encode(x=axis, y="chance:Q")).properties(title=title))
    return alt.vconcat(
        *[alt.hconcat(*charts[start : start + 3]) for start in range(0, len(charts), 3)]
    )
