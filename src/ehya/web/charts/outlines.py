"""What outline has each province, as a path that a page can draw itself?

The country's outlines come with the pages (`vendor/iran.topo.json`, TopoJSON); here they become
SVG paths on a flat plane, small enough to stand in a page.
"""

import json
from dataclasses import dataclass
from functools import lru_cache
from math import cos, radians
from pathlib import Path
from typing import Any

FILE = Path(__file__).parents[1] / "static" / "vendor" / "iran.topo.json"
WIDTH = 430  # of the drawing [px]
MIDDLE = 32.5  # the latitude at which a degree east is drawn in its true length [degree]
CORNER = (44.0, 39.8)  # west and north of everything [degree]
PER_DEGREE = WIDTH / (63.4 - CORNER[0]) / cos(radians(MIDDLE))  # north to south [px]
HEIGHT = round((CORNER[1] - 25.0) * PER_DEGREE)

type Spot = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Outline:
    """One province: its code and its SVG path."""

    iso: str
    path: str


@lru_cache(maxsize=1)
def outlines() -> tuple[Outline, ...]:
    """Return the provinces' outlines; none where the pages' files were never built.

    Source:
        The TopoJSON format: arcs of differences, scaled and moved; ~n is arc n backwards.
    """
    if not FILE.exists():
        return ()
    told = json.loads(FILE.read_text("utf-8"))
    arcs = [_arc(arc, told["transform"]) for arc in told["arcs"]]
    (shapes,) = told["objects"].values()
    found = [
        Outline(shape["properties"]["iso"], _path(shape, arcs))
        for shape in shapes["geometries"]
        if shape.get("properties", {}).get("iso")
    ]
    return tuple(sorted(found, key=lambda one: one.iso))


def spot(lon: float, lat: float) -> Spot:
    """Return where a place is drawn: its distance from the left and from the top. [px]"""
    east = (lon - CORNER[0]) * PER_DEGREE * cos(radians(MIDDLE))
    return round(east), round((CORNER[1] - lat) * PER_DEGREE)


def _arc(arc: list[list[int]], transform: dict[str, Any]) -> list[Spot]:
    (wide, high), (west, south) = transform["scale"], transform["translate"]
    x = y = 0
    spots: list[Spot] = []
    for east, north in arc:
        x, y = x + east, y + north
        here = spot(x * wide + west, y * high + south)
        if not spots or here != spots[-1]:
            spots.append(here)
    return spots


def _path(shape: dict[str, Any], arcs: list[list[Spot]]) -> str:
    parts = shape["arcs"] if shape["type"] == "MultiPolygon" else [shape["arcs"]]
    return "".join(_ring(ring, arcs) for polygon in parts for ring in polygon)


def _ring(ring: list[int], arcs: list[list[Spot]]) -> str:
    spots: list[Spot] = []
    for n in ring:
        line = arcs[n] if n >= 0 else arcs[~n][::-1]
        spots += line[1:] if spots and line and spots[-1] == line[0] else line
    return "M" + "L".join(f"{x},{y}" for x, y in spots) + "Z" if len(spots) > 2 else ""
