#!/usr/bin/env python3
"""Cut the ten faces of the atlas out of the Noto fonts.

    python3 subset.py [FOLDER ...]      write the faces beside this script
    python3 subset.py --check           only tell which characters no face can draw

FOLDER: where to look for the Noto fonts, searched with its subfolders; by default where Debian's
packages fonts-noto-core, fonts-noto-extra and fonts-noto-cjk put them. Needs fontTools.

A face holds a fixed repertoire and every character that the files of the atlas use (TEXTS below),
so run it again when a text brings a new kanji. The same fonts, the same texts and the same fontTools
give the same bytes. Exit code 1: a text uses a character that no face can draw.
"""

import argparse
import sys
import unicodedata
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
DEBIAN = [Path("/usr/share/fonts/truetype/noto"), Path("/usr/share/fonts/opentype/noto")]

# The files whose characters must be drawn.
TEXTS = [
    "assets/**/*.toml",
    "assets/text/**/*.ftl",
    "geodata/outlines.toml",
    "src/**/*.rs",
]

# A mark for the face that sets large figures.
FIGURES = "figures"

# file, source, family, style, and for the faces that lack symbols the weight to borrow them in;
# FIGURES: a face for large figures only, which needs no more than these
FACES = [
    ("NotoSans-Light.ttf", "NotoSans-Light.ttf", "Noto Sans", "Light", FIGURES),
    ("NotoSans-Regular.ttf", "NotoSans-Regular.ttf", "Noto Sans", "Regular", "Regular"),
    ("NotoSans-Italic.ttf", "NotoSans-Italic.ttf", "Noto Sans", "Italic", "Regular"),
    ("NotoSans-Medium.ttf", "NotoSans-Medium.ttf", "Noto Sans", "Medium", "Medium"),
    ("NotoSans-SemiBold.ttf", "NotoSans-SemiBold.ttf", "Noto Sans", "SemiBold", "SemiBold"),
    ("NotoSerif-Italic.ttf", "NotoSerif-Italic.ttf", "Noto Serif", "Italic", "Regular"),
    ("NotoSerif-Bold.ttf", "NotoSerif-Bold.ttf", "Noto Serif", "Bold", "Bold"),
    ("NotoSansJP-Regular.otf", "NotoSansCJK-Regular.ttc", "Noto Sans JP", "Regular", None),
    ("NotoSansJP-Bold.otf", "NotoSansCJK-Bold.ttc", "Noto Sans JP", "Bold", None),
    ("NotoSerifJP-Bold.otf", "NotoSerifCJK-Bold.ttc", "Noto Serif JP", "Bold", None),
]
WEIGHTS = {"Light": 300, "Regular": 400, "Italic": 400, "Medium": 500, "SemiBold": 600, "Bold": 700}

# The layout that map lettering needs: kerning, marks, composed letters, local forms. The local forms
# of the Japanese faces are the Chinese and Korean shapes of the same characters: left out.
FEATURES = ["kern", "mark", "mkmk", "ccmp", "locl"]
FEATURES_JP = ["kern", "mark", "mkmk", "ccmp"]
NAMES = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 11, 13, 14, 16, 17]
NO_TABLES = ["DSIG", "BASE", "VORG", "vhea", "vmtx"]  # no signature survives; text runs across


def span(first, last):
    return {chr(code) for code in range(first, last + 1)}


SYMBOLS = set("←↑→↓↔↕↗↘⇄⟲⟳−×÷±≈≠≤≥∞·•…°′″№™¹²³½¼¾✓✔✕✖▶◀▲▼△▽◆◇●○■□⏸⏹⏮⏭⏪⏩☰⚠★☆")
LATIN = (
    span(0x20, 0x7E)
    | span(0xA0, 0x17F)  # Latin-1, Latin Extended-A
    | set("ȘșȚțẀẁẂẃẄẅẞỲỳʼ")
    | span(0x300, 0x304)  # grave to macron
    | set("\u0306\u0307\u0308\u030A\u030B\u030C\u0323\u0327\u0328\u0331")
    | span(0x400, 0x45F)  # Cyrillic
    | set("ҐґҒғҚқҢңҮүҰұҲҳҶҷӘәӢӣӨөӮӯӰӱ")
    | span(0x2010, 0x2027)  # dashes, quotation marks, dots
    | set("\u2009\u200A\u200B\u202F\u2060‰‹›⁄€₽")
    | span(0x2070, 0x2079)
    | span(0x2080, 0x2089)
    | SYMBOLS
)
# Digits are tabular in Noto Sans as they are. Letters are for the notes of a year: "c. 1750", "год".
LARGE = span(0x20, 0x7E) | span(0x410, 0x44F) | set("\u00A0\u2009\u202F–—−·’…ё")
JAPANESE = (
    set(" \u00A0")  # so that a space does not break a Japanese run
    | span(0x3000, 0x303F)  # ideographic space, punctuation
    | span(0x3041, 0x30FF)  # hiragana, katakana
    | span(0x31F0, 0x31FF)  # small katakana for Ainu
    | span(0xFF01, 0xFF60)  # full-width forms
    | span(0xFFE0, 0xFFE6)
    | set("‐–—―‘’“”†‡‥…※§¶°′″℃×÷±№·")
    | set("←↑→↓↔▲△▼▽◆◇●○◎■□★☆")
    | span(0x2460, 0x2473)  # numbers in circles
)

# The 1,026 kanji taught in Japanese primary schools (table of 2017), so that a small change of words
# seldom needs a new cut.
SCHOOL_KANJI = (
    "一丁七万三上下不世両並中丸主久乗九乱乳予争事二五井亡交京人仁今仏仕他付代令以仮仲件任休会伝似位低住佐体何余作使例供価便係"
    "保信修俳俵倉個倍候借値停健側備傷働像億優元兄兆先光児党入全八公六共兵具典内円冊再写冬冷処出刀分切刊列初判別利制刷券刻則前"
    "副割創劇力功加助努労効勇勉動務勝勢勤包化北区医十千午半卒協南単博印危卵厚原厳去参友反収取受口古句可台史右号司各合同名后向"
    "君否吸告周味呼命和品員唱商問善喜営器四回因団困囲図固国園土圧在地坂均垂型城域基埼堂報場塩境墓増士声売変夏夕外多夜夢大天太"
    "夫央失奈奏奮女好妹妻姉始委姿婦媛子字存孝季学孫宅宇守安完宗官宙定宝実客宣室宮害家容宿寄密富寒察寸寺対専射将尊導小少就尺局"
    "居届屋展属層山岐岡岩岸島崎川州巣工左差己巻市布希師席帯帰帳常幕干平年幸幹幼庁広序底店府度座庫庭康延建弁式弓引弟弱張強当形"
    "役往径待律後徒従得復徳心必志忘応忠快念思急性恩息悪悲情想意愛感態慣憲成我戦戸所手才打批承技投折担招拝拡拾持指挙捨授採探接"
    "推提揮損操支改放政故救敗教散敬数整敵文料断新方旅族旗日旧早明易昔星映春昨昭昼時晩景晴暑暖暗暮暴曜曲書最月有服朗望朝期木未"
    "末本札机材村束条来東松板林枚果枝染柱査栃栄校株根格案桜梅梨械棒森植検業極楽構様標模権横樹橋機欠次欲歌止正武歩歯歴死残段殺"
    "母毎毒比毛氏民気水氷永求池決汽沖河油治沿泉法波泣注泳洋洗活派流浅浴海消液深混清済減温測港湖湯満源準滋漁演漢潔潟潮激火灯灰"
    "災炭点無然焼照熊熟熱燃父片版牛牧物特犬犯状独率玉王班現球理生産用田由申男町画界畑留略番異疑病痛発登白百的皇皮皿益盛盟目直"
    "相省看県真眼着矢知短石砂研破確磁示礼社祖祝神票祭禁福私秋科秒秘移程税種穀積穴究空窓立章童競竹笑笛第筆等筋答策算管箱節築簡"
    "米粉精糖糸系紀約紅納純紙級素細終組経結給統絵絶絹続綿総緑線編練縄縦縮績織罪置署羊美群義羽翌習老考者耕耳聖聞職肉肥育肺胃背"
    "胸能脈脳腸腹臓臣臨自至興舌舎航船良色花芸芽若苦英茨茶草荷菜落葉著蒸蔵薬虫蚕血衆行術街衛衣表裁装裏補製複西要見規視覚覧親観"
    "角解言計討訓記訪設許訳証評詞試詩話誌認誕語誠誤説読課調談論諸講謝識警議護谷豆豊象貝負財貧貨責貯貴買貸費貿賀賃資賛賞質赤走"
    "起足路身車軍転軽輪輸辞農辺近返述迷追退送逆通速造連週進遊運過道達遠適選遺郡部郵郷都配酒酸里重野量金針鉄鉱銀銅銭鋼録鏡長門"
    "閉開間関閣阜阪防降限陛院除陸険陽隊階際障集雑難雨雪雲電青静非面革音頂順預領頭題額顔願類風飛食飯飲飼養館首香馬駅験骨高魚鳥"
    "鳴鹿麦黄黒鼻"
)


def texts():
    """Every file that TEXTS names, in a fixed order."""
    return sorted({path for pattern in TEXTS for path in ROOT.glob(pattern) if path.is_file()})


def used_characters():
    """Each character of the texts that a face must draw, with the first file that uses it."""
    used = {}
    for path in texts():
        for char in path.read_text(encoding="utf-8"):
            if unicodedata.category(char) not in ("Cc", "Cf"):
                used.setdefault(char, path.relative_to(ROOT).as_posix())
    return used


def is_japanese(char):
    code = ord(char)
    return 0x2E80 <= code <= 0x9FFF or 0xF900 <= code <= 0xFAFF or 0xFF00 <= code <= 0xFFEF or code >= 0x20000


def find(folders, name):
    for folder in folders:
        for path in sorted(folder.rglob(name)):
            return path
    return None


def open_font(folders, name):
    from fontTools.ttLib import TTCollection, TTFont

    path = find(folders, name)
    if path is None:
        looked = ", ".join(str(folder) for folder in folders)
        sys.exit(f"subset.py: {name} is not in {looked}")
    if path.suffix != ".ttc":
        return TTFont(path, recalcTimestamp=False)
    for number, font in enumerate(TTCollection(path, lazy=True).fonts):
        family = font["name"].getDebugName(1)
        if family.endswith(" CJK JP") and "Mono" not in family:
            return TTFont(path, fontNumber=number, recalcTimestamp=False)
    sys.exit(f"subset.py: {path} has no Japanese face")


def graft(font, chars, donors):
    """Add to a TrueType face the symbols it lacks, taken from its relatives for symbols."""
    from fontTools.pens.recordingPen import DecomposingRecordingPen
    from fontTools.pens.transformPen import TransformPen
    from fontTools.pens.ttGlyphPen import TTGlyphPen

    order = font.getGlyphOrder()
    for char in sorted(chars - {chr(code) for code in font.getBestCmap()}):
        code = ord(char)
        donor = next((donor for donor in donors if code in donor.getBestCmap()), None)
        if donor is None:
            continue
        source = donor.getBestCmap()[code]
        scale = font["head"].unitsPerEm / donor["head"].unitsPerEm
        glyphs = donor.getGlyphSet()
        recording = DecomposingRecordingPen(glyphs)
        glyphs[source].draw(recording)
        pen = TTGlyphPen(None)
        recording.replay(TransformPen(pen, (scale, 0, 0, scale, 0, 0)))
        name = f"u{code:04X}.graft"
        order.append(name)
        font.setGlyphOrder(order)
        glyph = pen.glyph()
        font["glyf"].glyphs[name] = glyph
        glyph.recalcBounds(font["glyf"])
        left = getattr(glyph, "xMin", 0)
        font["hmtx"][name] = (round(donor["hmtx"][source][0] * scale), left)
        for table in font["cmap"].tables:
            if table.isUnicode() and table.format in (4, 12) and (code <= 0xFFFF or table.format == 12):
                table.cmap[code] = name


def rename(font, family, style):
    """Family and style as an SVG or a style sheet asks for them."""
    plain = style in ("Regular", "Italic", "Bold")
    post = f"{family.replace(' ', '')}-{style}"
    table = font["name"]
    revision = table.getDebugName(5).split(";")[0].removeprefix("Version ")
    names = {
        1: family if plain else f"{family} {style}",
        2: style if plain else "Regular",
        3: f"{revision};{post};subset for Okhotsk Atlas",
        4: f"{family} {style}",
        5: f"Version {revision}; subset for Okhotsk Atlas",
        6: post,
        16: None if plain else family,
        17: None if plain else style,
    }
    for number, text in names.items():
        table.removeNames(nameID=number)
        if text is not None:
            table.setName(text, number, 3, 1, 0x409)
    font["OS/2"].usWeightClass = WEIGHTS[style]
    if "CFF " in font:
        cff = font["CFF "].cff
        cff.fontNames[0] = post
        top = cff.topDictIndex[0]
        for key, text in (("FullName", names[4]), ("FamilyName", family), ("Weight", style)):
            if hasattr(top, key):
                setattr(top, key, text)


def cut(font, chars, features):
    from fontTools import subset

    options = subset.Options()
    options.layout_features = features
    options.hinting = False
    options.glyph_names = False
    options.notdef_outline = True
    options.name_IDs = NAMES
    options.name_languages = [0x409]
    options.drop_tables += NO_TABLES
    options.recalc_timestamp = False
    options.prune_codepage_ranges = True
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=[ord(char) for char in chars])
    subsetter.subset(font)


def write(folders, used):
    latin = LATIN | {char for char in used if not is_japanese(char)}
    japanese = JAPANESE | set(SCHOOL_KANJI) | {char for char in used if is_japanese(char)}
    total = 0
    for file, source, family, style, weight in FACES:
        font = open_font(folders, source)
        if weight is None:
            cut(font, japanese, FEATURES_JP)
        elif weight == FIGURES:
            cut(font, LARGE, FEATURES)
        else:
            relatives = ["NotoSansMath-Regular.ttf", f"NotoSansSymbols-{weight}.ttf", "NotoSansSymbols2-Regular.ttf"]
            graft(font, latin, [open_font(folders, name) for name in relatives])
            cut(font, latin, FEATURES)
        rename(font, family, style)
        font.save(HERE / file)
        size = (HERE / file).stat().st_size
        total += size
        print(f"{file:26} {size / 1000:7.1f} kB  {len(font.getBestCmap()):5} characters")
    print(f"{'total':26} {total / 1000:7.1f} kB")


def missing(used):
    """Characters of the texts that none of the faces beside this script can draw."""
    from fontTools.ttLib import TTFont

    drawn = set()
    for file, *_ in FACES:
        drawn |= {chr(code) for code in TTFont(HERE / file, lazy=True).getBestCmap()}
    return {char: path for char, path in sorted(used.items()) if char not in drawn}


def main():
    parser = argparse.ArgumentParser(description="Cut the faces of the atlas out of the Noto fonts.")
    parser.add_argument("folders", nargs="*", type=Path, metavar="FOLDER", default=DEBIAN)
    parser.add_argument("--check", action="store_true", help="write nothing; list characters that no face can draw")
    arguments = parser.parse_args()
    used = used_characters()
    if not arguments.check:
        write(arguments.folders, used)
    lacking = missing(used)
    for char, path in lacking.items():
        print(f"no face has U+{ord(char):04X} {char} (first in {path})", file=sys.stderr)
    return 1 if lacking else 0


if __name__ == "__main__":
    sys.exit(main())
