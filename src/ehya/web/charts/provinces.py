"""How are the provinces shaded on a map, with the parks as points?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import altair as alt

from ehya.web.charts.marks import Spec, isolated, table

SHADES = 4
TOPOLOGY = "irn"  # the object's name in the file that scripts/build_static.py makes
LABELLED = 6  # provinces whose value stands on the map; the table has all


@dataclass(frozen=True, slots=True)
class Shape:
    """One province of the map.

    Attributes:
        iso: its code.
        name: in the reader's language.
        value: what it is shaded by; None where nothing is known.
        words: the value as it is written.
        at: longitude and latitude of its label. [degree]
    """

    iso: str
    name: str
    value: float | None
    words: str
    at: tuple[float, float]


@dataclass(frozen=True, slots=True)
class Point:
    """One park: longitude, latitude [degree], and its name."""

    lon: float
    lat: float
    name: str


def shades(values: Sequence[float]) -> list[float]:
    """Return where each darker shade begins: quarters of the known values, told once each."""
    known = sorted(values)
    if not known:
        return []
    return [known[len(known) * step // SHADES] for step in range(1, SHADES)]


def province_map(
    shapes: Sequence[Shape], points: Sequence[Point], *, topology: str, height: int
) -> Spec:
    """Return the map.

    Args:
        shapes: the provinces that may be seen.
        points: the parks.
        topology: address of the country's outlines.
        height: of the drawing. [px]
    """
    ends = shades([shape.value for shape in shapes if shape.value is not None])
    rows = [_row(shape, ends) for shape in shapes]
    land = alt.topo_feature(topology, TOPOLOGY)
    looked_up = alt.LookupData(data=table(rows), key="iso", fields=["shade", "tip"])
    outline = alt.Chart(land).mark_geoshape(style="map-unknown")
    shaded = (
        alt.Chart(land)
        .mark_geoshape(style="map-area")
        .transform_lookup(lookup="properties.iso", from_=looked_up)
        .transform_filter("isValid(datum.shade) && datum.shade > 0")
        .encode(
            color=alt.Color("shade:O", scale=alt.Scale(domain=[1, 2, 3, 4], range="ordinal")),
            tooltip=alt.Tooltip("tip:N"),
        )
    )
    layers = [outline, shaded, _parks(points), *_labels(rows)]
    return (
        alt.layer(*layers)
        .properties(width="container", height=height)
        .project(type="mercator")
        .to_dict(validate=False)
    )


def _row(shape: Shape, ends: Sequence[float]) -> Mapping[str, Any]:
    known = shape.value is not None
    shade = 1 + sum(shape.value >= end for end in ends) if shape.value is not None else 0
    return {
        "iso": shape.iso,
        "shade": shade,
        "tip": isolated(f"{shape.name}: {shape.words}") if known else isolated(shape.name),
        "value": shape.value if known else -1,
        "words": isolated(shape.words),
        "lon": shape.at[0],
        "lat": shape.at[1],
    }


def _parks(points: Sequence[Point]) -> alt.Chart:
    rows = [{"lon": p.lon, "lat": p.lat, "tip": isolated(p.name)} for p in points]
    chart: alt.Chart = (
        alt.Chart(table(rows))
        .mark_circle(style="map-park")
        .encode(longitude="lon:Q", latitude="lat:Q", tooltip=alt.Tooltip("tip:N"))
    )
    return chart


def _labels(rows: Sequence[Mapping[str, Any]]) -> list[alt.Chart]:
    """The largest values, each on its own ground: dark letters on light shades and the reverse."""
    most = sorted((row for row in rows if row["shade"]), key=lambda row: -row["value"])[:LABELLED]
    layers = []
    for style, chosen in (
        ("map-label-dark", [row for row in most if row["shade"] == SHADES]),
        ("map-label", [row for row in most if row["shade"] < SHADES]),
    ):
        chart = alt.Chart(table(chosen)).mark_text(style=style)
        layers.append(chart.encode(longitude="lon:Q", latitude="lat:Q", text="words:N"))
    return layers
