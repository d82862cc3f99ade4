"""Where does each province stand on the tile map, and what fits on its tile?"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from ehya.engine.calendar import Language
from ehya.ledger.rules import vocabulary
from ehya.publish.briefing import ProvinceCount
from ehya.publish.morning import Part
from ehya.web import formats

# Seven columns, five rows, roughly as the country lies; "" is sea or a neighbour.
GRID = (
    ("West Azarbaijan", "West Azarb.", "W.Az", "آذ. غربی"),
    ("East Azarbaijan", "East Azarb.", "E.Az", "آذ. شرقی"),
    ("Ardebil", "Ardebil", "Ard", "اردبیل"),
    ("Gilan", "Gilan", "Gilan", "گیلان"),
    ("Mazandaran", "Mazan\u00addaran", "Maz", "مازندران"),
    ("Golestan", "Golestan", "Gol", "گلستان"),
    ("North Khorasan", "North Khor.", "N.Kh", "خ. شمالی"),
    ("Kordestan", "Kordestan", "Kord", "کردستان"),
    ("Zanjan", "Zanjan", "Zan", "زنجان"),
    ("Qazvin", "Qazvin", "Qaz", "قزوین"),
    ("Alborz", "Alborz", "Alb", "البرز"),
    ("Tehran", "Tehran", "Teh", "تهران"),
    ("Semnan", "Semnan", "Sem", "سمنان"),
    ("Khorasan Razavi", "Razavi Khor.", "Kh.R", "خ. رضوی"),
    ("Kermanshah", "Kerman\u00adshah", "K’sh", "کرمانشاه"),
    ("Hamedan", "Hamedan", "Ham", "همدان"),
    ("Markazi", "Markazi", "Mark", "مرکزی"),
    ("Qom", "Qom", "Qom", "قم"),
    ("Isfahan", "Isfahan", "Isf", "اصفهان"),
    ("Yazd", "Yazd", "Yazd", "یزد"),
    ("South Khorasan", "South Khor.", "S.Kh", "خ. جنوبی"),
    ("Ilam", "Ilam", "Ilam", "ایلام"),
    ("Lorestan", "Lorestan", "Lor", "لرستان"),
    ("Chaharmahal and Bakhtiari", "Chahar\u00admahal", "Ch.B", "چهارمحال"),
    ("Kohgiluyeh and Boyer-Ahmad", "Kohgi\u00adluyeh", "Kohg", "کهگیلویه"),
    ("Fars", "Fars", "Fars", "فارس"),
    ("Kerman", "Kerman", "Kerm", "کرمان"),
    ("Sistan and Baluchestan", "Sistan & B.", "S.B", "سیستان"),
    ("", "", "", ""),
    ("Khuzestan", "Khuzestan", "Khuz", "خوزستان"),
    ("", "", "", ""),
    ("Bushehr", "Bushehr", "Bush", "بوشهر"),
    ("", "", "", ""),
    ("Hormozgan", "Hormoz\u00adgan", "Horm", "هرمزگان"),
    ("", "", "", ""),
)
SHADES = 4


@dataclass(frozen=True, slots=True)
class Tile:
    """One cell of the tile map.

    Attributes:
        name: the province as it fits; "" leaves the cell empty.
        short: the same on a phone.
        row: what the province told; None for an empty cell.
        shade: 0 where nothing was told, 1 for the oldest year shown, 4 for the newest.
        full: the province's whole name.
    """

    name: str
    short: str
    row: ProvinceCount | None
    shade: int
    full: str


@dataclass(frozen=True, slots=True)
class ShareTile:
    """One cell of the tile map of shares.

    Attributes:
        name: the province as it fits; "" leaves the cell empty.
        short: the same on a phone.
        full: its whole name.
        part: what it reached of its part; None where that is not in sight.
        shade: 0 where no share is told, 1 for the furthest behind, 4 for who is there.
        words: its share.
    """

    name: str
    short: str
    full: str
    part: Part | None
    shade: int
    words: str


@dataclass(frozen=True, slots=True)
class TileMap:
    """The tiles and the key to their shades.

    Attributes:
        tiles: row by row.
        key: (shade, year in the reader's digits), oldest first; a first key may say "or before".
    """

    tiles: tuple[Tile, ...]
    key: tuple[tuple[int, str], ...]


def tiles(rows: Sequence[ProvinceCount], language: Language) -> TileMap:
    """Return the tile map of what the provinces told, shaded by the year of their latest count."""
    by_name = {row.place.name: row for row in rows}
    years = sorted({row.year for row in rows if row.year})
    shade = {year: max(1, SHADES - (years[-1] - year)) for year in years}
    cells = [_tile(cell, by_name.get(cell[0]), shade, language) for cell in GRID]
    newest = {number: max(y for y in years if shade[y] == number) for number in shade.values()}
    key = tuple((number, formats.year(newest[number], language)) for number in sorted(newest))
    return TileMap(tuple(cells), key)


SHARE_STEPS: Final = (25, 50, 100)  # [percent of the part] where a darker shade begins


def share_tiles(parts: Sequence[Part], language: Language) -> tuple[ShareTile, ...]:
    """Return the tile map of what provinces reached of their part of a target."""
    by_name = {}
    places = {place.iso: name for name, place in vocabulary().places.items()}
    for part in parts:
        by_name[places.get(part.province, part.province)] = part
    return tuple(_share_tile(cell, by_name, language) for cell in GRID)


def _share_tile(
    cell: tuple[str, str, str, str], parts: dict[str, Part], language: Language
) -> ShareTile:
    place, long, short, persian = cell
    part = parts.get(place)
    if not place:
        return ShareTile("", "", "", None, 0, "")
    full = formats.place_name(place, language)
    name, brief = (persian, persian) if language == "fa" else (long, short)
    share = part.share if part else None
    shade = 0 if share is None else 1 + sum(share >= Decimal(step) for step in SHARE_STEPS)
    told = "" if share is None else formats.percent(share, language, 0)
    return ShareTile(name, brief, full, part, shade, told)


def _tile(
    cell: tuple[str, str, str, str],
    row: ProvinceCount | None,
    shade: dict[int, int],
    language: Language,
) -> Tile:
    place, long, short, persian = cell
    if not place or row is None:
        return Tile("", "", None, 0, "")
    full = formats.place_name(place, language)
    name, brief = (persian, persian) if language == "fa" else (long, short)
    return Tile(name, brief, row, shade.get(row.year or 0, 0), full)
