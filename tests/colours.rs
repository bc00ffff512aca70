//! The colours, judged by numbers: whatever can stand on the map on one day is told apart with full
//! sight, with each of the three colour blindnesses and in grey print, in both themes.

use std::collections::{BTreeMap, BTreeSet};

use okhotsk::history::{Day, Holding, Ledger};
use okhotsk::picture::fills::{color_of, fill_of, fill_of_holder};
use okhotsk::picture::{Color, Fill, Pattern, palette};
use okhotsk::view::Theme;

use crate::common::atlas;

/// How far apart two fills must be for every sight that has colour, as a difference of CIEDE2000.
///
/// The unit is about what is just seen where two large fields touch. Those of a map do not touch:
/// an islet is matched across the sea with a field of the legend. On screens outside the laboratory
/// half of the people tell apart two fields of s degrees from 5.1 + 0.75 / s units of L* on, 5.3 +
/// 1.5 / s of a* and 5.3 + 2.9 / s of b* (M. Stone, D. A. Szafir and V. Setlur, “An Engineering
/// Model for Color Difference as a Function of Size”, Color and Imaging Conference 2014, pp.
/// 253–258): 7, 10 and 14 for a third of a degree, which is an islet at arm's length. The floor is
/// their middle, and on the safe side, since CIEDE2000 counts less than CIELAB where colours are
/// strong.
const FILLS: f64 = 10.0;

/// How far apart two fills must be in grey print, in L* (0 black, 100 white).
///
/// By the same measurements, the lightness alone by which large fields are told apart. It is less
/// than for colour since on some days five tones share the range from the sea to the outline, and
/// since in grey nothing is told by its tone alone: every shape has an outline and a name.
const GREYS: f64 = 5.0;

/// How far fills must be from the sea and from the land around, for every sight and in L*: nobody's
/// land is taken for water, and no holder for the land that the atlas says nothing of.
const GROUND: f64 = 10.0;

/// How far apart the fills before and after a change must be, for every sight and in L*: on a
/// ribbon they touch, and a new state of the same nation keeps its hue.
const NEIGHBOURS: f64 = 5.0;

const THEMES: [Theme; 2] = [Theme::Light, Theme::Dark];

/// A way of seeing: a matrix over linear red, green and blue.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Sight {
    name: &'static str,
    matrix: [[f64; 3]; 3],
}

const GREY: Sight = Sight { name: "grey", matrix: [LUMINANCE, LUMINANCE, LUMINANCE] };

/// Colour blindness at severity 1.0 by G. M. Machado, M. M. Oliveira and L. A. F. Fernandes, “A
/// Physiologically-based Model for Simulation of Color Vision Deficiency”, IEEE Transactions on
/// Visualization and Computer Graphics 15(6), 2009, pp. 1291–1298, and its published matrices.
const SIGHTS: [Sight; 5] = [
    Sight { name: "full", matrix: [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]] },
    Sight {
        name: "protanopia",
        matrix: [
            [0.152_286, 1.052_583, -0.204_868],
            [0.114_503, 0.786_281, 0.099_216],
            [-0.003_882, -0.048_116, 1.051_998],
        ],
    },
    Sight {
        name: "deuteranopia",
        matrix: [
            [0.367_322, 0.860_646, -0.227_968],
            [0.280_085, 0.672_501, 0.047_413],
            [-0.011_820, 0.042_940, 0.968_881],
        ],
    },
    Sight {
        name: "tritanopia",
        matrix: [
            [1.255_528, -0.076_749, -0.178_779],
            [-0.078_411, 0.930_809, 0.147_602],
            [0.004_733, 0.691_367, 0.303_900],
        ],
    },
    GREY,
];

/// X, Y and Z of linear sRGB under D65 (IEC 61966-2-1); the row of Y is the luminance.
const XYZ: [[f64; 3]; 3] =
    [[0.412_456, 0.357_576, 0.180_438], LUMINANCE, [0.019_334, 0.119_192, 0.950_304]];
const LUMINANCE: [f64; 3] = [0.212_673, 0.715_152, 0.072_175];

/// L*, a* and b*.
type Lab = [f64; 3];

fn times(matrix: [[f64; 3]; 3], [x, y, z]: [f64; 3]) -> [f64; 3] {
    matrix.map(|row| row[0] * x + row[1] * y + row[2] * z)
}

/// An opaque colour as it is seen.
fn lab(color: Color, sight: Sight) -> Lab {
    assert_eq!(color[3], 255, "{color:?} lets something through");
    let linear = |byte: u8| {
        let c = f64::from(byte) / 255.0;
        if c <= 0.040_45 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) }
    };
    let seen = times(sight.matrix, [linear(color[0]), linear(color[1]), linear(color[2])]);
    let xyz = times(XYZ, seen.map(|c| c.clamp(0.0, 1.0)));
    let white = times(XYZ, [1.0; 3]);
    let root = |t: f64| {
        let edge: f64 = 6.0 / 29.0;
        if t > edge.powi(3) { t.cbrt() } else { t / (3.0 * edge * edge) + 4.0 / 29.0 }
    };
    let [x, y, z] = [0, 1, 2].map(|i| root(xyz[i] / white[i]));
    [116.0 * y - 16.0, 500.0 * (x - y), 200.0 * (y - z)]
}

/// The hue of a colour as an angle from 0 to 360 degrees.
fn hue(a: f64, b: f64) -> f64 {
    b.atan2(a).to_degrees().rem_euclid(360.0)
}

/// CIEDE2000 with all weights 1, step by step as in G. Sharma, W. Wu and E. N. Dalal, “The
/// CIEDE2000 Color-Difference Formula: Implementation Notes, Supplementary Test Data, and
/// Mathematical Observations”, Color Research and Application 30(1), 2005, pp. 21–30.
fn ciede2000(one: Lab, other: Lab) -> f64 {
    let over_25 = |chroma: f64| (chroma.powi(7) / (chroma.powi(7) + 25_f64.powi(7))).sqrt();
    let mean_chroma = f64::midpoint(one[1].hypot(one[2]), other[1].hypot(other[2]));
    let stretch = 1.5 - 0.5 * over_25(mean_chroma);
    let polar = |[_, a, b]: Lab| ((a * stretch).hypot(b), hue(a * stretch, b));
    let ((chroma1, hue1), (chroma2, hue2)) = (polar(one), polar(other));
    let (mut turn, mut mean_hue) = (hue2 - hue1, f64::midpoint(hue1, hue2));
    if chroma1 * chroma2 == 0.0 {
        // A grey has no hue: that of the other stands for both.
        (turn, mean_hue) = (0.0, if chroma1 == 0.0 { hue2 } else { hue1 });
    } else if turn.abs() > 180.0 {
        turn -= 360.0_f64.copysign(turn);
        mean_hue += if mean_hue < 180.0 { 180.0 } else { -180.0 };
    }
    let lightness = f64::midpoint(one[0], other[0]);
    let chroma = f64::midpoint(chroma1, chroma2);
    let cos = |degrees: f64| degrees.to_radians().cos();
    let t = 1.0 - 0.17 * cos(mean_hue - 30.0)
        + 0.24 * cos(2.0 * mean_hue)
        + 0.32 * cos(3.0 * mean_hue + 6.0)
        - 0.20 * cos(4.0 * mean_hue - 63.0);
    let from_50 = (lightness - 50.0).powi(2);
    let by_lightness = (other[0] - one[0]) / (1.0 + 0.015 * from_50 / (20.0 + from_50).sqrt());
    let by_chroma = (chroma2 - chroma1) / (1.0 + 0.045 * chroma);
    let by_hue = 2.0 * (chroma1 * chroma2).sqrt() * (turn / 2.0).to_radians().sin()
        / (1.0 + 0.015 * chroma * t);
    let rotation = 60.0 * (-((mean_hue - 275.0) / 25.0).powi(2)).exp();
    let rotated = -rotation.to_radians().sin() * 2.0 * over_25(chroma) * by_chroma * by_hue;
    (by_lightness.powi(2) + by_chroma.powi(2) + by_hue.powi(2) + rotated).sqrt()
}

/// How far apart two colours are: by CIEDE2000, in grey by L*.
fn distance(a: Color, b: Color, sight: Sight) -> f64 {
    let (a, b) = (lab(a, sight), lab(b, sight));
    if sight == GREY { (a[0] - b[0]).abs() } else { ciede2000(a, b) }
}

/// What two colours must hold: a floor in colour and one in grey.
#[derive(Debug, Clone, Copy)]
struct Floors {
    color: f64,
    grey: f64,
}

/// Pairs of colours, each with the floors that it must hold and where it first stands.
#[derive(Debug, Default)]
struct Pairs(BTreeMap<[Color; 2], (f64, f64, String)>);

impl Pairs {
    /// Adds a pair; of several floors for the same the highest count.
    fn add(&mut self, a: Color, b: Color, floors: Floors, place: impl FnOnce() -> String) {
        let entry = self.0.entry([a, b]).or_insert_with(|| (0.0, 0.0, place()));
        (entry.0, entry.1) = (entry.0.max(floors.color), entry.1.max(floors.grey));
    }

    /// Those that are too close, one a line; at least so many must have been judged.
    fn judge(&self, least: usize) {
        assert!(self.0.len() >= least, "only {} pairs", self.0.len());
        let mut wrong = Vec::new();
        for (&[a, b], (color, grey, place)) in &self.0 {
            for sight in SIGHTS {
                let floor = if sight == GREY { *grey } else { *color };
                let apart = distance(a, b, sight);
                if apart < floor {
                    let name = sight.name;
                    wrong.push(format!("{place}: {apart:.1} for {name}, not {floor}"));
                }
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }
}

/// Each lens on each day on which any ledger changes: what stands on the map together.
fn maps() -> Vec<(&'static str, Day, Vec<&'static Holding>)> {
    let history = &atlas().history;
    let mut days = BTreeSet::from([history.first_day]);
    days.extend(history.ledgers.iter().flat_map(Ledger::days));
    let mut maps = Vec::new();
    for (lens, ledger) in history.lenses.iter().zip(&history.ledgers) {
        for &day in &days {
            let holdings = history.territory_ids().map(|t| ledger.on(t, day).holding).collect();
            maps.push((lens.id.as_str(), day, holdings));
        }
    }
    maps
}

/// The texture by which a fill is known whatever its colour.
fn texture(fill: Fill) -> Option<Pattern> {
    fill.overlays.iter().flatten().map(|overlay| overlay.pattern).find(|pattern| !pattern.falls())
}

/// What two fills on one map must hold; `None` if their textures say it.
///
/// Stripes are known as such, and must in themselves be two colours (see the test of textures). All
/// that is dotted is one thing, land under no state. Dots tell land from that of a state in grey
/// print, but not in colour: there the fill of an islet without room for dots must be enough.
fn floors_of(one: Fill, other: Fill) -> Option<Floors> {
    match (texture(one), texture(other)) {
        (None, None) => Some(Floors { color: FILLS, grey: GREYS }),
        (Some(Pattern::Dots), None) | (None, Some(Pattern::Dots)) => {
            Some(Floors { color: FILLS, grey: 0.0 })
        }
        _ => None,
    }
}

#[test]
fn the_difference_is_that_of_the_published_pairs() {
    // Pairs 1, 7, 9, 11, 16, 20 and 25 of table 1 of Sharma, Wu and Dalal: a blue, which the
    // rotation is for, a grey, both sides of opposite hues, hues around 0°, and everyday ones.
    for (one, other, published) in [
        ([50.0, 2.6772, -79.7751], [50.0, 0.0, -82.7485], 2.0425),
        ([50.0, 0.0, 0.0], [50.0, -1.0, 2.0], 2.3669),
        ([50.0, 2.49, -0.001], [50.0, -2.49, 0.0009], 7.1792),
        ([50.0, 2.49, -0.001], [50.0, -2.49, 0.0011], 7.2195),
        ([50.0, 2.5, 0.0], [50.0, 0.0, -2.5], 4.3065),
        ([50.0, 2.5, 0.0], [58.0, 24.0, 15.0], 19.4535),
        ([60.2574, -34.0099, 36.2677], [60.4626, -34.1751, 39.4387], 1.2644),
    ] {
        for apart in [ciede2000(one, other), ciede2000(other, one)] {
            assert!((apart - published).abs() < 0.00005, "{one:?} {other:?}: {apart}");
        }
    }
}

#[test]
fn every_sight_leaves_grey_as_it_is_and_takes_away_what_it_should() {
    for sight in SIGHTS {
        let [l, a, b] = lab([128, 128, 128, 255], sight);
        let name = sight.name;
        assert!((l - 53.585).abs() < 0.01 && a.hypot(b) < 0.01, "{name}: {l} {a} {b}");
    }
    // Colours that the atlas once had on one map: as computed with colour-science 0.4.7.
    let [green, peach] = [[0x97, 0xB4, 0x87, 255], [0xF3, 0xB4, 0x8E, 255]];
    for (sight, apart) in SIGHTS.into_iter().zip([30.5, 3.7, 9.4, 37.9, 8.1]) {
        let own = distance(green, peach, sight);
        assert!((own - apart).abs() < 0.05, "{}: {own}", sight.name);
    }
}

#[test]
fn holders_on_one_map_are_told_apart_by_everybody() {
    let history = &atlas().history;
    let mut pairs = Pairs::default();
    for (lens, day, holdings) in maps() {
        let holders: BTreeSet<_> = holdings.iter().map(|holding| holding.holder).collect();
        for &one in &holders {
            for &other in holders.range(one..).skip(1) {
                for theme in THEMES {
                    let [a, b] = [one, other].map(|holder| fill_of_holder(atlas(), holder, theme));
                    let Some(floors) = floors_of(a, b) else { continue };
                    let [one, other] = [one, other].map(|holder| &history.holder(holder).id);
                    pairs.add(a.base, b.base, floors, || {
                        format!("{one} and {other} ({lens}, {day}, {theme:?})")
                    });
                }
            }
        }
    }
    pairs.judge(50);
}

#[test]
fn no_fill_is_taken_for_the_sea_or_the_land_around() {
    let history = &atlas().history;
    let floors = Floors { color: GROUND, grey: GROUND };
    let mut pairs = Pairs::default();
    for (lens, day, holdings) in maps() {
        for (holding, theme) in holdings.iter().flat_map(|h| THEMES.map(|theme| (h, theme))) {
            let fill = fill_of_holder(atlas(), holding.holder, theme);
            let stripes = fill.overlays.iter().flatten().filter(|o| o.pattern == Pattern::Stripes);
            for color in stripes.map(|overlay| overlay.color).chain([fill.base]) {
                let palette = palette(theme);
                for (ground, name) in [(palette.sea, "sea"), (palette.context, "land around")] {
                    let holder = &history.holder(holding.holder).id;
                    pairs.add(color, ground, floors, || {
                        format!("{holder} and the {name} ({lens}, {day}, {theme:?})")
                    });
                }
            }
        }
    }
    pairs.judge(60);
}

/// Hatches, dots and stripes against the ground that they lie on, and two claims against each
/// other.
#[test]
fn textures_are_seen_on_their_ground() {
    let history = &atlas().history;
    let floors = Floors { color: FILLS, grey: GREYS };
    let mut pairs = Pairs::default();
    for (lens, day, holdings) in maps() {
        for (holding, theme) in holdings.iter().flat_map(|h| THEMES.map(|theme| (h, theme))) {
            let fill = fill_of(atlas(), holding, theme);
            let mut lower = vec![fill.base];
            for overlay in fill.overlays.into_iter().flatten() {
                for &under in &lower {
                    let holder = &history.holder(holding.holder).id;
                    let pattern = overlay.pattern;
                    pairs.add(overlay.color, under, floors, || {
                        format!("{pattern:?} of {holder} ({lens}, {day}, {theme:?})")
                    });
                }
                // A dot is too small to be the ground of a hatch.
                if overlay.pattern != Pattern::Dots {
                    lower.push(overlay.color);
                }
            }
        }
    }
    pairs.judge(60);
}

#[test]
fn a_change_of_holder_is_seen_on_the_ribbons() {
    let history = &atlas().history;
    let mut pairs = Pairs::default();
    for ledger in &history.ledgers {
        for t in history.territory_ids() {
            let spans: Vec<_> = ledger.spans(t).collect();
            for two in spans.windows(2) {
                let [before, after] = [two[0].holding.holder, two[1].holding.holder];
                for theme in THEMES.into_iter().filter(|_| before != after) {
                    let [a, b] =
                        [before, after].map(|holder| fill_of_holder(atlas(), holder, theme));
                    let Some(floors) = floors_of(a, b) else { continue };
                    let floors = Floors {
                        color: floors.color.min(NEIGHBOURS),
                        grey: floors.grey.min(NEIGHBOURS),
                    };
                    let [one, other] = [before, after].map(|holder| &history.holder(holder).id);
                    let (name, day) = (&history.territory(t).id, two[1].from.day);
                    pairs.add(a.base, b.base, floors, || {
                        format!("{one}, then {other} ({name}, {day}, {theme:?})")
                    });
                }
            }
        }
    }
    pairs.judge(40);
}

/// Hue is the nation, tone the state, grey what is undetermined.
#[test]
fn nations_keep_their_hue_and_states_the_order_of_their_tones() {
    let history = &atlas().history;
    for theme in THEMES {
        for id in history.holder_ids() {
            let holder = history.holder(id);
            let [_, a, b] = lab(color_of(atlas(), id, theme), SIGHTS[0]);
            let (hue, chroma) = (hue(a, b), a.hypot(b));
            let right = match history.family(holder.family).id.as_str() {
                // From red orange to yellow orange; from blue green to violet blue.
                "japan" => (45.0..70.0).contains(&hue) && chroma > 20.0,
                "russia" => (250.0..280.0).contains(&hue) && chroma > 20.0,
                "undetermined" => chroma < 5.0,
                _ => true,
            };
            assert!(right, "{theme:?} {}: hue {hue:.0}°, chroma {chroma:.0}", holder.id);
        }
        let lightness = |id: &str| {
            lab(color_of(atlas(), history.find_holder(id).unwrap(), theme), SIGHTS[0])[0]
        };
        for (darker, lighter) in [
            ("empire-of-japan", "state-of-japan"),
            ("state-of-japan", "tokugawa-japan"),
            ("soviet-union", "soviet-russia"),
            ("soviet-russia", "russian-empire"),
            ("russian-empire", "russian-republic"),
            ("russian-republic", "russian-federation"),
        ] {
            let [dark, light] = [darker, lighter].map(lightness);
            assert!(dark + 3.0 < light, "{theme:?} {darker} {dark:.1}, {lighter} {light:.1}");
        }
    }
}
