//! The files of an atlas as text.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use geo::{LineString, Polygon};
use toml::Value;

use crate::geography::overlap::check_holes;
use crate::geography::validity::{check_ring, check_simple};
use crate::history::{Day, Precision, When};
use crate::picture::{Argument, Words};

use super::centre::{bounds, degrees};
use super::holdings::Held;
use super::hues;
use super::partition::{Piece, Ring};
use super::records::{Read, Record};
use super::slugs::{Slugs, slug};
use super::{Fields, Told};

/// Names that the summary of an event tells.
const MOST_NAMED: usize = 12;
/// With more pieces than this, the time bar has no ribbon of them all.
const MOST_ON_RIBBON: usize = 400;
/// Around all land, as a part of its size, in the default view.
const MARGIN: f64 = 0.04;

/// Leaves out polygons that an atlas would not take, and tells whose they were.
pub(super) fn keep_sound(pieces: &mut Vec<Piece>, records: &[Record], told: &mut Told) {
    for piece in pieces.iter_mut() {
        let of = &piece.of;
        piece.polygons.retain(|rings| {
            let fault = fault(rings);
            if let Some(fault) = &fault {
                for &of in of {
                    let number = records[of as usize].number;
                    told.leave_out(number, format!("a part of it {fault}"));
                }
            }
            fault.is_none()
        });
    }
    pieces.retain(|piece| !piece.polygons.is_empty());
    let shown: BTreeSet<u32> = pieces.iter().flat_map(|piece| piece.of.iter().copied()).collect();
    for (record, place) in records.iter().zip(0..) {
        if !shown.contains(&place) {
            told.leave_out(record.number, "nothing of its land is left to show");
        }
    }
}

fn fault(rings: &[Ring]) -> Option<String> {
    let line = |ring: &Ring| -> LineString<f64> {
        ring.iter().chain(ring.first()).map(|&place| degrees(place)).collect()
    };
    let mut lines = rings.iter().map(line);
    let polygon = Polygon::new(lines.next()?, lines.collect());
    let each = std::iter::once(polygon.exterior()).chain(polygon.interiors());
    for ring in each {
        if let Err(fault) = check_ring(ring).and_then(|()| check_simple(ring)) {
            return Some(fault.to_string());
        }
    }
    check_holes(&polygon).err().map(|(_, fault)| fault.to_string())
}

/// What is written, and what it takes to.
struct Sheets<'a> {
    read: &'a Read,
    held: &'a Held,
    pieces: &'a [Piece],
    /// The words of each language of the atlas.
    words: Vec<Words>,
    /// The ids of the pieces.
    ids: Vec<String>,
    /// The id of each holder by its name.
    holders: BTreeMap<String, String>,
    nobody: String,
}

/// A text of a record, quoted.
fn text(said: &str) -> String {
    Value::String(said.to_owned()).to_string()
}

fn list(of: impl Iterator<Item = impl AsRef<str>>) -> String {
    let quoted: Vec<String> = of.map(|one| text(one.as_ref())).collect();
    format!("[{}]", quoted.join(", "))
}

fn put(out: &mut String, line: std::fmt::Arguments<'_>) {
    let written = writeln!(out, "{line}");
    debug_assert!(written.is_ok(), "writing to a string cannot fail");
}

/// The files of the atlas.
pub(super) fn write(
    pieces: &[Piece],
    read: &Read,
    held: &Held,
    centre: [f64; 2],
    (file, stem): (&str, &str),
    fields: &Fields,
) -> Vec<(String, String)> {
    let mut slugs = Slugs::default();
    let first_name = |steps: &[super::holdings::Step]| {
        steps
            .iter()
            .rev()
            .find_map(|step| step.of)
            .map_or("", |of| read.records[of as usize].name())
    };
    let ids = held.steps.iter().map(|steps| slugs.take(first_name(steps), "land")).collect();
    let mut slugs = Slugs::default();
    let nobody = slugs.take("nobody", "nobody");
    let mut holders = BTreeMap::new();
    for of in held.steps.iter().flatten().filter_map(|step| step.of) {
        holders.entry(read.records[of as usize].holder.clone()).or_default();
    }
    for (name, id) in &mut holders {
        *id = slugs.take(name, "holder");
    }
    let words = read.languages.iter().map(|id| Words::of_interface(id)).collect();
    let sheets = Sheets { read, held, pieces, words, ids, holders, nobody };
    let (changes, events) = sheets.changes();
    let none = |what: &str| format!("# {what}\n");
    [
        ("history/atlas.toml", sheets.atlas(centre, file, stem)),
        ("history/holders.toml", sheets.holders()),
        ("history/territories.toml", sheets.territories()),
        ("history/changes/holders.toml", changes),
        ("history/events/all.toml", events),
        ("history/lines.toml", none("Lines that treaties drew.")),
        ("history/places.toml", none("Towns, capes, seas.")),
        ("history/people.toml", none("People who took part in events.")),
        ("history/sources.toml", sources(file, fields)),
        ("geodata/islands.geojson", sheets.outlines()),
        ("geodata/surroundings.geojson", EMPTY.to_owned()),
        ("geodata/cuts.geojson", EMPTY.to_owned()),
    ]
    .into_iter()
    .map(|(name, text)| (name.to_owned(), text))
    .collect()
}

const EMPTY: &str = "{\"type\":\"FeatureCollection\",\"features\":[\n]}\n";

fn sources(file: &str, fields: &Fields) -> String {
    let properties =
        [Some(&fields.start), Some(&fields.end), fields.name.as_ref(), fields.holder.as_ref()];
    let properties: Vec<&str> = properties.into_iter().flatten().map(String::as_str).collect();
    let place = format!("{file}, by the properties {}", properties.join(", "));
    format!(
        "# Say here where the file is from, by whom, and under which licence.\n[[source]]\nid = \"file\"\n\
         title = {}\nkind = \"dataset\"\nwhere = {}\n",
        text(&one_line(file)),
        text(&one_line(&place))
    )
}

fn one_line(said: &str) -> String {
    crate::history::letters::legible(said, 300)
}

impl Sheets<'_> {
    /// A text by language.
    fn texts(&self, of: impl Fn(&Words) -> String) -> String {
        let each = self.read.languages.iter().zip(&self.words);
        let each: Vec<String> =
            each.map(|(id, words)| format!("{id} = {}", text(&of(words)))).collect();
        format!("{{ {} }}", each.join(", "))
    }

    fn same(&self, said: &str) -> String {
        self.texts(|_| said.to_owned())
    }

    fn names(&self, of: u32) -> String {
        let names = &self.read.records[of as usize].names;
        let each: Vec<String> =
            names.iter().map(|(id, name)| format!("{id} = {}", text(name))).collect();
        format!("{{ {} }}", each.join(", "))
    }

    fn atlas(&self, centre: [f64; 2], file: &str, stem: &str) -> String {
        let (file, stem) = (one_line(file), one_line(stem));
        let id = Some(slug(&stem)).filter(|id| !id.is_empty()).unwrap_or_else(|| "imported".into());
        let rings = self.pieces.iter().flat_map(|piece| piece.polygons.iter().flatten());
        let [west, south, east, north] = bounds(rings);
        let (wide, high) = ((east - west) * MARGIN + 1e-4, (north - south) * MARGIN + 1e-4);
        let view = [
            wrapped(west - wide),
            (south - high).max(-90.0),
            wrapped(east + wide),
            (north + high).min(90.0),
        ];
        let view = if east - west + 2.0 * wide >= 360.0 {
            [-180.0, view[1], 180.0, view[3]]
        } else {
            view
        };
        let mut out =
            String::from("# Made from a file of dated features; see import-report.txt.\n");
        put(&mut out, format_args!("format = 1\nid = {}", text(&id)));
        put(&mut out, format_args!("title = {}", self.same(&stem)));
        let args = [("file", Argument::Text(&file))];
        put(&mut out, format_args!("about = {}", self.texts(|w| w.with("import-about", &args))));
        let (first, last) = (self.read.first_day, self.read.last_day);
        put(&mut out, format_args!("first_day = \"{first}\"\nlast_day = \"{last}\""));
        put(&mut out, format_args!("languages = {}", list(self.read.languages.iter())));
        put(&mut out, format_args!("attribution = {}", text(&file)));
        let [lon, lat] = centre.map(rounded);
        put(&mut out, format_args!("\n[projection]\ncentre_lat = {lat:?}\ncentre_lon = {lon:?}"));
        let [west, south, east, north] = view.map(rounded);
        put(
            &mut out,
            format_args!(
                "\n[view]\nwest = {west:?}\nsouth = {south:?}\neast = {east:?}\nnorth = {north:?}"
            ),
        );
        for (name, id) in &self.holders {
            let name = self.same(name);
            put(
                &mut out,
                format_args!("\n[[family]]\nid = {}\nname = {name}\nkind = \"state\"", text(id)),
            );
        }
        let (id, name) = (text(&self.nobody), self.texts(|w| w.get("import-nobody")));
        put(
            &mut out,
            format_args!("\n[[family]]\nid = {id}\nname = {name}\nkind = \"undetermined\""),
        );
        let [name, question, note] = ["name", "question", "note"]
            .map(|k| self.texts(|w| w.get(&format!("import-lens-{k}"))));
        put(
            &mut out,
            format_args!(
                "\n[[lens]]\nid = \"holders\"\nname = {name}\nquestion = {question}\nnote = {note}\n\
                 ledger = \"holders\""
            ),
        );
        if self.pieces.len() <= MOST_ON_RIBBON {
            let (name, all) = (self.same(&stem), list(self.ids.iter()));
            put(
                &mut out,
                format_args!(
                    "\n[[group]]\nid = \"all-land\"\nname = {name}\nterritories = {all}\nribbon = true"
                ),
            );
        }
        out
    }

    fn holders(&self) -> String {
        let mut out = String::from("# The colours were made for them; choose others.\n");
        for (place, (name, id)) in self.holders.iter().enumerate() {
            let [light, dark] = hues::fill(place);
            let (id, name) = (text(id), self.same(name));
            put(
                &mut out,
                format_args!(
                    "[[holder]]\nid = {id}\nfamily = {id}\nname = {name}\n\
                     fill = {{ light = \"{light}\", dark = \"{dark}\" }}\n"
                ),
            );
        }
        let (id, name) = (text(&self.nobody), self.texts(|w| w.get("import-nobody")));
        let [light, dark] = hues::NOBODY;
        put(
            &mut out,
            format_args!(
                "[[holder]]\nid = {id}\nfamily = {id}\nname = {name}\n\
                 fill = {{ light = \"{light}\", dark = \"{dark}\" }}"
            ),
        );
        out
    }

    fn territories(&self) -> String {
        let mut out = String::new();
        for (id, steps) in self.ids.iter().zip(&self.held.steps) {
            // While it is nobody's it is called as before, or as it is going to be.
            let mut named: Vec<(When, u32)> = Vec::new();
            for step in steps {
                let Some(of) = step.of else { continue };
                let names = |of: u32| &self.read.records[of as usize].names;
                if named.last().is_none_or(|(_, last)| names(*last) != names(of)) {
                    named.push((step.when, of));
                }
            }
            let Some(&(_, last)) = named.last() else { continue };
            put(
                &mut out,
                format_args!("[[territory]]\nid = {}\nname = {}\n", text(id), self.names(last)),
            );
            for pair in named.windows(2) {
                let (until, name) = (pair[1].0.day, self.names(pair[0].1));
                put(
                    &mut out,
                    format_args!("[[territory.was]]\nuntil = \"{until}\"\nname = {name}\n"),
                );
            }
        }
        out
    }

    fn holder(&self, of: Option<u32>) -> &str {
        let held = of.and_then(|of| self.holders.get(&self.read.records[of as usize].holder));
        held.unwrap_or(&self.nobody)
    }

    /// The ledger, and the events that it names.
    fn changes(&self) -> (String, String) {
        let status = |holder: &str| if holder == self.nobody { "none" } else { "control" };
        let mut initial: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        let key = |when: When| (when.day, when.precision);
        let mut changes: BTreeMap<(Day, Precision, &str), Vec<&str>> = BTreeMap::new();
        let mut events: BTreeMap<(Day, Precision), [BTreeSet<u32>; 2]> = BTreeMap::new();
        for (id, steps) in self.ids.iter().zip(&self.held.steps) {
            let mut last: Option<super::holdings::Step> = None;
            for &step in steps {
                let holder = self.holder(step.of);
                match last {
                    None => initial.entry(holder).or_default().push(id),
                    Some(before) if self.holder(before.of) != holder => {
                        let (day, precision) = key(step.when);
                        changes.entry((day, precision, holder)).or_default().push(id);
                        let [begun, ended] = events.entry((day, precision)).or_default();
                        begun.extend(step.of);
                        ended.extend(before.of);
                    }
                    Some(_) => {}
                }
                last = Some(step);
            }
        }
        let mut out = String::from("# Who held what, from when on.\n");
        for (holder, ids) in initial {
            let (ids, status) = (list(ids.into_iter()), status(holder));
            put(
                &mut out,
                format_args!(
                    "[[initial]]\nterritories = {ids}\nholder = \"{holder}\"\nstatus = \"{status}\"\n\
                     sources = [\"file\"]\nconfidence = \"medium\"\n"
                ),
            );
        }
        for ((day, precision, holder), ids) in changes {
            let date = date(When { day, precision });
            let (ids, status) = (list(ids.into_iter()), status(holder));
            put(
                &mut out,
                format_args!(
                    "[[change]]\ndate = \"{date}\"\nterritories = {ids}\nholder = \"{holder}\"\n\
                     status = \"{status}\"\nevent = \"{date}-changes\"\nsources = [\"file\"]\n\
                     confidence = \"medium\"\n"
                ),
            );
        }
        let mut told = String::from("# A day on which something changes, each.\n");
        for ((day, precision), [begun, ended]) in events {
            let when = When { day, precision };
            let date = date(when);
            let title = self.texts(|words| {
                words.with("import-event", &[("date", Argument::Text(&words.when(when)))])
            });
            let summary = self.texts(|words| {
                let parts = [("import-begins", &begun), ("import-ends", &ended)];
                let parts = parts.into_iter().filter(|(_, of)| !of.is_empty());
                parts.map(|(key, of)| self.told(words, key, of)).collect::<Vec<_>>().join(" ")
            });
            put(
                &mut told,
                format_args!(
                    "[[event]]\nid = \"{date}-changes\"\nkind = \"administration\"\ndate = \"{date}\"\n\
                     title = {title}\nsummary = {summary}\nsources = [\"file\"]\nconfidence = \"medium\"\n"
                ),
            );
        }
        (out, told)
    }

    /// Which features begin, or end.
    fn told(&self, words: &Words, key: &str, of: &BTreeSet<u32>) -> String {
        let place = self.words.iter().position(|own| own.interface == words.interface);
        let language = &self.read.languages[place.unwrap_or_default()];
        let names = of.iter().map(|&of| self.read.records[of as usize].names[language].as_str());
        let names: BTreeSet<&str> = names.collect();
        let some: Vec<&str> = names.iter().copied().take(MOST_NAMED).collect();
        let more = names.len() - some.len();
        let mut said = words.list(&some);
        if more > 0 {
            let args = [("names", Argument::Text(&said)), ("count", Argument::Number(more))];
            said = words.with("import-and-more", &args);
        }
        words.with(key, &[("names", Argument::Text(&said))])
    }

    fn outlines(&self) -> String {
        let mut out = String::from("{\"type\":\"FeatureCollection\",\"features\":[\n");
        for (i, (id, piece)) in self.ids.iter().zip(self.pieces).enumerate() {
            let last = self.held.steps[i].iter().rev().find_map(|step| step.of);
            let name = last.map(|of| &self.read.records[of as usize].names);
            let properties =
                serde_json::json!({ "id": id, "island": id, "territory": id, "name": name });
            out.push_str("{\"type\":\"Feature\",\"properties\":");
            out.push_str(&properties.to_string());
            out.push_str(",\"geometry\":{\"type\":\"MultiPolygon\",\"coordinates\":[");
            for (p, rings) in piece.polygons.iter().enumerate() {
                out.push_str(if p > 0 { ",[" } else { "[" });
                for (r, ring) in rings.iter().enumerate() {
                    out.push_str(if r > 0 { ",[" } else { "[" });
                    for (v, &place) in ring.iter().chain(ring.first()).enumerate() {
                        let (sign, at) = (if v > 0 { "," } else { "" }, degrees(place));
                        let written = write!(out, "{sign}[{},{}]", at.x, at.y);
                        debug_assert!(written.is_ok(), "writing to a string cannot fail");
                    }
                    out.push(']');
                }
                out.push(']');
            }
            out.push_str(if i + 1 == self.ids.len() { "]}}\n" } else { "]}},\n" });
        }
        out.push_str("]}\n");
        out
    }
}

/// A day as it is written in the files: as short as it is known.
fn date(when: When) -> String {
    let day = when.day;
    match when.precision {
        Precision::Year | Precision::Circa => format!("{:04}", day.year()),
        Precision::Month => format!("{:04}-{:02}", day.year(), day.month()),
        Precision::Day => day.to_string(),
    }
}

fn wrapped(lon: f64) -> f64 {
    if lon > 180.0 {
        lon - 360.0
    } else if lon < -180.0 {
        lon + 360.0
    } else {
        lon
    }
}

fn rounded(degrees: f64) -> f64 {
    (degrees * 1e4).round() / 1e4
}
