#!/usr/bin/env python3
"""Makes depths.geojson and floor.png, the tints and the shading of the sea, from a grid of ETOPO1.

    pip install numpy pillow pyproj scipy shapely contourpy
    python3 geodata/depths.py sea-depth-120-33-177-66.png geodata

The grid has depths in metres (land 0) at each tenth of a degree from 120° E and 66° N. What lies
beyond it is carried on to 105-180° E, 25-72° N by way of the soundings in `BEYOND`.
"""
import json
import sys
from pathlib import Path

import numpy as np
import shapely
from contourpy import contour_generator
from PIL import Image
from pyproj import Transformer
from scipy.interpolate import LinearNDInterpolator
from scipy.ndimage import distance_transform_edt, gaussian_filter, map_coordinates
from shapely.geometry import Polygon, box

PLANE = "+proj=laea +lat_0=47.5 +lon_0=146.5 +ellps=WGS84 +units=km"
WEST, SOUTH, EAST, NORTH = 105, 25, 180, 72
CLASSES = (200, 1000, 3000, 6000)
LADDER = (0, *CLASSES, 10000)  # equal steps of tint
CELL = 5.0  # km, of the grid that is cut into tints
SMALL = 1500.0  # km²: what is smaller goes into the tint around it
SMALL_DEEP = 6000.0  # of the deepest tint: the plain of the Pacific lies close to 6,000 m
ROUND = 5.0  # km: half the width of what is too narrow to be drawn
TOLERANCE = 1.0  # km
PIXEL = 6.0  # km, of floor.png
LIGHTS = ((315.0, 0.6), (247.5, 0.2), (22.5, 0.2))  # azimuth, weight; all at 45°

# Depths beyond the grid in metres, set by hand from general knowledge: round numbers that give each
# sea its class, no soundings.
BEYOND = """
118.5 39 20,121 40 25,118 38 15,120.5 39.5 25,119.5 37.6 15,119.9 35 15,121 32.5 15,122 31 15
123 36 60,110 25 10,115 25 10,119 25.2 50,120.2 26.2 60,121.5 27.5 70,122.5 29 60,124 31 55
125.5 30 80,123.5 26.8 110,125.5 28 110,126.5 29.5 140,125.3 26.8 900,124.2 25.4 1900
126.6 27.3 1400,128 28.8 900,129 30.5 700,129.2 31.6 600,128.3 32.3 400,128.6 27.2 350
127 25.6 700,129.8 29 500,130.3 31 300,131.5 32.2 700,131.2 30.2 700,132.1 31 2200,130.8 28.8 3000
129.8 27 5500,128.2 25.2 6500,127.4 25 5500,133 32.3 1500,134 31.6 4500,133 29.5 4800
131.5 26.5 4000,133.5 26 5200,136 30 4500,136.5 27 4700,137 32.3 4000,136.5 25 4800
138.4 30.5 3800,139 27.5 3900,139.8 32.3 1300,140.2 30.3 1400,140.5 28.4 2000,141.3 26.3 2200
141.3 25 2500,142.2 32.3 8300,142.3 31 9200,142.4 30 9300,142.8 29 9300,142.9 28 9000
143.2 27 8700,143.5 26 8000,143.7 25 7500,141.6 31.5 5500,141.9 29 5500,142.2 27 4500
143.9 31 5800,144.5 28 5750,145.2 25.3 5700,147 30 5750,150 27 5800,153 30.5 5800,156.5 31.2 4200
160 28 5600,158 25 5700,165 30 5700,168 26 5300,172 30 5500,176 27 5400,180 25.5 4900
180 30.5 5500,180 36 5600,180 42 5700,180 47 6000,180 50.6 7000,180 51.7 900,180 52.6 2500
180 55 3800,180 58.5 3300,180 60 1200,180 60.8 140,180 62.5 90,180 65 40,178 68.5 30,172 69.8 40
165 69.6 20,160 70 20,153 71.5 15,145 72 15,135 71.5 20,130 71 15,125 72 15,115 72 10,178 72 40
170 72 40,160 72 25,135 74 20,160 74 40,178 74 60
"""


def smoothstep(x, low, high):
    t = np.clip((x - low) / (high - low), 0, 1)
    return t * t * (3 - 2 * t)


def carried_on(depth):
    """Depths of a grid of 0.1°, five degrees wider than the box; the land is filled from the sea."""
    lons = np.round(np.arange(WEST - 5, EAST + 5.05, 0.1), 1)
    lats = np.round(np.arange(NORTH + 5, SOUTH - 5.05, -0.1), 1)
    whole = np.zeros((lats.size, lons.size))
    known = np.zeros(whole.shape, bool)
    row, col = int(round((lats[0] - 66) * 10)), int(round((120 - lons[0]) * 10))
    place = np.s_[row : row + depth.shape[0], col : col + depth.shape[1]]
    whole[place], known[place] = depth, depth > 0
    steps = np.interp(whole, LADDER, range(len(LADDER)))
    # Beyond the grid: triangles between its seas and the soundings.
    rim = np.zeros(whole.shape, bool)
    rim[place][::5, ::5] = True
    rim[row + 10 : row + depth.shape[0] - 10, col + 10 : col + depth.shape[1] - 10] = False
    soft = gaussian_filter(steps * known, 6) / np.maximum(gaussian_filter(known * 1.0, 6), 1e-6)
    r, c = np.nonzero(known & rim)
    sites = [(lons[j], lats[i], soft[i, j]) for i, j in zip(r, c)]
    for sounding in BEYOND.replace("\n", ",").split(","):
        if sounding.strip():
            x, y, z = map(float, sounding.split())
            sites.append((x, y, np.interp(z, LADDER, range(len(LADDER)))))
    for x, y in ((90, 10), (90, 85), (195, 10), (195, 85)):
        near = min(sites, key=lambda s: (s[0] - x) ** 2 + (s[1] - y) ** 2)
        sites.append((x, y, near[2]))
    sites = np.array(sites)
    x, y = np.meshgrid(lons, lats)
    far = LinearNDInterpolator(sites[:, :2] * (0.68, 1), sites[:, 2])(x * 0.68, y)
    far = gaussian_filter(far, 3.5, mode="nearest")
    # Land inside the grid: the nearest sea, shallow well inland.
    away, (i, j) = distance_transform_edt(~known, return_indices=True, sampling=(1, 0.68))
    near = steps[i, j]
    land = gaussian_filter(near, 3) * np.exp(-np.maximum(away * 11.1 - 30, 0) / 80)
    blend = smoothstep(away * 11.1, 0, 25)
    filled = np.where(known, steps, near * (1 - blend) + land * blend)
    inside = np.minimum.reduce([x - 120, 177 - x, y - 33, 66 - y])
    share = smoothstep(inside, 0, 1.2)
    return lons, lats, filled * share + far * (1 - share)


def lonlat(x, y):
    lon, lat = Transformer.from_crs(PLANE, "EPSG:4326", always_xy=True).transform(x, y)
    return np.where(lon < 0, lon + 360, lon), lat


def extent():
    """West, south, east and north of the projected box, in km."""
    edge = shapely.segmentize(box(WEST, SOUTH, EAST, NORTH), 0.25).exterior
    x, y = Transformer.from_crs("EPSG:4326", PLANE, always_xy=True).transform(*edge.xy)
    return min(x), min(y), max(x), max(y)


def on_plane(lons, lats, grid, cell, margin):
    west, south, east, north = extent()
    x = np.arange(cell * np.floor((west - margin) / cell), east + margin + cell, cell)
    y = np.arange(cell * np.ceil((north + margin) / cell), south - margin - cell, -cell)
    lon, lat = lonlat(*np.meshgrid(x, y))
    at = ((lats[0] - lat) * 10, (lon - lons[0]) * 10)
    return x, y, map_coordinates(grid, at, order=3, mode="nearest")


def calm(steps, cell):
    """Smoothed, more so where the floor is nearly level."""
    fine, broad = gaussian_filter(steps, 8 / cell), gaussian_filter(steps, 26 / cell)
    slope = np.hypot(*np.gradient(gaussian_filter(steps, 16 / cell), cell))
    share = smoothstep(gaussian_filter(slope, 10 / cell), 0.002, 0.009)
    return fine * share + broad * (1 - share)


def without_crumbs(shape, small):
    parts = [
        Polygon(part.exterior, [hole for hole in part.interiors if Polygon(hole).area >= SMALL])
        for part in shapely.get_parts(shape)
    ]
    return shapely.union_all([part for part in parts if part.area >= small])


def tinted(x, y, steps):
    """A multipolygon in degrees for each class."""
    lines = contour_generator(x, y[::-1], steps[::-1], fill_type="OuterOffset")
    deeper = []
    for level, _ in enumerate(CLASSES, 1):
        small = SMALL_DEEP if CLASSES[level - 1] == 6000 else SMALL
        parts = []
        for points, offsets in zip(*lines.filled(level, 99)):
            rings = [points[a:b] for a, b in zip(offsets, offsets[1:])]
            parts.append(Polygon(rings[0], rings[1:]))
        whole = without_crumbs(shapely.union_all(parts), small)
        # Off with spikes and narrow inlets; what lies inside another class stays inside it.
        whole = whole.buffer(ROUND).buffer(-2 * ROUND).buffer(ROUND)
        deeper.append(without_crumbs(whole, small))
    all_sea = box(x[0], y[-1], x[-1], y[0])
    bands = [a.difference(b) for a, b in zip([all_sea, *deeper], deeper)] + [deeper[-1]]
    bands = shapely.coverage_simplify(bands, TOLERANCE)
    frame = shapely.segmentize(box(WEST, SOUTH, EAST, NORTH), 1)
    for level in range(1, len(bands)):
        shape = shapely.union_all(bands[level:])
        shape = shapely.transform(shape, lambda p: np.column_stack(lonlat(*p.T)))
        shape = shapely.make_valid(shape).intersection(frame)
        shape = shapely.set_precision(shape, 1e-4)
        parts = [p for p in shapely.get_parts(shape) if p.geom_type == "Polygon" and p.area > 0.05]
        parts = [shapely.geometry.polygon.orient(p.normalize()) for p in parts]
        yield sorted(parts, key=lambda p: -p.area)


def feature(metres, parts):
    rings = [
        [[[round(a, 4), round(b, 4)] for a, b in ring.coords] for ring in (p.exterior, *p.interiors)]
        for p in parts
    ]
    shape = {"type": "MultiPolygon", "coordinates": rings}
    return {"type": "Feature", "properties": {"deeper_than_m": metres}, "geometry": shape}


def shade(heights, cell):
    """Light against level ground: 0 for level, up to 0.29 in the light, down to -0.71."""
    south, east = np.gradient(heights, cell)
    length = np.sqrt(1 + south**2 + east**2)
    total = 0.0
    for azimuth, weight in LIGHTS:
        a = np.radians(azimuth)
        total = total + weight * (1 - east * np.sin(a) + south * np.cos(a)) / length
    return (total - 1) * np.sqrt(0.5)


def main():
    grid, folder = sys.argv[1], Path(sys.argv[2])
    lons, lats, steps = carried_on(np.asarray(Image.open(grid)).astype(float))

    x, y, on = on_plane(lons, lats, steps, CELL, 150)
    features = [feature(m, parts) for m, parts in zip(CLASSES, tinted(x, y, calm(on, CELL)))]
    lines = [json.dumps(f, separators=(",", ":")) for f in features]
    text = '{"type":"FeatureCollection","features":[\n' + ",\n".join(lines) + "\n]}\n"
    (folder / "depths.geojson").write_text(text)

    x, y, on = on_plane(lons, lats, steps, PIXEL, 0)
    on = np.maximum(on, 0)
    dark = -0.55 * np.minimum(gaussian_filter(on, 8 / PIXEL), 4) / 4
    metres = np.interp(on, range(len(LADDER)), LADDER)
    slopes = shade(-6 * gaussian_filter(metres, 7 / PIXEL) / 1000, PIXEL)
    slopes = gaussian_filter(slopes, 4 / PIXEL)
    # At 45° a slope loses more by turning away from the light than it gains by turning to it.
    s = dark + np.where(slopes > 0, 2.4, 1.2) * slopes
    value = 128 + np.round(127 * np.clip(s, -1, 1))
    Image.fromarray(value.astype(np.uint8)).save(folder / "floor.png", optimize=True)
    numbers = (PIXEL, 0, 0, -PIXEL, x[0], y[0])
    (folder / "floor.pgw").write_text("".join(f"{n:g}\n" for n in numbers))


main()
