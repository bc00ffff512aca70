#!/usr/bin/env python3
"""Makes relief.png and relief-fine.png, the shading of the land, from heights of DTED Level 0.

    pip install numpy pillow pyproj scipy
    python3 geodata/relief.py relief-126-36-172-62.png geodata

The heights are in metres (sea 0) on a grid of 1/120° from 126° E and 62° N. What is land is taken
from the outlines, `islands.geojson` and `surroundings.geojson`, beside the pictures to be made.
"""
import json
import sys
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw
from pyproj import Transformer
from scipy.ndimage import distance_transform_edt, gaussian_filter, map_coordinates

PLANE = "+proj=laea +lat_0=47.5 +lon_0=146.5 +ellps=WGS84 +units=km"
WEST, SOUTH, EAST, NORTH = 126, 36, 172, 62  # of the heights
LIGHTS = ((315.0, 0.6), (247.5, 0.2), (22.5, 0.2))  # azimuth, weight; all at 45°
FADE = 60.0  # km: how wide the shade runs out at the edge of the heights
LIT, UNLIT = 0.22, 0.62  # what counts as full light and full shadow
AROUND = 0.62  # how strong the shade of the land around is
LEVELS = 32  # steps between level ground and full light or shadow

TO_PLANE = Transformer.from_crs("EPSG:4326", PLANE, always_xy=True)
TO_LONLAT = Transformer.from_crs(PLANE, "EPSG:4326", always_xy=True)


def shade(heights, cell):
    """Light against level ground, from -1 to 1; level ground is 0."""
    south, east = np.gradient(heights, cell)
    length = np.sqrt(1 + south**2 + east**2)
    total = 0.0
    for azimuth, weight in LIGHTS:
        a = np.radians(azimuth)
        total = total + weight * (1 - east * np.sin(a) + south * np.cos(a)) / length
    d = (total - 1) * np.sqrt(0.5)
    # At 45° a slope gains at most 0.29 by turning to the light, and loses up to 0.71 by turning away.
    return np.clip(np.where(d > 0, d / LIT, d / UNLIT), -1, 1)


def rings(*files):
    for file in files:
        for feature in json.loads(file.read_text(encoding="utf-8"))["features"]:
            shape = feature["geometry"]
            parts = shape["coordinates"]
            for part in [parts] if shape["type"] == "Polygon" else parts:
                yield TO_PLANE.transform(*zip(*part[0]))


def mask(shapes, x0, y0, columns, rows, cell):
    """What pixels are land, by their centres; x0, y0 is the centre of the first."""
    picture = Image.new("1", (columns, rows))
    draw = ImageDraw.Draw(picture)
    for x, y in shapes:
        points = zip(((np.array(x) - x0) / cell).tolist(), ((y0 - np.array(y)) / cell).tolist())
        draw.polygon(list(points), fill=1, outline=1)
    return np.array(picture)


def heights_at(grid, x, y, cell):
    """Heights in km by a cubic kernel, blurred first where a pixel takes in several of the grid."""
    lon, lat = TO_LONLAT.transform(*np.meshgrid(x, y))
    at = ((NORTH - lat) * 120, (lon - WEST) * 120)
    blur = 0.45 * cell
    soft = gaussian_filter(grid, (blur / 0.926, blur / 0.63))
    return map_coordinates(soft, at, order=3, mode="nearest") / 1000, lon, lat


def picture(grid, shapes, cell, stretch, reach, softness, own=()):
    """The shade round the shapes, `reach` pixels beyond them, and the centre of its first pixel. What
    is nearer to the shapes `own` than to the others is left out, and the rest is fainter."""
    every = [np.array(ring) for ring in shapes]
    low = np.min([ring.min(axis=1) for ring in every], axis=0)
    high = np.max([ring.max(axis=1) for ring in every], axis=0)
    frame = np.array(TO_PLANE.transform(
        np.r_[np.linspace(WEST, EAST, 93), np.linspace(WEST, EAST, 93), [WEST] * 53, [EAST] * 53],
        np.r_[[SOUTH] * 93, [NORTH] * 93, np.linspace(SOUTH, NORTH, 53), np.linspace(SOUTH, NORTH, 53)],
    ))
    low = np.maximum(low - (reach + 2) * cell, frame.min(axis=1))
    high = np.minimum(high + (reach + 2) * cell, frame.max(axis=1))
    low, high = np.floor(low / cell) * cell, np.ceil(high / cell) * cell
    x, y = np.arange(low[0], high[0] + cell / 2, cell), np.arange(high[1], low[1] - cell / 2, -cell)
    land = mask(every, x[0], y[0], x.size, y.size, cell)
    heights, lon, lat = heights_at(grid, x, y, cell)
    s = shade(stretch * gaussian_filter(np.maximum(heights, 0), softness), cell)
    # Over the sea the shade of the shore is carried on.
    weight = gaussian_filter(land * 1.0, 1.2)
    carried = gaussian_filter(s * land, 1.2) / np.maximum(weight, 1e-9)
    s = np.where(land, s, np.where(distance_transform_edt(~land) <= reach, carried, 0))
    km = 111.2
    east = np.minimum(lon - WEST, EAST - lon) * km * np.cos(np.radians(lat))
    rim = np.clip(np.minimum(east, np.minimum(lat - SOUTH, NORTH - lat) * km) / FADE, 0, 1)
    s = s * rim * rim * (3 - 2 * rim)
    if own:
        here = mask(own, x[0], y[0], x.size, y.size, cell)
        around = land & ~here
        nearer = distance_transform_edt(~here) < distance_transform_edt(~around)
        s = np.where(nearer, 0, s * AROUND)
    return np.round(s * LEVELS) / LEVELS, x[0], y[0]


def write(folder, name, s, x0, y0, cell):
    used_rows, used_columns = np.flatnonzero(s.any(axis=1)), np.flatnonzero(s.any(axis=0))
    top, left = used_rows[0], used_columns[0]
    s = s[top : used_rows[-1] + 1, left : used_columns[-1] + 1]
    value = (128 + np.round(127 * s)).astype(np.uint8)
    Image.fromarray(value).save(folder / f"{name}.png", optimize=True)
    numbers = (cell, 0, 0, -cell, round(x0 + left * cell, 6), round(y0 - top * cell, 6))
    (folder / f"{name}.pgw").write_text("".join(f"{n:.10g}\n" for n in numbers))


def main():
    Image.MAX_IMAGE_PIXELS = None
    grid = np.asarray(Image.open(sys.argv[1])).astype(np.float32)
    folder = Path(sys.argv[2])
    islands = folder / "islands.geojson"
    every = list(rings(islands, folder / "surroundings.geojson"))
    own = list(rings(islands))
    write(folder, "relief", *picture(grid, every, 1.0, 5, 3, 0.65, own), 1.0)
    write(folder, "relief-fine", *picture(grid, own, 0.4, 4, 4, 0.9), 0.4)


if __name__ == "__main__":
    main()
