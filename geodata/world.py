#!/usr/bin/env python3
"""Makes world.geojson, the land of the globe and the locator map, from Natural Earth's 1:110m land.

    npm pack world-atlas@2 && tar xzf world-atlas-2.*.tgz     # its land-110m.json is Natural Earth 4.1
    pip install shapely
    python3 geodata/world.py package/land-110m.json > geodata/world.geojson

Natural Earth is in the public domain. The land is cut at 30° W (where the locator begins and ends),
at 180°, at 60° S and at 84° N, rounded to a tenth of a degree, and pieces below one square degree are
left out.
"""
import json
import sys

from shapely.affinity import translate
from shapely.geometry import Polygon, box

topology = json.load(open(sys.argv[1], encoding="utf-8"))
scale, move = topology["transform"]["scale"], topology["transform"]["translate"]


def unpacked(arc):
    x = y = 0
    for dx, dy in arc:
        x, y = x + dx, y + dy
        yield x * scale[0] + move[0], y * scale[1] + move[1]


arcs = [list(unpacked(arc)) for arc in topology["arcs"]]


def ring(indices):
    points = []
    for i in indices:
        arc = arcs[i] if i >= 0 else arcs[~i][::-1]
        points += arc[1 if points else 0 :]
    return points


def unrolled(points):
    """The points of a ring without the jump of a whole turn where it crosses 180°."""
    turn, last = 0, points[0][0]
    for x, y in points:
        turn += 360 * ((last - x > 180) - (x - last > 180))
        last = x
        yield x + turn, y


def polygons(geometry):
    if geometry["type"] == "GeometryCollection":
        for part in geometry["geometries"]:
            yield from polygons(part)
    else:
        parts = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
        for shell, *holes in parts:
            yield Polygon(unrolled(ring(shell)), [ring(hole) for hole in holes])


def rounded(line):
    points = [[round(x, 1), round(y, 1)] for x, y in line.coords]
    return [p for i, p in enumerate(points) if i == 0 or p != points[i - 1]]


pieces = []
halves = (box(-180, -60, -30, 84), box(-30, -60, 180, 84))
for polygon in polygons(topology["objects"]["land"]):
    for half, turn in ((half, turn) for half in halves for turn in (-360, 0, 360)):
        cut = translate(polygon.buffer(0), turn).intersection(half)
        pieces += [p for p in getattr(cut, "geoms", [cut]) if p.geom_type == "Polygon" and p.area >= 1]
pieces.sort(key=lambda p: -p.area)
features = []
for piece in pieces:
    rings = [rounded(piece.exterior)] + [rounded(h) for h in piece.interiors if Polygon(h).area > 1]
    shape = {"type": "Polygon", "coordinates": [r for r in rings if len(r) >= 4]}
    feature = {"type": "Feature", "properties": {}, "geometry": shape}
    features.append(json.dumps(feature, separators=(",", ":")))
print('{"type":"FeatureCollection","features":[\n' + ",\n".join(features) + "\n]}")
